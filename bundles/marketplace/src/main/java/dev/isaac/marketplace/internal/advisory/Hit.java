package dev.isaac.marketplace.internal.advisory;

import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.PluginAdvisory;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.trust.advisory.Advisory;
import dev.isaac.trust.advisory.Advisory.OfPlugin;
import dev.isaac.trust.advisory.Advisory.Severity;
import java.util.Optional;

/**
 * An advisory that concerns a version of a plugin.
 *
 * @param plugin the plugin
 * @param version the version
 * @param advisory the advisory
 */
public record Hit(PluginId plugin, PluginVersion version, Advisory advisory) {

    private static final String CODE = "advisory.blocked";

    /** Whether the version may not be installed. */
    public boolean forbidsInstallation() {
        return advisory.severity().compareTo(Severity.HIGH) >= 0;
    }

    /** Whether the version may not run, although it is installed. */
    public boolean forbidsStart() {
        return advisory.severity() == Severity.CRITICAL;
    }

    /** For people and programs. */
    public PluginAdvisory shown() {
        return new PluginAdvisory(advisory.id(), advisory.severity().word(), advisory.reason(), fixed());
    }

    /** A range that ends before a version says by this that the version is sound. */
    private Optional<PluginVersion> fixed() {
        if (!(advisory.subject() instanceof OfPlugin versions)
                || versions.range().ceilingIncluded()) {
            return Optional.empty();
        }
        return versions.range()
                .ceiling()
                .map(end -> new PluginVersion(end.major(), end.minor(), end.micro(), end.qualifier()));
    }

    /** Why the version is not installed. */
    public Fault refusal() {
        return fault("is refused")
                .hint("Nothing was changed, and nothing overrides this; marketplace versions " + plugin
                        + " lists other versions.");
    }

    /** Why the version does not run. */
    public Fault block() {
        return fault("may not run")
                .hint("marketplace update " + plugin + " takes a version without it; marketplace uninstall " + plugin
                        + " removes it.");
    }

    private Fault fault(String verdict) {
        return Fault.of(
                        FaultKind.VERIFICATION,
                        CODE,
                        plugin + " " + version + " " + verdict + ": " + shown().line() + ".")
                .detail("plugin", plugin.value())
                .detail("advisory", advisory.id())
                .detail("severity", advisory.severity().word());
    }
}
