package dev.isaac.trust.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of permissions, and what one says about another. */
class PermissionTest {

    private static final List<String> SAMPLES = List.of(
            "network:*",
            "network:*:443",
            "network:*.example.org",
            "network:*.api.example.org",
            "network:*.example.org:443",
            "network:api.example.org",
            "network:api.example.org:443",
            "network:a.api.example.org",
            "network:example.org",
            "network:[::1]:80",
            "read:*",
            "read:/",
            "read:/var",
            "read:/var/log",
            "read:/variable",
            "read:C:/Users",
            "read:directory",
            "read:home",
            "write:data",
            "write:*",
            "run:*",
            "run:git",
            "native",
            "environment:*",
            "environment:PATH",
            "service:org.example.Service",
            "framework");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network:*",
                "network:*.example.org:8443",
                "network:[fe80::1]",
                "network:[fe80::]:80",
                "read:directory",
                "write:/var/lib/x y",
                "read:C:/Users",
                "run:clang++",
                "native",
                "environment:GIT_DIR",
                "service:org.example.Service",
                "framework"
            })
    void keepsThePermissionsAsTheyAreWritten(String text) throws PermissionException {
        assertThat(Permission.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "net:*", "Network:*", "filesystem", "network :*", "natives"})
    void refusesWordsThatNobodyKnows(String text) {
        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() -> Permission.parse(text))
                .satisfies(e -> assertThat(e.code()).isEqualTo("permission.unknown"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network",
                "network:",
                "network:API.example.org",
                "network:a.*.org",
                "network:*example.org",
                "network:host:0",
                "network:host:65536",
                "network:host:",
                "network:http://host",
                "network:-a.org",
                "read:",
                "read:desktop",
                "read:/a/../b",
                "read:/a/./b",
                "read:/a/",
                "read:/a//b",
                "read:\\\\host\\share",
                "write:/a\u0000b",
                "run:",
                "run:/bin/sh",
                "run:..",
                "run:a b",
                "native:*",
                "framework:*",
                "environment:",
                "environment:A-B",
                "service:Service",
                "service:*"
            })
    void refusesWhatIsNotWrittenAsItsKindAsks(String text) {
        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() -> Permission.parse(text))
                .satisfies(e -> assertThat(e.code()).isEqualTo("permission.malformed"));
    }

    @ParameterizedTest
    @CsvSource({
        "network:*, network:api.example.org",
        "network:*, network:*.example.org:443",
        "network:*.example.org, network:a.b.example.org",
        "network:*.example.org, network:*.b.example.org",
        "network:api.example.org, network:api.example.org:443",
        "read:*, read:home",
        "read:*, read:/etc",
        "read:/, read:/etc",
        "read:/var, read:/var/log",
        "run:*, run:git",
        "environment:*, environment:PATH",
        "network:[fe80::], network:[fe80::]:80"
    })
    void coversWhatIsNarrower(String wide, String narrow) throws PermissionException {
        assertThat(Permission.parse(wide).covers(Permission.parse(narrow))).isTrue();
        assertThat(Permission.parse(narrow).covers(Permission.parse(wide))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "network:*.example.org, network:example.org",
        "network:*.example.org, network:badexample.org",
        "network:api.example.org:443, network:api.example.org:80",
        "read:/var, read:/variable",
        "read:/, read:home",
        "write:*, read:home",
        "run:git, run:sh"
    })
    void doesNotCoverWhatOnlyLooksAlike(String one, String other) throws PermissionException {
        assertThat(Permission.parse(one).covers(Permission.parse(other))).isFalse();
    }

    @Provide
    Arbitrary<Permission> permissions() {
        return Arbitraries.of(SAMPLES).map(text -> {
            try {
                return Permission.parse(text);
            } catch (PermissionException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Property
    void coversItself(@ForAll("permissions") Permission one) {
        assertThat(one.covers(one)).isTrue();
    }

    @Property
    void coversWhatIsCoveredByWhatItCovers(
            @ForAll("permissions") Permission one,
            @ForAll("permissions") Permission two,
            @ForAll("permissions") Permission three) {
        if (one.covers(two) && two.covers(three)) {
            assertThat(one.covers(three)).isTrue();
        }
    }

    @Property
    void equalsWhateverCoversItAndIsCoveredByIt(
            @ForAll("permissions") Permission one, @ForAll("permissions") Permission two) {
        if (one.covers(two) && two.covers(one)) {
            assertThat(one).isEqualTo(two);
        }
    }

    @Property
    void readsWhatItWrites(@ForAll("permissions") Permission one) throws PermissionException {
        assertThat(Permission.parse(one.text())).isEqualTo(one);
        assertThat(one.sentence()).isNotBlank();
    }

    @Test
    void decidesByMeaningWhetherASetIsWider() throws PermissionException {
        Permissions before = Permissions.parse("network:*, read:directory");
        Permissions narrower = Permissions.parse("read:directory,network:api.example.org");
        assertThat(narrower.beyond(before)).isEmpty();
        assertThat(before.covers(narrower)).isTrue();
        assertThat(before.beyond(narrower)).extracting(Permission::text).containsExactly("network:*");
        assertThat(Permissions.beyond(List.of("network:api.example.org", "old words"), List.of("network:*")))
                .containsExactly("old words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"native,", "native,native", "native,,run:*", "native;run:*"})
    void refusesAHeaderThatIsNotAList(String header) {
        assertThatExceptionOfType(PermissionException.class).isThrownBy(() -> Permissions.parse(header));
    }

    @Test
    void saysWhatAPermissionLetsAPluginDo() throws PermissionException {
        assertThat(Permissions.parse("network:*.example.org:443,read:directory,run:git,native")
                        .sentences())
                .containsExactly(
                        "runs native code, which nothing holds back",
                        "connects to every host under example.org, port 443",
                        "reads files in the current directory, and those that you name",
                        "runs the program git");
    }

    @Test
    void holdsItsBoundsExactly() throws PermissionException {
        String longest = "run:" + "a".repeat(508);
        assertThat(Permission.parse(longest).text()).hasSize(512);
        assertThat(Permission.parse("network:host:65535").text()).isEqualTo("network:host:65535");
        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() -> Permission.parse(longest + "a"))
                .withMessage("'" + longest.substring(0, 60) + "…' is not written as a permission is:"
                        + " run:PROGRAM, its name without a path, or run:*");
        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() -> Permission.parse("x\u001b" + "a".repeat(58)))
                .withMessageStartingWith("'x?" + "a".repeat(58) + "' is no permission");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"read:/..", "read:/.", "read:/a /b", "read:/a\\b", "read:/a\u0085b", "write:C:/..", "read:a/b"})
    void refusesPathsThatMayMeanAnother(String text) {
        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() -> Permission.parse(text))
                .satisfies(e -> assertThat(e.code()).isEqualTo("permission.malformed"));
    }

    @ParameterizedTest
    @CsvSource({
        "network:*:443, network:api.example.org",
        "network:*:443, network:api.example.org:80",
        "network:[::1]:80, network:[::1]",
        "network:[::1]:80, network:[::1]:81",
        "read:*, write:home",
        "read:home, read:/home",
        "read:/home, read:home",
        "environment:PATH, environment:PATHEXT",
        "service:org.example.Service, service:org.example.Other"
    })
    void doesNotCoverAnotherPortOrKind(String one, String other) throws PermissionException {
        assertThat(Permission.parse(one).covers(Permission.parse(other))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network:*                   | connects to any host",
                "network:localhost:80        | connects to this machine, port 80",
                "network:[::1]               | connects to [::1]",
                "read:*                      | reads any file",
                "read:home                   | reads files in your home directory",
                "write:temporary             | makes, changes and deletes temporary files",
                "write:data                  | makes, changes and deletes files in its own data folder",
                "read:/etc                   | reads files in /etc",
                "run:*                       | runs any program",
                "environment:*               | reads all environment variables, secrets among them",
                "environment:PATH            | reads the environment variable PATH",
                "service:org.example.Service | uses the host's service org.example.Service",
                "framework                   | uses the plugin framework itself, and through it whatever runs in this shell",
                "old words                   | old words"
            })
    void saysHowFarItGoes(String text, String sentence) {
        assertThat(Permissions.sentence(text)).isEqualTo(sentence);
    }

    @Test
    void writesASetInOneOrder() throws PermissionException {
        Permissions set = Permissions.parse(" run:git , native,environment:PATH");
        assertThat(set.texts()).containsExactly("environment:PATH", "native", "run:git");
        assertThat(set.has(PermissionKind.RUN)).isTrue();
        assertThat(set.has(PermissionKind.WRITE)).isFalse();
        assertThat(set.covers(Permissions.parse("native"))).isTrue();
        assertThat(set.covers(Permissions.parse("native,framework"))).isFalse();
        assertThat(Permissions.parse("  ")).isEqualTo(Permissions.NONE);
        assertThat(Permission.parse("run:git")).hasToString("run:git");
        assertThat(Permissions.beyond(List.of("old words", "network:b"), List.of("old words", "network:a")))
                .containsExactly("network:b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network: | network:HOST",
                "read:    | read:ROOT",
                "write:   | write:ROOT",
                "run:     | run:PROGRAM",
                "native:  | native stands alone",
                "environment: | environment:NAME",
                "service: | service:INTERFACE"
            })
    void saysHowItIsWritten(String text, String form) {
        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() -> Permission.parse(text))
                .withMessageContaining("is not written as a permission is: " + form);
    }
}
