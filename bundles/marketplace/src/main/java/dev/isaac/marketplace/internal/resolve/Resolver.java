package dev.isaac.marketplace.internal.resolve;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.Requirement;
import dev.isaac.marketplace.internal.advisory.Hit;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses versions that fit together. Deterministic: what is installed is preferred where nobody asked for a change, then
 * the newest stable version; plugins are decided in the order in which they were asked for and needed. One instance
 * serves one question.
 */
public final class Resolver {

    private static final int MAX_STEPS = 100_000;

    /** Where versions are looked up. */
    @FunctionalInterface
    public interface Source {
        /** All versions, newest first; empty when nobody has the plugin. */
        List<Release> releases(PluginId id) throws CommandException;

        /** The gravest advisory that concerns a version; asked only for versions that it returned. */
        default Optional<Hit> hit(Release release) throws CommandException {
            return Optional.empty();
        }

        /** The gravest advisory that concerns an installed plugin. */
        default Optional<Hit> hit(PluginRecord present) throws CommandException {
            return Optional.empty();
        }
    }

    /**
     * What the host is.
     *
     * @param java its Java version
     * @param api the version of its command API
     */
    public record Host(int java, PluginVersion api) {}

    /**
     * A version that was chosen.
     *
     * @param id the plugin
     * @param version its version
     * @param requires what it needs
     * @param release what is to be installed; empty: it is installed already
     * @param reason why it is there
     */
    public record Choice(
            PluginId id, PluginVersion version, List<Requirement> requires, Optional<Release> release, String reason) {}

    private final State installed;
    private final Source source;
    private final Host host;
    private final Map<PluginId, PluginSelector> wanted = new LinkedHashMap<>();
    private final boolean newest;
    private final Map<PluginId, List<Release>> known = new HashMap<>();
    private final Map<PluginId, List<Hit>> forbidden = new HashMap<>();
    private int steps;
    private int deepest = -1;
    private @Nullable Fault deepestConflict;

    /**
     * A question.
     *
     * @param newest whether the wanted plugins shall have their newest version even when another one is installed
     */
    public Resolver(State installed, Source source, Host host, List<PluginSelector> wanted, boolean newest) {
        this.installed = installed;
        this.source = source;
        this.host = host;
        wanted.forEach(selector -> this.wanted.put(selector.id(), selector));
        this.newest = newest;
    }

    /**
     * Answers it.
     *
     * @return the wanted plugins and everything that they need, each after what it needs
     * @throws CommandException {@code plugin.not-found}, {@code plugin.version-not-found}, {@code plugin.yanked}, {@code
     *     plugin.incompatible}, {@code plugin.dependency-missing}, {@code plugin.conflict}, {@code advisory.blocked}
     */
    public List<Choice> resolve() throws CommandException {
        for (PluginSelector selector : wanted.values()) {
            requireOffered(selector);
        }
        Map<PluginId, Choice> chosen =
                solve(new LinkedHashMap<>(), new LinkedHashSet<>(wanted.keySet()), new HashMap<>());
        if (chosen == null) {
            throw conflict().exception();
        }
        return ordered(chosen);
    }

    private Fault conflict() {
        return deepestConflict != null
                ? deepestConflict
                : Fault.of(FaultKind.CONFLICT, "plugin.conflict", "No versions fit together.");
    }

    private void requireOffered(PluginSelector selector) throws CommandException {
        List<Release> releases = releases(selector.id());
        Optional<PluginRecord> present = installed.plugin(selector.id());
        if (releases.isEmpty() && present.isEmpty()) {
            throw Fault.of(FaultKind.NOT_FOUND, "plugin.not-found", "No registry has a plugin '" + selector.id() + "'.")
                    .exception();
        }
        if (selector.version().isEmpty()) {
            return;
        }
        PluginVersion version = selector.version().get();
        if (present.map(PluginRecord::version).equals(Optional.of(version))) {
            return;
        }
        Release release = releases.stream()
                .filter(candidate -> candidate.version().equals(version))
                .findFirst()
                .orElseThrow(() -> Fault.of(
                                FaultKind.NOT_FOUND,
                                "plugin.version-not-found",
                                "There is no version " + version + " of " + selector.id() + ".")
                        .hint("marketplace versions " + selector.id() + " lists those there are.")
                        .exception());
        if (release.yanked().isPresent()) {
            throw Fault.of(
                            FaultKind.REFUSED,
                            "plugin.yanked",
                            selector + " was withdrawn"
                                    + release.yanked()
                                            .filter(reason -> !reason.isEmpty())
                                            .map(reason -> ": " + reason)
                                            .orElse("")
                                    + ".")
                    .hint("Choose another version: marketplace versions " + selector.id())
                    .exception();
        }
        Optional<Hit> hit = source.hit(release);
        if (hit.isPresent() && hit.get().forbidsInstallation()) {
            throw hit.get().refusal().exception();
        }
    }

