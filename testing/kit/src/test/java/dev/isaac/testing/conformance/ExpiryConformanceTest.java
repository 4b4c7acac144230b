package dev.isaac.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What expired is not trusted, and helps to find what is newer. */
class ExpiryConformanceTest extends ClientConformance {

    private final Instant now = Instant.now();

    private Instant day(int day) {
        return now.plus(Duration.ofDays(day));
    }

    @Test
    void anExpiredRootIsStoredAndEndsTheRefresh() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        repository.publish("root");
        assertThat(refresh()).isEqualTo(DONE);
        repository.expires("root", day(-1));
        repository.publish("root", "targets", "snapshot", "timestamp");

        assertThat(refresh()).isEqualTo(REFUSED);

        assertTrusted("root 3 snapshot 1 targets 1 timestamp 1");
        assertThat(repository.requests).last().isEqualTo("root 4");
    }

    @Test
    void anExpiredRootInTheMiddleIsPassed() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        repository.expires("root", day(-1));
        repository.publish("root");
        repository.expires("root", day(1));
        repository.publish("root");

        assertThat(refresh()).isEqualTo(DONE);

        assertTrusted("root 3 snapshot 1 targets 1 timestamp 1");
    }

    @Test
    void anExpiredTimestampIsNotStored() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        assertThat(refresh()).isEqualTo(DONE);
        repository.expires("timestamp", day(-5));
        repository.publish("timestamp");

        assertThat(refresh()).isEqualTo(REFUSED);

        assertTrusted("root 1 snapshot 1 targets 1 timestamp 1");
    }

    @Test
    void anExpiredSnapshotIsNotStored() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        assertThat(refresh()).isEqualTo(DONE);
        repository.expires("snapshot", day(-5));
        repository.publish("snapshot", "timestamp");

        assertThat(refresh()).isEqualTo(REFUSED);

        assertTrusted("root 1 snapshot 1 targets 1 timestamp 2");
    }

    @Test
    void expiredTargetsAreNotStored() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        assertThat(refresh()).isEqualTo(DONE);
        repository.expires("targets", day(-5));
        repository.publish("targets", "snapshot", "timestamp");

        assertThat(refresh()).isEqualTo(REFUSED);

        assertTrusted("root 1 snapshot 2 targets 1 timestamp 2");
    }

    @Test
    void anExpiredStoredRootLeadsToTheNextOne() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        repository.expires("root", day(7));
        repository.publish("root");
        assertThat(refresh()).isEqualTo(DONE);
        repository.expires("root", day(21));
        repository.publish("root");

        assertThat(refreshAt(day(18))).isEqualTo(DONE);

        assertTrusted("root 3 snapshot 1 targets 1 timestamp 1");
    }

    @Test
    void anExpiredStoredTimestampLeadsToTheNextOne() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        repository.expires("timestamp", day(7));
        repository.publish("timestamp");
        assertThat(refresh()).isEqualTo(DONE);
        repository.expires("timestamp", day(21));
        repository.publish("targets", "snapshot", "timestamp");

        assertThat(refreshAt(day(18))).isEqualTo(DONE);

        assertTrusted("root 1 snapshot 2 targets 2 timestamp 3");
    }

    @Test
    void anExpiredStoredTimestampStillStopsARollback() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        repository.expires("timestamp", day(7));
        repository.publish("timestamp");
        assertThat(refresh()).isEqualTo(DONE);
        repository.expires("timestamp", day(21));
        repository.forget("timestamp");
        repository.publish("timestamp");

        assertThat(refreshAt(day(18))).isEqualTo(REFUSED);

        assertTrusted("root 1 snapshot 1 targets 1 timestamp 2");
    }

    @Test
    void anExpiredDelegatedRoleIsNeitherUsedNorStored() throws Exception {
        repository.delegate("targets", "delegated", false, "folder/*");
        repository.expires("delegated", day(-1));
        repository.artifact("delegated", "folder/file", "content");
        repository.publish("delegated", "targets", "snapshot", "timestamp");
        assertThat(init()).isEqualTo(DONE);

        assertThat(refresh()).isEqualTo(DONE);
        assertThat(download("folder/file")).isEqualTo(REFUSED);

        assertThat(downloaded()).isEmpty();
        assertThat(repository.downloads).isEmpty();
        assertTrusted("root 1 snapshot 2 targets 2 timestamp 2");
    }

    @Test
    void aStoredDelegatedRoleExpiresToo() throws Exception {
        repository.delegate("targets", "delegated", false, "folder/*");
        repository.expires("delegated", day(7));
        repository.artifact("delegated", "folder/first", "first");
        repository.artifact("delegated", "folder/second", "second");
        repository.publish("delegated", "targets", "snapshot", "timestamp");
        assertThat(init()).isEqualTo(DONE);
        assertThat(download("folder/first")).isEqualTo(DONE);

        assertThat(downloadAt(day(18), "folder/second")).isEqualTo(REFUSED);
        assertThat(downloaded()).containsExactly("first");

        repository.expires("delegated", day(21));
        repository.publish("delegated", "snapshot", "timestamp");
        assertThat(downloadAt(day(18), "folder/second")).isEqualTo(DONE);
        assertThat(downloaded()).containsExactly("first", "second");
    }
}
