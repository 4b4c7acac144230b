package dev.isaac.marketplace;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What somebody wants changed. */
public sealed interface PlanRequest {

    /**
     * Have these plugins, and what they need.
     *
     * @param plugins at least one
     * @param channel a channel whose versions are taken for them, too, such as {@code beta}; empty: stable versions only
     */
    record Install(List<PluginSelector> plugins, Optional<String> channel) implements PlanRequest {
        public Install {
            plugins = List.copyOf(plugins);
            Objects.requireNonNull(channel);
        }

        /** Stable versions. */
        public Install(List<PluginSelector> plugins) {
            this(plugins, Optional.empty());
        }
    }

    /**
     * Have plugins of a package, and what they need, without asking any registry: a package was made by {@code registry
     * mirror --package}, and is verified like its registry itself.
     *
     * @param file the package
     * @param plugins which; empty: those that it was made for
     * @param channel a channel whose versions are taken for them, too; empty: stable versions only
     */
    record InstallFrom(Path file, List<PluginSelector> plugins, Optional<String> channel) implements PlanRequest {
        public InstallFrom {
            Objects.requireNonNull(file);
            plugins = List.copyOf(plugins);
            Objects.requireNonNull(channel);
        }

        /** Stable versions. */
        public InstallFrom(Path file, List<PluginSelector> plugins) {
            this(file, plugins, Optional.empty());
        }
    }

    /**
     * Have the newest versions that fit together.
     *
     * @param plugins which; empty: all that are installed
     * @param channel a channel whose versions are taken for them, too; empty: stable versions only
     */
    record Update(List<PluginId> plugins, Optional<String> channel) implements PlanRequest {
        public Update {
            plugins = List.copyOf(plugins);
            Objects.requireNonNull(channel);
        }

        /** Stable versions. */
        public Update(List<PluginId> plugins) {
            this(plugins, Optional.empty());
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
