package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Value;
import dev.isaac.aliases.internal.shell.Values;
import dev.isaac.command.line.Assignment;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.Redirection;
import dev.isaac.command.line.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Control structures: {@code for} over words, {@code if}, {@code while} over lines, and subshells. */
final class Structures {

    private static final Pattern FOR = Pattern.compile("(?s)for\\s+([A-Za-z_][A-Za-z0-9_]*)\\s+in\\s.*");
    private static final Pattern READ = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Translates what stands inside. */
    interface Inside {
        Ps.Script sequence(Node.Sequence sequence) throws Refused;

        PsTranslator.Piece node(Node node) throws Refused;

        /** Whether something inside can destroy. */
        boolean destroys(Node.Sequence sequence) throws Refused;
    }

    private final PsValues values;
    private final boolean modern;
    private final Notes notes;
    private final Inside inside;

    Structures(PsValues values, boolean modern, Notes notes, Inside inside) {
        this.values = values;
        this.modern = modern;
        this.notes = notes;
        this.inside = inside;
    }

    private static Refused refused(String keyword) {
        return Refused.construct("The structure " + keyword);
    }

    PsTranslator.Piece translate(Node.Compound compound) throws Refused {
        Ps.Statement statement =
                switch (compound.keyword()) {
                    case "for" -> each(compound);
                    case "if" -> choice(compound);
                    case "while" -> lines(compound);
                    default -> throw refused(compound.keyword());
                };
        return new PsTranslator.Piece(List.of(statement), Stage.Success.UNKNOWN, Optional.empty());
    }

    /** {@code for x in …}. */
    private Ps.Statement each(Node.Compound compound) throws Refused {
        Matcher matcher = FOR.matcher(compound.text());
        if (!matcher.matches()
                || compound.bodies().size() != 1
                || !compound.redirections().isEmpty()) {
            throw refused("for");
        }
        String name = matcher.group(1);
        List<Value> words = Values.of(compound.words());
        // The name of the variable is the first of them.
        if (words.size() < 2 || !words.get(0).text().equals(Optional.of(name))) {
            throw refused("for without words");
        }
        words = words.subList(1, words.size());
        exact(compound.bodies().get(0));
        List<Object> items = new ArrayList<>();
        for (Value word : words) {
            items.add(items.isEmpty() ? "" : " + ");
            items.add("@(");
            items.add(item(word));
            items.add(")");
        }
        notes.add("The variable becomes one of the environment.");
        Ps.Expr list = words.stream().noneMatch(Value::isList) && words.size() > 1
                ? new Ps.Many(plain(words))
                : Ps.Code.of(items.toArray());
        return Ps.Pipeline.of(Build.block(
                "foreach ($item in ",
                list,
                ") { " + environment(name) + " = $item; ",
                inside.sequence(compound.bodies().get(0)),
                " }"));
    }

    /** A loop is never the same, because its variable is one of the environment; what destroys must be. */
    private void exact(Node.Sequence body) throws Refused {
        if (inside.destroys(body)) {
            throw new Refused("alias.destructive", "What destroys is not translated inside a loop.");
        }
    }

    private List<Ps.Expr> plain(List<Value> words) throws Refused {
        List<Ps.Expr> all = new ArrayList<>();
        for (Value word : words) {
            all.add(values.string(word));
        }
        return all;
    }

    private Ps.Expr item(Value word) throws Refused {
        Optional<Value.Substitution> split = word.words();
        if (split.isPresent()) {
            return values.words(split.get());
        }
        if (word.isGlob()) {
            notes.add("A pattern that matches nothing gives nothing, and files come in the order of Windows.");
            if (!Globs.isPlain(word)) {
                throw Refused.operands("for", word.typed());
            }
            return Ps.Code.of(values.matches(word), " | ForEach-Object Name");
        }
        return values.string(word);
    }

    private static String environment(String name) throws Refused {
        Ps.Expr variable = PsValues.variable(name);
        if (!variable.equals(Ps.Code.of("$env:" + name))) {
            throw Refused.construct("A loop over " + name);
        }
        return "$env:" + name;
    }

