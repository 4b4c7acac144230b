package dev.isaac.marketplace.internal.event;

import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandException;
import dev.isaac.marketplace.ChangeEvent;
import dev.isaac.marketplace.ChangeEvent.Phase;
import dev.isaac.marketplace.MarketplaceListener;
import dev.isaac.marketplace.PluginId;
import java.util.List;
import java.util.Optional;

/** The steps of one change: told as they begin, and the points at which it can be cancelled. */
public final class ChangeSteps {

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
