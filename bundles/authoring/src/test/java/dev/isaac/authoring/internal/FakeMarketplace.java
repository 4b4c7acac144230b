package dev.isaac.authoring.internal;

import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.HistoryEntry;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.NewRegistry;
import dev.isaac.marketplace.Outdated;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginDetails;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginLock;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.PluginSummary;
import dev.isaac.marketplace.RegistryInfo;
import dev.isaac.marketplace.RegistrySource;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.SearchQuery;
import dev.isaac.marketplace.Verification;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Knows registries, and nothing of plugins. */
final class FakeMarketplace implements Marketplace {

    private final List<RegistrySource> sources;

    FakeMarketplace(RegistrySource... sources) {
        this.sources = List.of(sources);
    }

    @Override
    public List<RegistryInfo> registries() {
        return sources.stream()
                .map(source -> new RegistryInfo(source.name(), source.location().toString(), "", false, List.of()))
                .toList();
    }

    @Override
    public RegistrySource source(String name) throws CommandException {
        return sources.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Fault.of(FaultKind.NOT_FOUND, "registry.not-found", "There is no " + name + ".")
                        .exception());
    }

    private static UnsupportedOperationException unexpected() {
        return new UnsupportedOperationException("authoring asks for registries only");
    }

    @Override
    public RegistryInfo addRegistry(NewRegistry registry, Progress progress) {
        throw unexpected();
    }

    @Override
    public void removeRegistry(String name) {
        throw unexpected();
    }

    @Override
    public List<PluginSummary> search(SearchQuery query, Progress progress) {
        throw unexpected();
    }

    @Override
    public Optional<List<PluginSummary>> popular(int limit, Progress progress) {
        throw unexpected();
    }

    @Override
    public Optional<List<PluginSummary>> trending(int limit, Progress progress) {
        throw unexpected();
    }

    @Override
    public PluginDetails info(PluginSelector selector, Progress progress) {
        throw unexpected();
    }

    @Override
    public List<Release> versions(PluginId id, Progress progress) {
        throw unexpected();
    }

    @Override
    public List<PluginSummary> known() {
        throw unexpected();
    }

    @Override
    public List<InstalledPlugin> installed() {
        throw unexpected();
    }

    @Override
    public List<Outdated> outdated(Progress progress) {
        throw unexpected();
    }

    @Override
    public List<Verification> verify(Optional<PluginId> id, Progress progress) {
        throw unexpected();
    }

    @Override
    public InstallPlan plan(PlanRequest request, Progress progress) {
        throw unexpected();
    }

    @Override
    public List<InstalledPlugin> apply(
            InstallPlan plan, Collection<String> accepted, Progress progress, Cancellation cancellation) {
        throw unexpected();
    }

    @Override
    public void pin(PluginId id, String reason, Progress progress, Cancellation cancellation) {
        throw unexpected();
    }

    @Override
    public void unpin(PluginId id, Progress progress, Cancellation cancellation) {
        throw unexpected();
    }

    @Override
    public List<HistoryEntry> history() {
        throw unexpected();
    }

    @Override
    public PluginLock lock() {
        throw unexpected();
    }
}
