package dev.isaac.core.internal.tier;

import java.util.Set;

/** Names of variables. */
final class WordValuesNames {

    /** Variables that the shell sets itself: their values are not those of the session. */
    static final Set<String> CHANGING = Set.of(
            "RANDOM",
            "SECONDS",
            "LINENO",
            "EPOCHSECONDS",
            "EPOCHREALTIME",
            "SRANDOM",
            "BASHPID",
            "PPID",
            "UID",
            "EUID",
            "HOSTNAME",
            "REPLY",
            "BASH_COMMAND",
            "PIPESTATUS",
            "FUNCNAME",
            "OPTARG",
            "OPTIND",
            "MAPFILE",
            "COLUMNS",
            "LINES",
            "HOSTTYPE",
            "MACHTYPE",
            "OSTYPE",
            "BASH",
            "BASH_VERSION",
            "SHELLOPTS",
            "BASHOPTS",
            "DIRSTACK",
            "GROUPS");

    private WordValuesNames() {}

    /** Whether a text is the name of a variable. */
    static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isStart(c) && !(i > 0 && c >= '0' && c <= '9')) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
}