    /** {@code if}, with an {@code else} or without. */
    private Ps.Statement choice(Node.Compound compound) throws Refused {
        List<Node.Sequence> bodies = compound.bodies();
        if (bodies.size() < 2
                || bodies.size() > 3
                || !compound.redirections().isEmpty()
                || bodies.get(0).entries().size() != 1
                || bodies.get(0).entries().get(0).background()) {
            throw refused("if");
        }
        PsTranslator.Piece test = inside.node(bodies.get(0).entries().get(0).node());
        Ps.Expr condition = test.condition()
                .orElseThrow(() -> new Refused(
                        "alias.exit-status",
                        "Whether the command behind if succeeds is not told alike by PowerShell."));
        Optional<Ps.Script> otherwise =
                bodies.size() == 3 ? Optional.of(inside.sequence(bodies.get(2))) : Optional.empty();
        return new Ps.If(condition, inside.sequence(bodies.get(1)), otherwise);
    }

    /** {@code while read x; do …; done < file}. */
    private Ps.Statement lines(Node.Compound compound) throws Refused {
        if (compound.bodies().size() != 2
                || compound.redirections().size() != 1
                || compound.redirections().get(0).operator() != Redirection.Operator.READ) {
            throw refused("while");
        }
        String name = read(compound.bodies().get(0));
        Value file = Values.one(compound.redirections().get(0).target());
        if (file.isGlob()) {
            throw refused("while");
        }
        List<Ps.Element> source = lines(file);
        notes.add("The variable becomes one of the environment; blanks at the ends of lines, and backslashes, stay.");
        exact(compound.bodies().get(1));
        return Ps.Pipeline.of(Build.block(
                "foreach ($item in ",
                Build.value(source.toArray(Ps.Element[]::new)),
                ") { " + environment(name) + " = $item; ",
                inside.sequence(compound.bodies().get(1)),
                " }"));
    }

    private List<Ps.Element> lines(Value file) throws Refused {
        Optional<Value.Lines> lines = file.lines();
        if (lines.isPresent()) {
            return values.lines(lines.get());
        }
        List<Object> arguments = new ArrayList<>(List.of("-LiteralPath", values.path(file)));
        if (!modern) {
            arguments.addAll(0, List.of("-Encoding", "UTF8"));
        }
        return List.of(Build.command("Get-Content", arguments.toArray()));
    }

    /** The one variable that {@code read} sets. */
    private static String read(Node.Sequence condition) throws Refused {
        if (condition.entries().size() == 1
                && simple(condition.entries().get(0).node()).isPresent()) {
            Node.Simple simple = simple(condition.entries().get(0).node()).orElseThrow();
            List<String> words = new ArrayList<>();
            for (Word word : simple.words()) {
                words.add(Values.one(word).text().orElse("$"));
            }
            boolean plain = simple.redirections().isEmpty()
                    && simple.assignments().stream().map(Assignment::name).allMatch("IFS"::equals);
            words.remove("-r");
            if (plain
                    && words.size() == 2
                    && words.get(0).equals("read")
                    && READ.matcher(words.get(1)).matches()) {
                return words.get(1);
            }
        }
        throw refused("while");
    }

    private static Optional<Node.Simple> simple(Node node) {
        if (node instanceof Node.Simple simple) {
            return Optional.of(simple);
        }
        return node instanceof Node.Pipeline pipeline && pipeline.stages().size() == 1 && !pipeline.negated()
                ? simple(pipeline.stages().get(0).node())
                : Optional.empty();
    }

    /** A subshell: the folder is that of before afterwards. */
    PsTranslator.Piece subshell(Node.Subshell subshell) throws Refused {
        if (!subshell.redirections().isEmpty()) {
            throw Refused.construct("A subshell with a redirection");
        }
        Ps.Script body = inside.sequence(subshell.body());
        String text = PsWriter.write(body);
        if (text.contains("exit") || text.matches("(?s).*\\$env:\\w+ = .*")) {
            throw Refused.construct("A subshell that sets variables, or exits,");
        }
        return new PsTranslator.Piece(
                List.of(Ps.Pipeline.of(Build.block("Push-Location; try { ", body, " } finally { Pop-Location }"))),
                Stage.Success.UNKNOWN,
                Optional.empty());
    }
}
