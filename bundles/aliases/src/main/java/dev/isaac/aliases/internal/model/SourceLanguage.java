package dev.isaac.aliases.internal.model;

import java.util.Arrays;
import java.util.Optional;

/** What a line was written in. */
public enum SourceLanguage {
    /** A POSIX shell. */
    UNIX("unix"),
    /** PowerShell. */
    POWERSHELL("powershell"),
    /** The Windows command processor. */
    CMD("cmd");

    private final String id;

    SourceLanguage(String id) {
        this.id = id;
    }

    /** As it is spelt on the command line. */
    public String id() {
        return id;
    }

    /** The language of that name. */
    public static Optional<SourceLanguage> of(String id) {
        return Arrays.stream(values()).filter(l -> l.id.equals(id)).findFirst();
    }
}
