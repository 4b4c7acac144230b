package dev.isaac.marketplace.internal.plan;

import dev.isaac.marketplace.internal.state.PluginRecord;
import java.util.List;

/**
 * What a change does to what runs in this process.
 *
 * @param restarted the plugins that stop for a moment because one that they use changes
 * @param bundles the symbolic names of the bundles that are refreshed, sorted
 * @param services the interfaces of the services that go, or are gone for a moment, sorted
 */
public record Impact(List<PluginRecord> restarted, List<String> bundles, List<String> services) {

    public Impact {
        restarted = List.copyOf(restarted);
        bundles = List.copyOf(bundles);
        services = List.copyOf(services);
    }
}
