package dev.isaac.aliases.internal.posix;

import dev.isaac.aliases.internal.data.Entry;
import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.OptionParser;
import dev.isaac.aliases.internal.shell.Value;
import dev.isaac.aliases.internal.shell.Values;
import dev.isaac.command.line.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is typed on Linux, for macOS: the same where it is known to be, else another command, else a refusal. */
final class MacRules {

    /** Programs that macOS alone has. */
    static final Set<String> MAC_ONLY = Set.of(
            "launchctl",
            "diskutil",
            "defaults",
            "dscl",
            "osascript",
            "softwareupdate",
            "networksetup",
            "scutil",
            "mdfind",
            "hdiutil",
            "system_profiler",
            "caffeinate",
            "ditto",
            "plutil",
            "codesign",
            "xcode-select",
            "xcrun",
            "pbcopy",
            "pbpaste",
            "sw_vers",
            "vm_stat");

    /** Programs of macOS that other systems may have too. */
    static final Set<String> AT_HOME = Set.of("brew", "open", "shasum", "log", "kextstat", "dscacheutil", "md5");

    /** Words without options, and what they become. */
    private static final Map<String, List<String>> WHOLE = Map.ofEntries(
            Map.entry("free", List.of("vm_stat")),
            Map.entry("free -h", List.of("vm_stat")),
            Map.entry("free -m", List.of("vm_stat")),
            Map.entry("ip a", List.of("ifconfig")),
            Map.entry("ip addr", List.of("ifconfig")),
            Map.entry("ip addr show", List.of("ifconfig")),
            Map.entry("ip r", List.of("netstat", "-rn")),
            Map.entry("ip route", List.of("netstat", "-rn")),
            Map.entry("ip route show", List.of("netstat", "-rn")),
            Map.entry("ip neigh", List.of("arp", "-a")),
            Map.entry("ss", List.of("netstat", "-an")),
            Map.entry("ss -tulpn", List.of("lsof", "-nP", "-i")),
            Map.entry("netstat -tulpn", List.of("lsof", "-nP", "-i")),
            Map.entry("lscpu", List.of("sysctl", "machdep.cpu")),
            Map.entry("lsblk", List.of("diskutil", "list")));

    private static final Map<String, String> EXACT = Map.of(
            "nproc", "sysctl -n hw.ncpu",
            "xclip -selection clipboard", "pbcopy",
            "xclip -sel clip", "pbcopy",
            "xclip -selection clipboard -o", "pbpaste");

    private static final Set<String> FIND = Set.of(
            "-name",
            "-iname",
            "-path",
            "-ipath",
            "-type",
            "-empty",
            "-size",
            "-mtime",
            "-atime",
            "-ctime",
            "-mmin",
            "-amin",
            "-cmin",
            "-newer",
            "-maxdepth",
            "-mindepth",
            "-print",
            "-print0",
            "-delete",
            "-exec",
            "-ok",
            "-prune",
            "-depth",
            "-o",
            "-or",
            "-a",
            "-and",
            "-not",
            "!",
            "(",
            ")",
            "-user",
            "-group",
            "-links",
            "-perm",
            "-inum",
            "-L",
            "-H",
            "-P",
            "-xdev");

    private final Notes notes;

    MacRules(Notes notes) {
        this.notes = notes;
    }

    static List<Word> literals(String... words) {
        return Arrays.stream(words).map(Word::literal).toList();
    }

    List<Word> translate(String name, List<Word> words, Optional<Entry> entry) throws Refused {
        StringBuilder line = new StringBuilder();
        for (Word word : words) {
            line.append(line.isEmpty() ? "" : " ").append(word.literalValue().orElse("\0"));
        }
        String all = line.toString();
        if (WHOLE.containsKey(all)) {
            notes.add("It shows other fields.");
            return WHOLE.getOrDefault(all, List.of()).stream()
                    .map(Word::literal)
                    .toList();
        }
        if (EXACT.containsKey(all)) {
            return literals(EXACT.getOrDefault(all, "").split(" "));
        }
        Optional<List<Word>> other = renamed(name, words);
        if (other.isPresent()) {
            return other.get();
        }
        if (entry.isEmpty() || entry.get().macos().isEmpty()) {
            throw Refused.unmapped(name, "macOS");
        }
        if (entry.get().raw()) {
            raw(name, words);
            return name.equals("find") ? find(words) : words;
        }
        List<Value> values = new ArrayList<>();
        for (Word word : words.subList(1, words.size())) {
            values.addAll(lenient(word));
        }
        Call call = new OptionParser(
                        name,
                        entry.get().options(),
                        entry.get().number().orElse(null),
                        entry.get().operandsEnd())
                .parse(values);
        for (String option : call.names()) {
            if (entry.get().macos().orElseThrow().stream()
                    .noneMatch(m -> m.equals(option) || spelt(entry.get(), option, m))) {
                throw Refused.option(name + " of macOS", option);
            }
        }
        for (Value value : values) {
            // GNU has long names, macOS has letters.
            if (value.start().matches("--[a-z].*") && !value.start().matches("--(color|include|exclude).*")) {
                throw Refused.option(name + " of macOS", value.typed());
            }
        }
        return checked(name, words, call);
    }

