package dev.isaac.core.internal.tier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Programs that run the program behind them: {@code sudo}, {@code env}, {@code timeout}, {@code xargs} and their kin. */
final class WrapperSpecials {

    private static final String UNKNOWN = String.valueOf(WordValues.UNKNOWN);

    private final Specials.Gate gate;

    WrapperSpecials(Specials.Gate gate) {
        this.gate = gate;
    }

    void register(Map<String, Specials.Special> specials) {
        specials.put("wrapper", (name, spec, rest, scope, feed) -> wrapper(name, spec, rest, scope, feed, 0));
        specials.put("wrapper1", (name, spec, rest, scope, feed) -> wrapper(name, spec, rest, scope, feed, 1));
        // What runs inside may be harmless and the setting not.
        specials.put("wrapper-confirmed", (name, spec, rest, scope, feed) -> {
            Verdict inner = wrapper(name, spec, rest, scope, feed, 0);
            return inner == null ? null : inner.stricter(Verdict.confirm(name + " " + spec.why()));
        });
        // A name that nobody knows is one of the project's own: what runs it says that it may.
        specials.put("wrapper-known", (name, spec, rest, scope, feed) -> {
            int i = Specials.skipOptions(rest, spec.values());
            boolean own = i < rest.size() && !TierData.get().knows(rest.get(i));
            return own ? null : wrapper(name, spec, rest, scope, feed, 0);
        });
        specials.put("wrapper-text", this::text);
        specials.put("texts", this::texts);
        specials.put("cmake", this::cmake);
        specials.put("flock", this::flock);
        specials.put("lookup", this::lookup);
        specials.put("time", (name, spec, rest, scope, feed) -> {
            int i = Specials.skipOptions(rest, spec.values());
            return i >= rest.size() ? null : gate.call(rest.subList(i, rest.size()), scope, feed);
        });
        specials.put("xargs", this::xargs);
    }

    @Nullable
    private Verdict wrapper(
            String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed, int operands) {
        String split = splitString(name, rest);
        if (split != null) {
            return gate.text(split, scope, feed);
        }
        int i = Specials.skipOptions(rest, spec.values());
        int first = i;
        boolean sets = name.equals("env") || name.equals("sudo") || name.equals("doas");
        while (sets && i < rest.size() && Specials.isAssignment(rest.get(i))) {
            i++;
        }
        List<String> set = rest.subList(Math.min(first, i), i);
        i += operands;
        if (i >= rest.size()) {
            return null;
        }
        Verdict inner = with(set, rest.subList(i, rest.size()), scope, feed);
        return inner.stricter(assignments(name, rest.subList(0, i), scope));
    }

    /** Judges a program that gets variables of its own: a shell in it reads them. */
    private Verdict with(List<String> assignments, List<String> words, Scope scope, @Nullable String feed) {
        if (assignments.isEmpty()) {
            return gate.words(words, scope, feed);
        }
        Scope.Mark mark = scope.mark();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            scope.assign(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
        Verdict verdict = gate.words(words, scope, feed);
        scope.take(mark);
        return verdict;
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
            if (!word.startsWith("-") && !Specials.isAssignment(word)) {
                return null;
            }
        }
        return null;
    }

    private Verdict assignments(String name, List<String> words, Scope scope) {
        Verdict verdict = Verdict.HARMLESS;
        for (String word : words) {
            int equals = word.indexOf('=');
            String variable = word.substring(0, Math.max(equals, 0));
            if (DangerousVariables.isLine(variable)) {
                verdict = verdict.stricter(
                        gate.text(DangerousVariables.line(variable, word.substring(equals + 1)), scope, null));
            } else if (DangerousVariables.contains(variable)) {
                verdict = verdict.stricter(Verdict.confirm(name + " changes which programs or libraries are used"));
            }
        }
        return verdict;
    }

    @Nullable
    private Verdict text(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        int i = Specials.skipOptions(rest, spec.values());
        return i >= rest.size() ? null : gate.text(String.join(" ", rest.subList(i, rest.size())), scope, feed);
    }

    /** Each operand is a line for the shell. */
    private Verdict texts(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        Verdict verdict = Verdict.run(name + " runs its operands");
        for (String operand : CommandWords.of(rest, spec.values()).operands()) {
            verdict = verdict.stricter(gate.text(operand, scope, null));
        }
        return verdict;
    }

