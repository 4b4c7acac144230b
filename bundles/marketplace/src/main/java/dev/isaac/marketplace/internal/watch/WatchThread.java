package dev.isaac.marketplace.internal.watch;

import dev.isaac.command.Cancellation;
import dev.isaac.command.spi.Announcements;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Makes the rounds while somebody is there to read what they find: a process that runs one command has no such thread. It
 * ends with the last reader, or when it is closed. Registries are asked on a thread of their own, which ends when they were: a
 * server that is slow must not hold up what other processes changed.
 */
public final class WatchThread implements ServiceTrackerCustomizer<Announcements, Announcements>, AutoCloseable {

    private static final long END_MILLIS = 5_000;
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** Whoever changes the home now is done soon. */
    private static final Duration BUSY = Duration.ofMillis(100);
    /** The first prompt needs the machine for itself. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final BundleContext context;
    private final Rounds rounds;
    private final ServiceTracker<Announcements, Announcements> tracker;
    private final List<Announcements> readers = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private @Nullable Thread following;
    private @Nullable Thread asking;
    private @Nullable HomeWatch watch;
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
        synchronized (lock) {
            readers.add(reader);
            if (following == null && !stopping) {
                following = start("isaac-marketplace-watch", this::followOthers);
            }
        }
        return reader;
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void modifiedService(ServiceReference<Announcements> reference, Announcements reader) {
        // Its properties say nothing.
    }

    @Override
    public void removedService(ServiceReference<Announcements> reference, Announcements reader) {
        synchronized (lock) {
            readers.remove(reader);
            if (readers.isEmpty()) {
                wake();
            }
        }
        context.ungetService(reference);
    }

    private void wake() {
        HomeWatch waiting = watch;
        if (waiting != null) {
            waiting.close();
        }
    }

    private void followOthers() {
        long begin = System.nanoTime();
        try (HomeWatch folders = new HomeWatch(rounds.folders(), HomeWatch.tells(System.getProperty("os.name", "")))) {
            while (goesOn(folders)) {
                Duration left = QUIET.minusNanos(System.nanoTime() - begin);
                boolean early = !left.isNegative();
                if (!early && rounds.claimTurn()) {
                    startAsking();
                }
                boolean done = rounds.follow(this::announce);
                folders.await(!done ? BUSY : early ? left : LONGEST);
            }
        } catch (InterruptedException e) {
            synchronized (lock) {
                following = null;
            }
            Thread.currentThread().interrupt();
        }
    }

    private boolean goesOn(HomeWatch folders) {
        synchronized (lock) {
            boolean on = !stopping && !readers.isEmpty();
            watch = on ? folders : null;
            if (!on) {
                following = null;
            }
            return on;
        }
    }

    private void startAsking() {
        synchronized (lock) {
            if (asking == null && !stopping) {
                asking = start("isaac-marketplace-ask", this::ask);
            }
        }
    }

    private void ask() {
        try {
            rounds.ask(this::announce, cancellation);
        } finally {
            synchronized (lock) {
                asking = null;
            }
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
        Thread follower;
        Thread asker;
        synchronized (lock) {
            stopping = true;
            wake();
            follower = following;
            asker = asking;
        }
        end(follower, END_MILLIS);
        // A change is ended properly; who waits for a server is left behind.
        end(asker, rounds.isChanging() ? END_MILLIS : 0);
    }

    private static void end(@Nullable Thread thread, long patience) {
        if (thread == null || thread == Thread.currentThread()) {
            return;
        }
        try {
            if (patience > 0) {
                thread.join(patience);
            }
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
