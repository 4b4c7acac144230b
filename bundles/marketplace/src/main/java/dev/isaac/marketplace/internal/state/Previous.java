package dev.isaac.marketplace.internal.state;

import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The versions of installed plugins that were there before, as far as they are kept for a way back. */
public final class Previous {

    /** How many versions of a plugin are kept beside the one that is installed. */
    private static final int KEPT = 2;

    private final State now;
    private final List<State> before;

    /**
     * Over the states of a home.
     *
     * @param before the newest first
     */
    public Previous(State now, Collection<State> before) {
        this.now = now;
        this.before = List.copyOf(before);
    }

    /** The version that a plugin had before the one that it has now; also of one that is not installed any more. */
    public Optional<PluginRecord> of(PluginId id) {
        return all(id).stream().findFirst();
    }

    /** The versions of a plugin that was not uninstalled since, the latest first. */
    List<PluginRecord> all(PluginId id) {
        Optional<PluginRecord> present = now.plugin(id);
        if (present.isEmpty()) {
            return List.of();
        }
        List<PluginRecord> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        seen.add(present.get().sha256());
        for (State state : before) {
            Optional<PluginRecord> record = state.plugin(id);
            if (record.isEmpty() || found.size() == KEPT) {
                break; // before that it was not there: what came before went with it
            }
            if (seen.add(record.get().sha256())) {
                found.add(record.get());
            }
        }
        return found;
    }

    /** Digests of everything in the store that belongs to these versions. */
    public Set<String> digests() {
        Set<String> digests = new HashSet<>();
        for (PluginId id : now.plugins().keySet()) {
            for (PluginRecord record : all(id)) {
                digests.add(record.sha256());
                digests.add(record.statement());
            }
        }
        return digests;
    }

    /** The versions of a plugin that are kept. */
    public Set<PluginVersion> versions(PluginId id) {
        Set<PluginVersion> versions = new HashSet<>();
        all(id).forEach(record -> versions.add(record.version()));
        return versions;
    }
}
