package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.data.AliasData;
import dev.isaac.aliases.internal.data.Entry;
import dev.isaac.aliases.internal.data.Rule;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Translates pipelines: what each stage gives must be what the next one reads. */
final class PsPipelines {

    private final AliasData data;
    private final boolean modern;
    private final Notes notes;
    private final PsValues values;
    /** Whether a folder, a variable or a condition before is not the same. */
    private boolean uncertain;

    PsPipelines(AliasData data, boolean modern, Notes notes) {
        this.data = data;
        this.modern = modern;
        this.notes = notes;
        this.values = new PsValues(notes, new PsValues.Substituter() {
            @Override
            public Ps.Expr of(Node.Sequence body, boolean quoted) throws Refused {
                return substitution(body, quoted);
            }

            @Override
            public List<Ps.Element> lines(Node.Sequence body) throws Refused {
                return PsPipelines.this.lines(body);
            }
        });
    }

    PsValues values() {
        return values;
    }

    /** Translates a part of a line, and remembers whether what stands behind it may run elsewhere or against what was meant. */
    PsTranslator.Piece piece(Node node) throws Refused {
        int before = notes.all().size();
        PsTranslator.Piece piece = translated(node);
        uncertain |= notes.all().size() > before && (piece.condition().isPresent() || places(node));
        return piece;
    }

    /** Whether a command changes the folder or a variable. */
    private static boolean places(Node node) throws Refused {
        if (node instanceof Node.Pipeline pipeline) {
            return places(pipeline.stages().get(0).node());
        }
        return node instanceof Node.Simple simple
                && (simple.words().isEmpty()
                        || Set.of("cd", "pushd", "popd", "export")
                                .contains(
                                        Values.one(simple.words().get(0)).text().orElse("")));
    }

    private PsTranslator.Piece translated(Node node) throws Refused {
        if (node instanceof Node.Pipeline pipeline) {
            if (pipeline.negated()) {
                PsTranslator.Piece piece = pipeline(pipeline.stages(), false);
                Ps.Expr condition = piece.condition().orElseThrow(() -> Refused.construct("The negation of a command"));
                Ps.Expr not = Ps.Code.of("-not (", condition, ")");
                return new PsTranslator.Piece(
                        List.of(Ps.Pipeline.of(Build.evaluate("(", not, ")"), Build.command("Out-Null"))),
                        Stage.Success.UNKNOWN,
                        Optional.of(not));
            }
            return pipeline(pipeline.stages(), false);
        }
        return pipeline(List.of(new Node.Stage(node, false)), false);
    }

