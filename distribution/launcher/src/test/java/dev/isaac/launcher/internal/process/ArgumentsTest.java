package dev.isaac.launcher.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.command.FaultKind;
import dev.isaac.launcher.LaunchException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @Test
    void takesHomeAnywhereBeforeTheCommandAndLeavesTheRest() throws LaunchException {
        Arguments arguments = Arguments.parse("--json", "--home", "/h", "--yes", "marketplace", "list", "--limit", "3");

        assertThat(arguments.home()).contains("/h");
        assertThat(arguments.rest()).containsExactly("--json", "--yes", "marketplace", "list", "--limit", "3");
        assertThat(arguments.command()).isEqualTo("marketplace");
    }

    @Test
    void leavesHomeBehindTheCommandToTheCommand() throws LaunchException {
        Arguments arguments = Arguments.parse("echo", "--home", "/h", "--json");

        assertThat(arguments.home()).isEmpty();
        assertThat(arguments.rest()).containsExactly("echo", "--home", "/h", "--json");
    }

    @Test
    void knowsWhichGlobalOptionsHaveAValueThatIsNoCommand() throws LaunchException {
        Arguments arguments = Arguments.parse("--accept-signer", "AB", "-c", "ls --home x", "--home=/h");

        assertThat(arguments.home()).contains("/h");
        assertThat(arguments.command()).isEmpty();
        assertThat(arguments.rest()).containsExactly("--accept-signer", "AB", "-c", "ls --home x");
    }

    @Test
    void readsNothingBehindTwoDashes() throws LaunchException {
        Arguments arguments = Arguments.parse("--", "--home", "/h");

        assertThat(arguments.home()).isEmpty();
        assertThat(arguments.rest()).containsExactly("--", "--home", "/h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--home", "--home=", "--home|"})
    void refusesHomeWithoutAFolder(String words) {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> Arguments.parse(words.split("\\|", -1)))
                .satisfies(e -> {
                    assertThat(e.fault().code()).isEqualTo("launcher.usage");
                    assertThat(e.fault().kind()).isEqualTo(FaultKind.USAGE);
                });
    }

    @Test
    void prefersTheOptionToTheVariableToTheDefault() throws LaunchException {
        Map<String, String> variable = Map.of("ISAAC_HOME", "/v");

        assertThat(Arguments.parse("--home", "/h").homeFolder(variable, "/u")).isEqualTo("/h");
        assertThat(Arguments.parse().homeFolder(variable, "/u")).isEqualTo("/v");
        assertThat(Arguments.parse().homeFolder(Map.of("ISAAC_HOME", ""), "/u")).isEqualTo("/u/.isaac");
        assertThat(Arguments.parse().homeFolder(Map.of(), "/u")).isEqualTo("/u/.isaac");
        assertThat(Arguments.parse().homeFolder(Map.of("HOME", "/w"), "/u")).isEqualTo("/w/.isaac");
        assertThat(Arguments.parse().homeFolder(Map.of("HOME", ""), "/u")).isEqualTo("/u/.isaac");
    }

    @ParameterizedTest
    @CsvSource({
        "--json,true",
        "--json --home,true",
        "--yes --json version,true",
        "marketplace list --json,true",
        "--home /h version --json,true",
        "marketplace --home --json,true",
        "version,false",
        "-- --json,false",
        "version -- --json,false",
        "-c --json,false",
        "--home --json version,false",
        "--accept-plan --json version,false"
    })
    void knowsWhetherFaultsAreWantedAsJsonBeforeAnythingElse(String line, boolean expected) {
        assertThat(Arguments.wantsJson(line.split(" "))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "version,true",
        "-V,true",
        "help marketplace,true",
        "--version,true",
        "--json version,true",
        "marketplace list,false",
        "'',false",
        "-c version,false",
        "echo help,false"
    })
    void knowsTheCommandsThatNeedNoHome(String line, boolean expected) throws LaunchException {
        List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" "));

        assertThat(Arguments.parse(words.toArray(new String[0])).needsNoHome()).isEqualTo(expected);
    }
}
