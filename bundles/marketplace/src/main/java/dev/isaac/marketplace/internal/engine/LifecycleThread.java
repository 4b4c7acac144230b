package dev.isaac.marketplace.internal.engine;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one thread on which bundles are installed, started, stopped, updated and uninstalled. Plugin code runs on it, so
 * every call is limited in time: a call that does not end is interrupted, and when it ignores that, its thread is
 * abandoned and a new one takes over.
 */
final class LifecycleThread implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final long IDLE_MILLIS = 1000;

    private volatile ThreadPoolExecutor worker = newWorker();

    /** Thrown when a call did not end in time. */
    static final class Overdue extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean abandoned;
        private final transient CompletableFuture<@Nullable Void> ended;
        private final Duration limit;

        Overdue(boolean abandoned, CompletableFuture<@Nullable Void> ended, Duration limit) {
            super(abandoned ? "the call ignores its interruption" : "the call was interrupted");
            this.abandoned = abandoned;
            this.ended = ended;
            this.limit = limit;
        }

        /** How long it had, as people say it: {@code 15 s}. */
        String limit() {
            return limit.toMillisPart() == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
        }

        /** Whether its thread is still in it. */
        boolean abandoned() {
            return abandoned;
        }

        /** Completed when the call ends after all; perhaps never. */
        CompletableFuture<@Nullable Void> ended() {
            return ended;
        }
    }

    /**
     * Runs something on the thread and waits for it.
     *
     * @throws Overdue when it takes longer than {@code limit}
     * @throws Exception whatever the call throws
     */
    <T> T call(Callable<T> call, Duration limit) throws Exception {
        return begin(call).await(limit);
    }

    /** Hands something over to the thread, so that the caller can do something else before it waits for it. */
    <T> Call<T> begin(Callable<T> call) {
        Call<T> begun = new Call<>(worker);
        begun.executor.execute(() -> begun.run(call));
        return begun;
    }

    /** A call on the thread. Whoever begins it waits for it before beginning the next one. */
    final class Call<T> {
        private final ThreadPoolExecutor executor;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
        private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();

        private Call(ThreadPoolExecutor executor) {
            this.executor = executor;
        }

        private void run(Callable<T> call) {
            runner.set(Thread.currentThread());
            try {
                result.complete(call.call());
            } catch (Throwable e) { // whatever plugin code throws, errors included, belongs to the caller
                result.completeExceptionally(e);
            } finally {
                runner.set(null);
                ended.complete(null);
            }
        }

        /**
         * Waits for its end.
         *
         * @throws Overdue when it does not end within {@code limit} from now
         * @throws Exception whatever the call throws
         */
        T await(Duration limit) throws Exception {
            try {
                return LifecycleThread.await(result, limit);
            } catch (TimeoutException e) {
                Thread thread = runner.get();
                if (thread != null) {
                    thread.interrupt();
                }
                return afterInterruption(limit);
            }
        }

        private T afterInterruption(Duration limit) throws Exception {
            try {
                LifecycleThread.await(result, GRACE);
            } catch (TimeoutException e) {
                executor.shutdown();
                worker = newWorker();
                throw new Overdue(true, ended, limit);
            } catch (Exception e) {
                throw (Exception) new Overdue(false, ended, limit).initCause(e);
            }
            throw new Overdue(false, ended, limit);
        }
    }

    /** Waits without being disturbed: a life-cycle operation that was begun is seen to its end. */
    private static <T> T await(CompletableFuture<T> result, Duration limit) throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Exception cause) {
                        throw cause;
                    }
                    throw e;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ThreadPoolExecutor newWorker() {
        // The thread ends soon after its work, so that it keeps nothing of a plugin alive (thread locals, for one).
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, IDLE_MILLIS, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), LifecycleThread::newThread);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(null, work, "isaac-lifecycle", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(LifecycleThread.class.getClassLoader());
        return thread;
    }

    @Override
    public void close() {
        worker.shutdown();
    }
}