    private PsTranslator.Piece pipeline(List<Node.Stage> stages, boolean asText) throws Refused {
        int before = notes.all().size();
        if (stages.size() == 1
                && stages.get(0).node() instanceof Node.Simple simple
                && simple.words().isEmpty()) {
            return assignments(simple);
        }
        List<Ps.Element> all = new ArrayList<>();
        Flow flow = Flow.NOTHING;
        Stage last = null;
        Optional<List<Ps.Element>> toText = Optional.empty();
        boolean plain = true;
        for (int i = 0; i < stages.size(); i++) {
            Node.Stage stage = stages.get(i);
            if (stage.joinsErrors()) {
                throw Refused.construct("Errors in a pipe, |&,");
            }
            if (!(stage.node() instanceof Node.Simple simple)) {
                throw Refused.construct(describe(stage.node()));
            }
            boolean end = i == stages.size() - 1;
            Redirects redirects = Redirects.of(simple.redirections(), i == 0, end, values, modern, notes);
            List<Value> words = Sudo.strip(Values.of(simple.words()), notes);
            if (words.isEmpty()) {
                throw Refused.construct("A stage without a command");
            }
            if (!simple.assignments().isEmpty() && stages.size() > 1) {
                throw Refused.construct("A variable for one stage of a pipe");
            }
            if (redirects.text().isPresent()) {
                all.addAll(redirects.text().get());
                flow = Flow.TEXT;
            }
            if (i > 0 && flow == Flow.NOTHING) {
                throw new Refused(
                        "alias.pipeline",
                        "Nothing comes out of the command before "
                                + words.get(0).typed() + ".");
            }
            if (flow == Flow.DRIVES && Calls.name(words).endsWith("grep")) {
                throw new Refused(
                        "alias.pipeline", "Drives have other names than file systems, which grep would look for.");
            }
            boolean accepted = flow == Flow.NOTHING || flow == Flow.TEXT || accepts(words, flow);
            if (!accepted) {
                all.addAll(toText.orElseThrow(() -> new Refused(
                        "alias.pipeline",
                        words.get(0).typed()
                                + " reads text, and what comes in are objects without a text form that is the same.")));
                flow = Flow.TEXT;
            }
            Stage translated = stage(words, flow, redirects.inputFile(), end && !redirects.toFile() && !asText);
            if (Calls.destroys(data, words) && (uncertain || notes.all().size() > before)) {
                throw new Refused(
                        "alias.destructive",
                        "What destroys must be the same or is refused: "
                                + notes.all().get(uncertain ? 0 : before));
            }
            List<Ps.Element> elements = redirects.apply(translated.elements(), flow != Flow.NOTHING);
            if (redirects.joinsErrors() && (!end || asText)) {
                if (translated.flow() != Flow.TEXT) {
                    throw new Refused("alias.pipeline", "Errors among objects have no text form that is the same.");
                }
                // Errors are objects; what follows reads text.
                elements = Source.then(elements, Build.each("\"$_\""));
            }
            plain &= !redirects.touchesErrors() || !Calls.name(words).contains("grep");
            all.addAll(elements);
            flow = translated.flow();
            toText = translated.toText();
            last = translated;
            if (end) {
                if (flow == Flow.NAMES) {
                    throw Refused.construct("Output that ends with NUL characters");
                }
                boolean object = flow != Flow.TEXT && flow != Flow.NOTHING;
                if (asText && (flow == Flow.NOTHING || (object && toText.isEmpty()))) {
                    throw new Refused(
                            "alias.pipeline",
                            "What " + words.get(0).typed() + " gives has no text form that is the same.");
                }
                if (asText && object) {
                    all.addAll(toText.orElseThrow());
                } else if (object
                        && toText.isPresent()
                        && (translated.shown().isEmpty() || redirects.toFile())
                        && flow != Flow.OBJECTS
                        && flow != Flow.DRIVES) {
                    all.addAll(toText.get());
                } else if (object && !translated.shown().isEmpty()) {
                    notes.add(translated.shown());
                }
                if (redirects.toFile() && flow == Flow.NOTHING) {
                    throw Refused.construct("A file for what prints nothing");
                }
                all = redirects.finish(all);
                plain &= !redirects.toFile();
                if (!simple.assignments().isEmpty()) {
                    all = withVariables(simple.assignments(), all);
                    plain = false;
                }
            }
        }
        Stage ending = java.util.Objects.requireNonNull(last);
        Optional<Ps.Expr> condition = ending.condition();
        if (condition.isPresent() && stages.size() > 1) {
            condition = Optional.of(Ps.Code.of(Build.list(all), ".Count -gt 0"));
        }
        if (!plain) {
            condition = Optional.empty();
        }
        Stage.Success success = ending.success();
        if (stages.get(0).node() instanceof Node.Simple first
                && !first.assignments().isEmpty()) {
            success = Stage.Success.UNKNOWN;
        }
        if (stages.size() > 1 && success == Stage.Success.REPORTED) {
            success = Stage.Success.UNKNOWN;
        }
        List<Ps.Element> shown = ending.condition().isPresent() && stages.size() >= 1 && ending.flow() == Flow.NOTHING
                ? quiet(all)
                : all;
        return new PsTranslator.Piece(List.of(new Ps.Pipeline(shown)), success, condition);
    }

    private static List<Ps.Element> quiet(List<Ps.Element> elements) {
        if (elements.get(elements.size() - 1).equals(Build.command("Out-Null"))) {
            return elements;
        }
        List<Ps.Element> all = new ArrayList<>(elements);
        all.add(Build.command("Out-Null"));
        return all;
    }

    private static String describe(Node node) {
        if (node instanceof Node.Compound compound) {
            return "The structure " + compound.keyword();
        }
        if (node instanceof Node.Function) {
            return "The definition of a function";
        }
        return node instanceof Node.Subshell ? "A subshell" : "A group";
    }

    private PsTranslator.Piece assignments(Node.Simple simple) throws Refused {
        if (!simple.redirections().isEmpty()) {
            if (!simple.assignments().isEmpty()) {
                throw Refused.construct("An assignment with a redirection");
            }
            return new PsTranslator.Piece(
                    List.of(Redirects.empty(simple.redirections(), values)), Stage.Success.REPORTED, Optional.empty());
        }
        notes.add("The variable becomes one of the environment.");
        List<Ps.Statement> statements = new ArrayList<>();
        for (Assignment assignment : simple.assignments()) {
            statements.add(new Ps.Pipeline(assign(assignment).elements()));
        }
        return new PsTranslator.Piece(statements, Stage.Success.ALWAYS, Optional.empty());
    }

