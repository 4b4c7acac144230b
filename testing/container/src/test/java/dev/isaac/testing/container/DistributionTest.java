package dev.isaac.testing.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.CommandResult;
import dev.isaac.core.CommandGateway;
import dev.isaac.launcher.IsaacRuntime;
import dev.isaac.launcher.LineResult;
import dev.isaac.launcher.RuntimeOptions;
import dev.isaac.launcher.RuntimeOptions.Mode;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The distribution as it is built, embedded as an application embeds it. */
class DistributionTest {

    @TempDir
    private Path home;

    private IsaacRuntime start(Mode mode) throws Exception {
        Path distribution = Path.of(System.getProperty("isaac.test.distribution"));
        return IsaacRuntime.start(RuntimeOptions.of(home, distribution).withMode(mode));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void runsLinesOfAnApplication(Mode mode) throws Exception {
        try (IsaacRuntime isaac = start(mode)) {
            LineResult version = isaac.execute("version");
            assertThat(version.fault()).isEmpty();
            assertThat(version.succeeded()).isTrue();
            assertThat(version.results()).singleElement().isInstanceOf(CommandResult.Text.class);

            LineResult unknown = isaac.execute("marketplace frobnicate");
            assertThat(unknown.succeeded()).isFalse();
            assertThat(unknown.fault()).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void keepsOneSessionAndLetsNobodyConfirm(Mode mode) throws Exception {
        try (IsaacRuntime isaac = start(mode)) {
            assertThat(isaac.execute("cd /").succeeded()).isTrue();
            assertThat(isaac.execute("pwd").results()).containsExactly(CommandResult.text("/"));

            LineResult refused = isaac.execute("no-program-has-this-name --really");
            assertThat(refused.exitCode()).isIn(3, 5);
            assertThat(refused.fault()).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void offersTheGatewayForSessionsOfItsOwn(Mode mode) throws Exception {
        try (IsaacRuntime isaac = start(mode)) {
            CommandGateway gateway = isaac.service(CommandGateway.class).orElseThrow();

            assertThat(gateway.commandNames()).contains("version", "help", "marketplace install");
            assertThat(gateway.manifest("version")).isPresent();
        }
    }
}
