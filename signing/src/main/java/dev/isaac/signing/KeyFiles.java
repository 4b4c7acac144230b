package dev.isaac.signing;

import dev.isaac.signing.internal.EncryptedPkcs8;
import dev.isaac.signing.internal.ExternalSigner;
import dev.isaac.signing.internal.KeyHolder;
import dev.isaac.signing.internal.OwnerOnly;
import dev.isaac.signing.internal.Pkcs12;
import dev.isaac.signing.internal.PrivateKeyMaterial;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.keys.VerificationKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * Keys in files: PKCS#8 in PEM, plain or encrypted under a passphrase (PBES2, PBKDF2 with HMAC-SHA-256, AES-256);
 * PKCS#12 with one private key; or a description of a command that signs. Files with private keys are created for their
 * owner only, and refused when others can read them.
 */
public final class KeyFiles {

    private static final String PLAIN = "PRIVATE KEY";
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
    private static final long MAX_BYTES = 64 * 1024;
    private static final byte DER_SEQUENCE = 0x30;

    private KeyFiles() {}

    /**
     * Creates a key and its file, which must not exist.
     *
     * @param passphrase empty for a file that is not encrypted; never kept
     */
    public static Signer create(Path file, SignatureAlgorithm algorithm, char[] passphrase, SecureRandom random)
            throws TrustException, IOException {
        PrivateKeyMaterial key = PrivateKeyMaterial.generate(algorithm, random);
        byte[] der = key.pkcs8();
        String pem = passphrase.length == 0
                ? pem(PLAIN, der)
                : pem(ENCRYPTED, EncryptedPkcs8.encrypt(der, passphrase, random));
        OwnerOnly.write(file, pem.getBytes(StandardCharsets.US_ASCII));
        return key;
    }

    /**
     * Reads a key with a passphrase for when it is encrypted, as {@link #open} does.
     *
     * @param passphrase empty for none
     */
    public static Signer read(Path file, char[] passphrase) throws TrustException, IOException {
        return open(file, Passphrases.fixed(passphrase));
    }

    /**
     * Opens a key, whatever the form of its file; the content decides, not the name.
     *
     * @param passphrases asked when the file is encrypted
     * @throws TrustException {@code key.readable-by-others} when others can read the file, {@code key.passphrase} when
     *     its passphrase is missing or wrong, {@code key.format} when it holds no key
     */
    public static Signer open(Path file, Passphrases passphrases) throws TrustException, IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw format(file, "is too long for a key");
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
            if (text.startsWith("{")) {
                OwnerOnly.requireUnchangeable(file);
                return ExternalSigner.parse(bytes);
            }
            OwnerOnly.requireReadable(file);
            if (text.startsWith(begin(PLAIN))) {
                return PrivateKeyMaterial.ofPkcs8(body(text, PLAIN, file));
            }
            if (text.startsWith(begin(ENCRYPTED))) {
                byte[] body = body(text, ENCRYPTED, file);
                char[] passphrase = passphrases.of(file);
                try {
                    return PrivateKeyMaterial.ofPkcs8(EncryptedPkcs8.decrypt(body, passphrase));
                } finally {
                    Arrays.fill(passphrase, '\0');
                }
            }
            if (bytes.length > 0 && bytes[0] == DER_SEQUENCE) {
                char[] passphrase = passphrases.of(file);
                try {
                    return Pkcs12.read(bytes, passphrase, file);
                } finally {
                    Arrays.fill(passphrase, '\0');
                }
            }
            throw format(file, "holds no private key");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /**
     * The public half of a key: of one that is here, or as {@code show-key} prints it of one that is elsewhere.
     *
     * @param passphrases asked when the file holds an encrypted key
     */
    public static VerificationKey publicKey(Path file, Passphrases passphrases) throws TrustException, IOException {
        return KeyHolder.read(file, passphrases).publicKey();
    }

    private static SigningException format(Path file, String what) {
        return new SigningException(
                SigningFault.KEY_FORMAT,
                file + " " + what,
                "use PKCS#8 in PEM, PKCS#12, or a JSON description of a command that signs");
    }

    private static String begin(String label) {
        return "-----BEGIN " + label + "-----";
    }

    private static String end(String label) {
        return "-----END " + label + "-----";
    }

    private static String pem(String label, byte[] der) {
        return begin(label) + "\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n" + end(label) + "\n";
    }

    private static byte[] body(String text, String label, Path file) throws TrustException {
        if (!text.endsWith(end(label))) {
            throw format(file, "holds no whole private key in PEM");
        }
        String body =
                text.substring(begin(label).length(), text.length() - end(label).length());
        try {
            return Base64.getDecoder().decode(body.replaceAll("[\r\n]", ""));
        } catch (IllegalArgumentException e) {
            throw new SigningException(SigningFault.KEY_FORMAT, file + " is damaged", e);
        }
    }
}
