package dev.isaac.marketplace.internal;

import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.HistoryEntry;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.InstalledPlugin.Status;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.NewRegistry;
import dev.isaac.marketplace.Outdated;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginDetails;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginLock;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.PluginSummary;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.RegistryInfo;
import dev.isaac.marketplace.RegistrySource;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.SearchQuery;
import dev.isaac.marketplace.Statistics;
import dev.isaac.marketplace.Verification;
import dev.isaac.marketplace.internal.advisory.Hit;
import dev.isaac.marketplace.internal.advisory.Warnings;
import dev.isaac.marketplace.internal.catalog.Catalogs;
import dev.isaac.marketplace.internal.engine.PluginRuntime;
import dev.isaac.marketplace.internal.install.Engine;
import dev.isaac.marketplace.internal.plan.Verifications;
import dev.isaac.marketplace.internal.plan.VerifiedPlan;
import dev.isaac.marketplace.internal.policy.PolicySource;
import dev.isaac.marketplace.internal.registry.Registries;
import dev.isaac.marketplace.internal.registry.Registry;
import dev.isaac.marketplace.internal.registry.Registry.Freshness;
import dev.isaac.marketplace.internal.registry.RegistryConfig;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.State;
import dev.isaac.marketplace.internal.state.StateFile;
import dev.isaac.trust.tuf.TargetFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The marketplace service: catalogue, planner and engine behind one door. */
final class MarketplaceService implements Marketplace {

    private final Registries registries;
    private final PolicySource policies;
    private final Catalogs catalogs;
    private final Planning planning;
    private final Engine engine;
    private final PluginRuntime runtime;
    private final StateFile stateFile;
    private final Warnings warnings;

    MarketplaceService(
            Registries registries,
            PolicySource policies,
            Catalogs catalogs,
            Planning planning,
            Engine engine,
            PluginRuntime runtime,
            StateFile stateFile,
            Warnings warnings) {
        this.registries = registries;
        this.policies = policies;
        this.catalogs = catalogs;
        this.planning = planning;
        this.engine = engine;
        this.runtime = runtime;
        this.stateFile = stateFile;
        this.warnings = warnings;
    }

    @Override
    public List<RegistryInfo> registries() throws CommandException {
        List<RegistryInfo> infos = new ArrayList<>();
        for (RegistryConfig config : registries.configured()) {
            infos.add(info(config));
        }
        return infos;
    }

    private RegistryInfo info(RegistryConfig config) {
        String digest;
        try {
            digest = registries.open(config).rootDigest();
        } catch (CommandException e) {
            digest = ""; // said so in the contract: a root that cannot be read has no digest
        }
        return new RegistryInfo(config.name(), config.shown(), digest, config.builtIn(), config.plugins());
    }

    @Override
    public RegistrySource source(String name) throws CommandException {
        RegistryConfig config = registries.named(name);
        return new RegistrySource(config.name(), config.location(), config.root());
    }

    @Override
    public RegistryInfo addRegistry(NewRegistry registry, Progress progress) throws CommandException {
        Optional<Fault> refused = policies.now().registry(registry.name());
        if (refused.isPresent()) {
            throw refused.get().exception();
        }
        return info(registries.add(registry, progress));
    }

    @Override
    public void removeRegistry(String name) throws CommandException {
        registries.remove(name);
    }

    @Override
    public List<PluginSummary> search(SearchQuery query, Progress progress) throws CommandException {
        return heeding(progress, () -> withInstalled(catalogs.search(query, progress)));
    }

    @Override
    public Optional<List<PluginSummary>> popular(int limit, Progress progress) throws CommandException {
        return ordered(limit, Statistics::downloads, progress);
    }

    @Override
    public Optional<List<PluginSummary>> trending(int limit, Progress progress) throws CommandException {
        return ordered(limit, Statistics::recent, progress);
    }

