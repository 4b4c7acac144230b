package dev.isaac.trust.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.keys.TestKey;
import dev.isaac.trust.tuf.internal.CrashingDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stores that are damaged, interrupted or cannot be written. */
class MetadataStoreTest extends TufClientFixture {

    @Test
    void aDamagedStoreIsReplacedByWhatVerifies() throws TrustException, IOException {
        refreshed();
        for (String role : List.of("timestamp", "snapshot", "targets")) {
            Files.writeString(folder.resolve("trusted").resolve(role + ".json"), "{\"signed\":");
        }

        refreshed();

        assertThat(stored("targets")).isEqualTo(1);
        assertThat(stored("snapshot")).isEqualTo(1);
        assertThat(stored("timestamp")).isEqualTo(1);
    }

    @Test
    void anInterruptedRefreshIsRepaired() throws TrustException {
        release("targets");
        refreshed();
        // A crash after the timestamp was stored and before anything else was.
        store.delete("snapshot");
        store.delete("targets");

        refreshed();

        assertThat(stored("snapshot")).isEqualTo(2);
        assertThat(stored("targets")).isEqualTo(2);
    }

    @Test
    void aStoreInMemoryKeepsWhatItIsGiven() throws TrustException {
        store = MetadataStore.memory();
        assertThat(store.read("root")).isEmpty();
        TufClient.init(store, repository.root(1));
        refreshed();
        client().load();

        assertThat(stored("targets")).isEqualTo(1);
        store.delete("targets");
        assertThat(store.read("targets")).isEmpty();
        assertThat(store.read("snapshot")).isPresent();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** The hardest rotation to survive: one of two keys was lost, so that the old metadata still has a valid signature. */
    private void recoverFromAbsurdVersions() throws TrustException {
        repository.signersOf("snapshot").add(TestKey.ed25519());
        repository.grant("snapshot", 1);
        repository.publish("root");
        repository.of("snapshot").put("version", 80_000);
        repository.publish("snapshot", "timestamp");
        refreshed();
        repository.signersOf("snapshot").remove(0);
        repository.grant("snapshot", 1);
        repository.publish("root");
        repository.of("snapshot").put("version", 1);
        release("targets");
    }

    /** Whatever a crash leaves of a recovery, the next refresh completes it. */
    @ParameterizedTest
    @EnumSource(CrashingDisk.Loss.class)
    void aCrashAtAnyPointOfARecoveryLeavesTheNextRefreshPossible(CrashingDisk.Loss loss)
            throws TrustException, IOException {
        recoverFromAbsurdVersions();
        Path before = folder.resolve("trusted");
        int changes = 0;
        for (boolean crashed = true; crashed; changes++) {
            Path after = folder.resolve("crash-" + changes);
            copy(before, after);
            store = CrashingDisk.store(after, loss, changes);
            try {
                refreshed();
                crashed = false;
            } catch (TrustException e) {
                assertThat(e.kind()).isEqualTo(Kind.STORAGE);
            }
            store = MetadataStore.folder(after);
            refreshed();

            assertThat(stored("root")).isEqualTo(3);
            assertThat(stored("timestamp")).isEqualTo(3);
            assertThat(stored("snapshot")).isEqualTo(2);
            assertThat(stored("targets")).isEqualTo(2);
        }

        // Four documents of six changes each, and two deletions of two: each of them was the last one before a crash.
        assertThat(changes - 1).isEqualTo(4 * 6 + 2 * 2);
    }

    /** A document is there as it was or as it is to be, never in between, and nothing else appears. */
    @ParameterizedTest
    @EnumSource(CrashingDisk.Loss.class)
    void aCrashLeavesTheOldDocumentOrTheNew(CrashingDisk.Loss loss) throws TrustException, IOException {
        for (int changes = 0; changes <= 6; changes++) {
            Path there = folder.resolve("crash-" + changes);
            MetadataStore.folder(there).write("role", new byte[] {1, 2, 3});

            try {
                CrashingDisk.store(there, loss, changes).write("role", new byte[] {4, 5});
                assertThat(changes).isEqualTo(6);
            } catch (TrustException e) {
                assertThat(e.kind()).isEqualTo(Kind.STORAGE);
            }

            byte[] left = MetadataStore.folder(there).read("role").orElseThrow();
            assertThat(left).isIn(new byte[] {1, 2, 3}, new byte[] {4, 5});
            assertThat(there.toFile().list((dir, name) -> name.endsWith(".json")))
                    .containsExactly("role.json");
        }
    }

    @Test
    void onlyTheOwnerReadsWhatIsStored() throws TrustException, IOException {
        refreshed();

        assertThat(Files.getPosixFilePermissions(folder.resolve("trusted/targets.json")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void aFailedWriteLeavesNothingBehind() throws IOException {
        Files.createDirectories(folder.resolve("trusted/role.json/in-the-way"));

        assertRefused(Kind.STORAGE, () -> store.write("role", new byte[1]));
        assertThat(folder.resolve("trusted").toFile().list()).containsExactlyInAnyOrder("root.json", "role.json");
    }

    @Test
    void reportsAStoreThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        MetadataStore broken = MetadataStore.folder(file);

        assertRefused(Kind.STORAGE, () -> TufClient.init(broken, repository.root(1)));
        assertRefused(Kind.STORAGE, () -> broken.write("root", new byte[0]));
    }
}
