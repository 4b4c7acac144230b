package dev.isaac.core.internal.tier;

import dev.isaac.command.Tier;
import dev.isaac.command.line.Assignment;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.command.line.Redirection;
import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import dev.isaac.core.internal.parse.LineParser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges what stands around commands: redirections, assignments, and what expansions run. */
final class ExpansionJudge {

    private final TreeJudge tree;
    private final ArithmeticJudge arithmetic;

    ExpansionJudge(TreeJudge tree) {
        this.tree = tree;
        this.arithmetic = new ArithmeticJudge(this);
    }

    ArithmeticJudge arithmetic() {
        return arithmetic;
    }

    Verdict words(List<Word> words, Scope scope) {
        Verdict verdict = Verdict.HARMLESS;
        for (Word word : words) {
            verdict = verdict.stricter(of(word.parts(), scope));
        }
        return verdict;
    }

    /** Judges what the expansions in a word run. */
    Verdict of(List<WordPart> list, Scope scope) {
        Verdict verdict = Verdict.HARMLESS;
        for (WordPart part : list) {
            if (part instanceof WordPart.Literal) {
                continue;
            }
            if (part instanceof WordPart.CommandSubstitution substitution) {
                verdict = verdict.stricter(tree.apart(substitution.body(), scope, null));
            } else if (part instanceof WordPart.ProcessSubstitution substitution) {
                verdict = verdict.stricter(tree.apart(
                        substitution.body(),
                        scope,
                        substitution.text().startsWith(">") ? String.valueOf(WordValues.UNKNOWN) : null));
            } else if (part instanceof WordPart.Parameter parameter) {
                verdict = verdict.stricter(of(parameter.nested(), scope)).stricter(parameter(parameter, scope));
            } else if (part instanceof WordPart.Arithmetic expression) {
                verdict = verdict.stricter(of(expression.nested(), scope))
                        .stricter(arithmetic.expression(expression.text(), scope));
            } else if (part instanceof WordPart.Brace brace) {
                verdict = verdict.stricter(words(brace.alternatives(), scope));
            } else if (part instanceof WordPart.ArrayLiteral array) {
                verdict = verdict.stricter(words(array.words(), scope));
            }
        }
        return verdict;
    }

    private Verdict parameter(WordPart.Parameter parameter, Scope scope) {
        if (parameter.isPlain()) {
            return Verdict.HARMLESS;
        }
        ParameterValue.Pieces pieces = ParameterValue.Pieces.of(parameter);
        Verdict verdict = arithmetic.expression(pieces.subscript(), scope);
        if (pieces.isDefault()) {
            if (pieces.defaultWord().startsWith("=")) {
                List<String> values = new ArrayList<>(values(pieces.name(), scope));
                values.addAll(WordValues.singles(
                        LineParser.operand(pieces.defaultWord().substring(1)), scope));
                scope.assign(pieces.name(), values);
            }
        } else if (pieces.operation().startsWith(":")) {
            verdict = verdict.stricter(arithmetic.expression(pieces.operation(), scope));
        } else if (pieces.operation().equals("@P")) {
            for (String value : values(pieces.name(), scope)) {
                verdict = verdict.stricter(prompt(value, scope));
            }
        }
        if (pieces.indirect()) {
            for (String value : values(pieces.name(), scope)) {
                verdict = verdict.stricter(arithmetic.name(value, scope));
            }
        }
        return verdict;
    }

    private static List<String> values(String name, Scope scope) {
        List<String> values = new ArrayList<>();
        scope.values(name).forEach(values::addAll);
        return values;
    }

    /** Judges text in which the shell expands once more, as in a prompt. */
    Verdict prompt(String text, Scope scope) {
        Verdict verdict = text.indexOf(WordValues.UNKNOWN) >= 0
                ? Verdict.confirm("the text is expanded once more, and an expansion decides what it is")
                : Verdict.HARMLESS;
        return verdict.stricter(hidden(text, scope));
    }

