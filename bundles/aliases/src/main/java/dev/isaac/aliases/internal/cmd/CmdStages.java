package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Programs and processes in CMD, and what all translators share. */
final class CmdStages {

    /** Translates one command. */
    interface Translator {
        CmdStage translate(Call call, CmdContext context) throws Refused;
    }

    private static final Set<String> ALL_PROCESSES =
            Set.of("", " aux", " -aux", " -ef", " -e", " -A", " ax", " -ax", " -f", " -m");

    private CmdStages() {}

    static Map<String, Translator> all() {
        return Map.of(
                "ps", CmdStages::ps,
                "pgrep", CmdStages::pgrep,
                "kill", CmdStages::kill,
                "killall", CmdStages::killall,
                "top", CmdStages::top,
                "program", CmdStages::program,
                "tar", CmdStages::tar,
                "unzip", CmdStages::unzip,
                "zip", CmdStages::zip);
    }

    static void noInput(Call call, CmdContext context) throws Refused {
        if (context.piped()) {
            throw Refused.operands(call.name(), "it would not read what comes through the pipe");
        }
    }

    private static CmdStage ps(Call call, CmdContext context) throws Refused {
        noInput(call, context);
        StringBuilder all = new StringBuilder();
        call.operands().forEach(value -> all.append(' ').append(value.text().orElse("$")));
        String options = all.toString();
        context.notes().add("The columns are other ones.");
        if (ALL_PROCESSES.contains(options)) {
            return CmdStage.of(CmdContext.words("tasklist /v"));
        }
        if (options.matches(" -(f )?-?p [1-9][0-9]*| -fp [1-9][0-9]*| -p [1-9][0-9]*")) {
            String id = options.substring(options.lastIndexOf(' ') + 1);
            return CmdStage.of(CmdContext.words("tasklist /v /fi \"PID eq " + id + "\""))
                    .withoutStatus();
        }
        if (options.matches(" -f?[uU] [a-z][a-z0-9_-]*")) {
            String user = options.substring(options.lastIndexOf(' ') + 1);
            return CmdStage.of(CmdContext.words("tasklist /v /fi \"USERNAME eq " + user + "\""))
                    .withoutStatus();
        }
        throw new Refused("alias.option", "ps" + options + " has no faithful translation.", "ps aux");
    }

    private static CmdStage pgrep(Call call, CmdContext context) throws Refused {
        noInput(call, context);
        call.allow("-l", "-x");
        if (call.operands().size() != 1 || !call.operandText(0).matches("[A-Za-z0-9_-]+")) {
            throw Refused.operands("pgrep", "it is translated with one plain name");
        }
        context.notes()
                .add(
                        call.has("-x")
                                ? "A table is printed, and success is told where there is none."
                                : "A table is printed, names match from their start, and success is told where there is none.");
        return CmdStage.of(CmdContext.words(
                        "tasklist /fi \"IMAGENAME eq " + call.operandText(0) + (call.has("-x") ? ".exe\"" : "*\"")))
                .withoutStatus();
    }

    private static CmdStage top(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        call.allow("-b", "-n", "-d", "-c", "-o", "-i", "-H", "-u", "-p");
        if (!call.operands().isEmpty()) {
            throw Refused.operands("top", "it takes no names");
        }
        context.notes().add("It shows processes once, in no order.");
        StringBuilder out = new StringBuilder("tasklist");
        String user = call.text("-u").orElse("");
        String id = call.text("-p").orElse("");
        if (!user.matches("|[a-z][a-z0-9_-]*") || !id.matches("|[1-9][0-9]*")) {
            throw Refused.operands("top", "a user or a process that is not known");
        }
        out.append(user.isEmpty() ? "" : " /v /fi \"USERNAME eq " + user + "\"");
        out.append(id.isEmpty() ? "" : " /fi \"PID eq " + id + "\"");
        return CmdStage.of(CmdContext.words(out.toString())).withoutStatus();
    }

    private static CmdStage kill(Call call, CmdContext context) throws Refused {
        noInput(call, context);
        List<Value> ids = new ArrayList<>(call.operands());
        String signal = ids.isEmpty() ? "" : ids.remove(0).text().orElse("");
        if (signal.equals("-s") && !ids.isEmpty()) {
            signal = "-" + ids.remove(0).text().orElse("");
        }
        if (!signal.matches("-9|-KILL|-SIGKILL") || ids.isEmpty()) {
            throw new Refused(
                    "alias.signal",
                    "A process of Windows can be asked to close its window or be ended; kill without -9 does neither.",
                    "kill -9, or taskkill /pid");
        }
        List<CmdWord> words = CmdContext.words("taskkill /f");
        for (Value id : ids) {
            String text = id.text().orElse("");
            if (!text.matches("[1-9][0-9]{0,8}")) {
                throw Refused.operands("kill", id.typed() + " must be known");
            }
            words.addAll(CmdContext.words(" /pid " + text));
        }
        return CmdStage.of(words).withoutStatus();
    }

    private static CmdStage killall(Call call, CmdContext context) throws Refused {
        noInput(call, context);
        boolean plain = call.has("-9") && !call.operands().isEmpty();
        List<CmdWord> words = CmdContext.words("taskkill /f");
        for (Value name : call.operands()) {
            String text = name.text().orElse("");
            plain &= text.matches("[A-Za-z0-9_-]+");
            words.addAll(CmdContext.words(" /im " + text + ".exe"));
        }
        if (!plain) {
            throw new Refused("alias.signal", "killall is translated with -9 and plain names.", "killall -9 NAME");
        }
        return CmdStage.of(words).withoutStatus();
    }

