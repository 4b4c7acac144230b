package dev.isaac.trust;

import java.util.regex.Pattern;

/**
 * Thrown when something is not trusted, or cannot be decided. The {@link #kind()} is for code, {@link #code()} for
 * scripts, the message is one sentence for people, and {@link #hint()} says what to do next.
 */
public class TrustException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. Each has a stable code. */
    public enum Kind {
        /** A document is not what its format says. */
        MALFORMED("trust.malformed"),
        /** Too few valid signatures by distinct trusted keys, or a wrong one. */
        SIGNATURE("trust.signature"),
        /** An algorithm, key size or parameter that is not accepted. */
        ALGORITHM("trust.algorithm"),
        /** A document is past its expiry. */
        EXPIRED("trust.expired"),
        /** A version is lower than one that was already trusted, or a role disappeared. */
        ROLLBACK("trust.rollback"),
        /** A version differs from the one that a signed document announced. */
        VERSION("trust.version"),
        /** Longer than allowed, or not exactly as long as announced. */
        LENGTH("trust.length"),
        /** The digest differs from the signed one. */
        HASH("trust.hash"),
        /** A document belongs to another role, plugin, version or publisher than the one asked for. */
        MISMATCH("trust.mismatch"),
        /** No claim covers the plugin, or the key is in no claim that does. */
        UNCLAIMED("trust.unclaimed"),
        /** What was named is in no trusted document. */
        NOT_FOUND("trust.not-found"),
        /** A signed document announces a file that the source does not have. */
        MISSING("trust.missing"),
        /** The source does not answer. */
        UNREACHABLE("trust.unreachable"),
        /** The folder with trusted metadata cannot be read or written. */
        STORAGE("trust.storage"),
        /** More root rotations, delegations or the like than any honest repository has. */
        LIMIT("trust.limit"),
        /** A file with a private key can be read by others. */
        KEY_FILE("trust.key-file"),
        /** The archive inspector refused; {@link #code()} says exactly why. */
        ARCHIVE("archive.refused");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The stable code. */
        public String code() {
            return code;
        }
    }

    private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private final Kind kind;
    private final String hint;

    /** Without a hint. */
    public TrustException(Kind kind, String message) {
        this(kind, message, "");
    }

    /** With a hint that says what to do next. */
    public TrustException(Kind kind, String message, String hint) {
        super(printable(message));
        this.kind = kind;
        this.hint = hint;
    }

    /** With the cause, for the log. */
    public TrustException(Kind kind, String message, Throwable cause) {
        super(printable(message), cause);
        this.kind = kind;
        this.hint = "";
    }

    /** Sentences name what a stranger wrote, and may go straight to a terminal. */
    private static String printable(String message) {
        return STEERING.matcher(message).replaceAll("?");
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }

    /** A stable dotted word such as {@code trust.expired}. */
    public String code() {
        return kind.code();
    }

    /** What to do next; empty when there is nothing to advise. */
    public String hint() {
        return hint;
    }
}
