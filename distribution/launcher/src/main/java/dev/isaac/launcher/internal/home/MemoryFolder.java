package dev.isaac.launcher.internal.home;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Folders in memory, for what a process writes at its start and removes at its end. Only where the system has a file system
 * for that which lets code be loaded from it and has room, and only where little is expected: memory is not for everything.
 */
final class MemoryFolder {

    /** How much must be free. */
    static final long ROOM = 512L << 20;

    /** How much may be expected to be copied there. */
    static final long SMALL = 32L << 20;

    private static final String PREFIX = "isaac-";

    private final Path root;
    private final Path mounts;
    private final long room;

    /** Those of Linux; elsewhere there are none. */
    MemoryFolder() {
        this(Path.of("/dev/shm"), Path.of("/proc/self/mounts"), ROOM);
    }

    MemoryFolder(Path root, Path mounts, long room) {
        this.root = root;
        this.mounts = mounts;
        this.room = room;
    }

    /**
     * Creates a folder for its owner alone.
     *
     * @param name nobody else's
     * @param copied the folder whose content will be copied into it, at most; it need not exist
     * @return empty where it cannot or should not be
     */
    Optional<Path> create(String name, Path copied) {
        try {
            if (isUsable() && isSmall(copied)) {
                // Never one that is there already: everybody may create folders here.
                return Optional.of(Files.createDirectory(path(name), OwnerOnly.folderAttributes(root)));
            }
        } catch (IOException e) {
            logger().log(Level.DEBUG, "no folder in memory", e);
        }
        return Optional.empty();
    }

    /** Removes a folder that was created with this name; none is no error. */
    void delete(String name) throws IOException {
        OwnerOnly.delete(path(name));
    }

    private Path path(String name) {
        return root.resolve(PREFIX + name);
    }

    private boolean isUsable() throws IOException {
        return Files.isReadable(mounts) && isMounted() && root.toFile().getUsableSpace() >= room;
    }

    /** Whether a line says so: device, folder, type, options, two numbers. */
    private boolean isMounted() throws IOException {
        boolean usable = false;
        for (String line : Files.readAllLines(mounts, StandardCharsets.ISO_8859_1)) {
            String[] fields = line.split(" ", -1);
            if (fields.length > 3 && fields[1].equals(root.toString())) {
                String options = "," + fields[3] + ",";
                // Of several lines the last one counts: it lies over the others.
                usable = fields[2].equals("tmpfs") && options.contains(",rw,") && !options.contains(",noexec,");
            }
        }
        return usable;
    }

    private static boolean isSmall(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        Sum sum = new Sum();
        Files.walkFileTree(folder, sum);
        return sum.bytes <= SMALL;
    }

    private static final class Sum extends SimpleFileVisitor<Path> {
        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.size();
            return bytes > SMALL ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE; // removed in the meantime
        }
    }

    private static Logger logger() {
        return System.getLogger("dev.isaac.launcher.home");
    }
}
