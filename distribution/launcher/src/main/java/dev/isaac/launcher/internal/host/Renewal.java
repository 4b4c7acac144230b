package dev.isaac.launcher.internal.host;

import dev.isaac.launcher.internal.home.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Brings a distribution up to date with one that was built beside it. What differs is replaced by a rename, so that a
 * process that runs from the old file keeps it; what the new one does not have is removed, whatever an older build called
 * it. What is equal is not touched: the archive of loaded classes stays valid.
 */
final class Renewal {

    /** What a distribution in use makes for itself. */
    private static final String CACHE = "cache";

    private Renewal() {}

    /**
     * Moves the content of the fresh folder, which is gone afterwards.
     *
     * @throws IOException when a file cannot be compared, moved or removed; what was moved already stays
     */
    static void renew(Path fresh, Path distribution) throws IOException {
        Files.createDirectories(distribution);
        for (Path old : list(distribution)) {
            Path name = distribution.relativize(old);
            if (!name.startsWith(CACHE) && !isSameKind(fresh.resolve(name), old)) {
                OwnerOnly.delete(old);
            }
        }
        for (Path made : list(fresh)) {
            Path place = distribution.resolve(fresh.relativize(made));
            if (Files.isDirectory(made)) {
                Files.createDirectories(place);
            } else if (!isEqual(made, place)) {
                Files.move(made, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        OwnerOnly.delete(fresh);
    }

    /** Folders before what they hold. */
    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.skip(1).toList();
        }
    }

    private static boolean isSameKind(Path made, Path old) {
        return Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS) ? Files.isDirectory(made) : Files.isRegularFile(made);
    }

    private static boolean isEqual(Path made, Path place) throws IOException {
        return Files.isRegularFile(place)
                && Files.isExecutable(place) == Files.isExecutable(made)
                && Files.mismatch(made, place) < 0;
    }
}
