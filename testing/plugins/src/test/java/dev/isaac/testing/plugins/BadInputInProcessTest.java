package dev.isaac.testing.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.testing.PluginDraft;
import dev.isaac.testing.SettableClock;
import dev.isaac.testing.SyntheticRegistry;
import dev.isaac.testing.archives.ArchiveForge;
import dev.isaac.testing.archives.ForgedEntry;
import dev.isaac.testing.plugins.hostile.Hanger;
import dev.isaac.testing.plugins.hostile.Thrower;
import dev.isaac.trust.author.PluginStatement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What strangers may offer, met by the program itself: each time a clear fault with its code, the state as it was before,
 * and a shell that goes on.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is the script for Unix")
@Timeout(120)
final class BadInputInProcessTest {

    private static final String ID = "bad-one";
    private static final String JAR = "plugins/bad-one/1.0.0/";

    @TempDir
    private Path folder;

    private SyntheticRegistry registry;
    private @Nullable Process process;

    @BeforeEach
    void registry() {
        registry = new SyntheticRegistry(new SettableClock(Instant.now())).publisher("example", "bad-*", "good-*");
        registry.plugin("example", "good-one", "1.0.0");
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private PluginDraft bad() {
        return registry.plugin("example", ID, "1.0.0");
    }

    private Path written() throws Exception {
        Path at = folder.resolve("registry");
        registry.publish().writeTo(at);
        return at;
    }

    /** Runs lines in one shell; returns what it printed. */
    private String shell(String... lines) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("in"), String.join("\n", lines) + "\n");
        Path out = folder.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(
                System.getProperty("isaac.test.distribution") + "/bin/isaac",
                "--home",
                folder.resolve("home").toString(),
                "--yes",
                "--quiet");
        builder.environment().keySet().removeIf(name -> name.startsWith("ISAAC_") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process started = builder.redirectInput(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        process = started;
        assertThat(started.waitFor(100, TimeUnit.SECONDS)).as("it ends").isTrue();
        return Files.readString(out);
    }

    /** In one shell: the installation fails as it should, nothing is installed, and the next one works. */
    private void refused(Path at, int exitCode, String code, String sentence) throws Exception {
        String printed = shell(
                "marketplace registry add strange " + at + " --root " + at.resolve("root.json"),
                "marketplace install " + ID,
                "echo status-$?",
                "marketplace list --json",
                "marketplace install good-one",
                "echo goes-on-$?",
                "marketplace uninstall good-one");
        assertThat(printed)
                .contains("error " + code + ": ")
                .contains("status-" + exitCode + "\n")
                .contains("Installed good-one 1.0.0")
                .contains("goes-on-0\n")
                .doesNotContain("\tat ");
        assertThat(printed.replaceAll("\\s+", " ")).contains(sentence).contains("{ \"ok\": true, \"data\": [] }");
    }

    private void activated(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        PluginDraft draft = bad();
        ArchiveForge forge = draft.forge(
                        "Bundle-Activator: " + type.getName(),
                        "Import-Package: org.osgi.framework",
                        "Isaac-Permissions: framework")
                .add(ForgedEntry.stored(name, bytes(name)));
        draft.jar(forge.toByteArray())
                .statement(said -> new PluginStatement(
                        said.id(),
                        said.version(),
                        said.publisher(),
                        said.length(),
                        said.sha256(),
                        said.symbolicName(),
                        List.of("framework"),
                        said.requires()))
                .index(entry -> entry.put("permissions", List.of("framework")));
    }

    private static byte[] bytes(String name) {
        try (InputStream in = BadInputInProcessTest.class.getClassLoader().getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path jar(Path at) throws IOException {
        try (var files = Files.list(at.resolve("targets/" + JAR))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void anUnsignedPlugin() throws Exception {
        bad().unsigned();
        refused(written(), 4, "plugin.unsigned", "bad-one 1.0.0");
    }

    @Test
    void aPluginThatAStrangerSigned() throws Exception {
        bad().signedBy(registry.newKey());
        refused(written(), 4, "plugin.wrong-signer", "bad-one 1.0.0");
    }

    @Test
    void aPluginThatSaysToBeAnotherOne() throws Exception {
        PluginDraft draft = bad();
        draft.jar(registry.plugin("example", "good-two", "3.0.0").forge().toByteArray());
        refused(
                written(),
                4,
                "plugin.wrong-identity",
                "its manifest says Isaac-Plugin: good-two, the registry says bad-one");
    }

    @Test
    void aPluginWhoseBytesChanged() throws Exception {
        bad();
        Path at = written();
        byte[] bytes = Files.readAllBytes(jar(at));
        bytes[bytes.length / 2] ^= 1;
        Files.write(jar(at), bytes);
        refused(at, 4, "plugin.tampered", "bad-one");
    }

    @Test
    void aPluginThatIsCutShort() throws Exception {
        bad();
        Path at = written();
        Files.write(jar(at), Arrays.copyOf(Files.readAllBytes(jar(at)), 100));
        refused(at, 4, "plugin.truncated", "bad-one");
    }

    @Test
    void aPluginThatIsNotThere() throws Exception {
        bad();
        Path at = written();
        Files.delete(jar(at));
        refused(at, 4, "plugin.file-missing", "bad-one");
    }

    @Test
    void aPluginThatThrowsWhenItStarts() throws Exception {
        activated(Thrower.class);
        refused(written(), 1, "plugin.start-failed", "there is no licence");
    }

    @Test
    void aPluginThatNeverStarts() throws Exception {
        activated(Hanger.class);
        refused(written(), 1, "plugin.start-timeout", "bad-one");
    }

    @Test
    void aPluginThatExportsWhatTheHostExports() throws Exception {
        PluginDraft draft = bad();
        draft.jar(draft.forge("Export-Package: dev.isaac.command;version=1.0.0")
                .add(ForgedEntry.stored("dev/isaac/command/Fault.class", "no class"))
                .toByteArray());
        refused(written(), 4, "plugin.exports-host-package", "dev.isaac.command");
    }

    @Test
    void aRegistryThatIsEmptyAndOneThatCannotBeRead() throws Exception {
        Path none = folder.resolve("none");
        new SyntheticRegistry(new SettableClock(Instant.now()))
                .publisher("example", "x")
                .publish()
                .writeTo(none);
        Path at = written();
        String printed = shell(
                "marketplace registry add empty " + none + " --root " + none.resolve("root.json"),
                "marketplace search nothing-has-this-name",
                "marketplace registry add broken " + at + " --root " + at.resolve("root.json"),
                "marketplace search good",
                "rm -r " + at.resolve("metadata"),
                "marketplace search git",
                "echo search-$?",
                "marketplace install " + ID,
                "echo install-$?",
                "marketplace registry add gone " + folder.resolve("gone") + " --root " + none.resolve("root.json"),
                "echo gone-$?",
                "doctor",
                "echo doctor-$?");
        assertThat(printed)
                .as("empty is no error")
                .contains("No plugin fits.")
                .as("before it broke")
                .contains("good-one")
                .as("unreachable is never empty, and keeps nobody from the others")
                .contains("warning: There is no registry at " + at + ": it answers, but has no signed metadata.")
                .contains("git-helpers")
                .contains("search-0")
                .contains("error registry.empty: There is no registry at")
                .contains("install-6")
                .contains("error registry.unreachable: Registry 'gone' cannot be reached")
                .contains("gone-6")
                .contains("error doctor.problems: 1 problem was found.")
                .contains("doctor-1")
                .doesNotContain("\tat ");
    }

    @Test
    void wordsThatNobodyKnows() throws Exception {
        String printed = shell(
                "marketplace instal x",
                "echo one-$?",
                "marketplace search --tga x",
                "echo two-$?",
                "version",
                "nosuchthing");
        assertThat(printed)
                .contains("error command.not-found: There is no command marketplace instal.")
                .contains("hint: Did you mean marketplace install?")
                .contains("one-5")
                .contains("error usage.unknown-option: marketplace search has no option --tga.")
                .contains("two-2")
                .contains("ISAAC ");
        assertThat(Objects.requireNonNull(process).exitValue()).isEqualTo(5);
    }
}