    private Optional<List<PluginSummary>> ordered(int limit, ToLongFunction<Statistics> measure, Progress progress)
            throws CommandException {
        Optional<List<PluginSummary>> counted = heeding(progress, () -> catalogs.counted(progress));
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        Comparator<PluginSummary> byCount = Comparator.comparingLong(
                plugin -> measure.applyAsLong(plugin.statistics().orElseThrow()));
        return Optional.of(withInstalled(counted.get().stream()
                .sorted(byCount.reversed().thenComparing(PluginSummary::id))
                .limit(limit)
                .toList()));
    }

    private List<PluginSummary> withInstalled(List<PluginSummary> plugins) throws CommandException {
        State state = stateFile.read();
        return plugins.stream()
                .map(plugin -> plugin.installed(state.plugin(plugin.id()).map(PluginRecord::version)))
                .toList();
    }

    @Override
    public PluginDetails info(PluginSelector selector, Progress progress) throws CommandException {
        List<Release> releases = versions(selector.id(), progress);
        Release release = select(selector, releases);
        Registry registry = catalogs.registry(release.registry());
        PluginSummary summary = catalogs.summary(selector.id(), release.registry(), progress)
                .orElseGet(() -> bare(release))
                .installed(stateFile.read().plugin(selector.id()).map(PluginRecord::version));
        TargetFile file = registry.find(release.file(), progress).orElseThrow(() -> Fault.of(
                        FaultKind.VERIFICATION,
                        "plugin.file-missing",
                        "Registry '" + release.registry() + "' lists " + selector + ", but not its file.")
                .hint("Tell its operator.")
                .exception());
        return new PluginDetails(
                summary,
                release,
                releases.stream().map(Release::version).toList(),
                registry.address(file),
                warnings.of(release).stream().map(Hit::shown).toList());
    }

    private static Release select(PluginSelector selector, List<Release> releases) throws CommandException {
        if (selector.version().isEmpty()) {
            return releases.stream().filter(Release::isStable).findFirst().orElse(releases.get(0));
        }
        PluginVersion version = selector.version().get();
        return releases.stream()
                .filter(release -> release.version().equals(version))
                .findFirst()
                .orElseThrow(() -> Fault.of(
                                FaultKind.NOT_FOUND,
                                "plugin.version-not-found",
                                "There is no version " + version + " of " + selector.id() + ".")
                        .hint("marketplace versions " + selector.id() + " lists those there are.")
                        .exception());
    }

