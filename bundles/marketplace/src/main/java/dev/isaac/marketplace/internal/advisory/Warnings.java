package dev.isaac.marketplace.internal.advisory;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.marketplace.PluginAdvisory;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.internal.registry.KeptAdvisories;
import dev.isaac.marketplace.internal.state.Needs;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.State;
import dev.isaac.trust.advisory.Advisories;
import dev.isaac.trust.advisory.Advisory;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds releases and installed plugins against the advisories that were last verified. Never asks a registry. Thread-safe. */
public final class Warnings {

    /** Before its statement was read, nobody knows who signed a release. */
    private static final String UNKNOWN_SIGNER = "";

    private final KeptAdvisories kept;

    /** Over what is kept. */
    public Warnings(KeptAdvisories kept) {
        this.kept = kept;
    }

    /** What concerns a release as its index describes it, the gravest first; advisories about keys do not count yet. */
    public List<Hit> of(Release release) throws CommandException {
        return of(release, UNKNOWN_SIGNER);
    }

    /** What concerns a release that a key signed, the gravest first. */
    public List<Hit> of(Release release, String signer) throws CommandException {
        return hits(release.registry(), release.id(), release.version(), release.sha256(), signer, release.published());
    }

    /** What concerns an installed plugin, the gravest first. */
    public List<Hit> of(PluginRecord plugin) throws CommandException {
        return hits(
                plugin.registry(),
                plugin.id(),
                plugin.version(),
                plugin.sha256(),
                plugin.signer().keyId(),
                plugin.published());
    }

    /** Why an installed plugin may not run; empty when it may. */
    public Optional<Fault> block(PluginRecord plugin) {
        try {
            return of(plugin).stream().filter(Hit::forbidsStart).findFirst().map(Hit::block);
        } catch (CommandException e) {
            return Optional.of(e.fault());
        }
    }

    /** Why installed plugins may not run, by plugin; also those that need one that may not. */
    public Map<PluginId, Fault> blocks(State state) {
        Map<PluginId, Fault> blocks = new TreeMap<>();
        for (PluginRecord plugin : state.plugins().values()) {
            block(plugin).ifPresent(fault -> blocks.put(plugin.id(), fault));
        }
        Needs.close(state, blocks);
        return blocks;
    }

    /** What concerns an installed plugin, to be shown; nothing where that is not known, which blocks the plugin. */
    public List<PluginAdvisory> shown(PluginRecord plugin) {
        try {
            return of(plugin).stream().map(Hit::shown).toList();
        } catch (CommandException e) {
            return List.of();
        }
    }

    /** Counts how often they became others. */
    public long changes() {
        return kept.changes();
    }

    private List<Hit> hits(
            String registry, PluginId id, PluginVersion version, String sha256, String signer, String published)
            throws CommandException {
        Advisories advisories = kept.of(registry);
        if (advisories.all().isEmpty()) {
            return List.of();
        }
        Advisory.Release release = new Advisory.Release(
                id.value(),
                new dev.isaac.trust.advisory.PluginVersion(
                        version.major(), version.minor(), version.micro(), version.qualifier()),
                sha256,
                signer,
                instant(published));
        return advisories.concerning(release).stream()
                .map(advisory -> new Hit(id, version, advisory))
                .toList();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty(); // unknown, so that a warning with a date holds
        }
    }
}
