package dev.isaac.core.internal.session;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Programs that run whatever they are given cannot be allowed for good: that would allow everything. */
final class AllowTarget {

    private static final Set<String> RUN_ANYTHING = Set.of(
            "sudo",
            "doas",
            "su",
            "env",
            "sh",
            "bash",
            "zsh",
            "dash",
            "ksh",
            "fish",
            "ash",
            "xargs",
            "find",
            "eval",
            "ssh",
            "python",
            "python3",
            "perl",
            "ruby",
            "node",
            "php",
            "nice",
            "nohup",
            "timeout",
            "busybox",
            "parallel",
            "watch",
            "pwsh",
            "powershell",
            "cmd",
            "rm",
            "dd",
            "chroot",
            "unshare",
            "nsenter",
            "awk",
            "sed",
            "time",
            "strace",
            "script");

    private AllowTarget() {}

    /** The path of a program that can be allowed; empty where it cannot. */
    static Optional<Path> path(String program) {
        if (program.isEmpty() || !mayBeAllowed(program)) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(program);
            return path.isAbsolute() ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean mayBeAllowed(String program) {
        int slash = Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\'));
        String name = program.substring(slash + 1);
        return !RUN_ANYTHING.contains(name) && !name.startsWith("mkfs") && !name.matches("python[0-9.]+");
    }
}
