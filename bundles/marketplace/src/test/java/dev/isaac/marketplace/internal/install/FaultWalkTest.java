package dev.isaac.marketplace.internal.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.isaac.command.CommandException;
import dev.isaac.command.Confirmation;
import dev.isaac.marketplace.HistoryEntry;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.testing.FaultyFiles;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.RecordingProgress;
import dev.isaac.marketplace.testing.TestFramework;
import dev.isaac.marketplace.testing.TestPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Walks every single change of a file that an installation, an update, a rollback and a removal make, lets the disk be full
 * or answer too late, or the process be killed at each, and looks at what the next start finds: the old state or the new one, with the data that
 * belongs to it, never anything between.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES) // some hundred starts of a framework
class FaultWalkTest extends MarketplaceCase {

    private static final PluginId ALPHA = PluginId.of("alpha");

    /** What is changed, from which version to which. */
    enum Change {
        INSTALL("", "1.1.0"),
        UPDATE("1.0.0", "1.1.0"),
        ROLLBACK("1.1.0", "1.0.0"),
        PURGE("1.0.0", "");

        private final String before;
        private final String after;

        Change(String before, String after) {
            this.before = before;
            this.after = after;
        }

        private PlanRequest request() {
            return switch (this) {
                case INSTALL -> new PlanRequest.Install(List.of(new PluginSelector(ALPHA, Optional.empty())));
                case UPDATE -> new PlanRequest.Update(List.of(ALPHA));
                case ROLLBACK -> new PlanRequest.Rollback(ALPHA);
                case PURGE -> new PlanRequest.Uninstall(List.of(ALPHA), true);
            };
        }
    }

    @Test
    void updateOnAFullDiskLeavesTheOldOrTheNewState() throws Exception {
        walk(Change.UPDATE, FaultyFiles.Fault.FULL_DISK);
    }

    @Test
    void updateThatBreaksAnywhereLeavesTheOldOrTheNewState() throws Exception {
        walk(Change.UPDATE, FaultyFiles.Fault.EXCEPTION);
    }

    @Test
    void updateWhoseDiskAnswersTooLateLeavesTheOldOrTheNewState() throws Exception {
        walk(Change.UPDATE, FaultyFiles.Fault.TIME_OUT);
    }

    @ParameterizedTest
    @EnumSource(names = {"UPDATE", "ROLLBACK"})
    void killedProcessLeavesTheOldOrTheNewState(Change change) throws Exception {
        walk(change, FaultyFiles.Fault.KILL);
    }

    @ParameterizedTest
    @Tag("soak")
    @EnumSource(names = {"INSTALL", "ROLLBACK", "PURGE"})
    void everyChangeThatBreaksAnywhereLeavesTheOldOrTheNewState(Change change) throws Exception {
        walk(change, FaultyFiles.Fault.EXCEPTION);
    }

    @ParameterizedTest
    @Tag("soak")
    @EnumSource(names = {"INSTALL", "ROLLBACK", "PURGE"})
    void everyChangeWhoseDiskAnswersTooLateLeavesTheOldOrTheNewState(Change change) throws Exception {
        walk(change, FaultyFiles.Fault.TIME_OUT);
    }

    @ParameterizedTest
    @Tag("soak")
    @EnumSource
    void everyChangeOnAFullDiskLeavesTheOldOrTheNewState(Change change) throws Exception {
        walk(change, FaultyFiles.Fault.FULL_DISK);
    }

    @ParameterizedTest
    @Tag("soak")
    @EnumSource(names = {"INSTALL", "PURGE"})
    void everyKilledProcessLeavesTheOldOrTheNewState(Change change) throws Exception {
        walk(change, FaultyFiles.Fault.KILL);
    }