    /** Judges the substitutions in a text that is not expanded yet. */
    Verdict hidden(String text, Scope scope) {
        if (text.indexOf("$(") < 0 && text.indexOf('`') < 0) {
            return Verdict.HARMLESS;
        }
        String line = ": \"" + text.replace("\"", "\\\"") + "\"";
        if (LineParser.parse(line) instanceof ParsedLine.Complete complete) {
            return Verdict.confirm("the text " + text + " holds a command that is run when it is read")
                    .stricter(tree.inside(complete.root(), scope, null));
        }
        return Verdict.confirm("the text " + text + " may hold a command that is run when it is read");
    }

    /** Judges the words of a control structure; those of {@code [[} and {@code ((} may be arithmetic. */
    Verdict compound(Node.Compound compound, Scope scope) {
        Verdict verdict = words(compound.words(), scope);
        if (compound.keyword().equals("((")) {
            return verdict.stricter(arithmetic.expression(compound.text(), scope));
        }
        if (compound.keyword().equals("[[")) {
            for (List<String> values : WordValues.all(compound.words(), scope)) {
                verdict = verdict.stricter(arithmetic.test(values, true, scope));
            }
        } else if (compound.keyword().equals("for") && compound.text().startsWith("for ((")) {
            verdict = verdict.stricter(arithmetic.expression(compound.text(), scope));
        }
        return verdict;
    }

    /** Judges assignments and makes them. */
    Verdict assignments(Node.Simple simple, Scope scope) {
        Verdict verdict = Verdict.HARMLESS;
        for (Assignment assignment : simple.assignments()) {
            verdict = verdict.stricter(of(assignment.value().parts(), scope));
            String name = assignment.name();
            if (assignment.subscript().isPresent()) {
                Word subscript = assignment.subscript().get();
                verdict = verdict.stricter(of(subscript.parts(), scope))
                        .stricter(arithmetic.expression(subscript.text(), scope));
                element(name, subscript.text(), WordValues.singles(assignment.value(), scope), scope);
                continue;
            }
            assign(assignment, scope);
            boolean matters =
                    simple.words().isEmpty() ? DangerousVariables.outlasts(name) : DangerousVariables.contains(name);
            if (matters && !DangerousVariables.isLine(name)) {
                verdict = verdict.stricter(Verdict.confirm(name + " decides which programs or libraries are used"));
            }
            for (String value : values(name, scope)) {
                if (matters && DangerousVariables.isLine(name)) {
                    verdict = verdict.stricter(tree.text(DangerousVariables.line(name, value), scope, null));
                }
                verdict = verdict.stricter(outlasting(name, value, scope));
            }
        }
        return verdict;
    }

    private static void element(String name, String subscript, List<String> values, Scope scope) {
        List<String> elements = new ArrayList<>(scope.values(name).get(0));
        if (values.size() == 1 && subscript.matches("\\d{1,3}")) {
            int index = Integer.parseInt(subscript);
            while (elements.size() <= index) {
                elements.add("");
            }
            elements.set(index, values.get(0));
        } else {
            elements.addAll(values);
        }
        scope.assignArray(name, elements);
    }

    /** Judges a value that may be read as commands later. */
    Verdict outlasting(String name, String value, Scope scope) {
        if (DangerousVariables.isLine(name)) {
            String text = DangerousVariables.line(name, value);
            Verdict line = tree.text(text, scope, null);
            // Many an editor is in no list: it is set for good, and confirmed nowhere else.
            return text.matches("[\\w.+-]+") && TierData.get().find(text) == null ? Verdict.HARMLESS : line;
        }
        if (name.equals("PROMPT_COMMAND")) {
            return tree.text(value, scope, null);
        }
        if (name.equals("PS4")) {
            return hidden(value, scope);
        }
        // As a number it would be worked out: what is catastrophic then shall not lie in wait.
        boolean subscript = value.indexOf('[') >= 0 && (value.indexOf("$(") >= 0 || value.indexOf('`') >= 0);
        if (subscript && hidden(value, scope).tier() == Tier.REFUSE) {
            return Verdict.confirm("the value of " + name + " holds a command that arithmetic would run");
        }
        return Verdict.HARMLESS;
    }

