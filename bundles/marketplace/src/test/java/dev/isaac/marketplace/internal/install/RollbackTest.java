package dev.isaac.marketplace.internal.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.isaac.command.Fault;
import dev.isaac.command.spi.DataMigration;
import dev.isaac.marketplace.HistoryEntry;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginLock;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.RecordingProgress;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.marketplace.testplugin.Migrate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way back: versions, data, pins, locks, and what the history says of it. */
class RollbackTest extends MarketplaceCase {

    private static final PluginId ALPHA = PluginId.of("alpha");

    @Test
    void rollbackBringsBackTheVersionAndItsDataWithoutTheRegistry() throws Exception {
        installThenUpdate();
        Files.delete(distribution.resolve("registry/metadata/timestamp.json"));

        InstallPlan plan = marketplace().plan(new PlanRequest.Rollback(ALPHA), progress);
        assertThat(plan.lines()).anyMatch(line -> line.startsWith("roll back alpha 1.1.0 -> 1.0.0"));
        assertThat(plan.downloadBytes()).isZero();
        apply(plan);

        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
        assertThat(starts()).isEqualTo("1.0.0\n1.0.0\n");

        // And forward again, to the data that the newer version wrote.
        apply(marketplace().plan(new PlanRequest.Rollback(ALPHA), progress));
        assertThat(framework().commands()).containsExactly("alpha hello 1.1.0");
        assertThat(starts()).isEqualTo("1.0.0\n1.1.0\n1.1.0\n");
    }

    @Test
    void rollbackOfWhatWasNeverUpdatedSaysSo() throws Exception {
        registry.publish(data("1.0.0")).write();
        install("alpha");

        assertThat(code(() -> marketplace().plan(new PlanRequest.Rollback(ALPHA), progress)))
                .isEqualTo("plugin.no-previous");
        assertThat(code(() -> marketplace().plan(new PlanRequest.Rollback(PluginId.of("beta")), progress)))
                .isEqualTo("plugin.not-installed");
    }

    @Test
    void rollbackThatAnotherPluginForbidsIsRefused() throws Exception {
        installThenUpdate();
        registry.publish(TestPlugin.of("beta", "1.0.0").needing("alpha", "[1.1,2)"))
                .write();
        install("beta");

        Fault fault = fault(() -> marketplace().plan(new PlanRequest.Rollback(ALPHA), progress));

        assertThat(fault.code()).isEqualTo("plugin.conflict");
        assertThat(fault.message()).contains("beta 1.0.0 needs alpha");
    }

    @Test
    void uninstallationForgetsTheWayBack() throws Exception {
        installThenUpdate();
        uninstall(false, "alpha");

        assertThat(files("snapshots")).isEmpty();
        assertThat(files("store")).isEmpty();
        install("alpha");
        assertThat(code(() -> marketplace().plan(new PlanRequest.Rollback(ALPHA), progress)))
                .isEqualTo("plugin.no-previous");
    }

    @Test
    void onlyTwoVersionsBeforeAreKept() throws Exception {
        for (String version : List.of("1.0.0", "1.1.0", "1.2.0", "1.3.0", "1.4.0")) {
            registry.publish(data(version)).write();
            install("alpha@" + version);
        }

        assertThat(files("store/sha256")).hasSize(6);
        assertThat(files("snapshots")).hasSize(2);
        restart();
        apply(marketplace().plan(new PlanRequest.Rollback(ALPHA), progress));
        assertThat(framework().commands()).containsExactly("alpha hello 1.3.0");
    }

    @Test
    void migrationRunsBeforeTheNewVersionStarts() throws Exception {
        registry.publish(data("1.0.0")).write();
        install("alpha");
        registry.publish(migrating("1.1.0")).write();

        update("alpha");

        assertThat(Files.readString(home.resolve("data/alpha/form"))).isEqualTo("1.0.0 -> 1.1.0");
        assertThat(starts()).isEqualTo("1.0.0\n1.1.0\n");
    }

    @Test
    void migrationKnowsWhoWroteTheDataThatWasLeft() throws Exception {
        registry.publish(data("1.0.0")).write();
        install("alpha");
        uninstall(false, "alpha");
        registry.publish(migrating("1.1.0")).write();

        install("alpha");

        assertThat(Files.readString(home.resolve("data/alpha/form"))).isEqualTo("1.0.0 -> 1.1.0");
        assertThat(files("data")).doesNotContain("alpha@version");
    }

    @Test
    void migrationThatThrowsLosesNothing() throws Exception {
        registry.publish(data("1.0.0")).write();
        install("alpha");
        registry.publish(migrating(Migrate.BAD)).write();

        Fault fault = fault(() -> update("alpha"));

        assertThat(fault.code()).isEqualTo("plugin.migration-failed");
        assertThat(fault.message()).contains("alpha 1.9.0", "of version 1.0.0", "a form that nobody knows");
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
        assertThat(files("data")).containsExactly("alpha/starts");
        assertThat(starts()).isEqualTo("1.0.0\n1.0.0\n");
        assertThat(files("snapshots")).isEmpty();
        assertThat(home.resolve("journal.json")).doesNotExist();
        assertThat(marketplace().history())
                .extracting(HistoryEntry::action, HistoryEntry::outcome)
                .containsExactly(tuple("install", "done"), tuple("update", "plugin.migration-failed"));
    }

