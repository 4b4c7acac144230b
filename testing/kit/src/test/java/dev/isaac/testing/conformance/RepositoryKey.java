package dev.isaac.testing.conformance;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A key that signs with the Java platform's own providers, which have nothing in common with what checks it. */
final class RepositoryKey {

    private static final AlgorithmParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    /** The keys of the specification, and two that repositories have besides. */
    enum Kind {
        ECDSA("ecdsa", "ecdsa-sha2-nistp256", "EC", "SHA256withECDSA"),
        FORMER_ECDSA("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", "EC", "SHA256withECDSA"),
        ED25519("ed25519", "ed25519", "Ed25519", "Ed25519"),
        RSA("rsa", "rsassa-pss-sha256", "RSA", "RSASSA-PSS"),
        PKCS1("rsa", "rsa-pkcs1v15-sha256", "RSA", "SHA256withRSA");

        private final String type;
        private final String scheme;
        private final String generator;
        private final String signature;

        Kind(String type, String scheme, String generator, String signature) {
            this.type = type;
            this.scheme = scheme;
            this.generator = generator;
            this.signature = signature;
        }
    }

    private final Kind kind;
    private final KeyPair pair;
    /** What the record says besides. */
    final Map<String, Object> extra = new TreeMap<>();

    private RepositoryKey(Kind kind, KeyPair pair) {
        this.kind = kind;
        this.pair = pair;
    }

    static RepositoryKey generate(Kind kind) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.generator);
            switch (kind.generator) {
                case "EC" -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                case "RSA" -> generator.initialize(2048);
                default -> {}
            }
            return new RepositoryKey(kind, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static RepositoryKey generate() {
        return generate(Kind.ECDSA);
    }

    Map<String, Object> record() {
        byte[] spki = pair.getPublic().getEncoded();
        String value = kind == Kind.ED25519
                ? HexFormat.of().formatHex(Arrays.copyOfRange(spki, spki.length - 32, spki.length))
                : "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(spki)
                        + "\n-----END PUBLIC KEY-----\n";
        Map<String, Object> record = new TreeMap<>(extra);
        record.put("keytype", kind.type);
        record.put("scheme", kind.scheme);
        record.put("keyval", Map.of("public", value));
        return record;
    }

    String id() {
        return hex("SHA-256", Documents.canonical(record()));
    }

    /** An entry of {@code signatures}. */
    Map<String, Object> sign(Object body) {
        try {
            Signature signature = Signature.getInstance(kind.signature);
            if (kind == Kind.RSA) {
                signature.setParameter(PSS);
            }
            signature.initSign(pair.getPrivate());
            signature.update(Documents.canonical(body));
            return signature(id(), HexFormat.of().formatHex(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static Map<String, Object> signature(String id, String signature) {
        return new TreeMap<>(Map.of("keyid", id, "sig", signature));
    }

    static String hex(String digest, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(digest).digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
