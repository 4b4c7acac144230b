package dev.isaac.marketplace.internal.plan;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PlannedChange;
import dev.isaac.marketplace.PlannedChange.Action;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.PluginSummary;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.Release.ProvidedCommand;
import dev.isaac.marketplace.internal.advisory.Hit;
import dev.isaac.marketplace.internal.advisory.Warnings;
import dev.isaac.marketplace.internal.catalog.Catalogs;
import dev.isaac.marketplace.internal.policy.Policy;
import dev.isaac.marketplace.internal.registry.Registry;
import dev.isaac.marketplace.internal.registry.Registry.Freshness;
import dev.isaac.marketplace.internal.resolve.Resolver;
import dev.isaac.marketplace.internal.resolve.Resolver.Choice;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.SignerKey;
import dev.isaac.marketplace.internal.state.State;
import dev.isaac.marketplace.internal.verify.HostView;
import dev.isaac.marketplace.internal.verify.PluginVerifier;
import dev.isaac.trust.author.AuthorKey;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.permission.Permissions;
import dev.isaac.trust.tuf.TargetFile;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes plans. Everything but the jars themselves is fetched and verified here, so that a plan names what will run. */
public final class Planner {

    private final Catalogs catalogs;
    private final Policy policy;
    private final Warnings warnings;
    private final RunningPlugins runtime;
    private final Repairs repairs;

    /** Over what the registries offer and warn of, what runs, and what is known of the state of installed plugins. */
    public Planner(Catalogs catalogs, Policy policy, Warnings warnings, RunningPlugins runtime, Soundness soundness) {
        this.warnings = warnings;
        this.catalogs = catalogs;
        this.policy = policy;
        this.runtime = runtime;
        this.repairs = new Repairs(catalogs, soundness);
    }

    /** Works out what a request means for a state. */
    public InstallPlan plan(PlanRequest request, State state, Progress progress) throws CommandException {
        if (request instanceof PlanRequest.Install install) {
            return install(install.plugins(), false, true, state, progress);
        }
        if (request instanceof PlanRequest.Update update) {
            List<PluginId> ids =
                    update.plugins().isEmpty() ? List.copyOf(state.plugins().keySet()) : update.plugins();
            for (PluginId id : ids) {
                requireInstalled(id, state);
            }
            return install(
                    ids.stream()
                            .map(id -> new PluginSelector(id, Optional.empty()))
                            .toList(),
                    true,
                    !update.plugins().isEmpty(),
                    state,
                    progress);
        }
        return uninstall((PlanRequest.Uninstall) request, state);
    }

    /**
     * Plans an installation or update.
     *
     * @param newest whether newer versions take the place of those that are there
     * @param named whether somebody named the plugins; when all are meant, one that cannot be repaired does not hold up
     *     the others
     */
    private InstallPlan install(
            List<PluginSelector> wanted, boolean newest, boolean named, State state, Progress progress)
            throws CommandException {
        for (PluginSelector selector : wanted) {
            if (state.plugin(selector.id()).isEmpty()
                    && catalogs.releases(selector.id(), Freshness.CHANGE, progress)
                            .isEmpty()) {
                throw catalogs.notFound(selector.id());
            }
        }
        Resolver resolver = new Resolver(
                state,
                source(progress),
                new Resolver.Host(Runtime.version().feature(), HostView.api()),
                wanted,
                newest);
        Map<PluginId, Artifact> artifacts = new HashMap<>();
        Map<PluginId, String> expected = new HashMap<>();
        List<PlannedChange> changes = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> warned = new ArrayList<>();
        Set<PluginId> asked = new HashSet<>();
        wanted.forEach(selector -> asked.add(selector.id()));
        for (Choice choice : resolver.resolve()) {
            Optional<PluginRecord> present = state.plugin(choice.id());
            Optional<Release> coming = choice.release();
            if (coming.isEmpty() && present.isPresent()) {
                coming = repair(present.get(), named, progress);
            }
            if (coming.isEmpty()) {
                noteNewer(choice, newest, asked, progress, notes);
                continue;
            }
            Release release = coming.get();
            requireSameRegistry(release, present);
            Artifact artifact = artifact(release, progress);
            hold(artifact, warned);
            artifacts.put(choice.id(), artifact);
            present.ifPresent(plugin -> expected.put(plugin.id(), plugin.sha256()));
            changes.add(change(choice, artifact, present, asked.contains(choice.id())));
        }
        return finish(changes, notes, warned, false, artifacts, expected);
    }

