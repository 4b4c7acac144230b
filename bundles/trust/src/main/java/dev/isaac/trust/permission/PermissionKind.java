package dev.isaac.trust.permission;

import java.util.Optional;

/** What a permission is about. The byte-code scan decides by kind, the user by scope, too. */
public enum PermissionKind {
    /** Connections to other machines, and from them. */
    NETWORK("network", "uses the network"),
    /** Reading files. */
    READ("read", "reads files"),
    /** Making, changing and deleting files. */
    WRITE("write", "writes files"),
    /** Running programs. */
    RUN("run", "runs programs"),
    /** Code that is not Java's, and memory that Java does not guard. */
    NATIVE("native", "runs native code"),
    /** Variables of the environment, which often hold secrets. */
    ENVIRONMENT("environment", "reads environment variables"),
    /** Services of the host beyond the command API. */
    SERVICE("service", "uses a service of the host"),
    /** The plugin framework itself, and through it whatever runs in the same process. */
    FRAMEWORK("framework", "uses the plugin framework itself");

    private final String word;
    private final String phrase;

    PermissionKind(String word, String phrase) {
        this.word = word;
        this.phrase = phrase;
    }

    /** The word that a permission of this kind begins with. */
    public String word() {
        return word;
    }

    /** What code of this kind does: {@code reads files}. */
    public String phrase() {
        return phrase;
    }

    /** The kind with a word. */
    public static Optional<PermissionKind> of(String word) {
        for (PermissionKind kind : values()) {
            if (kind.word.equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
