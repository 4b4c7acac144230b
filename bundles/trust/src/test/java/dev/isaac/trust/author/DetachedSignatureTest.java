package dev.isaac.trust.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.keys.TestKey;
import dev.isaac.trust.keys.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetachedSignatureTest {

    private static final TestKey PAIR = TestKey.ed25519();
    private static final TestKey OTHER = TestKey.ed25519();
    private static final String TYPE = DetachedSignature.POLICY;
    private static final byte[] FILE = "{}".getBytes(StandardCharsets.UTF_8);

    private static byte[] sign(String type, byte[] file) {
        return PAIR.sign(DetachedSignature.preAuthentication(type, file));
    }

    private static byte[] document(String keyId, byte[] signature) {
        return DetachedSignature.write(TYPE, keyId, signature);
    }

    private static void verify(byte[] document) throws TrustException {
        DetachedSignature.verify(TYPE, FILE, document, List.<VerificationKey>of(OTHER.publicKey(), PAIR.publicKey()));
    }

    private static void assertRefused(Kind kind, byte[] document) {
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> verify(document))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void coversTypeAndBytes() {
        assertThat(new String(DetachedSignature.preAuthentication("a/b", FILE), StandardCharsets.UTF_8))
                .isEqualTo("DSSEv1 3 a/b 2 {}");
    }

    @Test
    void takesTheSignatureOfAKeyThatMaySign() {
        byte[] sound = document(PAIR.publicKey().keyId(), sign(TYPE, FILE));

        assertThatCode(() -> verify(sound)).doesNotThrowAnyException();
    }

    @Test
    void refusesWhatNoKeySigned() {
        String keyId = PAIR.publicKey().keyId();

        assertRefused(Kind.SIGNATURE, document(keyId, sign(TYPE, new byte[] {'['})));
        assertRefused(Kind.SIGNATURE, document(keyId, sign("another/type", FILE)));
        assertRefused(Kind.SIGNATURE, document(keyId, OTHER.sign(DetachedSignature.preAuthentication(TYPE, FILE))));
        assertRefused(Kind.SIGNATURE, document(OTHER.publicKey().keyId(), sign(TYPE, FILE)));
        assertRefused(Kind.SIGNATURE, document("0123", sign(TYPE, FILE)));
        assertRefused(Kind.MISMATCH, DetachedSignature.write("another/type", keyId, sign("another/type", FILE)));
        assertRefused(Kind.MALFORMED, new byte[] {'{'});
    }

    @Test
    void takesSixteenSignaturesAtMost() {
        List<Map<String, String>> signatures = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            signatures.add(Map.of("keyid", "0123", "sig", ""));
        }
        signatures.add(Map.of(
                "keyid", PAIR.publicKey().keyId(), "sig", Base64.getEncoder().encodeToString(sign(TYPE, FILE))));
        byte[] most = Json.write(Map.of("type", TYPE, "signatures", List.copyOf(signatures)));
        signatures.add(0, Map.of("keyid", "0123", "sig", ""));
        byte[] more = Json.write(Map.of("type", TYPE, "signatures", List.copyOf(signatures)));

        assertThatCode(() -> verify(most)).doesNotThrowAnyException();
        assertRefused(Kind.LIMIT, more);
    }
}
