package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code find} as {@code dir /s /b}, {@code forfiles}, or a loop over them. What it deletes is chosen by {@code findstr}, because
 * {@code dir} ignores case and looks at short names too.
 */
final class CmdFind {

    private static final Pattern SIZE = Pattern.compile("([+-]?)([0-9]{1,9})([ckMG]?)");
    private static final String OTHER_NAMES =
            "Case is ignored in names, and longer extensions match by their short names.";

    private final List<Value> words;
    private final CmdContext context;
    private final List<Value> folders = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> filters = new ArrayList<>();
    private final List<String> sizes = new ArrayList<>();
    private String type = "";
    private boolean ignoresCase;
    private boolean flat;
    private boolean empty;
    private boolean delete;
    private boolean globs;
    private Optional<String> older = Optional.empty();
    private List<Value> exec = List.of();

    private CmdFind(List<Value> words, CmdContext context) {
        this.words = words;
        this.context = context;
    }

    static CmdStage translate(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        CmdFind find = new CmdFind(call.operands(), context);
        find.read();
        return find.write();
    }

    private static Refused refused(String what) {
        return new Refused("alias.find", "find " + what + " has no faithful translation for CMD.");
    }

    private void read() throws Refused {
        int at = 0;
        while (at < words.size() && !words.get(at).start().matches("(?s)[-(!].*")) {
            folders.add(words.get(at++));
        }
        boolean either = false;
        for (; at < words.size(); at++) {
            String text = words.get(at).text().orElse("");
            if (text.equals("-o") || text.equals("-or")) {
                either = true;
                if (names.isEmpty()
                        || at + 1 >= words.size()
                        || !words.get(at + 1).text().orElse("").matches("-i?name")) {
                    throw refused("with this -o");
                }
            } else if (!text.matches("[()]|-a|-and|-print|-depth|-prune")) {
                // What stands between alternatives without parentheses belongs to one of them only.
                boolean name = text.matches("-i?name");
                if (either && !name && names.size() > 1 && !grouped()) {
                    throw refused("with this -o");
                }
                at = primary(text, at);
            }
        }
        if (either && !type.isEmpty() && !grouped()) {
            throw refused("with this -o");
        }
    }

    private boolean grouped() {
        return words.stream().anyMatch(w -> w.text().orElse("").equals("("));
    }

    private Value value(int at) throws Refused {
        if (at + 1 >= words.size()) {
            throw refused(words.get(at).typed() + " without a value");
        }
        return words.get(at + 1);
    }

    private int primary(String text, int at) throws Refused {
        switch (text) {
            case "-name", "-iname" -> name(text.equals("-iname"), value(at));
            case "!", "-not" -> {
                return negated(at + 1);
            }
            case "-type" -> {
                type = value(at).text().orElse("");
                if (!type.matches("[fd]")) {
                    throw refused("-type " + type);
                }
            }
            case "-maxdepth" -> {
                if (!value(at).text().orElse("").equals("1")) {
                    throw refused("-maxdepth " + value(at).typed());
                }
                flat = true;
            }
            case "-mindepth" -> {
                if (!value(at).text().orElse("").equals("1")) {
                    throw refused("-mindepth " + value(at).typed());
                }
            }
            case "-size" -> size(value(at).text().orElse(""));
            case "-mtime" -> {
                String days = value(at).text().orElse("");
                if (!days.matches("\\+[0-9]{1,4}")) {
                    throw refused("-mtime " + value(at).typed());
                }
                older = Optional.of(Integer.toString(Integer.parseInt(days.substring(1)) + 1));
            }
            case "-empty" -> {
                empty = true;
                return at;
            }
            case "-delete" -> {
                delete = true;
                return at;
            }
            case "-exec" -> {
                int end = at + 1;
                while (end < words.size() && !words.get(end).text().orElse("").matches("[;+]")) {
                    end++;
                }
                if (!exec.isEmpty() || end >= words.size() || end == at + 1 || end + 1 < words.size()) {
                    throw refused("-exec with something behind it");
                }
                exec = words.subList(at + 1, end);
                return end;
            }
            default -> throw refused(text.isEmpty() ? words.get(at).typed() : text);
        }
        return at + 1;
    }

