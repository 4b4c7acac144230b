package dev.isaac.core.internal.tier;

import dev.isaac.command.Tier;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Programs that run something elsewhere: on another machine, in a container, in a database. */
final class RemoteSpecials {

    private static final Set<String> HARMFUL_CAPABILITIES =
            Set.of("ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_RAWIO", "SYS_BOOT", "DAC_READ_SEARCH", "CAP_SYS_ADMIN");

    private static final Pattern DISK =
            Pattern.compile("/dev/(sd|hd|vd|xvd|nvme|mmcblk|dm-|md|mapper/|disk/|loop|mem|kmem|port).*");

    private final Specials.Gate gate;

    RemoteSpecials(Specials.Gate gate) {
        this.gate = gate;
    }

    void register(Map<String, Specials.Special> specials) {
        specials.put("ssh", this::ssh);
        specials.put("scp", (name, spec, rest, scope, feed) -> connects(name, rest));
        specials.put("rsync", this::rsync);
        specials.put("container", this::container);
        specials.put("pod", this::pod);
        specials.put("sql", this::sql);
    }

    @Nullable
    private Verdict ssh(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        Verdict local = connects(name, rest);
        if (local != null) {
            return local;
        }
        int host = Specials.skipOptions(rest, spec.values());
        int command = host + 1;
        // Options may also follow the host.
        if (command < rest.size() && rest.get(command).startsWith("-")) {
            command += Specials.skipOptions(rest.subList(command, rest.size()), spec.values());
        }
        if (command >= rest.size()) {
            if (feed != null) {
                return feed.indexOf(WordValues.UNKNOWN) >= 0
                        ? Verdict.confirm("the other machine runs whatever comes through the pipe")
                        : gate.text(feed, scope.elsewhere(), null);
            }
            return null;
        }
        return gate.text(String.join(" ", rest.subList(command, rest.size())), scope.elsewhere(), feed);
    }

    /** Options of ssh that run something on this machine. */
    private static @Nullable Verdict connects(String name, List<String> rest) {
        for (String word : rest) {
            String lower = word.toLowerCase(Locale.ROOT);
            if (lower.contains("proxycommand=")
                    || lower.contains("localcommand=")
                    || lower.contains("knownhostscommand=")) {
                return Verdict.confirm(name + " gets an option that runs a command here");
            }
        }
        return null;
    }

    /** {@code -e LINE} names what rsync connects with: it runs here, before anything is copied. */
    @Nullable
    private Verdict rsync(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        Map<String, String> values = CommandWords.of(rest, spec.values()).optionValues();
        Verdict verdict = Verdict.HARMLESS;
        for (String option : List.of("-e", "--rsh")) {
            String line = values.get(option);
            if (line != null) {
                verdict = verdict.stricter(gate.text(line + " host", scope, null));
            }
        }
        return verdict.tier() == Tier.RUN ? null : verdict;
    }

    /** {@code exec [OPTION]… CONTAINER COMMAND…}, {@code run [OPTION]… IMAGE [COMMAND…]}. */
    @Nullable
    private Verdict container(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        int target = Specials.skipOptions(rest, spec.values());
        Verdict own = power(name, spec, rest.subList(0, target), scope);
        if (target + 1 >= rest.size() || name.endsWith(" create")) {
            return own.tier() == Tier.RUN ? null : own;
        }
        return own.stricter(gate.words(rest.subList(target + 1, rest.size()), scope.elsewhere(), feed));
    }

