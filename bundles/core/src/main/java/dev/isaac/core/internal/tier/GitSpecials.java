package dev.isaac.core.internal.tier;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The options in front of git's sub-command: settings can name programs that git runs. */
final class GitSpecials {

    /** Settings that decide only how things look or who writes; all others may run something. */
    private static final Pattern HARMLESS_KEY = Pattern.compile(
            "(?i)(user\\.(name|email)|color\\..*|advice\\..*|column\\..*|log\\.\\w+|diff\\.(color\\w+|renames|algorithm|context|noprefix|mnemonicprefix)"
                    + "|core\\.(quotepath|autocrlf|filemode|longpaths|ignorecase|abbrev|eol|safecrlf|compression)"
                    + "|http\\.(sslverify|postbuffer|lowspeed\\w+|version)|init\\.defaultbranch|commit\\.gpgsign|tag\\.\\w+"
                    + "|pull\\.\\w+|push\\.(default|autosetupremote|followtags)|fetch\\.\\w+|merge\\.(conflictstyle|ff|renamelimit)"
                    + "|rebase\\.(auto\\w+|updaterefs)|status\\.\\w+|submodule\\.(recurse|fetchjobs)|gc\\.auto|safe\\.directory|protocol\\.version|i18n\\..*)(=.*)?",
            Pattern.DOTALL);

    void register(Map<String, Specials.Special> specials) {
        specials.put("git", this::git);
    }

    @Nullable
    private Verdict git(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        for (int i = 0; i < rest.size(); i++) {
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
            i += spec.values().contains(word) ? 1 : 0;
        }
        return null;
    }
}
