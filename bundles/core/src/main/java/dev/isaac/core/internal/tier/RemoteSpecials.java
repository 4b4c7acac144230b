package dev.isaac.core.internal.tier;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Programs that run something elsewhere: on another machine, in a container, in a database. */
final class RemoteSpecials {

    private final Specials.Gate gate;

    RemoteSpecials(Specials.Gate gate) {
        this.gate = gate;
    }

    void register(Map<String, Specials.Special> specials) {
        specials.put("ssh", this::ssh);
        specials.put("container", this::container);
        specials.put("pod", this::pod);
        specials.put("sql", this::sql);
    }

    @Nullable
    private Verdict ssh(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        for (String word : rest) {
            String lower = word.toLowerCase(Locale.ROOT);
            if (lower.contains("proxycommand=")
                    || lower.contains("localcommand=")
                    || lower.contains("knownhostscommand=")) {
                return Verdict.confirm("ssh gets an option that runs a command here");
            }
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

    /** {@code exec [OPTION]… CONTAINER COMMAND…}, {@code run [OPTION]… IMAGE [COMMAND…]}. */
    @Nullable
    private Verdict container(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        Verdict own = Verdict.HARMLESS;
        for (String word : rest) {
            if (word.equals("--privileged")
                    || word.startsWith("--pid=host")
                    || word.startsWith("/:/")
                    || word.startsWith("--volume=/:/")) {
                own = Verdict.confirm(name + " gives the container power over this machine");
            }
        }
        int target = Specials.skipOptions(rest, spec.values());
        if (target + 1 >= rest.size()) {
            return own.tier() == dev.isaac.command.Tier.RUN ? null : own;
        }
        return own.stricter(gate.words(rest.subList(target + 1, rest.size()), scope.elsewhere(), feed));
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
                "\\!",
                "shutdown")) {
            if (text.contains(verb)) {
                return Verdict.confirm(name + " gets a statement that changes or deletes data");
            }
        }
        return null;
    }
}
