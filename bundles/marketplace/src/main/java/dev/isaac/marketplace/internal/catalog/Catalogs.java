package dev.isaac.marketplace.internal.catalog;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSummary;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.SearchQuery;
import dev.isaac.marketplace.Statistics;
import dev.isaac.marketplace.internal.policy.Policy;
import dev.isaac.marketplace.internal.policy.PolicySource;
import dev.isaac.marketplace.internal.registry.Namespaces;
import dev.isaac.marketplace.internal.registry.Registry;
import dev.isaac.marketplace.internal.registry.Registry.Freshness;
import dev.isaac.marketplace.internal.registry.RegistryConfig;
import dev.isaac.marketplace.internal.registry.RegistrySet;
import dev.isaac.marketplace.internal.state.DurableFiles;
import dev.isaac.trust.Digests;
import dev.isaac.trust.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What all registries offer, verified. Thread-safe. */
public final class Catalogs {

    private static final System.Logger LOG = System.getLogger(Catalogs.class.getName());

    private final RegistrySet registries;
    private final PolicySource policies;
    private final Path cache;
    private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

    private record Parsed(String digest, List<PluginSummary> plugins) {}

    /** What was asked of a registry, with the statistics that it keeps. */
    private record Offer(List<PluginSummary> plugins, boolean counts) {}

    /** Over the registries; keeps the names it saw in the home's cache for completion. */
    public Catalogs(RegistrySet registries, PolicySource policies, Path home) {
        this.registries = registries;
        this.policies = policies;
        this.cache = home.resolve("cache").resolve("catalog");
    }

    /** Finds plugins, best first. */
    public List<PluginSummary> search(SearchQuery query, Progress progress) throws CommandException {
        return Ranking.rank(all(progress).plugins(), query);
    }

    /** Every plugin of registries that count downloads, in no order; empty when none counts. */
    public Optional<List<PluginSummary>> counted(Progress progress) throws CommandException {
        Offer offer = all(progress);
        if (!offer.counts()) {
            return Optional.empty();
        }
        return Optional.of(offer.plugins().stream()
                .filter(plugin -> plugin.statistics().isPresent())
                .toList());
    }

    /** The line of one plugin. */
    public Optional<PluginSummary> summary(PluginId id, String registry, Progress progress) throws CommandException {
        return all(progress).plugins().stream()
                .filter(plugin -> plugin.id().equals(id) && plugin.registry().equals(registry))
                .findFirst();
    }

    private Offer all(Progress progress) throws CommandException {
        Map<PluginId, PluginSummary> plugins = new LinkedHashMap<>();
        boolean counts = false;
        List<CommandException> failures = new ArrayList<>();
        Policy policy = policies.now();
        Namespaces namespaces = registries.namespaces();
        List<RegistryConfig> configured = namespaces.registries();
        for (RegistryConfig config : configured) {
            if (policy.registry(config.name()).isPresent()) {
                continue;
            }
            try {
                Offer offer = offer(config, progress);
                counts |= offer.counts();
                for (PluginSummary plugin : offer.plugins()) {
                    boolean offered = namespaces.offering(plugin.id()).contains(config)
                            && policy.offer(plugin.id(), config.name()).isEmpty();
                    if (offered) {
                        plugins.putIfAbsent(plugin.id(), plugin);
                    }
                }
            } catch (CommandException e) {
                failures.add(e);
            }
        }
        if (plugins.isEmpty() && !failures.isEmpty()) {
            throw failures.get(0);
        }
        // One registry that fails does not hide the others, and never looks like an empty one.
        for (CommandException failure : failures) {
            progress.warn(failure.fault().message());
        }
        if (configured.isEmpty()) {
            progress.warn("No registry is configured; marketplace registry add NAME LOCATION --root FILE adds one.");
        }
        return new Offer(List.copyOf(plugins.values()), counts);
    }

    private Offer offer(RegistryConfig config, Progress progress) throws CommandException {
        Registry registry = registries.open(config);
        registry.refresh(Freshness.BROWSE, progress);
        List<PluginSummary> plugins = catalog(registry, progress);
        Optional<byte[]> statistics = registry.document("statistics.json", progress);
        if (statistics.isEmpty()) {
            return new Offer(plugins, false);
        }
        try {
            Map<PluginId, Statistics> counted = Documents.statistics(statistics.get());
            return new Offer(
                    plugins.stream()
                            .map(plugin -> plugin.counted(Optional.ofNullable(counted.get(plugin.id()))))
                            .toList(),
                    true);
        } catch (JsonException e) {
            throw malformed(config, e);
        }
    }

    private List<PluginSummary> catalog(Registry registry, Progress progress) throws CommandException {
        RegistryConfig config = registry.config();
        Optional<byte[]> document = registry.document("catalog.json", progress);
        if (document.isEmpty()) {
            return List.of();
        }
        String digest = Digests.sha256(document.get());
        Parsed known = parsed.get(config.name());
        if (known != null && known.digest().equals(digest)) {
            return known.plugins();
        }
        try {
            List<PluginSummary> plugins = Documents.catalog(document.get(), config.name());
            parsed.put(config.name(), new Parsed(digest, plugins));
            remember(config, document.get());
            return plugins;
        } catch (JsonException e) {
            throw malformed(config, e);
        }
    }

