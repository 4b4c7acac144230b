package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Awk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Compiles programs of {@code awk}: those that look at one line at a time to a ForEach-Object, all others to a block with a
 * loop over the lines, in which {@code $r} is the line, {@code $f} its fields and {@code $n} its number.
 */
final class AwkCompiler {

    private final Awk program;
    private final AwkState state;
    private final AwkStatements statements;
    private final List<AwkStage.Given> given;

    private AwkCompiler(Awk program, AwkState state, boolean buffered, List<AwkStage.Given> given) {
        this.program = program;
        this.state = state;
        this.given = given;
        this.statements = new AwkStatements(state, buffered);
    }

    /** Whether a program has rules for lines, or for what is behind them. */
    static boolean reads(Awk program) {
        return program.rules().stream().anyMatch(rule -> rule.when() != Awk.When.BEGIN);
    }

    /**
     * The element that runs a program.
     *
     * @param files the expression for the files, where the program asks for their names or lines; it reads them itself then
     */
    static Ps.Element compile(
            Awk program,
            String text,
            String fieldSeparator,
            String outputSeparator,
            List<AwkStage.Given> given,
            Context context,
            AwkStage.Files files)
            throws Refused {
        AwkTypes types = new AwkTypes(
                program,
                new java.util.LinkedHashSet<>(
                        given.stream().map(AwkStage.Given::name).toList()));
        boolean buffered = any(program, AwkCompiler::printsParts);
        boolean block = buffered
                || !types.names().isEmpty()
                || !types.arrayNames().isEmpty()
                || program.rules().stream()
                        .anyMatch(r -> r.when() != Awk.When.LINE || r.until().isPresent())
                || any(program, AwkCompiler::needsBlock);
        AwkState state = new AwkState(text, types, context::note, fieldSeparator, outputSeparator, block);
        AwkCompiler compiler = new AwkCompiler(program, state, buffered, given);
        if (buffered) {
            context.note("The output ends with a line break.");
        }
        if (!block) {
            Ps.Element simple = compiler.simple();
            if (!state.usesFunctions()) {
                return simple;
            }
            return compile(program, text, fieldSeparator, outputSeparator, given, context, files, types, buffered);
        }
        return compiler.block(files);
    }

    private static Ps.Element compile(
            Awk program,
            String text,
            String fieldSeparator,
            String outputSeparator,
            List<AwkStage.Given> given,
            Context context,
            AwkStage.Files files,
            AwkTypes types,
            boolean buffered)
            throws Refused {
        AwkState state = new AwkState(text, types, context::note, fieldSeparator, outputSeparator, true);
        return new AwkCompiler(program, state, buffered, given).block(files);
    }

    private static boolean any(Awk program, Predicate<Object> test) {
        return program.rules().stream()
                .anyMatch(rule -> AwkTypes.any(rule.body(), test)
                        || AwkTypes.any(rule.test().map(Awk.Effect::new), test)
                        || AwkTypes.any(rule.until().map(Awk.Effect::new), test));
    }

    private static boolean printsParts(Object node) {
        return node instanceof Awk.Printf printf
                && !(printf.values().get(0) instanceof Awk.Str format
                        && format.text().indexOf('\n') == format.text().length() - 1);
    }

    private static boolean needsBlock(Object node) {
        return node instanceof Awk.Jump
                || node instanceof Awk.Loop
                || node instanceof Awk.Assign
                || node instanceof Awk.Step
                || (node instanceof Awk.Var v
                        && (v.name().equals("NR")
                                || v.name().equals("FNR")
                                || v.name().equals("FILENAME")
                                || v.name().startsWith("RSTART")
                                || v.name().startsWith("RLENGTH")))
                || (node instanceof Awk.Function f
                        && List.of("sub", "gsub", "split", "match").contains(f.name()));
    }

    private Ps.Element simple() throws Refused {
        List<Object> rules = rules(Awk.When.LINE);
        List<Object> body = new ArrayList<>();
        if (state.usesFields()) {
            body.add("$f = ");
            body.add(state.split(state.record(), state.fieldSeparator()));
            body.add("; ");
        }
        body.addAll(rules);
        return Build.each(body.toArray());
    }

    private Ps.Element block(AwkStage.Files files) throws Refused {
        prepare();
        List<Object> begin = rules(Awk.When.BEGIN);
        // The first pass tells what is needed: whether a change of the line must split it again, and how many loops
        // there are.
        rules(Awk.When.LINE);
        List<Object> end = rules(Awk.When.END);
        List<Object> lines = rules(Awk.When.LINE);
        List<Object> code = new ArrayList<>();
        code.add(state.functions());
        variables(code);
        code.addAll(begin);
        if (!begin.isEmpty() && (!lines.isEmpty() || !end.isEmpty())) {
            code.add("; ");
        }
        if (reads(program)) {
            loop(lines, files, code);
        }
        if (!end.isEmpty()) {
            code.add("; ");
            code.addAll(end);
        }
        code.add(statements.flush());
        return Build.block(code.toArray());
    }

