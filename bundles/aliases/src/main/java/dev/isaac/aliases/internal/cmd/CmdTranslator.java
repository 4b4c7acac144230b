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
import dev.isaac.aliases.internal.shell.Sudo;
import dev.isaac.aliases.internal.shell.Value;
import dev.isaac.aliases.internal.shell.Values;
import dev.isaac.command.line.Assignment;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.Redirection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

    private final AliasData data;

    /** A translator over a mapping. */
    public CmdTranslator(AliasData data) {
        this.data = data;
    }

    private static Map<String, CmdStages.Translator> translators() {
        Map<String, CmdStages.Translator> all = new HashMap<>(CmdStages.all());
        all.putAll(CmdFileStages.all());
        return Map.copyOf(all);
    }

    /** Translates a line; {@code batch}: for a batch file. */
    public String translate(Node.Sequence line, boolean batch, Notes notes) throws Refused {
        Run run = new Run(new CmdWriter(batch), notes);
        String text = run.sequence(line);
        for (String name : run.assigned) {
            // All variables of a line are replaced before any of it runs.
            if (run.text.toString().contains("%" + name + "%")) {
                throw Refused.construct("The value of $" + name + " in the line that sets it");
            }
        }
        return text;
    }

    /** A translated piece. */
    private record Text(String text, boolean block, boolean status, boolean printed, boolean other) {}

    private final class Run {
        private final CmdWriter writer;
        private final Notes notes;
        private final Set<String> assigned = new HashSet<>();
        private final StringBuilder text = new StringBuilder();

        Run(CmdWriter writer, Notes notes) {
            this.writer = writer;
            this.notes = notes;
        }

        String sequence(Node.Sequence sequence) throws Refused {
            StringBuilder out = new StringBuilder();
            List<Node.Entry> entries = sequence.entries();
            if (entries.isEmpty()) {
                throw Refused.construct("An empty line");
            }
            boolean printed = false;
            for (Node.Entry entry : entries) {
                if (entry.background()) {
                    throw Refused.construct("A command in the background");
                }
                Text one = node(entry.node());
                if (!out.isEmpty()) {
                    out.append(printed ? "& " : " & ");
                }
                printed = one.printed();
                out.append(one.block() && entries.size() > 1 ? "(" + one.text() + ")" : one.text());
            }
            return out.toString();
        }

        private Text node(Node node) throws Refused {
            if (node instanceof Node.AndOr chain) {
                Text first = node(chain.first());
                StringBuilder out = new StringBuilder(first.text());
                Text last = first;
                for (Node.Link link : chain.links()) {
                    if (last.block() || !last.status()) {
                        throw new Refused(
                                "alias.exit-status",
                                "Whether the command before && or || succeeds is not told alike by CMD.");
                    }
                    out.append(last.printed() ? "" : " ").append(link.junction() == Node.Junction.AND ? "&& " : "|| ");
                    last = node(link.node());
                    out.append(last.block() ? "(" + last.text() + ")" : last.text());
                }
                return new Text(out.toString(), last.block(), last.status() && !last.block(), last.printed(), false);
            }
            if (node instanceof Node.Pipeline pipeline) {
                if (pipeline.negated()) {
                    throw Refused.construct("The negation of a command");
                }
                return pipeline(pipeline.stages());
            }
            return pipeline(List.of(new Node.Stage(node, false)));
        }

        private Text pipeline(List<Node.Stage> stages) throws Refused {
            StringBuilder out = new StringBuilder();
            Text last = new Text("", false, false, false, false);
            for (int i = 0; i < stages.size(); i++) {
                if (stages.get(i).joinsErrors() || !(stages.get(i).node() instanceof Node.Simple simple)) {
                    throw Refused.construct("This part of the line");
                }
                boolean more = i < stages.size() - 1;
                last = simple(simple, i > 0, !more);
                if (stages.size() > 1 && (last.block() || last.text().indexOf('^') >= 0)) {
                    throw Refused.construct("This command in a pipe");
                }
                out.append(last.text());
                if (more && last.other()) {
                    throw new Refused(
                            "alias.pipeline",
                            "What comes before the pipe has another form in CMD, which the next command would not understand.");
                }
                if (more) {
                    out.append(last.printed() ? "| " : " | ");
                }
            }
            return new Text(out.toString(), last.block(), last.status(), last.printed(), false);
        }

        private Text simple(Node.Simple simple, boolean piped, boolean end) throws Refused {
            int before = notes.all().size();
            List<Value> words = Sudo.strip(Values.of(simple.words()), notes);
            int stripped = notes.all().size();
            CmdContext context = new CmdContext(piped, notes);
            if (words.isEmpty()) {
                return assignments(simple, context);
            }
            if (!simple.assignments().isEmpty()) {
                throw Refused.construct("A variable for one command");
            }
            boolean reads = simple.redirections().stream().anyMatch(r -> r.operator() == Redirection.Operator.READ);
            String name = Calls.name(words);
            Entry entry = data.find(name)
                    .filter(e -> e.mapped(Target.CMD))
                    .orElseThrow(() -> new Refused(
                            "alias.unmapped",
                            "There is no faithful translation of " + name + " for CMD.",
                            data.find(name).map(Entry::alternative).orElse("")));
            Call call = Calls.parse(entry, words);
            CmdStage stage = stage(entry, call, new CmdContext(piped || reads, notes));
            if (Calls.destroys(data, words) && notes.all().size() > before) {
                throw new Refused(
                        "alias.destructive",
                        "What destroys must be the same or is refused: "
                                + notes.all().get(before));
            }
            if (name.equals("export")) {
                assigned.add(words.get(1).start().replaceAll("=.*", ""));
            }
            boolean other =
                    (notes.all().size() > stripped && !entry.translators().containsKey(Target.CMD))
                            || (name.equals("ls") && call.has("-l"));
            String written = writer.write(stage.words());
            text.append(written).append(' ');
            boolean printed = name.equals("echo");
            if (simple.redirections().isEmpty()) {
                return new Text(written, stage.block(), stage.status(), printed, other);
            }
            if (stage.block()) {
                throw Refused.construct("A redirection of " + name);
            }
            String redirections = redirections(simple.redirections(), !piped, end, context);
            // Before the command, because a blank or a digit before the sign would belong to what is printed.
            return printed
                    ? new Text(redirections + " " + written, false, stage.status(), true, other)
                    : new Text(written + " " + redirections, false, stage.status(), false, other);
        }

        private Text assignments(Node.Simple simple, CmdContext context) throws Refused {
            if (simple.assignments().size() != 1 || !simple.redirections().isEmpty()) {
                throw Refused.construct("This assignment");
            }
            Assignment one = simple.assignments().get(0);
            if (one.append() || one.subscript().isPresent() || one.name().equals("PATH")) {
                throw Refused.construct("The assignment to " + one.name());
            }
            notes.add("The variable becomes one of the environment.");
            assigned.add(one.name());
            String written = writer.write(
                    CmdStages.set(one.name(), Values.one(one.value()), context).words());
            text.append(written).append(' ');
            return new Text(written, false, false, false, false);
        }

        private String redirections(List<Redirection> list, boolean first, boolean last, CmdContext context)
                throws Refused {
            List<String> all = new ArrayList<>();
            for (Redirection one : list) {
                Value target = Values.one(one.target());
                boolean nul = target.text().equals(Optional.of("/dev/null"));
                String descriptor = one.descriptor().orElse("");
                String file = nul || one.operator() == Redirection.Operator.DUPLICATE_OUTPUT
                        ? "nul"
                        : writer.write(context.words(context.path(target)));
                switch (one.operator()) {
                    case READ -> {
                        if (!first || !descriptor.isEmpty() || nul) {
                            throw refused(one);
                        }
                        all.add("< " + file);
                    }
                    case WRITE, CLOBBER, APPEND -> {
                        if ((!last && !descriptor.equals("2")) || !descriptor.matches("|1|2")) {
                            throw refused(one);
                        }
                        all.add(descriptor
                                + (one.operator() == Redirection.Operator.APPEND ? ">>" : ">")
                                + (nul ? "" : " ")
                                + file);
                    }
                    case WRITE_BOTH -> {
                        if (!last || !nul) {
                            throw refused(one);
                        }
                        all.add(">nul 2>&1");
                    }
                    case DUPLICATE_OUTPUT -> {
                        if (!descriptor.equals("2") || !target.text().equals(Optional.of("1"))) {
                            throw refused(one);
                        }
                        all.add("2>&1");
                    }
                    case READ_WRITE, DUPLICATE_INPUT, APPEND_BOTH, HERE_DOCUMENT, HERE_DOCUMENT_TABS, HERE_STRING ->
                        throw refused(one);
                }
            }
            return String.join(" ", all);
        }

        private Refused refused(Redirection one) {
            return Refused.construct(
                    "The redirection " + one.operator().text() + one.target().text());
        }
    }

    private static CmdStage stage(Entry entry, Call call, CmdContext context) throws Refused {
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
        for (String word : rule.emit().get(0)) {
            if (!words.isEmpty()) {
                words.add(new CmdWord.Fixed(" "));
            }
            Matcher hole = HOLE.matcher(word);
            words.add(hole.matches() ? fill(call, hole, context) : new CmdWord.Fixed(word));
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
}