    /** {@code cmake -E COMMAND…} is a set of small programs; some bear the names of the usual ones. */
    @Nullable
    private Verdict cmake(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        if (rest.size() < 2 || !rest.get(0).equals("-E")) {
            return null;
        }
        List<String> words = rest.subList(2, rest.size());
        return switch (rest.get(1)) {
            case "rm", "remove", "remove_directory" -> as("rm", words, scope, feed);
            case "copy", "copy_if_different", "copy_directory", "copy_directory_if_different" ->
                as("cp", words, scope, feed);
            case "rename" -> as("mv", words, scope, feed);
            case "create_symlink", "create_hardlink" -> as("ln", words, scope, feed);
            case "tar", "touch" -> as(rest.get(1), words, scope, feed);
            case "env", "time" -> as(rest.get(1), words, scope, feed);
            case "chdir" -> words.size() < 2 ? null : gate.words(words.subList(1, words.size()), scope, feed);
            default -> null;
        };
    }

    private Verdict as(String program, List<String> words, Scope scope, @Nullable String feed) {
        List<String> all = new ArrayList<>(words.size() + 1);
        all.add(program);
        all.addAll(words);
        return gate.words(all, scope, feed);
    }

    /** {@code flock FILE COMMAND…} or {@code flock FILE -c TEXT}. */
    @Nullable
    private Verdict flock(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        int file = Specials.skipOptions(rest, spec.values());
        if (file + 1 >= rest.size()) {
            return null;
        }
        String next = rest.get(file + 1);
        if (next.equals("-c") || next.equals("--command")) {
            return file + 2 < rest.size() ? gate.text(rest.get(file + 2), scope, feed) : null;
        }
        return gate.words(rest.subList(file + 1, rest.size()), scope, feed);
    }

    @Nullable
    private Verdict lookup(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        if (!rest.isEmpty() && (rest.get(0).equals("-v") || rest.get(0).equals("-V"))) {
            return Verdict.run(name + " " + rest.get(0) + " only looks a name up");
        }
        return wrapper(name, spec, rest, scope, feed, 0);
    }

    private Verdict xargs(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        int i = Specials.skipOptions(rest, spec.values());
        String placeholder = placeholder(rest.subList(0, i));
        if (i >= rest.size()) {
            return Verdict.run("xargs without a command only prints");
        }
        List<String> command = rest.subList(i, rest.size());
        String input = feed == null ? UNKNOWN : feed.strip();
        if (placeholder == null) {
            List<String> words = new ArrayList<>(command);
            words.addAll(items(input, "[\\s\0]+"));
            return gate.words(words, scope, null);
        }
        Verdict verdict = Verdict.HARMLESS;
        List<String> items = items(input, "[\n\0]+");
        for (String item : items.subList(0, Math.min(items.size(), 64))) {
            verdict = TreeJudge.worse(
                    verdict,
                    gate.words(
                            command.stream()
                                    .map(word -> word.replace(placeholder, item))
                                    .toList(),
                            scope,
                            null));
        }
        return items.size() > 64 ? verdict.stricter(Verdict.confirm("xargs gets too many lines to be read")) : verdict;
    }

    /** The pieces of what comes in; where one is not known, anything may come besides. */
    private static List<String> items(String input, String separators) {
        List<String> items = new ArrayList<>(List.of(input.split(separators, -1)));
        if (input.indexOf(WordValues.UNKNOWN) >= 0 && !items.contains(UNKNOWN)) {
            items.add(UNKNOWN);
        }
        return items;
    }

    private static @Nullable String placeholder(List<String> options) {
        for (int j = 0; j < options.size(); j++) {
            String word = options.get(j);
            if (word.equals("-I")) {
                return j + 1 < options.size() ? options.get(j + 1) : "{}";
            }
            if (word.equals("--replace") || word.equals("-i")) {
                return "{}";
            }
            if (word.startsWith("-I") || (word.startsWith("-i") && word.length() > 2)) {
                return word.substring(2);
            }
            if (word.startsWith("--replace=")) {
                return word.substring(10);
            }
        }
        return null;
    }
}