    private Stage assign(Assignment assignment) throws Refused {
        if (assignment.append() || assignment.subscript().isPresent()) {
            throw Refused.construct("The assignment to " + assignment.name());
        }
        Value value = Values.one(assignment.value());
        // Nothing is split in an assignment.
        List<Value.Piece> pieces = new ArrayList<>();
        for (Value.Piece piece : value.pieces()) {
            pieces.add(
                    piece instanceof Value.Substitution s
                            ? new Value.Substitution(s.body(), true)
                            : piece instanceof Value.Glob g ? new Value.Text(g.text()) : piece);
        }
        return ShellStages.assign(
                assignment.name(), new Value(pieces, value.typed()), context(Flow.NOTHING, Optional.empty(), true));
    }

    private List<Ps.Element> withVariables(List<Assignment> assignments, List<Ps.Element> elements) throws Refused {
        if (assignments.size() != 1) {
            throw Refused.construct("More than one variable for one command");
        }
        Assignment one = assignments.get(0);
        String variable = "$env:" + one.name();
        Ps.Expr set = Ps.Code.of(Ps.Script.of(new Ps.Pipeline(assign(one).elements())));
        return List.of(Build.block(
                "$s = " + variable + "; ",
                set,
                "; try { ",
                Ps.Script.of(new Ps.Pipeline(elements)),
                " } finally { " + variable + " = $s }"));
    }

    private boolean accepts(List<Value> words, Flow flow) throws Refused {
        Entry entry = entry(words);
        String translator = entry.translators().get(target());
        return translator != null && translator(entry, translator).reads(flow, Calls.parse(entry, words));
    }

    private Target target() {
        return modern ? Target.POWERSHELL : Target.POWERSHELL5;
    }

    private Entry entry(List<Value> words) throws Refused {
        Optional<Entry> entry = Calls.entry(data, words);
        if (entry.isEmpty() || !entry.get().mapped(target())) {
            String name = Calls.name(words);
            throw new Refused(
                    "alias.unmapped",
                    "There is no faithful translation of " + name + " for "
                            + (modern ? "PowerShell 7." : "Windows PowerShell 5.1."),
                    entry.map(Entry::alternative).orElse(""));
        }
        return entry.get();
    }

    private static StageTranslator translator(Entry entry, String name) {
        StageTranslator translator = Translators.ALL.get(name);
        if (translator == null) {
            throw new IllegalStateException("the data names an unknown translator of " + entry.name() + ": " + name);
        }
        return translator;
    }

    Stage stage(List<Value> words, Flow input, Optional<Value> inputFile, boolean last) throws Refused {
        Entry entry = entry(words);
        Call call = Calls.parse(entry, words);
        Context context = context(input, inputFile, last);
        String name = entry.translators().get(target());
        if (name != null) {
            return translator(entry, name).translate(call, context);
        }
        List<Rule> rules = entry.rules().getOrDefault(target(), List.of());
        return PsRules.stage(call, rules, entry.alternative(), context);
    }

    private Context context(Flow input, Optional<Value> inputFile, boolean last) {
        return new Context(modern, input, inputFile, last, notes, values, nested());
    }

    private Context.Nested nested() {
        return new Context.Nested() {
            @Override
            public Stage translate(List<Value> words, Flow flow) throws Refused {
                return stage(words, flow, Optional.empty(), false);
            }

            @Override
            public boolean isProgram(String name) {
                return data.find(name)
                        .map(entry -> "program".equals(entry.translators().get(target())))
                        .orElse(false);
            }
        };
    }

    /** What a command prints, as lines. */
    private List<Ps.Element> lines(Node.Sequence body) throws Refused {
        PsTranslator.Piece piece = pipeline(stages(body), true);
        return ((Ps.Pipeline) piece.statements().get(0)).elements();
    }

    private static List<Node.Stage> stages(Node.Sequence body) throws Refused {
        if (body.entries().size() != 1 || body.entries().get(0).background()) {
            throw Refused.construct("A substitution of more than one command");
        }
        Node node = body.entries().get(0).node();
        List<Node.Stage> stages = node instanceof Node.Pipeline pipeline && !pipeline.negated()
                ? pipeline.stages()
                : List.of(new Node.Stage(node, false));
        last(stages);
        return stages;
    }

    /** The name of the last command. */
    private static String last(List<Node.Stage> stages) throws Refused {
        if (!(stages.get(stages.size() - 1).node() instanceof Node.Simple last)
                || last.words().isEmpty()) {
            throw Refused.construct("The substitution of such a command");
        }
        return Calls.name(Values.of(last.words()));
    }

    /** What a command prints, as one string. */
    private Ps.Expr substitution(Node.Sequence body, boolean quoted) throws Refused {
        List<Ps.Element> elements = lines(body);
        if (!quoted) {
            notes.add(
                    "The output of " + last(stages(body)) + " stays one word, where a Unix shell splits it at blanks.");
        }
        return Ps.Code.of("(", Build.list(elements), " -join \"`n\").TrimEnd(\"`n\")");
    }
}
