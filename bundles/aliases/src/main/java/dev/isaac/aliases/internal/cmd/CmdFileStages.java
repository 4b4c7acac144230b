package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands that change files. CMD's own do more than they are asked where a name is that of a folder, so folders are told apart first. */
final class CmdFileStages {

    private CmdFileStages() {}

    static Map<String, CmdStages.Translator> all() {
        return Map.of(
                "mkdir", CmdFileStages::mkdir,
                "rmdir", CmdFileStages::rmdir,
                "rm", CmdFileStages::rm,
                "cp", CmdFileStages::cp,
                "mv", CmdFileStages::mv,
                "ln", CmdFileStages::ln,
                "touch", CmdFileStages::touch);
    }

    /** A name that is certain to be the same file: relative, or in the home folder, and without steps upwards at its end. */
    private static Value known(Call call, Value value) throws Refused {
        List<Value.Piece> pieces = new ArrayList<>(value.pieces());
        int last = pieces.size() - 1;
        boolean home = !pieces.isEmpty() && pieces.get(0) instanceof Value.Home;
        boolean plain = !pieces.isEmpty() && pieces.size() == (home ? 2 : 1) && pieces.get(last) instanceof Value.Text;
        String text = plain ? ((Value.Text) pieces.get(last)).text().replaceAll("/+$", "") : "";
        if (text.isEmpty()
                || (text.startsWith("/") != home)
                || text.matches("\\.|\\.\\.|.*/\\.\\.?|[A-Za-z]:.*|/\\.\\.(/.*)?")
                || (home && text.contains("/.."))) {
            throw Refused.operands(call.name(), value.typed() + " is not certain to be the same file");
        }
        pieces.set(last, new Value.Text(text));
        return new Value(pieces, value.typed());
    }

    /** A name that may be a variable or absolute, for what destroys nothing. */
    private static Value free(Call call, Value value) throws Refused {
        if (value.isGlob() || value.text().orElse("x").isEmpty()) {
            throw Refused.operands(call.name(), value.typed() + " is no single name");
        }
        List<Value.Piece> pieces = new ArrayList<>(value.pieces());
        int last = pieces.size() - 1;
        if (pieces.get(last) instanceof Value.Text text) {
            String cut = text.text().replaceAll("/+$", "");
            if ((cut.isEmpty() && last == 0) || cut.matches("[A-Za-z]:")) {
                throw Refused.operands(call.name(), value.typed() + " is no file of its own");
            }
            pieces.set(last, new Value.Text(cut));
        }
        return new Value(pieces, value.typed());
    }

    /** {@code "name\*"}, which exists for folders only, empty ones too. */
    private static CmdWord folderOf(CmdContext context, Value value) throws Refused {
        return context.pathInQuotes(value, "\\*");
    }

    private static CmdWord always(CmdContext context, Value value) throws Refused {
        return context.pathInQuotes(value, "");
    }

    private static void some(Call call, CmdContext context, int least) throws Refused {
        CmdStages.noInput(call, context);
        if (call.operands().size() < least) {
            throw Refused.operands(call.name(), "too few names");
        }
    }

    /** Statements one after another. */
    private static CmdStage statements(List<List<CmdWord>> all) {
        if (all.size() == 1) {
            return CmdStage.of(all.get(0)).asBlock();
        }
        List<CmdWord> words = new ArrayList<>();
        for (List<CmdWord> one : all) {
            words.addAll(CmdContext.words(words.isEmpty() ? "(" : " & ("));
            words.addAll(one);
            words.addAll(CmdContext.words(")"));
        }
        return CmdStage.of(words).asBlock();
    }

    private static CmdStage mkdir(Call call, CmdContext context) throws Refused {
        call.allow("-p");
        some(call, context, 1);
        List<List<CmdWord>> all = new ArrayList<>();
        List<CmdWord> one = CmdContext.words("md");
        for (Value operand : call.operands()) {
            Value folder = free(call, operand);
            all.add(CmdContext.words("if not exist ", folderOf(context, folder), " md ", always(context, folder)));
            one.addAll(CmdContext.words(" ", context.path(folder)));
            if (!call.has("-p") && folder.text().orElse("").indexOf('/') > 0) {
                context.notes().add("Missing parents are made too, as with mkdir -p.");
            }
        }
        List<CmdWord> made = new ArrayList<>();
        for (Value operand : call.operands()) {
            made.addAll(CmdContext.words("if exist ", folderOf(context, free(call, operand)), " "));
        }
        return call.has("-p") ? statements(all).succeedsWhere(made) : CmdStage.of(one);
    }

