package dev.isaac.marketplace.internal.engine;

import dev.isaac.marketplace.internal.state.PluginRecord;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Threads of plugins that go on although their plugin was stopped. Nobody ends them: to end its threads when it stops is the
 * plugin's business. But they are counted, named and told, because they run the code of a version that is gone. A thread is a
 * plugin's when it began while the plugin started, which {@link #mark} tells, when its class or the loader that it was given is
 * the plugin's, or when code of the plugin is on its stack. A pool that a plugin makes later, and that does nothing at the moment,
 * is not found. Thread-safe.
 */
final class Stragglers {

    private static final long LOOK_NANOS = 10_000_000;
    private static final int SHOWN = 5;
    /** Beginnings of the names of threads of the host, which may begin at any moment. */
    private static final List<String> HOST = List.of("isaac-", "Felix", "SCR ", "CM ");

    private final Duration patience;
    /** The threads, by what their plugin is called. */
    private final Map<String, List<WeakReference<Thread>>> known = new LinkedHashMap<>();

    /**
     * Knows of none yet.
     *
     * @param patience how long threads may take to end after their plugin was stopped
     */
    Stragglers(Duration patience) {
        this.patience = patience;
    }

    /**
     * Passed on by every thread to those that it begins, so that they tell which plugin started then. It loads what the thread's
     * own loader does, and keeps nothing of the plugin alive.
     */
    private static final class Mark extends ClassLoader {
        private final long bundle;

        Mark(long bundle) {
            super(Stragglers.class.getClassLoader());
            this.bundle = bundle;
        }
    }

    /** Marks the threads that begin, on this one, until it is closed. */
    static Marking mark(Bundle bundle) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new Mark(bundle.getBundleId()));
        return () -> thread.setContextClassLoader(before);
    }

    /** Ends with {@link #close}. */
    interface Marking extends AutoCloseable {
        @Override
        void close();
    }

    /** The loader of a bundle's classes; null: it has none, as it was never resolved. */
    static @Nullable ClassLoader loader(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring == null ? null : wiring.getClassLoader();
    }

    /**
     * Looks for threads of a plugin that was stopped.
     *
     * @param loader what loaded its classes while it ran
     * @return what is to be told; empty when there are none
     */
    Optional<String> look(PluginRecord plugin, Bundle bundle, @Nullable ClassLoader loader) {
        List<Thread> threads = threads(bundle, loader);
        long deadline = System.nanoTime() + patience.toNanos();
        while (!threads.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
            threads = threads(bundle, loader);
        }
        if (threads.isEmpty()) {
            return Optional.empty();
        }
        String name = BundleFaults.name(plugin);
        synchronized (known) {
            known.put(name, threads.stream().map(WeakReference::new).toList());
        }
        return Optional.of(sentence(name, threads));
    }

    /** What is to be told of those that go on still, one sentence for each plugin. */
    List<String> alive() {
        List<String> sentences = new ArrayList<>();
        synchronized (known) {
            known.entrySet().removeIf(entry -> alive(entry.getValue()).isEmpty());
            known.forEach((name, threads) -> sentences.add(sentence(name, alive(threads))));
        }
        return sentences;
    }

    private static List<Thread> alive(List<WeakReference<Thread>> threads) {
        return threads.stream()
                .map(WeakReference::get)
                .filter(Objects::nonNull)
                .filter(Thread::isAlive)
                .toList();
    }

    private static String sentence(String plugin, List<Thread> threads) {
        String names =
                threads.stream().limit(SHOWN).map(Thread::getName).sorted().collect(Collectors.joining(", "));
        return plugin + " was stopped, but " + (threads.size() == 1 ? "a thread" : threads.size() + " threads")
                + " of it " + (threads.size() == 1 ? "goes" : "go") + " on: " + names
                + (threads.size() > SHOWN ? ", …" : "") + ".";
    }

    private List<Thread> threads(Bundle bundle, @Nullable ClassLoader loader) {
        List<Thread> threads = new ArrayList<>();
        if (loader == null) {
            return threads;
        }
        Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
        synchronized (known) { // a version that was updated in place had the same bundle
            known.values().forEach(former -> all.keySet().removeAll(alive(former)));
        }
        all.forEach((thread, stack) -> {
            ClassLoader given = thread.getContextClassLoader();
            boolean marked = given instanceof Mark mark && mark.bundle == bundle.getBundleId() && !isHost(thread);
            if (marked || given == loader || thread.getClass().getClassLoader() == loader || runs(stack, bundle)) {
                threads.add(thread);
            }
        });
        return threads;
    }

    private static boolean isHost(Thread thread) {
        return HOST.stream().anyMatch(thread.getName()::startsWith);
    }

    private static boolean runs(StackTraceElement[] stack, Bundle bundle) {
        for (StackTraceElement frame : stack) {
            // What comes from a named place is of the platform or of the host.
            if (frame.getClassLoaderName() == null
                    && frame.getModuleName() == null
                    && bundle.getEntry(frame.getClassName().replace('.', '/') + ".class") != null) {
                return true;
            }
        }
        return false;
    }
}
