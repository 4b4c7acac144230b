package dev.isaac.marketplace;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What somebody wants changed. */
public sealed interface PlanRequest {

    /**
     * Have these plugins, and what they need.
     *
     * @param plugins at least one
     */
    record Install(List<PluginSelector> plugins) implements PlanRequest {
        public Install {
            plugins = List.copyOf(plugins);
        }
    }

    /**
     * Have plugins of a package, and what they need, without asking any registry: a package was made by {@code registry
     * mirror --package}, and is verified like its registry itself.
     *
     * @param file the package
     * @param plugins which; empty: those that it was made for
     */
    record InstallFrom(Path file, List<PluginSelector> plugins) implements PlanRequest {
        public InstallFrom {
            Objects.requireNonNull(file);
            plugins = List.copyOf(plugins);
        }
    }

    /**
     * Have the newest stable versions that fit together.
     *
     * @param plugins which; empty: all that are installed
     */
    record Update(List<PluginId> plugins) implements PlanRequest {
        public Update {
            plugins = List.copyOf(plugins);
        }
    }

    /**
     * Have these plugins no more.
     *
     * @param plugins at least one
     * @param purge whether their data goes too
     */
    record Uninstall(List<PluginId> plugins, boolean purge) implements PlanRequest {
        public Uninstall {
            plugins = List.copyOf(plugins);
        }
    }

    /**
     * Have the version of a plugin that was there before the one that is there now.
     *
     * @param plugin an installed plugin
     */
    record Rollback(PluginId plugin) implements PlanRequest {
        public Rollback {
            Objects.requireNonNull(plugin);
        }
    }

    /**
     * Have exactly what a lock lists, no more and no less.
     *
     * @param lock what {@link Marketplace#lock} made, here or elsewhere
     */
    record Sync(PluginLock lock) implements PlanRequest {
        public Sync {
            Objects.requireNonNull(lock);
        }
    }
}
