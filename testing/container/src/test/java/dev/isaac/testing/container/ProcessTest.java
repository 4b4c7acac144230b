package dev.isaac.testing.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.testing.container.Program.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real process, through its start script. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is the script for Unix")
class ProcessTest {

    private static final Map<String, String> NO_ARCHIVE = Map.of("ISAAC_NO_ARCHIVE", "1");

    @TempDir
    private static Path shared;

    private static Path distribution;

    @TempDir
    private Path folder;

    private Program isaac;
    private String home;

    @BeforeAll
    static void makeDistribution() throws Exception {
        distribution = ProbeDistribution.withProbeInHost(shared);
    }

    @BeforeEach
    void makeProgram() throws IOException {
        Files.createFile(folder.resolve("out"));
        Files.createFile(folder.resolve("err"));
        isaac = new Program(distribution, folder);
        home = folder.resolve("home").toString();
    }

    private Ending run(String... arguments) throws Exception {
        return isaac.run(NO_ARCHIVE, arguments);
    }

    private void nothingLeft() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(home, "run"))) {
            assertThat(entries.map(entry -> entry.getFileName().toString())).containsOnly("layout.lock");
        }
    }

    @Test
    void runsOneCommandAndEndsWithItsExitCode() throws Exception {
        assertThat(run("--home", home, "greet", "you", "--home", "x"))
                .isEqualTo(new Ending(0, "hello you --home x\n", ""));
        assertThat(run("--home", home, "exit", "42").code()).isEqualTo(42);
        nothingLeft();
        assertThat(Path.of(home, "log")).doesNotExist();
    }

    @Test
    void findsTheBundleOfAHostClass() throws Exception {
        assertThat(run("--home", home, "self").out()).startsWith("dev.isaac.testing.probe [");
    }

    @Test
    void takesTheHomeFromTheEnvironmentOrTheUsersFolder() throws Exception {
        assertThat(isaac.run(Map.of("ISAAC_NO_ARCHIVE", "1", "ISAAC_HOME", home), "home")
                        .out())
                .startsWith(home + "\n" + home + "/run/");
        assertThat(isaac.run(Map.of("ISAAC_NO_ARCHIVE", "1", "HOME", folder.toString()), "home")
                        .out())
                .startsWith(folder + "/.isaac\n");
    }

    @Test
    void sendsEveryLogToTheFileAndNothingToTheTerminal() throws Exception {
        assertThat(run("--home", home, "log", "system", "logger")).isEqualTo(new Ending(0, "", ""));
        assertThat(run("--home", home, "jul", "java", "logging")).isEqualTo(new Ending(0, "", ""));

        assertThat(Path.of(home, "log/isaac.log"))
                .content()
                .contains("WARNING probe: system logger")
                .contains("WARNING probe: java logging");
    }

    @Test
    void reportsAnUncaughtErrorWithItsTraceInTheLogOnly() throws Exception {
        Ending ending = run("--home", home, "throw", "the reason");

        assertThat(ending.code()).isEqualTo(1);
        assertThat(ending.err())
                .contains("the reason")
                .contains("[launcher.uncaught]")
                .doesNotContain("\tat ");
        assertThat(Path.of(home, "log/isaac.log")).content().contains("\tat dev.isaac.testing.probe.ProbeEntryPoint");
        nothingLeft();
    }

    @Test
    void goesOnWhenAThreadDiesAndKeepsItsTraceInTheLogOnly() throws Exception {
        assertThat(run("--home", home, "thread", "the reason")).isEqualTo(new Ending(0, "", ""));
        assertThat(Path.of(home, "log/isaac.log"))
                .content()
                .contains("ERROR dev.isaac.launcher: nobody caught an error in the thread")
                .contains("java.lang.IllegalStateException: the reason\n  \tat ");
        nothingLeft();
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143", "HUP,129"})
    void endsCleanlyOnASignal(String signal, int code) throws Exception {
        Process process = isaac.start(NO_ARCHIVE, List.of(), "--home", home, "wait");
        isaac.awaitOutput(process, "waiting");

        Program.signal(process, signal);

        assertThat(isaac.end(process).code()).isEqualTo(code);
        nothingLeft();
    }

    @Test
    void removesWhatAKilledProcessLeftButNotWhatALiveOneHas() throws Exception {
        Process killed = isaac.start(NO_ARCHIVE, List.of(), "--home", home, "wait");
        isaac.awaitOutput(killed, "waiting");
        Program.signal(killed, "KILL");
        isaac.end(killed);
        assertThat(folders()).hasSize(1);
        Process live = isaac.start(NO_ARCHIVE, List.of(), "--home", home, "wait");
        isaac.awaitOutput(live, "waiting");
        assertThat(folders()).hasSize(1).allMatch(name -> name.startsWith(live.pid() + "-"));

        Path other = Files.createDirectory(folder.resolve("other"));
        assertThat(new Program(distribution, other).run(NO_ARCHIVE, "--home", home, "greet", "too"))
                .isEqualTo(new Ending(0, "hello too\n", ""));

        assertThat(folders()).hasSize(1).allMatch(name -> name.startsWith(live.pid() + "-"));
        Program.signal(live, "TERM");
        isaac.end(live);
        nothingLeft();
    }

    private List<String> folders() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(home, "run"))) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .toList();
        }
    }

    @Test
    void endsWithinBoundsAndNamesTheBundleThatHangs() throws Exception {
        Ending ending = run("--home", home, "hang");

        assertThat(ending.out()).isEqualTo("hanging\n");
        assertThat(ending.err())
                .contains("dev.isaac.testing.probe did not stop")
                .contains("[launcher.stop-timeout]");
    }

    @Test
    void refusesANewerHomeAndChangesNothing() throws Exception {
        Files.createDirectory(Path.of(home));
        Files.writeString(Path.of(home, "layout"), "99\n");

        Ending ending = run("--home", home, "greet");

        assertThat(ending.code()).isEqualTo(1);
        assertThat(ending.out()).isEmpty();
        assertThat(ending.err()).contains("[home.newer]").contains("hint: ");
        assertThat(Path.of(home).toFile().list()).containsExactly("layout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--json greet", "greet --json", "--quiet --no-color --json greet", "greet you --no-color --json"
            })
    void reportsFaultsAsOneJsonDocumentWhereverThatIsAsked(String words) throws Exception {
        Files.writeString(Path.of(home), "a file");
        List<String> arguments = new ArrayList<>(List.of("--home", home));
        arguments.addAll(List.of(words.split(" ")));

        Ending ending = run(arguments.toArray(String[]::new));

        assertThat(ending.code()).isEqualTo(1);
        assertThat(ending.err()).isEmpty();
        assertThat(ending.out())
                .startsWith("{\"ok\":false,\"error\":{\"code\":\"home.not-a-folder\",")
                .endsWith("}\n");
    }

    @Test
    void reportsEveryFaultOfTheHomeAndOfTheScriptAsJson() throws Exception {
        assertThat(run("--json", "--home")).satisfies(ending -> {
            assertThat(ending.code()).isEqualTo(2);
            assertThat(ending.out()).startsWith("{\"ok\":false,\"error\":{\"code\":\"launcher.usage\",");
            assertThat(ending.err()).isEmpty();
        });
        Files.createDirectory(Path.of(home));
        for (String layout : List.of("99", "none")) {
            Files.writeString(Path.of(home, "layout"), layout);
            Ending ending = run("--home", home, "version", "--json");
            assertThat(ending.code()).isEqualTo(1);
            assertThat(ending.out())
                    .startsWith("{\"ok\":false,\"error\":{\"code\":\"home."
                            + (layout.equals("99") ? "newer" : "damaged") + "\",");
            assertThat(ending.err()).isEmpty();
        }
        Ending missing = isaac.run(Map.of("JAVA_HOME", folder + "/a \"b\" \\c"), "greet", "--json");
        assertThat(missing.code()).isEqualTo(6);
        assertThat(missing.err()).isEmpty();
        assertThat(missing.out())
                .startsWith("{\"ok\":false,\"error\":{\"code\":\"launcher.no-java\",")
                .contains("/a \\\"b\\\" \\\\c\"");
        assertThat(isaac.run(Map.of("JAVA_HOME", "/nowhere"), "--", "--json").err())
                .contains("[launcher.no-java]");
    }

    @Test
    void refusesHomeWithoutAFolder() throws Exception {
        Ending ending = run("--home");

        assertThat(ending.code()).isEqualTo(2);
        assertThat(ending.err()).contains("[launcher.usage]");
    }

    @Test
    void refusesAJavaThatIsMissingOrTooOld() throws Exception {
        Ending missing = isaac.run(Map.of("JAVA_HOME", folder.toString()), "greet");
        assertThat(missing.code()).isEqualTo(6);
        assertThat(missing.err()).contains("[launcher.no-java]");

        Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.createFile(
                bin.resolve("java"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");
        Ending old = isaac.run(Map.of("JAVA_HOME", folder.resolve("jdk").toString()), "greet");
        assertThat(old.code()).isEqualTo(6);
        assertThat(old.err()).contains("[launcher.old-java]").contains("11.0.2");
    }

    @Test
    void makesTheArchiveOnceAndAgainWhenAJarChanges() throws Exception {
        Path own = ProbeDistribution.withProbeInHost(folder);
        Program program = new Program(own, folder);
        assertThat(program.run("--home", home, "greet", "you")).isEqualTo(new Ending(0, "hello you\n", ""));
        Path archive = archive(own);
        FileTime made = Files.getLastModifiedTime(archive);

        assertThat(program.run("--home", home, "greet", "you")).isEqualTo(new Ending(0, "hello you\n", ""));
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);

        Files.setLastModifiedTime(
                own.resolve("lib/host.index"), FileTime.fromMillis(System.currentTimeMillis() + 1000));
        assertThat(program.run("--home", home, "greet", "you")).isEqualTo(new Ending(0, "hello you\n", ""));
        assertThat(Files.getLastModifiedTime(archive)).isGreaterThan(made);
    }

    /** To the JVM a wrong archive is none, but one that is cut short ends the process. */
    @Test
    @Timeout(180)
    void makesADamagedArchiveAnew() throws Exception {
        Path own = ProbeDistribution.withProbeInHost(folder);
        Program program = new Program(own, folder);
        program.run("--home", home, "greet");
        byte[] whole = Files.readAllBytes(archive(own));

        for (byte[] damaged : List.of(Arrays.copyOf(whole, 1000), new byte[0], new byte[whole.length])) {
            Path archive = archive(own);
            Files.delete(archive);
            Files.write(archive, damaged);

            assertThat(program.run("--home", home, "greet", "you")).isEqualTo(new Ending(0, "hello you\n", ""));
            assertThat(archive(own)).isEqualTo(archive);
            assertThat(Files.size(archive)).isGreaterThan(1_000_000);
        }
    }

    /** The JVM takes no archive of jars in another place: without a new one all starts from there would be slow. */
    @Test
    @Timeout(120)
    void makesAnArchiveForTheNewPlaceOfADistribution() throws Exception {
        Path own = ProbeDistribution.withProbeInHost(folder);
        new Program(own, folder).run("--home", home, "greet");
        Path moved = Files.move(own, folder.resolve("moved"));

        assertThat(new Program(moved, folder)
                        .run("--home", home, "greet", "you")
                        .code())
                .isZero();

        try (Stream<Path> archives = Files.list(moved.resolve("cache"))) {
            assertThat(archives.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.startsWith("moved_"))
                    .singleElement()
                    .asString()
                    .endsWith(".jsa");
        }
    }

    @Test
    @Timeout(120)
    void triesOnceWhereNoArchiveCanBeMade() throws Exception {
        Path own = ProbeDistribution.withProbeInHost(folder);
        Program program = new Program(own, folder);
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Path touch = tools.resolve("touch");
        Files.writeString(touch, "#!/bin/sh\necho tried >>'" + folder.resolve("tried") + "'\nexit 1\n");
        Files.setPosixFilePermissions(touch, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> without = Map.of("PATH", tools + ":" + System.getenv("PATH"));

        for (int i = 0; i < 2; i++) {
            assertThat(program.run(without, "--home", home, "greet", "you"))
                    .isEqualTo(new Ending(0, "hello you\n", ""));
        }

        assertThat(folder.resolve("tried")).hasContent("tried\n");
        try (Stream<Path> files = Files.list(own.resolve("cache"))) {
            assertThat(files).singleElement().asString().endsWith(".failed");
        }
    }

    @Test
    void doesNotPrintIntoAFileWhereStandardOutputIsClosed() throws Exception {
        List<String> closed = List.of("sh", "-c", "exec \"$0\" \"$@\" >&-");
        Ending ending = isaac.end(isaac.start(NO_ARCHIVE, closed, "--home", home, "greet", "you"));
        assertThat(ending.out()).isEmpty();
        try (Stream<Path> files = Files.walk(Path.of(home))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("hello you");
            }
        }
    }

    private static Path archive(Path distribution) throws IOException {
        try (Stream<Path> entries = Files.list(distribution.resolve("cache"))) {
            List<Path> files = entries.toList();
            assertThat(files).hasSize(1);
            assertThat(files.get(0).toString()).endsWith(".jsa");
            return files.get(0);
        }
    }

    @Test
    void servesAUserWhoMayWriteNeitherHomeNorDistribution() throws Exception {
        Files.createDirectory(Path.of(home));
        boolean root = System.getProperty("user.name").equals("root");
        List<String> nobody = root ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") : List.of();
        List<Path> closed = List.of(Path.of(home), distribution, folder, shared);
        try {
            for (Path path : closed) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r-xr-xr-x"));
            }
            // The files for its output exist: an unwritable folder takes no new ones.
            Ending harmless = isaac.end(isaac.start(Map.of(), nobody, "--home", home, "version"));
            assertThat(harmless.code()).isZero();
            assertThat(harmless.out()).isEqualTo("hello \n");
            assertThat(harmless.err()).contains("warning").contains("[home.read-only]");

            Ending refused = isaac.end(isaac.start(Map.of(), nobody, "--home", home, "greet"));
            assertThat(refused.code()).isEqualTo(6);
            assertThat(refused.err()).contains("[home.read-only]").contains("hint: ");
        } finally {
            for (Path path : closed) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
        }
        assertThat(Path.of(home)).isEmptyDirectory();
    }
}