    private void name(boolean ignoreCase, Value value) throws Refused {
        String name = CmdContext.patternText(value).orElse("");
        if (!name.matches("[A-Za-z0-9_.*?~+#@ -]+") || (!names.isEmpty() && ignoresCase != ignoreCase)) {
            throw refused("-name " + value.typed());
        }
        globs |= value.isGlob();
        ignoresCase = ignoreCase;
        names.add(name);
    }

    /** {@code ! -name '*.x'} and {@code ! -path '*}{@code /x/*'}. */
    private int negated(int at) throws Refused {
        String test = at < words.size() ? words.get(at).text().orElse("") : "";
        String pattern = test.isEmpty() ? "" : CmdContext.patternText(value(at)).orElse("");
        if (test.matches("-i?name") && pattern.matches("\\*?[A-Za-z0-9_.~-]+")) {
            filters.add(" | findstr /v" + (test.equals("-iname") ? " /i" : "") + suffix(pattern));
        } else if (test.equals("-path") && pattern.matches("(\\*|\\.)/[A-Za-z0-9_.-]+/\\*")) {
            if (!pattern.startsWith("*")) {
                context.notes().add("Folders of that name are left out wherever they are.");
            }
            filters.add(" | findstr /v /l /c:\"\\\\" + pattern.replaceAll("^.*?/|/\\*$", "") + "\\\\\"");
        } else {
            throw refused("! " + test + " " + pattern);
        }
        return at + 1;
    }

    /** The options of findstr for paths that end with a name, or with the end of a name. */
    private static String suffix(String pattern) {
        return " /e /l /c:\"" + (pattern.startsWith("*") ? pattern.substring(1) : "\\\\" + pattern) + "\"";
    }

