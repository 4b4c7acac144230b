package dev.isaac.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.isaac.command.CommandException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {

    @Test
    void versionsAreOrderedAsInOsgi() {
        List<String> sorted = Stream.of("1.10.0", "2.0.0.rc2", "1.2.0", "1.0.0.beta", "2", "1.0.0", "2.0.0.rc1")
                .map(PluginVersion::parse)
                .sorted()
                .map(PluginVersion::toString)
                .toList();

        assertThat(sorted).containsExactly("1.0.0.beta", "1.0.0", "1.2.0", "1.10.0", "2.0.0.rc1", "2.0.0.rc2", "2.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "1.", "1..2", "1.2.3.4.5", "-1", "1.2.3.a b", "99999999999", "1.2.3."})
    void whatIsNoVersionIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PluginVersion.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "'[1.0,2)', 1.0, true",
        "'[1.0,2)', 1.9.9, true",
        "'[1.0,2)', 2.0, false",
        "'[1.0,2]', 2.0, true",
        "'(1.0,2]', 1.0, false",
        "'[1.0,2)', 0.9, false",
        "'[1.0,2)', 2.0.0.rc1, false",
        "'[2.0,3)', 2.0.0.rc1, true",
        "'[2.0,2.0]', 2.0.0.rc1, false",
        "1.5, 99, true",
        "1.5, 1.4, false"
    })
    void rangeHoldsWhatItSays(String range, String version, boolean included) {
        assertThat(VersionRange.parse(range).includes(PluginVersion.parse(version)))
                .isEqualTo(included);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[1,2", "[1", "1,2)", "[a,b]", "any", "[1;2]"})
    void rangeThatDoesNotParseIsNeverReadAsAny(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> VersionRange.parse(text));
    }

    @Test
    void rangesAreWrittenAsTheyAreRead() {
        assertThat(VersionRange.parse("[1.0,2)")).hasToString("[1.0.0,2.0.0)");
        assertThat(VersionRange.parse(VersionRange.parse("(1,2]").toString())).isEqualTo(VersionRange.parse("(1,2]"));
        assertThat(VersionRange.parse("1.5")).hasToString("1.5.0");
        assertThat(VersionRange.exactly(PluginVersion.parse("1.5"))).hasToString("[1.5.0,1.5.0]");
        assertThat(VersionRange.ANY.includes(PluginVersion.parse("0"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "git-helpers, git-helpers, true",
        "git-helpers, git-*, true",
        "git-helpers, *, true",
        "git, git-*, false",
        "git-, git-*, false",
        "acme.tool, acme.*, true",
        "acmetool, acme.*, false",
        "git-helpers, git*, false",
        "git-helpers, other, false"
    })
    void patternCoversNamesWithItsPrefix(String id, String pattern, boolean covered) {
        if (PluginId.isValid(id)) {
            assertThat(PluginId.of(id).isCoveredBy(pattern)).isEqualTo(covered);
        } else {
            assertThat(covered).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Git", "git_helpers", "-git", "git-", "a..b", "../x", "a b"})
    void whatIsNoNameIsRefused(String text) {
        assertThat(PluginId.isValid(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> PluginId.of(text));
    }

    @Test
    void selectorIsANameWithAnOptionalVersion() throws CommandException {
        assertThat(PluginSelector.parse("alpha"))
                .isEqualTo(new PluginSelector(PluginId.of("alpha"), Optional.empty()))
                .hasToString("alpha");
        assertThat(PluginSelector.parse("alpha@1.2")).hasToString("alpha@1.2.0");
    }

    @ParameterizedTest
    @CsvSource({
        "Alpha, plugin.bad-name",
        "@1.0, plugin.bad-name",
        "alpha@, plugin.bad-version",
        "alpha@new, plugin.bad-version"
    })
    void badSelectorIsAUsageFault(String text, String code) {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> PluginSelector.parse(text))
                .satisfies(e -> assertThat(e.fault().code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.fault().kind().exitCode()).isEqualTo(2));
    }
}