    /** All versions of a plugin, newest first, from the one registry that it comes from; empty when none has it. */
    public List<Release> releases(PluginId id, Freshness freshness, Progress progress) throws CommandException {
        List<RegistryConfig> offering = registries.namespaces().offering(id);
        Policy policy = policies.now();
        List<Fault> refused = new ArrayList<>();
        for (RegistryConfig config : offering) {
            Optional<Fault> verdict = policy.offer(id, config.name());
            if (verdict.isPresent()) {
                refused.add(verdict.get());
                continue;
            }
            Registry registry = registries.open(config);
            // A registry that fails ends the search: falling through to the next would let that one take the name.
            registry.refresh(freshness, progress);
            Optional<byte[]> document = registry.document("plugins/" + id + ".json", progress);
            if (document.isPresent()) {
                try {
                    return Documents.releases(document.get(), id, config.name());
                } catch (JsonException e) {
                    throw malformed(config, e);
                }
            }
        }
        if (!refused.isEmpty() && refused.size() == offering.size()) {
            throw refused.get(0).exception();
        }
        return List.of();
    }

    /** The registry of a release. */
    public Registry registry(String name) throws CommandException {
        return registries.open(registries.named(name));
    }

    /** A fault that names the nearest names. */
    public CommandException notFound(PluginId id) {
        List<String> near = nearest(known(), id);
        if (near.isEmpty()) {
            near = nearest(everything(), id);
        }
        String hint = near.isEmpty()
                ? "marketplace search finds plugins by words and tags."
                : "Did you mean " + String.join(" or ", near) + "?";
        return Fault.of(FaultKind.NOT_FOUND, "plugin.not-found", "No registry has a plugin '" + id + "'.")
                .hint(hint)
                .exception();
    }

    private static List<String> nearest(List<PluginSummary> plugins, PluginId id) {
        return Ranking.nearest(
                plugins.stream().map(plugin -> plugin.id().value()).toList(), id.value());
    }

    /** For a hint only: no registry that fails is worth more than the fault that the hint belongs to. */
    private List<PluginSummary> everything() {
        try {
            return all(Progress.unwatched()).plugins();
        } catch (CommandException e) {
            LOG.log(System.Logger.Level.DEBUG, "no catalogue for a hint", e);
            return List.of();
        }
    }

    /** What was seen last, without the network; a registry on this machine that was never asked is read. */
    public List<PluginSummary> known() {
        Map<PluginId, PluginSummary> plugins = new LinkedHashMap<>();
        try {
            Namespaces namespaces = registries.namespaces();
            for (RegistryConfig config : namespaces.registries()) {
                Parsed inMemory = parsed.get(config.name());
                List<PluginSummary> seen = inMemory != null ? inMemory.plugins() : remembered(config);
                if (seen.isEmpty() && config.isFolder()) {
                    seen = read(config);
                }
                for (PluginSummary plugin : seen) {
                    if (namespaces.offering(plugin.id()).contains(config)) {
                        plugins.putIfAbsent(plugin.id(), plugin);
                    }
                }
            }
        } catch (CommandException e) {
            LOG.log(System.Logger.Level.DEBUG, "no catalogue for completion", e);
        }
        return List.copyOf(plugins.values());
    }

    private List<PluginSummary> read(RegistryConfig config) {
        try {
            if (policies.now().registry(config.name()).isPresent()) {
                return List.of();
            }
            Registry registry = registries.open(config);
            registry.refresh(Freshness.BROWSE, Progress.unwatched());
            return catalog(registry, Progress.unwatched());
        } catch (CommandException e) {
            LOG.log(System.Logger.Level.DEBUG, "no catalogue of " + config.name() + " for completion", e);
            return List.of();
        }
    }

    private List<PluginSummary> remembered(RegistryConfig config) {
        Path file = cache.resolve(config.name() + ".json");
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            // Unverified, for completion only: whatever is typed with its help is verified when it is used.
            return Documents.catalog(Files.readAllBytes(file), config.name());
        } catch (IOException | JsonException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot read " + file, e);
            return List.of();
        }
    }

    private void remember(RegistryConfig config, byte[] document) {
        Path file = cache.resolve(config.name() + ".json");
        try {
            if (!Files.exists(file) || !Digests.sha256(file).equals(Digests.sha256(document))) {
                DurableFiles.write(file, document, cache.resolve("part"));
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot keep " + file, e);
        }
    }

    private static CommandException malformed(RegistryConfig config, JsonException error) {
        return Fault.of(
                        FaultKind.VERIFICATION,
                        "registry.malformed",
                        "Registry '" + config.name() + "' holds a document that cannot be read: " + error.getMessage()
                                + ".")
                .hint("Tell its operator.")
                .detail("registry", config.name())
                .exception(error);
    }
}
