package dev.isaac.trust.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.keys.TestKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one document says of another, and what lies in the store, each held to exactly. */
class AnnouncedMetadataTest extends TufClientFixture {

    /** Another document in the place of a role's, signed by its key, that nobody announced. */
    private void substitute(String role, String member, Object value) {
        Map<String, Object> body = new TreeMap<>(repository.of(role));
        body.put(member, value);
        repository.metadata.put(
                repository.version(role) + "." + role + ".json",
                SimulatedRepository.document(body, repository.signersOf(role)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "targets"})
    void refusesAnotherDocumentThatTheKeySignedToo(String role) {
        repository.announceHashes = true;
        release("targets");
        // As long as the announced one, and as new.
        substitute(role, "expires", SimulatedRepository.FAR.replace("-01", "-02"));

        assertRefreshRefused(Kind.HASH);
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> client().refresh())
                .withMessageContaining("has not the announced hash");
    }

    @Test
    void lengthOfZeroIsALength() throws TrustException {
        SimulatedRepository.map(
                        SimulatedRepository.map(repository.of("timestamp").get("meta"))
                                .get("snapshot.json"))
                .put("length", 0);
        repository.publish("timestamp");
        assertRefreshRefused(Kind.LENGTH);

        byte[] one = {'x'};
        TargetFile empty = new TargetFile("a", 0, Map.of("sha256", Digests.sha256(one)), JsonObject.EMPTY, "targets");
        assertThat(TufClient.matches(empty, one)).isFalse();
    }

    /** The targets with their true signature, and so many others. */
    private void publishTargetsWith(int others) {
        release("targets");
        Map<String, Object> body = repository.of("targets");
        TestKey key = repository.signersOf("targets").get(0);
        List<Object> signatures = new ArrayList<>();
        for (int i = 0; i < others; i++) {
            signatures.add(Map.of("keyid", "other-" + i, "sig", ""));
        }
        signatures.add(Map.of("keyid", key.tufId(), "sig", HexFormat.of().formatHex(key.sign(Json.canonical(body)))));
        repository.metadata.put(
                repository.version("targets") + ".targets.json",
                Json.write(Map.of("signatures", signatures, "signed", body)));
    }

    @Test
    void documentsHave1024SignaturesAtMost() throws TrustException {
        publishTargetsWith(1023);
        assertThat(refreshed().target("none")).isEmpty();
        publishTargetsWith(1024);
        assertRefreshRefused(Kind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "targets"})
    void refusesAnotherVersionWhereNoHashesAreAnnounced(String role) {
        release("targets");
        substitute(role, "version", 7);

        assertRefreshRefused(Kind.VERSION);
    }

    @Test
    void fetchesADocumentAnewThatChangedWithoutANewVersion() throws TrustException {
        repository.announceHashes = true;
        release("targets");
        refreshed();
        repository.target("targets", "fresh", "content");
        repository.publishAsIs("targets");
        repository.publish("snapshot", "timestamp");

        assertThat(refreshed().target("fresh")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "snapshot"})
    void storedDocumentThatNoPresentKeySignedSaysNothing(String role) throws TrustException {
        refreshed();
        Map<String, Object> body = new TreeMap<>(repository.of(role));
        body.put("version", 99);
        store.write(role, SimulatedRepository.document(body, List.of(TestKey.ed25519())));

        refreshed();

        assertThat(stored(role)).isEqualTo(1);
    }

    @Test
    void tellsOfDelegatedRolesThatWereRead() throws TrustException {
        repository.delegate("targets", "A", false, "a*");
        repository.target("A", "a1", "content");
        release("A", "targets");
        TufClient client = refreshed();
        assertThat(client.trustedRoles())
                .extracting(TrustedRole::name)
                .containsExactly("root", "timestamp", "snapshot", "targets");

        assertThat(client.target("a1")).isPresent();

        assertThat(client.trustedRoles())
                .extracting(TrustedRole::name)
                .containsExactly("root", "timestamp", "snapshot", "targets", "A");
    }

    @Test
    void targetMayBeEmpty() throws TrustException {
        repository.target("targets", "empty", "");
        release("targets");
        TufClient client = refreshed();

        assertThat(client.download(client.target("empty").orElseThrow())).isEmpty();
    }

    @Test
    void signatureOfAKnownKeyThatIsNoHexCountsForNothing() throws TrustException {
        TestKey second = TestKey.ed25519();
        repository.signersOf("timestamp").add(second);
        repository.grant("timestamp", 1);
        repository.publish("root", "timestamp");
        Map<String, Object> body = repository.of("timestamp");
        TestKey first = repository.signersOf("timestamp").get(0);
        String good = HexFormat.of().formatHex(first.sign(Json.canonical(body)));
        repository.metadata.put(
                "timestamp.json",
                Json.write(Map.of(
                        "signatures",
                        List.of(
                                Map.of("keyid", second.tufId(), "sig", "not hex"),
                                Map.of("keyid", first.tufId(), "sig", good)),
                        "signed",
                        body)));

        refreshed();

        assertThat(stored("timestamp")).isEqualTo(2);
    }
}
