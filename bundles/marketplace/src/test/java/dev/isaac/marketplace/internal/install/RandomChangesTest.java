package dev.isaac.marketplace.internal.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.CommandException;
import dev.isaac.command.Confirmation;
import dev.isaac.marketplace.HistoryEntry;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PlannedChange;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Requirement;
import dev.isaac.marketplace.testing.FaultyFiles;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.RecordingProgress;
import dev.isaac.marketplace.testing.TestFramework;
import dev.isaac.marketplace.testing.TestPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random changes of a home, one after the other, some of which meet a full disk or the end of the process, against a model
 * that only knows the plans: whatever happens, what is installed is what was there before or what the plan promised.
 */
class RandomChangesTest extends MarketplaceCase {

    private static final int CHANGES = 20;
    private static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "1.2.0");
    private static final List<String> NAMES = List.of("alpha", "beta", "gamma", "delta");

    /** How often each ending was met: a walk that never meets one would show nothing. */
    private final Map<String, Integer> met = new TreeMap<>();

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void whatIsInstalledIsAlwaysTheOldOrThePromisedState() throws Exception {
        walks(0, 4);
        assertThat(met).containsKeys("done", "refused", "failed", "killed");
    }

    @Test
    @Tag("soak")
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void aHundredWalksAlike() throws Exception {
        walks(1000, 100);
    }

    private void walks(int first, int count) throws Exception {
        publish();
        for (int seed = first; seed < first + count; seed++) {
            Path place = Files.createDirectories(folder.resolve("walk-" + seed));
            new Walk(place, seed).run();
        }
    }

    /** A chain of needs, and one that is optional. */
    private void publish() throws Exception {
        for (String version : VERSIONS) {
            registry.publish(plugin("alpha", version).needing("beta", "[" + version + ",2)"))
                    .publish(plugin("beta", version))
                    .publish(plugin("gamma", version).needing("beta", "[1,1.2)").needing("delta", "[1,2)", true))
                    .publish(plugin("delta", version));
        }
        registry.write();
    }

    private static TestPlugin plugin(String id, String version) {
        return TestPlugin.of(id, version, id + " hello").behaving("data");
    }

    private final class Walk {
        private final Path place;
        private final int seed;
        private final Random random;
        private final List<String> done = new ArrayList<>();
        /** The model: what is installed, by name. */
        private Map<String, String> installed = new TreeMap<>();

        Walk(Path place, int seed) {
            this.place = place;
            this.seed = seed;
            this.random = new Random(seed);
        }

        void run() throws Exception {
            int left = CHANGES;
            while (left > 0) {
                FaultyFiles files = new FaultyFiles();
                try (TestFramework framework = TestFramework.start(files.path(place), files.path(distribution))) {
                    boolean alive = true;
                    while (left > 0 && alive) {
                        left--;
                        alive = change(framework, files);
                    }
                } catch (FaultyFiles.Killed killed) {
                    done.add("its end was not written");
                }
                try (TestFramework next = TestFramework.start(place, distribution)) {
                    look(next);
                    assertThat(place.resolve("journal.json")).as(toString()).doesNotExist();
                }
            }
        }

        /** Makes one change; returns whether the process lives on. */
        private boolean change(TestFramework framework, FaultyFiles files) throws Exception {
            Marketplace marketplace = framework.marketplace();
            PlanRequest request = request();
            done.add(request.toString());
            InstallPlan plan;
            try {
                plan = marketplace.plan(request, new RecordingProgress());
            } catch (CommandException e) {
                count("refused");
                done.add(e.fault().code());
                look(framework);
                return true;
            }
            boolean faulty = random.nextInt(3) == 0;
            boolean kill = random.nextBoolean();
            if (faulty) {
                files.failAt(random.nextInt(25), kill ? FaultyFiles.Fault.KILL : FaultyFiles.Fault.FULL_DISK);
            } else {
                files.failAt(Integer.MAX_VALUE, FaultyFiles.Fault.FULL_DISK);
            }
            Map<String, String> promised = promised(plan);
            try {
                marketplace.apply(
                        plan,
                        plan.confirmations().stream().map(Confirmation::digest).toList(),
                        new RecordingProgress(),
                        RecordingProgress.NEVER);
                installed = promised;
                count("done");
            } catch (CommandException e) {
                assertThat(files.hasFailed()).as("%s: %s", this, e).isTrue();
                count("failed");
                done.add(e.fault().code());
            } catch (FaultyFiles.Killed e) {
                count("killed");
                done.add(e.getMessage());
                settle(promised);
                return false;
            }
            if (kill && files.hasFailed()) {
                settle(promised);
                return false; // killed after the change, while it was cleaned up
            }
            files.failAt(Integer.MAX_VALUE, FaultyFiles.Fault.FULL_DISK);
            look(framework);
            return true;
        }

        /** After a kill the old or the promised state holds; which of them, the file says. */
        private void settle(Map<String, String> promised) throws Exception {
            try (TestFramework next = TestFramework.start(place, distribution)) {
                Map<String, String> found = installed(next.marketplace());
                assertThat(found).as(toString()).isIn(installed, promised);
                installed = found;
            }
        }

        private Map<String, String> promised(InstallPlan plan) {
            Map<String, String> promised = new TreeMap<>(installed);
            for (PlannedChange change : plan.changes()) {
                String before = promised.get(change.id().value());
                assertThat(Optional.ofNullable(before))
                        .as("%s: from of %s", this, change)
                        .isEqualTo(change.from().map(Object::toString));
                change.to()
                        .ifPresentOrElse(
                                to -> promised.put(change.id().value(), to.toString()),
                                () -> promised.remove(change.id().value()));
            }
            return promised;
        }

        private PlanRequest request() throws CommandException {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            PluginId id = PluginId.of(name);
            return switch (random.nextInt(6)) {
                case 0 -> new PlanRequest.Install(List.of(PluginSelector.parse(name)));
                case 1, 2 ->
                    new PlanRequest.Install(
                            List.of(PluginSelector.parse(name + "@" + VERSIONS.get(random.nextInt(VERSIONS.size())))));
                case 3 -> new PlanRequest.Update(random.nextBoolean() ? List.of() : List.of(id));
                case 4 -> new PlanRequest.Rollback(id);
                default -> new PlanRequest.Uninstall(List.of(id), random.nextBoolean());
            };
        }

        /** Everything agrees with the model, and with itself. */
        private void look(TestFramework framework) throws Exception {
            Marketplace marketplace = framework.marketplace();
            assertThat(installed(marketplace)).as(toString()).isEqualTo(installed);
            List<String> commands = installed.entrySet().stream()
                    .map(entry -> entry.getKey() + " hello " + entry.getValue())
                    .toList();
            assertThat(framework.commands()).as(toString()).isEqualTo(commands);
            for (InstalledPlugin plugin : marketplace.installed()) {
                assertThat(plugin.status()).as(toString()).isEqualTo(InstalledPlugin.Status.RUNNING);
                for (Requirement need : plugin.requires()) {
                    String there = installed.get(need.plugin().value());
                    assertThat(there == null ? need.optional() : fits(need, there))
                            .as("%s: %s needs %s", this, plugin.id(), need)
                            .isTrue();
                }
                List<String> starts = Files.readAllLines(place.resolve("data/" + plugin.id() + "/starts"));
                assertThat(starts.get(starts.size() - 1))
                        .as("%s: who wrote last to the data of %s", this, plugin.id())
                        .isEqualTo(plugin.version().toString());
            }
            assertThat(marketplace.verify(Optional.empty(), new RecordingProgress()))
                    .as(toString())
                    .allSatisfy(one -> assertThat(one.problem()).isEmpty());
            List<HistoryEntry> history = marketplace.history();
            for (int i = 0; i < history.size(); i++) {
                assertThat(history.get(i).number()).as(toString()).isEqualTo(i + 1L);
            }
        }

        private static boolean fits(Requirement need, String version) {
            return need.range().includes(PluginVersion.parse(version));
        }

        private static Map<String, String> installed(Marketplace marketplace) throws CommandException {
            Map<String, String> found = new TreeMap<>();
            for (InstalledPlugin plugin : marketplace.installed()) {
                found.put(plugin.id().value(), plugin.version().toString());
            }
            return found;
        }

        private void count(String ending) {
            met.merge(ending, 1, Integer::sum);
        }

        @Override
        public String toString() {
            return "walk " + seed + ": " + String.join("; ", done);
        }
    }
}
