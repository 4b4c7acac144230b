package dev.isaac.marketplace.internal.event;

import dev.isaac.marketplace.ChangeEvent;
import dev.isaac.marketplace.HistoryEntry.Change;
import dev.isaac.marketplace.MarketplaceListener;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginsChanged;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The listeners that are registered now, by the whiteboard. They are looked up when there is something to tell. */
public final class Listeners implements MarketplaceListener {

    private static final System.Logger LOG = System.getLogger(Listeners.class.getName());

    private final BundleContext context;
    private @Nullable State told;

    /** Over a framework. */
    public Listeners(BundleContext context) {
        this.context = context;
    }

    @Override
    public void progress(ChangeEvent event) {
        tell(listener -> listener.progress(event));
    }

    @Override
    public void changed(PluginsChanged event) {
        tell(listener -> listener.changed(event));
    }

    /** From this state on changes are told. */
    public synchronized void start(State state) {
        told = state;
    }

    /**
     * Tells how a state differs from the one that was told last.
     *
     * @param here whether this process made it
     */
    public void reached(State state, boolean here) {
        State before;
        synchronized (this) {
            before = told == null ? State.EMPTY : told;
            told = state;
        }
        List<Change> changes = changes(before, state);
        if (!changes.isEmpty()) {
            changed(new PluginsChanged(state.generation(), changes, here));
        }
    }

    private static List<Change> changes(State before, State after) {
        TreeSet<PluginId> ids = new TreeSet<>(before.plugins().keySet());
        ids.addAll(after.plugins().keySet());
        List<Change> changes = new ArrayList<>();
        for (PluginId id : ids) {
            Optional<PluginRecord> from = before.plugin(id);
            Optional<PluginRecord> to = after.plugin(id);
            if (!from.map(PluginRecord::sha256).equals(to.map(PluginRecord::sha256))) {
                PluginRecord shown = to.or(() -> from).orElseThrow();
                changes.add(new Change(
                        id,
                        from.map(PluginRecord::version),
                        to.map(PluginRecord::version),
                        shown.sha256(),
                        shown.signer().keyId()));
            }
        }
        return changes;
    }

    private void tell(Consumer<MarketplaceListener> what) {
        for (ServiceReference<?> reference : references()) {
            Object service = context.getService(reference);
            if (service == null) {
                continue; // it went meanwhile
            }
            try {
                what.accept((MarketplaceListener) service);
            } catch (RuntimeException | LinkageError e) {
                LOG.log(System.Logger.Level.WARNING, "a listener of " + reference.getBundle() + " failed", e);
            } finally {
                context.ungetService(reference);
            }
        }
    }

    private List<ServiceReference<?>> references() {
        try {
            ServiceReference<?>[] all = context.getServiceReferences(MarketplaceListener.class.getName(), null);
            return all == null ? List.of() : Arrays.asList(all);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        }
    }
}
