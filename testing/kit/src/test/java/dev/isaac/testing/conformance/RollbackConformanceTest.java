package dev.isaac.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions never fall, except where lost keys were replaced. */
class RollbackConformanceTest extends ClientConformance {

    @Test
    void aTimestampDoesNotFall() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        repository.publish("timestamp");
        assertThat(refresh()).isEqualTo(DONE);
        repository.forget("timestamp");
        repository.publish("timestamp");

        assertThat(refresh()).isEqualTo(REFUSED);

        assertTrusted("root 1 snapshot 1 targets 1 timestamp 2");
        assertThat(repository.requests).last().isEqualTo("timestamp");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSnapshotDoesNotFall(boolean hashes) throws Exception {
        assertThat(init()).isEqualTo(DONE);
        repository.announceHashes = hashes;
        repository.publish("snapshot", "timestamp");
        assertThat(refresh()).isEqualTo(DONE);
        repository.forget("snapshot");
        repository.publish("snapshot", "timestamp");

        assertThat(refresh()).isEqualTo(REFUSED);

        assertTrusted("root 1 snapshot 2 targets 1 timestamp 2");
        assertThat(repository.requests).last().isEqualTo("timestamp");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void targetsDoNotFall(boolean hashes) throws Exception {
        assertThat(init()).isEqualTo(DONE);
        repository.announceHashes = hashes;
        repository.publish("targets", "snapshot", "timestamp");
        assertThat(refresh()).isEqualTo(DONE);
        repository.forget("targets");
        repository.publish("targets", "snapshot", "timestamp");

        assertThat(refresh()).isEqualTo(REFUSED);

        assertThat(trusted()).containsEntry("snapshot", 2L).containsEntry("targets", 2L);
    }

    @Test
    void aRoleDoesNotVanish() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        repository.delegate("targets", "delegated", false, "folder/*");
        repository.publish("delegated", "targets", "snapshot", "timestamp");
        assertThat(refresh()).isEqualTo(DONE);
        repository.object("snapshot", "meta").remove("delegated.json");
        repository.publish("snapshot", "timestamp");

        assertThat(refresh()).isEqualTo(REFUSED);

        assertThat(trusted()).containsEntry("snapshot", 2L);
    }

    private void publishOften(String role) {
        for (int i = 0; i < 99; i++) {
            repository.publish(role);
        }
    }

    @Test
    void targetsRecoverWithNewSnapshotKeys() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        repository.delegate("targets", "delegated", false, "folder/*");
        repository.publish("delegated");
        publishOften("targets");
        repository.publish("snapshot", "timestamp");
        assertThat(refresh()).isEqualTo(DONE);
        assertThat(trusted()).containsEntry("targets", 100L);
        repository.rotate("snapshot");
        repository.forget("targets");
        repository.object("snapshot", "meta").remove("delegated.json");
        repository.publish("root", "targets", "snapshot", "timestamp");

        assertThat(refresh()).isEqualTo(DONE);

        assertThat(trusted()).containsEntry("targets", 1L);
    }

    @Test
    void aSnapshotRecoversWithNewKeys() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        publishOften("snapshot");
        repository.publish("timestamp");
        assertThat(refresh()).isEqualTo(DONE);
        assertThat(trusted()).containsEntry("snapshot", 100L);
        repository.rotate("snapshot");
        repository.rotate("timestamp");
        repository.forget("snapshot");
        repository.publish("root", "targets", "snapshot", "timestamp");

        assertThat(refresh()).isEqualTo(DONE);

        assertThat(trusted()).containsEntry("snapshot", 1L);
    }

    @Test
    void aTimestampRecoversWithNewKeys() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        publishOften("timestamp");
        assertThat(refresh()).isEqualTo(DONE);
        assertThat(trusted()).containsEntry("timestamp", 100L);
        repository.rotate("timestamp");
        repository.forget("timestamp");
        repository.publish("root", "timestamp");

        assertThat(refresh()).isEqualTo(DONE);

        assertThat(trusted()).containsEntry("timestamp", 1L);
    }
}