    private Resolver.Source source(Progress progress) {
        return new Resolver.Source() {
            @Override
            public List<Release> releases(PluginId id) throws CommandException {
                return catalogs.releases(id, Freshness.CHANGE, progress);
            }

            @Override
            public Optional<Hit> hit(Release release) throws CommandException {
                return warnings.of(release).stream().findFirst();
            }

            @Override
            public Optional<Hit> hit(PluginRecord present) throws CommandException {
                return warnings.of(present).stream().findFirst();
            }
        };
    }

    /** Holds a release against the advisories, now that it is known who signed it. */
    private void hold(Artifact artifact, List<String> warned) throws CommandException {
        for (Hit hit : warnings.of(artifact.release(), artifact.signer().keyId())) {
            if (hit.forbidsInstallation()) {
                throw hit.refusal().exception();
            }
            warned.add(hit.plugin() + " " + hit.version() + ": " + hit.shown().line());
        }
    }

    private Optional<Release> repair(PluginRecord plugin, boolean named, Progress progress) throws CommandException {
        try {
            Optional<Fault> block = warnings.block(plugin);
            if (block.isPresent()) {
                throw block.get().exception();
            }
            return repairs.release(plugin, progress);
        } catch (CommandException e) {
            if (named) {
                throw e;
            }
            progress.warn(e.fault().message());
            return Optional.empty();
        }
    }

    private void noteNewer(Choice choice, boolean newest, Set<PluginId> asked, Progress progress, List<String> notes)
            throws CommandException {
        if (newest || !asked.contains(choice.id())) {
            return;
        }
        Optional<Release> newer = catalogs.releases(choice.id(), Freshness.BROWSE, progress).stream()
                .filter(Release::isStable)
                .filter(release -> release.version().compareTo(choice.version()) > 0)
                .findFirst();
        notes.add(newer.map(release -> choice.id() + " " + choice.version() + " is installed; version "
                        + release.version() + " is available: marketplace update " + choice.id())
                .orElse(choice.id() + " " + choice.version() + " is installed already."));
    }

    private static void requireSameRegistry(Release release, Optional<PluginRecord> present) throws CommandException {
        if (present.isPresent() && !present.get().registry().equals(release.registry())) {
            throw Fault.of(
                            FaultKind.REFUSED,
                            "plugin.other-registry",
                            release.id() + " was installed from registry '"
                                    + present.get().registry() + "', and '" + release.registry()
                                    + "' offers it now.")
                    .hint("If that is intended, uninstall it and install it again; its data stays.")
                    .exception();
        }
    }

    private Artifact artifact(Release release, Progress progress) throws CommandException {
        Optional<Fault> refusal = policy.plugin(release.id(), release.publisher());
        if (refusal.isPresent()) {
            throw refusal.get().exception();
        }
        Registry registry = catalogs.registry(release.registry());
        Optional<Claim> claim = registry.owner(release.id(), progress);
        byte[] envelope = statement(release, registry, progress);
        AuthorKey signer = PluginVerifier.verifyStatement(release, envelope, claim);
        TargetFile jar = registry.find(release.file(), progress).orElseThrow(() -> Fault.of(
                        FaultKind.VERIFICATION,
                        "plugin.file-missing",
                        "Registry '" + release.registry() + "' lists " + release.id() + " " + release.version()
                                + ", but not its file.")
                .hint("Tell its operator.")
                .exception());
        boolean same = jar.length() == release.length()
                && jar.sha256().map(release.sha256()::equals).orElse(true);
        if (!same) {
            throw Fault.of(
                            FaultKind.VERIFICATION,
                            "plugin.tampered",
                            "Registry '" + release.registry() + "' has another file of " + release.id() + " "
                                    + release.version() + " than its author signed.")
                    .hint("Nothing was changed; tell its operator.")
                    .exception();
        }
        String summary = catalogs.summary(release.id(), release.registry(), progress)
                .map(PluginSummary::summary)
                .orElse("");
        SignerKey key = new SignerKey(
                signer.keyId(),
                signer.algorithm().id(),
                Base64.getEncoder().encodeToString(signer.key().spki()));
        return new Artifact(release, registry, jar, envelope, key, summary);
    }

    private static byte[] statement(Release release, Registry registry, Progress progress) throws CommandException {
        Optional<TargetFile> file =
                release.statement().isEmpty() ? Optional.empty() : registry.find(release.statement(), progress);
        if (file.isEmpty()) {
            throw PluginVerifier.unsigned(release).exception();
        }
        return registry.document(file.get(), progress).orElseThrow(() -> Fault.of(
                        FaultKind.VERIFICATION,
                        "plugin.statement-missing",
                        "The author's statement of " + release.id() + " " + release.version() + " is not in registry '"
                                + release.registry() + "', which lists it.")
                .hint("Nothing was changed; tell the operator of the registry.")
                .exception());
    }

