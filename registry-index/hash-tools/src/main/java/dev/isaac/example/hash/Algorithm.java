package dev.isaac.example.hash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** What can be computed. */
enum Algorithm {
    SHA256("sha256", 256, "SHA-256"),
    SHA512("sha512", 512, "SHA-512"),
    SHA384("sha384", 384, "SHA-384"),
    SHA224("sha224", 224, "SHA-224"),
    SHA512_256("sha512-256", 256, "SHA-512/256"),
    SHA3_256("sha3-256", 256, "SHA3-256"),
    SHA3_384("sha3-384", 384, "SHA3-384"),
    SHA3_512("sha3-512", 512, "SHA3-512"),
    SHA1("sha1", 160, "SHA-1"),
    MD5("md5", 128, "MD5"),
    CRC32("crc32", 32, "CRC-32"),
    CRC32C("crc32c", 32, "CRC-32C"),
    ADLER32("adler32", 32, "Adler-32");

    private final String label;
    private final int bits;
    private final String standard;

    Algorithm(String label, int bits, String standard) {
        this.label = label;
        this.bits = bits;
        this.standard = standard;
    }

    /** The name that users type. */
    String label() {
        return label;
    }

    /** How many hex digits a result has. */
    int digits() {
        return bits / 4;
    }

    /** Whether collisions can be made on purpose, so that a match proves nothing against an attacker. */
    boolean weak() {
        return bits < 224;
    }

    /** Starts a computation. */
    Computation start() {
        return switch (this) {
            case CRC32 -> new OfChecksum(new CRC32());
            case CRC32C -> new OfChecksum(new CRC32C());
            case ADLER32 -> new OfChecksum(new Adler32());
            case SHA256, SHA512, SHA384, SHA224, SHA512_256, SHA3_256, SHA3_384, SHA3_512, SHA1, MD5 -> {
                try {
                    yield new OfDigest(MessageDigest.getInstance(standard));
                } catch (NoSuchAlgorithmException e) {
                    throw new IllegalStateException("this Java has no " + standard, e);
                }
            }
        };
    }

    /** The names that users type, in order of preference. */
    static String[] labels() {
        return Arrays.stream(values()).map(Algorithm::label).toArray(String[]::new);
    }

    /** The algorithm of a name, with or without dashes, in any case, as in {@code SHA256} or {@code sha-256}. */
    static Optional<Algorithm> named(String name) {
        String wanted = plain(name);
        return Arrays.stream(values())
                .filter(a -> plain(a.label).equals(wanted))
                .findFirst();
    }

    /** The algorithm that a bare list of checksums most likely uses: the usual one of that length. */
    static Optional<Algorithm> ofDigits(int digits) {
        return List.of(SHA256, SHA512, SHA1, MD5, SHA384, SHA224, CRC32).stream()
                .filter(a -> a.digits() == digits)
                .findFirst();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("/", "").replace("_", "");
    }

    /** A hash that is being computed. Not thread-safe. */
    interface Computation {
        void update(byte[] buffer, int length);

        /** The result in lower-case hex. */
        String result();
    }

    private record OfDigest(MessageDigest digest) implements Computation {
        @Override
        public void update(byte[] buffer, int length) {
            digest.update(buffer, 0, length);
        }

        @Override
        public String result() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private record OfChecksum(Checksum checksum) implements Computation {
        @Override
        public void update(byte[] buffer, int length) {
            checksum.update(buffer, 0, length);
        }

        @Override
        public String result() {
            return HexFormat.of().toHexDigits(checksum.getValue(), 8);
        }
    }
}