    private static CmdStage rmdir(Call call, CmdContext context) throws Refused {
        call.allow();
        some(call, context, 1);
        List<CmdWord> words = CmdContext.words("rd");
        for (Value operand : call.operands()) {
            words.addAll(CmdContext.words(" ", context.path(known(call, operand))));
        }
        return CmdStage.of(words);
    }

    private static CmdStage rm(Call call, CmdContext context) throws Refused {
        call.allow("-f", "-r");
        some(call, context, 1);
        boolean force = call.has("-f");
        String delete = force ? "del /f /q /a " : "del /a ";
        List<List<CmdWord>> all = new ArrayList<>();
        for (Value operand : call.operands()) {
            if (operand.isGlob()) {
                CmdMatches matches = CmdMatches.of(call, operand, context);
                all.add(
                        call.has("-r")
                                ? matches.loop(
                                        "/a",
                                        force,
                                        CmdContext.words(
                                                "if exist \"",
                                                matches.item("\\*"),
                                                "\" (rd /s /q \"",
                                                matches.item(""),
                                                "\") else " + delete + "\"",
                                                matches.item(""),
                                                "\""))
                                : matches.loop("/a-d", force, CmdContext.words(delete + "\"", matches.item(""), "\"")));
                continue;
            }
            Value file = known(call, operand);
            CmdWord name = always(context, file);
            CmdWord folder = folderOf(context, file);
            if (call.has("-r")) {
                all.add(CmdContext.words(
                        "if exist ",
                        folder,
                        " (rd /s /q ",
                        name,
                        ") else " + (force ? "if exist " : ""),
                        force ? name : new CmdWord.Fixed(""),
                        (force ? " " : "") + delete,
                        name));
            } else {
                all.add(CmdContext.words(
                        "if exist ",
                        folder,
                        " (echo rm: cannot remove a directory 1>&2) else " + (force ? "if exist " : ""),
                        force ? name : new CmdWord.Fixed(""),
                        (force ? " " : "") + delete,
                        name));
            }
        }
        List<CmdWord> gone = new ArrayList<>();
        for (Value operand : call.operands()) {
            if (operand.isGlob() || !force) {
                return statements(all);
            }
            gone.addAll(CmdContext.words("if not exist ", always(context, known(call, operand)), " "));
        }
        return statements(all).succeedsWhere(gone);
    }

    private static CmdStage cp(Call call, CmdContext context) throws Refused {
        call.allow("-r", "-a", "-p", "-f", "-v", "-i", "-n");
        some(call, context, 2);
        if (call.has("-v")) {
            context.notes().add("What is copied is not named.");
        }
        if (call.has("-i") || call.has("-n")) {
            return careful(call, context);
        }
        boolean folders = call.has("-r") || call.has("-a");
        if (call.has("-a") || call.has("-p")) {
            context.notes().add("Times are kept; owners and permissions are not.");
        }
        List<Value> operands = call.operands();
        Value last = operands.get(operands.size() - 1);
        boolean folder = last.typed().matches("\\.|\\.\\.|(\\.\\./)+(\\.\\.)?|\\./");
        Value to = folder ? last : free(call, last);
        boolean globs = operands.stream().anyMatch(Value::isGlob);
        // A slash behind the name says that it is a folder.
        boolean slash = last.typed().replaceAll("[\"']", "").endsWith("/") && !folder;
        if (operands.size() == 2 && !globs && !folder && (folders || !slash)) {
            Value from = free(call, operands.get(0));
            return folders
                    ? CmdStage.of(copyTree(from, to, context)).asBlock()
                    : CmdStage.of(copyFile(from, to, context)).asStatement();
        }
        if (folders) {
            throw Refused.operands("cp -r", "it is translated with two names");
        }
        List<List<CmdWord>> all = new ArrayList<>();
        CmdWord target = always(context, to);
        for (Value operand : operands.subList(0, operands.size() - 1)) {
            if (operand.isGlob()) {
                CmdMatches matches = CmdMatches.of(call, operand, context);
                all.add(matches.loop(
                        "/a-d", false, CmdContext.words("copy /y \"", matches.item(""), "\" ", target, " >nul")));
            } else {
                all.add(copyFile(free(call, operand), to, context));
            }
        }
        if (folder) {
            return statements(all);
        }
        return into(context, to, "cp", statements(all));
    }

