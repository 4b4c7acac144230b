package dev.isaac.core.internal.route;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Finds native programs on the search path, and remembers what it found for a few seconds. Thread-safe. */
public final class Programs {

    private static final long MEMORY_NANOS = 3_000_000_000L;
    private static final int MAX_REMEMBERED = 4_096;

    private record Key(String name, String path) {}

    private record Found(Optional<Path> program, long at) {}

    private final Map<Key, Found> memory = new ConcurrentHashMap<>();
    private final LongSupplier nanos;
    private final boolean windows;

    /** @param nanos a clock that only runs forward, such as {@link System#nanoTime()} */
    public Programs(LongSupplier nanos) {
        this.nanos = nanos;
        this.windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /** Whether the native shell does it without a program. */
    boolean isShellWord(String name) {
        return ShellWords.has(name, windows);
    }

    /** Forgets everything: programs may have come or gone. */
    public void forget() {
        memory.clear();
    }

    /**
     * The program that the name means.
     *
     * @param path the search path
     * @param directory against which relative names are resolved
     */
    public Optional<Path> find(String name, String path, Path directory) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (name.indexOf('/') >= 0 || (windows && name.indexOf('\\') >= 0)) {
            try {
                return executable(directory.resolve(name));
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }
        Key key = new Key(name, path);
        Found found = memory.get(key);
        long now = nanos.getAsLong();
        if (found == null || now - found.at() > MEMORY_NANOS) {
            found = new Found(search(name, path, directory), now);
            if (memory.size() > MAX_REMEMBERED) {
                memory.clear();
            }
            memory.put(key, found);
        }
        return found.program();
    }

    private Optional<Path> search(String name, String path, Path directory) {
        for (String folder : path.split(File.pathSeparator, -1)) {
            try {
                Optional<Path> program = executable(directory.resolve(folder).resolve(name));
                if (program.isPresent()) {
                    return program;
                }
            } catch (InvalidPathException e) {
                // No such folder: the next one may have it.
            }
        }
        return Optional.empty();
    }

    private Optional<Path> executable(Path file) {
        if (Files.isRegularFile(file) && Files.isExecutable(file)) {
            return Optional.of(file.normalize());
        }
        if (windows) {
            for (String extension : new String[] {".exe", ".cmd", ".bat", ".com"}) {
                Path with = file.resolveSibling(file.getFileName() + extension);
                if (Files.isRegularFile(with)) {
                    return Optional.of(with.normalize());
                }
            }
        }
        return Optional.empty();
    }
}
