package dev.isaac.core.internal.tier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands in front of git's sub-command, where settings can name programs that git runs; and aliases for sub-commands. */
final class GitSpecials {

    /** Settings that decide only how things look or who writes; all others may run something. */
    private static final Pattern HARMLESS_KEY = Pattern.compile(
            "(?i)(user\\.(name|email)|color\\..*|advice\\..*|column\\..*|log\\.\\w+|diff\\.(color\\w+|renames|algorithm|context|noprefix|mnemonicprefix)"
                    + "|core\\.(quotepath|autocrlf|filemode|longpaths|ignorecase|abbrev|eol|safecrlf|compression)"
                    + "|http\\.(sslverify|postbuffer|lowspeed\\w+|version)|init\\.defaultbranch|commit\\.gpgsign|tag\\.\\w+"
                    + "|pull\\.\\w+|push\\.(default|autosetupremote|followtags)|fetch\\.\\w+|merge\\.(conflictstyle|ff|renamelimit)"
                    + "|rebase\\.(auto\\w+|updaterefs)|status\\.\\w+|submodule\\.(recurse|fetchjobs)|gc\\.auto|safe\\.directory|protocol\\.version|i18n\\..*)(=.*)?",
            Pattern.DOTALL);

    private static final int LONGEST_SHOWN = 60;

    private final Specials.Gate gate;
    private final GitAliases aliases;

    GitSpecials(Specials.Gate gate, GitAliases aliases) {
        this.gate = gate;
        this.aliases = aliases;
    }

    void register(Map<String, Specials.Special> specials) {
        specials.put("git", this::git);
    }

    @Nullable
    private Verdict git(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        int i = 0;
        String folder = "";
        for (; i < rest.size(); i++) {
            String word = rest.get(i);
            if (word.length() < 2 || word.charAt(0) != '-') {
                break;
            }
            String value = i + 1 < rest.size() ? rest.get(i + 1) : "";
            if (word.equals("-c") && !HARMLESS_KEY.matcher(value).matches()) {
                return Verdict.confirm("git gets the setting " + value + ", which may run a command");
            }
            if (word.startsWith("--exec-path=") || word.startsWith("--config-env")) {
                return Verdict.confirm("git gets a setting that may run a command");
            }
            if (word.startsWith("--git-dir")) {
                return Verdict.confirm("git reads its settings, which may run commands, from another folder");
            }
            if (word.equals("-C")) {
                folder = value.startsWith("/") || folder.isEmpty() ? value : folder + "/" + value;
            }
            i += spec.values().contains(word) ? 1 : 0;
        }
        return i < rest.size() && !spec.subs().containsKey(rest.get(i))
                ? alias(rest.get(i), rest.subList(i + 1, rest.size()), folder, scope, feed)
                : null;
    }

    /** A name that git does not know by itself is judged by what it stands for; {@code null}: for nothing that is known. */
    private @Nullable Verdict alias(
            String typed, List<String> arguments, String folder, Scope scope, @Nullable String feed) {
        if (typed.indexOf(WordValues.UNKNOWN) >= 0 || folder.indexOf(WordValues.UNKNOWN) >= 0) {
            return null;
        }
        Verdict verdict = null;
        for (String directory : scope.directories()) {
            String from = folder.isEmpty()
                    ? directory
                    : PathClasses.normalise(folder.startsWith("/") ? folder : directory + "/" + folder);
            for (String definition : aliases.find(typed, from, scope)) {
                Verdict found = judge(definition, arguments, scope, feed);
                Verdict named = new Verdict(
                        found.tier(), "git " + typed + " stands for " + shortened(definition) + ": " + found.reason());
                verdict = verdict == null ? named : verdict.stricter(named);
            }
        }
        return verdict;
    }

    private static String shortened(String definition) {
        String line = definition.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN - 3) + "...";
    }

    private Verdict judge(String definition, List<String> arguments, Scope scope, @Nullable String feed) {
        if (definition.startsWith("!")) {
            Scope.Mark mark = scope.mark();
            scope.positional(List.of(List.copyOf(arguments)));
            String text = definition.substring(1) + (arguments.isEmpty() ? "" : " \"$@\"");
            Verdict verdict = gate.text(text, scope, feed);
            scope.take(mark);
            return verdict;
        }
        List<String> words = GitAliases.split(definition);
        if (words == null) {
            return Verdict.confirm("a quote in it is not closed");
        }
        List<String> all = new ArrayList<>(words.size() + arguments.size() + 1);
        all.add("git");
        all.addAll(words);
        all.addAll(arguments);
        return gate.words(all, scope, feed);
    }
}
