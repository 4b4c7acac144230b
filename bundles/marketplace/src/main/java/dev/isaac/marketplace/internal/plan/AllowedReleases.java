package dev.isaac.marketplace.internal.plan;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.internal.advisory.Hit;
import dev.isaac.marketplace.internal.advisory.Warnings;
import dev.isaac.marketplace.internal.catalog.Catalogs;
import dev.isaac.marketplace.internal.policy.Policy;
import dev.isaac.marketplace.internal.policy.Span;
import dev.isaac.marketplace.internal.registry.Registry.Freshness;
import dev.isaac.marketplace.internal.resolve.Resolver;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.State;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the registries offer for one plan, without what may not be chosen: what the policy refuses; for an installed plugin,
 * what is not of the registry that it came from; and a version that takes the place of an installed one and is not as old as
 * the policy says, unless somebody named that version or it is without an advisory that concerns the installed one.
 */
final class AllowedReleases implements Resolver.Source {

    private final Catalogs catalogs;
    private final Warnings warnings;
    private final Policy policy;
    private final State state;
    private final Wanted wanted;
    private final Instant now;
    private final Progress progress;
    private final Map<PluginId, String> passedOver = new TreeMap<>();

    /** For one plan; ages are measured to {@code now}. */
    AllowedReleases(
            Catalogs catalogs,
            Warnings warnings,
            Policy policy,
            State state,
            Wanted wanted,
            Instant now,
            Progress progress) {
        this.catalogs = catalogs;
        this.warnings = warnings;
        this.policy = policy;
        this.state = state;
        this.wanted = wanted;
        this.now = now;
        this.progress = progress;
    }

    @Override
    public List<Release> releases(PluginId id) throws CommandException {
        List<Release> offered = catalogs.releases(id, Freshness.CHANGE, progress);
        Optional<PluginRecord> present = state.plugin(id);
        if (offered.isEmpty()) {
            return offered;
        }
        String registry = offered.get(0).registry();
        if (present.isPresent() && !registry.equals(present.get().registry())) {
            Fault refusal = otherRegistry(present.get(), registry);
            if (wanted.isNamed(id)) {
                throw refusal.exception();
            }
            progress.warn(refusal.message());
            return List.of();
        }
        List<Release> permitted = permitted(offered, present);
        return present.isPresent() ? old(permitted, present.get()) : permitted;
    }

    @Override
    public boolean isFollowed(Release release) {
        return wanted.isFollowed(release);
    }

    /** Refuses where nothing is left of what somebody named, or of what another plugin needs. */
    private List<Release> permitted(List<Release> offered, Optional<PluginRecord> present) throws CommandException {
        List<Release> permitted = new ArrayList<>();
        Optional<Fault> first = Optional.empty();
        for (Release release : offered) {
            Optional<Fault> refusal = policy.release(release);
            if (refusal.isEmpty()) {
                permitted.add(release);
                continue;
            }
            if (wanted.isExact(release)) {
                throw refusal.get().exception();
            }
            if (isFollowed(release) && first.isEmpty()) {
                first = refusal;
                boolean better = permitted.stream().noneMatch(this::isFollowed)
                        && present.filter(plugin -> plugin.version().compareTo(release.version()) >= 0)
                                .isEmpty();
                if (better) {
                    passedOver.put(
                            release.id(),
                            refusal.get().message() + " " + refusal.get().hint());
                }
            }
        }
        if (permitted.isEmpty() && first.isPresent() && present.isEmpty()) {
            throw first.get().exception();
        }
        return permitted;
    }

    private List<Release> old(List<Release> offered, PluginRecord present) throws CommandException {
        List<Release> old = new ArrayList<>();
        for (Release release : offered) {
            boolean newer = release.version().compareTo(present.version()) > 0;
            if (!newer || wanted.isExact(release) || isOld(release, present)) {
                old.add(release);
            }
        }
        return old;
    }

    private boolean isOld(Release release, PluginRecord present) throws CommandException {
        boolean confirmed = catalogs.registry(release.registry()).isConfirmed(release.publisher(), progress);
        Optional<Policy.Wait> wait = policy.cooldown(confirmed);
        if (wait.isEmpty() || isFix(release, present)) {
            return true;
        }
        Optional<Instant> ripe =
                published(release).map(instant -> instant.plus(wait.get().age()));
        if (ripe.isPresent() && !now.isBefore(ripe.get())) {
            return true;
        }
        if (isFollowed(release)) {
            passedOver.putIfAbsent(release.id(), sentence(release, wait.get(), ripe));
        }
        return false;
    }

    /** Whether an advisory concerns what is installed, and not what is offered. */
    private boolean isFix(Release release, PluginRecord present) throws CommandException {
        List<Hit> offered = warnings.of(release);
        return warnings.of(present).stream().anyMatch(hit -> offered.stream()
                .noneMatch(other -> other.advisory().equals(hit.advisory())));
    }

    private static Optional<Instant> published(Release release) {
        try {
            return Optional.of(Instant.parse(release.published()));
        } catch (DateTimeException e) {
            return Optional.empty(); // nobody knows how old it is, so it is not old enough
        }
    }

    private static String sentence(Release release, Policy.Wait wait, Optional<Instant> ripe) {
        return release.id() + " " + release.version() + " waits"
                + ripe.map(when -> " until " + when).orElse("") + ": a new version is not taken before it is "
                + Span.text(wait.age()) + " old (rule " + wait.rule() + " in " + wait.file() + "); marketplace install "
                + release.id() + "@" + release.version() + " takes it now.";
    }

    /** Sentences about newer versions of plugins that have to wait or are refused. */
    List<String> passedOver(Collection<PluginId> plugins) {
        return passedOver.entrySet().stream()
                .filter(entry -> plugins.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Fault otherRegistry(PluginRecord present, String registry) {
        return Fault.of(
                        FaultKind.REFUSED,
                        "plugin.other-registry",
                        present.id() + " was installed from registry '" + present.registry() + "', and '" + registry
                                + "' offers it now.")
                .hint("If that is intended, uninstall it and install it again; its data stays.");
    }

    @Override
    public Optional<Hit> hit(Release release) throws CommandException {
        return warnings.of(release).stream().findFirst();
    }

    @Override
    public Optional<Hit> hit(PluginRecord present) throws CommandException {
        return warnings.of(present).stream().findFirst();
    }
}
