package dev.isaac.core.internal.tier;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/** What kind of place a path names. Purely lexical: nothing is read from the disk. Thread-safe. */
final class PathClasses {

    /** Kinds of places, from harmless to catastrophic. */
    enum Kind {
        /** A place like any other. */
        ORDINARY,
        /** An expansion decides which place it is. */
        UNKNOWN,
        /** A file that is read at every start of a shell or that lets people in. */
        STARTUP,
        /** A file of the operating system. */
        SYSTEM,
        /** A file without which nobody can log in or the machine does not start. */
        CRITICAL,
        /** A disk or another device. */
        DEVICE,
        /** The root, a home, or a folder of the operating system as a whole. */
        PROTECTED;

        boolean isSystem() {
            return compareTo(SYSTEM) >= 0;
        }
    }

    private static final Set<String> PROTECTED = Set.of(
            "/",
            "/bin",
            "/boot",
            "/dev",
            "/etc",
            "/home",
            "/lib",
            "/lib32",
            "/lib64",
            "/libx32",
            "/mnt",
            "/media",
            "/opt",
            "/proc",
            "/root",
            "/run",
            "/sbin",
            "/srv",
            "/sys",
            "/usr",
            "/var",
            "/usr/bin",
            "/usr/lib",
            "/usr/lib32",
            "/usr/lib64",
            "/usr/libexec",
            "/usr/sbin",
            "/usr/share",
            "/usr/include",
            "/usr/local",
            "/usr/local/bin",
            "/usr/local/lib",
            "/usr/local/sbin",
            "/var/lib",
            "/var/log",
            "/var/cache",
            "/var/spool",
            "/var/mail",
            "/var/run",
            "/System",
            "/Library",
            "/Users",
            "/Applications",
            "/Volumes",
            "/private",
            "/private/etc",
            "/private/var",
            "/Network",
            "/nix",
            "/snap");

    private static final Set<String> SYSTEM_ROOTS = Set.of(
            "/etc",
            "/boot",
            "/bin",
            "/sbin",
            "/lib",
            "/lib32",
            "/lib64",
            "/usr",
            "/sys",
            "/proc",
            "/System",
            "/Library",
            "/private/etc",
            "/efi");

    private static final Set<String> CRITICAL = Set.of(
            "/etc/passwd",
            "/etc/shadow",
            "/etc/group",
            "/etc/gshadow",
            "/etc/sudoers",
            "/etc/fstab",
            "/etc/ld.so.preload",
            "/etc/crypttab",
            "/etc/inittab",
            "/etc/pam.d",
            "/etc/sudoers.d",
            "/etc/ssh/sshd_config",
            "/proc/sysrq-trigger",
            "/etc/master.passwd",
            "/bin/sh",
            "/usr/bin/sh",
            "/bin/bash",
            "/usr/bin/bash",
            "/sbin/init",
            "/usr/sbin/init");

    private static final Set<String> HARMLESS_DEVICES = Set.of(
            "null", "zero", "full", "tty", "stdin", "stdout", "stderr", "random", "urandom", "ptmx", "clipboard");

    private static final Set<String> HARMLESS_DEVICE_FOLDERS = Set.of("fd", "shm", "pts", "tcp", "udp");

    private static final Set<String> STARTUP = Set.of(
            ".bashrc",
            ".bash_profile",
            ".bash_login",
            ".bash_logout",
            ".profile",
            ".zshrc",
            ".zshenv",
            ".zprofile",
            ".zlogin",
            ".kshrc",
            ".cshrc",
            ".login",
            ".inputrc",
            ".gitconfig",
            ".ssh",
            ".gnupg",
            ".netrc",
            ".pgpass",
            ".isaac",
            ".xinitrc",
            ".xprofile",
            ".config/fish",
            ".config/autostart",
            ".aws",
            ".kube",
            ".config/systemd",
            ".config/git",
            "Library/LaunchAgents",
            ".vimrc",
            ".npmrc",
            ".pypirc");

