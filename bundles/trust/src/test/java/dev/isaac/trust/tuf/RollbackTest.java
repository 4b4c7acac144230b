package dev.isaac.trust.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.keys.TestKey;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions never fall, except where lost keys are replaced. */
class RollbackTest extends TufClientFixture {

    @Test
    void refusesAnOlderTimestamp() throws TrustException {
        repository.publish("timestamp");
        refreshed();
        repository.of("timestamp").put("version", 1);
        repository.publishAsIs("timestamp");

        assertRefreshRefused(Kind.ROLLBACK);
        assertThat(stored("timestamp")).isEqualTo(2);
    }

    @Test
    void keepsTheOldTimestampWhenTheVersionIsTheSame() throws TrustException {
        refreshed();
        byte[] before = store.read("timestamp").orElseThrow();
        SimulatedRepository.map(repository.of("timestamp").get("meta")).put("snapshot.json", Map.of("version", 100));
        repository.publishAsIs("timestamp");

        refreshed();

        assertThat(store.read("timestamp")).contains(before);
    }

    @Test
    void refusesASnapshotOlderThanTheTimestampAnnouncedBefore() throws TrustException {
        repository.publish("snapshot", "timestamp");
        refreshed();
        SimulatedRepository.map(repository.of("timestamp").get("meta")).put("snapshot.json", Map.of("version", 1));
        repository.publish("timestamp");

        assertRefreshRefused(Kind.ROLLBACK);
        assertThat(stored("timestamp")).isEqualTo(2);
        assertThat(stored("snapshot")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesASnapshotThatLowersARole(boolean hashes) throws TrustException {
        repository.announceHashes = hashes;
        release("targets");
        refreshed();
        repository.of("targets").put("version", 0);
        release("targets");

        assertRefreshRefused(Kind.ROLLBACK);
        assertThat(stored("snapshot")).isEqualTo(2);
    }

    @Test
    void refusesASnapshotThatLosesARole() throws TrustException {
        repository.delegate("targets", "extra", false, "*");
        release("extra", "targets");
        refreshed();
        SimulatedRepository.map(repository.of("snapshot").get("meta")).remove("extra.json");
        repository.publish("snapshot", "timestamp");

        assertRefreshRefused(Kind.ROLLBACK);
    }

    @Test
    void recoversFromFastForwardWhenKeysRotate() throws TrustException {
        repository.of("timestamp").put("version", 90_000);
        repository.of("snapshot").put("version", 80_000);
        repository.publish("snapshot", "timestamp");
        refreshed();
        repository.rotate("snapshot");
        repository.rotate("timestamp");
        repository.publish("root");
        repository.of("timestamp").put("version", 1);
        repository.of("snapshot").put("version", 1);
        repository.publish("snapshot", "timestamp");

        refreshed();

        assertThat(stored("timestamp")).isEqualTo(2);
        assertThat(stored("snapshot")).isEqualTo(2);
    }

    @Test
    void addedKeysAreNoReasonToForgetVersions() throws TrustException {
        repository.publish("timestamp");
        refreshed();
        repository.signersOf("timestamp").add(TestKey.ed25519());
        repository.grant("timestamp", 1);
        repository.publish("root");
        repository.of("timestamp").put("version", 1);
        repository.publishAsIs("timestamp");

        assertRefreshRefused(Kind.ROLLBACK);
    }
}
