package dev.isaac.core.internal.tier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Programs that run commands given as text: shells, {@code su}, {@code eval}, {@code source}, interpreters. */
final class ShellSpecials {

    private static final Set<String> STANDARD_INPUT = Set.of("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0", "-");

    private final Specials.Gate gate;

    ShellSpecials(Specials.Gate gate) {
        this.gate = gate;
    }

    void register(Map<String, Specials.Special> specials) {
        specials.put("shell", this::shell);
        specials.put("source", this::source);
        specials.put("su", this::su);
        specials.put("interpreter", this::interpreter);
        specials.put("eval", (name, spec, rest, scope, feed) -> gate.text(String.join(" ", rest), scope, feed));
        specials.put(
                "trap", (name, spec, rest, scope, feed) -> rest.isEmpty() ? null : gate.text(rest.get(0), scope, null));
    }

    @Nullable
    private Verdict shell(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        boolean command = false;
        boolean standardInput = false;
        int i = 0;
        while (i < rest.size()) {
            String word = rest.get(i);
            if (word.equals("--version") || word.equals("--help")) {
                return Verdict.run(name + " " + word + " only tells about itself");
            }
            if (word.equals("--rcfile") || word.equals("--init-file")) {
                return Verdict.confirm(name + " runs a script at its start that is not read here");
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
            return i < rest.size()
                    ? script(rest.get(i), rest.subList(i + 1, rest.size()), scope, feed)
                    : Verdict.confirm(name + " gets no command");
        }
        List<String> arguments = new ArrayList<>(rest.subList(i, rest.size()));
        if (standardInput || arguments.isEmpty()) {
            arguments.add(0, name);
        }
        if (i < rest.size() && !standardInput && !STANDARD_INPUT.contains(rest.get(i))) {
            String known = scope.document(rest.get(i));
            return known == null
                    ? Verdict.confirm(name + " runs a script that is not read here")
                    : fed(name, known, arguments, scope);
        }
        if (feed != null) {
            return fed(name, feed, arguments, scope);
        }
        return scope.interactive()
                ? Verdict.run(name + " opens a shell; what is typed inside it is not judged")
                : Verdict.confirm("what " + name + " reads is not judged");
    }

    /**
     * Judges text that another shell runs: it has the variables, and its own positional parameters.
     *
     * @param arguments {@code $0} and what follows
     */
    private Verdict script(String text, List<String> arguments, Scope scope, @Nullable String feed) {
        Scope.Mark mark = scope.mark();
        if (!arguments.isEmpty()) {
            scope.assign("0", arguments.get(0));
        }
        scope.positional(List.of(List.copyOf(arguments.subList(Math.min(1, arguments.size()), arguments.size()))));
        Verdict verdict = gate.text(text, scope, feed);
        scope.take(mark);
        return verdict;
    }

    private Verdict fed(String name, String feed, List<String> arguments, Scope scope) {
        Verdict verdict = script(feed, arguments, scope, null);
        return feed.indexOf(WordValues.UNKNOWN) >= 0
                ? Verdict.confirm(name + " runs whatever it is fed").stricter(verdict)
                : verdict;
    }

    /** {@code source FILE}: read where the line itself makes the file, else confirmed unless every start reads it. */
    @Nullable
    private Verdict source(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        int i = Specials.skipOptions(rest, spec.values());
        if (i >= rest.size()) {
            return null;
        }
        String file = rest.get(i);
        String known = STANDARD_INPUT.contains(file) ? feed : scope.document(file);
        return known == null ? null : fed(name, known, rest.subList(i, rest.size()), scope);
    }

    @Nullable
    private Verdict su(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i);
            if ((word.equals("-c") || word.equals("--command") || word.equals("--session-command"))
                    && i + 1 < rest.size()) {
                return gate.text(rest.get(i + 1), scope, feed);
            }
            if (word.startsWith("--command=") || word.startsWith("--session-command=")) {
                return gate.text(word.substring(word.indexOf('=') + 1), scope, feed);
            }
            if (word.startsWith("-c") && word.length() > 2) {
                return gate.text(word.substring(2), scope, feed);
            }
        }
        return feed == null
                ? null
                : fed(name, feed, List.of(), scope).stricter(Verdict.confirm(name + " " + spec.why()));
    }

    @Nullable
    private Verdict interpreter(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        Verdict module = name.startsWith("py") ? module(name, rest, scope, feed) : null;
        if (module != null) {
            return module;
        }
        if (name.equals("deno")) {
            return deno(rest);
        }
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
        int i = Specials.skipOptions(rest, spec.values());
        boolean file = (i < rest.size() && !STANDARD_INPUT.contains(rest.get(i))) || rest.contains("-m");
        if (!file && feed != null) {
            return Verdict.confirm(name + " runs whatever comes through the pipe");
        }
        if (i < rest.size() && scope.document(rest.get(i)) != null) {
            return Verdict.confirm(name + " runs a program that the line makes");
        }
        return null;
    }

    /** {@code python -m pip …} is pip; timeit and pdb take programs as words. */
    private @Nullable Verdict module(String name, List<String> rest, Scope scope, @Nullable String feed) {
        int at = rest.indexOf("-m");
        if (at < 0 || at + 1 >= rest.size() || rest.subList(0, at).stream().anyMatch(word -> !word.startsWith("-"))) {
            return null;
        }
        List<String> words = rest.subList(at + 1, rest.size());
        boolean inline = words.get(0).equals("timeit") || (words.get(0).equals("pdb") && words.contains("-c"));
        if (inline) {
            return Verdict.confirm(name + " runs a program that is written in the line");
        }
        return words.get(0).equals("pip") ? gate.words(words, scope, feed) : null;
    }

    private static @Nullable Verdict deno(List<String> rest) {
        if (rest.contains("eval")) {
            return Verdict.confirm("deno runs a program that is written in the line");
        }
        return rest.stream().anyMatch(word -> word.startsWith("http:") || word.startsWith("https:"))
                ? Verdict.confirm("deno runs a program that is fetched first")
                : null;
    }

    private static boolean isInline(String name, String word) {
        if (name.startsWith("python") || name.equals("lua") || name.equals("php")) {
            return word.indexOf('c') == 1 || word.indexOf('e') == 1 || word.indexOf('r') == 1 || word.endsWith("c");
        }
        if (name.equals("guile")) {
            return word.indexOf('c') == 1;
        }
        return word.indexOf('e') > 0 || word.indexOf('E') > 0 || word.indexOf('p') == 1;
    }
}