    private static final String UNKNOWN = String.valueOf(WordValues.UNKNOWN);

    private final String directory;
    private final String home;

    PathClasses(String directory, String home) {
        this.directory = directory;
        this.home = home;
    }

    /** What place the value names; wildcards stand for all they may match. */
    Kind kind(String value) {
        if (value.isEmpty()) {
            return Kind.ORDINARY;
        }
        if (isWindows(value)) {
            return windows(value);
        }
        if (value.startsWith(UNKNOWN)) {
            return Kind.UNKNOWN;
        }
        String path = value;
        if (path.equals("~") || path.startsWith("~/")) {
            path = home + path.substring(1);
        } else if (path.startsWith("~")) {
            return path.indexOf('/') < 0 ? Kind.PROTECTED : Kind.UNKNOWN;
        }
        path = normalise(path.startsWith("/") ? path : directory + "/" + path);
        int unknown = path.indexOf(WordValues.UNKNOWN);
        boolean partlyUnknown = unknown >= 0;
        Kind kind = partlyUnknown ? knownPart(path, unknown) : absolute(path);
        return kind == Kind.ORDINARY && partlyUnknown ? Kind.UNKNOWN : kind;
    }

    /** Of a path with an unknown piece only what stands before it can be judged, and only as a file inside it. */
    private Kind knownPart(String path, int unknown) {
        int slash = path.lastIndexOf('/', unknown);
        return inside(path.substring(0, slash) + "/x");
    }

    private Kind absolute(String path) {
        int slash = path.lastIndexOf('/');
        String parent = slash <= 0 ? "/" : path.substring(0, slash);
        String last = path.substring(slash + 1);
        if (hasWildcard(path)) {
            int wild = firstWildcard(path);
            int before = path.lastIndexOf('/', wild);
            String folder = before <= 0 ? "/" : path.substring(0, before);
            boolean all = isAll(last) && !hasWildcard(parent);
            if (folder.equals("/") || folder.equals("/usr") || folder.equals("/home") || folder.equals("/Users")) {
                return Kind.PROTECTED;
            }
            if (all) {
                return isProtected(parent) ? Kind.PROTECTED : inside(parent + "/x");
            }
            return inside(folder + "/x");
        }
        return isProtected(path) ? Kind.PROTECTED : inside(path);
    }

    private static boolean hasWildcard(String path) {
        return firstWildcard(path) >= 0;
    }

    private static int firstWildcard(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '*' || c == '?' || c == '[') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isAll(String component) {
        String rest = component.startsWith(".") ? component.substring(1) : component;
        boolean wild = !rest.isEmpty() && rest.chars().allMatch(c -> c == '*' || c == '?' || c == '.');
        return wild || (rest.endsWith("*") && (rest.startsWith("[!") || rest.startsWith("[^")));
    }

    private boolean isProtected(String path) {
        if (PROTECTED.contains(path) || path.equals(home) || home.startsWith(path + "/")) {
            return true;
        }
        int slash = path.lastIndexOf('/');
        String parent = path.substring(0, Math.max(slash, 0));
        return parent.equals("/home") || parent.equals("/Users");
    }

