package dev.isaac.marketplace.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Confirmation;
import dev.isaac.command.spi.Announcements;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.Settings;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.SearchQuery;
import dev.isaac.marketplace.internal.state.DurableFiles;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.RecordingProgress;
import dev.isaac.marketplace.testing.TestFramework;
import dev.isaac.marketplace.testing.TestPlugin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
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
            "reason":"It sends files to strangers."}]}\
            """).write();
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
        LastAsked first = asked(cache, now);

        assertThat(first.claim(LONG)).as("nobody ever asked").isTrue();

        assertThat(first.claim(LONG)).isFalse();
        assertThat(asked(cache, now.plusSeconds(60)).claim(LONG)).isFalse();
        assertThat(asked(cache, now.plus(LONG)).claim(LONG)).isTrue();
        assertThat(asked(cache, now.plus(LONG)).claim(LONG))
                .as("somebody did just now")
                .isFalse();
        Files.setLastModifiedTime(cache.resolve("asked"), FileTime.from(now.plus(Duration.ofDays(999))));
        assertThat(asked(cache, now).claim(LONG)).as("a clock was wrong").isTrue();
    }

    @Test
    void turnThatWasForNothingComesAgainSoon() throws Exception {
        Path cache = Files.createDirectories(folder.resolve("cache"));
        Instant now = Instant.parse("2026-06-01T12:00:00Z");
        LastAsked first = asked(cache, now);
        assertThat(first.claim(LONG)).isTrue();

        first.comeBack(LONG, Duration.ofMinutes(10));

        assertThat(first.claim(LONG)).isFalse();
        assertThat(asked(cache, now.plus(Duration.ofMinutes(9))).claim(LONG)).isFalse();
        assertThat(asked(cache, now.plus(Duration.ofMinutes(10))).claim(LONG)).isTrue();
    }

    @Test
    void registryThatDidNotAnswerIsAskedAgainSoon() throws Exception {
        Path away = folder.resolve("elsewhere");
        Files.move(registry.folder(), away);
        Instant before = Instant.now();

        read(framework());

        Path asked = home.resolve("cache/asked");
        while (!Files.exists(asked)
                || !Files.getLastModifiedTime(asked).toInstant().isBefore(before)) {
            Thread.onSpinWait();
        }
        assertThat(Files.getLastModifiedTime(asked).toInstant())
                .isBetween(before.minus(LONG), Instant.now().minus(LONG).plus(Duration.ofMinutes(11)));
    }

    @Test
    void whereNothingCanBeNotedEachProcessCountsForItself() throws Exception {
        Path file = Files.createFile(folder.resolve("no-folder"));
        LastAsked asked = asked(file, Instant.parse("2026-06-01T12:00:00Z"));

        assertThat(asked.claim(LONG)).isTrue();
        assertThat(asked.claim(LONG)).isFalse();
    }

    private static LastAsked asked(Path cache, Instant now) {
        return new LastAsked(cache, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void whatAnotherShellChangesAppearsHere() throws Exception {
        interval(framework(), "off");
        registry.publish(TestPlugin.of("alpha", "1.1.0", "alpha hello"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .write();
        read(framework());
        try (TestFramework other = TestFramework.start(home, distribution)) {
            change(other, installing("beta"));
            assertThat(soon()).isEqualTo("Started beta 1.0.0, which another ISAAC installed.");
            assertThat(framework().commands()).containsExactly("alpha hello 1.0.0", "beta hello 1.0.0");

            change(other, new PlanRequest.Update(List.of(PluginId.of("alpha"))));
            assertThat(soon()).isEqualTo("Another ISAAC changed alpha from 1.0.0 to 1.1.0.");
            assertThat(framework().commands()).containsExactly("alpha hello 1.1.0", "beta hello 1.0.0");

            change(other, new PlanRequest.Uninstall(List.of(PluginId.of("beta")), false));
            assertThat(soon()).isEqualTo("Another ISAAC removed beta.");
            assertThat(framework().commands()).containsExactly("alpha hello 1.1.0");
        }
    }

    @Test
    void whatIsFollowedWhileRegistriesAreAskedIsToldToo() throws Exception {
        uninstall(false, "alpha");
        try (TestFramework other = TestFramework.start(home, distribution)) {
            // The turn to ask is free, so that both threads see the change.
            read(framework());
            change(other, installing("alpha"));

            assertThat(soon()).isEqualTo("Started alpha 1.0.0, which another ISAAC installed.");
        }
    }

    @Test
    void ownChangesAreNoNews() throws Exception {
        interval(framework(), "off");
        registry.publish(TestPlugin.of("beta", "1.0.0", "beta hello")).write();
        read(framework());

        install("beta");
        uninstall(false, "alpha");

        assertThat(heard.poll(3, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void processThatIsTooOldToFollowSaysSoOnceAndGoesOn() throws Exception {
        interval(framework(), "off");
        read(framework());
        Path state = home.resolve("state.json");
        String newer = Files.readString(state).replace("\"format\": 1", "\"format\": 2");
        assertThat(newer).contains("\"format\": 2");

        DurableFiles.write(state, newer.getBytes(StandardCharsets.UTF_8), folder.resolve("part"));

        assertThat(soon())
                .startsWith("This ISAAC cannot follow what another one changed: ")
                .contains(
                        "written by a newer ISAAC (format 2)", "goes on with the plugins that it has", "Update ISAAC");
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
        Files.writeString(home.resolve("anything"), "wakes it again");
        assertThat(heard.poll(3, TimeUnit.SECONDS)).isNull();
    }

    private void change(TestFramework other, PlanRequest request) throws Exception {
        InstallPlan plan = other.marketplace().plan(request, progress);
        other.marketplace()
                .apply(
                        plan,
                        plan.confirmations().stream().map(Confirmation::digest).toList(),
                        progress,
                        RecordingProgress.NEVER);
    }

    /** Well below the look that is taken should an event be lost. */
    private String soon() throws InterruptedException {
        return String.valueOf(heard.poll(15, TimeUnit.SECONDS));
    }

    @Test
    void anIntervalThatNobodyUnderstandsIsTold() throws Exception {
        interval(framework(), "6 hours");

        assertThat(findings())
                .anyMatch(finding -> finding.topic().equals("marketplace.check-interval")
                        && finding.status() == HealthCheck.Status.WARNING
                        && finding.message().contains("'6 hours'"));
    }

    /** Behind a prompt nothing is asked that asks others in its turn. */
    @Test
    void onlyDoctorAsksRegistries() throws Exception {
        TestFramework framework = framework();
        long onRequest = framework.context().getServiceReferences(HealthCheck.class, null).stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getProperty(HealthCheck.ON_REQUEST)))
                .map(reference -> framework.context().getService(reference).check())
                .filter(findings -> findings.get(0).topic().equals("registry isaac"))
                .count();
        assertThat(onRequest).isEqualTo(1);
    }

    private List<HealthCheck.Finding> findings() throws Exception {
        List<HealthCheck.Finding> findings = new ArrayList<>();
        for (ServiceReference<HealthCheck> reference :
                framework().context().getServiceReferences(HealthCheck.class, null)) {
            findings.addAll(framework().context().getService(reference).check());
        }
        return findings;
    }
}