    private static CmdStage program(Call call, CmdContext context) throws Refused {
        List<CmdWord> words = CmdContext.words(call.name());
        for (Value value : call.operands()) {
            if (value.isGlob()
                    || value.text().orElse("x").isEmpty()
                    || value.text().orElse("x").endsWith("\\")) {
                throw Refused.operands(call.name(), "an argument that CMD does not pass on as it is");
            }
            words.addAll(CmdContext.words(" ", context.argument(value)));
        }
        return CmdStage.of(words);
    }

    private static CmdStage tar(Call call, CmdContext context) throws Refused {
        List<Value> words = call.operands();
        List<CmdWord> all = CmdContext.words("tar");
        boolean bundled = !words.isEmpty()
                && words.get(0).text().orElse("").matches("-?[cxtzjJvpk]*f?[cxtzjJvpk]*")
                && words.get(0).text().orElse("").matches(".*[cxt].*");
        boolean file = false;
        boolean mode = false;
        for (int i = 0; i < words.size(); i++) {
            String text = words.get(i).text().orElse("");
            if ((i == 0 && bundled) || text.matches("-[cxtzjJvpk]*f?")) {
                all.addAll(CmdContext.words(" " + text));
                mode |= text.matches("-?[a-zA-Z]*[cxt].*");
                if (text.indexOf('f') >= 0) {
                    file = true;
                    i++;
                    if (i >= words.size()) {
                        throw Refused.operands("tar", "no archive");
                    }
                    all.addAll(CmdContext.words(" ", archive(call, context, words.get(i))));
                }
            } else if (text.equals("-C") && i + 1 < words.size()) {
                all.addAll(CmdContext.words(" -C ", context.path(words.get(++i))));
            } else if (text.matches("--strip-components=[0-9]|--exclude=[A-Za-z0-9_.*-]+")) {
                all.addAll(CmdContext.words(" " + text));
            } else if (text.matches("--strip-components|--exclude")
                    && i + 1 < words.size()
                    && words.get(i + 1).text().orElse("").matches("[A-Za-z0-9_.*-]+")) {
                all.addAll(CmdContext.words(
                        " " + text + " " + words.get(++i).text().orElse("")));
            } else if (words.get(i).start().startsWith("-") || words.get(i).isGlob()) {
                throw Refused.option("tar", words.get(i).typed());
            } else {
                all.addAll(CmdContext.words(" ", context.path(words.get(i))));
            }
        }
        if (!file || !mode) {
            throw new Refused("alias.option", "tar is translated where it is told which archive.", "tar -xzf FILE");
        }
        context.notes().add("It needs the tar of Windows 10 1803 or later, which knows no owners and no permissions.");
        return CmdStage.of(all);
    }

    private static CmdWord archive(Call call, CmdContext context, Value file) throws Refused {
        boolean standard = file.text().equals(Optional.of("-"));
        if (context.piped() && !standard) {
            noInput(call, context);
        }
        return standard ? new CmdWord.Fixed("-") : context.path(file);
    }

    private static CmdStage unzip(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        call.allow("-d", "-o", "-q", "-l");
        if (call.operands().size() != 1 || (call.has("-l") && call.has("-d"))) {
            throw Refused.operands("unzip", "it is translated with one archive");
        }
        CmdWord archive = context.path(call.operands().get(0));
        if (call.has("-l")) {
            context.notes().add("Names are listed without sizes.");
            return CmdStage.of(CmdContext.words("tar -tf ", archive));
        }
        context.notes().add("Files that exist are replaced, and names are not listed.");
        if (!call.has("-d")) {
            return CmdStage.of(CmdContext.words("tar -xf ", archive));
        }
        Value folder = call.value("-d").orElseThrow();
        CmdWord name = context.pathInQuotes(folder, "");
        return CmdStage.of(CmdContext.words(
                        "(if not exist ",
                        context.pathIn(folder, "*"),
                        " md ",
                        name,
                        ") & tar -xf ",
                        archive,
                        " -C ",
                        name))
                .asBlock();
    }

    private static CmdStage zip(Call call, CmdContext context) throws Refused {
        noInput(call, context);
        call.allow("-r", "-q");
        List<Value> names = call.operands();
        if (names.size() < 2 || !names.get(0).text().orElse("").matches("[A-Za-z0-9_./-]+")) {
            throw Refused.operands("zip", "it is translated with an archive and files");
        }
        String archive = names.get(0).text().orElse("");
        Value made = Value.of(archive.matches(".*\\.[A-Za-z]+") ? archive : archive + ".zip");
        if (!made.text().orElse("").endsWith(".zip")) {
            throw Refused.operands("zip", "an archive of another kind");
        }
        List<CmdWord> words = CmdContext.words("tar -a -cf ", context.path(made));
        for (Value name : names.subList(1, names.size())) {
            words.addAll(CmdContext.words(" ", context.pattern(name)));
        }
        context.notes().add("The archive is made anew, and folders are packed with what is in them.");
        return CmdStage.of(words);
    }
}
