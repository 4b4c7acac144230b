package dev.isaac.launcher.internal.home;

import dev.isaac.command.FaultKind;
import dev.isaac.launcher.LaunchException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The arrangement of files in a home, as a number in the file {@code layout}. A home of an older layout is migrated step
 * by step under a lock; one of a newer layout is left untouched.
 */
public final class HomeLayout {

    /** The layout that this version reads and writes. */
    public static final int CURRENT = 1;

    static final String READ_ONLY = "home.read-only";

    private static final String FILE = "layout";
    private static final int NONE = 0;

    private final int current;
    private final List<Migration> migrations;

    /** The layout of this version. */
    public HomeLayout() {
        this(CURRENT, List.of());
    }

    HomeLayout(int current, List<Migration> migrations) {
        this.current = current;
        this.migrations = List.copyOf(migrations);
    }

    /**
     * Makes sure that the folder is a home of the current layout.
     *
     * @throws LaunchException {@code home.not-a-folder}, {@code home.read-only}, {@code home.newer}, {@code
     *     home.damaged}, {@code home.unusable} or {@code disk.full}
     */
    public void prepare(Path home) throws LaunchException {
        try {
            if (read(home) != current) {
                create(home);
                upgrade(home);
            }
        } catch (FileAlreadyExistsException e) {
            throw notAFolder(home, e);
        } catch (IOException e) {
            throw unusable(home, e);
        }
    }

    /** Translates what the file system said of a home into what a user should be told. */
    static LaunchException unusable(Path home, IOException cause) {
        if (!Files.isDirectory(nearest(home))) {
            return notAFolder(home, cause);
        }
        boolean denied = cause instanceof AccessDeniedException
                || (cause instanceof FileSystemException e
                        && e.getReason() != null
                        && e.getReason().contains("Read-only"));
        if (denied) {
            return LaunchException.of(
                    FaultKind.UNAVAILABLE,
                    READ_ONLY,
                    "the home folder " + home + " cannot be written",
                    "make it writable for you, or name another folder with --home DIR",
                    cause);
        }
        if (DiskSpace.isExhausted(nearest(home), cause)) {
            return DiskSpace.full(home, cause);
        }
        String reason = cause instanceof FileSystemException e && e.getReason() != null
                ? e.getReason()
                : "" + cause.getMessage();
        return LaunchException.of(
                FaultKind.FAILED,
                "home.unusable",
                "the home folder " + home + " cannot be used: " + reason,
                "free some space or repair the folder, or name another one with --home DIR",
                cause);
    }

    private static Path nearest(Path path) {
        Path parent = path.getParent();
        return parent == null || Files.exists(path) ? path : nearest(parent);
    }

    private static LaunchException notAFolder(Path home, IOException cause) {
        return LaunchException.of(
                FaultKind.FAILED,
                "home.not-a-folder",
                "the home " + home + " is a file, or lies below one",
                "name a folder with --home DIR or ISAAC_HOME",
                cause);
    }

    private int read(Path home) throws IOException, LaunchException {
        String text;
        try {
            text = Files.readString(home.resolve(FILE)).strip();
        } catch (NoSuchFileException e) {
            return NONE;
        }
        int layout;
        try {
            layout = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw damaged(home, e);
        }
        if (layout < 1) {
            throw damaged(home, new IOException("layout " + layout));
        }
        if (layout > current) {
            throw LaunchException.of(
                    FaultKind.FAILED,
                    "home.newer",
                    "the home folder " + home + " has layout " + layout + "; this version knows layouts up to "
                            + current,
                    "use the newer ISAAC that wrote it, or another folder with --home DIR; nothing was changed");
        }
        return layout;
    }

    private static LaunchException damaged(Path home, Exception cause) {
        return LaunchException.of(
                FaultKind.FAILED,
                "home.damaged",
                "the file " + home.resolve(FILE) + " does not hold a layout number",
                "restore it from a backup, or name another folder with --home DIR",
                cause);
    }

    private static void create(Path home) throws IOException {
        if (Files.isDirectory(home)) {
            try (Stream<Path> entries = Files.list(home)) {
                if (entries.findAny().isEmpty()) {
                    adopt(home);
                }
            }
            return;
        }
        OwnerOnly.folder(home);
    }

    private static void adopt(Path home) throws IOException {
        try {
            OwnerOnly.restrict(home);
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            // It belongs to somebody else. Whether it can be used shows when it is written.
            System.getLogger("dev.isaac.launcher.home").log(Level.DEBUG, "the rights of the home stay as they are", e);
        }
    }

    private void upgrade(Path home) throws IOException, LaunchException {
        Path lockFile = OwnerOnly.folder(home.resolve("run")).resolve("layout.lock");
        try (FileChannel channel = FileChannel.open(
                        lockFile,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        OwnerOnly.fileAttributes(home));
                FileLock lock = lock(channel)) {
            int layout = read(home); // another process may have been faster
            if (layout == NONE) {
                write(home, current);
                return;
            }
            for (Migration migration : migrations) {
                if (migration.from() == layout) {
                    migration.action().apply(home);
                    layout++;
                    write(home, layout);
                }
            }
            if (layout != current) {
                throw new IOException("no migration leads from layout " + layout + " to " + current);
            }
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.lock();
        } catch (OverlappingFileLockException e) {
            throw new IOException("another runtime in this process is preparing the same home", e);
        }
    }

    private static void write(Path home, int layout) throws IOException {
        Path temporary = Files.createTempFile(home, FILE, ".new", OwnerOnly.fileAttributes(home));
        try {
            Files.write(temporary, (layout + "\n").getBytes(StandardCharsets.US_ASCII));
            Files.move(
                    temporary, home.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary); // where it could not be written
        }
    }
}
