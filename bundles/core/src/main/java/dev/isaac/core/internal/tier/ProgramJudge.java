package dev.isaac.core.internal.tier;

import dev.isaac.command.Tier;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges one call of a native program: its words are known as far as they can be. */
final class ProgramJudge {

    private static final Set<String> BIN_FOLDERS = Set.of(
            "/bin",
            "/sbin",
            "/usr/bin",
            "/usr/sbin",
            "/usr/local/bin",
            "/usr/local/sbin",
            "/opt/homebrew/bin",
            "/opt/local/bin",
            "/snap/bin",
            "/usr/games",
            "/run/current-system/sw/bin");

    private final TierData data;
    private final Specials specials;

    ProgramJudge(TierData data, Specials specials) {
        this.data = data;
        this.specials = specials;
    }

    /**
     * Judges words.
     *
     * @param words the program and what follows it
     * @param feed what comes through standard input; {@code null}: the terminal
     */
    Verdict judge(List<String> words, Scope scope, @Nullable String feed) {
        if (words.isEmpty()) {
            return Verdict.HARMLESS;
        }
        String typed = words.get(0);
        if (typed.indexOf(WordValues.UNKNOWN) >= 0) {
            return Verdict.confirm("an expansion decides which command runs");
        }
        if (!scope.enter()) {
            scope.leave();
            return Verdict.confirm("commands are nested too deeply to be read");
        }
        try {
            return hasWildcard(typed) ? wild(typed, words, scope, feed) : named(typed, words, scope, feed);
        } finally {
            scope.leave();
        }
    }

    private Verdict named(String typed, List<String> words, Scope scope, @Nullable String feed) {
        String name = name(typed);
        CommandSpec spec = data.find(name);
        if (spec == null && name.indexOf('.') > 0 && name.startsWith("mkfs.")) {
            spec = data.find("mkfs");
        }
        if (spec == null) {
            spec = data.find(name.toLowerCase(Locale.ROOT));
        }
        Verdict byPlace = byPlace(typed, name, spec);
        Verdict byName = spec == null
                ? Verdict.confirm(name + " is not in the list of known programs")
                : judge(name, spec, words.subList(1, words.size()), scope, feed);
        return byName.stricter(byPlace);
    }

    /** A wildcard may stand for any known program whose name it fits. */
    private Verdict wild(String typed, List<String> words, Scope scope, @Nullable String feed) {
        Verdict verdict = Verdict.confirm("an expansion decides which command runs");
        String pattern = typed.substring(typed.lastIndexOf('/') + 1);
        String folder = typed.substring(0, typed.length() - pattern.length());
        boolean usual = folder.isEmpty()
                || hasWildcard(folder)
                || BIN_FOLDERS.contains(PathClasses.normalise(folder.substring(0, Math.max(folder.length() - 1, 1))));
        if (!usual
                || pattern.length() > 64
                || pattern.replace("*", "").replace("?", "").isEmpty()) {
            return verdict;
        }
        List<String> rest = words.subList(1, words.size());
        for (String name : data.fitting(pattern)) {
            CommandSpec spec = data.find(name);
            verdict = spec == null ? verdict : verdict.stricter(judge(name, spec, rest, scope, feed));
        }
        return verdict;
    }

    private static boolean hasWildcard(String typed) {
        if (typed.equals("[") || typed.equals("?")) {
            return false;
        }
        return typed.indexOf('*') >= 0 || typed.indexOf('?') >= 0 || typed.indexOf('[') >= 0;
    }

    private static String name(String typed) {
        int slash = Math.max(typed.lastIndexOf('/'), typed.lastIndexOf('\\'));
        String name = typed.substring(slash + 1);
        String lower = name.length() > 4 ? name.substring(name.length() - 4).toLowerCase(Locale.ROOT) : "";
        return lower.equals(".exe") || lower.equals(".com") || lower.equals(".cmd") || lower.equals(".bat")
                ? name.substring(0, name.length() - 4)
                : name;
    }

    private static Verdict byPlace(String typed, String name, @Nullable CommandSpec spec) {
        int slash = typed.lastIndexOf('/');
        if (slash < 0) {
            return Verdict.HARMLESS;
        }
        String folder = PathClasses.normalise(typed.substring(0, Math.max(slash, 1)));
        if (BIN_FOLDERS.contains(folder) || (spec != null && spec.special().equals("wrapper-script"))) {
            return Verdict.HARMLESS;
        }
        return Verdict.confirm(name + " is a program outside the usual folders");
    }

