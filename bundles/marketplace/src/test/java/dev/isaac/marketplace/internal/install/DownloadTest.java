package dev.isaac.marketplace.internal.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.CancellationSource;
import dev.isaac.command.Confirmation;
import dev.isaac.marketplace.ChangeEvent;
import dev.isaac.marketplace.ChangeEvent.Phase;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.MarketplaceListener;
import dev.isaac.marketplace.NewRegistry;
import dev.isaac.marketplace.TrustAnchor;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.marketplace.testing.TestRegistry;
import dev.isaac.testing.http.Behaviour;
import dev.isaac.testing.http.FaultyHttpServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large files on their way: followed as they arrive, given up in the middle, and gone on with. */
@Timeout(60)
class DownloadTest extends MarketplaceCase {

    private static final int LENGTH = 1_500_000;
    private static final int STALL = 900_000;

    private final List<ChangeEvent> downloads = Collections.synchronizedList(new ArrayList<>());
    private FaultyHttpServer server;

    @BeforeEach
    void serve() throws Exception {
        registry.write();
        byte[] large = new byte[LENGTH];
        new Random(1).nextBytes(large);
        TestRegistry far = new TestRegistry(folder.resolve("far"))
                .publish(TestPlugin.of("alpha", "1.0.0", "alpha hello").file("large.bin", large))
                .write();
        server = FaultyHttpServer.serving(far.folder());
        marketplace()
                .addRegistry(
                        new NewRegistry(
                                "far",
                                server.address().toString(),
                                new TrustAnchor.OfFile(far.rootFile()),
                                List.of("alpha"),
                                Optional.empty(),
                                Optional.empty()),
                        progress);
    }

    @AfterEach
    void stopServer() throws Exception {
        stopFramework();
        server.close();
    }

    private void listen(Consumer<ChangeEvent> more) throws Exception {
        framework()
                .context()
                .registerService(
                        MarketplaceListener.class,
                        new MarketplaceListener() {
                            @Override
                            public void progress(ChangeEvent event) {
                                if (event.phase() == Phase.DOWNLOADING) {
                                    downloads.add(event);
                                    more.accept(event);
                                }
                            }
                        },
                        null);
    }

    @Test
    void bytesAreToldAsTheyArrive() throws Exception {
        listen(event -> {});
        InstallPlan plan = marketplace().plan(installing("alpha"), progress);

        apply(plan);

        assertThat(downloads).extracting(ChangeEvent::total).containsOnly(plan.downloadBytes());
        assertThat(downloads).extracting(ChangeEvent::done).isSorted().doesNotHaveDuplicates();
        assertThat(downloads).hasSizeBetween(10, 102);
        assertThat(downloads.get(0).done()).isZero();
        assertThat(downloads.get(downloads.size() - 1).done()).isEqualTo(plan.downloadBytes());
        assertThat(progress.tasks).contains("downloading alpha 1.0.0 " + plan.downloadBytes());
    }

    @Test
    void whatHasToBeBegunAnewIsToldTruthfully() throws Exception {
        listen(event -> {});
        server.next(".jar", Behaviour.truncateAfter(STALL), Behaviour.status(416));

        install("alpha");

        List<Long> done = downloads.stream().map(ChangeEvent::done).toList();
        assertThat(done.indexOf(Collections.max(done))).isEqualTo(done.size() - 1);
        assertThat(done)
                .as("it began again")
                .isNotEqualTo(done.stream().sorted().toList());
    }

    /** The server sends nothing more, and nobody waits for its time to be over. */
    @Test
    void aDownloadIsGivenUpInTheMiddleAndGoneOnWithLater() throws Exception {
        server.next(".jar", Behaviour.stallAfter(STALL));
        CancellationSource cancellation = new CancellationSource();
        listen(event -> {
            if (event.done() > STALL - 64 * 1024) {
                cancellation.cancel();
            }
        });
        InstallPlan plan = marketplace().plan(installing("alpha"), progress);
        long began = System.nanoTime();

        List<String> agreed =
                plan.confirmations().stream().map(Confirmation::digest).toList();
        assertThat(code(() -> marketplace().apply(plan, agreed, progress, cancellation)))
                .isEqualTo("command.interrupted");

        assertThat(System.nanoTime() - began).as("nobody waited").isLessThan(TimeUnit.SECONDS.toNanos(20));
        assertThat(marketplace().installed()).isEmpty();
        assertThat(files("store")).isEmpty();
        assertThat(home.resolve("journal.json")).doesNotExist();
        assertThat(files("cache/part")).as("what has arrived").hasSize(1);

        server.forget();
        restart(); // as after the end of the process, which kept nothing in memory
        install("alpha");

        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
        assertThat(server.requests(".jar")).singleElement().satisfies(request -> assertThat(request.header("Range"))
                .matches("bytes=[5-8][0-9]{5}-"));
        assertThat(files("cache/part")).isEmpty();
    }

    /** Who asks may be interrupted without a word, as by an executor that is shut down. */
    @Test
    void anInterruptGivesUpADownloadToo() throws Exception {
        server.next(".jar", Behaviour.stallAfter(STALL));
        Thread caller = Thread.currentThread();
        listen(event -> {
            if (event.done() > STALL - 64 * 1024) {
                caller.interrupt();
            }
        });
        InstallPlan plan = marketplace().plan(installing("alpha"), progress);

        assertThat(code(() -> apply(plan))).isEqualTo("registry.unreachable");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(marketplace().installed()).isEmpty();
    }
}
