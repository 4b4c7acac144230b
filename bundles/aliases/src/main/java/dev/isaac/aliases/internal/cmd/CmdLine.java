package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.data.Entry;
import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Calls;
import dev.isaac.aliases.internal.shell.Sudo;
import dev.isaac.aliases.internal.shell.Value;
import dev.isaac.aliases.internal.shell.Values;
import dev.isaac.command.line.Assignment;
import dev.isaac.command.line.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One line on its way to CMD: lists, chains and pipes. Not thread-safe. */
final class CmdLine implements CmdContext.Scope {

    private final CmdTranslator translator;
    private final CmdWriter writer;
    private final Notes notes;
    private final Set<String> assigned = new HashSet<>();
    private final StringBuilder written = new StringBuilder();
    private final Map<String, String> items = new HashMap<>();
    private String printedBy = "";

    CmdLine(CmdTranslator translator, CmdWriter writer, Notes notes) {
        this.translator = translator;
        this.writer = writer;
        this.notes = notes;
    }

    /**
     * A translated piece.
     *
     * @param text how it is written
     * @param block whether it needs parentheses where something follows
     * @param status whether it ends with the status that it has on Unix
     * @param printed whether a blank behind it would be printed
     * @param other whether its output has another form
     * @param condition what it is, where it only tests
     * @param success what holds when it has succeeded, where its own status does not tell; empty: nothing tells
     */
    private record Piece(
            String text,
            boolean block,
            boolean status,
            boolean printed,
            boolean other,
            Optional<CmdStage.Condition> condition,
            String success) {

        Piece(
                String text,
                boolean block,
                boolean status,
                boolean printed,
                boolean other,
                Optional<CmdStage.Condition> condition) {
            this(text, block, status, printed, other, condition, "");
        }

        Piece succeedsWhere(String holds) {
            return new Piece(text, block, status, printed, other, condition, holds);
        }

        String closed() {
            // A bracket right behind the name of a file is read by some as a part of it.
            return block ? "(" + text + (text.endsWith(">nul") ? " )" : ")") : text;
        }
    }

    String translate(Node.Sequence line) throws Refused {
        String text = sequence(line);
        for (String name : assigned) {
            // All variables of a line are replaced before any of it runs.
            if (written.indexOf("%" + name + "%") >= 0) {
                throw Refused.construct("The value of $" + name + " in the line that sets it");
            }
        }
        return text;
    }

