package dev.isaac.core.internal.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.osgi.framework.Constants;

/** Services in the order of their ranking, in a copy-on-write snapshot. Thread-safe. */
final class Ranked<T> {

    private record Entry<T>(T service, int ranking, long id) {}

    private volatile List<Entry<T>> entries = List.of();

    synchronized void add(T service, Map<String, Object> properties) {
        int ranking = properties.get(Constants.SERVICE_RANKING) instanceof Integer value ? value : 0;
        long id = properties.get(Constants.SERVICE_ID) instanceof Long value ? value : Long.MAX_VALUE;
        List<Entry<T>> changed = new ArrayList<>(entries);
        changed.add(new Entry<>(service, ranking, id));
        changed.sort(Comparator.<Entry<T>>comparingInt(e -> -e.ranking()).thenComparingLong(Entry::id));
        entries = List.copyOf(changed);
    }

    void remove(T service) {
        removeIf(one -> one == service);
    }

    synchronized void removeIf(Predicate<T> gone) {
        List<Entry<T>> changed = new ArrayList<>(entries);
        changed.removeIf(entry -> gone.test(entry.service()));
        entries = List.copyOf(changed);
    }

    List<T> all() {
        List<Entry<T>> now = entries;
        List<T> services = new ArrayList<>(now.size());
        for (Entry<T> entry : now) {
            services.add(entry.service());
        }
        return services;
    }
}
