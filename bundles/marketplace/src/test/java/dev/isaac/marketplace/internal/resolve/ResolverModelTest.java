package dev.isaac.marketplace.internal.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.CommandException;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.Requirement;
import dev.isaac.marketplace.VersionRange;
import dev.isaac.marketplace.internal.resolve.Resolver.Choice;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.SignerKey;
import dev.isaac.marketplace.internal.state.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random small catalogues, against a model that tries every combination. */
class ResolverModelTest {

    private static final int QUESTIONS = 6_000;
    private static final Resolver.Host HOST =
            new Resolver.Host(17, PluginVersion.parse("1.0.0"), new Platform("linux", "x86_64"));

    @Test
    void findsASolutionExactlyWhereThereIsOne() {
        int solved = 0;
        int refused = 0;
        for (int seed = 0; seed < QUESTIONS; seed++) {
            World world = new World(new Random(seed));
            boolean solvable = world.hasSolution();
            Optional<List<Choice>> answer = world.resolve();
            assertThat(answer.isPresent()).as("seed %d: %s", seed, world).isEqualTo(solvable);
            if (answer.isPresent()) {
                solved++;
                assertThat(world.isSound(answer.get()))
                        .as("seed %d: %s -> %s", seed, world, answer.get())
                        .isTrue();
            } else {
                refused++;
            }
        }
        // Neither kind may be rare, or this would show nothing.
        assertThat(solved).isGreaterThan(QUESTIONS / 10);
        assertThat(refused).isGreaterThan(QUESTIONS / 10);
    }

    /** A catalogue, what is installed of it, and a question. */
    private static final class World {

        private final Map<PluginId, List<Release>> catalogue = new LinkedHashMap<>();
        private final TreeMap<PluginId, PluginRecord> installed = new TreeMap<>();
        private final List<PluginSelector> wanted = new ArrayList<>();
        private final boolean newest;

        World(Random random) {
            int plugins = 2 + random.nextInt(4);
            for (int p = 0; p < plugins; p++) {
                List<Release> releases = new ArrayList<>();
                for (int v = 1 + random.nextInt(4); v >= 1; v--) {
                    releases.add(release(name(p), v, needs(p, plugins, random)));
                }
                catalogue.put(name(p), releases);
            }
            for (int p = 0; p < plugins; p++) {
                if (random.nextInt(3) == 0) {
                    List<Release> releases = releases(name(p));
                    Release release = releases.get(random.nextInt(releases.size()));
                    installed.put(name(p), record(release));
                }
            }
            // What is installed is complete at first: needs that are not met are dropped.
            installed.replaceAll((id, plugin) -> record(release(
                    id,
                    plugin.version().major(),
                    plugin.requires().stream().filter(this::isMet).toList())));
            this.newest = random.nextBoolean();
            int asked = 1 + random.nextInt(2);
            for (int i = 0; i < asked; i++) {
                PluginId id = name(random.nextInt(plugins));
                if (wanted.stream().noneMatch(each -> each.id().equals(id))) {
                    List<Release> releases = releases(id);
                    Optional<PluginVersion> exact = random.nextInt(4) == 0
                            ? Optional.of(releases.get(random.nextInt(releases.size()))
                                    .version())
                            : Optional.empty();
                    wanted.add(new PluginSelector(id, exact));
                }
            }
        }

        private List<Release> releases(PluginId id) {
            return catalogue.getOrDefault(id, List.of());
        }

        private boolean isMet(Requirement need) {
            PluginRecord other = installed.get(need.plugin());
            return other == null ? need.optional() : need.range().includes(other.version());
        }

        private static PluginId name(int number) {
            return PluginId.of("p" + number);
        }

        private static List<Requirement> needs(int self, int plugins, Random random) {
            Map<PluginId, Requirement> needs = new LinkedHashMap<>();
            int count = random.nextInt(3);
            for (int i = 0; i < count; i++) {
                int other = random.nextInt(plugins);
                if (other != self) {
                    int low = 1 + random.nextInt(3);
                    int high = low + random.nextInt(3);
                    needs.put(
                            name(other),
                            new Requirement(
                                    name(other),
                                    VersionRange.parse("[" + low + "," + high + "]"),
                                    random.nextInt(4) == 0));
                }
            }
            return List.copyOf(needs.values());
        }

        Optional<List<Choice>> resolve() {
            try {
                return Optional.of(
                        new Resolver(new State(1, installed, new TreeMap<>()), this::releases, HOST, wanted, newest)
                                .resolve());
            } catch (CommandException e) {
                return Optional.empty();
            }
        }

        // ---- the model ------------------------------------------------------------------------------------------

        /** A version of a plugin with its needs. */
        private record Version(PluginVersion version, List<Requirement> needs) {}

        boolean hasSolution() {
            return search(new ArrayList<>(catalogue.keySet()), 0, new HashMap<>());
        }

