package dev.isaac.aliases.internal.shell;

import java.util.List;

/** Folders of a Unix system that mean something else, or nothing, on Windows. */
public final class UnixFolders {

    private static final List<String> SYSTEM = List.of(
            "/proc",
            "/etc",
            "/dev",
            "/sys",
            "/boot",
            "/run",
            "/var/run",
            "/bin",
            "/sbin",
            "/lib",
            "/lib64",
            "/usr",
            "/opt",
            "/root");

    private UnixFolders() {}

    /** Whether a path is one of them, or lies in one. */
    public static boolean holds(String path) {
        return SYSTEM.stream().anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
    }
}
