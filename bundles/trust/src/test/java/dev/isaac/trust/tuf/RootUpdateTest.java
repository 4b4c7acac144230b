package dev.isaac.trust.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.keys.TestKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Following the roots: rotation, order, expiry, bounds. */
class RootUpdateTest extends TufClientFixture {

    @Test
    void followsSuccessiveRootsSignedByOldAndNewKeys() throws TrustException {
        TestKey old = repository.signersOf("root").get(0);
        repository.rotate("root");
        repository.signersOf("root").add(old);
        repository.publish("root");
        repository.signersOf("root").remove(old);
        repository.publish("root");

        refreshed();

        assertThat(stored("root")).isEqualTo(3);
    }

    @Test
    void refusesARootThatTheOldKeysDidNotSign() {
        repository.rotate("root");
        repository.publish("root");

        assertRefreshRefused(Kind.SIGNATURE);
    }

    @Test
    void refusesARootThatItsOwnKeysDidNotSign() {
        List<TestKey> old = List.copyOf(repository.signersOf("root"));
        repository.rotate("root");
        repository.signers.put("root", new ArrayList<>(old));
        repository.publish("root");

        assertRefreshRefused(Kind.SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void refusesARootThatIsNotExactlyTheNextVersion(int version) throws TrustException {
        repository.of("root").put("version", version);
        repository.metadata.put(
                "2.root.json", SimulatedRepository.document(repository.of("root"), repository.signersOf("root")));

        assertRefreshRefused(Kind.VERSION);
        assertThat(stored("root")).isEqualTo(1);
    }

    @Test
    void storesAnExpiredRootButGoesNoFurther() throws TrustException {
        refreshed();
        repository.of("root").put("expires", "2026-05-31T00:00:00Z");
        repository.publish("root");
        release("targets");

        assertRefreshRefused(Kind.EXPIRED);
        assertThat(stored("root")).isEqualTo(2);
        assertThat(stored("timestamp")).isEqualTo(1);
    }

    @Test
    void onlyTheLastRootsExpiryCounts() throws TrustException {
        repository.of("root").put("expires", "2026-05-31T00:00:00Z");
        repository.publish("root");
        repository.of("root").put("expires", SimulatedRepository.FAR);
        repository.publish("root");

        refreshed();

        assertThat(stored("root")).isEqualTo(3);
    }

    /** 5.3.3: at the bound the walk ends, and the newest root so far is judged like a last one. */
    @Test
    void boundsRootRotations() throws TrustException {
        repository.publish("root", "root", "root");
        TufLimits limits = new TufLimits(2, 32, 512_000, 16_384, 2_000_000, 5_000_000, false);

        client(limits).refresh();

        assertThat(stored("root")).isEqualTo(3);
        assertThat(repository.requests)
                .containsExactly("2.root.json", "3.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json");
        client(limits).refresh();
        assertThat(stored("root")).isEqualTo(4);
    }

    @Test
    void anExpiredRootAtTheBoundIsNotUsed() throws TrustException {
        repository.of("root").put("expires", "2026-05-31T00:00:00Z");
        repository.publish("root", "root");
        repository.of("root").put("expires", SimulatedRepository.FAR);
        repository.publish("root");
        TufLimits limits = new TufLimits(2, 32, 512_000, 16_384, 2_000_000, 5_000_000, false);

        assertRefused(Kind.EXPIRED, () -> client(limits).refresh());
        assertThat(stored("root")).isEqualTo(3);
        client(limits).refresh();

        assertThat(stored("root")).isEqualTo(4);
    }

    @Test
    void anUnreachableRootIsNotTheEndOfTheRoots() {
        repository.unreachable.add("2.root.json");

        assertRefreshRefused(Kind.UNREACHABLE);
    }
}
