package dev.isaac.trust.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.keys.TestKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which signatures and keys count, and how many are enough. */
class SignatureThresholdTest extends TufClientFixture {

    @Test
    void thresholdThatNobodyCanReachIsOne() {
        repository.grant("timestamp", Integer.MAX_VALUE);
        repository.publish("root");

        assertRefreshRefused(Kind.SIGNATURE);
    }

    @Test
    void thresholdHasABound() {
        repository.grant("timestamp", 1);
        SimulatedRepository.map(SimulatedRepository.map(repository.of("root").get("roles"))
                        .get("timestamp"))
                .put("threshold", 1L << 31);
        repository.publish("root");

        assertRefreshRefused(Kind.MALFORMED);
    }

    @Test
    void thresholdsCountDistinctKeysNotIds() {
        TestKey key = repository.signersOf("snapshot").get(0);
        Map<String, Object> root = repository.of("root");
        Map<String, Object> role = SimulatedRepository.map(
                SimulatedRepository.map(root.get("roles")).get("snapshot"));
        SimulatedRepository.map(root.get("keys")).put("another-name", key.record());
        role.put("keyids", List.of(key.tufId(), "another-name"));
        role.put("threshold", 2);
        repository.publish("root");
        Map<String, Object> snapshot = repository.of("snapshot");
        String signature = HexFormat.of().formatHex(key.sign(Json.canonical(snapshot)));
        repository.metadata.put(
                "1.snapshot.json",
                Json.write(Map.of(
                        "signed",
                        snapshot,
                        "signatures",
                        List.of(
                                Map.of("keyid", key.tufId(), "sig", signature),
                                Map.of("keyid", "another-name", "sig", signature)))));

        assertRefreshRefused(Kind.SIGNATURE);
    }

    @Test
    void aThresholdAboveTheNumberOfKeysIsNeverMet() throws TrustException {
        refreshed();
        repository.grant("snapshot", 6);
        repository.publish("root");
        release("targets");

        assertRefreshRefused(Kind.SIGNATURE);
        assertThat(stored("root")).isEqualTo(2);
        assertThat(stored("snapshot")).isEqualTo(1);
    }

    @Test
    void refusesARoleThatListsAKeyTwice() {
        Map<String, Object> role = SimulatedRepository.map(
                SimulatedRepository.map(repository.of("root").get("roles")).get("snapshot"));
        String id = repository.signersOf("snapshot").get(0).tufId();
        role.put("keyids", List.of(id, id));
        repository.publish("root");

        assertRefreshRefused(Kind.MALFORMED);
    }

    /** 4.2: even where the threshold would be met without the second. */
    @ParameterizedTest
    @ValueSource(strings = {"root", "timestamp", "snapshot", "targets"})
    void refusesTwoSignaturesOfOneKeyId(String role) throws TrustException {
        repository.publish("root");
        String file =
                Map.of("root", "2.root.json", "timestamp", "timestamp.json").getOrDefault(role, "1." + role + ".json");
        Map<String, Object> body = repository.of(role);
        TestKey key = repository.signersOf(role).get(0);
        Map<String, Object> signature =
                Map.of("keyid", key.tufId(), "sig", HexFormat.of().formatHex(key.sign(Json.canonical(body))));
        repository.metadata.put(file, Json.write(Map.of("signed", body, "signatures", List.of(signature, signature))));

        assertRefreshRefused(Kind.MALFORMED);
        assertThat(store.read(role).filter(bytes -> Arrays.equals(bytes, repository.metadata.get(file))))
                .isEmpty();
    }

    /** What a key is called decides nothing: TAP 12, and repositories whose ids are hashes of another form of the key. */
    @Test
    void aKeyIdNeedNotBeTheHashOfTheKey() throws TrustException {
        TestKey key = repository.signersOf("timestamp").get(0);
        SimulatedRepository.map(repository.of("root").get("keys")).put("the online key", key.record());
        SimulatedRepository.map(repository.of("root").get("roles"))
                .put("timestamp", Map.of("keyids", List.of("the online key"), "threshold", 1));
        repository.publish("root");
        Map<String, Object> body = repository.of("timestamp");
        String signature = HexFormat.of().formatHex(key.sign(Json.canonical(body)));
        repository.metadata.put(
                "timestamp.json",
                Json.write(Map.of(
                        "signed", body, "signatures", List.of(Map.of("keyid", "the online key", "sig", signature)))));

        refreshed();

        assertThat(stored("timestamp")).isEqualTo(1);
    }

