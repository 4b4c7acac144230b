package dev.isaac.marketplace.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.spi.Announcements;
import dev.isaac.command.spi.Settings;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.SearchQuery;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestFramework;
import dev.isaac.marketplace.testing.TestPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceRegistration;

/** What happens by itself while somebody sits at a prompt. */
class WatchTest extends MarketplaceCase {

    private static final Duration LONG = Duration.ofHours(6);

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @BeforeEach
    void installAlpha() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello")).write();
        install("alpha");
    }

    private ServiceRegistration<Announcements> read(TestFramework framework) {
        return framework.context().registerService(Announcements.class, heard::add, null);
    }

    private void interval(TestFramework framework, String value) {
        Settings settings = new Settings() {
            @Override
            public Optional<String> get(String key) {
                return key.equals("marketplace.check-interval") ? Optional.of(value) : Optional.empty();
            }

            @Override
            public void set(String key, String text) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Map<String, String> all() {
                return Map.of();
            }
        };
        framework.context().registerService(Settings.class, settings, null);
    }

    private String hear() throws InterruptedException {
        return String.valueOf(heard.poll(30, TimeUnit.SECONDS));
    }

    private void policy(String mode) throws Exception {
        Files.writeString(home.resolve("policy.json"), "{\"marketplace\":{\"automaticUpdates\":\"" + mode + "\"}}");
    }

    private void advise() {
        registry.target("advisories.json", """
                        {"format":1,"advisories":[{"id":"A-1","plugin":"alpha","range":"[1.0,1.1)","severity":"critical",
                        "reason":"It sends files to strangers."}]}""").write();
    }

    @Test
    void criticalAdvisoryStopsThePluginWithoutAnybodyAsking() throws Exception {
        advise();

        read(framework());

        assertThat(hear()).startsWith("alpha was stopped: alpha 1.0.0 may not run: advisory A-1 (critical)");
        assertThat(framework().commands()).containsExactly("alpha hello blocked");
    }

    @Test
    void everyOpenShellOfTheHomeStopsItAndSaysWhy() throws Exception {
        interval(framework(), "off");
        read(framework());
        try (TestFramework other = TestFramework.start(home, distribution)) {
            advise();
            Marketplace there = other.marketplace();
            there.search(new SearchQuery("", List.of(), 10), progress);
            assertThat(other.commands()).containsExactly("alpha hello blocked");
        }

        assertThat(hear()).contains("alpha was stopped", "It sends files to strangers");
        assertThat(framework().commands()).containsExactly("alpha hello blocked");
        assertThat(home.resolve("cache/asked"))
                .as("off means that it asks no registry itself")
                .doesNotExist();
    }

    @Test
    void nobodyReadsAndNothingHappens() throws Exception {
        framework();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("isaac-marketplace-watch");
        assertThat(home.resolve("cache/asked")).doesNotExist();
    }

    @Test
    void threadEndsWithItsLastReader() throws Exception {
        ServiceRegistration<Announcements> first = read(framework());
        ServiceRegistration<Announcements> second = read(framework());
        Thread watch = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("isaac-marketplace-watch"))
                .findFirst()
                .orElseThrow();
        first.unregister();
        assertThat(watch.isAlive()).isTrue();

        second.unregister();

        watch.join(30_000);
        assertThat(watch.isAlive()).isFalse();
    }

    @Test
    void newerVersionIsTold() throws Exception {
        policy("notify");
        registry.publish(TestPlugin.of("alpha", "1.1.0", "alpha hello")).write();

        read(framework());

        assertThat(hear()).isEqualTo("There is something newer: alpha 1.0.0 to 1.1.0. marketplace update takes it.");
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
    }

    @Test
    void newerVersionIsTaken() throws Exception {
        policy("on");
        registry.publish(TestPlugin.of("alpha", "1.1.0", "alpha hello")).write();

        read(framework());

        assertThat(hear()).isEqualTo("Updated by itself: alpha 1.0.0 to 1.1.0.");
        assertThat(framework().commands()).containsExactly("alpha hello 1.1.0");
    }

    @Test
    void consentDoesNotWiden() throws Exception {
        policy("on");
        TestPlugin wider = TestPlugin.of("alpha", "1.1.0", "alpha hello");
        wider.permissions = List.of("framework", "write:data", "network:*");
        registry.publish(wider).write();

        read(framework());

        assertThat(hear()).contains("alpha 1.0.0 to 1.1.0", "when you agree");
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
    }

    @Test
    void newSignerIsNotAccepted() throws Exception {
        policy("on");
        registry.rotate("acme")
                .publish(TestPlugin.of("alpha", "1.1.0", "alpha hello"))
                .write();

        read(framework());

        assertThat(hear()).contains("when you agree");
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
    }

    @Test
    void versionThatDoesNotStartIsTakenBackAndTold() throws Exception {
        policy("on");
        registry.publish(TestPlugin.of("alpha", "1.1.0", "alpha hello").behaving("throw"))
                .write();

        read(framework());

        assertThat(hear()).startsWith("The automatic update of alpha failed: ").contains("plugin.start-failed");
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
    }

    @Test
    void allProcessesTogetherAskOnce() throws Exception {
        Path cache = Files.createDirectories(folder.resolve("cache"));
        Instant now = Instant.parse("2026-06-01T12:00:00Z");
        LastAsked first = new LastAsked(cache, Clock.fixed(now, ZoneOffset.UTC));
        assertThat(first.isDue(LONG)).as("nobody ever asked").isTrue();
        first.now();

        assertThat(first.isDue(LONG)).isFalse();
        assertThat(new LastAsked(cache, Clock.fixed(now.plusSeconds(60), ZoneOffset.UTC)).isDue(LONG))
                .isFalse();
        assertThat(new LastAsked(cache, Clock.fixed(now.plus(LONG), ZoneOffset.UTC)).isDue(LONG))
                .isTrue();
        Files.setLastModifiedTime(cache.resolve("asked"), FileTime.from(now.plus(Duration.ofDays(999))));
        assertThat(new LastAsked(cache, Clock.fixed(now, ZoneOffset.UTC)).isDue(LONG))
                .as("a clock was wrong")
                .isTrue();
    }
}