    private void loop(List<Object> lines, AwkStage.Files files, List<Object> code) throws Refused {
        String start = (state.usesNumbers() ? "$n++; " : "") + (state.usesFiles() ? "$fnr++; " : "");
        code.add("$r = ''; " + (state.usesFields() ? "$f = @(); " : "") + (state.usesNumbers() ? "$n = 0; " : ""));
        boolean labelled = statements.jumps();
        if (state.usesFiles()) {
            code.add((labelled ? ":files " : "") + "foreach ($file in ");
            code.add(files.names());
            code.add(") { $fnr = 0; " + (labelled ? ":line " : "") + "foreach ($r in ");
            code.add(Build.value(files.read(Ps.Code.of("$file"))));
            code.add(") { " + start);
        } else {
            code.add((labelled ? ":line " : "") + "foreach ($r in $input) { " + start);
        }
        if (state.usesFields()) {
            code.add("$f = ");
            code.add(state.split(state.record(), state.fieldSeparator()));
            code.add(lines.isEmpty() ? "" : "; ");
        }
        code.addAll(lines);
        code.add(state.usesFiles() ? " } }" : " }");
    }

    /** Chooses how variables begin: numbers that are never printed at 0, all others at nothing. */
    private void prepare() {
        for (String name : state.types().names()) {
            boolean number = state.types().of(new Awk.Var(name)).isNumber();
            boolean printed = any(program, node -> shows(node, name));
            if (number && !printed) {
                state.sure(name);
            }
        }
        for (String array : state.types().arrayNames()) {
            int uses = count(new Awk.Var(array), array);
            if (uses == 1
                    && any(
                            program,
                            node -> node instanceof Awk.Unary unary
                                    && unary.operator().equals("!")
                                    && unary.value() instanceof Awk.Step step
                                    && step.up()
                                    && !step.before()
                                    && step.target() instanceof Awk.Element element
                                    && element.array().equals(array))) {
                state.seen(array);
            }
        }
    }

    private int count(Awk.Var whole, String array) {
        int[] count = new int[1];
        any(program, node -> {
            boolean uses = node.equals(whole)
                    || (node instanceof Awk.Element element && element.array().equals(array))
                    || (node instanceof Awk.In in && in.array().equals(array))
                    || (node instanceof Awk.Each each && each.array().equals(array))
                    || (node instanceof Awk.Delete delete && delete.array().equals(array));
            count[0] += uses ? 1 : 0;
            return false;
        });
        return count[0];
    }

    /** Whether a node uses a variable for something other than arithmetic. */
    private boolean shows(Object node, String name) {
        Awk.Var variable = new Awk.Var(name);
        if (node instanceof Awk.Print print) {
            return print.values().contains(variable);
        }
        if (node instanceof Awk.Printf printf) {
            return printf.values().contains(variable);
        }
        if (node instanceof Awk.Binary binary
                && (binary.left().equals(variable) || binary.right().equals(variable))) {
            return binary.operator().equals(" ")
                    || !(state.types().of(binary.left()).isNumber()
                            && state.types().of(binary.right()).isNumber());
        }
        return (node instanceof Awk.Element element && element.subscripts().contains(variable))
                || (node instanceof Awk.In in && in.subscripts().contains(variable))
                || (node instanceof Awk.Function function
                        && function.arguments().contains(variable))
                || (node instanceof Awk.Match match && match.value().equals(variable))
                || (node instanceof Awk.Choice choice
                        && (choice.yes().equals(variable) || choice.no().equals(variable)))
                || (node instanceof Awk.Assign assign && assign.value().equals(variable));
    }

    private void variables(List<Object> code) throws Refused {
        code.add(statements.buffer());
        for (String name : state.types().names()) {
            Optional<AwkStage.Given> value =
                    given.stream().filter(g -> g.name().equals(name)).findFirst();
            code.add(state.variable(name) + " = ");
            code.add(value.isPresent() ? value.get().value() : state.isSure(name) ? "0" : "$null");
            code.add("; ");
        }
        for (String name : state.types().arrayNames()) {
            code.add(state.variable(name)
                    + (state.isSeen(name)
                            ? " = New-Object 'Collections.Generic.HashSet[string]' ([StringComparer]::Ordinal); "
                            : " = New-Object Collections.Specialized.OrderedDictionary ([StringComparer]::Ordinal); "));
        }
        for (int i = 1; i <= statements.ranges(); i++) {
            code.add("$in" + i + " = $false; ");
        }
    }

    private List<Object> rules(Awk.When when) throws Refused {
        List<Object> code = new ArrayList<>();
        statements.restart(when);
        for (Awk.Rule rule : program.rules()) {
            if (rule.when() == when) {
                if (!code.isEmpty()) {
                    code.add("; ");
                }
                code.addAll(statements.rule(rule));
            }
        }
        return code;
    }
}
