package dev.isaac.marketplace.internal.watch;

import dev.isaac.command.Cancellation;
import dev.isaac.command.spi.Announcements;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Makes the rounds while somebody is there to read what they find: a process that runs one command has no such thread. It
 * ends with the last reader, or when it is closed.
 */
public final class WatchThread implements ServiceTrackerCustomizer<Announcements, Announcements>, AutoCloseable {

    private static final long END_MILLIS = 5_000;

    private final BundleContext context;
    private final Rounds rounds;
    private final ServiceTracker<Announcements, Announcements> tracker;
    private final List<Announcements> readers = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Thread thread;
    private volatile boolean stopping;

    /** Does nothing yet. */
    public WatchThread(BundleContext context, Rounds rounds) {
        this.context = context;
        this.rounds = rounds;
        this.tracker = new ServiceTracker<>(context, Announcements.class, this);
    }

    /** Waits for somebody who reads. */
    public void open() {
        tracker.open();
    }

    @Override
    public Announcements addingService(ServiceReference<Announcements> reference) {
        Announcements reader = context.getService(reference);
        lock.lock();
        try {
            readers.add(reader);
            if (thread == null) {
                Thread made = new Thread(this::run, "isaac-marketplace-watch");
                made.setDaemon(true);
                thread = made;
                made.start();
            }
        } finally {
            lock.unlock();
        }
        return reader;
    }

    @Override
    public void modifiedService(ServiceReference<Announcements> reference, Announcements reader) {
        // Its properties say nothing.
    }

    @Override
    public void removedService(ServiceReference<Announcements> reference, Announcements reader) {
        lock.lock();
        try {
            readers.remove(reader);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        context.ungetService(reference);
    }

    private void run() {
        while (goesOn()) {
            rounds.round(this::announce, cancellation);
            if (!waits(rounds.rhythm().look().toNanos())) {
                return;
            }
        }
    }

    private boolean goesOn() {
        lock.lock();
        try {
            if (stopping || readers.isEmpty()) {
                thread = null;
                return false;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean waits(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && !stopping && !readers.isEmpty()) {
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            thread = null;
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void announce(String sentence) {
        readers.forEach(reader -> reader.announce(sentence));
    }

    private final Cancellation cancellation = new Cancellation() {
        @Override
        public boolean isCancelled() {
            return stopping;
        }

        @Override
        public Registration onCancel(Runnable action) {
            return () -> {};
        }
    };

    @Override
    public void close() {
        tracker.close();
        Thread running;
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
            running = thread;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            try {
                running.join(END_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
