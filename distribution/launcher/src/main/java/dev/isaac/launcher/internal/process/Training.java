package dev.isaac.launcher.internal.process;

import dev.isaac.command.spi.EntryPoint;
import dev.isaac.launcher.IsaacRuntime;
import dev.isaac.launcher.LaunchException;
import dev.isaac.launcher.RuntimeOptions;
import dev.isaac.launcher.RuntimeOptions.Mode;
import dev.isaac.launcher.internal.home.OwnerOnly;
import dev.isaac.launcher.internal.log.JulConfiguration;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The run whose loaded classes become the archive for fast starts: it does what people do first, in a home of its own
 * that is removed afterwards. What fails here is only missing in the archive.
 */
public final class Training {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final List<List<String>> COMMANDS = List.of(
            List.of("version"),
            List.of("--json", "version"),
            List.of("help"),
            List.of("marketplace", "list"),
            List.of("marketplace", "search", "git"),
            List.of("marketplace", "info", "git-helpers"),
            List.of("nothing-has-this-name"),
            List.of("-c", "echo training | cat"));

    /** Small, needs nothing else, and comes with the distribution. */
    private static final String PLUGIN = "hash-tools";

    private static final List<String> INSTALL = List.of("--yes", "marketplace", "install", PLUGIN);

    /** With a plugin that was installed before: what verifies and starts it, and a command of it. */
    private static final List<List<String>> WITH_PLUGIN = List.of(
            List.of("version"),
            List.of("hash", "text", "training"),
            List.of("marketplace", "list"),
            List.of("marketplace", "uninstall", PLUGIN));

    /** Loaded whole, as a prompt on a terminal needs them, which training has not. */
    private static final List<String> WHOLE = List.of(
            "dev/isaac/",
            "org/jline/reader/",
            "org/jline/terminal/",
            "org/jline/keymap/",
            "org/jline/nativ/",
            "org/jline/utils/",
            "org/jline/widget/",
            "org/apache/felix/gogo/",
            "org/apache/felix/service/");

    private Training() {}

    /** Runs it; returns 0 whatever happens. The caller ends the process, so that the archive is written. */
    public static int run() {
        // A training that hangs must not keep the user from starting.
        new ShutdownWatchdog(LIMIT, System.err, Runtime.getRuntime()::halt).start(1);
        System.setProperty(JulConfiguration.PROPERTY, JulConfiguration.class.getName());
        try {
            Path home = Files.createTempDirectory("isaac-training-");
            try {
                train(home);
            } finally {
                OwnerOnly.delete(home);
            }
        } catch (LaunchException | IOException | RuntimeException e) {
            // Nobody listens here: an archive with less in it is still an archive.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loadWhole();
        return 0;
    }

    private static void train(Path home) throws LaunchException, InterruptedException {
        Path distribution = Path.of(System.getProperty("isaac.distribution", "."));
        RuntimeOptions options = RuntimeOptions.of(home, distribution).withMode(Mode.CLASS_PATH);
        try (IsaacRuntime runtime = IsaacRuntime.start(options)) {
            EntryPoint entry = runtime.await(EntryPoint.class, Duration.ofSeconds(5));
            for (List<String> command : COMMANDS) {
                perform(entry, command, InputStream.nullInputStream());
            }
            byte[] typed = "help\nversion\nexit\n".getBytes(StandardCharsets.UTF_8);
            perform(entry, List.of(), new ByteArrayInputStream(typed));
            perform(entry, INSTALL, InputStream.nullInputStream());
        }
        try (IsaacRuntime runtime = IsaacRuntime.start(options)) {
            EntryPoint entry = runtime.await(EntryPoint.class, Duration.ofSeconds(5));
            for (List<String> command : WITH_PLUGIN) {
                perform(entry, command, InputStream.nullInputStream());
            }
        }
    }

    private static void perform(EntryPoint entry, List<String> command, InputStream in) throws InterruptedException {
        try {
            entry.run(command, in, OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
        } catch (RuntimeException e) {
            // The next command may still load something.
        }
    }

    private static void loadWhole() {
        ClassLoader loader = Training.class.getClassLoader();
        File[] jars = new File(System.getProperty("isaac.distribution", ".") + "/lib").listFiles();
        if (jars == null) {
            return;
        }
        for (File jar : jars) {
            if (jar.getName().endsWith(".jar")) {
                loadWhole(jar, loader);
            }
        }
    }

    private static void loadWhole(File jar, ClassLoader loader) {
        try (JarFile file = new JarFile(jar, false)) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (name.endsWith(".class") && WHOLE.stream().anyMatch(name::startsWith)) {
                    load(name.substring(0, name.length() - ".class".length()).replace('/', '.'), loader);
                }
            }
        } catch (IOException e) {
            // A jar that cannot be read is missing in the archive only.
        }
    }

    private static void load(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            // Classes with optional dependencies, for another operating system for example.
        }
    }
}