    /** Decides one open plugin after the other, going back when nothing fits; null when nothing does. */
    private @Nullable Map<PluginId, Choice> solve(
            Map<PluginId, Choice> chosen, Set<PluginId> open, Map<PluginId, String> reasons) throws CommandException {
        if (open.isEmpty()) {
            return chosen;
        }
        if (++steps > MAX_STEPS) {
            throw Fault.of(FaultKind.FAILED, "plugin.too-complex", "No fitting versions were found in reasonable time.")
                    .hint("Name versions, as in ID@VERSION.")
                    .exception();
        }
        PluginId id = open.iterator().next();
        List<String> rejected = new ArrayList<>();
        for (Choice candidate : candidates(id, reasons.getOrDefault(id, "you asked for it"), rejected)) {
            Optional<String> clash = clash(candidate, chosen, open);
            if (clash.isPresent()) {
                rejected.add(candidate.version() + ": " + clash.get());
                continue;
            }
            Map<PluginId, Choice> nextChosen = new LinkedHashMap<>(chosen);
            nextChosen.put(id, candidate);
            Set<PluginId> nextOpen = new LinkedHashSet<>(open);
            nextOpen.remove(id);
            Map<PluginId, String> nextReasons = new HashMap<>(reasons);
            for (Requirement need : candidate.requires()) {
                if (!need.optional() && !nextChosen.containsKey(need.plugin())) {
                    nextOpen.add(need.plugin());
                    nextReasons.putIfAbsent(need.plugin(), id + " " + candidate.version() + " needs it");
                }
            }
            Map<PluginId, Choice> solution = solve(nextChosen, nextOpen, nextReasons);
            if (solution != null) {
                return solution;
            }
            rejected.add(candidate.version() + ": nothing fits with it");
        }
        explain(id, chosen, rejected, reasons);
        return null;
    }

    private List<Choice> candidates(PluginId id, String reason, List<String> rejected) throws CommandException {
        List<Ranked> candidates = new ArrayList<>();
        List<Hit> struck = new ArrayList<>();
        PluginSelector selector = wanted.get(id);
        Optional<PluginRecord> present = installed.plugin(id);
        Optional<PluginVersion> exact = selector == null ? Optional.empty() : selector.version();
        boolean presentFirst = selector == null || !newest;
        if (presentFirst) {
            Optional<PluginRecord> kept =
                    present.filter(record -> exact.isEmpty() || exact.get().equals(record.version()));
            if (kept.isPresent()) {
                candidates.add(new Ranked(choice(kept.get(), reason), rank(source.hit(kept.get()), true)));
            }
        }
        for (Release release : releases(id)) {
            boolean asked = exact.isPresent() && exact.get().equals(release.version());
            if (exact.isPresent() ? !asked : !release.isStable()) {
                continue;
            }
            if (present.isPresent()
                    && !asked
                    && release.version().compareTo(present.get().version()) <= 0) {
                continue;
            }
            Optional<String> unfit = unfit(release);
            if (unfit.isPresent()) {
                rejected.add(release.version() + ": " + unfit.get());
                continue;
            }
            Optional<Hit> hit = source.hit(release);
            if (hit.isPresent() && hit.get().forbidsInstallation()) {
                rejected.add(release.version() + ": " + hit.get().shown().line());
                struck.add(hit.get());
                continue;
            }
            if (present.isEmpty() || !present.get().sha256().equals(release.sha256())) {
                Choice choice = new Choice(id, release.version(), release.requires(), Optional.of(release), reason);
                candidates.add(new Ranked(choice, rank(hit, false)));
            }
        }
        if (!presentFirst && exact.isEmpty() && present.isPresent()) {
            candidates.add(new Ranked(choice(present.get(), reason), rank(source.hit(present.get()), false)));
        }
        forbidden.put(id, struck);
        return candidates.stream()
                .sorted(Comparator.comparingInt(Ranked::rank))
                .map(Ranked::choice)
                .toList();
    }

    /** A candidate; of two ranks the lower one is tried first, and in one rank they keep their order. */
    private record Ranked(Choice choice, int rank) {}

    /** What may not run comes last; a milder warning moves nothing where nobody asked for a change. */
    private static int rank(Optional<Hit> hit, boolean unasked) {
        if (hit.isEmpty()) {
            return 0;
        }
        return hit.get().forbidsStart() ? 2 : unasked ? 0 : 1;
    }