    private String sequence(Node.Sequence sequence) throws Refused {
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
            Piece one = complete(node(entry.node()));
            if (!out.isEmpty()) {
                out.append(printed ? "& " : " & ");
            }
            printed = one.printed();
            out.append(entries.size() > 1 ? one.closed() : one.text());
        }
        return out.toString();
    }

    private static Piece complete(Piece piece) throws Refused {
        if (piece.condition().isPresent()) {
            throw Refused.construct("A test whose result nothing uses");
        }
        return piece;
    }

    private Piece node(Node node) throws Refused {
        if (node instanceof Node.AndOr chain) {
            return chain(chain);
        }
        if (node instanceof Node.Pipeline pipeline) {
            if (pipeline.negated()) {
                throw Refused.construct("The negation of a command");
            }
            return pipeline(pipeline.stages());
        }
        if (node instanceof Node.Compound compound) {
            return compound(compound);
        }
        return pipeline(List.of(new Node.Stage(node, false)));
    }

    private Piece chain(Node.AndOr chain) throws Refused {
        Piece last = node(chain.first());
        if (last.condition().isPresent()) {
            return tested(last.condition().get(), chain.links());
        }
        boolean only = chain.links().stream().allMatch(l -> l.junction() == Node.Junction.AND);
        boolean statement = last.block() && last.status();
        if (statement && !only) {
            throw new Refused(
                    "alias.exit-status", "Whether the command before && or || succeeds is not told alike by CMD.");
        }
        // Behind a statement && belongs to the command in its last branch, which is the one that counts.
        StringBuilder out = new StringBuilder(statement ? last.text() : last.closed());
        int open = 0;
        for (int i = 0; i < chain.links().size(); i++) {
            Node.Link link = chain.links().get(i);
            if (only && !last.success().isEmpty()) {
                // What follows runs where the command has done what it was to do.
                boolean more = i < chain.links().size() - 1;
                out.append(" & ").append(last.success()).append(more ? "(" : "");
                open += more ? 1 : 0;
                last = complete(node(link.node()));
                out.append(last.closed());
                continue;
            }
            if (!last.status() || (i > 0 && last.block())) {
                throw new Refused(
                        "alias.exit-status", "Whether the command before && or || succeeds is not told alike by CMD.");
            }
            out.append(last.printed() ? "" : " ").append(link.junction() == Node.Junction.AND ? "&& " : "|| ");
            last = complete(node(link.node()));
            out.append(last.closed());
        }
        boolean wrapped = statement || out.indexOf(" & if ") >= 0;
        out.append(")".repeat(open));
        return new Piece(
                out.toString(),
                last.block() || wrapped,
                last.status() && !wrapped,
                last.printed(),
                false,
                Optional.empty());
    }

    /** {@code if}: one command, or two of which the first cannot fail. */
    private Piece tested(CmdStage.Condition condition, List<Node.Link> links) throws Refused {
        Piece first = complete(node(links.get(0).node()));
        boolean and = links.get(0).junction() == Node.Junction.AND;
        String text = writer.write(and ? condition.holds() : condition.fails());
        if (!and && !condition.difference().isEmpty()) {
            notes.add(condition.difference());
        }
        if (links.size() == 1) {
            return new Piece(text + first.closed(), true, false, false, false, Optional.empty());
        }
        if (links.size() > 2 || !and || links.get(1).junction() == Node.Junction.AND || !first.printed()) {
            throw new Refused(
                    "alias.exit-status", "Whether the command before && or || succeeds is not told alike by CMD.");
        }
        Piece second = complete(node(links.get(1).node()));
        return otherwise(condition, first.text(), second.text());
    }

    private Piece otherwise(CmdStage.Condition condition, String yes, String no) throws Refused {
        // Of two conditions in a row, else would belong to the second.
        String unless = condition.unless().isEmpty() ? "" : writer.write(condition.unless()) + "(" + no + ") else ";
        return new Piece(
                unless + writer.write(condition.first()) + "(" + yes + ") else (" + no + ")",
                true,
                false,
                false,
                false,
                Optional.empty());
    }

    private Piece compound(Node.Compound compound) throws Refused {
        if (!compound.redirections().isEmpty()) {
            throw Refused.construct("A redirection of " + compound.keyword());
        }
        return switch (compound.keyword()) {
            case "for" -> loop(compound);
            case "if" -> branch(compound);
            default -> throw Refused.construct("The structure " + compound.keyword());
        };
    }

    private Piece branch(Node.Compound compound) throws Refused {
        List<Node.Sequence> bodies = compound.bodies();
        if (bodies.size() < 2
                || bodies.size() > 3
                || compound.text().matches("(?s).*\\belif\\b.*")
                || bodies.get(0).entries().size() != 1) {
            throw Refused.construct("This structure with if");
        }
        Piece test = node(bodies.get(0).entries().get(0).node());
        String yes = sequence(bodies.get(1));
        if (test.condition().isEmpty()) {
            if (bodies.size() == 3 || test.block() || !test.status()) {
                throw Refused.construct("This structure with if");
            }
            return new Piece(test.text() + " && (" + yes + ")", true, false, false, false, Optional.empty());
        }
        if (bodies.size() == 3) {
            return otherwise(test.condition().get(), yes, sequence(bodies.get(2)));
        }
        return new Piece(
                writer.write(test.condition().get().holds()) + "(" + yes + ")",
                true,
                false,
                false,
                false,
                Optional.empty());
    }

    private Piece loop(Node.Compound compound) throws Refused {
        CmdLoop loop = CmdLoop.of(compound);
        // No letter that is a modifier, as f is in %~f.
        String letter = "uvw".substring(items.size() % 3, items.size() % 3 + 1);
        if (items.size() > 2 || items.containsKey(loop.variable())) {
            throw Refused.construct("A loop in a loop");
        }
        CmdContext context = new CmdContext(false, notes, this);
        String head = writer.write(loop.head(letter, context));
        items.put(loop.variable(), loop.modifier() + letter);
        Node.Sequence body = compound.bodies().get(compound.bodies().size() - 1);
        String text = sequence(body);
        items.remove(loop.variable());
        boolean one = body.entries().size() == 1 && !text.contains("& ");
        return new Piece(head + (one ? text : "(" + text + ")"), true, false, false, false, Optional.empty());
    }

    private Piece pipeline(List<Node.Stage> typed) throws Refused {
        List<Node.Stage> stages = CmdXargs.joined(typed);
        StringBuilder out = new StringBuilder();
        Piece last = new Piece("", false, false, false, false, Optional.empty());
        for (int i = 0; i < stages.size(); i++) {
            if (!(stages.get(i).node() instanceof Node.Simple simple)) {
                throw Refused.construct("This part of the line");
            }
            boolean more = i < stages.size() - 1;
            if (i > 0 && last.other() && !simple.words().isEmpty()) {
                searches(simple, last.text().startsWith("tasklist"));
            }
            last = simple(simple, i > 0, !more, out.toString());
            if (last.block() && more) {
                last = alone(last);
            }
            boolean escapes = CmdWriter.escapes(last.text()) && stages.size() > 1 && !last.block();
            if ((last.condition().isPresent() && stages.size() > 1) || escapes) {
                throw Refused.construct("This command in a pipe");
            }
            if (i > 0 && last.block()) {
                // A loop holds what came before it.
                out.setLength(0);
            }
            out.append(last.text());
            if (more) {
                out.append(stages.get(i).joinsErrors() ? " 2>&1" : "").append(last.printed() ? "| " : " | ");
            }
        }
        return new Piece(
                out.toString(),
                last.block(),
                last.status(),
                last.printed(),
                false,
                last.condition(),
                stages.size() == 1 ? last.success() : "");
    }

    /** Statements before a pipe run in a CMD of their own, because the pipe would belong to the last of them. */
    private static Piece alone(Piece piece) throws Refused {
        if (piece.text().indexOf('"') >= 0 || piece.text().indexOf('^') >= 0) {
            throw Refused.construct("This command in a pipe");
        }
        return new Piece("cmd /c \"" + piece.text() + "\"", false, false, false, false, Optional.empty());
    }

    /** What has another form may be searched for what it has in any form: a number, a word that Windows writes too, the name of a process. */
    private static void searches(Node.Simple simple, boolean processes) throws Refused {
        List<String> words = simple.words().stream()
                .map(word -> word.literalValue().orElse("\0"))
                .toList();
        boolean plain = words.get(0).equals("grep")
                && (processes
                        || (words.subList(1, words.size() - 1).stream().allMatch(w -> w.matches("-[iwqEF]+"))
                                && words.get(words.size() - 1).matches(":?[0-9]+|LISTEN|ESTABLISHED")));
        if (!plain) {
            throw new Refused(
                    "alias.pipeline",
                    "What comes before the pipe has another form in CMD, which the next command would not understand.");
        }
    }

    private Piece simple(Node.Simple simple, boolean piped, boolean end, String upstream) throws Refused {
        int before = notes.all().size();
        List<Value> words = new ArrayList<>(Sudo.strip(Values.of(simple.words()), notes));
        int stripped = notes.all().size();
        CmdContext context = new CmdContext(piped, notes, this);
        CmdRedirections redirections = new CmdRedirections(simple.redirections(), writer, context);
        if (words.isEmpty()) {
            return simple.assignments().isEmpty() ? truncation(redirections) : assignments(simple, context);
        }
        if (!simple.assignments().isEmpty()) {
            throw Refused.construct("A variable for one command");
        }
        Entry entry = translator.entry(Calls.name(words));
        if (words.size() == 1 && entry.name().equals("cat") && redirections.reads() && !piped) {
            // cat < f
            words.addAll(redirections.files());
            redirections = redirections.read();
        }
        Call call = Calls.parse(entry, words);
        String outer = printedBy;
        printedBy = "";
        CmdStage stage = translator.stage(entry, call, new CmdContext(piped || redirections.reads(), notes, this));
        if (translator.destroys(words) && notes.all().size() > before) {
            throw new Refused(
                    "alias.destructive",
                    "What destroys must be the same or is refused: "
                            + notes.all().get(before));
        }
        if (call.name().equals("export") && words.size() > 1) {
            assigned.add(words.get(1).start().replaceAll("=.*", ""));
        }
        if (stage.condition().isPresent()) {
            if (piped || !simple.redirections().isEmpty()) {
                throw Refused.construct("A test in a pipe");
            }
            return new Piece("", true, false, false, false, stage.condition());
        }
        boolean other = CmdTranslator.hasOtherForm(entry, call, notes.all().size() > stripped);
        Piece piece = write(stage, call, redirections, upstream, piped, end, other)
                .succeedsWhere(writer.write(stage.success()));
        if (!printedBy.isEmpty()) {
            piece = around(piece, piped || !end);
        }
        printedBy = outer;
        return piece;
    }

    private Piece write(
            CmdStage stage,
            Call call,
            CmdRedirections redirections,
            String upstream,
            boolean piped,
            boolean end,
            boolean other)
            throws Refused {
        String text = writer.write(stage.words());
        boolean printed = call.name().equals("echo") || text.startsWith("echo");
        if (stage.loop().isPresent()) {
            String source = piped
                    ? upstream.endsWith("| ")
                            ? upstream.substring(0, upstream.length() - 2).stripTrailing()
                            : upstream
                    : redirections.reads() ? redirections.source() : "";
            String all = source.isEmpty() ? text : text.isEmpty() ? source : source + " | " + text;
            if (all.isEmpty()) {
                throw Refused.operands(call.name(), "it would read what is typed at the terminal");
            }
            text = writer.loop(stage.loop().get(), all);
            redirections = redirections.read();
            printed = false;
        }
        written.append(text).append(' ');
        if (redirections.keepsErrors() && !text.startsWith(call.name())) {
            notes.add("Messages of errors are worded in another way.");
        }
        String redirected = redirections.text(!piped, end);
        if (redirected.isEmpty()) {
            return new Piece(text, stage.block(), stage.status(), printed, other, Optional.empty());
        }
        if (stage.block()) {
            return new Piece("(" + text + ") " + redirected, false, stage.status(), false, other, Optional.empty());
        }
        // Before the command, because a blank or a digit before the sign would belong to what is printed.
        return printed
                ? new Piece(redirected + " " + text, false, stage.status(), true, other, Optional.empty())
                : new Piece(text + " " + redirected, false, stage.status(), false, other, Optional.empty());
    }

    /** The loop over what a command prints, around what uses it. */
    private Piece around(Piece piece, boolean inPipe) throws Refused {
        if (inPipe) {
            throw Refused.construct("The output of a command as a value in a pipe");
        }
        String text =
                writer.loop(new CmdStage.Loop("delims=", "i", List.of(new CmdWord.Fixed(piece.closed()))), printedBy);
        return new Piece(text, true, false, false, piece.other(), Optional.empty());
    }

    @Override
    public String printed(Value.Substitution substitution) throws Refused {
        if (!printedBy.isEmpty() || substitution.body().entries().size() != 1 || !items.isEmpty()) {
            throw Refused.construct("The output of several commands as values");
        }
        Node node = substitution.body().entries().get(0).node();
        CmdOutput.oneLine(node);
        Piece piece = complete(node(node));
        notes.add(
                "Where the command inside prints several lines, what uses them runs for each, and where it prints none, not at all.");
        printedBy = piece.text();
        return "i";
    }

    @Override
    public Optional<String> item(String variable) {
        return Optional.ofNullable(items.get(variable));
    }

    @Override
    public CmdStage nested(List<Value> words) throws Refused {
        Entry entry = translator.entry(Calls.name(words));
        CmdStage stage = translator.stage(entry, Calls.parse(entry, words), new CmdContext(false, notes, this));
        if (stage.loop().isPresent() || stage.condition().isPresent()) {
            throw Refused.construct("A loop inside of " + words.get(0).typed());
        }
        return stage;
    }

    /** A redirection without a command makes a file, or empties one. */
    private Piece truncation(CmdRedirections redirections) throws Refused {
        if (!redirections.isTruncation()) {
            throw Refused.construct("A redirection without a command");
        }
        return new Piece("type nul " + redirections.text(true, true), false, false, false, false, Optional.empty());
    }

    private Piece assignments(Node.Simple simple, CmdContext context) throws Refused {
        if (simple.assignments().size() != 1 || !simple.redirections().isEmpty()) {
            throw Refused.construct("This assignment");
        }
        Assignment one = simple.assignments().get(0);
        if (one.append() || one.subscript().isPresent() || one.name().matches("PATH|PS1|IFS|HOME|USER")) {
            throw Refused.construct("The assignment to " + one.name());
        }
        notes.add("The variable becomes one of the environment.");
        assigned.add(one.name());
        String outer = printedBy;
        printedBy = "";
        String text = writer.write(
                CmdShellStages.set(one.name(), Values.one(one.value()), context).words());
        written.append(text).append(' ');
        Piece piece = new Piece(text, false, false, false, false, Optional.empty());
        if (!printedBy.isEmpty()) {
            piece = around(piece, false);
        }
        printedBy = outer;
        return piece;
    }
}
