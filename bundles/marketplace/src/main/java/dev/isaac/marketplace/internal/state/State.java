package dev.isaac.marketplace.internal.state;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.PluginId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is installed. Immutable.
 *
 * @param generation counts the changes
 * @param plugins by name
 * @param signers the keys that were accepted here, by registry and publisher; they outlive the plugins, so that a
 *     publisher who comes again is no stranger
 */
public record State(
        long generation, SortedMap<PluginId, PluginRecord> plugins, SortedMap<Signers, SortedSet<String>> signers) {

    /** Nothing was ever installed. */
    public static final State EMPTY = new State(0, new TreeMap<>(), new TreeMap<>());

    public State {
        plugins = Collections.unmodifiableSortedMap(new TreeMap<>(plugins));
        SortedMap<Signers, SortedSet<String>> all = new TreeMap<>();
        signers.forEach((whose, keys) -> all.put(whose, new TreeSet<>(keys)));
        for (PluginRecord plugin : plugins.values()) {
            all.computeIfAbsent(Signers.of(plugin), whose -> new TreeSet<>())
                    .add(plugin.signer().keyId());
        }
        all.replaceAll((whose, keys) -> Collections.unmodifiableSortedSet(keys));
        signers = Collections.unmodifiableSortedMap(all);
    }

    /** Whose keys they are: names of publishers mean something only within a registry. */
    public record Signers(String registry, String publisher) implements Comparable<Signers> {

        static Signers of(PluginRecord plugin) {
            return new Signers(plugin.registry(), plugin.publisher());
        }

        @Override
        public int compareTo(Signers other) {
            int byRegistry = registry.compareTo(other.registry);
            return byRegistry != 0 ? byRegistry : publisher.compareTo(other.publisher);
        }
    }

    /** The keys that were accepted from a publisher, sorted; empty: nothing of it was ever here. */
    public List<String> signers(String registry, String publisher) {
        return List.copyOf(signers.getOrDefault(new Signers(registry, publisher), Collections.emptySortedSet()));
    }

    /** One plugin. */
    public Optional<PluginRecord> plugin(PluginId id) {
        return Optional.ofNullable(plugins.get(id));
    }

    /**
     * One plugin that has to be there.
     *
     * @throws CommandException {@code plugin.not-installed}
     */
    public PluginRecord require(PluginId id) throws CommandException {
        return plugin(id).orElseThrow(() -> Fault.of(
                        FaultKind.NOT_FOUND, "plugin.not-installed", "Plugin " + id + " is not installed.")
                .hint("marketplace list shows what is.")
                .exception());
    }

    /** The next generation. */
    public State with(Collection<PluginRecord> put, Collection<PluginId> remove) {
        SortedMap<PluginId, PluginRecord> next = new TreeMap<>(plugins);
        next.keySet().removeAll(new HashSet<>(remove));
        put.forEach(record -> next.put(record.id(), record));
        return new State(generation + 1, next, signers);
    }

    /** Digests of everything in the store that belongs to this state. */
    public Set<String> digests() {
        Set<String> digests = new HashSet<>();
        for (PluginRecord record : plugins.values()) {
            digests.add(record.sha256());
            digests.add(record.statement());
        }
        return digests;
    }

    /** Those that need a plugin, sorted. */
    public List<PluginRecord> dependents(PluginId id) {
        return plugins.values().stream()
                .filter(record -> record.requires().stream()
                        .anyMatch(need -> !need.optional() && need.plugin().equals(id)))
                .toList();
    }

    /** All plugins, each after those that it needs. */
    public List<PluginRecord> inOrder() {
        return inOrder(plugins);
    }

    /** Sorts records so that each comes after those that it needs. */
    public static List<PluginRecord> inOrder(Map<PluginId, PluginRecord> records) {
        List<PluginRecord> sorted = new ArrayList<>();
        Set<PluginId> seen = new HashSet<>();
        new TreeMap<>(records).keySet().forEach(id -> visit(id, records, seen, sorted));
        return sorted;
    }

    private static void visit(
            PluginId id, Map<PluginId, PluginRecord> records, Set<PluginId> seen, List<PluginRecord> sorted) {
        PluginRecord record = records.get(id);
        if (record == null || !seen.add(id)) {
            return;
        }
        record.requires().forEach(need -> visit(need.plugin(), records, seen, sorted));
        sorted.add(record);
    }
}