    private static void assign(Assignment assignment, Scope scope) {
        String name = assignment.name();
        List<WordPart> parts = assignment.value().parts();
        if (parts.size() == 1 && parts.get(0) instanceof WordPart.ArrayLiteral array) {
            List<String> elements =
                    new ArrayList<>(assignment.append() ? scope.values(name).get(0) : List.<String>of());
            for (List<String> values : WordValues.all(array.words(), scope)) {
                values.forEach(value -> elements.add(element(value)));
            }
            scope.assignArray(name, elements);
            return;
        }
        List<String> values = WordValues.singles(assignment.value(), scope);
        if (assignment.append()) {
            String before = String.join("", scope.values(name).get(0));
            values = values.stream().map(value -> before + value).toList();
        }
        scope.assign(name, values);
    }

    private static String element(String value) {
        int close = value.startsWith("[") ? value.indexOf("]=") : -1;
        return close > 0 ? value.substring(close + 2) : value;
    }

    Verdict redirections(List<Redirection> redirections, Scope scope) {
        Verdict verdict = Verdict.HARMLESS;
        for (Redirection redirection : redirections) {
            verdict = verdict.stricter(of(redirection.target().parts(), scope));
            if (redirection.document().isPresent()) {
                verdict = verdict.stricter(of(redirection.document().get().parts(), scope));
            }
            boolean duplicates = redirection.operator() == Redirection.Operator.DUPLICATE_OUTPUT;
            if (redirection.operator().writes() || duplicates) {
                for (List<String> targets : WordValues.all(List.of(redirection.target()), scope)) {
                    for (String target : targets) {
                        if (!duplicates || !isDescriptor(target)) {
                            verdict = verdict.stricter(FileSpecials.write(target, scope));
                        }
                    }
                }
            }
        }
        return verdict;
    }

    private static boolean isDescriptor(String target) {
        return target.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-');
    }

    /** What comes through standard input behind redirections; {@code null}: the terminal. */
    @Nullable
    String feed(List<Redirection> redirections, Scope scope, @Nullable String feed) {
        String result = feed;
        for (Redirection redirection : redirections) {
            switch (redirection.operator()) {
                case READ, READ_WRITE, DUPLICATE_INPUT -> {
                    List<String> file = WordValues.singles(redirection.target(), scope);
                    String known = scope.document(file.get(0));
                    result = known == null ? String.valueOf(WordValues.UNKNOWN) : known;
                }
                case HERE_STRING -> result = String.join("\n", WordValues.singles(redirection.target(), scope));
                case HERE_DOCUMENT, HERE_DOCUMENT_TABS -> {
                    if (redirection.document().isPresent()) {
                        result = String.join(
                                "\n", WordValues.singles(redirection.document().get(), scope));
                    }
                }
                case WRITE, CLOBBER, APPEND, DUPLICATE_OUTPUT, WRITE_BOTH, APPEND_BOTH -> {
                    // Output does not feed.
                }
            }
        }
        return result;
    }

    /** What a stage of a pipe prints, where that is known: the little that people hide commands in. */
    @Nullable
    String printed(Node node, Scope scope, @Nullable String flowing) {
        if (!(node instanceof Node.Simple simple)) {
            return null;
        }
        if (simple.words().size() == 1
                && simple.words().get(0).literalValue().orElse("").equals("cat")) {
            return feed(simple.redirections(), scope, flowing);
        }
        List<String> printed = new ArrayList<>();
        Choices choices = new Choices();
        do {
            String text = SubstitutionValue.printed(simple, new WordValues(scope, choices));
            if (text == null) {
                return null;
            }
            printed.add(text);
        } while (choices.next());
        return String.join("\n", printed);
    }
}
