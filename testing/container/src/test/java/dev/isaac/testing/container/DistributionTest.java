package dev.isaac.testing.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.CommandResult;
import dev.isaac.core.CommandGateway;
import dev.isaac.launcher.IsaacRuntime;
import dev.isaac.launcher.LineResult;
import dev.isaac.launcher.RuntimeOptions;
import dev.isaac.launcher.RuntimeOptions.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

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

    @ParameterizedTest
    @EnumSource(Mode.class)
    void installsAFeatureAtTheFirstUseOfOneOfItsCommands(Mode mode) throws Exception {
        try (IsaacRuntime isaac = start(mode)) {
            CommandGateway gateway = isaac.service(CommandGateway.class).orElseThrow();
            assertThat(gateway.outlines())
                    .filteredOn(outline -> outline.name().equals("registry status"))
                    .singleElement()
                    .satisfies(outline -> assertThat(outline.category()).isEqualTo("Registries"));

            LineResult status = isaac.execute("registry status " + home.resolve("nothing"));
            assertThat(status.fault().orElseThrow().code()).isEqualTo("registry.missing");
            LineResult made = isaac.execute("registry init " + home.resolve("registry"));
            assertThat(made.fault()).isEmpty();
            assertThat(isaac.execute("registry status " + home.resolve("registry"))
                            .succeeded())
                    .isTrue();
        }
    }

    @Test
    void doesNotStartAFeatureThatIsNotTheOneThatWasBuilt() throws Exception {
        Path built = Path.of(System.getProperty("isaac.test.distribution"))
                .toAbsolutePath()
                .normalize();
        Path distribution = Files.createDirectories(home.resolve("changed"));
        for (String part : List.of("lib", "features", "etc")) {
            Files.createSymbolicLink(distribution.resolve(part), built.resolve(part));
        }
        Path bundles = Files.createDirectories(distribution.resolve("bundles"));
        try (Stream<Path> jars = Files.list(built.resolve("bundles"))) {
            for (Path jar : jars.toList()) {
                byte[] bytes = Files.readAllBytes(jar);
                bytes[bytes.length / 2] ^= 1;
                Files.write(bundles.resolve(jar.getFileName()), bytes);
            }
        }
        try (IsaacRuntime isaac = IsaacRuntime.start(
                RuntimeOptions.of(home.resolve("home"), distribution).withMode(Mode.CLASS_PATH))) {
            assertThat(isaac.execute("version").succeeded()).isTrue();
            LineResult refused = isaac.execute("registry status");
            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(refused.fault().orElseThrow().code()).isEqualTo("feature.damaged");
        }
    }

    /**
     * Looking for configurations of components that have none was one tenth of each start; and nobody changes by a
     * configuration to which services the host's components are bound.
     */
    @Test
    void noComponentOfTheHostTakesAConfiguration() throws Exception {
        try (IsaacRuntime isaac = start(Mode.CLASS_PATH)) {
            ServiceComponentRuntime components =
                    isaac.service(ServiceComponentRuntime.class).orElseThrow();
            assertThat(components.getComponentDescriptionDTOs())
                    .hasSizeGreaterThan(20)
                    .allSatisfy(component -> assertThat(component.configurationPolicy)
                            .as(component.name)
                            .isEqualTo("ignore"));
        }
    }
}
