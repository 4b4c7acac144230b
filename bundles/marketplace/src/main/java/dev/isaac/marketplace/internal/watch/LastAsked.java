package dev.isaac.marketplace.internal.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a home's registries were last asked by themselves, by whichever process: all together ask as often as one. */
final class LastAsked {

    private static final System.Logger LOG = System.getLogger(LastAsked.class.getName());

    private final Path folder;
    private final Path file;
    private final Clock clock;
    private volatile Instant here = Instant.MIN;

    /** Kept in a folder. */
    LastAsked(Path folder, Clock clock) {
        this.folder = folder;
        this.file = folder.resolve("asked");
        this.clock = clock;
    }

    /**
     * Takes the turn, when the last one is as long ago as that; of several processes one gets it. A time in the future, of a
     * clock that was wrong, counts as long ago.
     */
    boolean claim(Duration interval) {
        if (!isDue(interval)) {
            return false;
        }
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    @Nullable FileLock lock = channel.tryLock()) {
                boolean fresh = lock != null && (Files.size(file) == 0 || isDue(interval));
                if (!fresh) {
                    return false;
                }
                here = clock.instant();
                channel.write(ByteBuffer.wrap(new byte[] {'\n'}), 0);
                Files.setLastModifiedTime(file, FileTime.from(here));
            }
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // A home that cannot be written: each process counts for itself.
            LOG.log(System.Logger.Level.DEBUG, "cannot note when registries were asked", e);
            here = clock.instant();
        }
        return true;
    }

    /**
     * The turn was for nothing, as without a network: it comes again after another time.
     *
     * @param interval the usual time, which the other one does not exceed
     */
    void comeBack(Duration interval, Duration after) {
        Instant then = clock.instant().minus(interval).plus(after.compareTo(interval) < 0 ? after : interval);
        here = then;
        try {
            Files.setLastModifiedTime(file, FileTime.from(then));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot note when registries are to be asked", e);
        }
    }

    private boolean isDue(Duration interval) {
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
}
