package dev.isaac.signing.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may sign a role, and how many of them must.
 *
 * @param keyIds the ids of the keys
 * @param threshold how many distinct ones must sign
 */
record Authority(Set<String> keyIds, int threshold) {

    Authority {
        keyIds = Set.copyOf(keyIds);
    }

    /** Reads {@code keyids} and {@code threshold}. */
    static Authority of(Map<String, Object> role) {
        List<String> ids = Bodies.strings(role, "keyids");
        return new Authority(new LinkedHashSet<>(ids), (int) Bodies.integer(role, "threshold"));
    }

    /** How many signatures are still missing when these keys have signed. */
    int missing(Set<String> signed) {
        long count = signed.stream().filter(keyIds::contains).count();
        return (int) Math.max(0, threshold - count);
    }
}