    private void walk(Change change, FaultyFiles.Fault fault) throws Exception {
        registry.publish(plugin("1.0.0")).write();
        prepare(change);
        Path prepared = folder.resolve("prepared");
        copy(home, prepared);
        String dataBefore = data(home);
        List<String> seen = new ArrayList<>();
        boolean failed = true;
        for (int step = 0; failed; step++) {
            Path place = folder.resolve("home-" + step);
            copy(prepared, place);
            FaultyFiles files = new FaultyFiles();
            Throwable thrown;
            Optional<List<String>> now = Optional.empty();
            try (TestFramework broken = TestFramework.start(files.path(place), files.path(distribution))) {
                InstallPlan plan = broken.marketplace().plan(change.request(), progress);
                files.failAt(step, fault);
                thrown = catchThrowable(() -> apply(broken.marketplace(), plan));
                failed = files.hasFailed();
                if (failed) {
                    seen.add(files.changes().get(step));
                }
                boolean isKill = fault == FaultyFiles.Fault.KILL && failed;
                if (!isKill) {
                    boolean isBroken = fault == FaultyFiles.Fault.EXCEPTION
                            && String.valueOf(thrown).contains("broken at ");
                    assertThat(thrown == null || thrown instanceof CommandException || isBroken)
                            .as("at %s: %s", seen, thrown)
                            .isTrue();
                    now = Optional.of(broken.commands());
                }
            } catch (FaultyFiles.Killed killed) {
                assertThat(fault).isEqualTo(FaultyFiles.Fault.KILL); // also its end could not be written
            }
            look(place, change, dataBefore, now, "step " + step + " " + seen.get(Math.max(0, seen.size() - 1)));
        }
        assertThat(seen).as("the steps of a change").hasSizeGreaterThan(8);
    }

    /**
     * What the next process finds.
     *
     * @param now the commands in the process that made the change; empty where it was killed
     */
    private void look(Path place, Change change, String dataBefore, Optional<List<String>> now, String when)
            throws Exception {
        try (TestFramework next = TestFramework.start(place, distribution)) {
            Marketplace marketplace = next.marketplace();
            assertThat(next.commands()).as(when).isEqualTo(now.orElse(next.commands()));
            String version = marketplace.installed().stream()
                    .map(plugin -> plugin.version().toString())
                    .findFirst()
                    .orElse("");
            assertThat(version).as(when).isIn(change.before, change.after);
            assertThat(next.commands())
                    .as(when)
                    .isEqualTo(version.isEmpty() ? List.of() : List.of("alpha hello " + version));
            assertThat(place.resolve("journal.json")).as(when).doesNotExist();
            String data = data(place);
            if (version.equals(change.before)) {
                // The old version has its data, and the line that it wrote when it was started again.
                assertThat(data).as(when).startsWith(dataBefore);
            }
            switch (change) {
                case UPDATE -> {
                    if (version.equals(change.before)) {
                        assertThat(data).as(when).doesNotContain(change.after);
                    }
                }
                case ROLLBACK -> {
                    if (version.equals(change.after)) {
                        assertThat(data).as(when).startsWith("1.0.0\n1.0.0\n").doesNotContain(change.before);
                    }
                }
                case INSTALL, PURGE -> {
                    if (version.isEmpty()) {
                        assertThat(data).as(when).isEmpty();
                    }
                }
            }
            List<HistoryEntry> history = marketplace.history();
            boolean done = !history.isEmpty() && history.get(history.size() - 1).isDone();
            if (version.equals(change.after)) {
                assertThat(done).as("%s: %s", when, history).isTrue();
            }
            // And everything works on.
            PlanRequest.Install install = new PlanRequest.Install(List.of(PluginSelector.parse("alpha@1.0.0")));
            apply(marketplace, marketplace.plan(install, progress));
            assertThat(next.commands()).as(when).containsExactly("alpha hello 1.0.0");
        }
    }

    private void prepare(Change change) throws Exception {
        switch (change) {
            case INSTALL -> publishNewer();
            case UPDATE -> {
                install("alpha");
                publishNewer();
            }
            case ROLLBACK -> {
                install("alpha");
                publishNewer();
                update("alpha");
            }
            case PURGE -> {
                install("alpha");
                publishNewer();
            }
        }
        stopFramework();
    }

    private void publishNewer() throws Exception {
        registry.publish(plugin("1.1.0")).write();
        framework();
    }

    private static TestPlugin plugin(String version) {
        return TestPlugin.of("alpha", version, "alpha hello").behaving("data");
    }

    private static void apply(Marketplace marketplace, InstallPlan plan) throws CommandException {
        marketplace.apply(
                plan,
                plan.confirmations().stream().map(Confirmation::digest).toList(),
                new RecordingProgress(),
                RecordingProgress.NEVER);
    }

    private static String data(Path place) throws Exception {
        Path file = place.resolve("data/alpha/starts");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static void copy(Path from, Path to) throws Exception {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
