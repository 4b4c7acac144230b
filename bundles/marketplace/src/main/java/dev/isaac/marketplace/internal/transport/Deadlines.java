package dev.isaac.marketplace.internal.transport;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends what does not end by itself: a server that sends one byte of its headers now and then keeps every single read within
 * its limit. One thread for all, which goes when nothing is waited for.
 */
final class Deadlines {

    private static final long IDLE_SECONDS = 5;
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private Deadlines() {}

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "isaac-http-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** Does something later, unless it is cancelled. */
    static Future<?> after(Duration time, Runnable action) {
        return TIMER.schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