    private static Choice choice(PluginRecord present, String reason) {
        return new Choice(present.id(), present.version(), present.requires(), Optional.empty(), reason);
    }

    private Optional<String> unfit(Release release) {
        if (release.java() > host.java()) {
            return Optional.of("needs Java " + release.java() + ", and this is " + host.java());
        }
        if (release.hostApi().isPresent() && !release.hostApi().get().includes(host.api())) {
            return Optional.of(
                    "is made for another ISAAC (API " + release.hostApi().get() + ", and this is " + host.api() + ")");
        }
        return Optional.empty();
    }

    private Optional<String> clash(Choice candidate, Map<PluginId, Choice> chosen, Set<PluginId> open) {
        for (Choice other : chosen.values()) {
            Optional<String> clash = needs(other.id(), other.version(), other.requires(), candidate);
            if (clash.isPresent()) {
                return clash;
            }
        }
        for (PluginRecord other : installed.plugins().values()) {
            boolean stays = !chosen.containsKey(other.id()) && !open.contains(other.id());
            if (stays) {
                Optional<String> clash = needs(other.id(), other.version(), other.requires(), candidate);
                if (clash.isPresent()) {
                    return clash;
                }
            }
        }
        for (Requirement need : candidate.requires()) {
            Choice other = chosen.get(need.plugin());
            if (other != null && !need.range().includes(other.version())) {
                return Optional.of("needs " + need + ", but " + other.id() + " " + other.version() + " was chosen");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> needs(
            PluginId who, PluginVersion version, List<Requirement> requires, Choice candidate) {
        return requires.stream()
                .filter(need ->
                        need.plugin().equals(candidate.id()) && !need.range().includes(candidate.version()))
                .findFirst()
                .map(need -> who + " " + version + " needs " + need);
    }

    private void explain(
            PluginId id, Map<PluginId, Choice> chosen, List<String> rejected, Map<PluginId, String> reasons) {
        if (chosen.size() <= deepest) {
            return;
        }
        deepest = chosen.size();
        String because = reasons.getOrDefault(id, "you asked for it");
        List<Release> releases = known.getOrDefault(id, List.of());
        if (releases.isEmpty() && installed.plugin(id).isEmpty()) {
            deepestConflict = Fault.of(
                            FaultKind.NOT_FOUND,
                            "plugin.dependency-missing",
                            "No registry has the plugin " + id + ": " + because + ".")
                    .hint("Add the registry that has it, or tell the publisher of the plugin that needs it.");
            return;
        }
        if (rejected.isEmpty()) {
            deepestConflict = Fault.of(
                            FaultKind.NOT_FOUND,
                            "plugin.no-stable-version",
                            "There is no stable version of " + id + ".")
                    .hint("marketplace versions " + id + " lists what there is; ask for one with " + id + "@VERSION.");
            return;
        }
        List<Hit> struck = forbidden.getOrDefault(id, List.of());
        if (!struck.isEmpty() && struck.size() == rejected.size()) {
            deepestConflict = struck.get(0).refusal().detail("reasons", List.copyOf(rejected));
            return;
        }
        boolean host =
                rejected.stream().allMatch(line -> line.contains(": needs Java ") || line.contains("ISAAC (API"));
        deepestConflict = Fault.of(
                        FaultKind.CONFLICT,
                        host ? "plugin.incompatible" : "plugin.conflict",
                        "No version of " + id + " fits (" + because + "): " + String.join("; ", rejected) + ".")
                .hint(
                        host
                                ? "Update ISAAC or Java, or ask for an older version."
                                : "Update or uninstall what stands against it, or ask for other versions.")
                .detail("plugin", id.value())
                .detail("reasons", List.copyOf(rejected));
    }

    private List<Release> releases(PluginId id) throws CommandException {
        List<Release> releases = known.get(id);
        if (releases == null) {
            releases = source.releases(id);
            known.put(id, releases);
        }
        return releases;
    }

    private static List<Choice> ordered(Map<PluginId, Choice> chosen) {
        List<Choice> ordered = new ArrayList<>();
        Set<PluginId> seen = new LinkedHashSet<>();
        chosen.keySet().forEach(id -> visit(id, chosen, seen, ordered));
        return ordered;
    }

    private static void visit(PluginId id, Map<PluginId, Choice> chosen, Set<PluginId> seen, List<Choice> ordered) {
        Choice choice = chosen.get(id);
        if (choice == null || !seen.add(id)) {
            return;
        }
        choice.requires().forEach(need -> visit(need.plugin(), chosen, seen, ordered));
        ordered.add(choice);
    }
}
