package dev.isaac.signing;

import dev.isaac.signing.internal.EncryptedPkcs8;
import dev.isaac.signing.internal.PrivateKeyMaterial;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.keys.SignatureAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * Private keys in files: PKCS#8 in PEM, plain or encrypted under a passphrase (PBES2, PBKDF2 with HMAC-SHA-256, AES-256).
 * Files are created for their owner only, and refused when others can read them.
 */
public final class KeyFiles {

    private static final String PLAIN = "PRIVATE KEY";
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
    private static final long MAX_BYTES = 64 * 1024;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private KeyFiles() {}

    /**
     * Creates a key and its file, which must not exist.
     *
     * @param passphrase empty for a file that is not encrypted; never kept
     */
    public static SigningKey create(Path file, SignatureAlgorithm algorithm, char[] passphrase, SecureRandom random)
            throws TrustException, IOException {
        PrivateKeyMaterial key = PrivateKeyMaterial.generate(algorithm, random);
        byte[] der = key.pkcs8();
        String pem = passphrase.length == 0
                ? pem(PLAIN, der)
                : pem(ENCRYPTED, EncryptedPkcs8.encrypt(der, passphrase, random));
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        writeOwnerOnly(file, pem.getBytes(StandardCharsets.US_ASCII));
        return key;
    }

    /**
     * Reads a key.
     *
     * @param passphrase used when the file is encrypted
     * @throws TrustException {@code trust.key-file} when others can read the file, or the passphrase is wrong
     */
    public static SigningKey read(Path file, char[] passphrase) throws TrustException, IOException {
        requireOwnerOnly(file);
        if (Files.size(file) > MAX_BYTES) {
            throw new TrustException(Kind.KEY_FILE, file + " is too long for a key");
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (text.startsWith(begin(ENCRYPTED))) {
            if (passphrase.length == 0) {
                throw new TrustException(Kind.KEY_FILE, file + " is encrypted", "give its passphrase");
            }
            return PrivateKeyMaterial.ofPkcs8(EncryptedPkcs8.decrypt(body(text, ENCRYPTED, file), passphrase));
        }
        return PrivateKeyMaterial.ofPkcs8(body(text, PLAIN, file));
    }

    private static void writeOwnerOnly(Path file, byte[] bytes) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        FileAttribute<?>[] attributes = isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        try (FileChannel channel = FileChannel.open(file, options, attributes)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void requireOwnerOnly(Path file) throws TrustException, IOException {
        if (!isPosix(file)) {
            return;
        }
        Set<PosixFilePermission> given = Files.getPosixFilePermissions(file);
        for (PosixFilePermission permission : given) {
            if (!permission.name().startsWith("OWNER_")) {
                throw new TrustException(
                        Kind.KEY_FILE,
                        "others can use the private key in " + file + " (" + PosixFilePermissions.toString(given) + ")",
                        "chmod 600 it, and consider the key as known to them");
            }
        }
    }

    private static boolean isPosix(Path file) throws IOException {
        Path existing = file.toAbsolutePath();
        while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        if (existing == null) {
            return false;
        }
        FileStore store = Files.getFileStore(existing);
        return store.supportsFileAttributeView("posix");
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
        if (!text.startsWith(begin(label)) || !text.endsWith(end(label))) {
            throw new TrustException(Kind.KEY_FILE, file + " holds no private key in PEM (PKCS#8)");
        }
        String body =
                text.substring(begin(label).length(), text.length() - end(label).length());
        try {
            return Base64.getDecoder().decode(body.replaceAll("[\r\n]", ""));
        } catch (IllegalArgumentException e) {
            throw new TrustException(Kind.KEY_FILE, file + " is damaged", e);
        }
    }
}
