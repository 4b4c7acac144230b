package dev.isaac.core.internal.run;

import dev.isaac.command.CancellationSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Lines of a session that run in the background on threads of their own. Thread-safe. */
public final class Jobs implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Jobs.class.getName());

    private final AtomicInteger next = new AtomicInteger(1);
    private final Map<Integer, CancellationSource> running = new ConcurrentHashMap<>();

    void start(String text, IntSupplier line, CancellationSource interruption) {
        int number = next.getAndIncrement();
        running.put(number, interruption);
        Thread thread = new Thread(
                () -> {
                    try {
                        int code = line.getAsInt();
                        LOG.log(System.Logger.Level.DEBUG, "job {0} ended with {1}", number, code);
                    } finally {
                        running.remove(number);
                    }
                },
                "isaac job " + number);
        thread.setDaemon(true);
        thread.start();
    }

    /** How many jobs run. */
    public int count() {
        return running.size();
    }

    @Override
    public void close() {
        running.values().forEach(CancellationSource::cancel);
    }
}
