package dev.isaac.marketplace.internal.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When a process of this home last asked the registries by itself: the time of a file, so that many shells ask as often as one. */
final class LastAsked {

    private static final System.Logger LOG = System.getLogger(LastAsked.class.getName());

    private final Path folder;
    private final Path file;
    private final Clock clock;
    private Instant here = Instant.MIN;

    /** Kept in a folder. */
    LastAsked(Path folder, Clock clock) {
        this.folder = folder;
        this.file = folder.resolve("asked");
        this.clock = clock;
    }

    /** Whether it is as long ago as that; a time in the future, of a clock that was wrong, counts as long ago. */
    boolean isDue(Duration interval) {
        Instant now = clock.instant();
        Instant last = here;
        try {
            Instant shared = Files.getLastModifiedTime(file).toInstant();
            last = shared.isAfter(last) ? shared : last;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.TRACE, "never asked, or nobody knows", e);
        }
        return last.equals(Instant.MIN) || last.isAfter(now) || !now.isBefore(last.plus(interval));
    }

    void now() {
        here = clock.instant();
        try {
            Files.createDirectories(folder);
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
            Files.setLastModifiedTime(file, FileTime.from(here));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot note when registries were asked", e);
        }
    }
}
