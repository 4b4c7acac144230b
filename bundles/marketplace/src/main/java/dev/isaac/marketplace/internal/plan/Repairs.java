package dev.isaac.marketplace.internal.plan;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.internal.catalog.Catalogs;
import dev.isaac.marketplace.internal.registry.Registry.Freshness;
import dev.isaac.marketplace.internal.state.PluginRecord;
import java.util.Optional;

/** Finds where exactly the bytes of an installed plugin can be had again. */
final class Repairs {

    private final Catalogs catalogs;
    private final Soundness soundness;

    Repairs(Catalogs catalogs, Soundness soundness) {
        this.catalogs = catalogs;
        this.soundness = soundness;
    }

    /**
     * The release that repairs a plugin; empty when it is sound.
     *
     * @throws CommandException {@code plugin.not-repairable} when its registry does not offer the very bytes that were
     *     installed, or what asking it gave
     */
    Optional<Release> release(PluginRecord plugin, Progress progress) throws CommandException {
        Optional<Fault> problem = soundness.problem(plugin);
        if (problem.isEmpty()) {
            return Optional.empty();
        }
        Optional<Release> offered = catalogs.releases(plugin.id(), Freshness.CHANGE, progress).stream()
                .filter(release -> release.version().equals(plugin.version()))
                .findFirst();
        if (offered.isEmpty()) {
            throw notRepairable(plugin, problem.get(), "does not offer this version any more");
        }
        if (!offered.get().sha256().equals(plugin.sha256())) {
            throw notRepairable(plugin, problem.get(), "offers other bytes under this version");
        }
        if (offered.get().yanked().isPresent()) {
            throw notRepairable(plugin, problem.get(), "has withdrawn this version");
        }
        return offered;
    }

    private static CommandException notRepairable(PluginRecord plugin, Fault problem, String why) {
        return Fault.of(
                        FaultKind.UNAVAILABLE,
                        "plugin.not-repairable",
                        plugin.id() + " " + plugin.version() + " is blocked (" + problem.code()
                                + ") and cannot be repaired: registry '" + plugin.registry() + "' " + why + ".")
                .hint("marketplace update " + plugin.id() + " takes a newer version; or uninstall it and install what"
                        + " there is. Its data stays.")
                .detail("problem", problem.code())
                .exception();
    }
}