    private Verdict judge(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        Verdict verdict = judged(name, spec, rest, scope, feed);
        RunSpec runs = data.runs(name);
        if (runs != null && verdict.tier() != Tier.REFUSE) {
            verdict = verdict.stricter(runs.judge(name, rest, scope, specials.gate()));
        }
        WriteSpec writes = data.writes(name);
        if (writes != null && verdict.tier() != Tier.REFUSE) {
            verdict = verdict.stricter(writes.judge(name, spec.values(), rest, scope));
        }
        return verdict;
    }

    private Verdict judged(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        if (!spec.special().isEmpty()) {
            Verdict special = specials.judge(name, spec, rest, scope, feed);
            if (special != null) {
                return special;
            }
        }
        if (!spec.subs().isEmpty()) {
            Verdict sub = bySub(name, spec, rest, scope, feed);
            if (sub != null) {
                return sub;
            }
        }
        return byRules(name, spec, rest, scope);
    }

    private @Nullable Verdict bySub(
            String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        int i = 0;
        while (i < rest.size()
                && rest.get(i).length() > 1
                && (rest.get(i).charAt(0) == '-' || rest.get(i).charAt(0) == '+')) {
            i += spec.values().contains(rest.get(i)) ? 2 : 1;
        }
        if (i >= rest.size()) {
            return null;
        }
        String typed = rest.get(i);
        String full = name + " " + typed;
        CommandSpec sub = spec.subs().get(typed);
        if (sub == null) {
            if (typed.indexOf(WordValues.UNKNOWN) >= 0) {
                return Verdict.confirm("an expansion decides what " + name + " does");
            }
            Tier otherwise = spec.otherwise();
            if (otherwise == null) {
                return Verdict.confirm(full + " is not known");
            }
            return otherwise == Tier.RUN
                    ? byRules(name, spec, rest, scope)
                    : new Verdict(otherwise, full + " is not known");
        }
        List<String> after = rest.subList(i + 1, rest.size());
        Verdict verdict = judge(full, sub, after, scope, feed);
        // Options before the sub-command count too: docker -H …, git -c ….
        return i > 0 && !spec.rules().isEmpty()
                ? verdict.stricter(byRules(name, spec, rest.subList(0, i), scope))
                : verdict;
    }

    private static Verdict byRules(String name, CommandSpec spec, List<String> rest, Scope scope) {
        if (!spec.rules().isEmpty()) {
            CommandWords words = CommandWords.of(rest, spec.values());
            for (CommandSpec.Rule rule : spec.rules()) {
                if (fits(rule, words, scope)) {
                    return new Verdict(rule.tier(), sentence(name, rule.why()));
                }
            }
        }
        return new Verdict(spec.tier(), sentence(name, spec.why()));
    }

    private static String sentence(String name, String why) {
        return why.isEmpty() ? name + " is known to be harmless" : name + " " + why;
    }

    private static boolean fits(CommandSpec.Rule rule, CommandWords words, Scope scope) {
        if (!rule.any().isEmpty() && !words.hasAny(rule.any())) {
            return false;
        }
        for (String option : rule.all()) {
            if (!words.hasAny(Set.of(option))) {
                return false;
            }
        }
        for (String option : rule.none()) {
            if (words.has(option)) {
                return false;
            }
        }
        if (words.operands().size() < rule.least()) {
            return false;
        }
        return rule.operands().isEmpty() || anyFits(rule.operands(), words.operands(), scope);
    }

    private static boolean anyFits(List<String> patterns, List<String> operands, Scope scope) {
        for (String operand : operands) {
            for (String pattern : patterns) {
                if (fits(pattern, operand, scope)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean fits(String pattern, String operand, Scope scope) {
        switch (pattern) {
            case "@protected" -> {
                return scope.kind(operand) == PathClasses.Kind.PROTECTED;
            }
            case "@critical" -> {
                PathClasses.Kind kind = scope.kind(operand);
                return kind == PathClasses.Kind.CRITICAL || kind == PathClasses.Kind.DEVICE;
            }
            case "@system" -> {
                return scope.kind(operand).isSystem();
            }
            case "@device" -> {
                return scope.kind(operand) == PathClasses.Kind.DEVICE;
            }
            case "@startup" -> {
                return scope.kind(operand) == PathClasses.Kind.STARTUP;
            }
            case "@unknown" -> {
                return operand.indexOf(WordValues.UNKNOWN) >= 0;
            }
            default -> {
                boolean start = pattern.endsWith("*");
                boolean end = pattern.startsWith("*");
                String text =
                        pattern.substring(end ? 1 : 0, pattern.length() - (start && pattern.length() > 1 ? 1 : 0));
                if (start && end) {
                    return operand.contains(text);
                }
                return start ? operand.startsWith(text) : end ? operand.endsWith(text) : operand.equals(text);
            }
        }
    }
}
