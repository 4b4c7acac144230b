package dev.isaac.marketplace.internal.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.CancellationSource;
import dev.isaac.command.spi.DataMigration;
import dev.isaac.marketplace.ChangeEvent;
import dev.isaac.marketplace.ChangeEvent.Phase;
import dev.isaac.marketplace.HistoryEntry;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.MarketplaceListener;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginsChanged;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.RecordingProgress;
import dev.isaac.marketplace.testing.TestFramework;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.marketplace.testplugin.Migrate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What programs hear of changes, and how they cancel them. */
@Timeout(60)
class ChangeEventsTest extends MarketplaceCase {

    private static final PluginId ALPHA = PluginId.of("alpha");

    private static final class Recorder implements MarketplaceListener {
        final List<ChangeEvent> events = Collections.synchronizedList(new ArrayList<>());
        final List<PluginsChanged> changes = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void progress(ChangeEvent event) {
            events.add(event);
        }

        @Override
        public void changed(PluginsChanged event) {
            changes.add(event);
        }
    }

    private Recorder listen(TestFramework framework) {
        Recorder recorder = new Recorder();
        framework.context().registerService(MarketplaceListener.class, recorder, null);
        return recorder;
    }

    private static TestPlugin alpha(String version) {
        return TestPlugin.of("alpha", version, "alpha hello")
                .behaving("data")
                .header(DataMigration.HEADER, Migrate.class.getName())
                .with(Migrate.class);
    }

    private static String change(PluginsChanged event) {
        return event.changes().stream()
                        .map(one -> one.id() + " "
                                + one.from().map(Object::toString).orElse("-") + " "
                                + one.to().map(Object::toString).orElse("-"))
                        .toList()
                + (event.here() ? " here" : " elsewhere");
    }

    @Test
    void everyStepIsToldInItsOrder() throws Exception {
        registry.publish(alpha("1.0.0")).write();
        install("alpha");
        registry.publish(alpha("1.1.0")).write();
        Recorder recorder = listen(framework());
        InstallPlan plan = marketplace().plan(new PlanRequest.Update(List.of(ALPHA)), progress);

        apply(plan);

        assertThat(recorder.events)
                .extracting(ChangeEvent::phase)
                .containsExactly(
                        Phase.DOWNLOADING, // it begins
                        Phase.DOWNLOADING, // it is there
                        Phase.STOPPING,
                        Phase.MIGRATING,
                        Phase.STARTING,
                        Phase.CHECKING,
                        Phase.RECORDING,
                        Phase.DONE);
        assertThat(recorder.events).allSatisfy(event -> {
            assertThat(event.plan()).isEqualTo(plan.digest());
            assertThat(event.action()).isEqualTo("update");
        });
        ChangeEvent download = recorder.events.get(0);
        assertThat(download.plugin()).contains(ALPHA);
        assertThat(download.total()).isEqualTo(plan.downloadBytes()).isPositive();
        assertThat(recorder.changes).extracting(ChangeEventsTest::change).containsExactly("[alpha 1.0.0 1.1.0] here");
        assertThat(progress.tasks).contains("downloading alpha 1.1.0", "starting plugins", "starting plugins closed");
    }

    @Test
    void bytesAreCountedOverAllPluginsOfAPlan() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .write();
        Recorder recorder = listen(framework());
        InstallPlan plan = marketplace().plan(installing("alpha", "beta"), progress);
        apply(plan);

        List<ChangeEvent> downloads = recorder.events.stream()
                .filter(event -> event.phase() == Phase.DOWNLOADING)
                .toList();
        assertThat(downloads)
                .extracting(ChangeEvent::done)
                .containsExactly(
                        0L,
                        plan.changes().get(0).length(),
                        plan.changes().get(0).length(),
                        plan.downloadBytes());
        assertThat(downloads)
                .extracting(ChangeEvent::total)
                .containsOnly(plan.changes().stream()
                        .mapToLong(change -> change.length())
                        .sum());
    }

    /** Before the change is written down nothing stays of it; after that it is finished. */
    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"DOWNLOADING", "STOPPING", "MIGRATING", "STARTING", "CHECKING", "RECORDING"})
    void aChangeCanBeCancelledUntilItIsWrittenDown(Phase when) throws Exception {
        registry.publish(alpha("1.0.0")).write();
        install("alpha");
        registry.publish(alpha("1.1.0")).write();
        InstallPlan plan = marketplace().plan(new PlanRequest.Update(List.of(ALPHA)), progress);
        CancellationSource cancellation = new CancellationSource();
        Thread caller = Thread.currentThread();
        cancellation.onCancel(caller::interrupt); // as a surface does
        Recorder recorder = listen(framework());
        framework()
                .context()
                .registerService(
                        MarketplaceListener.class,
                        new MarketplaceListener() {
                            @Override
                            public void progress(ChangeEvent event) {
                                if (event.phase() == when) {
                                    cancellation.cancel();
                                }
                            }
                        },
                        null);

        if (when == Phase.RECORDING) {
            marketplace().apply(plan, List.of(), progress, cancellation);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(framework().commands()).containsExactly("alpha hello 1.1.0");
            assertThat(last(recorder).phase()).isEqualTo(Phase.DONE);
        } else {
            assertThat(code(() -> marketplace().apply(plan, List.of(), progress, cancellation)))
                    .isEqualTo("command.interrupted");
            Thread.interrupted();
            assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
            assertThat(home.resolve("data/alpha/form"))
                    .as("what the migration wrote")
                    .doesNotExist();
            assertThat(last(recorder).phase()).isEqualTo(Phase.TAKEN_BACK);
            assertThat(last(recorder).subject()).isEqualTo("command.interrupted");
            assertThat(recorder.changes).isEmpty();
        }
        assertThat(home.resolve("journal.json")).doesNotExist();
        assertThat(files("quarantine")).isEmpty();
        String running = framework().commands().toString();
        restart();
        assertThat(framework().commands().toString()).isEqualTo(running);
    }

    private static ChangeEvent last(Recorder recorder) {
        return recorder.events.get(recorder.events.size() - 1);
    }

    @Test
    void changesOfOtherProcessesAreToldWhenTheyAreFollowed() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .write();
        install("alpha");
        Recorder recorder = listen(framework());
        try (TestFramework other = TestFramework.start(home, distribution)) {
            Recorder there = listen(other);
            InstallPlan plan = other.marketplace().plan(new PlanRequest.Uninstall(List.of(ALPHA), false), progress);
            other.marketplace().apply(plan, List.of(), progress, RecordingProgress.NEVER);
            assertThat(there.changes).extracting(ChangeEventsTest::change).containsExactly("[alpha 1.0.0 -] here");
        }
        assertThat(recorder.changes).isEmpty();

        install("beta");

        assertThat(recorder.changes)
                .extracting(ChangeEventsTest::change)
                .containsExactly("[alpha 1.0.0 -] elsewhere", "[beta - 1.0.0] here");
        assertThat(marketplace().history()).extracting(HistoryEntry::outcome).containsOnly("done");
    }

    @Test
    void aListenerThatThrowsStopsNothing() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello")).write();
        framework()
                .context()
                .registerService(
                        MarketplaceListener.class,
                        new MarketplaceListener() {
                            @Override
                            public void progress(ChangeEvent event) {
                                throw new IllegalStateException("not today");
                            }
                        },
                        null);
        Recorder recorder = listen(framework());
        install("alpha");
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
        assertThat(last(recorder).phase()).isEqualTo(Phase.DONE);
    }
}
