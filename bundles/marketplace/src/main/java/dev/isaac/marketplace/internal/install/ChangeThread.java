package dev.isaac.marketplace.internal.install;

import dev.isaac.command.CommandException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Sees a change to its end on a thread of its own. Whoever asked for the change may be interrupted at any moment, and an
 * interrupt closes the very file that is being written; nobody interrupts this thread. A change that shall not go on is
 * cancelled at its next step instead.
 */
final class ChangeThread {

    private ChangeThread() {}

    /** What is done on it. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws CommandException;
    }

    /** Does something and waits for it, whatever happens to the thread that waits. */
    static <T> T call(Work<T> work) throws CommandException {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> complete(work, result), "isaac-change", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ChangeThread.class.getClassLoader());
        thread.start();
        return await(result);
    }

    private static <T> void complete(Work<T> work, CompletableFuture<T> result) {
        try {
            result.complete(work.run());
        } catch (CommandException | RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    private static <T> T await(CompletableFuture<T> result) throws CommandException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    Throwable cause = e.getCause();
                    if (cause instanceof CommandException refused) {
                        throw refused;
                    }
                    if (cause instanceof RuntimeException failed) {
                        throw failed;
                    }
                    if (cause instanceof Error error) {
                        throw error;
                    }
                    throw new IllegalStateException("a change failed in a way that it must not", cause);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
