package dev.isaac.core.internal.tier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Named things that may have one of several values, because a branch may or may not have run. Remembers every change, so
 * that a branch can be taken back and what it did be added as a possibility. Not thread-safe.
 *
 * @param <T> what a value is
 */
final class Cells<T> {

    /** More possibilities than these are not told apart. */
    private static final int MAX = 8;

    private record Change<T>(String name, @Nullable List<T> before) {}

    private final Map<String, List<T>> values = new HashMap<>();
    private final List<Change<T>> journal = new ArrayList<>();
    private final Function<String, List<T>> initial;
    private final T unknown;

    /**
     * @param initial what a thing is before anything is set
     * @param unknown stands for possibilities that are too many to list
     */
    Cells(Function<String, List<T>> initial, T unknown) {
        this.initial = initial;
        this.unknown = unknown;
    }

    /** The possible values; {@code null}: nothing was set. */
    @Nullable
    List<T> get(String name) {
        return values.get(name);
    }

    void set(String name, List<T> alternatives) {
        journal.add(new Change<>(name, values.put(name, alternatives)));
    }

    /** A place to come back to. */
    int mark() {
        return journal.size();
    }

    /** Takes back everything since the mark and returns all values that were there meanwhile. */
    Map<String, List<T>> take(int mark) {
        if (journal.size() == mark) {
            return Map.of();
        }
        Map<String, List<T>> seen = new LinkedHashMap<>();
        for (int i = journal.size() - 1; i >= mark; i--) {
            Change<T> change = journal.remove(i);
            List<T> now = values.get(change.name());
            if (now != null) {
                seen.merge(change.name(), now, this::union);
            }
            if (change.before() == null) {
                values.remove(change.name());
            } else {
                values.put(change.name(), change.before());
            }
        }
        return seen;
    }

    /** Adds what a branch may have done. */
    void merge(Map<String, List<T>> seen) {
        seen.forEach((name, alternatives) -> {
            List<T> now = values.get(name);
            set(name, union(now == null ? initial.apply(name) : now, alternatives));
        });
    }

    private List<T> union(List<T> a, List<T> b) {
        Set<T> all = new LinkedHashSet<>(a);
        all.addAll(b);
        if (all.size() > MAX) {
            all = new LinkedHashSet<>(new ArrayList<>(all).subList(0, MAX));
            all.add(unknown);
        }
        return List.copyOf(all);
    }
}
