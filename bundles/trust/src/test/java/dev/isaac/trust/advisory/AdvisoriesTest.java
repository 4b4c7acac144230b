package dev.isaac.trust.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.advisory.Advisory.Release;
import dev.isaac.trust.advisory.Advisory.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdvisoriesTest {

    private static final String KEY = "ab".repeat(32);
    private static final String FILE = "cd".repeat(32);
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

    private static Advisories parse(String... advisories) throws TrustException {
        return Advisories.parse(("{\"format\":1,\"advisories\":[" + String.join(",", advisories) + "]}")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String advisory(String id, String subject, String severity) {
        return "{\"id\":\"" + id + "\"," + subject + ",\"severity\":\"" + severity + "\",\"reason\":\"because\"}";
    }

    private static Release release(String version, Optional<Instant> published) throws TrustException {
        return new Release("tools", PluginVersion.parse(version), FILE, KEY, published);
    }

    @Test
    void findsWhatConcernsAReleaseTheGravestFirst() throws Exception {
        Advisories all = parse(
                advisory("range", "\"plugin\":\"tools\",\"range\":\"[1.0,1.2)\"", "medium"),
                advisory("other", "\"plugin\":\"else\"", "critical"),
                advisory("file", "\"sha256\":\"" + FILE + "\"", "critical"),
                advisory("key", "\"key\":\"" + KEY + "\"", "low"));

        assertThat(all.concerning(release("1.1.9", Optional.of(MAY))))
                .extracting(Advisory::id)
                .containsExactly("file", "range", "key");
        assertThat(all.concerning(release("1.2.0", Optional.of(MAY))))
                .extracting(Advisory::id)
                .containsExactly("file", "key");
        assertThat(all.worst(release("1.2.0", Optional.empty()))).contains(Severity.CRITICAL);
        Release changed =
                new Release("tools", PluginVersion.parse("1.2.0"), "ef".repeat(32), "00".repeat(32), Optional.empty());
        assertThat(all.concerning(changed)).isEmpty();
        assertThat(Advisories.of(all.all().subList(0, 1)).all()).hasSize(1);
        assertThat(Advisories.NONE.worst(release("1.2.0", Optional.empty()))).isEmpty();
    }

    @Test
    void aCompromisedKeyLeavesGoodWhatWasPublishedBefore() throws Exception {
        Advisories all = parse("{\"id\":\"K\",\"key\":\"" + KEY
                + "\",\"severity\":\"critical\",\"reason\":\"stolen\",\"since\":\"2026-05-01T00:00:00Z\"}");

        assertThat(all.concerning(release("1.0.0", Optional.of(MAY.minusSeconds(1)))))
                .isEmpty();
        assertThat(all.concerning(release("1.0.0", Optional.of(MAY)))).hasSize(1);
        // Nobody knows when: then it may have been the thief.
        assertThat(all.concerning(release("1.0.0", Optional.empty()))).hasSize(1);
        Release other = new Release("tools", PluginVersion.parse("1.0.0"), FILE, "00".repeat(32), Optional.empty());
        assertThat(all.concerning(other)).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        Advisories all = parse(
                advisory("A-1", "\"plugin\":\"tools\",\"range\":\"(1.0,1.2]\"", "high"),
                advisory("A-2", "\"plugin\":\"tools\"", "low"),
                advisory("A-3", "\"key\":\"" + KEY + "\"", "medium"),
                "{\"id\":\"A-4\",\"sha256\":\"" + FILE
                        + "\",\"severity\":\"low\",\"reason\":\"x\",\"since\":\"2026-05-01T00:00:00Z\"}");

        assertThat(Advisories.parse(all.toBytes()).all()).isEqualTo(all.all());
        assertThat(all.all().get(3).since()).contains(MAY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":\"A\",\"severity\":\"low\",\"reason\":\"x\"}",
                "{\"id\":\"A\",\"plugin\":\"a\",\"key\":\"b\",\"severity\":\"low\",\"reason\":\"x\"}",
                "{\"id\":\"A\",\"plugin\":\"A b\",\"severity\":\"low\",\"reason\":\"x\"}",
                "{\"id\":\"A\",\"key\":\"abc\",\"severity\":\"low\",\"reason\":\"x\"}",
                "{\"id\":\"A\",\"sha256\":\"ABC\",\"severity\":\"low\",\"reason\":\"x\"}",
                "{\"id\":\"A\",\"plugin\":\"a\",\"severity\":\"grim\",\"reason\":\"x\"}",
                "{\"id\":\"A\",\"plugin\":\"a\",\"severity\":\"low\",\"reason\":\" \"}",
                "{\"id\":\"A\",\"plugin\":\"a\",\"severity\":\"low\"}",
                "{\"id\":\"a b\",\"plugin\":\"a\",\"severity\":\"low\",\"reason\":\"x\"}",
                "{\"id\":\"A\",\"plugin\":\"a\",\"range\":\"[2,1]\",\"severity\":\"low\",\"reason\":\"x\"}",
                "{\"id\":\"A\",\"plugin\":\"a\",\"severity\":\"low\",\"reason\":\"x\",\"since\":\"yesterday\"}",
                "{\"id\":\"A\",\"plugin\":\"a\",\"severity\":\"low\",\"reason\":\"x\"},"
                        + "{\"id\":\"A\",\"plugin\":\"b\",\"severity\":\"low\",\"reason\":\"x\"}"
            })
    void oneThatNobodyUnderstandsIsNotSkipped(String advisory) {
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> parse(advisory))
                .satisfies(e -> assertThat(e.code()).isEqualTo("trust.malformed"));
    }

    @Test
    void refusesOtherFormatsAndNonsense() {
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(
                        () -> Advisories.parse("{\"format\":2,\"advisories\":[]}".getBytes(StandardCharsets.UTF_8)));
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> Advisories.parse("{\"format\":1}".getBytes(StandardCharsets.UTF_8)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Advisory("A", new Advisory.OfKey("x"), Severity.LOW, "reason", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1.0;1.0.0;true",
                "1.0;0.9.9;false",
                "1.0;99;true",
                "[1.0,2.0);2.0.0;false",
                "[1.0,2.0);1.9.9.zzz;true",
                "[1.0,2.0);2.0.0.beta;false",
                "[1.0,2.0];2.0;true",
                "(1.0,2.0];1;false",
                "(1.0,2.0];1.0.0.a;true",
                "[1.5,1.5];1.5.0;true",
                "[1.5,1.5];1.5.0.a;false",
                " [ 1.0 , 2 ) ;1.5;true",
                "0;0;true"
            })
    void comparesVersionsAsOsgiDoes(String range, String version, boolean included) throws Exception {
        assertThat(VersionRange.parse(range).includes(PluginVersion.parse(version)))
                .isEqualTo(included);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[1,2",
                "1,2]",
                "[1;2]",
                "[2,1]",
                "(1,1]",
                "[1,1)",
                "(1,1)",
                "[,2]",
                "[1,]",
                "a",
                "1.2.3.4.5",
                "-1",
                "1..2",
                "1.2.",
                "9999999999",
                "[1,2]x",
                "1.0.0.ä"
            })
    void refusesWhatIsNoRange(String range) {
        assertThatExceptionOfType(TrustException.class).isThrownBy(() -> VersionRange.parse(range));
    }
}
