package dev.isaac.trust.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerificationKeyTest {

    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);
    /** The order of the Ed25519 group: adding it to S gives a second signature to careless verifiers. */
    private static final BigInteger ED25519_ORDER =
            new BigInteger("7237005577332262213973186563042994240857116359379907606001950938285454250989");

    private static TestKey key(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case ED25519 -> TestKey.ed25519();
            case RSA_PSS_SHA256, RSA_PKCS1_SHA256 -> TestKey.rsa(algorithm, 2048);
            case ECDSA_P256_SHA256, ECDSA_P384_SHA384 -> TestKey.ecdsa(algorithm);
        };
    }

    private static void assertRefused(Kind kind, SignatureAlgorithm algorithm, byte[] spki) {
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> VerificationKey.ofSpki(algorithm, spki))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void verifiesItsOwnSignaturesAndNoOthers(SignatureAlgorithm algorithm) throws TrustException {
        TestKey pair = key(algorithm);
        VerificationKey key = VerificationKey.ofPem(algorithm, pair.pem());
        byte[] signature = pair.sign(MESSAGE);

        assertThat(key.verify(MESSAGE, signature)).isTrue();
        assertThat(key.verify(new byte[1], signature)).isFalse();
        assertThat(key.verify(MESSAGE, new byte[0])).isFalse();
        assertThat(key.verify(MESSAGE, Arrays.copyOf(signature, signature.length + 1)))
                .isFalse();
        assertThat(key.verify(MESSAGE, Arrays.copyOf(signature, signature.length - 1)))
                .isFalse();
        for (int i = 0; i < signature.length; i += 7) {
            byte[] changed = signature.clone();
            changed[i] ^= 0x10;
            assertThat(key.verify(MESSAGE, changed)).isFalse();
        }
        assertThat(key(algorithm).publicKey().verify(MESSAGE, signature)).isFalse();
        assertThat(key.keyId()).isEqualTo(Digests.sha256(key.spki()));
        assertThat(key).isEqualTo(pair.publicKey()).hasSameHashCodeAs(pair.publicKey());
        assertThat(key).isNotEqualTo(key(algorithm).publicKey()).hasToString(algorithm.id() + ":" + key.keyId());
        assertThat(SignatureAlgorithm.of(algorithm.id())).contains(algorithm);
        assertThat(key.bits()).isGreaterThanOrEqualTo(256);
    }

    @Test
    void knowsNoOtherAlgorithms() {
        assertThat(SignatureAlgorithm.of("sha1-rsa")).isEmpty();
    }

    @Test
    void verifiesThePublishedEd25519Vector() throws TrustException {
        // RFC 8032, section 7.1, test 2.
        VerificationKey key = VerificationKey.ed25519(
                HexFormat.of().parseHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
        byte[] signature = HexFormat.of()
                .parseHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

        assertThat(key.verify(new byte[] {0x72}, signature)).isTrue();
    }

    @Test
    void refusesTheMalleatedEd25519Signature() {
        TestKey pair = TestKey.ed25519();
        byte[] signature = pair.sign(MESSAGE);
        byte[] high = Arrays.copyOfRange(signature, 32, 64);
        reverse(high);
        byte[] sum = new BigInteger(1, high).add(ED25519_ORDER).toByteArray();
        byte[] padded = new byte[32];
        System.arraycopy(
                sum, Math.max(0, sum.length - 32), padded, Math.max(0, 32 - sum.length), Math.min(32, sum.length));
        reverse(padded);
        byte[] malleated = signature.clone();
        System.arraycopy(padded, 0, malleated, 32, 32);

        assertThat(pair.publicKey().verify(MESSAGE, malleated)).isFalse();
    }

    private static void reverse(byte[] bytes) {
        for (int i = 0; i < bytes.length / 2; i++) {
            byte swap = bytes[i];
            bytes[i] = bytes[bytes.length - 1 - i];
            bytes[bytes.length - 1 - i] = swap;
        }
    }

    @Test
    void refusesEd25519KeysOfSmallOrder() {
        byte[] identity = new byte[32];
        identity[0] = 1;

        assertThatExceptionOfType(TrustException.class).isThrownBy(() -> VerificationKey.ed25519(identity));
        assertThatExceptionOfType(TrustException.class).isThrownBy(() -> VerificationKey.ed25519(new byte[32]));
        assertThatExceptionOfType(TrustException.class).isThrownBy(() -> VerificationKey.ed25519(new byte[31]));
    }

    @Test
    void refusesEcdsaSignaturesThatAreNotDer() {
        TestKey pair = TestKey.ecdsa(SignatureAlgorithm.ECDSA_P256_SHA256);
        BigInteger[] rs = pair.ecdsa(MESSAGE);
        byte[] der = TestKey.der(rs);
        VerificationKey key = pair.publicKey();
        assertThat(key.verify(MESSAGE, der)).isTrue();

        byte[] longLength = new byte[der.length + 1];
        longLength[0] = der[0];
        longLength[1] = (byte) 0x81;
        System.arraycopy(der, 1, longLength, 2, der.length - 1);
        assertThat(key.verify(MESSAGE, longLength)).isFalse();
        BigInteger order = new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
        assertThat(key.verify(MESSAGE, TestKey.der(rs[0].add(order), rs[1]))).isFalse();
        assertThat(key.verify(MESSAGE, TestKey.der(rs[0], rs[1].add(order)))).isFalse();
        assertThat(key.verify(MESSAGE, TestKey.der(rs[0].negate(), rs[1]))).isFalse();
        assertThat(key.verify(MESSAGE, TestKey.der(BigInteger.ZERO, BigInteger.ZERO)))
                .isFalse();
        assertThat(key.verify(MESSAGE, TestKey.der(rs[0], rs[1], BigInteger.ONE)))
                .isFalse();
        assertThat(key.verify(MESSAGE, new byte[] {2, 1, 1})).isFalse();
    }

    @Test
    void refusesOtherSaltsAndOtherRsaSchemes() {
        TestKey pair = TestKey.rsa(SignatureAlgorithm.RSA_PSS_SHA256, 2048);
        VerificationKey key = pair.publicKey();

        assertThat(key.verify(MESSAGE, pair.sign(MESSAGE, 20))).isFalse();
        assertThat(key.verify(MESSAGE, pair.sign(MESSAGE, 0))).isFalse();
        assertThat(key.verify(MESSAGE, pair.sign(MESSAGE, 32))).isTrue();
    }

    @Test
    void takesRsaKeysUpToABound() throws Exception {
        assertThat(VerificationKey.ofSpki(SignatureAlgorithm.RSA_PSS_SHA256, rsaKeyOf(8192))
                        .bits())
                .isEqualTo(8192);
        assertRefused(Kind.ALGORITHM, SignatureAlgorithm.RSA_PSS_SHA256, rsaKeyOf(8193));
    }

    /** Nobody has its private half: only its size counts here. */
    private static byte[] rsaKeyOf(int bits) throws GeneralSecurityException {
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65537)))
                .getEncoded();
    }

    @Test
    void refusesWeakAndForeignKeys() {
        assertRefused(
                Kind.ALGORITHM,
                SignatureAlgorithm.RSA_PSS_SHA256,
                TestKey.rsa(SignatureAlgorithm.RSA_PSS_SHA256, 1024).spki());
        assertRefused(
                Kind.ALGORITHM,
                SignatureAlgorithm.RSA_PSS_SHA256,
                TestKey.rsa(SignatureAlgorithm.RSA_PSS_SHA256, 2048, 3).spki());
        assertRefused(
                Kind.ALGORITHM,
                SignatureAlgorithm.RSA_PSS_SHA256,
                TestKey.ed25519().spki());
        assertRefused(
                Kind.ALGORITHM,
                SignatureAlgorithm.ED25519,
                TestKey.ecdsa(SignatureAlgorithm.ECDSA_P256_SHA256).spki());
        assertRefused(
                Kind.ALGORITHM,
                SignatureAlgorithm.ECDSA_P256_SHA256,
                TestKey.ecdsa(SignatureAlgorithm.ECDSA_P384_SHA384).spki());
        assertRefused(
                Kind.ALGORITHM,
                SignatureAlgorithm.ECDSA_P256_SHA256,
                TestKey.ed25519().spki());
    }

    @Test
    void refusesKeysThatAreNotOneStructureInDer() {
        byte[] spki = TestKey.ed25519().spki();

        assertRefused(Kind.MALFORMED, SignatureAlgorithm.ED25519, Arrays.copyOf(spki, spki.length + 1));
        assertRefused(Kind.MALFORMED, SignatureAlgorithm.ED25519, Arrays.copyOf(spki, spki.length - 1));
        assertRefused(Kind.MALFORMED, SignatureAlgorithm.ED25519, new byte[0]);
        assertRefused(Kind.MALFORMED, SignatureAlgorithm.ED25519, new byte[] {2, 1, 1});
        for (String pem : new String[] {
            "",
            "-----BEGIN PUBLIC KEY-----",
            "-----BEGIN PUBLIC KEY-----END PUBLIC KEY-----",
            "-----BEGIN PUBLIC KEY----------END PUBLIC KEY-----",
            "-----BEGIN PUBLIC KEY-----!-----END PUBLIC KEY-----"
        }) {
            assertThatExceptionOfType(TrustException.class)
                    .isThrownBy(() -> VerificationKey.ofPem(SignatureAlgorithm.ED25519, pem));
        }
    }

    @Test
    void digestsBytesAndFiles(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("f"), MESSAGE);

        assertThat(Digests.sha256(file)).isEqualTo(Digests.sha256(MESSAGE)).hasSize(64);
        assertThat(Digests.sha512(MESSAGE)).hasSize(128);
        assertThat(Digests.sha512Digest().getAlgorithm()).isEqualTo("SHA-512");
    }
}
