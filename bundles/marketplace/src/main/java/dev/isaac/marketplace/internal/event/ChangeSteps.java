package dev.isaac.marketplace.internal.event;

import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandException;
import dev.isaac.marketplace.ChangeEvent;
import dev.isaac.marketplace.ChangeEvent.Phase;
import dev.isaac.marketplace.MarketplaceListener;
import dev.isaac.marketplace.PluginId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** The steps of one change: told as they begin, and the points at which it can be cancelled. */
public final class ChangeSteps {

    private static final long MAX_STEP = 64 * 1024;

    private final String plan;
    private final String action;
    private final List<MarketplaceListener> listeners;
    private final Cancellation cancellation;

    /**
     * For one change.
     *
     * @param plan the digest of the plan
     * @param action what is done, as the history names it
     */
    public ChangeSteps(String plan, String action, List<MarketplaceListener> listeners, Cancellation cancellation) {
        this.plan = plan;
        this.action = action;
        this.listeners = List.copyOf(listeners);
        this.cancellation = cancellation;
    }

    /**
     * The next step of a plugin.
     *
     * @throws CommandException {@code command.interrupted} when somebody cancelled the change
     */
    public void step(Phase phase, PluginId plugin, String subject, long done, long total) throws CommandException {
        cancellation.check();
        tell(new ChangeEvent(plan, action, phase, Optional.of(plugin), subject, done, total));
    }

    /**
     * How the download of a plugin comes on.
     *
     * @param before how many bytes of the plan are there already
     * @param total how many there will be
     * @return to be told how many bytes of this one are there; it tells each time that another hundredth of the plan has come, or
     *     64 KiB
     */
    public LongConsumer downloading(PluginId plugin, String version, long before, long total) {
        long step = Math.min(MAX_STEP, total / 100);
        AtomicLong told = new AtomicLong(before);
        return bytes -> {
            long done = before + bytes;
            boolean due = done < told.get() || done - told.get() >= step || done == total;
            if (due && told.getAndSet(done) != done) {
                tell(new ChangeEvent(plan, action, Phase.DOWNLOADING, Optional.of(plugin), version, done, total));
            }
        };
    }

    /** The last moment at which the change can be cancelled. */
    public void record() throws CommandException {
        cancellation.check();
        told(Phase.RECORDING, "");
    }

    /** What cannot be cancelled. */
    public void told(Phase phase, String subject) {
        tell(new ChangeEvent(plan, action, phase, Optional.empty(), subject, 0, 0));
    }

    /** Whether somebody cancelled the change. */
    public Cancellation cancellation() {
        return cancellation;
    }

    private void tell(ChangeEvent event) {
        listeners.forEach(listener -> listener.progress(event));
    }
}
