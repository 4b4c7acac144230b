package dev.isaac.signing;

import dev.isaac.trust.TrustException;

/** What goes wrong on the side of those who sign: each with its stable code and the exit code of a process. */
public enum SigningFault {
    /** Others can read a file with a private key or a passphrase. */
    KEY_READABLE("key.readable-by-others", 3),
    /** Others can change the file that says which command signs. */
    KEY_WRITABLE("key.writable-by-others", 3),
    /** A passphrase is needed and not given, or wrong. */
    KEY_PASSPHRASE("key.passphrase", 3),
    /** A file holds no key of a form that is read here. */
    KEY_FORMAT("key.format", 1),
    /** The external command that signs failed, or its answer is no signature by its key. */
    KEY_COMMAND("key.command", 1),
    /** The external command that signs did not end in time. */
    KEY_TIMEOUT("key.timeout", 6),
    /** The Java that runs has no tool that signs jars. */
    JAR_SIGNER("key.no-jar-signer", 6),
    /** A folder that should become a registry holds one already. */
    REGISTRY_EXISTS("registry.folder-taken", 7),
    /** A folder holds no registry. */
    REGISTRY_MISSING("registry.missing", 5),
    /** Another process works on the registry. */
    REGISTRY_BUSY("registry.busy", 7),
    /** A change still lacks signatures of keys that are not here. */
    REGISTRY_SIGNATURES("registry.signatures-missing", 3),
    /** Nothing is staged. */
    REGISTRY_NOTHING_STAGED("registry.nothing-staged", 5),
    /** A change does not fit the registry as it is. */
    REGISTRY_CONFLICT("registry.conflict", 7),
    /** What is published is not what the registry's keys signed. */
    REGISTRY_TAMPERED("registry.tampered", 4),
    /** What was named is not in the registry. */
    REGISTRY_NOT_FOUND("registry.unknown-item", 5),
    /** The client that users have would refuse the result; nothing was published. */
    REGISTRY_REFUSED("registry.refused", 4);

    private final String code;
    private final int exit;

    SigningFault(String code, int exit) {
        this.code = code;
        this.exit = exit;
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** The exit code of a process that ends with it. */
    public int exit() {
        return exit;
    }

    /** The exit code that a refusal asks for, as {@code docs/error-codes} says. */
    public static int exit(TrustException e) {
        if (e instanceof SigningException fault) {
            return fault.fault().exit();
        }
        return switch (e.kind()) {
            case NOT_FOUND -> 5;
            case MISSING, UNREACHABLE -> 6;
            case STORAGE -> 1;
            case KEY_FILE -> 3;
            case MALFORMED,
                    SIGNATURE,
                    ALGORITHM,
                    EXPIRED,
                    ROLLBACK,
                    VERSION,
                    LENGTH,
                    HASH,
                    MISMATCH,
                    UNCLAIMED,
                    LIMIT,
                    ARCHIVE -> 4;
        };
    }
}
