package dev.isaac.marketplace.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.command.CommandException;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Requirement;
import dev.isaac.marketplace.VersionRange;
import dev.isaac.marketplace.testing.RecordingProgress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a home: state, store and lock. */
class HomeTest {

    @TempDir
    private Path home;

    @Test
    void stateIsReadAsItWasWritten() throws Exception {
        StateFile file = new StateFile(home);
        assertThat(file.exists()).isFalse();
        assertThat(file.read()).isEqualTo(State.EMPTY);

        State state = State.EMPTY.with(List.of(plugin("beta"), plugin("alpha")), List.of());
        file.write(state);

        assertThat(file.read()).isEqualTo(state);
        assertThat(state.generation()).isEqualTo(1);
        assertThat(state.plugins().keySet()).containsExactly(PluginId.of("alpha"), PluginId.of("beta"));
    }

    @Test
    void previousStateIsKept() throws Exception {
        StateFile file = new StateFile(home);
        State first = State.EMPTY.with(List.of(plugin("alpha")), List.of());
        file.write(first);
        file.write(first.with(List.of(), List.of(PluginId.of("alpha"))));

        assertThat(file.read().plugins()).isEmpty();
        assertThat(Files.readString(home.resolve("generations/00000001.json"))).contains("alpha");
    }

    @Test
    void damagedStateIsNotTakenForAnEmptyOne() throws Exception {
        Files.writeString(home.resolve("state.json"), "{\"format\":1,\"gen");

        assertThat(code(() -> new StateFile(home).read())).isEqualTo("state.unreadable");
    }

    @Test
    void stateOfANewerVersionIsRefused() throws Exception {
        Files.writeString(home.resolve("state.json"), "{\"format\":2,\"generation\":1,\"plugins\":[]}");

        assertThat(code(() -> new StateFile(home).read())).isEqualTo("home.newer");
    }

    @Test
    void storeGivesBackExactlyWhatItGot() throws Exception {
        Store store = new Store(home);
        byte[] bytes = "hello".getBytes(StandardCharsets.UTF_8);

        String digest = store.put(bytes);

        assertThat(store.read(digest, "hello", "repair it")).isEqualTo(bytes);
        assertThat(store.put(bytes)).isEqualTo(digest);
        Files.writeString(store.path(digest), "jello");
        assertThat(code(() -> store.read(digest, "hello", "repair it"))).isEqualTo("plugin.tampered");
        assertThat(store.put(bytes)).as("damaged bytes are replaced").isEqualTo(digest);
        assertThat(store.read(digest, "hello", "repair it")).isEqualTo(bytes);
        Files.delete(store.path(digest));
        assertThat(code(() -> store.read(digest, "hello", "repair it"))).isEqualTo("plugin.bytes-missing");
    }

    @Test
    void storeForgetsWhatNobodyRefersTo() throws Exception {
        Store store = new Store(home);
        String kept = store.put(new byte[] {1});
        String gone = store.put(new byte[] {2});
        Files.writeString(home.resolve("store/quarantine/half.part"), "half");
        assertThat(store.hasLeftovers()).isTrue();

        store.clean(Set.of(kept));

        assertThat(store.path(kept)).exists();
        assertThat(store.path(gone)).doesNotExist();
        assertThat(store.hasLeftovers()).isFalse();
    }

    @Test
    void formerContentIsKeptUnderItsSecondNameEvenWhenItIsKeptTwice() throws Exception {
        Path file = Files.writeString(home.resolve("state.json"), "one");
        Path kept = Files.writeString(home.resolve("state.previous.json"), "older");
        Path quarantine = home.resolve("quarantine");

        DurableFiles.keep(file, kept, quarantine);
        DurableFiles.keep(file, kept, quarantine);
        DurableFiles.write(file, "two".getBytes(StandardCharsets.UTF_8), quarantine);

        assertThat(kept).hasContent("one");
        assertThat(file).hasContent("two");
        assertThat(quarantine).isEmptyDirectory();
    }

    @Test
    void lockIsHeldByOneThreadAtATime() throws Exception {
        HomeLock lock = new HomeLock(home.resolve("state.lock"), new WaitNotice(Clock.systemUTC()));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (HomeLock.Held held = lock.acquire(new RecordingProgress(), RecordingProgress.NEVER)) {
            assertThat(other.submit(() -> lock.tryAcquire().isPresent()).get()).isFalse();
        }
        Future<Boolean> after = other.submit(() -> {
            try (HomeLock.Held held = lock.tryAcquire().orElseThrow()) {
                return true;
            }
        });
        assertThat(after.get()).isTrue();
        other.shutdown();
    }

    @Test
    void lockWaitsForAnotherHolderAndSaysSoOnce() throws Exception {
        WaitNotice notice = new WaitNotice(Clock.systemUTC());
        HomeLock lock = new HomeLock(home.resolve("state.lock"), notice);
        RecordingProgress progress = new RecordingProgress();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (FileChannel channel =
                FileChannel.open(home.resolve("state.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock foreign = channel.lock();
            assertThat(lock.tryAcquire()).isEmpty();
            Future<Boolean> waiting = other.submit(() -> {
                try (HomeLock.Held held = lock.acquire(progress, RecordingProgress.NEVER)) {
                    return true;
                }
            });
            while (progress.notes.isEmpty()) {
                Thread.onSpinWait();
            }
            foreign.release();
            assertThat(waiting.get()).isTrue();
        }
        other.shutdown();
        // One change takes several locks; all of them tell through the same notice.
        notice.tell(progress);
        assertThat(progress.notes).containsExactly("Another ISAAC is busy with this home; waiting for it.");
    }

    @Test
    void faultsOfTheFileSystemAreNamed() {
        assertThat(fault(new IOException("No space left on device"))).isEqualTo("disk.full");
        assertThat(fault(new FileSystemException("x", null, "Disk quota exceeded")))
                .isEqualTo("disk.full");
        assertThat(fault(new AccessDeniedException("x"))).isEqualTo("home.read-only");
        assertThat(fault(new FileSystemException("x", null, "Read-only file system")))
                .isEqualTo("home.read-only");
        assertThat(fault(new IOException("Input/output error"))).isEqualTo("home.io");
    }

    private String fault(IOException error) {
        CommandException exception = HomeFaults.of(error, home);
        assertThat(exception.fault().kind())
                .isEqualTo(HomeFaults.isReadOnly(exception) ? FaultKind.UNAVAILABLE : FaultKind.FAILED);
        return exception.fault().code();
    }

    private static String code(ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(CommandException.class, call))
                .fault()
                .code();
    }

    private static PluginRecord plugin(String id) {
        return new PluginRecord(
                PluginId.of(id),
                PluginVersion.parse("1.2.3"),
                "isaac",
                "acme",
                "test." + id,
                "0".repeat(64),
                42,
                "1".repeat(64),
                new SignerKey("2".repeat(64), "ed25519", "AAAA"),
                List.of(new Requirement(PluginId.of("other"), VersionRange.parse("[1,2)"), true)),
                List.of("network:*"),
                List.of("reflection"),
                List.of(id + " run"),
                "A summary",
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:00:00Z",
                true);
    }
}