    /** {@code -i} asks before a file is replaced, {@code -n} replaces none: of one file, to a name that is no folder. */
    private static CmdStage careful(Call call, CmdContext context) throws Refused {
        if (call.operands().size() != 2 || call.has("-r") || call.has("-a") || (call.has("-i") && call.has("-n"))) {
            throw Refused.operands("cp", "with -i or -n it is translated with two files");
        }
        Value from = free(call, call.operands().get(0));
        Value to = free(call, call.operands().get(1));
        CmdWord source = always(context, from);
        CmdWord target = always(context, to);
        List<CmdWord> words =
                CmdContext.words("if exist ", folderOf(context, from), " (echo cp: omitting a directory 1>&2) else ");
        if (call.has("-i")) {
            context.notes().add("The question is put in other words.");
            words.addAll(CmdContext.words("copy /-y ", source, " ", target));
            return CmdStage.of(words).asStatement();
        }
        String text = from.text().orElse("");
        if (text.isEmpty()) {
            throw Refused.operands("cp -n", from.typed() + " must be known");
        }
        List<Value.Piece> inside = new ArrayList<>(to.pieces());
        inside.add(new Value.Text("/" + text.substring(text.lastIndexOf('/') + 1)));
        CmdWord nested = always(context, new Value(inside, to.typed()));
        words.addAll(CmdContext.words(
                "if exist ",
                folderOf(context, to),
                " (if not exist ",
                nested,
                " copy ",
                source,
                " ",
                target,
                " >nul) else if not exist ",
                target,
                " copy ",
                source,
                " ",
                target,
                " >nul"));
        return CmdStage.of(words).asBlock();
    }

    /** Only where the target is a folder: CMD would join the files in one. */
    private static CmdStage into(CmdContext context, Value to, String name, CmdStage all) throws Refused {
        List<CmdWord> words = CmdContext.words("if exist ", folderOf(context, to), " (");
        words.addAll(all.words());
        words.addAll(CmdContext.words(") else echo " + name + ": the target is no directory 1>&2"));
        return CmdStage.of(words).asBlock();
    }

    private static List<CmdWord> copyFile(Value from, Value to, CmdContext context) throws Refused {
        return CmdContext.words(
                "if exist ",
                folderOf(context, from),
                " (echo cp: omitting a directory 1>&2) else copy /y ",
                always(context, from),
                " ",
                always(context, to),
                " >nul");
    }

    private static List<CmdWord> copyTree(Value from, Value to, CmdContext context) throws Refused {
        String text = from.text().orElse("");
        String name = text.substring(text.lastIndexOf('/') + 1);
        if (name.isEmpty() || name.matches("\\.\\.?")) {
            throw Refused.operands("cp -r", from.typed() + " must be known by its name");
        }
        List<Value.Piece> nested = new ArrayList<>(to.pieces());
        nested.add(new Value.Text("/" + name));
        return CmdContext.words(
                "if exist ",
                folderOf(context, from),
                " (if exist ",
                folderOf(context, to),
                " (xcopy /e /i /h /y ",
                always(context, from),
                " ",
                always(context, new Value(nested, to.typed())),
                " >nul) else xcopy /e /i /h /y ",
                always(context, from),
                " ",
                always(context, to),
                " >nul) else copy /y ",
                always(context, from),
                " ",
                always(context, to),
                " >nul");
    }