    @Test
    void ignoresUnusableExtraSignaturesAndKeys() throws TrustException {
        SimulatedRepository.map(repository.of("root").get("keys"))
                .put("strange", TestKey.record("quantum", "lattice", "?"));
        SimulatedRepository.map(repository.of("root").get("keys"))
                .put("broken", TestKey.record("ed25519", "ed25519", "zz"));
        SimulatedRepository.map(SimulatedRepository.map(repository.of("root").get("roles"))
                        .get("timestamp"))
                .put(
                        "keyids",
                        List.of(
                                "strange",
                                "broken",
                                "missing",
                                repository.signersOf("timestamp").get(0).tufId()));
        repository.publish("root");
        Map<String, Object> timestamp = repository.of("timestamp");
        TestKey key = repository.signersOf("timestamp").get(0);
        repository.metadata.put(
                "timestamp.json",
                Json.write(Map.of(
                        "signed",
                        timestamp,
                        "signatures",
                        List.of(
                                Map.of("keyid", "strange", "sig", "00"),
                                Map.of("keyid", "broken", "sig", "not hex"),
                                Map.of("keyid", "missing", "sig", ""),
                                Map.of(
                                        "keyid",
                                        key.tufId(),
                                        "sig",
                                        HexFormat.of().formatHex(key.sign(Json.canonical(timestamp))))))));

        refreshed();

        assertThat(stored("timestamp")).isEqualTo(1);
    }

    @Test
    void keepsUnknownFieldsInWhatSignaturesCover() throws TrustException {
        repository.of("root").put("custom-field", Map.of("ä", List.of(1, 2)));
        repository.publish("root");

        refreshed();

        assertThat(stored("root")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void acceptsTheKeysOfTheSpecification(SignatureAlgorithm algorithm) throws TrustException {
        TestKey key =
                switch (algorithm) {
                    case ED25519 -> TestKey.ed25519();
                    case RSA_PSS_SHA256, RSA_PKCS1_SHA256 -> TestKey.rsa(algorithm, 2048);
                    case ECDSA_P256_SHA256, ECDSA_P384_SHA384 -> TestKey.ecdsa(algorithm);
                };
        repository.signers.put("timestamp", new ArrayList<>(List.of(key)));
        repository.grant("timestamp", 1);
        repository.publish("root", "timestamp");

        if (algorithm == SignatureAlgorithm.RSA_PKCS1_SHA256) {
            assertRefreshRefused(Kind.SIGNATURE);
        }
        client(TufLimits.FOREIGN).refresh();

        assertThat(stored("timestamp")).isEqualTo(2);
    }

    @Test
    void acceptsTheFormerSpellingOfEcdsaKeys() throws TrustException {
        TestKey key = TestKey.ecdsa(SignatureAlgorithm.ECDSA_P256_SHA256);
        String id = "former";
        SimulatedRepository.map(repository.of("root").get("keys"))
                .put(id, TestKey.record("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", key.pem()));
        SimulatedRepository.map(repository.of("root").get("roles"))
                .put("timestamp", Map.of("keyids", List.of(id), "threshold", 1));
        repository.publish("root");
        Map<String, Object> body = repository.of("timestamp");
        body.put("version", 2);
        repository.metadata.put(
                "timestamp.json",
                Json.write(Map.of(
                        "signed",
                        body,
                        "signatures",
                        List.of(Map.of(
                                "keyid", id, "sig", HexFormat.of().formatHex(key.sign(Json.canonical(body))))))));

        refreshed();

        assertThat(stored("timestamp")).isEqualTo(2);
    }

    @Test
    void aRaisedThresholdHoldsForTheStoredTimestampToo() throws TrustException {
        refreshed();
        byte[] before = store.read("timestamp").orElseThrow();
        repository.signersOf("timestamp").add(TestKey.ed25519());
        repository.grant("timestamp", 2);
        repository.publish("root");

        assertRefreshRefused(Kind.SIGNATURE);
        assertRefused(Kind.SIGNATURE, () -> client().load());
        repository.publishAsIs("timestamp");
        refreshed();

        assertThat(store.read("timestamp")).isPresent().isNotEqualTo(Optional.of(before));
        assertThat(stored("timestamp")).isEqualTo(1);
    }
}
