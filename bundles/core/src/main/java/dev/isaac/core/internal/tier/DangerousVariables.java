package dev.isaac.core.internal.tier;

import java.util.Map;
import java.util.Set;

/** Variables that decide which code runs: set in front of a command, they make a harmless name mean something else. */
final class DangerousVariables {

    private static final Set<String> NAMES = Set.of(
            "PATH",
            "LD_PRELOAD",
            "LD_LIBRARY_PATH",
            "LD_AUDIT",
            "DYLD_INSERT_LIBRARIES",
            "DYLD_LIBRARY_PATH",
            "BASH_ENV",
            "ENV",
            "PROMPT_COMMAND",
            "PERL5OPT",
            "PERL5LIB",
            "PYTHONSTARTUP",
            "PYTHONPATH",
            "RUBYOPT",
            "NODE_OPTIONS",
            "JAVA_TOOL_OPTIONS",
            "_JAVA_OPTIONS",
            "GIT_SSH",
            "GIT_SSH_COMMAND",
            "GIT_PAGER",
            "GIT_EDITOR",
            "GIT_EXTERNAL_DIFF",
            "GIT_PROXY_COMMAND",
            "GIT_ASKPASS",
            "GIT_SEQUENCE_EDITOR",
            "GIT_EXEC_PATH",
            "GIT_DIR",
            "GIT_CONFIG",
            "GIT_CONFIG_GLOBAL",
            "GIT_CONFIG_SYSTEM",
            "GIT_CONFIG_COUNT",
            "GIT_CONFIG_PARAMETERS",
            "GIT_TEMPLATE_DIR",
            "SSH_ASKPASS",
            "PAGER",
            "MANPAGER",
            "LESSOPEN",
            "LESSCLOSE",
            "EDITOR",
            "VISUAL",
            "BROWSER",
            "SHELL",
            "IFS",
            "SHELLOPTS",
            "BASHOPTS",
            "PS4",
            "RSYNC_RSH",
            "TAR_OPTIONS",
            "VIMINIT",
            "EXINIT",
            "JDK_JAVA_OPTIONS",
            "SUDO_ASKPASS",
            "SUDO_EDITOR",
            "KUBE_EDITOR",
            "SYSTEMD_EDITOR",
            "RUSTC_WRAPPER",
            "MAKEFLAGS",
            "GNUMAKEFLAGS",
            "npm_config_script_shell");

    /** Those whose value is a line that a program gives to a shell. */
    private static final Set<String> LINES = Set.of(
            "PAGER",
            "MANPAGER",
            "GIT_PAGER",
            "EDITOR",
            "VISUAL",
            "GIT_EDITOR",
            "GIT_SEQUENCE_EDITOR",
            "GIT_SSH_COMMAND",
            "GIT_EXTERNAL_DIFF",
            "SUDO_EDITOR",
            "KUBE_EDITOR",
            "SYSTEMD_EDITOR",
            "RSYNC_RSH",
            "BROWSER",
            "MAKEFLAGS",
            "GNUMAKEFLAGS");

    /** Those whose value is the options of one program. */
    private static final Map<String, String> OPTIONS = Map.of("MAKEFLAGS", "make", "GNUMAKEFLAGS", "make");

    private static final Set<String> EVERYDAY = Set.of(
            "PATH",
            "LD_LIBRARY_PATH",
            "PERL5LIB",
            "PYTHONPATH",
            "NODE_OPTIONS",
            "JAVA_TOOL_OPTIONS",
            "PAGER",
            "MANPAGER",
            "GIT_PAGER",
            "GIT_EDITOR",
            "EDITOR",
            "VISUAL",
            "BROWSER",
            "SHELL",
            "IFS",
            "PS4",
            "PROMPT_COMMAND");

    private DangerousVariables() {}

    /** Whether the value is a line that some program runs: {@code GIT_PAGER=cat} is harmless if {@code cat} is. */
    static boolean isLine(String name) {
        return LINES.contains(name);
    }

    /** The line that a value of such a variable makes. The first of several options may stand there without its dash. */
    static String line(String name, String value) {
        String program = OPTIONS.get(name);
        if (program == null || value.isBlank()) {
            return value;
        }
        String options = value.strip();
        boolean dash = options.charAt(0) == '-' || options.split("\\s", 2)[0].indexOf('=') >= 0;
        return program + (dash ? " " : " -") + options;
    }

    /** Whether the variable, kept for the whole session, makes later harmless lines run other code; PATH and editors are everyday. */
    static boolean outlasts(String name) {
        return contains(name) && !EVERYDAY.contains(name);
    }

    static boolean contains(String name) {
        return NAMES.contains(name) || name.startsWith("BASH_FUNC_");
    }
}