    private static CmdStage mv(Call call, CmdContext context) throws Refused {
        call.allow("-f");
        some(call, context, 2);
        List<Value> operands = call.operands();
        Value last = operands.get(operands.size() - 1);
        boolean folder = last.typed().matches("\\.|\\.\\.|(\\.\\./)+(\\.\\.)?|\\./");
        Value to = folder ? last : known(call, last);
        boolean globs = operands.stream().anyMatch(Value::isGlob);
        boolean slash = last.typed().replaceAll("[\"']", "").endsWith("/") && !folder;
        if (operands.size() == 2 && !globs && !slash) {
            return CmdStage.of(CmdContext.words(
                    "move /y ", context.path(known(call, operands.get(0))), " ", context.path(to), " >nul"));
        }
        if (operands.size() == 2 && !globs) {
            // A slash behind the name says that it is a folder, or becomes one.
            Value from = known(call, operands.get(0));
            List<CmdWord> move = CmdContext.words("move /y ", always(context, from), " ", always(context, to), " >nul");
            List<CmdWord> words = CmdContext.words("if exist ", folderOf(context, to), " (");
            words.addAll(move);
            words.addAll(CmdContext.words(" ) else if exist ", folderOf(context, from), " ("));
            words.addAll(move);
            words.addAll(CmdContext.words(" ) else echo mv: the target is no directory 1>&2"));
            return CmdStage.of(words).asBlock();
        }
        List<List<CmdWord>> all = new ArrayList<>();
        for (Value operand : operands.subList(0, operands.size() - 1)) {
            if (operand.isGlob()) {
                CmdMatches matches = CmdMatches.of(call, operand, context);
                all.add(matches.loop(
                        "/a",
                        false,
                        CmdContext.words("move /y \"", matches.item(""), "\" ", always(context, to), " >nul")));
            } else {
                all.add(CmdContext.words(
                        "move /y ", always(context, known(call, operand)), " ", always(context, to), " >nul"));
            }
        }
        return folder ? statements(all) : into(context, to, "mv", statements(all));
    }

    private static CmdStage ln(Call call, CmdContext context) throws Refused {
        call.allow("-s", "-f", "-n", "-v");
        some(call, context, 1);
        if (call.operands().size() > 2) {
            throw Refused.operands("ln", "it is translated with one link");
        }
        Value to = free(call, call.operands().get(0));
        String text = to.text().orElse("");
        if (call.operands().size() == 1 && !text.matches(".*[^/.].*")) {
            throw Refused.operands("ln", "the name of the link must be known");
        }
        Value link = call.operands().size() == 2
                ? free(call, call.operands().get(1))
                : Value.of(text.substring(text.lastIndexOf('/') + 1));
        if (link.typed().matches("\\.\\.?(/.*)?")) {
            throw Refused.operands("ln", "a link in another folder");
        }
        context.notes().add("Where the name of the link is taken by a folder, the link is not made in it.");
        if (call.has("-v")) {
            context.notes().add("The link is not named.");
        }
        CmdWord name = always(context, link);
        CmdWord target = always(context, to);
        List<CmdWord> words = new ArrayList<>();
        if (call.has("-f")) {
            words.addAll(CmdContext.words(
                    "if exist ",
                    folderOf(context, link),
                    " (echo ln: the name is that of a folder 1>&2) else ((if exist ",
                    name,
                    " del /f /q /a ",
                    name,
                    ") & "));
        }
        if (!call.has("-s")) {
            words.addAll(CmdContext.words("mklink /h ", name, " ", target, " >nul"));
        } else {
            context.notes().add("It needs the right to make links, or the developer mode.");
            boolean absolute = text.startsWith("/") || text.isEmpty();
            if (!absolute && link.text().orElse("/").indexOf('/') >= 0) {
                throw Refused.operands("ln -s", "whether the target is a folder is told only from beside the link");
            }
            words.addAll(CmdContext.words(
                    "if exist ",
                    folderOf(context, to),
                    " (mklink /d ",
                    name,
                    " ",
                    target,
                    " >nul) else mklink ",
                    name,
                    " ",
                    target,
                    " >nul"));
        }
        words.addAll(CmdContext.words(call.has("-f") ? ")" : ""));
        CmdStage stage = CmdStage.of(words);
        return call.has("-s") || call.has("-f") ? stage.asBlock() : stage;
    }

    private static CmdStage touch(Call call, CmdContext context) throws Refused {
        call.allow();
        some(call, context, 1);
        context.notes().add("The time of a file that exists stays as it is.");
        if (call.operands().size() == 1) {
            return CmdStage.of(CmdContext.words(
                    "type nul >> ", context.path(free(call, call.operands().get(0)))));
        }
        List<CmdWord> words = new ArrayList<>();
        for (Value operand : call.operands()) {
            words.addAll(
                    CmdContext.words(words.isEmpty() ? "" : " & ", "type nul >> ", context.path(free(call, operand))));
        }
        return CmdStage.of(words).asBlock();
    }
}