    /** What the options of a container open of this machine. */
    private static Verdict power(String name, CommandSpec spec, List<String> options, Scope scope) {
        Verdict verdict = Verdict.HARMLESS;
        for (int i = 0; i < options.size(); i++) {
            String word = options.get(i);
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String option = equals > 0 ? word.substring(0, equals) : word;
            String value = equals > 0
                    ? word.substring(equals + 1)
                    : spec.values().contains(word) && i + 1 < options.size() ? options.get(++i) : "";
            boolean opens =
                    switch (option) {
                        case "--privileged" -> !value.equals("false");
                        case "--pid", "--userns", "--ipc", "--uts", "--cgroupns" -> value.equals("host");
                        case "--cap-add" -> HARMFUL_CAPABILITIES.contains(value.toUpperCase(Locale.ROOT));
                        case "--security-opt" -> value.endsWith("unconfined") || value.endsWith("disable");
                        case "--device" -> DISK.matcher(before(value, ':')).matches();
                        case "-v", "--volume" -> exposes(before(value, ':'), value.endsWith(":ro"), scope);
                        case "--mount" -> mounts(value, scope);
                        default -> word.startsWith("-v/") && exposes(before(word.substring(2), ':'), false, scope);
                    };
            if (opens) {
                verdict = Verdict.confirm(name + " gives the container power over this machine");
            }
        }
        return verdict;
    }

    private static boolean mounts(String value, Scope scope) {
        List<String> fields = List.of(value.split(",", -1));
        boolean readOnly = fields.contains("readonly") || fields.contains("ro") || fields.contains("readonly=true");
        return fields.stream()
                .filter(field -> field.startsWith("source=") || field.startsWith("src="))
                .anyMatch(field -> exposes(field.substring(field.indexOf('=') + 1), readOnly, scope));
    }

    /** Whether a place of this machine lies open to a container; a name without a slash is a volume of its own. */
    private static boolean exposes(String place, boolean readOnly, Scope scope) {
        if (place.endsWith("docker.sock") || place.endsWith("podman.sock")) {
            return true;
        }
        if (place.indexOf('/') < 0 && !place.startsWith("~") && !place.startsWith(".")) {
            return false;
        }
        PathClasses.Kind kind = scope.kind(place);
        return kind == PathClasses.Kind.PROTECTED
                ? !readOnly || PathClasses.normalise(place).equals("/")
                : !readOnly && (kind.isSystem() || kind == PathClasses.Kind.STARTUP);
    }

    private static String before(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    /** {@code exec POD [OPTION]… -- COMMAND…}. */
    @Nullable
    private Verdict pod(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        int dashes = rest.indexOf("--");
        if (dashes < 0) {
            int target = Specials.skipOptions(rest, spec.values());
            return target + 1 >= rest.size()
                    ? null
                    : gate.words(rest.subList(target + 1, rest.size()), scope.elsewhere(), feed);
        }
        return dashes + 1 >= rest.size()
                ? null
                : gate.words(rest.subList(dashes + 1, rest.size()), scope.elsewhere(), feed);
    }

    /** A database client: statements in the line that delete make it tier 3. */
    @Nullable
    private Verdict sql(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        String text = String.join(" ", rest).toLowerCase(Locale.ROOT)
                + (feed == null ? "" : " " + feed.toLowerCase(Locale.ROOT));
        if (text.indexOf(WordValues.UNKNOWN) >= 0 && feed != null) {
            return Verdict.confirm(name + " runs whatever comes through the pipe");
        }
        if ((name.equals("mysql") || name.equals("mariadb")) && text.matches("(?s).*(^|[\\s;'\"])system\\s+\\S.*")) {
            return Verdict.confirm(name + " gets a statement that runs a command");
        }
        if (text.contains(".shell ")
                || text.contains(".system ")
                || text.contains("\\! ")
                || text.contains("copy (")
                || text.contains("load_extension")
                || text.contains(".load ")
                || text.contains(".read ")
                || text.contains("program '")) {
            return Verdict.confirm(name + " gets a statement that runs a command");
        }
        for (String verb : List.of(
                "drop ",
                "truncate ",
                "delete ",
                "update ",
                "alter ",
                "flushall",
                "flushdb",
                "dropdatabase",
                "drop(",
                "remove(",
                "deletemany(",
                "deleteone(",
                "dropindexes(",
                "\\!",
                "shutdown")) {
            if (text.contains(verb)) {
                return Verdict.confirm(name + " gets a statement that changes or deletes data");
            }
        }
        return null;
    }
}
