package dev.isaac.marketplace.internal.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.CommandException;
import dev.isaac.command.spi.DataMigration;
import dev.isaac.core.internal.call.CallBook;
import dev.isaac.core.internal.call.RunningCall;
import dev.isaac.marketplace.HistoryEntry;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.NewRegistry;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.TrustAnchor;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.marketplace.testing.TestRegistry;
import dev.isaac.marketplace.testplugin.SlowActivator;
import dev.isaac.testing.http.Behaviour;
import dev.isaac.testing.http.FaultyHttpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;

/**
 * Lets every step of a change that can take without end do so: the fetching, the command that is waited for, and each call
 * into a plugin. Such code obeys its interruption, or it does not. Whatever happens, the old or the new state is there, in this
 * process and in the next, with the data that belongs to it. (The disk that answers too late is in {@link FaultWalkTest}.)
 */
@Timeout(60)
class TimeOutWalkTest extends MarketplaceCase {

    private static final PluginId ALPHA = PluginId.of("alpha");
    private static final String OLD = "1.0.0";
    private static final String NEW = "1.1.0";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private FaultyHttpServer server;
    private TestRegistry slow;
    private final CountDownLatch commandEnd = new CountDownLatch(1);

    TimeOutWalkTest() {
        startLimit = 1200;
        readLimit = 100;
    }

    /** What is changed, from which version to which; none is empty. */
    enum Change {
        INSTALL("", NEW),
        UPDATE(OLD, NEW),
        ROLLBACK(NEW, OLD),
        PURGE(OLD, "");

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

    @BeforeEach
    void serve() throws Exception {
        registry.write();
        slow = new TestRegistry(folder.resolve("slow"));
        server = FaultyHttpServer.serving(slow.folder());
    }

    @AfterEach
    void release() throws Exception {
        System.setProperty("isaac.test.release", "true");
        System.clearProperty("isaac.test.hang");
        commandEnd.countDown();
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        stopFramework();
        server.close();
        System.clearProperty("isaac.test.stubborn");
        System.clearProperty("isaac.test.release");
    }

