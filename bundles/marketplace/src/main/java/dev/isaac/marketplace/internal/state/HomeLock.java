package dev.isaac.marketplace.internal.state;

import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One at a time in a home, over all threads and processes; or several processes together that only look, one thread of each.
 * The lock belongs to the operating system: it dies with its holder.
 */
public final class HomeLock {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long RETRY_NANOS = 20_000_000;

    private final Path file;
    private final WaitNotice waiting;
    private final ReentrantLock threads = new ReentrantLock();

    /**
     * The lock that a file stands for. Creates nothing yet.
     *
     * @param waiting tells whoever has to wait
     */
    public HomeLock(Path file, WaitNotice waiting) {
        this.file = file;
        this.waiting = waiting;
    }

    /**
     * Takes the lock, waiting for others up to a minute.
     *
     * @throws CommandException {@code home.locked}, {@code home.read-only}, {@code command.interrupted}
     */
    public Held acquire(Progress progress, Cancellation cancellation) throws CommandException {
        return await(false, progress, cancellation);
    }

    /**
     * Keeps others from changing the home, together with those who do the same; waits as {@link #acquire} does.
     *
     * @throws CommandException {@code home.locked}, {@code home.read-only}, {@code command.interrupted}
     */
    public Held share(Progress progress, Cancellation cancellation) throws CommandException {
        return await(true, progress, cancellation);
    }

    private Held await(boolean shared, Progress progress, Cancellation cancellation) throws CommandException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            if (!threads.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
        try {
            while (true) {
                Optional<Held> held = attempt(shared);
                if (held.isPresent()) {
                    return held.get();
                }
                waiting.tell(progress);
                cancellation.check();
                if (System.nanoTime() > deadline) {
                    throw busy();
                }
                // The operating system offers no waiting with a limit: look again from time to time.
                LockSupport.parkNanos(RETRY_NANOS);
                if (Thread.currentThread().isInterrupted()) {
                    throw interrupted(new InterruptedException());
                }
            }
        } catch (CommandException | RuntimeException e) {
            threads.unlock();
            throw e;
        }
    }

    /** Takes the lock if nobody has it now. */
    public Optional<Held> tryAcquire() throws CommandException {
        return tryOnce(false);
    }

    /** As {@link #share}, if nobody changes the home now. */
    public Optional<Held> tryShare() throws CommandException {
        return tryOnce(true);
    }

    private Optional<Held> tryOnce(boolean shared) throws CommandException {
        if (!threads.tryLock()) {
            return Optional.empty();
        }
        Optional<Held> held = Optional.empty();
        try {
            held = attempt(shared);
            return held;
        } finally {
            if (held.isEmpty()) {
                threads.unlock();
            }
        }
    }

    private Optional<Held> attempt(boolean shared) throws CommandException {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
                if (lock != null) {
                    return Optional.of(new Held(channel, threads));
                }
            } catch (OverlappingFileLockException e) {
                // Another framework in this very process holds it: as good as another process.
                System.getLogger(HomeLock.class.getName()).log(System.Logger.Level.TRACE, "lock is held here", e);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw HomeFaults.of(e, file);
        }
    }

    private static CommandException busy() {
        return Fault.of(FaultKind.CONFLICT, "home.locked", "Another ISAAC has been busy with this home for a minute.")
                .hint("Wait until it is done and try again.")
                .exception();
    }

    private static CommandException interrupted(InterruptedException cause) {
        return Fault.of(FaultKind.INTERRUPTED, "command.interrupted", "The command was interrupted.")
                .exception(cause);
    }

    /** The lock while it is held; closed on the thread that took it. */
    public static final class Held implements AutoCloseable {
        private final FileChannel channel;
        private final ReentrantLock threads;

        private Held(FileChannel channel, ReentrantLock threads) {
            this.channel = channel;
            this.threads = threads;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                System.getLogger(HomeLock.class.getName())
                        .log(System.Logger.Level.WARNING, "cannot close the lock file", e);
            } finally {
                threads.unlock();
            }
        }
    }
}