        private boolean search(List<PluginId> ids, int at, Map<PluginId, Version> chosen) {
            if (at == ids.size()) {
                return isConsistent(chosen);
            }
            PluginId id = ids.get(at);
            for (Optional<Version> candidate : candidates(id)) {
                candidate.ifPresentOrElse(version -> chosen.put(id, version), () -> chosen.remove(id));
                if (search(ids, at + 1, chosen)) {
                    return true;
                }
            }
            chosen.remove(id);
            return false;
        }

        private List<Optional<Version>> candidates(PluginId id) {
            List<Optional<Version>> candidates = new ArrayList<>();
            Optional<PluginSelector> selector =
                    wanted.stream().filter(each -> each.id().equals(id)).findFirst();
            PluginRecord present = installed.get(id);
            Optional<PluginVersion> exact = selector.flatMap(PluginSelector::version);
            if (selector.isEmpty() && present == null) {
                candidates.add(Optional.empty());
            }
            if (present != null && (exact.isEmpty() || exact.get().equals(present.version()))) {
                candidates.add(Optional.of(new Version(present.version(), present.requires())));
            }
            if (present != null && selector.isEmpty() && !reachable().contains(id)) {
                return candidates;
            }
            for (Release release : releases(id)) {
                boolean allowed = exact.isPresent()
                        ? exact.get().equals(release.version())
                        : present == null || release.version().compareTo(present.version()) > 0;
                if (allowed) {
                    candidates.add(Optional.of(new Version(release.version(), release.requires())));
                }
            }
            return candidates;
        }

        private Set<PluginId> reachable() {
            Set<PluginId> reachable = new HashSet<>();
            wanted.forEach(selector -> reach(selector.id(), reachable));
            return reachable;
        }

        private void reach(PluginId id, Set<PluginId> reachable) {
            if (!reachable.add(id)) {
                return;
            }
            List<List<Requirement>> needs = new ArrayList<>();
            Optional<PluginVersion> exact = wanted.stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .flatMap(PluginSelector::version);
            PluginRecord present = installed.get(id);
            if (present != null && (exact.isEmpty() || exact.get().equals(present.version()))) {
                needs.add(present.requires());
            }
            releases(id).stream()
                    .filter(release -> exact.isPresent()
                            ? exact.get().equals(release.version())
                            : present == null || release.version().compareTo(present.version()) > 0)
                    .forEach(release -> needs.add(release.requires()));
            needs.forEach(list ->
                    list.stream().filter(need -> !need.optional()).forEach(need -> reach(need.plugin(), reachable)));
        }

        private static boolean isConsistent(Map<PluginId, Version> chosen) {
            return chosen.values().stream()
                    .flatMap(version -> version.needs().stream())
                    .allMatch(need -> {
                        Version other = chosen.get(need.plugin());
                        return other == null ? need.optional() : need.range().includes(other.version());
                    });
        }

        /** Whether what is installed, changed by the answer, fits together and holds what was asked for. */
        boolean isSound(List<Choice> answer) {
            Map<PluginId, Version> after = new HashMap<>();
            installed.forEach((id, plugin) -> after.put(id, new Version(plugin.version(), plugin.requires())));
            answer.forEach(choice -> after.put(choice.id(), new Version(choice.version(), choice.requires())));
            boolean asked = wanted.stream().allMatch(selector -> {
                Version version = after.get(selector.id());
                return version != null
                        && selector.version().map(version.version()::equals).orElse(true);
            });
            return asked && isConsistent(after);
        }

        private static Release release(PluginId id, int major, List<Requirement> needs) {
            return new Release(
                    id,
                    new PluginVersion(major, 0, 0, ""),
                    "isaac",
                    "acme",
                    "stable",
                    "",
                    Optional.empty(),
                    "file",
                    "statement",
                    1,
                    id + "-" + major,
                    "test." + id,
                    needs,
                    List.of(),
                    List.of(),
                    17,
                    Optional.empty(),
                    List.of());
        }

        private static PluginRecord record(Release release) {
            return new PluginRecord(
                    release.id(),
                    release.version(),
                    release.registry(),
                    release.publisher(),
                    release.symbolicName(),
                    "installed-" + release.sha256(),
                    1,
                    "statement",
                    new SignerKey("key", "ed25519", "AAAA"),
                    release.requires(),
                    List.of(),
                    List.of(),
                    List.of(),
                    "",
                    "",
                    "2026-01-01T00:00:00Z",
                    true);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            catalogue
                    .values()
                    .forEach(list -> list.forEach(release -> text.append(release.id())
                            .append(' ')
                            .append(release.version())
                            .append(release.requires())));
            text.append(" installed ");
            installed.values().forEach(plugin -> text.append(plugin.id())
                    .append(' ')
                    .append(plugin.version())
                    .append(plugin.requires()));
            return text.append(" wanted ")
                    .append(wanted)
                    .append(newest ? " newest" : "")
                    .toString();
        }
    }
}
