package dev.isaac.core.internal.tier;

import dev.isaac.command.Tier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the shell does itself to its variables, folders and names. */
final class SessionSpecials {

    private static final int MOST_LINES = 16;

    private static final Set<String> READ_VALUED = Set.of("-a", "-d", "-i", "-n", "-N", "-p", "-t", "-u");
    private static final Set<String> MAPFILE_VALUED = Set.of("-d", "-n", "-O", "-s", "-u", "-C", "-c");

    private final Specials.Gate gate;

    SessionSpecials(Specials.Gate gate) {
        this.gate = gate;
    }

    void register(Map<String, Specials.Special> specials) {
        specials.put("alias", (name, spec, rest, scope, feed) -> alias(rest, scope));
        specials.put("declare", (name, spec, rest, scope, feed) -> declare(rest, scope));
        specials.put("read", (name, spec, rest, scope, feed) -> read(rest, scope, feed));
        specials.put("mapfile", (name, spec, rest, scope, feed) -> mapfile(rest, scope, feed));
        specials.put("unset", (name, spec, rest, scope, feed) -> unset(rest, scope));
        specials.put("set", (name, spec, rest, scope, feed) -> set(rest, scope));
        specials.put("shift", (name, spec, rest, scope, feed) -> shift(rest, scope));
        specials.put("let", (name, spec, rest, scope, feed) -> let(rest, scope));
        specials.put(
                "test",
                (name, spec, rest, scope, feed) ->
                        orNull(gate.expansions().arithmetic().test(rest, false, scope)));
        specials.put("assigns", (name, spec, rest, scope, feed) -> assigns(rest, scope));
        specials.put("cd", (name, spec, rest, scope, feed) -> changeDirectory(rest, scope));
        specials.put("pushd", (name, spec, rest, scope, feed) -> push(rest, scope));
        specials.put("popd", (name, spec, rest, scope, feed) -> {
            scope.pop();
            return null;
        });
    }

    private static @Nullable Verdict orNull(Verdict verdict) {
        return verdict.tier() == Tier.RUN ? null : verdict;
    }