    private void size(String text) throws Refused {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw refused("-size " + text);
        }
        long unit =
                switch (size.group(3)) {
                    case "c" -> 1;
                    case "k" -> 1024;
                    case "M" -> 1024 * 1024;
                    case "G" -> 1024 * 1024 * 1024;
                    default -> 512;
                };
        long count = Long.parseLong(size.group(2));
        // Sizes are rounded up to whole units before they are compared.
        long most = count * unit;
        long least = (count - 1) * unit;
        if (most >= Integer.MAX_VALUE) {
            throw refused("-size " + text + ", which is more than CMD can compare,");
        }
        switch (size.group(1)) {
            case "+" -> sizes.add("gtr " + most);
            case "-" -> {
                if (count < 1) {
                    throw refused("-size " + text);
                }
                sizes.add("leq " + least);
            }
            default -> {
                if (count == 0) {
                    sizes.add("equ 0");
                } else {
                    sizes.add("gtr " + least);
                    sizes.add("leq " + most);
                }
            }
        }
    }

    private CmdStage write() throws Refused {
        boolean prunes = words.stream().anyMatch(w -> w.text().orElse("").equals("-prune"));
        if (prunes
                && !(type.equals("d") && !exec.isEmpty() && exec.get(0).text().equals(Optional.of("rm")))) {
            throw refused("-prune other than before rm -r");
        }
        if (globs) {
            context.notes().add("The pattern is taken for find's own, though it is not quoted.");
        }
        if (empty && type.equals("f")) {
            sizes.add("equ 0");
        } else if (empty && (!delete || !type.equals("d") || !names.isEmpty() || !filters.isEmpty() || flat)) {
            throw refused("-empty without -type f, or -type d with -delete");
        }
        if (older.isPresent()) {
            return byAge();
        }
        if (delete) {
            return empty && type.equals("d") ? emptyFolders() : deletion(List.of());
        }
        if (!exec.isEmpty()) {
            return execution();
        }
        if (!sizes.isEmpty()) {
            return CmdStage.loop(
                    listing(true), CmdStage.Loop.lines(body(CmdContext.words("echo ", new CmdWord.Loop("i")))));
        }
        return CmdStage.of(listing(false)).withoutStatus();
    }

    /** {@code dir} over all folders and names. */
    private List<CmdWord> listing(boolean loop) throws Refused {
        tell();
        String kind = type.equals("f") || !sizes.isEmpty() ? "/a-d" : type.equals("d") ? "/ad" : "/a";
        return dir(kind, loop);
    }

    private void tell() {
        context.notes().add(flat ? "Names come without their folder." : "Paths are absolute.");
        if (!names.isEmpty()) {
            context.notes().add(OTHER_NAMES);
        } else if (!type.equals("f")) {
            context.notes().add("The folder itself is not listed.");
        }
    }

    private List<CmdWord> dir(String kind, boolean quiet) throws Refused {
        List<CmdWord> all = CmdContext.words("dir " + (flat ? "" : "/s ") + "/b " + kind);
        for (Value folder : folders.isEmpty() ? List.of(Value.of(".")) : folders) {
            if (folder.isGlob()) {
                throw refused(folder.typed());
            }
            boolean here = folder.text().orElse("").matches("\\./?");
            if (names.isEmpty() && !here) {
                all.addAll(CmdContext.words(" ", context.path(folder)));
            }
            for (String name : names) {
                all.addAll(CmdContext.words(
                        " ",
                        !here
                                ? context.pathIn(folder, name)
                                : new CmdWord.Fixed(name.indexOf(' ') >= 0 ? "\"" + name + "\"" : name)));
            }
        }
        all.addAll(CmdContext.words(quiet ? " 2>nul" : ""));
        filters.forEach(filter -> all.addAll(CmdContext.words(filter)));
        return all;
    }

    private List<CmdWord> body(List<CmdWord> last) {
        List<CmdWord> all = new ArrayList<>();
        for (String size : sizes) {
            all.addAll(CmdContext.words("if ", new CmdWord.Loop("~zi"), " " + size + " "));
        }
        all.addAll(last);
        return all;
    }

    /** {@code forfiles}, which knows days of the calendar. */
    private CmdStage byAge() throws Refused {
        if (delete
                || !exec.isEmpty()
                || !sizes.isEmpty()
                || !filters.isEmpty()
                || names.size() > 1
                || folders.size() > 1) {
            throw refused("-mtime with this");
        }
        context.notes().add("Days are those of the calendar, and paths come absolute and in quotes.");
        List<CmdWord> all = CmdContext.words("forfiles");
        if (!folders.isEmpty() && !folders.get(0).text().orElse("").matches("\\./?")) {
            all.addAll(CmdContext.words(" /p ", context.path(folders.get(0))));
        }
        all.addAll(CmdContext.words(flat ? "" : " /s"));
        if (!names.isEmpty()) {
            context.notes().add(OTHER_NAMES);
            all.addAll(CmdContext.words(" /m ", context.quoted(Value.of(names.get(0)))));
        }
        String kind = type.isEmpty() ? "" : "if @isdir==" + (type.equals("f") ? "FALSE" : "TRUE") + " ";
        all.addAll(CmdContext.words(" /d -" + older.orElseThrow() + " /c \"cmd /c " + kind + "echo @path\""));
        return CmdStage.of(all).withoutStatus();
    }

    private CmdStage emptyFolders() throws Refused {
        List<CmdWord> all = dir("/ad", true);
        all.addAll(CmdContext.words(" | sort /r"));
        // A folder that holds something is not removed, and the deepest come first.
        return CmdStage.loop(all, CmdStage.Loop.lines(CmdContext.words("rd \"", new CmdWord.Loop("i"), "\" 2>nul")));
    }

    /** What is deleted: files of exactly these names; folders with all in them where {@code options} say so. */
    private CmdStage deletion(List<String> options) throws Refused {
        if (names.size() != 1 || !names.get(0).matches("\\*?[A-Za-z0-9_.~-]+") || flat) {
            throw refused("that deletes without one plain name, or the end of one");
        }
        String name = " | findstr" + (ignoresCase ? " /i" : "") + suffix(names.get(0));
        if (delete && type.isEmpty() && sizes.isEmpty()) {
            return both(name);
        }
        // rm without -r leaves folders alone.
        boolean files = type.equals("f") || (type.isEmpty() && !delete && !options.contains("-r"));
        if (files) {
            List<CmdWord> all = dir("/a-d", true);
            all.addAll(CmdContext.words(name));
            String force = delete || options.contains("-f") ? "del /f /q /a \"" : "del /a \"";
            return CmdStage.loop(all, CmdStage.Loop.lines(body(CmdContext.words(force, new CmdWord.Loop("i"), "\""))));
        }
        if (type.equals("d") && options.contains("-r") && sizes.isEmpty()) {
            List<CmdWord> all = dir("/ad", true);
            all.addAll(CmdContext.words(name));
            return CmdStage.loop(
                    all, CmdStage.Loop.lines(CmdContext.words("rd /s /q \"", new CmdWord.Loop("i"), "\"")));
        }
        throw refused("that deletes without -type f, or -type d and rm -r");
    }

    /** {@code -delete} of files and of empty folders, the deepest first. */
    private CmdStage both(String name) throws Refused {
        List<CmdWord> all = CmdContext.words("(");
        all.addAll(escapedLoop("/a-d", name, "del /f /q /a \""));
        all.addAll(CmdContext.words(") & ("));
        all.addAll(escapedLoop("/ad", name + " | sort /r", "rd \""));
        all.addAll(CmdContext.words(")"));
        return CmdStage.of(all).asBlock();
    }

    private List<CmdWord> escapedLoop(String kind, String filter, String command) throws Refused {
        List<CmdWord> all = CmdContext.words("for /f \"eol=: delims=\" ", new CmdWord.Loop("i"), " in ('");
        all.addAll(dir(kind, false));
        all.addAll(CmdContext.words(
                " 2^>nul" + filter.replace("|", "^|") + "') do @" + command, new CmdWord.Loop("i"), "\""));
        return all;
    }

    private CmdStage execution() throws Refused {
        String command = exec.get(0).text().orElse("");
        if (command.equals("rm")) {
            List<String> options = new ArrayList<>();
            int item = 0;
            for (Value word : exec.subList(1, exec.size())) {
                String text = word.text().orElse("");
                if (text.equals("{}")) {
                    item++;
                } else if (text.matches("-[rRf]+")) {
                    options.add(text.matches(".*[rR].*") ? "-r" : "-f");
                    options.add(text.indexOf('f') >= 0 ? "-f" : "-r");
                } else if (!text.equals("--")) {
                    throw refused("-exec rm " + word.typed());
                }
            }
            if (item != 1) {
                throw refused("-exec rm");
            }
            return deletion(options);
        }
        Optional<CmdStage> search = search(command);
        if (search.isPresent()) {
            return search.get();
        }
        List<Value> nested = new ArrayList<>();
        int items = 0;
        for (Value word : exec) {
            if (word.text().equals(Optional.of("{}"))) {
                nested.add(new Value(List.of(new Value.Item("i")), "{}"));
                items++;
            } else if (word.text().orElse("{}").contains("{}")) {
                throw refused("-exec with " + word.typed());
            } else {
                nested.add(word);
            }
        }
        if (items < 1) {
            throw refused("-exec without {}");
        }
        CmdStage stage = context.scope().nested(nested);
        return CmdStage.loop(listing(true), CmdStage.Loop.lines(body(stage.words())));
    }

    /** {@code -exec grep … {} \;}, which findstr does alone. */
    private Optional<CmdStage> search(String command) throws Refused {
        boolean last = exec.get(exec.size() - 1).text().equals(Optional.of("{}"));
        if (!command.equals("grep") || !last || !sizes.isEmpty() || !filters.isEmpty() || flat || type.equals("d")) {
            return Optional.empty();
        }
        List<Value> grep = new ArrayList<>(List.of(exec.get(0), Value.of("-r")));
        names.forEach(name -> grep.add(Value.of("--include=" + name)));
        grep.addAll(exec.subList(1, exec.size() - 1));
        grep.addAll(folders.isEmpty() ? List.of(Value.of(".")) : folders);
        context.notes().add("The name of the file stands before each line.");
        if (!names.isEmpty()) {
            context.notes().add(OTHER_NAMES);
        }
        return Optional.of(context.scope().nested(grep));
    }
}