    private static boolean spelt(Entry entry, String option, String spelling) {
        return entry.options().stream()
                .anyMatch(o -> o.name().equals(option) && o.spellings().contains(spelling));
    }

    /** Values for the sake of options: what is expanded is an operand. */
    private static List<Value> lenient(Word word) {
        try {
            return Values.of(List.of(word));
        } catch (Refused refused) {
            return List.of(new Value(List.of(new Value.Variable("x", true)), word.text()));
        }
    }

    private Optional<List<Word>> renamed(String name, List<Word> words) {
        List<Word> rest = words.subList(1, words.size());
        boolean plain = rest.stream().noneMatch(w -> w.text().startsWith("-")) && !rest.isEmpty();
        String[] to;
        switch (name) {
            case "sha1sum" -> to = new String[] {"shasum", "-a", "1"};
            case "sha256sum" -> to = new String[] {"shasum", "-a", "256"};
            case "sha512sum" -> to = new String[] {"shasum", "-a", "512"};
            case "tac" -> to = new String[] {"tail", "-r"};
            case "xdg-open" -> to = new String[] {"open"};
            default -> {
                return Optional.empty();
            }
        }
        if (!plain || (name.equals("tac") && rest.size() != 1)) {
            return Optional.empty();
        }
        List<Word> all = new ArrayList<>(literals(to));
        all.addAll(rest);
        return Optional.of(all);
    }

    private static void raw(String name, List<Word> words) throws Refused {
        for (Word word : words.subList(1, words.size())) {
            String text = word.literalValue().orElse("");
            boolean unknown =
                    switch (name) {
                        case "tar" ->
                            text.matches("--(?!strip-components|exclude).*")
                                    || text.matches("-[a-zA-Z]*[IUWgGA][a-zA-Z]*");
                        case "find" ->
                            text.matches("-[A-Za-z].*") && !FIND.contains(text) && !text.matches("-[0-9]+[a-zA-Z]?");
                        case "ps" -> text.matches("--.*|-[a-zA-Z]*[CF].*");
                        case "rsync" ->
                            text.matches("--(?!archive|verbose|progress|delete|exclude|include|dry-run|recursive).*");
                        default -> false;
                    };
            if (unknown) {
                throw Refused.option(name + " of macOS", text);
            }
        }
    }

    /** The find of macOS wants a folder. */
    private static List<Word> find(List<Word> words) throws Refused {
        for (int i = 1; i < words.size(); i++) {
            String text = words.get(i).literalValue().orElse("");
            if (text.equals("-size")
                    && i + 1 < words.size()
                    && words.get(i + 1).literalValue().orElse("").matches(".*[bw]")) {
                throw Refused.option(
                        "find of macOS", "-size " + words.get(i + 1).text());
            }
        }
        boolean folder =
                words.size() > 1 && !words.get(1).literalValue().orElse("x").matches("-[a-zA-Z].*|!|\\(");
        if (folder) {
            return words;
        }
        List<Word> all = new ArrayList<>(words);
        all.add(1, Word.literal("."));
        return all;
    }

    private List<Word> checked(String name, List<Word> words, Call call) throws Refused {
        if (name.equals("sed") || name.equals("grep") || name.equals("egrep")) {
            for (Word word : words.subList(1, words.size())) {
                String text = word.literalValue().orElse("");
                if (text.matches("(?s).*\\\\[a-zA-Z+?|<>'`].*")
                        || (name.equals("sed") && text.matches("(?s).*[^\\\\]/[gp0-9]*[IeMw].*"))) {
                    throw new Refused("alias.regex", name + ": " + word.text() + " means something else to macOS.");
                }
            }
        }
        boolean gnu =
                switch (name) {
                    case "head" -> call.text("-n").orElse("").startsWith("-");
                    case "date" ->
                        call.operands().stream()
                                        .anyMatch(v -> v.text().orElse("%N").matches(".*%[-_0^#NP:].*"))
                                || call.operands().stream()
                                        .anyMatch(v -> !v.start().startsWith("+"));
                    default -> false;
                };
        if (gnu) {
            throw Refused.operands(name + " of macOS", "a form that GNU alone has");
        }
        if (name.equals("wc")) {
            notes.add("Numbers are padded with blanks.");
        }
        if (!name.equals("sed")) {
            return words;
        }
        // The name of this option that both know.
        List<Word> all = new ArrayList<>();
        for (Word word : words) {
            all.add(word.literalValue().equals(Optional.of("-r")) ? Word.literal("-E") : word);
        }
        return all;
    }
}
