package dev.isaac.core.internal.tier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Programs that run other programs, or whose operands are a language of their own: the data name the one, this looks closer. */
final class Specials {

    private static final Pattern SED_RUNS = Pattern.compile(
            "(^|[;{}\\n])\\s*((\\d+|\\$|/[^/]*/)(,[+~]?(\\d+|\\$|/[^/]*/))?)?[\\s!]*(e(\\s|$)|s(.).*\\8.*\\8[gpiImM0-9]*e|[wW]\\s*\\S)|[/|#,][gpiImM0-9]*w\\s");
    private static final Pattern DANGEROUS_GIT_KEY = Pattern.compile(
            "(?i)(alias\\..*=!.*|core\\.(pager|editor|sshcommand|fsmonitor|hookspath|askpass|gitproxy)=.*|.*\\.(helper|command|cmd|textconv|external|program)=.*|diff\\.external=.*|sequence\\.editor=.*|pager\\..*|protocol\\.ext\\..*|include.*\\.path=.*|.*\\.(clean|smudge|process)=.*)",
            Pattern.DOTALL);

    /** What specials need of the gate: judging more text and more words. */
    interface Gate {
        Verdict words(List<String> words, Scope scope, @Nullable String feed);

        Verdict text(String text, Scope scope);
    }

    private interface Special {
        @Nullable
        Verdict judge(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed);
    }

    private final Gate gate;
    private final Map<String, Special> byName;

    Specials(Gate gate, Function<String, Boolean> isFile) {
        this.gate = gate;
        FileSpecials files = new FileSpecials(gate, isFile);
        RemoteSpecials remote = new RemoteSpecials(gate);
        this.byName = Map.ofEntries(
                Map.entry("wrapper", (name, spec, rest, scope, feed) -> wrapper(name, spec, rest, scope, feed, 0)),
                Map.entry("wrapper1", (name, spec, rest, scope, feed) -> wrapper(name, spec, rest, scope, feed, 1)),
                Map.entry("wrapper-text", this::wrapperText),
                Map.entry("lookup", this::lookup),
                Map.entry("shell", this::shell),
                Map.entry("su", this::su),
                Map.entry("interpreter", this::interpreter),
                Map.entry("eval", (name, spec, rest, scope, feed) -> text(rest, scope)),
                Map.entry(
                        "trap",
                        (name, spec, rest, scope, feed) -> rest.isEmpty() ? null : text(rest.subList(0, 1), scope)),
                Map.entry("alias", this::alias),
                Map.entry("xargs", this::xargs),
                Map.entry("find", files::find),
                Map.entry("dd", files::dd),
                Map.entry("copy", files::copy),
                Map.entry("writes", files::writes),
                Map.entry("output", files::output),
                Map.entry("sed", this::sed),
                Map.entry("awk", this::awk),
                Map.entry("git", this::git),
                Map.entry("kill", this::kill),
                Map.entry("ssh", remote::ssh),
                Map.entry("container", remote::container),
                Map.entry("pod", remote::pod),
                Map.entry("sql", remote::sql),
                Map.entry("declare", (name, spec, rest, scope, feed) -> declare(rest, scope)),
                Map.entry("read", (name, spec, rest, scope, feed) -> forget(rest, scope)),
                Map.entry("cd", (name, spec, rest, scope, feed) -> changeDirectory(rest, scope)));
    }

    @Nullable
    Verdict judge(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        Special special = byName.get(spec.special());
        return special == null ? null : special.judge(name, spec, rest, scope, feed);
    }

