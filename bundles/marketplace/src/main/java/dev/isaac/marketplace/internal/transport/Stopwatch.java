package dev.isaac.marketplace.internal.transport;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Time as it passes, and waiting for it to pass; a test has its own. */
public interface Stopwatch {

    /** Nanoseconds since an arbitrary moment. */
    long nanos();

    /** Waits; returns early, with the thread still interrupted, when it is interrupted. */
    void pause(Duration time);

    /** That of the machine. */
    Stopwatch SYSTEM = new Stopwatch() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration time) {
            long end = System.nanoTime() + time.toNanos();
            for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
        }
    };
}