    private Verdict alias(List<String> rest, Scope scope) {
        Verdict verdict = Verdict.run("alias gives a name to a command, and what it names is judged when it runs");
        for (String word : rest) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                Scope.Mark mark = scope.mark();
                Verdict value = gate.text(word.substring(equals + 1), scope, null);
                scope.take(mark);
                if (value.tier() == Tier.REFUSE) {
                    verdict = verdict.stricter(value);
                }
            }
        }
        return verdict;
    }

    private @Nullable Verdict declare(List<String> rest, Scope scope) {
        Verdict verdict = Verdict.HARMLESS;
        boolean number = false;
        for (String word : rest) {
            if (word.startsWith("-")) {
                number |= word.indexOf('i') > 0;
                continue;
            }
            int equals = word.indexOf('=');
            String name = equals < 0
                    ? word
                    : word.substring(0, equals > 0 && word.charAt(equals - 1) == '+' ? equals - 1 : equals);
            verdict = verdict.stricter(gate.expansions().arithmetic().name(name, scope));
            if (equals < 0) {
                continue;
            }
            String value = word.substring(equals + 1);
            if (DangerousVariables.outlasts(name) && !DangerousVariables.isLine(name)) {
                verdict = verdict.stricter(
                        Verdict.confirm(name + " decides which programs or libraries later lines use"));
            }
            verdict = verdict.stricter(gate.expansions().outlasting(name, value, scope));
            if (number) {
                verdict = verdict.stricter(gate.expansions().arithmetic().value(value, scope));
            }
            if (WordValuesNames.isName(name)) {
                if (value.startsWith("(") || value.isEmpty()) {
                    // An array: its elements stand behind the name, in one value with it.
                    scope.forget(name);
                } else {
                    scope.assign(name, value);
                }
            }
        }
        return orNull(verdict);
    }

    /** {@code read}: takes the line apart as the shell would, where it is known. */
    private @Nullable Verdict read(List<String> rest, Scope scope, @Nullable String feed) {
        Verdict verdict = Verdict.HARMLESS;
        List<String> names = new ArrayList<>();
        String array = null;
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i);
            if (word.length() > 1 && word.charAt(0) == '-') {
                String last = "-" + word.charAt(word.length() - 1);
                if (READ_VALUED.contains(last)) {
                    i++;
                    array = last.equals("-a") && i < rest.size() ? rest.get(i) : array;
                }
                continue;
            }
            names.add(word);
            verdict = verdict.stricter(gate.expansions().arithmetic().name(word, scope));
        }
        if (feed != null && names.size() == 1 && array == null) {
            scope.assign(names.get(0), lines(feed));
            return orNull(verdict);
        }
        if (feed == null || feed.indexOf(WordValues.UNKNOWN) >= 0) {
            names.forEach(scope::forget);
            if (array != null) {
                scope.forget(array);
            }
            return orNull(verdict);
        }
        String line = feed.indexOf('\n') < 0 ? feed : feed.substring(0, feed.indexOf('\n'));
        String separators = String.join("", scope.values("IFS").get(0));
        List<String> fields = fields(line, separators, array != null ? Integer.MAX_VALUE : Math.max(names.size(), 1));
        if (array != null) {
            scope.assignArray(array, fields);
        }
        for (int i = 0; i < names.size(); i++) {
            scope.assign(names.get(i), i < fields.size() ? fields.get(i) : "");
        }
        if (names.isEmpty() && array == null) {
            scope.assign("REPLY", line);
        }
        return orNull(verdict);
    }

    /** What one variable may get: in a loop each line in turn. */
    private static List<String> lines(String feed) {
        Set<String> lines = new LinkedHashSet<>();
        for (String line : feed.split("[\n\0]", MOST_LINES + 1)) {
            boolean known = line.indexOf(WordValues.UNKNOWN) < 0 && lines.size() < MOST_LINES;
            lines.add(known ? line.strip() : String.valueOf(WordValues.UNKNOWN));
        }
        return List.copyOf(lines);
    }

    private static List<String> fields(String line, String separators, int most) {
        List<String> fields = new ArrayList<>();
        int i = 0;
        while (i < line.length()) {
            while (i < line.length() && separators.indexOf(line.charAt(i)) >= 0) {
                i++;
            }
            int start = i;
            if (fields.size() == most - 1) {
                fields.add(line.substring(start).stripTrailing());
                return fields;
            }
            while (i < line.length() && separators.indexOf(line.charAt(i)) < 0) {
                i++;
            }
            if (i > start) {
                fields.add(line.substring(start, i));
            }
        }
        return fields;
    }

    private static @Nullable Verdict mapfile(List<String> rest, Scope scope, @Nullable String feed) {
        String name = "MAPFILE";
        int i = Specials.skipOptions(rest, MAPFILE_VALUED);
        if (i < rest.size()) {
            name = rest.get(i);
        }
        if (feed == null || feed.indexOf(WordValues.UNKNOWN) >= 0) {
            scope.forget(name);
        } else {
            scope.assignArray(name, List.of(feed.split("\n", -1)));
        }
        return null;
    }

    private @Nullable Verdict unset(List<String> rest, Scope scope) {
        Verdict verdict = Verdict.HARMLESS;
        boolean functions = rest.contains("-f");
        for (String word : rest) {
            if (word.startsWith("-")) {
                continue;
            }
            verdict = verdict.stricter(gate.expansions().arithmetic().name(word, scope));
            if (functions || scope.values(word).equals(List.of(List.of("")))) {
                scope.define(word, Scope.UNDEFINED);
            }
            if (!functions) {
                scope.assign(word, "");
            }
        }
        return orNull(verdict);
    }

    /** {@code set -- a b} sets the positional parameters. */
    private static @Nullable Verdict set(List<String> rest, Scope scope) {
        int i = 0;
        while (i < rest.size()
                && rest.get(i).length() > 1
                && "-+".indexOf(rest.get(i).charAt(0)) >= 0) {
            String word = rest.get(i++);
            if (word.equals("--")) {
                scope.positional(List.of(List.copyOf(rest.subList(i, rest.size()))));
                return null;
            }
            i += word.endsWith("o") ? 1 : 0;
        }
        if (i < rest.size()) {
            scope.positional(List.of(List.copyOf(rest.subList(i, rest.size()))));
        }
        return null;
    }

    private static @Nullable Verdict shift(List<String> rest, Scope scope) {
        int by = rest.isEmpty() || !rest.get(0).matches("\\d{1,4}") ? 1 : Integer.parseInt(rest.get(0));
        String unknown = String.valueOf(WordValues.UNKNOWN);
        scope.positional(scope.positional().stream()
                .map(all -> all.equals(List.of(unknown)) ? all : all.subList(Math.min(by, all.size()), all.size()))
                .toList());
        return null;
    }

    private @Nullable Verdict let(List<String> rest, Scope scope) {
        Verdict verdict = Verdict.HARMLESS;
        for (String word : rest) {
            verdict = verdict.stricter(gate.expansions().arithmetic().value(word, scope));
            int equals = word.indexOf('=');
            if (equals > 0 && WordValuesNames.isName(word.substring(0, equals))) {
                scope.forget(word.substring(0, equals));
            }
        }
        return orNull(verdict);
    }

    /** {@code printf -v NAME}, {@code wait -p NAME}: the name may carry a subscript. */
    private @Nullable Verdict assigns(List<String> rest, Scope scope) {
        for (int i = 0; i + 1 < rest.size(); i++) {
            String word = rest.get(i);
            if (word.equals("-v") || word.equals("-p")) {
                String name = rest.get(i + 1);
                scope.forget(name);
                return orNull(gate.expansions().arithmetic().name(name, scope));
            }
            if (!word.startsWith("-")) {
                return null;
            }
        }
        return null;
    }

    private static @Nullable Verdict changeDirectory(List<String> rest, Scope scope) {
        String target = rest.isEmpty() ? "" : rest.get(rest.size() - 1);
        boolean option = target.length() > 1 && target.charAt(0) == '-';
        scope.directory(List.of(target.isEmpty() || option ? scope.home() : target));
        return null;
    }

    private static @Nullable Verdict push(List<String> rest, Scope scope) {
        for (String word : rest) {
            if (!word.startsWith("-") && !word.startsWith("+")) {
                scope.push(word);
            }
        }
        return null;
    }
}