    /** Index of the first word that is neither option nor the value of one. */
    static int skipOptions(List<String> rest, Set<String> valued) {
        int i = 0;
        while (i < rest.size()) {
            String word = rest.get(i);
            if (word.equals("--")) {
                return i + 1;
            }
            if (word.length() < 2 || word.charAt(0) != '-') {
                return i;
            }
            boolean takesNext = valued.contains(word);
            if (!takesNext && !word.startsWith("--") && word.indexOf('=') < 0) {
                // In a cluster the last letter may take the next word, one before takes the rest of the cluster.
                for (int j = 1; j < word.length(); j++) {
                    if (valued.contains("-" + word.charAt(j))) {
                        takesNext = j == word.length() - 1;
                        break;
                    }
                }
            }
            i += takesNext ? 2 : 1;
        }
        return Math.min(i, rest.size());
    }

    private @Nullable Verdict wrapper(
            String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed, int operands) {
        String split = splitString(name, rest);
        if (split != null) {
            return gate.text(split, scope);
        }
        int i = skipOptions(rest, spec.values());
        while (i < rest.size() && isAssignment(rest.get(i)) && (name.equals("env") || name.equals("sudo"))) {
            i++;
        }
        i += operands;
        if (i >= rest.size()) {
            return null;
        }
        Verdict inner = gate.words(rest.subList(i, rest.size()), scope, feed);
        return dangerousAssignment(rest.subList(0, i))
                ? inner.stricter(Verdict.confirm(name + " changes which programs or libraries are used"))
                : inner;
    }