    private Kind inside(String path) {
        if (path.startsWith("/dev/")) {
            String name = path.substring(5);
            int slash = name.indexOf('/');
            String first = slash < 0 ? name : name.substring(0, slash);
            boolean harmless = HARMLESS_DEVICES.contains(name)
                    || (slash > 0 && HARMLESS_DEVICE_FOLDERS.contains(first))
                    || (slash < 0 && (name.startsWith("tty") || name.equals("shm")));
            return harmless ? Kind.ORDINARY : Kind.DEVICE;
        }
        if (CRITICAL.contains(path)
                || hasAncestor(path, CRITICAL)
                || path.startsWith("/boot/")
                || path.startsWith("/sys/")) {
            return Kind.CRITICAL;
        }
        if (path.startsWith("/usr/local/") || path.startsWith("/usr/src/") || path.startsWith("/proc/self/fd/")) {
            return Kind.ORDINARY;
        }
        int second = path.indexOf('/', 1);
        if (second > 0 && (SYSTEM_ROOTS.contains(path.substring(0, second)) || path.startsWith("/private/etc/"))) {
            return Kind.SYSTEM;
        }
        if (path.startsWith(home + "/")) {
            String below = path.substring(home.length() + 1);
            int slash = below.indexOf('/');
            int more = slash < 0 ? -1 : below.indexOf('/', slash + 1);
            String first = slash < 0 ? below : below.substring(0, slash);
            String two = slash < 0 ? below : more < 0 ? below : below.substring(0, more);
            if (STARTUP.contains(first) || STARTUP.contains(two)) {
                return Kind.STARTUP;
            }
        }
        boolean ofProject = path.contains("/.git/hooks/") || path.endsWith("/.git/config") || path.endsWith("/.envrc");
        return ofProject || path.endsWith("/.ssh/authorized_keys") ? Kind.STARTUP : Kind.ORDINARY;
    }

    private static boolean hasAncestor(String path, Set<String> folders) {
        int slash = path.lastIndexOf('/');
        while (slash > 0) {
            if (folders.contains(path.substring(0, slash))) {
                return true;
            }
            slash = path.lastIndexOf('/', slash - 1);
        }
        return false;
    }

    static String normalise(String path) {
        if (path.indexOf("//") < 0 && path.indexOf("/.") < 0 && !(path.length() > 1 && path.endsWith("/"))) {
            return path;
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    private static boolean isWindows(String value) {
        return (value.length() >= 2 && value.charAt(1) == ':' && Character.isLetter(value.charAt(0)))
                || value.startsWith("\\")
                || value.startsWith("%")
                || value.startsWith("$env:");
    }

    private static Kind windows(String value) {
        String path = value.replace('/', '\\').toLowerCase(Locale.ROOT);
        if (path.startsWith("\\\\.\\") || path.startsWith("\\\\?\\")) {
            return Kind.DEVICE;
        }
        if (path.startsWith("%systemroot%")
                || path.startsWith("%windir%")
                || path.startsWith("$env:windir")
                || path.startsWith("$env:systemroot")
                || path.startsWith("%systemdrive%")
                || path.startsWith("$env:systemdrive")) {
            return Kind.PROTECTED;
        }
        if (path.startsWith("%userprofile%") || path.startsWith("$env:userprofile")) {
            int slash = path.indexOf('\\');
            String rest = slash < 0 ? "" : path.substring(slash + 1);
            return rest.isEmpty() || rest.startsWith("*") ? Kind.PROTECTED : Kind.ORDINARY;
        }
        if (path.startsWith("%") || path.startsWith("$")) {
            return Kind.UNKNOWN;
        }
        // A drive without a backslash is judged as its root: the line language may have eaten the backslash.
        String rest = path.substring(path.startsWith("\\") ? 1 : 2);
        if (rest.startsWith("\\")) {
            rest = rest.substring(1);
        }
        while (rest.startsWith("\\") || rest.startsWith(".\\")) {
            rest = rest.substring(rest.indexOf('\\') + 1);
        }
        if (rest.endsWith("\\")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        if (rest.isEmpty()
                || rest.startsWith("*")
                || rest.equals("users")
                || rest.equals("users\\*")
                || rest.equals("windows")
                || rest.equals("windows\\*")
                || rest.startsWith("windows\\system32")
                || rest.equals("program files")
                || rest.equals("program files (x86)")
                || rest.equals("programdata")) {
            return Kind.PROTECTED;
        }
        return rest.startsWith("windows\\") || rest.startsWith("program files") ? Kind.SYSTEM : Kind.ORDINARY;
    }
}
