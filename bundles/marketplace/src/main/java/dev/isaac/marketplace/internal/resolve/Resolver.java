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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses versions that fit together. Deterministic: what is installed is preferred where nobody asked for a change, then
 * the newest stable version; what was asked for is decided first, in its order. Installed plugins change only where what
 * was asked for needs it. Where nothing fits it says who needs what, and what would help. One instance serves one
 * question.
 */
public final class Resolver {

    /** Where versions are looked up. */
    @FunctionalInterface
    public interface Source {
        /** All versions, newest first; empty when nobody has the plugin. */
        List<Release> releases(PluginId id) throws CommandException;

        /** Whether a version may be chosen although nobody named it: of a channel that is followed, and not withdrawn. */
        default boolean isFollowed(Release release) {
            return release.isStable();
        }

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
     * @param platform its operating system and processor
     */
    public record Host(int java, PluginVersion api, Platform platform) {}

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
    private final Offers offers;
    private final List<PluginSelector> wanted;
    private final boolean newest;

    /**
     * A question.
     *
     * @param newest whether the wanted plugins shall have their newest version even when another one is installed
     */
    public Resolver(State installed, Source source, Host host, List<PluginSelector> wanted, boolean newest) {
        this.installed = installed;
        this.offers = new Offers(source, host);
        this.wanted = List.copyOf(wanted);
        this.newest = newest;
    }

    /**
     * Answers it.
     *
     * @return the wanted plugins and everything that they need, each after what it needs
     * @throws CommandException {@code plugin.not-found}, {@code plugin.version-not-found}, {@code plugin.yanked}, {@code
     *     plugin.incompatible}, {@code plugin.dependency-missing}, {@code plugin.no-stable-version}, {@code
     *     plugin.conflict}, {@code advisory.blocked}
     */
    public List<Choice> resolve() throws CommandException {
        for (PluginSelector selector : wanted) {
            requireOffered(selector);
        }
        Question question = Question.of(installed, wanted, newest, false, offers);
        try {
            return ordered(question.answer(new Solver(question).solve()));
        } catch (Solver.Unsolvable e) {
            Conflict conflict = new Conflict(question, e.reason());
            Remedies remedies = new Remedies(installed, wanted, newest, offers);
            throw conflict.fault(remedies.of(conflict)).exception();
        }
    }

    /** Why the newest stable version was not chosen, as one sentence; empty: it was, or a newer one. */
    public Optional<String> passedOver(Choice choice) throws CommandException {
        for (Release release : offers.releases(choice.id())) {
            if (release.isStable()) {
                if (release.version().compareTo(choice.version()) <= 0) {
                    return Optional.empty();
                }
                String why = offers.unusable(release)
                        .map(Candidates.Rejected::why)
                        .orElse("does not fit what else is installed or wanted");
                return Optional.of(
                        choice.id() + " " + release.version() + " is newer than what is chosen, but it " + why + ".");
            }
        }
        return Optional.empty();
    }

    private void requireOffered(PluginSelector selector) throws CommandException {
        List<Release> releases = offers.releases(selector.id());
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
        Optional<Hit> hit = offers.hit(release);
        if (hit.isPresent() && hit.get().forbidsInstallation()) {
            throw hit.get().refusal().exception();
        }
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
