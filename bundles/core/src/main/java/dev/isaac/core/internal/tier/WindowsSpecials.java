package dev.isaac.core.internal.tier;

import dev.isaac.command.Tier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The shells of Windows, and their commands whose words are no options and operands as elsewhere. Text for them is read as
 * far as it means the same in our language; what is catastrophic in it is found in any case, and what cannot be read is
 * confirmed.
 */
final class WindowsSpecials {

    /** Text of PowerShell that means the same here, once its backslashes are turned round. */
    private static final Pattern PLAIN_POWERSHELL = Pattern.compile("[A-Za-z0-9 \"',./\\\\:;=+*?|_~>-]*");

    /** The same for CMD, where a single quote quotes nothing. */
    private static final Pattern PLAIN_CMD = Pattern.compile("[A-Za-z0-9 \",./\\\\:=+*?|&_~>-]*");

    private static final Pattern SWITCH = Pattern.compile("/[A-Za-z?-][A-Za-z-]{0,5}(:.*)?");

    /** Options of PowerShell's program that take a word; they may be shortened. */
    private static final List<String> POWERSHELL_VALUES = List.of(
            "executionpolicy",
            "ep",
            "windowstyle",
            "inputformat",
            "outputformat",
            "version",
            "workingdirectory",
            "wd",
            "configurationname",
            "custompipename",
            "settingsfile",
            "psconsolefile");

    private static final Set<String> ENCODED = Set.of("e", "ec", "en", "enc", "encodedcommand");

    private static final Set<String> FILES = Set.of("f", "fi", "fil", "file");

    private static final Set<String> LISTINGS = Set.of("get-childitem", "gci");

    private static final Set<String> PATH_OPTIONS = Set.of("-path", "-literalpath", "-filepath");

    private final Specials.Gate gate;

    WindowsSpecials(Specials.Gate gate) {
        this.gate = gate;
    }

    void register(Map<String, Specials.Special> specials) {
        specials.put("powershell", this::powershell);
        specials.put("cmd", this::cmd);
        specials.put("expression", this::expression);
        specials.put("windows-remove", this::remove);
        specials.put("windows-copy", this::copy);
        specials.put("robocopy", this::robocopy);
    }

