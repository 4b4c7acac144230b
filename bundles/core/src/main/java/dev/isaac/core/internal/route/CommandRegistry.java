package dev.isaac.core.internal.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The commands that are there now. Readers work on an immutable snapshot that is made when it is needed. Thread-safe. */
public final class CommandRegistry {

    /** One word of names: the command that ends here, and what may follow. */
    static final class Branch {
        final Map<String, Branch> next = new HashMap<>();

        @Nullable
        CommandEntry entry;
    }

    /**
     * The longest registered name that the words begin with.
     *
     * @param entry the command; {@code null} when the words only begin names of commands
     * @param words how many words its name has
     */
    public record Match(@Nullable CommandEntry entry, int words) {}

    private record Snapshot(
            Branch root, TreeMap<String, CommandEntry> byName, TreeMap<String, CommandEntry> byAnyName) {}

    private final List<CommandEntry> entries = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Snapshot snapshot;

    /** Adds a command. */
    public void add(CommandEntry entry) {
        add(List.of(entry));
    }

    /** Adds commands, as one change. */
    public void add(Collection<CommandEntry> added) {
        synchronized (entries) {
            entries.addAll(added);
            snapshot = null;
        }
        changed();
    }

    /** Removes a command. */
    public void remove(CommandEntry entry) {
        remove(List.of(entry));
    }

    /** Removes commands, as one change. */
    public void remove(Collection<CommandEntry> removed) {
        synchronized (entries) {
            entries.removeAll(removed);
            snapshot = null;
        }
        changed();
    }

    /** Calls back after every change until it is closed. */
    public AutoCloseable onChange(Runnable callback) {
        listeners.add(callback);
        return () -> listeners.remove(callback);
    }

    private void changed() {
        for (Runnable listener : listeners) {
            listener.run();
        }
    }

    private Snapshot snapshot() {
        Snapshot now = snapshot;
        if (now != null) {
            return now;
        }
        synchronized (entries) {
            now = snapshot;
            if (now == null) {
                now = build();
                snapshot = now;
            }
            return now;
        }
    }

    private Snapshot build() {
        List<CommandEntry> ordered = new ArrayList<>(entries);
        ordered.sort(Comparator.naturalOrder());
        Branch root = new Branch();
        TreeMap<String, CommandEntry> byName = new TreeMap<>();
        TreeMap<String, CommandEntry> byAnyName = new TreeMap<>();
        for (CommandEntry entry : ordered) {
            byName.putIfAbsent(entry.name(), entry);
            byAnyName.putIfAbsent(entry.name(), entry);
        }
        for (CommandEntry entry : ordered) {
            // A name beats an alias, whatever the ranking.
            entry.aliases().forEach(alias -> byAnyName.putIfAbsent(alias, entry));
        }
        byAnyName.forEach((name, entry) -> {
            Branch branch = root;
            for (String word : name.split(" ", -1)) {
                branch = branch.next.computeIfAbsent(word, k -> new Branch());
            }
            branch.entry = entry;
        });
        return new Snapshot(root, byName, byAnyName);
    }

    /** All names, sorted; no component is made. */
    public List<String> names() {
        return List.copyOf(snapshot().byName().keySet());
    }

    /** All commands, sorted by name. */
    public Collection<CommandEntry> all() {
        return List.copyOf(snapshot().byName().values());
    }

    /** The commands of which only the names are left, because their bundles change just now. */
    public List<CommandEntry> retired() {
        return snapshot().byName().values().stream()
                .filter(CommandEntry::isRetired)
                .toList();
    }

    /** The command of that full name or alias. */
    public Optional<CommandEntry> find(String name) {
        return Optional.ofNullable(snapshot().byAnyName().get(name));
    }

    /** The names that begin with these words and a blank. */
    public List<String> under(String group) {
        String prefix = group + " ";
        return List.copyOf(snapshot().byName().subMap(prefix, prefix + '\uffff').keySet());
    }

    /**
     * The longest registered name that the words begin with.
     *
     * @param words the words; {@code null} elements are not known and match nothing
     * @return {@code null} when no name begins with the first word
     */
    public @Nullable Match match(List<? extends @Nullable String> words) {
        Branch branch = snapshot().root();
        CommandEntry best = null;
        int length = 0;
        int depth = 0;
        for (String word : words) {
            Branch next = word == null ? null : branch.next.get(word);
            if (next == null) {
                break;
            }
            branch = next;
            depth++;
            if (branch.entry != null) {
                best = branch.entry;
                length = depth;
            }
        }
        return depth == 0 ? null : new Match(best, best == null ? depth : length);
    }

    /** The name nearest to what was typed; compares as many words as were typed. */
    public Optional<Nearest.Guess> nearest(String typed) {
        List<String> names = new ArrayList<>();
        int words = typed.split(" ", -1).length;
        for (String name : snapshot().byAnyName().keySet()) {
            String[] parts = name.split(" ", -1);
            String shortened = parts.length <= words ? name : String.join(" ", Arrays.copyOf(parts, words));
            if (names.isEmpty() || !names.get(names.size() - 1).equals(shortened)) {
                names.add(shortened);
            }
        }
        return Nearest.guess(typed, names);
    }
}
