package dev.isaac.trust.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.author.PluginStatement.Requirement;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.keys.TestKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorTest {

    private static final TestKey PAIR = TestKey.ed25519();
    private static final AuthorKey KEY = new AuthorKey(PAIR.publicKey(), Instant.parse("2026-01-01T00:00:00Z"));
    private static final PluginStatement STATEMENT = new PluginStatement(
            "git-helpers",
            "1.0.0",
            "acme",
            5,
            "ab".repeat(32),
            "acme.git",
            List.of("network:*.example.org"),
            List.of(new Requirement("http-tools", "[1.0,2)", true)));

    private static void assertRefused(Kind kind, ThrowingCallable action) {
        assertThatExceptionOfType(TrustException.class).isThrownBy(action).satisfies(e -> assertThat(e.kind())
                .isEqualTo(kind));
    }

    private static byte[] envelope(byte[] payload, TestKey pair) {
        return StatementEnvelope.write(
                payload, pair.publicKey().keyId(), pair.sign(StatementEnvelope.preAuthentication(payload)));
    }

    @Test
    void verifiesAStatementByAKeyOfTheClaim() throws TrustException {
        StatementEnvelope envelope = StatementEnvelope.parse(envelope(STATEMENT.toBytes(), PAIR));

        VerifiedStatement verified = envelope.verify(List.of(KEY));

        assertThat(verified.statement()).isEqualTo(STATEMENT);
        assertThat(verified.signer()).isEqualTo(KEY);
        assertThat(envelope.keyIds()).containsExactly(KEY.keyId());
        assertThat(envelope.payload()).isEqualTo(STATEMENT.toBytes());
    }

    @Test
    void theEncodingThatIsSignedIsDsse() {
        assertThat(new String(StatementEnvelope.preAuthentication(new byte[] {'{', '}'}), StandardCharsets.UTF_8))
                .isEqualTo("DSSEv1 43 application/vnd.isaac.plugin-statement+json 2 {}");
    }

    @Test
    void verifiesRsaWith3072Bits() throws TrustException {
        TestKey rsa = TestKey.rsa(SignatureAlgorithm.RSA_PSS_SHA256, 3072);
        AuthorKey key = new AuthorKey(rsa.publicKey(), Instant.EPOCH);

        assertThat(StatementEnvelope.parse(envelope(STATEMENT.toBytes(), rsa))
                        .verify(List.of(KEY, key))
                        .signer())
                .isEqualTo(key);
    }

    @Test
    void refusesAWrongSignatureAndAnUnknownSigner() throws TrustException {
        byte[] payload = STATEMENT.toBytes();
        byte[] wrong = StatementEnvelope.write(payload, KEY.keyId(), PAIR.sign(payload));

        assertRefused(Kind.SIGNATURE, () -> StatementEnvelope.parse(wrong).verify(List.of(KEY)));
        assertRefused(Kind.UNCLAIMED, () -> StatementEnvelope.parse(envelope(payload, TestKey.ed25519()))
                .verify(List.of(KEY)));
        byte[] unsigned = Json.write(
                Map.of("payloadType", PluginStatement.PAYLOAD_TYPE, "payload", "e30=", "signatures", List.of()));
        assertRefused(Kind.SIGNATURE, () -> StatementEnvelope.parse(unsigned).verify(List.of(KEY)));
    }

    @Test
    void theAlgorithmComesFromTheKeyNotFromTheSignature() throws TrustException {
        TestKey rsa = TestKey.rsa(SignatureAlgorithm.RSA_PSS_SHA256, 3072);
        byte[] payload = STATEMENT.toBytes();
        // Signed by RSA, and named after the Ed25519 key.
        byte[] envelope =
                StatementEnvelope.write(payload, KEY.keyId(), rsa.sign(StatementEnvelope.preAuthentication(payload)));

        assertRefused(Kind.SIGNATURE, () -> StatementEnvelope.parse(envelope).verify(List.of(KEY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"e30", "e31=", "e30=\\n", "%%"})
    void refusesBase64InAnyOtherForm(String payload) {
        String envelope = "{\"payloadType\":\"" + PluginStatement.PAYLOAD_TYPE + "\",\"payload\":\"" + payload
                + "\",\"signatures\":[]}";

        assertRefused(Kind.MALFORMED, () -> StatementEnvelope.parse(envelope.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesOtherPayloadsAndCrowdsOfSignatures() {
        byte[] other = Json.write(Map.of("payloadType", "text/plain", "payload", "", "signatures", List.of()));

        assertRefused(Kind.MALFORMED, () -> StatementEnvelope.parse(other));
        assertRefused(Kind.LIMIT, () -> StatementEnvelope.parse(signedBy(17)));
    }

    @Test
    void readsAsManySignaturesAsAreAllowed() throws TrustException {
        assertThat(StatementEnvelope.parse(signedBy(16)).keyIds()).hasSize(16);
    }

    private static byte[] signedBy(int count) {
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            many.add(Map.of("keyid", "x", "sig", ""));
        }
        return Json.write(Map.of("payloadType", PluginStatement.PAYLOAD_TYPE, "payload", "", "signatures", many));
    }

    @Test
    void idsHaveABound() {
        assertThat(PluginIds.valid("a".repeat(128))).isTrue();
        assertThat(PluginIds.valid("a".repeat(129))).isFalse();
        assertThat(PluginIds.validPattern("a".repeat(128) + ".*")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "format, 2",
        "id, 'UPPER'",
        "publisher, ''",
        "length, -1",
        "sha256, 'xyz'",
        "version, 5",
    })
    void refusesMalformedStatements(String member, String value) throws TrustException {
        Map<String, Object> json = new TreeMap<>();
        Json.parseObject(STATEMENT.toBytes()).asMap().forEach((name, old) -> {
            if (old != null) {
                json.put(name, old);
            }
        });
        json.put(member, value.matches("-?[0-9]+") ? (Object) Long.parseLong(value) : value);

        assertRefused(Kind.MALFORMED, () -> PluginStatement.parse(Json.write(json)));
    }

    @Test
    void fileThatIsEmptyMayBeStated() throws TrustException {
        PluginStatement empty = new PluginStatement(
                "git-helpers", "1.0.0", "acme", 0, "ab".repeat(32), "acme.git", List.of(), List.of());

        assertThat(PluginStatement.parse(empty.toBytes())).isEqualTo(empty);
    }

    private static Map<String, Object> claim(Map<String, Object> key, String... plugins) {
        Map<String, Object> claim = new TreeMap<>();
        claim.put("format", 1);
        claim.put("publisher", "acme");
        claim.put("name", "ACME");
        claim.put("plugins", List.of(plugins));
        claim.put("keys", List.of(key));
        return claim;
    }

    @Test
    void readsAClaim() throws TrustException {
        Claim claim = Claim.parse(Json.write(claim(KEY.toJson(), "git-helpers", "acme.*", "acme-*")));

        assertThat(claim.publisher()).isEqualTo("acme");
        assertThat(claim.name()).isEqualTo("ACME");
        assertThat(claim.homepage()).isEmpty();
        assertThat(claim.keys()).containsExactly(KEY);
        assertThat(claim.key(KEY.keyId())).contains(KEY);
        assertThat(claim.key("other")).isEmpty();
        assertThat(claim.covers("git-helpers")).isTrue();
        assertThat(claim.covers("acme.tools")).isTrue();
        assertThat(claim.covers("acme-tools")).isTrue();
        assertThat(claim.covers("acme")).isFalse();
        assertThat(claim.covers("acmetools")).isFalse();
        assertThat(claim.covers("git-helpers-2")).isFalse();
        assertThat(claim.covers("acme.")).isFalse();
        assertThat(Claim.path("acme")).isEqualTo("claims/acme.json");
        assertThat(KEY.algorithm()).isEqualTo(SignatureAlgorithm.ED25519);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", ".*", "a*", "A.*", "a..b", "a-", "", "a/b"})
    void refusesClaimsOnWhatIsNoId(String pattern) {
        assertRefused(Kind.MALFORMED, () -> Claim.parse(Json.write(claim(KEY.toJson(), pattern))));
    }

    @Test
    void refusesMalformedClaims() {
        Map<String, Object> format = claim(KEY.toJson(), "a");
        format.put("format", 2);
        Map<String, Object> publisher = claim(KEY.toJson(), "a");
        publisher.put("publisher", "../x");
        Map<String, Object> keyless = claim(KEY.toJson(), "a");
        keyless.put("keys", List.of());

        for (Map<String, Object> claim : List.of(format, publisher, keyless)) {
            assertRefused(Kind.MALFORMED, () -> Claim.parse(Json.write(claim)));
        }
    }

    @Test
    void refusesKeysThatAuthorsMayNotUse() {
        Map<String, Object> unknown = KEY.toJson();
        unknown.put("algorithm", "rsa-sha1");
        Map<String, Object> mislabelled = KEY.toJson();
        mislabelled.put("keyid", "00".repeat(32));
        Map<String, Object> undated = KEY.toJson();
        undated.put("since", "yesterday");
        TestKey small = TestKey.rsa(SignatureAlgorithm.RSA_PSS_SHA256, 2048);
        TestKey elliptic = TestKey.ecdsa(SignatureAlgorithm.ECDSA_P256_SHA256);

        assertRefused(Kind.ALGORITHM, () -> Claim.parse(Json.write(claim(unknown, "a"))));
        assertRefused(Kind.MISMATCH, () -> Claim.parse(Json.write(claim(mislabelled, "a"))));
        assertRefused(Kind.MALFORMED, () -> Claim.parse(Json.write(claim(undated, "a"))));
        for (TestKey pair : List.of(small, elliptic)) {
            assertThatIllegalArgumentException().isThrownBy(() -> new AuthorKey(pair.publicKey(), Instant.EPOCH));
            Map<String, Object> record = KEY.toJson();
            record.put("algorithm", pair.algorithm().id());
            record.put("public", Base64.getEncoder().encodeToString(pair.spki()));
            record.put("keyid", pair.publicKey().keyId());
            assertRefused(Kind.ALGORITHM, () -> Claim.parse(Json.write(claim(record, "a"))));
        }
    }
}
