package dev.isaac.aliases.internal.model;

import java.util.Arrays;
import java.util.Optional;

/** Where a translated line is meant to run. */
public enum Target {
    /** PowerShell 7 on Windows. */
    POWERSHELL("powershell"),
    /** Windows PowerShell 5.1. */
    POWERSHELL5("powershell5"),
    /** The Windows command processor. */
    CMD("cmd"),
    /** A Linux with GNU tools. */
    LINUX("linux"),
    /** A macOS with the tools it comes with. */
    MACOS("macos");

    private final String id;

    Target(String id) {
        this.id = id;
    }

    /** As it is spelt in data and on the command line. */
    public String id() {
        return id;
    }

    /** Whether it is one of the two PowerShells. */
    public boolean isPowerShell() {
        return this == POWERSHELL || this == POWERSHELL5;
    }

    /** Whether it runs on Windows. */
    public boolean isWindows() {
        return isPowerShell() || this == CMD;
    }

    /** The target of that name. */
    public static Optional<Target> of(String id) {
        return Arrays.stream(values()).filter(t -> t.id.equals(id)).findFirst();
    }
}
