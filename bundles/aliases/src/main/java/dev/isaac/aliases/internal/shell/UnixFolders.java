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

    /** Those of which a program reads the state of the system, or with which it starts. */
    private static final List<String> STATE =
            List.of("/proc", "/etc", "/dev", "/sys", "/boot", "/run", "/var/run", "/bin", "/sbin");

    /** Whether a path lies where the system tells of itself, or starts: no folder of that name on Windows is like it. */
    public static boolean isSystem(String path) {
        return STATE.stream().anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
    }

    /** Whether a path is one of them, or lies in one. */
    public static boolean holds(String path) {
        return SYSTEM.stream().anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
    }
}
