package dev.isaac.testing.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Fault;
import dev.isaac.core.CommandGateway;
import dev.isaac.core.LineSession;
import dev.isaac.core.SessionOptions;
import dev.isaac.launcher.IsaacRuntime;
import dev.isaac.launcher.RuntimeOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plugin changes while lines, pipes and Gogo sessions run its commands, in the shell as it is delivered. */
@Timeout(120)
final class ChangingInShellTest {

    private static final int WITH_GOGO = 20;
    private static final String DRAIN = "isaac.marketplace.drain-limit";

    @TempDir
    private Path folder;

    private IsaacRuntime isaac;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void start() throws Exception {
        WaiterPlugin plugin = WaiterPlugin.publish(folder);
        isaac = IsaacRuntime.start(
                RuntimeOptions.of(folder.resolve("home"), Path.of(System.getProperty("isaac.test.distribution")))
                        .withStartLevel(WITH_GOGO));
        run(plugin.add());
        run("marketplace install waiter@1.0.0");
    }

    @AfterEach
    void stop() throws Exception {
        System.clearProperty(DRAIN);
        isaac.close();
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private TestSurface run(String line) {
        TestSurface surface = new TestSurface();
        isaac.execute(line, surface);
        assertThat(surface.faults()).as(line).isEmpty();
        return surface;
    }

    /** A line that waits for its input. */
    private CompletableFuture<TestSurface> start(String line, Gate gate) throws InterruptedException {
        CompletableFuture<TestSurface> result = CompletableFuture.supplyAsync(
                () -> {
                    TestSurface surface = new TestSurface(gate);
                    // A session of its own: lines of one session run one after the other.
                    try (LineSession session = isaac.service(CommandGateway.class)
                            .orElseThrow()
                            .open(new SessionOptions(folder, System.getenv(), false))) {
                        session.execute(line, surface);
                    }
                    return surface;
                },
                threads);
        gate.awaitReader();
        return result;
    }

    /** Updates, and opens the gate when the update waits for the command. */
    private TestSurface change(String line, Gate gate) {
        TestSurface surface = new TestSurface().onNote("Waiting for the command", gate::open);
        isaac.execute(line, surface);
        assertThat(surface.faults()).as(line).isEmpty();
        return surface;
    }

    @Test
    void aLineEndsOnTheOldCodeAndTheNextOneHasTheNew() throws Exception {
        Gate gate = new Gate();
        CompletableFuture<TestSurface> old = start("waiter run", gate);
        change("marketplace update waiter", gate);
        assertThat(old.get().text()).isEqualTo("late 1.0.0");
        assertThat(run("waiter run").text()).isEqualTo("late 1.1.0");
    }

    @Test
    void bothStagesOfAPipeEndOnTheOldCode() throws Exception {
        Gate gate = new Gate();
        CompletableFuture<TestSurface> old = start("waiter pass | cat | waiter pass", gate);
        change("marketplace update waiter", gate);
        assertThat(old.get().faults()).isEmpty();
        assertThat(old.get().written()).isEqualTo("late 1.0.0\nlate 1.0.0\n");
        assertThat(run("waiter pass | waiter pass").written()).isEqualTo("late 1.1.0\nlate 1.1.0\n");
    }

    @Test
    void aGogoSessionEndsOnTheOldCode() throws Exception {
        Gate gate = new Gate();
        CompletableFuture<TestSurface> old = start("isaac:waiter run", gate);
        change("marketplace update waiter", gate);
        assertThat(old.get().faults()).isEmpty();
        change("marketplace rollback waiter", gate);
        assertThat(run("isaac:waiter run").faults()).isEmpty();
    }

    @Test
    void whoDoesNotEndInTimeIsToldWhy() throws Exception {
        System.setProperty(DRAIN, "300");
        isaac.close();
        isaac = IsaacRuntime.start(
                RuntimeOptions.of(folder.resolve("home"), Path.of(System.getProperty("isaac.test.distribution")))
                        .withStartLevel(WITH_GOGO));
        Gate gate = new Gate();
        CompletableFuture<TestSurface> line = start("waiter run", gate);
        Gate other = new Gate();
        CompletableFuture<TestSurface> gogo = start("isaac:waiter run", other);

        run("marketplace uninstall waiter");

        for (CompletableFuture<TestSurface> old : List.of(line, gogo)) {
            assertThat(old.get().faults()).extracting(Fault::code).containsExactly("plugin.updating");
            assertThat(old.get().faults().get(0).message())
                    .isEqualTo("The command waiter run was ended: its plugin waiter is being removed.");
        }
    }

    @Test
    void aCommandThatUpdatesItsOwnPluginIsRefused() {
        TestSurface surface = new TestSurface();
        isaac.execute("waiter self", surface);
        assertThat(surface.faults()).extracting(Fault::code).containsExactly("plugin.changes-itself");
        assertThat(run("waiter run").text()).isEqualTo("late 1.0.0");
    }
}
