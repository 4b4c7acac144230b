package dev.isaac.marketplace.internal.resolve;

import dev.isaac.command.CommandException;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.internal.advisory.Hit;
import dev.isaac.marketplace.internal.resolve.Candidates.Ground;
import dev.isaac.marketplace.internal.resolve.Candidates.Rejected;
import dev.isaac.marketplace.internal.resolve.Resolver.Choice;
import dev.isaac.marketplace.internal.state.PluginRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The versions that may be chosen here, each plugin looked up once. */
final class Offers {

    private final Resolver.Source source;
    private final Resolver.Host host;
    private final Map<PluginId, List<Release>> known = new HashMap<>();

    Offers(Resolver.Source source, Resolver.Host host) {
        this.source = source;
        this.host = host;
    }

    /** All published versions, newest first. */
    List<Release> releases(PluginId id) throws CommandException {
        List<Release> releases = known.get(id);
        if (releases == null) {
            releases = source.releases(id);
            known.put(id, releases);
        }
        return releases;
    }

    /** The gravest advisory that concerns a version. */
    Optional<Hit> hit(Release release) throws CommandException {
        return source.hit(release);
    }

    /** Only what is there: nobody asked to change it. */
    Candidates fixed(PluginRecord present) {
        return new Candidates(present.id(), List.of(kept(present)), List.of(), true);
    }

    /**
     * What may be chosen for a plugin.
     *
     * @param selector what was asked for; none: nobody did
     * @param present what is installed of it
     * @param newest whether what was asked for shall be the newest, even when another version is installed
     */
    Candidates candidates(
            PluginId id, @Nullable PluginSelector selector, Optional<PluginRecord> present, boolean newest)
            throws CommandException {
        List<Release> releases = releases(id);
        Optional<PluginVersion> exact = selector == null ? Optional.empty() : selector.version();
        boolean presentFirst = selector == null || !newest;
        List<Ranked> ranked = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        if (presentFirst && present.isPresent() && isAsked(present.get().version(), exact)) {
            ranked.add(new Ranked(kept(present.get()), rank(source.hit(present.get()), true)));
        }
        for (Release release : releases) {
            Optional<Rejected> no = reject(release, exact, present);
            if (no.isPresent()) {
                rejected.add(no.get());
            } else if (present.isEmpty() || !present.get().sha256().equals(release.sha256())) {
                Choice choice = new Choice(id, release.version(), release.requires(), Optional.of(release), "");
                ranked.add(new Ranked(choice, rank(source.hit(release), false)));
            }
        }
        if (!presentFirst && present.isPresent() && isAsked(present.get().version(), exact)) {
            ranked.add(new Ranked(kept(present.get()), rank(source.hit(present.get()), false)));
        }
        ranked.sort(Comparator.comparingInt(Ranked::rank));
        return new Candidates(
                id, ranked.stream().map(Ranked::choice).toList(), rejected, !releases.isEmpty() || present.isPresent());
    }

    private static boolean isAsked(PluginVersion version, Optional<PluginVersion> exact) {
        return exact.isEmpty() || exact.get().equals(version);
    }

    private Optional<Rejected> reject(Release release, Optional<PluginVersion> exact, Optional<PluginRecord> present)
            throws CommandException {
        boolean asked = exact.isPresent() && isAsked(release.version(), exact);
        if (exact.isPresent() && !asked) {
            return Optional.of(rejected(release, Ground.OTHER, "is not the version that was asked for"));
        }
        if (!asked && !source.isFollowed(release)) {
            String why = release.yanked().isPresent()
                    ? "was withdrawn"
                    : "is a version of channel '" + release.channel() + "', which is taken only when asked for";
            return Optional.of(rejected(release, Ground.CHANNEL, why));
        }
        if (!asked
                && present.isPresent()
                && release.version().compareTo(present.get().version()) <= 0) {
            return Optional.of(rejected(release, Ground.OTHER, "is not newer than the version that is installed"));
        }
        return unusable(release);
    }

    /** Why a version cannot be used here, whatever is asked for; empty: it can. */
    Optional<Rejected> unusable(Release release) throws CommandException {
        Optional<String> unfit = unfit(release);
        if (unfit.isPresent()) {
            return Optional.of(rejected(release, Ground.HOST, unfit.get()));
        }
        return source.hit(release)
                .filter(Hit::forbidsInstallation)
                .map(hit -> new Rejected(
                        release.version(),
                        Ground.ADVISORY,
                        "is refused: " + hit.shown().line(),
                        Optional.of(hit)));
    }

    private static Rejected rejected(Release release, Ground ground, String why) {
        return new Rejected(release.version(), ground, why, Optional.empty());
    }

    private Optional<String> unfit(Release release) {
        if (release.java() > host.java()) {
            return Optional.of("needs Java " + release.java() + ", and this is " + host.java());
        }
        if (release.hostApi().isPresent() && !release.hostApi().get().includes(host.api())) {
            return Optional.of(
                    "is made for another ISAAC (API " + release.hostApi().get() + ", and this is " + host.api() + ")");
        }
        if (!host.platform().isIn(release.platforms())) {
            return Optional.of(
                    "is made for " + String.join(", ", release.platforms()) + ", and this is " + host.platform());
        }
        return Optional.empty();
    }

    private static Choice kept(PluginRecord present) {
        return new Choice(present.id(), present.version(), present.requires(), Optional.empty(), "");
    }

    /** Of two ranks the lower one is tried first, and in one rank candidates keep their order. */
    private record Ranked(Choice choice, int rank) {}

    /** What may not run comes last; a milder warning moves nothing where nobody asked for a change. */
    private static int rank(Optional<Hit> hit, boolean unasked) {
        if (hit.isEmpty()) {
            return 0;
        }
        return hit.get().forbidsStart() ? 2 : unasked ? 0 : 1;
    }
}