    /** The change; where it hangs; whether what hangs ignores its interruption; the code of the refusal, or empty: it is done. */
    static List<Arguments> hangs() {
        List<Arguments> all = new ArrayList<>();
        for (Change change : Change.values()) {
            if (change == Change.INSTALL || change == Change.UPDATE) {
                all.add(Arguments.of(change, "fetch", false, "registry.unreachable"));
            }
            for (boolean stubborn : new boolean[] {false, true}) {
                if (change != Change.PURGE) {
                    all.add(Arguments.of(change, "start:" + change.after, stubborn, "plugin.start-timeout"));
                    all.add(Arguments.of(change, "describe:" + change.after, stubborn, "plugin.command-broken"));
                    all.add(Arguments.of(change, "check:" + change.after, stubborn, "plugin.unhealthy"));
                    String andStop = "check:" + change.after + " stop:" + change.after;
                    all.add(Arguments.of(change, andStop, stubborn, "plugin.unhealthy"));
                }
                if (change != Change.INSTALL) {
                    boolean refused = stubborn && change != Change.PURGE;
                    all.add(Arguments.of(change, "drain", stubborn, refused ? "plugin.busy" : ""));
                    all.add(Arguments.of(
                            change, "stop:" + change.before, stubborn, refused ? "plugin.stop-timeout" : ""));
                }
            }
        }
        for (boolean stubborn : new boolean[] {false, true}) {
            all.add(Arguments.of(Change.UPDATE, "migrate:" + NEW, stubborn, "plugin.migration-failed"));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("hangs")
    void whateverHangsTheOldOrTheNewStateIsThere(Change change, String where, boolean stubborn, String code)
            throws Exception {
        prepare(change);
        String dataBefore = data();
        InstallPlan plan = marketplace().plan(change.request(), progress);
        if (where.equals("fetch")) {
            server.always(".jar", Behaviour.stallAfter(100));
        }
        if (where.equals("drain")) {
            runCommand(stubborn);
        }
        System.setProperty("isaac.test.stubborn", Boolean.toString(stubborn));
        System.setProperty("isaac.test.hang", where);

        String refusal = "";
        try {
            apply(plan);
        } catch (CommandException e) {
            refusal = e.fault().code();
        }
        System.clearProperty("isaac.test.hang");

        assertThat(refusal).isEqualTo(code);
        String expected = code.isEmpty() ? change.after : change.before;
        look(expected);
        if (!where.equals("fetch")) { // where nothing was fetched nothing was begun that could be taken back
            assertThat(marketplace().history())
                    .last()
                    .extracting(HistoryEntry::outcome)
                    .isEqualTo(code.isEmpty() ? "done" : code);
        }
        System.setProperty("isaac.test.release", "true");
        commandEnd.countDown();
        server.heal();
        restart();
        look(expected);
        if (!code.isEmpty()) {
            // Of the version that did not come there is nothing; the old one has added a line each time it came back.
            assertThat(data()).isEqualTo(dataBefore + (change.before + "\n").repeat(lines(data()) - lines(dataBefore)));
        }
        install("alpha@" + NEW);
        assertThat(framework().commands()).as("everything works on").containsExactly("alpha hello " + NEW);
    }

    /** What is there: in the process that made the change, and in the one that comes after it. */
    private void look(String version) throws Exception {
        assertThat(framework().commands()).isEqualTo(version.isEmpty() ? List.of() : List.of("alpha hello " + version));
        assertThat(marketplace().installed())
                .extracting(plugin -> plugin.version() + " " + plugin.status())
                .isEqualTo(version.isEmpty() ? List.of() : List.of(version + " RUNNING"));
        assertThat(home.resolve("journal.json")).doesNotExist();
        assertThat(files("quarantine")).isEmpty();
        if (version.isEmpty()) {
            assertThat(files("data")).isEmpty();
        }
    }

    private void prepare(Change change) throws Exception {
        slow.publish(plugin(OLD)).write();
        marketplace()
                .addRegistry(
                        new NewRegistry(
                                "slow",
                                server.address().toString(),
                                new TrustAnchor.OfFile(slow.rootFile()),
                                List.of("alpha"),
                                Optional.empty(),
                                Optional.empty()),
                        progress);
        if (change != Change.INSTALL) {
            install("alpha");
        }
        slow.publish(plugin(NEW)).write();
        if (change == Change.ROLLBACK) {
            update("alpha");
        }
    }

    private static TestPlugin plugin(String version) {
        return TestPlugin.of("alpha", version)
                .activator(SlowActivator.class)
                .with(SlowActivator.Migration.class)
                .with(inner("Slow"))
                .header(DataMigration.HEADER, SlowActivator.Migration.class.getName());
    }

    private static Class<?> inner(String name) {
        try {
            return Class.forName(SlowActivator.class.getName() + "$" + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A command that runs without end; it ends when it is asked to, or only with the test. */
    private void runCommand(boolean stubborn) throws Exception {
        Bundle bundle = Objects.requireNonNull(framework().context().getBundle("isaac:plugin/alpha"));
        CountDownLatch begun = new CountDownLatch(1);
        CallBook calls = framework().calls();
        threads.execute(() -> {
            try (RunningCall call = Objects.requireNonNull(calls.begin(bundle.getBundleId(), "alpha hello", this))) {
                CountDownLatch asked = new CountDownLatch(1);
                call.interruptedBy(asked::countDown);
                begun.countDown();
                if (stubborn) {
                    commandEnd.await();
                } else {
                    asked.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static int lines(String text) {
        return (int) text.lines().count();
    }

    private String data() throws Exception {
        Path file = home.resolve("data/alpha/starts");
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