    private static PlannedChange change(
            Choice choice, Artifact artifact, Optional<PluginRecord> present, boolean asked) {
        Release release = artifact.release();
        List<String> added = Permissions.beyond(
                release.permissions(), present.map(PluginRecord::permissions).orElse(List.of()));
        List<String> known = present.map(PluginRecord::flags).orElse(List.of());
        List<String> flags =
                release.flags().stream().filter(flag -> !known.contains(flag)).toList();
        Action action = choice.release().isEmpty() ? Action.REPAIR : present.isPresent() ? Action.UPDATE : Action.ADD;
        return new PlannedChange(
                action,
                release.id(),
                present.map(PluginRecord::version),
                Optional.of(release.version()),
                asked ? "you asked for it" : choice.reason(),
                asked,
                release.registry(),
                release.publisher(),
                artifact.signer().keyId(),
                present.map(plugin -> plugin.signer().keyId()),
                release.sha256(),
                release.length(),
                release.permissions(),
                added,
                release.flags(),
                flags,
                release.commands().stream().map(ProvidedCommand::name).toList());
    }

    private InstallPlan uninstall(PlanRequest.Uninstall request, State state) throws CommandException {
        Set<PluginId> going = new TreeSet<>(request.plugins());
        List<PlannedChange> changes = new ArrayList<>();
        Map<PluginId, String> expected = new HashMap<>();
        List<String> notes = new ArrayList<>();
        for (PluginId id : going) {
            PluginRecord plugin = requireInstalled(id, state);
            requireUnneeded(id, going, state);
            expected.put(id, plugin.sha256());
            changes.add(new PlannedChange(
                    Action.REMOVE,
                    id,
                    Optional.of(plugin.version()),
                    Optional.empty(),
                    "you asked for it",
                    true,
                    plugin.registry(),
                    plugin.publisher(),
                    plugin.signer().keyId(),
                    Optional.of(plugin.signer().keyId()),
                    plugin.sha256(),
                    plugin.length(),
                    plugin.permissions(),
                    List.of(),
                    plugin.flags(),
                    List.of(),
                    plugin.commands()));
            noteOrphans(plugin, going, state, notes);
        }
        return finish(changes, notes, List.of(), request.purge(), Map.of(), expected);
    }

    private static void requireUnneeded(PluginId id, Set<PluginId> going, State state) throws CommandException {
        List<PluginRecord> needing = state.dependents(id).stream()
                .filter(other -> !going.contains(other.id()))
                .toList();
        if (!needing.isEmpty()) {
            String names = String.join(
                    ", ", needing.stream().map(other -> other.id().value()).toList());
            throw Fault.of(FaultKind.CONFLICT, "plugin.needed", id + " is needed by " + names + ".")
                    .hint("Uninstall " + names + ", too, or keep " + id + ".")
                    .detail(
                            "needed_by",
                            needing.stream().map(other -> other.id().value()).toList())
                    .exception();
        }
    }

    private static void noteOrphans(PluginRecord plugin, Set<PluginId> going, State state, List<String> notes) {
        plugin.requires().forEach(need -> state.plugin(need.plugin())
                .filter(other -> !other.requested() && !going.contains(other.id()))
                .filter(other -> state.dependents(other.id()).stream().allMatch(user -> going.contains(user.id())))
                .ifPresent(other -> notes.add("Nothing needs " + other.id() + " any more; marketplace uninstall "
                        + other.id() + " removes it.")));
    }

    private static PluginRecord requireInstalled(PluginId id, State state) throws CommandException {
        return state.plugin(id).orElseThrow(() -> Fault.of(
                        FaultKind.NOT_FOUND, "plugin.not-installed", "Plugin " + id + " is not installed.")
                .hint("marketplace list shows what is.")
                .exception());
    }

    private InstallPlan finish(
            List<PlannedChange> changes,
            List<String> notes,
            List<String> warned,
            boolean purge,
            Map<PluginId, Artifact> artifacts,
            Map<PluginId, String> expected) {
        List<PluginId> changing = changes.stream()
                .filter(change -> change.action() != Action.ADD)
                .map(PlannedChange::id)
                .toList();
        List<PluginRecord> restarted = runtime.interruptedBy(changing);
        Set<String> interrupted = new TreeSet<>();
        changing.forEach(id -> runtime.runningPlugin(id).ifPresent(entry -> interrupted.addAll(entry.commands())));
        restarted.forEach(entry -> interrupted.addAll(entry.commands()));
        return new VerifiedPlan(
                changes,
                notes,
                warned,
                restarted.stream().map(PluginRecord::id).sorted().toList(),
                List.copyOf(interrupted),
                purge,
                artifacts,
                expected);
    }
}
