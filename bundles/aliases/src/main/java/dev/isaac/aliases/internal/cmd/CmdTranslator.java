package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.data.AliasData;
import dev.isaac.aliases.internal.data.Entry;
import dev.isaac.aliases.internal.data.Rule;
import dev.isaac.aliases.internal.data.Rules;
import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.model.Target;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Calls;
import dev.isaac.aliases.internal.shell.Value;
import dev.isaac.command.line.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates Unix lines to CMD. Thread-safe. */
public final class CmdTranslator {

    private static final Pattern HOLE = Pattern.compile("\\{(\\*|[0-9]|-[A-Za-z0-9-]+)(?::(path|int))?}");
    private static final Map<String, CmdStages.Translator> TRANSLATORS = translators();

    /** Commands with a translator whose output is a table, or lines of another kind. */
    private static final Set<String> OTHER_FORM = Set.of(
            "ps", "diff", "pgrep", "ping", "dig", "nslookup", "lsof", "md5sum", "sha1sum", "sha256sum", "sha512sum");

    private final AliasData data;

    /** A translator over a mapping. */
    public CmdTranslator(AliasData data) {
        this.data = data;
    }

    private static Map<String, CmdStages.Translator> translators() {
        Map<String, CmdStages.Translator> all = new HashMap<>(CmdStages.all());
        all.putAll(CmdFileStages.all());
        all.putAll(CmdTextStages.all());
        all.putAll(CmdNetworkStages.all());
        all.putAll(CmdShellStages.all());
        all.put("find", CmdFind::translate);
        all.put("xargs", CmdXargs::translate);
        return Map.copyOf(all);
    }

    /** Translates a line; {@code batch}: for a batch file. */
    public String translate(Node.Sequence line, boolean batch, Notes notes) throws Refused {
        new CmdNames(this).check(line);
        return new CmdLine(this, new CmdWriter(batch), notes).translate(line);
    }

    /** The mapping of a command. */
    Entry entry(String name) throws Refused {
        return data.find(name)
                .filter(e -> e.mapped(Target.CMD))
                .orElseThrow(() -> new Refused(
                        "alias.unmapped",
                        "There is no faithful translation of " + name + " for CMD.",
                        data.find(name).map(Entry::alternative).orElse("")));
    }

    /** Whether the words can destroy something. */
    boolean destroys(List<Value> words) throws Refused {
        if (!Calls.name(words).equals("find")) {
            return Calls.destroys(data, words);
        }
        for (int i = 1; i < words.size(); i++) {
            String text = words.get(i).text().orElse("");
            // What find runs destroys if it would by itself.
            boolean runs = text.startsWith("-exec") || text.startsWith("-ok");
            if (text.equals("-delete")
                    || (runs && (i + 1 >= words.size() || destroys(words.subList(i + 1, words.size()))))) {
                return true;
            }
        }
        return false;
    }

    /** One command. */
    CmdStage stage(Entry entry, Call call, CmdContext context) throws Refused {
        String name = entry.translators().get(Target.CMD);
        if (name != null) {
            CmdStages.Translator translator = TRANSLATORS.get(name);
            if (translator == null) {
                throw new IllegalStateException(
                        "the data names an unknown translator of " + entry.name() + ": " + name);
            }
            return translator.translate(call, context);
        }
        CmdStages.noInput(call, context);
        Rule rule = Rules.choose(
                call.name(),
                call.names(),
                call.operands().stream().map(Value::text).toList(),
                entry.rules().getOrDefault(Target.CMD, List.of()),
                entry.alternative());
        rule.notes().forEach(context.notes()::add);
        List<CmdWord> words = new ArrayList<>();
        for (List<String> stage : rule.emit()) {
            words.add(new CmdWord.Fixed(words.isEmpty() ? "" : " | "));
            for (int i = 0; i < stage.size(); i++) {
                if (i > 0) {
                    words.add(new CmdWord.Fixed(" "));
                }
                Matcher hole = HOLE.matcher(stage.get(i));
                words.add(hole.matches() ? fill(call, hole, context) : new CmdWord.Fixed(stage.get(i)));
            }
        }
        return CmdStage.of(words).withoutStatus();
    }

    private static CmdWord fill(Call call, Matcher hole, CmdContext context) throws Refused {
        String what = hole.group(1);
        Value value = what.startsWith("-")
                ? call.value(what).orElseThrow(() -> Refused.option(call.name(), what))
                : call.operands().get(Integer.parseInt(what) - 1);
        if ("path".equals(hole.group(2))) {
            return context.path(value);
        }
        String text = value.text().orElse("");
        boolean number = "int".equals(hole.group(2));
        if (number ? !text.matches("[0-9]{1,9}") : text.startsWith("-") || text.startsWith("/")) {
            throw Refused.operands(call.name(), value.typed());
        }
        return context.quoted(value);
    }

    /** Whether the output of a command has another form, so that no other may read it. */
    static boolean hasOtherForm(Entry entry, Call call, boolean noted) {
        boolean rule = noted
                && !entry.translators().containsKey(Target.CMD)
                && !entry.name().equals("history");
        return rule || OTHER_FORM.contains(entry.name()) || (call.name().equals("ls") && call.has("-l"));
    }

    /** The text of a word, empty where it is not known. */
    static String known(Optional<Value> value) {
        return value.flatMap(Value::text).orElse("");
    }
}
