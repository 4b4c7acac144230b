package dev.isaac.marketplace.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.command.CancellationSource;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.core.internal.call.RunningCall;
import dev.isaac.marketplace.ChangeEvent;
import dev.isaac.marketplace.ChangeEvent.Phase;
import dev.isaac.marketplace.HistoryEntry;
import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.MarketplaceListener;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.RecordingProgress;
import dev.isaac.marketplace.testing.TestFramework;
import dev.isaac.marketplace.testing.TestInvocation;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.marketplace.testplugin.LateCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** Plugins that change while commands of them run: these end on their old code, or are told; no class breaks. */
@Timeout(60)
class DrainTest extends MarketplaceCase {

    private static final PluginId ALPHA = PluginId.of("alpha");

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() throws Exception {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    /** A command of a plugin that waits for its input, as the gateway runs it. */
    private final class Running extends InputStream {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch input = new CountDownLatch(1);
        private final boolean stubborn;
        private final CompletableFuture<String> result = new CompletableFuture<>();
        private volatile Optional<Fault> reason = Optional.empty();

        Running(TestFramework framework, String id, boolean stubborn) throws Exception {
            this.stubborn = stubborn;
            Bundle bundle = Objects.requireNonNull(framework.context().getBundle("isaac:plugin/" + id));
            ServiceReference<?> reference = bundle.getRegisteredServices()[0];
            threads.execute(() -> run(framework, bundle, reference));
            begun.await();
        }

        private void run(TestFramework framework, Bundle bundle, ServiceReference<?> reference) {
            Thread worker = Thread.currentThread();
            String name = String.valueOf(reference.getProperty(Command.NAME));
            RunningCall call = Objects.requireNonNull(framework.calls().begin(bundle.getBundleId(), name, this));
            try (call) {
                Command command =
                        (Command) Objects.requireNonNull(framework.context().getService(reference));
                TestInvocation invocation = new TestInvocation(command.manifest(), folder);
                invocation.in = this;
                call.interruptedBy(worker::interrupt);
                result.complete(((CommandResult.Text) command.execute(invocation)).text());
            } catch (CommandException | RuntimeException | LinkageError e) {
                result.completeExceptionally(e);
            } finally {
                reason = call.reason();
            }
        }

        @Override
        public int read() throws IOException {
            begun.countDown();
            while (true) {
                try {
                    input.await();
                    return -1;
                } catch (InterruptedException e) {
                    if (!stubborn) {
                        throw new InterruptedIOException();
                    }
                }
            }
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return read();
        }

        void goOn() {
            input.countDown();
        }
    }

    private void publish(String... versions) throws Exception {
        for (String version : versions) {
            registry.publish(late("alpha", version));
        }
        registry.write();
    }

    private static TestPlugin late(String id, String version) {
        return TestPlugin.of(id, version, id + " run")
                .behaving("late")
                .with(LateCommand.class)
                .file(LateCommand.class.getName().replace('.', '/') + "$Late.class", lateClass());
    }

    private static byte[] lateClass() {
        String name = LateCommand.class.getName().replace('.', '/') + "$Late.class";
        try (InputStream in = DrainTest.class.getClassLoader().getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> CompletableFuture<T> start(Callable<T> change) {
        CompletableFuture<T> result = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                result.complete(change.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Counts down when a change comes to a phase. */
    private CountDownLatch reaching(Phase phase) throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        framework()
                .context()
                .registerService(
                        MarketplaceListener.class,
                        new MarketplaceListener() {
                            @Override
                            public void progress(ChangeEvent event) {
                                if (event.phase() == phase) {
                                    reached.countDown();
                                }
                            }
                        },
                        null);
        return reached;
    }

    @Test
    void aRunningCommandIsWaitedForAndEndsOnItsOldCode() throws Exception {
        publish("1.0.0");
        install("alpha");
        publish("1.1.0");
        CountDownLatch draining = reaching(Phase.DRAINING);
        Running command = new Running(framework(), "alpha", true);

        CompletableFuture<?> update = start(() -> update("alpha"));
        await(draining);
        assertThat(framework().commands()).containsExactly("alpha run 1.0.0");
        command.goOn();

        assertThat(command.result.get()).isEqualTo("late 1.0.0");
        update.get();
        assertThat(framework().commands()).containsExactly("alpha run 1.1.0");
        assertThat(command.reason).isEmpty();
        assertThat(progress.notes).contains("Waiting for the command alpha run to end.");
    }

    @Test
    void aCommandThatTakesLongIsEndedAndToldWhy() throws Exception {
        publish("1.0.0");
        install("alpha");
        publish("1.1.0");
        Running command = new Running(framework(), "alpha", false);

        update("alpha");

        assertThat(framework().commands()).containsExactly("alpha run 1.1.0");
        assertThat(command.result).isCompletedExceptionally();
        assertThat(command.reason.orElseThrow().code()).isEqualTo("plugin.updating");
        assertThat(command.reason.orElseThrow().message())
                .isEqualTo("The command alpha run was ended: its plugin alpha is being changed to another version.");
    }

    @Test
    void aCommandThatDoesNotEndHoldsAnUpdateUpAndLosesNothing() throws Exception {
        publish("1.0.0");
        install("alpha");
        publish("1.1.0");
        Running command = new Running(framework(), "alpha", true);

        Fault fault = fault(() -> update("alpha"));

        assertThat(fault.code()).isEqualTo("plugin.busy");
        assertThat(fault.message()).contains("alpha run");
        assertThat(framework().commands()).containsExactly("alpha run 1.0.0");
        assertThat(home.resolve("journal.json")).doesNotExist();
        assertThat(marketplace().history()).extracting(HistoryEntry::outcome).containsExactly("done", "plugin.busy");
        command.goOn();
        assertThat(command.result.get()).isEqualTo("late 1.0.0");

        update("alpha");
        assertThat(framework().commands()).containsExactly("alpha run 1.1.0");
    }

    @Test
    void aPluginWhoseCommandDoesNotEndGoesAndItsCodeStaysWholeUntilThen() throws Exception {
        publish("1.0.0");
        install("alpha");
        Running command = new Running(framework(), "alpha", true);

        uninstall(true, "alpha");

        assertThat(framework().commands()).isEmpty();
        assertThat(marketplace().installed()).isEmpty();
        assertThat(files("data")).isEmpty();
        command.goOn();
        assertThat(command.result.get()).isEqualTo("late 1.0.0");
        awaitGone();
        assertThat(framework().plugins()).isEmpty();
        install("alpha");
        assertThat(framework().commands()).containsExactly("alpha run 1.0.0");
    }

    /** The bundle goes on the thread of the command, when that is done. */
    private void awaitGone() throws Exception {
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRemovalThatIsTakenBackTakesBackWhatWasLeftAlone() throws Exception {
        registry.publish(late("alpha", "1.0.0"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello").needing("alpha", "[1,2)", true))
                .write();
        install("alpha", "beta");
        Running command = new Running(framework(), "alpha", true);
        CancellationSource cancellation = new CancellationSource();
        framework()
                .context()
                .registerService(
                        MarketplaceListener.class,
                        new MarketplaceListener() {
                            @Override
                            public void progress(ChangeEvent event) {
                                if (event.phase() == Phase.STOPPING) {
                                    cancellation.cancel();
                                }
                            }
                        },
                        null);

        var plan = marketplace().plan(new PlanRequest.Uninstall(List.of(ALPHA), false), progress);
        // The first step after the bundle was left alone is the one that finds the cancellation.
        assertThat(code(() -> marketplace().apply(plan, List.of(), progress, cancellation)))
                .isEqualTo("command.interrupted");

        assertThat(framework().commands()).containsExactly("alpha run 1.0.0", "beta hello 1.0.0");
        command.goOn();
        assertThat(command.result.get()).isEqualTo("late 1.0.0");
        awaitGone();
        assertThat(framework().commands()).containsExactly("alpha run 1.0.0", "beta hello 1.0.0");
    }

    @Test
    void aRollbackWaitsToo() throws Exception {
        publish("1.0.0");
        install("alpha");
        publish("1.1.0");
        update("alpha");
        Running command = new Running(framework(), "alpha", false);

        apply(marketplace().plan(new PlanRequest.Rollback(ALPHA), progress));

        assertThat(framework().commands()).containsExactly("alpha run 1.0.0");
        assertThat(command.reason.orElseThrow().code()).isEqualTo("plugin.updating");
    }

    @Test
    void aCommandThatChangesItsOwnPluginIsRefusedAtOnce() throws Exception {
        publish("1.0.0");
        install("alpha");
        publish("1.1.0");
        Bundle bundle = framework().context().getBundle("isaac:plugin/alpha");
        long began = System.nanoTime();
        try (RunningCall call = framework().calls().begin(bundle.getBundleId(), "alpha run", this)) {
            assertThat(call).isNotNull();
            assertThat(code(() -> update("alpha"))).isEqualTo("plugin.changes-itself");
            assertThat(code(() -> uninstall(false, "alpha"))).isEqualTo("plugin.changes-itself");
        }
        assertThat(System.nanoTime() - began).as("nobody waited").isLessThan(TimeUnit.SECONDS.toNanos(20));
        update("alpha");
        assertThat(framework().commands()).containsExactly("alpha run 1.1.0");
    }

    @Test
    void followingAnotherProcessLeavesWhatGoesOnOnItsOldCode() throws Exception {
        publish("1.0.0");
        install("alpha");
        publish("1.1.0");
        registry.publish(TestPlugin.of("beta", "1.0.0", "beta hello")).write();
        Running command = new Running(framework(), "alpha", true);
        try (TestFramework other = TestFramework.start(home, distribution)) {
            var plan = other.marketplace().plan(new PlanRequest.Update(List.of(ALPHA)), progress);
            other.marketplace().apply(plan, List.of(), progress, RecordingProgress.NEVER);
        }

        install("beta");

        assertThat(framework().commands()).containsExactly("alpha run 1.1.0", "beta hello 1.0.0");
        assertThat(marketplace().installed())
                .extracting(InstalledPlugin::status)
                .containsOnly(InstalledPlugin.Status.RUNNING);
        command.goOn();
        assertThat(command.result.get()).isEqualTo("late 1.0.0");
        awaitGone();
        assertThat(framework().plugins()).containsExactly("test.alpha 1.1.0", "test.beta 1.0.0");
    }

    @Test
    void waitingForACommandCanBeCancelled() throws Exception {
        publish("1.0.0");
        install("alpha");
        publish("1.1.0");
        CountDownLatch draining = reaching(Phase.DRAINING);
        Running command = new Running(framework(), "alpha", true);
        CancellationSource cancellation = new CancellationSource();
        var plan = marketplace().plan(new PlanRequest.Update(List.of(ALPHA)), progress);

        CompletableFuture<?> update = start(() -> marketplace().apply(plan, List.of(), progress, cancellation));
        await(draining);
        cancellation.cancel();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(update::get)
                .withMessageContaining("command.interrupted");
        assertThat(command.reason).as("nobody ended the command").isEmpty();
        command.goOn();
        assertThat(command.result.get()).isEqualTo("late 1.0.0");
        assertThat(framework().commands()).containsExactly("alpha run 1.0.0");
    }
}
