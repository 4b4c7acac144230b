package dev.isaac.testing.plugins;

import dev.isaac.testing.plugins.changing.Waiter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The plugin that is changed while its commands run, in the versions 1.0.0 and 1.1.0. */
record WaiterPlugin(PublishedPlugin published) {

    static WaiterPlugin publish(Path folder) throws Exception {
        String name = Waiter.class.getName();
        return new WaiterPlugin(PublishedPlugin.publish(
                folder,
                "waiter",
                List.of("1.0.0", "1.1.0"),
                List.of(name, name + "$Body", name + "$Waiting", name + "$Answer"),
                Map.of(
                        "Bundle-Activator",
                        name,
                        "Import-Package",
                        "org.osgi.framework,dev.isaac.command,dev.isaac.marketplace",
                        "Isaac-Permissions",
                        "framework,service:dev.isaac.marketplace.Marketplace"),
                Map.of()));
    }

    /** The line that adds its registry. */
    String add() {
        return published.add("waiting");
    }
}
