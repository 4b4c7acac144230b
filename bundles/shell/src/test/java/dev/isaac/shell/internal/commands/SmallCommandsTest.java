package dev.isaac.shell.internal.commands;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.command.Column;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.command.spi.SettingDefinition;
import dev.isaac.command.spi.Settings;
import dev.isaac.plugin.kit.FakeInvocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.felix.framework.FrameworkFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

class SmallCommandsTest {

    @TempDir
    Path folder;

    private Framework framework;
    private BundleContext context;
    private IsaacHome home;
    private final Settings settings = new MapSettings(new TreeMap<>(Map.of("prompt.banner", "on", "other.key", "7")));

    @BeforeEach
    void startFramework() throws Exception {
        home = new FolderHome(folder);
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

    private static FakeInvocation call(Command command, String... words) {
        return FakeInvocation.of(command).words(words);
    }

    @Test
    void tellsTheVersionInOneLine() {
        VersionCommand version = new VersionCommand(context);
        CommandResult.Text text = (CommandResult.Text) version.execute(call(version));
        assertThat(text.text()).startsWith("ISAAC " + context.getBundle().getVersion() + " (Java ");
        assertThat(text.data())
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsKeys("isaac", "java", "os")
                .doesNotContainKey("bundles");
    }

    @Test
    void listsTheBundlesWhenAskedForMore() {
        VersionCommand version = new VersionCommand(context);
        CommandResult.Details details = (CommandResult.Details) version.execute(call(version, "--verbose"));
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
        CommandResult.Table table = (CommandResult.Table) doctor.execute(call(doctor));
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
                .isThrownBy(() -> doctor.execute(call(doctor)))
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
        ConfigGetCommand get = new ConfigGetCommand(home, settings);
        ConfigSetCommand set = new ConfigSetCommand(settings, context);
        ConfigListCommand list = new ConfigListCommand(home, settings, context);
        set.execute(call(set, "prompt.banner", "off"));
        CommandResult.Text value = (CommandResult.Text) get.execute(call(get, "prompt.banner"));
        assertThat(value.text()).isEqualTo("off");
        CommandResult.Table table = (CommandResult.Table) list.execute(call(list));
        assertThat(table.rows())
                .extracting(row -> String.valueOf(row.get("value")))
                .containsExactly("7", "off");
        assertThat(table.rows())
                .extracting(row -> String.valueOf(row.get("default")))
                .containsExactly("null", "on");
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> get.execute(call(get, "none.such")))
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
        assertThat(((CommandResult.Text) log.execute(call(log))).text()).isEqualTo("The log is empty.");
        String lines =
                IntStream.rangeClosed(1, 100).mapToObj(n -> "line " + n + "\n").collect(Collectors.joining());
        Files.createDirectories(folder.resolve("log"));
        Files.writeString(folder.resolve("log/isaac.log"), lines);
        assertThat(((CommandResult.Text) log.execute(call(log))).text())
                .startsWith("line 51\n")
                .endsWith("line 100");
        assertThat(((CommandResult.Text) log.execute(call(log, "--lines", "2"))).text())
                .isEqualTo("line 99\nline 100");
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> log.execute(call(log, "--lines", "0")))
                .satisfies(e -> assertThat(e.fault().code()).isEqualTo("log.bad-lines"));
    }

    private static String line(int second, String level, String message) {
        return "2026-01-02T03:04:%02dZ 7 %s dev.isaac.x: %s%n".formatted(second, level, message);
    }

    private Path writeLog(String... lines) throws IOException {
        Files.createDirectories(folder.resolve("log"));
        return Files.writeString(folder.resolve("log/isaac.log"), String.join("", lines));
    }

    @Test
    void showsOnlyRecordsThatAreGraveEnoughWithAllTheirLines() throws Exception {
        writeLog(
                line(1, "ERROR", "broken"),
                "  at the trace\n",
                line(2, "INFO", "fine"),
                "  more of it\n",
                line(3, "WARNING", "odd"),
                line(4, "DEBUG", "detail"),
                "unfinished");
        LogCommand log = new LogCommand(home);
        assertThat(((CommandResult.Text) log.execute(call(log, "--level", "warning"))).text())
                .contains("broken", "at the trace", "odd")
                .doesNotContain("fine", "more of it", "detail");
        assertThat(((CommandResult.Text) log.execute(call(log))).text()).contains("fine", "detail", "unfinished");
    }

    @Test
    @Timeout(60)
    void followsTheLogThroughGrowthAndRenamingUntilNobodyWaits() throws Exception {
        LogCommand log = new LogCommand(home);
        Awaited out = new Awaited();
        FakeInvocation call =
                call(log, "--follow", "--level", "info", "--lines", "1").output(out);
        Path file = writeLog(line(1, "INFO", "before"), line(2, "INFO", "last"));
        CompletableFuture<Fault> end = CompletableFuture.supplyAsync(call::fault);
        out.await("last");
        Files.writeString(file, line(3, "DEBUG", "hidden") + "2026-01-02T03:04:04Z 7 INFO x: in ", APPEND);
        Files.writeString(file, "two parts\u001b[31m\n", APPEND);
        out.await("in two parts\ufffd[31m\n");
        Files.move(file, folder.resolve("log/isaac.log.1"));
        writeLog(line(5, "ERROR", "in the new file"));
        out.await("in the new file");
        call.cancellation().cancel();
        assertThat(end.get(20, TimeUnit.SECONDS).kind()).isEqualTo(FaultKind.INTERRUPTED);
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("before", "hidden");
    }

    @Test
    void tellsThatSettingsCannotBeRead() throws Exception {
        for (String content : List.of("{", "[]", "{} {}", "{\"settings\": x}")) {
            Files.writeString(folder.resolve("config.json"), content);
            assertThat(call(new ConfigListCommand(home, settings, context))
                            .fault()
                            .code())
                    .isEqualTo("config.unreadable");
            assertThat(call(new ConfigGetCommand(home, settings), "other.key")
                            .fault()
                            .code())
                    .isEqualTo("config.unreadable");
        }
        Files.writeString(folder.resolve("config.json"), "{\"settings\":{}}");
        assertThat(call(new ConfigListCommand(home, settings, context)).execute())
                .isInstanceOf(CommandResult.Table.class);
    }

    @Test
    void titlesOfColumnsLookAlike() throws Exception {
        for (Command command : List.of(new ConfigListCommand(home, settings, context), new DoctorCommand(context))) {
            assertThat(((CommandResult.Table) command.execute(call(command))).columns())
                    .extracting(Column::title)
                    .allMatch(title -> title.matches("[A-Z][a-z ]+"));
        }
    }

    /** Collects what is written, for a test that waits for it. */
    private static final class Awaited extends ByteArrayOutputStream {
        synchronized void await(String text) throws InterruptedException {
            while (!toString(StandardCharsets.UTF_8).contains(text)) {
                wait();
            }
        }

        @Override
        public synchronized void flush() {
            notifyAll();
        }
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
