package dev.isaac.launcher.internal.home;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code run/PID-RANDOM} of one runtime. A locked file beside it tells that its owner lives: the lock goes
 * with the process, however it ends, so that the next start can remove what was left behind.
 */
public final class ProcessFolder implements AutoCloseable {

    private static final String LOCK = ".lock";

    private final Path folder;
    private final Path lockFile;
    private final FileChannel channel;
    private final Path whole;
    private final MemoryFolder memory;

    private ProcessFolder(Path folder, Path lockFile, FileChannel channel, Path whole, MemoryFolder memory) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.channel = channel;
        this.whole = whole;
        this.memory = memory;
    }

    /** Creates the folder of this runtime among the temporary files, for its owner only. */
    static ProcessFolder temporary() throws IOException {
        Path run = Files.createTempDirectory("isaac-");
        try {
            ProcessFolder inside = create(run);
            return new ProcessFolder(inside.folder, inside.lockFile, inside.channel, run, inside.memory);
        } catch (IOException e) {
            OwnerOnly.delete(run);
            throw e;
        }
    }

    /** Creates the folder of this runtime, and removes those of processes that are dead. */
    public static ProcessFolder create(Path run) throws IOException {
        return create(run, new MemoryFolder());
    }

    static ProcessFolder create(Path run, MemoryFolder memory) throws IOException {
        OwnerOnly.folder(run);
        removeStale(run, memory);
        while (true) {
            String name =
                    ownPrefix() + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
            Path lockFile = run.resolve(name + LOCK);
            FileChannel channel = FileChannel.open(
                    lockFile,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    OwnerOnly.fileAttributes(run));
            if (holds(channel, lockFile)) {
                Path folder = OwnerOnly.folder(run.resolve(name));
                return new ProcessFolder(folder, lockFile, channel, folder, memory);
            }
            channel.close(); // a process that cleans up was faster: it took our file for a stale one
        }
    }

    /** The folder. */
    public Path path() {
        return folder;
    }

    /**
     * A folder for the framework's cache: in memory where that can be, otherwise in this folder.
     *
     * @param store where the plugins lie that will be copied into it
     */
    public Path cache(Path store) {
        return memory.create(name(), store).orElse(folder.resolve("felix"));
    }

    private String name() {
        return String.valueOf(folder.getFileName());
    }

    /** Removes the folder, and the one in memory. */
    @Override
    public void close() throws IOException {
        try (channel) {
            delete(memory, name(), whole);
            Files.deleteIfExists(lockFile);
        }
    }

    private static boolean holds(FileChannel channel, Path lockFile) throws IOException {
        FileLock lock = channel.tryLock();
        return lock != null && Files.exists(lockFile);
    }

    private static void removeStale(Path run, MemoryFolder memory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(run, "*" + LOCK)) {
            for (Path lockFile : entries) {
                String name = lockFile.getFileName().toString();
                // Opening and closing the lock file of our own process would release its lock.
                if (Character.isDigit(name.charAt(0)) && !name.startsWith(ownPrefix())) {
                    removeIfStale(run, memory, lockFile, name.substring(0, name.length() - LOCK.length()));
                }
            }
        }
    }

    private static void removeIfStale(Path run, MemoryFolder memory, Path lockFile, String name) {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                @Nullable FileLock lock = channel.tryLock()) {
            if (lock != null) {
                delete(memory, name, run.resolve(name));
                Files.deleteIfExists(lockFile);
            }
        } catch (NoSuchFileException | OverlappingFileLockException e) {
            // Somebody else removed it, or it belongs to another runtime of this process: nothing to do.
            return;
        } catch (IOException e) {
            logger().log(Level.WARNING, "the stale folder " + name + " could not be removed", e);
        }
    }

    private static void delete(MemoryFolder memory, String name, Path folder) throws IOException {
        try {
            memory.delete(name);
        } finally {
            OwnerOnly.delete(folder);
        }
    }

    private static String ownPrefix() {
        return ProcessHandle.current().pid() + "-";
    }

    private static Logger logger() {
        return System.getLogger("dev.isaac.launcher.home");
    }
}