    @Test
    void pinnedPluginStaysAndSaysWhy() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello")).write();
        install("alpha");
        marketplace().pin(ALPHA, "waiting for issue 12", progress, RecordingProgress.NEVER);
        registry.publish(TestPlugin.of("alpha", "1.1.0", "alpha hello"))
                .publish(TestPlugin.of("beta", "1.0.0").needing("alpha", "[1.1,2)"))
                .write();

        assertThat(fault(() -> update("alpha")).message()).contains("waiting for issue 12");
        InstallPlan all = marketplace().plan(new PlanRequest.Update(List.of()), progress);
        assertThat(all.isEmpty()).isTrue();
        assertThat(all.notes()).anyMatch(note -> note.contains("waiting for issue 12"));
        assertThat(code(() -> install("alpha@1.1.0"))).isEqualTo("plugin.pinned");
        Fault conflict = fault(() -> install("beta"));
        assertThat(conflict.message()).contains("is pinned (waiting for issue 12)");
        assertThat(conflict.hint()).contains("marketplace unpin alpha");
        assertThat(marketplace().installed()).singleElement().satisfies(plugin -> assertThat(plugin.pin())
                .contains("waiting for issue 12"));

        restart();
        marketplace().unpin(ALPHA, progress, RecordingProgress.NEVER);
        install("beta");
        assertThat(framework().commands()).containsExactly("alpha hello 1.1.0");
        assertThat(marketplace().history())
                .extracting(HistoryEntry::action)
                .containsExactly("install", "pin", "unpin", "install");
    }

    @Test
    void syncHasExactlyWhatTheLockLists() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello").needing("beta", "[1,2)"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .write();
        install("alpha");
        PluginLock lock = marketplace().lock();
        registry.publish(TestPlugin.of("beta", "1.1.0", "beta hello"))
                .publish(TestPlugin.of("gamma", "1.0.0", "gamma hello"))
                .publish(TestPlugin.of("alpha", "1.0.0", "alpha hello")
                        .needing("beta", "[1,2)")
                        .yanked())
                .write();
        update();
        uninstall(false, "alpha");
        install("gamma");

        apply(marketplace().plan(new PlanRequest.Sync(lock), progress));

        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0", "beta hello 1.0.0");
        assertThat(marketplace().lock()).isEqualTo(lock);
        assertThat(marketplace().plan(new PlanRequest.Sync(lock), progress).isEmpty())
                .isTrue();
    }

    @Test
    void syncRefusesOtherBytesOtherSignersAndHoles() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello").needing("beta", "[1,2)"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .write();
        install("alpha");
        List<PluginLock.Entry> entries = marketplace().lock().plugins();
        uninstall(false, "alpha", "beta");
        PluginLock.Entry alpha = entries.get(0);

        assertThat(code(() -> sync(with(alpha, "0".repeat(64), alpha.signer()), entries.get(1))))
                .isEqualTo("lock.mismatch");
        assertThat(code(() -> sync(with(alpha, alpha.sha256(), "0".repeat(64)), entries.get(1))))
                .isEqualTo("lock.mismatch");
        assertThat(code(() -> sync(alpha))).isEqualTo("lock.incomplete");
        assertThat(marketplace().installed()).isEmpty();
    }

    @Test
    void alteredAndMissingLinesOfTheHistoryAreTold() throws Exception {
        installThenUpdate();
        Path file = home.resolve("history.jsonl");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);

        Files.write(file, List.of(lines.get(0).replace("alpha", "bravo"), lines.get(1)));
        assertThat(fault(() -> marketplace().history()).message()).contains("Line 2");
        Files.write(file, List.of(lines.get(1)));
        assertThat(code(() -> marketplace().history())).isEqualTo("history.damaged");

        // A line that a crash cut short counts for nothing, and the next one takes its place.
        Files.writeString(file, lines.get(0) + "\n" + lines.get(1).substring(0, 40));
        assertThat(marketplace().history()).hasSize(1);
        uninstall(false, "alpha");
        assertThat(marketplace().history()).extracting(HistoryEntry::number).containsExactly(1L, 2L);
    }

    private void sync(PluginLock.Entry... entries) throws Exception {
        apply(marketplace().plan(new PlanRequest.Sync(new PluginLock(List.of(entries))), progress));
    }

    private static PluginLock.Entry with(PluginLock.Entry entry, String sha256, String signer) {
        return new PluginLock.Entry(
                entry.id(), entry.version(), entry.registry(), entry.publisher(), sha256, signer, entry.requested());
    }

    private void installThenUpdate() throws Exception {
        registry.publish(data("1.0.0")).write();
        install("alpha");
        registry.publish(data("1.1.0")).write();
        update("alpha");
    }

    private String starts() throws Exception {
        return Files.readString(home.resolve("data/alpha/starts"));
    }

    private static TestPlugin data(String version) {
        return TestPlugin.of("alpha", version, "alpha hello").behaving("data");
    }

    private static TestPlugin migrating(String version) {
        return data(version)
                .header(DataMigration.HEADER, Migrate.class.getName())
                .with(Migrate.class);
    }
}
