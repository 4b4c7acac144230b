package dev.isaac.marketplace.internal.plan;

import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.Release;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a plan is asked for.
 *
 * @param plugins the plugins, some with a version
 * @param named whether somebody named them; when all that are installed are meant, one that cannot have what was asked for does
 *     not hold up the others
 * @param channel a channel whose versions are taken for them, too
 */
record Wanted(List<PluginSelector> plugins, boolean named, Optional<String> channel) {

    Wanted {
        plugins = List.copyOf(plugins);
        Objects.requireNonNull(channel);
    }

    private Optional<PluginSelector> selector(PluginId id) {
        return plugins.stream().filter(selector -> selector.id().equals(id)).findFirst();
    }

    /** Whether somebody named the plugin. */
    boolean isNamed(PluginId id) {
        return named && selector(id).isPresent();
    }

    /** Whether somebody named this very version. */
    boolean isExact(Release release) {
        return named
                && selector(release.id())
                        .flatMap(PluginSelector::version)
                        .filter(release.version()::equals)
                        .isPresent();
    }

    /** Whether a version may be chosen that nobody named. */
    boolean isFollowed(Release release) {
        boolean channelled = release.yanked().isEmpty()
                && channel.filter(release.channel()::equals).isPresent()
                && selector(release.id()).isPresent();
        return release.isStable() || channelled;
    }
}
