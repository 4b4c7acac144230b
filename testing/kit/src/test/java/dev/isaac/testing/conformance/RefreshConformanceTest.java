package dev.isaac.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a refresh asks for, in which order, and what it keeps. */
class RefreshConformanceTest extends ClientConformance {

    @Test
    void asksForOneRootAndForEachRoleOnce() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        assertThat(repository.requests).isEmpty();

        assertThat(refresh()).isEqualTo(DONE);

        assertThat(repository.requests).containsExactly("root 2", "timestamp", "snapshot 1", "targets 1");
        for (String role : List.of("root", "timestamp", "snapshot", "targets")) {
            assertTrusted(role, repository.latest(role));
        }
        assertTrusted("root 1 snapshot 1 targets 1 timestamp 1");
    }

    @Test
    void aDownloadRefreshesFirst() throws Exception {
        assertThat(init()).isEqualTo(DONE);

        assertThat(download("nonexistent artifact")).isEqualTo(REFUSED);

        assertThat(repository.requests).containsExactly("root 2", "timestamp", "snapshot 1", "targets 1");
        assertThat(repository.downloads).isEmpty();
        assertTrusted("root 1 snapshot 1 targets 1 timestamp 1");
    }

    @Test
    void aRootWithoutAVersionIsNoBeginning() throws Exception {
        String root = new String(repository.root(1), StandardCharsets.UTF_8);

        init(root.replaceFirst(",\\s*\"version\": 1", "").getBytes(StandardCharsets.UTF_8));

        assertThat(refresh()).isEqualTo(REFUSED);
        assertThat(repository.requests).isEmpty();
    }

    @Test
    void aRootThatOthersSignedIsNoBeginning() throws Exception {
        Map<String, Object> stolen =
                repository.signersOf("targets").values().iterator().next().sign(Map.of());
        stolen.put("keyid", repository.signersOf("root").keySet().iterator().next());
        repository.publishSigned("root", List.of(stolen));

        init();

        assertThat(refresh()).isEqualTo(REFUSED);
        assertThat(repository.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "root, root 1",
        "timestamp, root 2",
        "snapshot, root 2 timestamp 2",
        "targets, root 2 snapshot 2 timestamp 2",
    })
    void aRoleThatNobodySignedEndsTheRefresh(String role, String trusted) throws Exception {
        repository.silence(role);
        repository.publish("root", "targets", "snapshot", "timestamp");
        assertThat(init()).isEqualTo(DONE);

        assertThat(refresh()).isEqualTo(REFUSED);

        assertTrusted(trusted);
    }

    @ParameterizedTest
    @CsvSource({
        "root, root 1",
        "snapshot, root 2 timestamp 2",
        "targets, root 2 snapshot 2 timestamp 2",
    })
    void theVersionInTheAddressIsTheDocuments(String role, String trusted) throws Exception {
        // The second of the role says that it is the third.
        repository.version(role, repository.version(role) + 1);
        repository.publish("root", "targets", "snapshot", "timestamp");
        assertThat(init()).isEqualTo(DONE);

        assertThat(refresh()).isEqualTo(REFUSED);

        assertTrusted(trusted);
    }

    @Test
    void anotherTimestampOfTheSameVersionIsNotLookedAt() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        assertThat(refresh()).isEqualTo(DONE);
        byte[] first = repository.latest("timestamp");
        Repository.object(repository.object("timestamp", "meta").get("snapshot.json"))
                .put("version", 100);
        repository.forget("timestamp");
        repository.publish("timestamp");

        assertThat(refresh()).isEqualTo(DONE);

        assertThat(repository.requests).last().isEqualTo("timestamp");
        assertTrusted("timestamp", first);
    }

    @Test
    void hashesInMetadataCount() throws Exception {
        repository.announceHashes = true;
        repository.publish("targets", "snapshot", "timestamp");
        assertThat(init()).isEqualTo(DONE);
        assertThat(refresh()).isEqualTo(DONE);
        repository.publish("targets");
        Repository.object(
                        Repository.object(repository.object("snapshot", "meta").get("targets.json"))
                                .get("hashes"))
                .put("sha256", "0".repeat(64));
        repository.publish("snapshot", "timestamp");

        assertThat(refresh()).isEqualTo(REFUSED);

        assertTrusted("root 1 snapshot 3 targets 2 timestamp 3");
    }

    @Test
    void whatIsStoredIsWhatWasServed() throws Exception {
        byte[] odd = (new String(repository.latest("timestamp"), StandardCharsets.UTF_8) + " \n")
                .getBytes(StandardCharsets.UTF_8);
        repository.replaceLatest("timestamp", odd);
        assertThat(init()).isEqualTo(DONE);

        assertThat(refresh()).isEqualTo(DONE);

        assertTrusted("timestamp", odd);
    }

    @Test
    void whatNobodyAnnouncedIsNotFetched() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        assertThat(refresh()).isEqualTo(DONE);
        repository.publish("targets");

        assertThat(refresh()).isEqualTo(DONE);

        assertTrusted("root 1 snapshot 1 targets 1 timestamp 1");
        assertThat(repository.requests).last().isEqualTo("timestamp");
    }

    @Test
    void unknownMembersAreSignedLikeAllOthers() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        RepositoryKey key = RepositoryKey.generate();
        key.extra.put("extra-field", new TreeMap<>(Map.of("a", 1, "b", List.of(2, "größer \ud83d\ude00"))));
        repository.addKey("root", key);
        repository.of("root").put("custom-field", "value");
        repository.role("root").put("another-field", "\"quoted\" \\ and\nbroken");
        repository.publish("root");

        assertThat(refresh()).isEqualTo(DONE);

        assertTrusted("root", repository.root(2));
    }

    @Test
    void theFormerHashAlgorithmsOfKeyIdsMeanNothing() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        RepositoryKey key = RepositoryKey.generate();
        key.extra.put("keyid_hash_algorithms", "md5");
        repository.dropKeys("snapshot");
        repository.addKey("snapshot", key);
        repository.publish("root", "snapshot", "timestamp");

        assertThat(refresh()).isEqualTo(DONE);

        assertTrusted("root 2 snapshot 2 targets 1 timestamp 2");
    }

    @Test
    void aSnapshotThatIsNotThereEndsTheRefresh() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        assertThat(refresh()).isEqualTo(DONE);
        Repository.object(repository.object("timestamp", "meta").get("snapshot.json"))
                .put("version", 2);
        repository.publish("timestamp");

        assertThat(refresh()).isEqualTo(REFUSED);

        assertThat(repository.requests).last().isEqualTo("snapshot 2");
        assertTrusted("root 1 snapshot 1 targets 1 timestamp 2");
    }

    @Test
    void targetsThatAreNotThereEndTheRefresh() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        assertThat(refresh()).isEqualTo(DONE);
        Repository.object(repository.object("snapshot", "meta").get("targets.json"))
                .put("version", 2);
        repository.publish("snapshot", "timestamp");

        assertThat(refresh()).isEqualTo(REFUSED);

        assertThat(repository.requests).last().isEqualTo("targets 2");
        assertTrusted("root 1 snapshot 2 targets 1 timestamp 2");
    }

    /** Not there, or a server that hangs up without a word. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withoutATimestampThereIsNoRefresh(boolean mute) throws Exception {
        assertThat(init()).isEqualTo(DONE);
        assertThat(refresh()).isEqualTo(DONE);
        if (mute) {
            repository.mute.add("timestamp");
        } else {
            repository.forget("timestamp");
        }

        assertThat(refresh()).isEqualTo(REFUSED);

        assertThat(repository.requests).last().isEqualTo("timestamp");
        assertTrusted("root 1 snapshot 1 targets 1 timestamp 1");
    }

    @Test
    void aServerThatHangsUpHasNotSaidThatThereIsNoRoot() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        repository.mute.add("root 2");

        assertThat(refresh()).isEqualTo(REFUSED);

        assertThat(repository.requests).containsOnly("root 2");
    }

    @Test
    void aSnapshotIsNoTimestampHoweverWellSigned() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        repository.addKey(
                "snapshot",
                repository.signersOf("timestamp").values().iterator().next());
        repository.of("snapshot").put("meta", new TreeMap<>(Map.of("snapshot.json", Map.of("version", 1))));
        repository.publish("root", "snapshot");
        repository.published.put("timestamp", List.of(repository.latest("snapshot")));

        assertThat(refresh()).isEqualTo(REFUSED);

        assertTrusted("root 2");
    }

    @Test
    void plainNamesAndNumberedOnesMayTakeTurns() throws Exception {
        repository.artifact("targets", "folder/file", "content");
        repository.of("root").put("consistent_snapshot", false);
        repository.publish("root", "targets", "snapshot", "timestamp");
        assertThat(init()).isEqualTo(DONE);

        assertThat(download("folder/file")).isEqualTo(DONE);

        assertThat(repository.requests).containsExactly("root 2", "root 3", "timestamp", "snapshot", "targets");
        assertThat(repository.downloads).containsExactly("folder/file");
        repository.requests.clear();
        repository.of("root").put("consistent_snapshot", true);
        repository.publish("root", "targets", "snapshot", "timestamp");

        assertThat(refresh()).isEqualTo(DONE);

        assertThat(repository.requests).containsExactly("root 3", "root 4", "timestamp", "snapshot 3", "targets 3");
    }

    @Test
    void theClientsTimeIsThatOfItsProcess() throws Exception {
        assertThat(init()).isEqualTo(DONE);
        Instant now = Instant.now();
        repository.expires("root", now.plus(Duration.ofDays(7)));
        repository.publish("root");

        assertThat(refresh()).isEqualTo(DONE);
        assertThat(refreshAt(now.plus(Duration.ofDays(8)))).isEqualTo(REFUSED);
        assertThat(refreshAt(now.plus(Duration.ofDays(6)))).isEqualTo(DONE);
    }
}
