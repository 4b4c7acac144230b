package dev.isaac.core.internal.call;

import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.CommandCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps the book of calls: who is in, whose door is shut, and who waits before it. Thread-safe. */
public final class CallBook {

    private final Object lock = new Object();
    /** In the order in which they began. */
    private final Set<RunningCall> running = new LinkedHashSet<>();

    private final Set<Held> holds = new LinkedHashSet<>();
    private volatile long releases;

    /**
     * Begins a call, unless the bundle is held.
     *
     * @param bundle who owns the command
     * @param command its name
     * @param line whatever the stages of one line have in common
     * @return to be closed when the call is over; {@code null}: the bundle is held, see {@link #awaitRelease}
     */
    public @Nullable RunningCall begin(long bundle, String command, Object line) {
        synchronized (lock) {
            for (Held hold : holds) {
                if (hold.bundles.contains(bundle) && !hold.lets(line)) {
                    return null;
                }
            }
            RunningCall call = new RunningCall(this, bundle, command, line, Thread.currentThread());
            running.add(call);
            return call;
        }
    }

    /**
     * Waits until a bundle is held no more.
     *
     * @param cancellation ends the waiting
     * @throws CommandException {@code command.interrupted}
     */
    public void awaitRelease(long bundle, Cancellation cancellation) throws CommandException {
        try (var registration = cancellation.onCancel(this::wakeAll)) {
            synchronized (lock) {
                while (isHeld(bundle)) {
                    cancellation.check();
                    lock.wait();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Fault.of(FaultKind.INTERRUPTED, "command.interrupted", "The command was interrupted.")
                    .exception(e);
        }
    }

    private void wakeAll() {
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    /**
     * Keeps something until a bundle is held no more.
     *
     * @return false when it is not held: the action was not taken, and will not run
     */
    public boolean whenReleased(long bundle, Runnable action) {
        synchronized (lock) {
            for (Held hold : holds) {
                if (hold.bundles.contains(bundle)) {
                    hold.atRelease.add(action);
                    return true;
                }
            }
            return false;
        }
    }

    /** How many holds were closed until now. */
    public long releases() {
        return releases;
    }

    private boolean isHeld(long bundle) {
        return holds.stream().anyMatch(hold -> hold.bundles.contains(bundle));
    }

    void ended(RunningCall call) {
        synchronized (lock) {
            running.remove(call);
            lock.notifyAll();
        }
    }

    /** As {@link CommandCalls#hold}. */
    public CommandCalls.Hold hold(Collection<Long> bundles) {
        Held hold = new Held(Set.copyOf(bundles));
        synchronized (lock) {
            holds.add(hold);
        }
        return hold;
    }

    private final class Held implements CommandCalls.Hold {
        private final Set<Long> bundles;
        private final List<Runnable> atRelease = new ArrayList<>();
        private boolean shut;

        Held(Set<Long> bundles) {
            this.bundles = new HashSet<>(bundles);
        }

        /** A stage of a pipe one end of which is running already. */
        private boolean lets(Object line) {
            return !shut && running.stream().anyMatch(call -> call.line() == line && bundles.contains(call.bundle()));
        }

        @Override
        public List<CommandCalls.Call> calls() {
            synchronized (lock) {
                return running.stream()
                        .filter(call -> bundles.contains(call.bundle()))
                        .map(CommandCalls.Call.class::cast)
                        .toList();
            }
        }

        @Override
        public boolean await(Duration limit) throws InterruptedException {
            long deadline = System.nanoTime() + limit.toNanos();
            synchronized (lock) {
                while (!calls().stream().allMatch(CommandCalls.Call::isOwn)) {
                    long left = deadline - System.nanoTime();
                    if (left <= 0) {
                        return false;
                    }
                    lock.wait(Math.max(1, left / 1_000_000));
                }
                return true;
            }
        }

        @Override
        public void shut() {
            synchronized (lock) {
                shut = true;
            }
        }

        /** What was kept is done before anybody goes on, so that they meet what is there then. */
        @Override
        public void close() {
            while (true) {
                List<Runnable> actions;
                synchronized (lock) {
                    if (atRelease.isEmpty()) {
                        holds.remove(this);
                        releases++;
                        lock.notifyAll();
                        return;
                    }
                    actions = List.copyOf(atRelease);
                    atRelease.clear();
                }
                actions.forEach(Runnable::run);
            }
        }
    }
}
