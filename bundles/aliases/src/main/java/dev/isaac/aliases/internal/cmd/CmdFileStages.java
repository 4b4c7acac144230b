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
                "touch", CmdFileStages::touch);
    }

    private static Value one(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        if (call.operands().size() != 1 || call.operands().get(0).isGlob()) {
            throw Refused.operands(call.name(), "it is translated with one name");
        }
        return call.operands().get(0);
    }

    private static Value known(Call call, Value value) throws Refused {
        String text = value.text().orElse("");
        if (text.isEmpty()
                || text.startsWith("/")
                || text.replaceAll("/+$", "").matches("|\\.|\\.\\.|.*/\\.\\.?|[A-Za-z]:.*")) {
            throw Refused.operands(call.name(), value.typed() + " is not certain to be the same file");
        }
        return Value.of(text.replaceAll("/+$", ""));
    }

    private static CmdStage mkdir(Call call, CmdContext context) throws Refused {
        call.allow("-p");
        Value folder = known(call, one(call, context));
        if (call.has("-p")) {
            return CmdStage.of(
                            context.words("if not exist ", folderOf(context, folder), " md ", always(context, folder)))
                    .asBlock();
        }
        if (folder.text().orElse("").indexOf('/') >= 0) {
            context.notes().add("Missing parents are made too, as with mkdir -p.");
        }
        return CmdStage.of(context.words("md ", context.path(folder)));
    }

    /** {@code "name\*"}, which exists for folders only, empty ones too. */
    private static CmdWord folderOf(CmdContext context, Value value) throws Refused {
        return quotes(context, value, "\\*");
    }

    private static CmdWord always(CmdContext context, Value value) throws Refused {
        return quotes(context, value, "");
    }

    private static CmdWord quotes(CmdContext context, Value value, String suffix) throws Refused {
        CmdWord.Quoted quoted = (CmdWord.Quoted) context.path(value, suffix);
        List<CmdWord.Part> parts = new ArrayList<>(quoted.parts());
        // Nothing is lost by quotes that are not needed, and they keep the parts of a condition apart.
        if (parts.size() == 1
                && parts.get(0) instanceof CmdWord.Text text
                && text.text().matches("[A-Za-z0-9_.*\\\\-]+")) {
            return new CmdWord.Fixed("\"" + text.text() + "\"");
        }
        return quoted;
    }

    private static CmdStage rmdir(Call call, CmdContext context) throws Refused {
        call.allow();
        return CmdStage.of(context.words("rd ", context.path(known(call, one(call, context)))));
    }

    private static CmdStage rm(Call call, CmdContext context) throws Refused {
        call.allow("-f", "-r");
        Value file = known(call, one(call, context));
        boolean force = call.has("-f");
        CmdWord name = always(context, file);
        CmdWord folder = folderOf(context, file);
        String delete = force ? "del /f /q /a " : "del /a ";
        if (call.has("-r")) {
            return CmdStage.of(
                            force
                                    ? context.words(
                                            "if exist ",
                                            folder,
                                            " (rd /s /q ",
                                            name,
                                            ") else if exist ",
                                            name,
                                            " " + delete,
                                            name)
                                    : context.words("if exist ", folder, " (rd /s /q ", name, ") else " + delete, name))
                    .asBlock();
        }
        return CmdStage.of(context.words(
                        "if exist ",
                        folder,
                        " (echo rm: cannot remove a directory 1>&2) else " + (force ? "if exist " : ""),
                        force ? name : new CmdWord.Fixed(""),
                        (force ? " " : "") + delete,
                        name))
                .asBlock();
    }

    private static CmdStage cp(Call call, CmdContext context) throws Refused {
        call.allow("-r");
        CmdStages.noInput(call, context);
        if (call.operands().size() != 2) {
            throw Refused.operands("cp", "it is translated with two names");
        }
        Value from = known(call, call.operands().get(0));
        Value to = known(call, call.operands().get(1));
        if (call.has("-r")) {
            String text = from.text().orElse("");
            Value nested = Value.of(to.text().orElse("") + "/" + text.substring(text.lastIndexOf('/') + 1));
            return CmdStage.of(context.words(
                            "if exist ",
                            folderOf(context, from),
                            " (if exist ",
                            folderOf(context, to),
                            " (xcopy /e /i /h /y ",
                            always(context, from),
                            " ",
                            always(context, nested),
                            " >nul) else xcopy /e /i /h /y ",
                            always(context, from),
                            " ",
                            always(context, to),
                            " >nul) else copy /y ",
                            always(context, from),
                            " ",
                            always(context, to),
                            " >nul"))
                    .asBlock();
        }
        return CmdStage.of(context.words(
                        "if exist ",
                        folderOf(context, from),
                        " (echo cp: omitting a directory 1>&2) else copy /y ",
                        always(context, from),
                        " ",
                        always(context, to),
                        " >nul"))
                .asBlock();
    }

    private static CmdStage mv(Call call, CmdContext context) throws Refused {
        call.allow("-f");
        CmdStages.noInput(call, context);
        if (call.operands().size() != 2) {
            throw Refused.operands("mv", "it is translated with two names");
        }
        return CmdStage.of(context.words(
                "move /y ",
                context.path(known(call, call.operands().get(0))),
                " ",
                context.path(known(call, call.operands().get(1))),
                " >nul"));
    }

    private static CmdStage touch(Call call, CmdContext context) throws Refused {
        call.allow();
        context.notes().add("The time of a file that exists stays as it is.");
        return CmdStage.of(context.words("type nul >> ", context.path(known(call, one(call, context)))));
    }
}
