package dev.isaac.marketplace.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Confirmation;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.RecordingProgress;
import dev.isaac.marketplace.testing.TestFramework;
import dev.isaac.marketplace.testing.TestPlugin;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two frameworks on one home: nothing is lost. And what a disturbed change leaves. */
class TwoProcessesTest extends MarketplaceCase {

    @Test
    void changesOfBothAreKeptAndFollowed() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .publish(TestPlugin.of("gamma", "1.0.0", "gamma hello"))
                .write();
        try (TestFramework other = TestFramework.start(home, distribution)) {
            install("alpha");
            assertThat(other.marketplace().installed()).singleElement().satisfies(plugin -> assertThat(plugin.status())
                    .isEqualTo(InstalledPlugin.Status.ELSEWHERE));

            apply(other, installing("beta"));
            assertThat(other.commands()).containsExactly("alpha hello 1.0.0", "beta hello 1.0.0");

            uninstall(false, "alpha");
            apply(other, installing("gamma"));
            assertThat(other.commands()).containsExactly("beta hello 1.0.0", "gamma hello 1.0.0");
        }
        assertThat(marketplace().installed())
                .extracting(plugin -> plugin.id().value())
                .containsExactly("beta", "gamma");
    }

    @Test
    void changesAtTheSameTimeAreMadeOneAfterTheOther() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .write();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (TestFramework other = TestFramework.start(home, distribution)) {
            Future<?> here = threads.submit(() -> install("alpha"));
            Future<?> there = threads.submit(() -> {
                apply(other, installing("beta"));
                return true;
            });
            here.get();
            there.get();
        } finally {
            threads.shutdown();
        }
        restart();
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0", "beta hello 1.0.0");
    }

    @Test
    void planThatAnotherProcessOvertookIsRefused() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello")).write();
        InstallPlan plan = marketplace().plan(installing("alpha"), progress);
        try (TestFramework other = TestFramework.start(home, distribution)) {
            apply(other, installing("alpha"));
        }

        assertThat(code(() -> apply(plan))).isEqualTo("plugin.state-changed");
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
    }

    @Test
    void changeThatCannotBeRecordedIsTakenBack() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello")).write();
        install("alpha");
        registry.publish(TestPlugin.of("alpha", "1.1.0", "alpha hello"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .write();
        // A folder in the way of a file: writing the state fails, as on a full disk.
        Files.createDirectories(home.resolve("generations/00000001.json/in-the-way"));

        assertThat(code(() -> update("alpha"))).isEqualTo("home.io");
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
        assertThat(code(() -> install("beta"))).isEqualTo("home.io");
        assertThat(code(() -> uninstall(false, "alpha"))).isEqualTo("home.io");
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
        assertThat(files("store")).hasSize(2);

        restart();
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
    }

    @Test
    void leftoversOfAnInterruptedChangeAreRemovedAtTheNextStart() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello")).write();
        install("alpha");
        Files.writeString(home.resolve("store/quarantine/half.part"), "half of a jar");

        restart();

        assertThat(files("store/quarantine")).isEmpty();
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
    }

    @Test
    void shellComesUpWithADamagedState() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello")).write();
        Files.writeString(home.resolve("state.json"), "{");

        assertThat(framework().commands()).isEmpty();
        assertThat(code(() -> marketplace().installed())).isEqualTo("state.unreadable");
        assertThat(code(() -> install("alpha"))).isEqualTo("state.unreadable");
        assertThat(Files.readString(home.resolve("state.json"))).isEqualTo("{");
    }

    @Test
    void removedPluginsOfOtherProcessesAreNotInstalledAgain() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello")).write();
        install("alpha");
        InstallPlan removal =
                marketplace().plan(new PlanRequest.Uninstall(List.of(PluginId.of("alpha")), false), progress);
        apply(removal);

        assertThat(code(() -> apply(removal))).isEqualTo("plugin.state-changed");
    }

    private void apply(TestFramework other, PlanRequest request) throws Exception {
        InstallPlan plan = other.marketplace().plan(request, progress);
        other.marketplace()
                .apply(
                        plan,
                        plan.confirmations().stream().map(Confirmation::digest).toList(),
                        progress,
                        RecordingProgress.NEVER);
    }
}