    private static @Nullable String splitString(String name, List<String> rest) {
        if (!name.equals("env")) {
            return null;
        }
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i);
            if ((word.equals("-S") || word.equals("--split-string")) && i + 1 < rest.size()) {
                return String.join(" ", rest.subList(i + 1, rest.size()));
            }
            if (word.startsWith("--split-string=")) {
                return word.substring(word.indexOf('=') + 1) + " " + String.join(" ", rest.subList(i + 1, rest.size()));
            }
            if (word.length() > 2 && word.charAt(0) == '-' && word.charAt(1) != '-' && word.indexOf('S') > 0) {
                int s = word.indexOf('S');
                return word.substring(s + 1) + " " + String.join(" ", rest.subList(i + 1, rest.size()));
            }
            if (!word.startsWith("-") && !isAssignment(word)) {
                return null;
            }
        }
        return null;
    }

    static boolean isAssignment(String word) {
        int equals = word.indexOf('=');
        if (equals <= 0) {
            return false;
        }
        for (int i = 0; i < equals; i++) {
            char c = word.charAt(i);
            if (!WordValuesNames.isStart(c) && !(i > 0 && c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }

    private static boolean dangerousAssignment(List<String> words) {
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0 && DangerousVariables.contains(word.substring(0, equals))) {
                return true;
            }
        }
        return false;
    }

    private Verdict text(List<String> words, Scope scope) {
        return gate.text(String.join(" ", words), scope);
    }

    private @Nullable Verdict wrapperText(
            String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        int i = skipOptions(rest, spec.values());
        return i >= rest.size() ? null : text(rest.subList(i, rest.size()), scope);
    }

    private @Nullable Verdict lookup(
            String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        if (!rest.isEmpty() && (rest.get(0).equals("-v") || rest.get(0).equals("-V"))) {
            return Verdict.run(name + " " + rest.get(0) + " only looks a name up");
        }
        return wrapper(name, spec, rest, scope, feed, 0);
    }

    private @Nullable Verdict shell(
            String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        boolean command = false;
        boolean standardInput = false;
        int i = 0;
        while (i < rest.size()) {
            String word = rest.get(i);
            if (word.equals("--version") || word.equals("--help")) {
                return Verdict.run(name + " " + word + " only tells about itself");
            }
            if (word.length() < 2 || (word.charAt(0) != '-' && word.charAt(0) != '+')) {
                break;
            }
            if (word.equals("--")) {
                i++;
                break;
            }
            boolean cluster = !word.startsWith("--");
            command |= cluster && word.indexOf('c') > 0;
            standardInput |= cluster && word.indexOf('s') > 0;
            i += spec.values().contains(word) || (cluster && word.endsWith("o")) ? 2 : 1;
        }
        if (command) {
            return i < rest.size() ? gate.text(rest.get(i), scope) : Verdict.confirm(name + " gets no command");
        }
        if (i < rest.size()
                && !standardInput
                && !rest.get(i).equals("/dev/stdin")
                && !rest.get(i).equals("-")) {
            return Verdict.confirm(name + " runs a script that is not read here");
        }
        if (feed != null) {
            return fed(name, feed, scope);
        }
        return Verdict.confirm("what is typed inside " + name + " is not judged");
    }

    private Verdict fed(String name, String feed, Scope scope) {
        if (feed.indexOf(WordValues.UNKNOWN) >= 0) {
            return Verdict.confirm(name + " runs whatever comes through the pipe")
                    .stricter(gate.text(feed, scope));
        }
        return gate.text(feed, scope);
    }

    private @Nullable Verdict su(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        for (int i = 0; i + 1 < rest.size(); i++) {
            if (rest.get(i).equals("-c") || rest.get(i).equals("--command")) {
                return gate.text(rest.get(i + 1), scope);
            }
        }
        for (String word : rest) {
            if (word.startsWith("--command=")) {
                return gate.text(word.substring(10), scope);
            }
        }
        return null;
    }

    private @Nullable Verdict interpreter(
            String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        for (String word : rest) {
            if (word.equals("-m") || word.equals("-") || word.length() < 2 || (word.charAt(0) != '-')) {
                break;
            }
            boolean inline = word.startsWith("--")
                    ? word.startsWith("--eval") || word.startsWith("--print") || word.startsWith("--command")
                    : isInline(name, word);
            if (inline) {
                return Verdict.confirm(name + " runs a program that is written in the line");
            }
        }
        int i = skipOptions(rest, spec.values());
        boolean file = (i < rest.size() && !rest.get(i).equals("-")) || rest.contains("-m");
        if (!file && feed != null) {
            return Verdict.confirm(name + " runs whatever comes through the pipe");
        }
        return null;
    }

    private static boolean isInline(String name, String word) {
        if (name.startsWith("python") || name.equals("lua") || name.equals("php")) {
            return word.indexOf('c') == 1 || word.indexOf('e') == 1 || word.indexOf('r') == 1 || word.endsWith("c");
        }
        return word.indexOf('e') > 0 || word.indexOf('E') > 0 || word.indexOf('p') == 1;
    }

    private Verdict alias(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        Verdict verdict = Verdict.run("alias gives a name to a command, and what it names is judged when it runs");
        for (String word : rest) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                Verdict value = gate.text(word.substring(equals + 1), scope);
                if (value.tier() == dev.isaac.command.Tier.REFUSE) {
                    verdict = verdict.stricter(value);
                }
            }
        }
        return verdict;
    }

    private Verdict xargs(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        int i = skipOptions(rest, spec.values());
        String placeholder = null;
        for (int j = 0; j < i; j++) {
            String word = rest.get(j);
            if (word.equals("-I") || word.equals("--replace")) {
                placeholder = j + 1 < i ? rest.get(j + 1) : "{}";
            } else if (word.startsWith("-I") && word.length() > 2) {
                placeholder = word.substring(2);
            } else if (word.startsWith("--replace=")) {
                placeholder = word.substring(10);
            } else if (word.equals("-i")) {
                placeholder = "{}";
            }
        }
        if (i >= rest.size()) {
            return Verdict.run("xargs without a command only prints");
        }
        List<String> items = feed == null || feed.indexOf(WordValues.UNKNOWN) >= 0
                ? List.of(String.valueOf(WordValues.UNKNOWN))
                : List.of(feed.trim().split("\\s+", -1));
        List<String> words = new ArrayList<>();
        for (String word : rest.subList(i, rest.size())) {
            if (placeholder != null && word.contains(placeholder)) {
                for (String item : items) {
                    words.add(word.replace(placeholder, item));
                }
            } else {
                words.add(word);
            }
        }
        if (placeholder == null) {
            words.addAll(items);
        }
        return gate.words(words, scope, null);
    }

    private @Nullable Verdict sed(
            String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        CommandWords words = CommandWords.of(rest, spec.values());
        List<String> scripts = new ArrayList<>();
        for (int i = 0; i + 1 < rest.size(); i++) {
            if (rest.get(i).equals("-e") || rest.get(i).equals("--expression")) {
                scripts.add(rest.get(i + 1));
            }
        }
        for (String word : rest) {
            if (word.startsWith("--expression=")) {
                scripts.add(word.substring("--expression=".length()));
            }
        }
        if (scripts.isEmpty() && !words.operands().isEmpty() && !words.has("-f")) {
            scripts.add(words.operands().get(0));
        }
        for (String script : scripts) {
            if (script.length() < 4_000 && SED_RUNS.matcher(script).find()) {
                return Verdict.confirm("the sed script runs a command or writes a file");
            }
        }
        return null;
    }

    private @Nullable Verdict awk(
            String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        CommandWords words = CommandWords.of(rest, spec.values());
        String program = words.operands().isEmpty() || words.has("-f")
                ? ""
                : words.operands().get(0);
        if (program.contains("system") && program.indexOf('(') >= 0) {
            return Verdict.confirm("the awk program runs commands");
        }
        String dense = program.replace(" ", "");
        if (dense.contains("|getline") || dense.contains("|\"") || dense.contains("|&")) {
            return Verdict.confirm("the awk program runs commands");
        }
        if (dense.contains(">\"") || dense.contains("print>")) {
            return Verdict.confirm("the awk program writes files");
        }
        return null;
    }

    private @Nullable Verdict git(
            String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i);
            if (word.length() < 2 || word.charAt(0) != '-') {
                break;
            }
            if ((word.equals("-c") || word.equals("--config-env")) && i + 1 < rest.size()) {
                if (DANGEROUS_GIT_KEY.matcher(rest.get(i + 1)).matches()) {
                    return Verdict.confirm("git gets a setting that runs a command");
                }
                i++;
            } else if (word.startsWith("--exec-path=") || word.startsWith("--config-env=")) {
                return Verdict.confirm("git gets a setting that runs a command");
            } else if (spec.values().contains(word)) {
                i++;
            }
        }
        return null;
    }

    private @Nullable Verdict kill(
            String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        if (rest.size() > 1 && rest.get(rest.size() - 1).equals("-1")) {
            return Verdict.refuse("kill of -1 ends every process");
        }
        if (rest.contains("-l") || rest.contains("-L") || rest.contains("-0")) {
            return Verdict.run("kill only asks here");
        }
        if (rest.size() > 0 && rest.get(rest.size() - 1).equals("1")) {
            return Verdict.refuse("process 1 keeps the system running");
        }
        return null;
    }

    /** Judges {@code NAME=value} for the rest of the session. */
    static Verdict outlasting(String word) {
        String name = word.substring(0, Math.max(word.indexOf('='), 0));
        return DangerousVariables.outlasts(name)
                ? Verdict.confirm(name + " decides which programs or libraries later lines use")
                : Verdict.HARMLESS;
    }

    private static @Nullable Verdict declare(List<String> rest, Scope scope) {
        for (String word : rest) {
            if (!outlasting(word).equals(Verdict.HARMLESS)) {
                return outlasting(word);
            }
            if (isAssignment(word)) {
                int equals = word.indexOf('=');
                scope.assign(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return null;
    }

    private static @Nullable Verdict forget(List<String> rest, Scope scope) {
        for (String word : rest) {
            if (!word.startsWith("-")) {
                scope.forget(word);
            }
        }
        return null;
    }

    private static @Nullable Verdict changeDirectory(List<String> rest, Scope scope) {
        String target = rest.isEmpty() ? "~" : rest.get(rest.size() - 1);
        if (!target.equals("-")) {
            scope.directory(target);
        }
        return null;
    }
}