    /** For a plugin that the index has and the catalogue does not list. */
    private static PluginSummary bare(Release release) {
        return new PluginSummary(
                release.id(),
                release.version(),
                release.registry(),
                release.publisher(),
                "",
                "",
                "",
                "",
                "",
                List.of(),
                release.published(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public List<Release> versions(PluginId id, Progress progress) throws CommandException {
        List<Release> releases = heeding(progress, () -> catalogs.releases(id, Freshness.BROWSE, progress));
        if (releases.isEmpty()) {
            throw catalogs.notFound(id);
        }
        return releases;
    }

    @Override
    public List<PluginSummary> known() {
        return catalogs.known();
    }

    @Override
    public List<InstalledPlugin> installed() throws CommandException {
        return stateFile.read().plugins().values().stream().map(this::installed).toList();
    }

    private InstalledPlugin installed(PluginRecord plugin) {
        Optional<PluginRuntime.Running> running = runtime.running(plugin.id());
        Optional<Fault> problem = runtime.problem(plugin.id());
        boolean same = running.map(entry -> entry.plugin().sha256().equals(plugin.sha256()))
                .orElse(false);
        Status status = problem.isPresent() ? Status.BLOCKED : same ? Status.RUNNING : Status.ELSEWHERE;
        return new InstalledPlugin(
                plugin.id(),
                plugin.version(),
                plugin.registry(),
                plugin.publisher(),
                plugin.signer().keyId(),
                plugin.summary(),
                plugin.installed(),
                plugin.requested(),
                plugin.requires(),
                plugin.permissions(),
                plugin.commands(),
                status,
                problem,
                warnings.shown(plugin),
                plugin.pin());
    }

    @Override
    public List<Outdated> outdated(Progress progress) throws CommandException {
        return heeding(progress, () -> newer(progress));
    }

    private List<Outdated> newer(Progress progress) throws CommandException {
        List<Outdated> outdated = new ArrayList<>();
        Map<String, CommandException> failures = new TreeMap<>();
        for (PluginRecord plugin : stateFile.read().plugins().values()) {
            try {
                newer(plugin, progress).ifPresent(outdated::add);
            } catch (CommandException e) {
                failures.putIfAbsent(e.fault().message(), e);
            }
        }
        if (outdated.isEmpty() && !failures.isEmpty()) {
            throw failures.values().iterator().next();
        }
        // One registry that fails does not hide the others, and never looks as if it had nothing newer.
        failures.keySet().forEach(progress::warn);
        return outdated;
    }

    private Optional<Outdated> newer(PluginRecord plugin, Progress progress) throws CommandException {
        for (Release release : catalogs.releases(plugin.id(), Freshness.BROWSE, progress)) {
            boolean newer = release.registry().equals(plugin.registry())
                    && release.isStable()
                    && release.version().compareTo(plugin.version()) > 0;
            if (newer && warnings.of(release).stream().noneMatch(Hit::forbidsInstallation)) {
                return Optional.of(new Outdated(plugin.id(), plugin.version(), release.version(), release.registry()));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Verification> verify(Optional<PluginId> id, Progress progress) throws CommandException {
        State state = stateFile.read();
        if (id.isPresent() && state.plugin(id.get()).isEmpty()) {
            throw Fault.of(FaultKind.NOT_FOUND, "plugin.not-installed", "Plugin " + id.get() + " is not installed.")
                    .hint("marketplace list shows what is.")
                    .exception();
        }
        Verifications verifications = planning.verifications(engine::stored);
        return heeding(progress, () -> state.plugins().values().stream()
                .filter(plugin -> id.isEmpty() || plugin.id().equals(id.get()))
                .map(plugin -> verifications.of(plugin, progress))
                .toList());
    }

    @Override
    public InstallPlan plan(PlanRequest request, Progress progress) throws CommandException {
        return heeding(progress, () -> planning.plan(request, stateFile.read(), progress));
    }

    @FunctionalInterface
    private interface Asking<T> {
        T ask() throws CommandException;
    }

    /** Whatever asks a registry may learn of an advisory, also when it fails for that very reason. */
    private <T> T heeding(Progress progress, Asking<T> asking) throws CommandException {
        try {
            return asking.ask();
        } finally {
            engine.follow(progress);
        }
    }

    @Override
    public List<InstalledPlugin> apply(
            InstallPlan plan, Collection<String> accepted, Progress progress, Cancellation cancellation)
            throws CommandException {
        if (!(plan instanceof VerifiedPlan verified)) {
            throw new IllegalArgumentException("a plan comes from plan()");
        }
        engine.apply(verified, accepted, progress, cancellation);
        List<PluginId> changed =
                verified.changes().stream().map(change -> change.id()).toList();
        return installed().stream()
                .filter(plugin -> changed.contains(plugin.id()))
                .toList();
    }

    @Override
    public void pin(PluginId id, String reason, Progress progress, Cancellation cancellation) throws CommandException {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a pin has a reason");
        }
        engine.pin(id, Optional.of(reason.strip()), progress, cancellation);
    }

    @Override
    public void unpin(PluginId id, Progress progress, Cancellation cancellation) throws CommandException {
        engine.pin(id, Optional.empty(), progress, cancellation);
    }

    @Override
    public List<HistoryEntry> history() throws CommandException {
        return engine.history();
    }

    @Override
    public PluginLock lock() throws CommandException {
        return new PluginLock(stateFile.read().plugins().values().stream()
                .map(plugin -> new PluginLock.Entry(
                        plugin.id(),
                        plugin.version(),
                        plugin.registry(),
                        plugin.publisher(),
                        plugin.sha256(),
                        plugin.signer().keyId(),
                        plugin.requested()))
                .toList());
    }
}
