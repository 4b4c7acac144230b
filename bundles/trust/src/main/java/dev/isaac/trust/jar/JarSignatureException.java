package dev.isaac.trust.jar;

import dev.isaac.trust.TrustException;

/** Thrown when the signature inside of a jar is not whole, not strong or not trusted. */
public final class JarSignatureException extends TrustException {

    private static final long serialVersionUID = 1L;

    /** Why. Each has a stable code. */
    public enum Reason {
        /** More than one signer, thus entries that are signed by different ones. */
        SEVERAL_SIGNERS("jar-signature.several-signers"),
        /** A signature file without its block, or a block without its file. */
        INCOMPLETE("jar-signature.incomplete"),
        /** The signature does not stand at the beginning, where readers of streams look for it. */
        ORDER("jar-signature.order"),
        /** A part of the signature cannot be read, or says what nothing should say. */
        MALFORMED("jar-signature.malformed"),
        /** A digest or signature algorithm that is not accepted; the sentence names it. */
        WEAK_ALGORITHM("jar-signature.weak-algorithm"),
        /** A key that is too short; the sentence names it. */
        WEAK_KEY("jar-signature.weak-key"),
        /** An entry that the signature does not cover. */
        UNSIGNED_ENTRY("jar-signature.unsigned-entry"),
        /** The signature speaks of an entry that is not there. */
        EXTRA_ENTRY("jar-signature.extra-entry"),
        /** The signature does not fit the content. */
        TAMPERED("jar-signature.tampered"),
        /** The Java that runs has disabled what was signed with, and would take the jar for an unsigned one. */
        DISABLED("jar-signature.disabled"),
        /** A signature is demanded and there is none. */
        MISSING("jar-signature.missing"),
        /** The signer is none of those who are demanded. */
        UNTRUSTED("jar-signature.untrusted");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** The stable code. */
        public String code() {
            return code;
        }
    }

    private final Reason reason;

    /** With one sentence that says what was found. */
    public JarSignatureException(Reason reason, String message) {
        super(Kind.SIGNATURE, message);
        this.reason = reason;
    }

    /** With the cause, for the log. */
    public JarSignatureException(Reason reason, String message, Throwable cause) {
        super(Kind.SIGNATURE, message, cause);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    @Override
    public String code() {
        return reason.code();
    }
}