    private Verdict powershell(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i);
            boolean option = word.length() > 1 && (word.charAt(0) == '-' || word.charAt(0) == '/');
            if (!option) {
                // The program of version 5.1 takes it for a command, that of version 7 for a script.
                return unread(name, spec).stricter(read(rest.subList(i, rest.size()), PLAIN_POWERSHELL, scope));
            }
            String key = word.substring(word.startsWith("--") ? 2 : 1).toLowerCase(Locale.ROOT);
            if ((!key.isEmpty() && "command".startsWith(key)) || key.equals("cwa") || key.equals("commandwithargs")) {
                List<String> text = rest.subList(i + 1, rest.size());
                return text.equals(List.of("-")) || text.isEmpty()
                        ? unread(name, spec)
                        : text(name, spec, text, PLAIN_POWERSHELL, scope);
            }
            if (ENCODED.contains(key)) {
                return unread(name, spec).stricter(read(decoded(rest, i + 1), PLAIN_POWERSHELL, scope));
            }
            if (FILES.contains(key)) {
                return unread(name, spec);
            }
            if (takesWord(key)) {
                i++;
            }
        }
        return opened(name, spec, scope, feed);
    }

    private static boolean takesWord(String key) {
        return !key.isEmpty()
                && !key.equals("i")
                && POWERSHELL_VALUES.stream().anyMatch(option -> option.startsWith(key));
    }

    private static List<String> decoded(List<String> rest, int at) {
        try {
            return at < rest.size()
                    ? List.of(new String(Base64.getDecoder().decode(rest.get(at)), StandardCharsets.UTF_16LE))
                    : List.of();
        } catch (IllegalArgumentException e) {
            return List.of(); // no command then
        }
    }

    private Verdict cmd(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i).toLowerCase(Locale.ROOT);
            int at = word.startsWith("//") ? 1 : 0;
            if (word.length() < at + 2 || word.charAt(at) != '/') {
                return unread(name, spec);
            }
            char key = word.charAt(at + 1);
            if (key == 'c' || key == 'k' || key == 'r') {
                List<String> text = new ArrayList<>(rest.subList(i + 1, rest.size()));
                text.add(0, rest.get(i).substring(at + 2));
                return text(name, spec, text, PLAIN_CMD, scope);
            }
        }
        return opened(name, spec, scope, feed);
    }

    /** {@code Invoke-Expression}; as {@code iex} it may also be what tries out Elixir. */
    @Nullable
    private Verdict expression(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        boolean elixir = name.equals("iex") && (rest.isEmpty() || rest.get(0).equals("-S"));
        if (elixir && feed == null) {
            return Verdict.run("iex tries out Elixir");
        }
        Verdict verdict = unread(name, spec).stricter(read(rest, PLAIN_POWERSHELL, scope));
        return feed == null ? verdict : verdict.stricter(read(List.of(feed), PLAIN_POWERSHELL, scope));
    }

    private static Verdict unread(String name, CommandSpec spec) {
        return Verdict.confirm(name + " " + spec.why());
    }

    private Verdict opened(String name, CommandSpec spec, Scope scope, @Nullable String feed) {
        if (feed != null) {
            return unread(name, spec);
        }
        return scope.interactive()
                ? Verdict.run(name + " opens a shell; what is typed inside it is not judged")
                : Verdict.confirm("what " + name + " reads is not judged");
    }

    private Verdict text(String name, CommandSpec spec, List<String> words, Pattern plain, Scope scope) {
        Verdict verdict = read(words, plain, scope);
        boolean means = plain.matcher(String.join(" ", words)).matches();
        return means ? verdict : unread(name, spec).stricter(verdict);
    }

    /** Judges text as ours; of text that may mean something else there only what is catastrophic counts. */
    private Verdict read(List<String> words, Pattern plain, Scope scope) {
        String text = String.join(" ", words).strip();
        if (text.isEmpty()) {
            return Verdict.HARMLESS;
        }
        String whole = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"") && plain == PLAIN_CMD
                ? text.substring(1, text.length() - 1)
                : text;
        Scope.Mark mark = scope.mark();
        Verdict verdict = gate.text(whole.replace('\\', '/'), scope, null);
        scope.take(mark);
        boolean counts = plain.matcher(text).matches() || verdict.tier() == Tier.REFUSE;
        return counts ? verdict : Verdict.HARMLESS;
    }

    /** What comes through the pipe is deleted, too. */
    @Nullable
    private Verdict remove(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        if (feed == null) {
            return null;
        }
        List<String> words = new ArrayList<>();
        words.add(name);
        words.addAll(rest);
        words.addAll(List.of(feed.strip().split("\n", -1)));
        return gate.words(words, scope, null);
    }

    /** Judged as {@code cp} or {@code mv} with the same files. */
    private Verdict copy(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        List<String> words = new ArrayList<>();
        String target = null;
        for (int i = 0; i < rest.size(); i++) {
            String word = rest.get(i);
            String lower = word.toLowerCase(Locale.ROOT);
            boolean destination = (lower.length() > 2 && "-destination".startsWith(lower)) || lower.equals("-newname");
            if (destination && i + 1 < rest.size()) {
                target = rest.get(++i);
            } else if (!SWITCH.matcher(word).matches() && !word.startsWith("-")) {
                words.add(word);
            }
        }
        if (target != null) {
            words.add(target);
        }
        words.add(0, spec.why().startsWith("moves") ? "mv" : "cp");
        return gate.words(words, scope, null);
    }

    /** {@code robocopy FROM TO}; as a mirror it deletes what the source does not have. */
    private Verdict robocopy(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        List<String> folders =
                rest.stream().filter(word -> !SWITCH.matcher(word).matches()).toList();
        List<String> switches =
                rest.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        if (switches.contains("/l")) {
            return Verdict.run("robocopy only lists");
        }
        boolean deletes = switches.contains("/mir") || switches.contains("/purge");
        boolean moves = switches.contains("/mov") || switches.contains("/move");
        if (deletes && folders.size() > 1 && scope.kind(folders.get(1)).isSystem()) {
            return Verdict.refuse("robocopy deletes what is in " + folders.get(1));
        }
        if (moves && !folders.isEmpty() && scope.kind(folders.get(0)).isSystem()) {
            return Verdict.refuse("robocopy moves " + folders.get(0) + " away");
        }
        return Verdict.confirm("robocopy " + spec.why());
    }

    /**
     * What is known of what a cmdlet passes on: the folder that it lists, and more than can be said.
     *
     * @param words the name and what follows it
     * @return null: nothing is known
     */
    static @Nullable String printed(List<String> words) {
        if (!LISTINGS.contains(words.get(0).toLowerCase(Locale.ROOT))) {
            return null;
        }
        StringBuilder known = new StringBuilder();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            String option = word.toLowerCase(Locale.ROOT);
            if (PATH_OPTIONS.contains(option) && i + 1 < words.size()) {
                known.append(words.get(++i)).append('\n');
            } else if (option.equals("-filter") || option.equals("-include") || option.equals("-exclude")) {
                return String.valueOf(WordValues.UNKNOWN); // it picks
            } else if (!word.startsWith("-")) {
                known.append(word).append('\n');
            }
        }
        return known.append(WordValues.UNKNOWN).toString();
    }
}
