package dev.isaac.marketplace.internal.engine;

import dev.isaac.command.Command;
import dev.isaac.command.Fault;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.internal.state.PluginRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/**
 * The plugins that may not run in this process. While a plugin is here, its commands keep their names: each answers with
 * the reason, so that no line meant for the plugin ends up at a program of that name. Thread-safe.
 */
final class BlockedPlugins {

    /**
     * A plugin that may not run.
     *
     * @param plugin what was installed
     * @param problem why it does not run
     */
    record Blocked(PluginRecord plugin, Fault problem) {}

    private record Entry(Blocked blocked, List<ServiceRegistration<Command>> names) {}

    private final BundleContext context;
    private final Map<PluginId, Entry> entries = new HashMap<>();

    BlockedPlugins(BundleContext context) {
        this.context = context;
    }

    /** Blocks a plugin, or tells another reason why it is blocked. */
    synchronized void block(Blocked blocked) {
        release(blocked.plugin().id());
        List<ServiceRegistration<Command>> names = blocked.plugin().commands().stream()
                .map(name -> register(name, blocked))
                .toList();
        entries.put(blocked.plugin().id(), new Entry(blocked, names));
    }

    private ServiceRegistration<Command> register(String name, Blocked blocked) {
        // The lowest ranking: whatever else has the name by right, goes first.
        Map<String, Object> properties = Map.of(Command.NAME, name, Constants.SERVICE_RANKING, Integer.MIN_VALUE);
        return context.registerService(
                Command.class,
                new BlockedCommand(name, blocked.plugin(), blocked.problem()),
                FrameworkUtil.asDictionary(properties));
    }

    /** A plugin runs again, or is gone. */
    synchronized void release(PluginId id) {
        Entry entry = entries.remove(id);
        if (entry != null) {
            entry.names().forEach(ServiceRegistration::unregister);
        }
    }

    /** Releases all but these. */
    synchronized void retain(Collection<PluginId> ids) {
        new HashSet<>(entries.keySet()).stream().filter(id -> !ids.contains(id)).forEach(this::release);
    }

    /** A plugin, if it is blocked. */
    synchronized Optional<Blocked> find(PluginId id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::blocked);
    }

    /** All that are blocked. */
    synchronized List<Blocked> all() {
        return entries.values().stream().map(Entry::blocked).toList();
    }

    /** All problems, by plugin. */
    synchronized Map<PluginId, Fault> problems() {
        Map<PluginId, Fault> problems = new TreeMap<>();
        entries.forEach((id, entry) -> problems.put(id, entry.blocked().problem()));
        return problems;
    }
}
