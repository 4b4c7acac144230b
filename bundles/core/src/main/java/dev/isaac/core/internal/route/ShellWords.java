package dev.isaac.core.internal.route;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What native shells do without a program. */
final class ShellWords {

    /** What bash does without a program. */
    private static final Set<String> BASH = Set.of(
            ".",
            ":",
            "[",
            "alias",
            "bg",
            "bind",
            "break",
            "builtin",
            "caller",
            "command",
            "compgen",
            "complete",
            "compopt",
            "continue",
            "declare",
            "dirs",
            "disown",
            "echo",
            "enable",
            "eval",
            "exec",
            "false",
            "fc",
            "fg",
            "getopts",
            "hash",
            "help",
            "history",
            "jobs",
            "kill",
            "let",
            "local",
            "logout",
            "mapfile",
            "popd",
            "printf",
            "pushd",
            "read",
            "readarray",
            "readonly",
            "return",
            "set",
            "shift",
            "shopt",
            "source",
            "suspend",
            "test",
            "time",
            "times",
            "trap",
            "true",
            "type",
            "typeset",
            "ulimit",
            "umask",
            "unalias",
            "wait",
            "coproc");

    /** Builtins about a shell that ends with the line: they hide no group, since nobody misses them. */
    private static final Set<String> IDLE = Set.of(
            "bg",
            "bind",
            "caller",
            "compgen",
            "complete",
            "compopt",
            "disown",
            "enable",
            "fc",
            "fg",
            "hash",
            "history",
            "jobs",
            "logout",
            "suspend",
            "times");

    /** A cmdlet or a function of PowerShell, which are named alike. */
    private static final Pattern CMDLET = Pattern.compile("[A-Za-z][A-Za-z0-9]*-[A-Za-z][A-Za-z0-9]*");

    /** Aliases and keywords of PowerShell, and what the command processor does itself. */
    private static final Set<String> WINDOWS = Set.of(
            ("ac asnp cat cd chdir clc clear clhy cli clp cls clv cnsn compare copy cp cpi cpp cvpa dbp del diff dir dnsn ebp echo"
                            + " epal epcsv erase etsn exsn fc fhx fl foreach ft fw gal gbp gc gci gcm gcs gdr ghy gi gin gjb gl gm gmo gp"
                            + " gps group gsn gsv gtz gu gv h history icm iex ihy ii ipal ipcsv ipmo irm iwr kill ls md measure mi mkdir"
                            + " mount move mp mv nal ndr ni nmo nsn nv ogv oh popd ps pushd pwd r rbp rcjb rd rdr ren ri rjb rm rmdir rmo"
                            + " rni rnp rp rsn rv rvpa sajb sal saps sasv sbp select set shcm si sl sleep sls sort sp spjb spps spsv"
                            + " start sv tee type where wjb write assoc call color date ftype mklink path prompt rename rem setlocal time"
                            + " title ver verify vol")
                    .split(" ", -1));

    private ShellWords() {}

    /** Whether the shell of this kind of system does it. */
    static boolean has(String name, boolean windows) {
        return windows
                ? CMDLET.matcher(name).matches() || WINDOWS.contains(name.toLowerCase(Locale.ROOT))
                : BASH.contains(name);
    }

    /** Whether it is about a shell that ends with the line: such words hide no group, since nobody misses them. */
    static boolean isIdle(String name) {
        return IDLE.contains(name);
    }
}
