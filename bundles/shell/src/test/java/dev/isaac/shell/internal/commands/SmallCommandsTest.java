package dev.isaac.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.command.spi.SettingDefinition;
import dev.isaac.command.spi.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.felix.framework.FrameworkFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

class SmallCommandsTest {

    @TempDir
    Path folder;

    private Framework framework;
    private BundleContext context;
    private final Settings settings = new MapSettings(new TreeMap<>(Map.of("prompt.banner", "on", "other.key", "7")));

    @BeforeEach
    void startFramework() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString()));
        framework.start();
        context = framework.getBundleContext();
    }

    @AfterEach
    void stopFramework() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    private static FakeInvocation call(CommandManifest manifest, String... namesAndValues) {
        Map<String, List<String>> given = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return new FakeInvocation(manifest, given);
    }

    @Test
    void tellsTheVersionInOneLine() {
        VersionCommand version = new VersionCommand(context);
        CommandResult.Text text = (CommandResult.Text) version.execute(call(version.manifest()));
        assertThat(text.text()).startsWith("ISAAC " + context.getBundle().getVersion() + " (Java ");
        assertThat(text.data())
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsKeys("isaac", "java", "os")
                .doesNotContainKey("bundles");
    }

    @Test
    void listsTheBundlesWhenAskedForMore() {
        VersionCommand version = new VersionCommand(context);
        CommandResult.Details details =
                (CommandResult.Details) version.execute(call(version.manifest(), "verbose", ""));
        assertThat(details.fields().get("Bundles"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsKey("org.apache.felix.framework");
    }

    @Test
    void asksEveryHealthCheckAndPutsTheWorstFirst() throws Exception {
        context.registerService(
                HealthCheck.class,
                () -> List.of(
                        new HealthCheck.Finding("home", HealthCheck.Status.OK, "It is there.", ""),
                        new HealthCheck.Finding("disk", HealthCheck.Status.WARNING, "It is nearly full.", "Tidy up.")),
                null);
        DoctorCommand doctor = new DoctorCommand(context);
        CommandResult.Table table = (CommandResult.Table) doctor.execute(call(doctor.manifest()));
        assertThat(table.rows())
                .extracting(row -> String.valueOf(row.get("topic")))
                .containsExactly("disk", "home", "java");
    }

    @Test
    void failsWhenSomethingDoesNotWorkAndWhenACheckItselfBreaks() {
        context.registerService(
                HealthCheck.class,
                () -> List.of(new HealthCheck.Finding(
                        "plugin x", HealthCheck.Status.PROBLEM, "It was blocked.", "Verify it.")),
                null);
        context.registerService(
                HealthCheck.class,
                () -> {
                    throw new IllegalStateException("oops");
                },
                null);
        DoctorCommand doctor = new DoctorCommand(context);
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> doctor.execute(call(doctor.manifest())))
                .satisfies(e -> {
                    assertThat(e.fault().code()).isEqualTo("doctor.problems");
                    assertThat(e.fault().kind().exitCode()).isEqualTo(1);
                    assertThat(String.valueOf(e.fault().details().get("problems")))
                            .contains("plugin x: It was blocked. Verify it.")
                            .contains("oops");
                });
    }

    @Test
    void showsChangesAndListsSettings() throws Exception {
        context.registerService(
                SettingDefinition.class,
                new SettingDefinition("prompt.banner", "Whether", "on", List.of("on", "off")),
                null);
        ConfigGetCommand get = new ConfigGetCommand(settings);
        ConfigSetCommand set = new ConfigSetCommand(settings, context);
        ConfigListCommand list = new ConfigListCommand(settings, context);
        set.execute(call(set.manifest(), "key", "prompt.banner", "value", "off"));
        CommandResult.Text value = (CommandResult.Text) get.execute(call(get.manifest(), "key", "prompt.banner"));
        assertThat(value.text()).isEqualTo("off");
        CommandResult.Table table = (CommandResult.Table) list.execute(call(list.manifest()));
        assertThat(table.rows())
                .extracting(row -> String.valueOf(row.get("value")))
                .containsExactly("7", "off");
        assertThat(table.rows())
                .extracting(row -> String.valueOf(row.get("default")))
                .containsExactly("null", "on");
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> get.execute(call(get.manifest(), "key", "none.such")))
                .satisfies(e -> assertThat(e.fault().code()).isEqualTo("config.unknown-key"));
    }

    @Test
    void completesTheKeysAndTheValuesOfSettings() {
        context.registerService(
                SettingDefinition.class,
                new SettingDefinition("prompt.banner", "Whether", "on", List.of("on", "off")),
                null);
        ConfigSetCommand set = new ConfigSetCommand(settings, context);
        assertThat(set.complete(new CompletionRequest("key", "pro", List.of(), folder)))
                .extracting(Completion::value)
                .containsExactly("prompt.banner");
        assertThat(set.complete(new CompletionRequest("value", "of", List.of("prompt.banner"), folder)))
                .extracting(Completion::value)
                .containsExactly("off");
    }

    @Test
    void showsTheEndOfTheLog() throws Exception {
        LogCommand log = new LogCommand(new FolderHome(folder));
        assertThat(((CommandResult.Text) log.execute(call(log.manifest()))).text())
                .isEqualTo("The log is empty.");
        String lines =
                IntStream.rangeClosed(1, 100).mapToObj(n -> "line " + n + "\n").collect(Collectors.joining());
        Files.createDirectories(folder.resolve("log"));
        Files.writeString(folder.resolve("log/isaac.log"), lines);
        assertThat(((CommandResult.Text) log.execute(call(log.manifest()))).text())
                .startsWith("line 51\n")
                .endsWith("line 100");
        assertThat(((CommandResult.Text) log.execute(call(log.manifest(), "lines", "2"))).text())
                .isEqualTo("line 99\nline 100");
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> log.execute(call(log.manifest(), "lines", "0")))
                .satisfies(e -> assertThat(e.fault().code()).isEqualTo("log.bad-lines"));
    }

    private record MapSettings(TreeMap<String, String> values) implements Settings {
        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public void set(String key, String value) {
            values.put(key, value);
        }

        @Override
        public Map<String, String> all() {
            return values;
        }
    }

    private record FolderHome(Path root) implements IsaacHome {
        @Override
        public Path folder(String name) {
            return root.resolve(name);
        }

        @Override
        public Path process() {
            return root;
        }

        @Override
        public Path distribution() {
            return root;
        }
    }
}
