package dev.isaac.core.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Tier;
import dev.isaac.command.spi.CommandCalls.Call;
import dev.isaac.command.spi.CommandCalls.Hold;
import dev.isaac.core.LineSession;
import dev.isaac.core.Outcome;
import dev.isaac.core.internal.route.CommandEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands whose bundle is about to change: who is in comes to an end, who comes waits. */
@Timeout(30)
class HeldCommandsTest {

    private static final long BUNDLE = 7;
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Fault UPDATING = Fault.of(FaultKind.CONFLICT, "plugin.updating", "It is updated.");

    private final Fixture fixture;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    HeldCommandsTest(@TempDir Path temporary) throws Exception {
        fixture = new Fixture(temporary.toRealPath()).usual();
    }

    @AfterEach
    void stop() throws Exception {
        goOn.countDown();
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private CommandEntry add(String name, Tier tier, Fixture.Body body) {
        CommandManifest manifest =
                CommandManifest.command(name, "Be a plugin").tier(tier).build();
        CommandEntry entry = new CommandEntry(
                name,
                List.of(),
                new CommandEntry.Told(null, null),
                new CommandEntry.Registration(0, 100, BUNDLE),
                () -> Fixture.command(manifest, body));
        fixture.registry.add(entry);
        return entry;
    }

    /** A command that is under way until it is told to go on. */
    private CommandEntry addWaiting() {
        return add("slow", Tier.RUN, in -> {
            begun.countDown();
            goOn.await();
            return CommandResult.text("old");
        });
    }

    private record Ran(Outcome outcome, RecordingSurface surface) {
        List<String> texts() {
            return surface.shown.stream()
                    .map(CommandResult.Text.class::cast)
                    .map(CommandResult.Text::text)
                    .toList();
        }

        String code() {
            return outcome.fault().map(Fault::code).orElse("none");
        }
    }

    private CompletableFuture<Ran> start(String line) {
        return CompletableFuture.supplyAsync(
                () -> {
                    RecordingSurface surface = new RecordingSurface();
                    try (LineSession session = fixture.open()) {
                        return new Ran(session.execute(line, surface), surface);
                    }
                },
                threads);
    }

    private Hold hold() {
        return fixture.workshop.calls().hold(Set.of(BUNDLE));
    }

    @Test
    void aCallThatIsUnderWayEndsOnTheOldCode() throws Exception {
        addWaiting();
        CompletableFuture<Ran> old = start("slow");
        begun.await();
        try (Hold hold = hold()) {
            assertThat(hold.calls()).extracting(Call::command).containsExactly("slow");
            assertThat(hold.await(SHORT)).isFalse();
            goOn.countDown();
            assertThat(hold.await(LONG)).isTrue();
        }
        assertThat(old.get().texts()).containsExactly("old");
    }

    @Test
    void aCallThatIsAskedToEndTellsWhy() throws Exception {
        addWaiting();
        CompletableFuture<Ran> old = start("slow; version");
        begun.await();
        try (Hold hold = hold()) {
            hold.calls().forEach(call -> call.end(UPDATING));
            assertThat(hold.await(LONG)).isTrue();
        }
        assertThat(old.get().surface().faults).extracting(Fault::code).containsExactly("plugin.updating");
        assertThat(old.get().texts()).as("the line goes on").containsExactly("isaac 1");
    }

    @Test
    void aCallThatBreaksAfterItWasAskedToEndShowsNoBrokenClass() throws Exception {
        add("broken", Tier.RUN, in -> {
            begun.countDown();
            CountDownLatch ended = new CountDownLatch(1);
            try (var registration = in.cancellation().onCancel(ended::countDown)) {
                ended.await();
            } catch (InterruptedException e) {
                // The way of bad code: it goes on.
            }
            throw new NoClassDefFoundError("org/example/Gone");
        });
        CompletableFuture<Ran> old = start("broken");
        begun.await();
        try (Hold hold = hold()) {
            hold.calls().forEach(call -> call.end(UPDATING));
            assertThat(hold.await(LONG)).isTrue();
        }
        assertThat(old.get().code()).isEqualTo("plugin.updating");
    }

    @Test
    void whoComesMeanwhileWaitsAndMeetsTheNewVersion() throws Exception {
        CommandEntry old = add("tool", Tier.RUN, in -> CommandResult.text("old"));
        CompletableFuture<Ran> caller;
        try (Hold hold = hold()) {
            caller = start("tool");
            change(old, Tier.RUN);
            assertThat(caller).as("waits").isNotDone();
        }
        assertThat(caller.get().surface().faults).isEmpty();
        assertThat(caller.get().texts()).containsExactly("new");
    }

    @Test
    void theNameStaysTakenUntilTheChangeIsOver() throws Exception {
        CommandEntry old = add("tool", Tier.RUN, in -> CommandResult.text("old"));
        CompletableFuture<Ran> caller;
        try (Hold hold = hold()) {
            assertThat(fixture.workshop.calls().whenReleased(BUNDLE, () -> fixture.registry.remove(old)))
                    .isTrue();
            old.retire();
            assertThat(fixture.registry.find("tool")).contains(old);
            assertThat(old.command()).isEmpty();
            caller = start("tool");
        }
        assertThat(caller.get().code()).isIn("command.gone", "command.not-found");
        assertThat(fixture.registry.find("tool")).isEmpty();
        assertThat(fixture.workshop.calls().whenReleased(BUNDLE, () -> {})).isFalse();
    }

    @Test
    void aLineThatWasJudgedByTheOldVersionDoesNotCallAStricterOne() throws Exception {
        CommandEntry old = add("tool", Tier.RUN, in -> CommandResult.text("old"));
        CompletableFuture<Ran> caller;
        try (Hold hold = hold()) {
            caller = start("tool");
            while (!isWaiting()) {
                Thread.onSpinWait();
            }
            change(old, Tier.CONFIRM);
        }
        assertThat(caller.get().code()).isEqualTo("command.changed");
    }

    /** Whether a thread of a line stands before the door. */
    private static boolean isWaiting() {
        return Thread.getAllStackTraces().values().stream().anyMatch(stack -> List.of(stack).stream()
                .anyMatch(frame -> frame.getMethodName().equals("awaitRelease")));
    }

    @Test
    void theOtherStagesOfAPipeMayComeUntilTheDoorIsShut() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        add("writes", Tier.RUN, in -> {
            begun.countDown();
            goOn.await();
            in.out().write("x\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            written.countDown();
            return CommandResult.nothing();
        });
        add("reads", Tier.RUN, in -> CommandResult.text("read " + in.in().read()));
        Object line = new Object();
        var first = fixture.workshop.calls().begin(BUNDLE, "writes", line);
        assertThat(first).isNotNull();
        try (first;
                Hold hold = hold()) {
            assertThat(fixture.workshop.calls().begin(BUNDLE, "reads", new Object()))
                    .as("another line")
                    .isNull();
            try (var second = fixture.workshop.calls().begin(BUNDLE, "reads", line)) {
                assertThat(second).isNotNull();
            }
            hold.shut();
            assertThat(fixture.workshop.calls().begin(BUNDLE, "reads", line)).isNull();
        }
        goOn.countDown();
        assertThat(start("writes | reads").get().texts()).containsExactly("read " + (int) 'x');
        assertThat(written.getCount()).isZero();
    }

    @Test
    void nobodyWaitsForItself() throws Exception {
        add("self", Tier.RUN, in -> {
            try (Hold hold = hold()) {
                boolean quiet = hold.await(LONG);
                return CommandResult.text(quiet + " " + hold.calls().get(0).isOwn());
            }
        });
        assertThat(start("self").get().texts()).containsExactly("true true");
    }

    @Test
    void whatShallHappenAtTheEndHappensOnce() throws Exception {
        addWaiting();
        CountDownLatch ended = new CountDownLatch(2);
        CompletableFuture<Ran> old = start("slow");
        begun.await();
        Call call;
        try (Hold hold = hold()) {
            call = hold.calls().get(0);
            call.onEnd(ended::countDown);
            goOn.countDown();
            old.get();
        }
        call.onEnd(ended::countDown);
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        call.end(UPDATING); // too late, and harmless
    }

    /** The new version takes the place of the old one, as the gateway does it. */
    private void change(CommandEntry old, Tier tier) {
        assertThat(fixture.workshop.calls().whenReleased(BUNDLE, () -> fixture.registry.remove(old)))
                .isTrue();
        old.retire();
        add("tool", tier, in -> CommandResult.text("new"));
    }
}
