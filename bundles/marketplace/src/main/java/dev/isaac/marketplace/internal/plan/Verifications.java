package dev.isaac.marketplace.internal.plan;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.Verification;
import dev.isaac.marketplace.internal.advisory.Warnings;
import dev.isaac.marketplace.internal.catalog.Catalogs;
import dev.isaac.marketplace.internal.registry.Registry.Freshness;
import dev.isaac.marketplace.internal.state.PluginRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks installed plugins again: the stored bytes against what was recorded, the record against what its registry signs today,
 * and both against the advisories. A registry that cannot be asked is told, and is no proof of anything.
 */
public final class Verifications {

    private final Catalogs catalogs;
    private final Artifacts artifacts;
    private final Warnings warnings;
    private final Soundness soundness;
    private final InstalledBytes stored;

    /** Over what the registries offer and warn of, and what is installed. */
    Verifications(
            Catalogs catalogs, Artifacts artifacts, Warnings warnings, Soundness soundness, InstalledBytes stored) {
        this.catalogs = catalogs;
        this.artifacts = artifacts;
        this.warnings = warnings;
        this.soundness = soundness;
        this.stored = stored;
    }

    /** What verifying one plugin shows. */
    public Verification of(PluginRecord plugin, Progress progress) {
        List<String> checks = new ArrayList<>();
        Optional<Fault> problem = Optional.empty();
        try {
            byte[] bytes = stored.read(plugin);
            checks.add("length " + bytes.length + " and SHA-256 " + plugin.sha256() + " as installed");
            checks.add("signed by " + plugin.publisher() + " with key "
                    + plugin.signer().keyId());
            checks.add(held(plugin, progress));
        } catch (CommandException e) {
            problem = Optional.of(e.fault());
        }
        Optional<Fault> block = warnings.block(plugin);
        if (block.isPresent()) {
            problem = block;
        } else if (problem.isEmpty()) {
            checks.add(
                    switch (warnings.shown(plugin).size()) {
                        case 0 -> "no advisory concerns it";
                        case 1 -> "an advisory concerns it, and lets it run";
                        default -> "several advisories concern it, and let it run";
                    });
            problem = soundness.problem(plugin);
        }
        return new Verification(plugin.id(), plugin.version(), checks, problem);
    }

    /** Holds it against the registry that it came from, as that one is now. */
    private String held(PluginRecord plugin, Progress progress) throws CommandException {
        List<Release> releases;
        try {
            releases = catalogs.releases(plugin.id(), Freshness.CHANGE, progress);
        } catch (CommandException e) {
            if (e.fault().kind() == FaultKind.VERIFICATION) {
                throw e;
            }
            return notHeld(plugin, e.fault().message(), progress);
        }
        if (!releases.isEmpty() && !releases.get(0).registry().equals(plugin.registry())) {
            return notHeld(plugin, "Registry '" + releases.get(0).registry() + "' offers its name now.", progress);
        }
        Optional<Release> listed = releases.stream()
                .filter(release -> release.version().equals(plugin.version()))
                .findFirst();
        if (listed.isEmpty()) {
            throw other(plugin, "plugin.not-listed", "does not list it any more")
                    .exception();
        }
        if (!listed.get().sha256().equals(plugin.sha256())) {
            throw other(plugin, "plugin.other-bytes", "lists other bytes under this version")
                    .exception();
        }
        Artifact artifact = artifacts.verified(listed.get(), progress);
        if (!artifact.signer().keyId().equals(plugin.signer().keyId())) {
            throw other(
                            plugin,
                            "plugin.other-signer",
                            "has another signature of it, by key "
                                    + artifact.signer().keyId())
                    .exception();
        }
        Optional<String> reason = listed.get().yanked();
        if (reason.isPresent()) {
            progress.warn(plugin.id() + " " + plugin.version() + " was withdrawn"
                    + (reason.get().isEmpty() ? "" : ": " + reason.get()) + ".");
        }
        return "registry '" + plugin.registry() + "' signs the same today"
                + (reason.isPresent() ? ", and has withdrawn it" : "");
    }

    private static String notHeld(PluginRecord plugin, String why, Progress progress) {
        progress.warn(plugin.id() + " was not held against registry '" + plugin.registry() + "': " + why);
        return "not held against registry '" + plugin.registry() + "'";
    }

    private static Fault other(PluginRecord plugin, String code, String what) {
        return Fault.of(
                        FaultKind.VERIFICATION,
                        code,
                        plugin.id() + " " + plugin.version() + " is as it was installed, but registry '"
                                + plugin.registry() + "' " + what + ".")
                .hint("Ask its operator; marketplace update " + plugin.id() + " takes a newer version, marketplace"
                        + " uninstall " + plugin.id() + " removes it.")
                .detail("plugin", plugin.id().value());
    }
}
