package dev.isaac.marketplace.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How a process learns that something in its home became other. */
@Timeout(60)
class HomeWatchTest {

    private static final Duration LONG = Duration.ofSeconds(25);
    /** Well below the look that is taken should an event be lost. */
    private static final long SOON_SECONDS = 10;

    @TempDir
    Path folder;

    private Path home;
    private Path trust;
    private final ExecutorService waiter = Executors.newSingleThreadExecutor();

    @BeforeEach
    void makeHome() throws Exception {
        home = Files.createDirectory(folder.resolve("home"));
        trust = home.resolve("trust");
    }

    @AfterEach
    void stop() {
        waiter.shutdownNow();
    }

    private void replace(Path file) throws Exception {
        Path part = Files.writeString(folder.resolve("part"), "other");
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Future<?> waiting(HomeWatch watch) {
        return waiter.submit(() -> {
            watch.await(LONG);
            return true;
        });
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.WINDOWS})
    void fileThatIsReplacedWakes() throws Exception {
        Files.writeString(home.resolve("state.json"), "one");
        try (HomeWatch watch = new HomeWatch(List.of(home, trust), true)) {
            Future<?> waiting = waiting(watch);

            replace(home.resolve("state.json"));

            waiting.get(SOON_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.WINDOWS})
    void folderThatCameLaterIsWatched() throws Exception {
        try (HomeWatch watch = new HomeWatch(List.of(home, trust), true)) {
            Future<?> waiting = waiting(watch);
            Files.createDirectory(trust);
            waiting.get(SOON_SECONDS, TimeUnit.SECONDS);
            waiting = waiting(watch);

            replace(trust.resolve("isaac.advisories"));

            waiting.get(SOON_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void whereNobodyTellsItIsLookedEverySecond() throws Exception {
        try (HomeWatch watch = new HomeWatch(List.of(home, trust), false)) {
            waiting(watch).get(SOON_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void homeThatIsNotThereIsLookedForEverySecond() throws Exception {
        try (HomeWatch watch = new HomeWatch(List.of(folder.resolve("none"), folder.resolve("none/trust")), true)) {
            waiting(watch).get(SOON_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void closingEndsTheWait() throws Exception {
        for (boolean told : new boolean[] {true, false}) {
            HomeWatch watch = new HomeWatch(List.of(home, trust), told);
            Future<?> waiting = waiting(watch);

            watch.close();

            waiting.get(SOON_SECONDS, TimeUnit.SECONDS);
            watch.await(LONG);
        }
    }

    @Test
    void systemsAreKnownByName() {
        assertThat(HomeWatch.tells("Linux")).isTrue();
        assertThat(HomeWatch.tells("Windows 11")).isTrue();
        assertThat(HomeWatch.tells("Mac OS X")).isFalse();
    }
}
