package dev.isaac.marketplace;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import java.util.Objects;
import java.util.Optional;

/**
 * What a user names: a plugin, and perhaps one version of it.
 *
 * @param id the plugin
 * @param version the version; empty: the newest that fits
 */
public record PluginSelector(PluginId id, Optional<PluginVersion> version) {

    public PluginSelector {
        Objects.requireNonNull(id);
        Objects.requireNonNull(version);
    }

    /**
     * Parses {@code ID} or {@code ID@VERSION}.
     *
     * @throws CommandException {@code plugin.bad-name} or {@code plugin.bad-version}
     */
    public static PluginSelector parse(String text) throws CommandException {
        int at = text.indexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        if (!PluginId.isValid(name)) {
            throw Fault.of(FaultKind.USAGE, "plugin.bad-name", "'" + name + "' is not the name of a plugin.")
                    .hint("Names are lower-case letters and digits joined by '-' or '.', for example git-helpers.")
                    .exception();
        }
        if (at < 0) {
            return new PluginSelector(PluginId.of(name), Optional.empty());
        }
        try {
            return new PluginSelector(PluginId.of(name), Optional.of(PluginVersion.parse(text.substring(at + 1))));
        } catch (IllegalArgumentException e) {
            throw Fault.of(FaultKind.USAGE, "plugin.bad-version", "'" + text.substring(at + 1) + "' is not a version.")
                    .hint("A version looks like 1.2.3; marketplace versions " + name + " lists those there are.")
                    .exception(e);
        }
    }

    @Override
    public String toString() {
        return version.map(v -> id + "@" + v).orElse(id.value());
    }
}
