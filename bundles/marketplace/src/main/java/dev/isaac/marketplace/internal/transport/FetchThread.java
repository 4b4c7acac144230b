package dev.isaac.marketplace.internal.transport;

import dev.isaac.command.Cancellation;
import dev.isaac.trust.tuf.FetchException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Fetches a file on a thread of its own. Nothing ends a read from a web server before its time is over, neither an interrupt nor
 * closing the connection; so whoever does not want to wait for it leaves the thread alone, which ends with that read.
 */
final class FetchThread {

    private FetchThread() {}

    /** What is done on it. */
    @FunctionalInterface
    interface Work {
        byte[] fetch(Arrival arrival) throws FetchException;
    }

    /** Waits for a file until it is there, or nobody wants it any more. */
    static byte[] call(String path, Work work, Arrival arrival) throws FetchException {
        CompletableFuture<byte[]> result = new CompletableFuture<>();
        Left left = new Left(arrival);
        Thread thread = new Thread(null, () -> complete(work, left.arrival(), result), "isaac-download", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(FetchThread.class.getClassLoader());
        thread.start();
        try (Cancellation.Registration registration = arrival.cancellation()
                .onCancel(() -> result.completeExceptionally(unwanted(path, new Arrival.Unwanted())))) {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unwanted(path, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FetchException refused) {
                throw refused;
            }
            throw new IllegalStateException("fetching " + path + " failed in a way that it must not", e.getCause());
        } finally {
            left.leave();
        }
    }

    private static void complete(Work work, Arrival arrival, CompletableFuture<byte[]> result) {
        try {
            result.complete(work.fetch(arrival));
        } catch (FetchException | RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    private static FetchException unwanted(String path, Exception cause) {
        return new FetchException(FetchException.Kind.UNREACHABLE, path + " was given up", cause);
    }

    /** Whoever waited has left: nothing more is told, and the thread ends as soon as it can. */
    private static final class Left implements Cancellation {
        private final Arrival arrival;
        private final AtomicBoolean left = new AtomicBoolean();

        Left(Arrival arrival) {
            this.arrival = arrival;
        }

        Arrival arrival() {
            return new Arrival(this::tell, this);
        }

        private synchronized void tell(long bytes) {
            if (!left.get()) {
                arrival.progress().accept(bytes);
            }
        }

        synchronized void leave() {
            left.set(true);
        }

        @Override
        public boolean isCancelled() {
            return left.get() || arrival.cancellation().isCancelled();
        }

        @Override
        public Registration onCancel(Runnable action) {
            return arrival.cancellation().onCancel(action);
        }
    }
}
