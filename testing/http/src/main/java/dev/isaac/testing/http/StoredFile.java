package dev.isaac.testing.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file as it is served, or that there is none. */
public final class StoredFile {

    /** There is none. */
    public static final StoredFile MISSING = new StoredFile(false, new byte[0], "");

    private final boolean present;
    private final byte[] bytes;
    private final String modified;

    private StoredFile(boolean present, byte[] bytes, String modified) {
        this.present = present;
        this.bytes = bytes;
        this.modified = modified;
    }

    static StoredFile of(byte[] bytes, String modified) {
        return new StoredFile(true, bytes.clone(), modified);
    }

    /** Whether there is such a file. */
    public boolean isPresent() {
        return present;
    }

    /** Its bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Its length. */
    public int length() {
        return bytes.length;
    }

    /** When it was changed, as a header has it. */
    public String modified() {
        return modified;
    }

    /** Its strong entity tag: changes with its bytes, and only with them. */
    public String etag() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "\"" + HexFormat.of().formatHex(digest, 0, 8) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
