package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.data.Rule;
import dev.isaac.aliases.internal.data.Rules;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes stages of the rules of the data. */
final class PsRules {

    private static final Pattern HOLE = Pattern.compile("\\{(\\*|[0-9]|-[A-Za-z0-9-]+)(?::(path|int))?}");

    private PsRules() {}

    static Stage stage(Call call, List<Rule> rules, String alternative, Context context) throws Refused {
        if (context.piped() || context.inputFile().isPresent()) {
            throw Refused.operands(call.name(), "it would not read what comes through the pipe");
        }
        Rule rule = Rules.choose(
                call.name(),
                call.names(),
                call.operands().stream().map(Value::text).toList(),
                rules,
                alternative);
        List<Ps.Element> elements = new ArrayList<>();
        for (List<String> words : rule.emit()) {
            elements.add(element(call, words, context));
        }
        rule.notes().forEach(context::note);
        Flow flow =
                switch (rule.gives()) {
                    case "text" -> rule.notes().isEmpty() ? Flow.TEXT : Flow.OBJECTS;
                    case "line" -> Flow.TEXT;
                    case "nothing" -> Flow.NOTHING;
                    default -> Flow.OBJECTS;
                };
        // A cmdlet that answers with objects, such as Test-Connection, succeeds whatever the answer is.
        boolean reported = rule.notes().isEmpty() && flow != Flow.OBJECTS;
        return Stage.of(flow, elements.toArray(Ps.Element[]::new))
                .success(reported ? Stage.Success.REPORTED : Stage.Success.UNKNOWN);
    }

    private static Ps.Element element(Call call, List<String> words, Context context) throws Refused {
        if (words.get(0).startsWith("=")) {
            return Build.evaluate(words.get(0).substring(1));
        }
        List<Ps.Argument> arguments = new ArrayList<>();
        for (String word : words.subList(1, words.size())) {
            Matcher hole = HOLE.matcher(word);
            if (hole.matches()) {
                for (Ps.Expr value : fill(call, hole.group(1), hole.group(2) == null ? "" : hole.group(2), context)) {
                    arguments.add(new Ps.Operand(value));
                }
            } else if (word.startsWith("=")) {
                arguments.add(new Ps.Operand(Ps.Code.of(word.substring(1))));
            } else if (word.startsWith("-")) {
                arguments.add(new Ps.Parameter(word));
            } else {
                arguments.add(new Ps.Operand(new Ps.Str(word)));
            }
        }
        return new Ps.Command(words.get(0), arguments, List.of());
    }

    private static List<Ps.Expr> fill(Call call, String what, String kind, Context context) throws Refused {
        if (what.startsWith("-")) {
            Value value = call.value(what).orElseThrow(() -> Refused.option(call.name(), what));
            return List.of(value(call, value, kind, context));
        }
        if (what.equals("*")) {
            if (kind.equals("path")) {
                return List.of(context.values().paths(call.operands()));
            }
            List<Ps.Expr> all = new ArrayList<>();
            for (Value value : call.operands()) {
                all.add(value(call, value, kind, context));
            }
            return all.size() == 1 ? all : List.of(new Ps.Many(all));
        }
        return List.of(value(call, call.operands().get(Integer.parseInt(what) - 1), kind, context));
    }

    private static Ps.Expr value(Call call, Value value, String kind, Context context) throws Refused {
        if (kind.equals("path")) {
            return context.values().paths(List.of(value));
        }
        if (kind.equals("int")) {
            return new Ps.Str(Integer.toString(Source.number(call, value.text().orElse(""))));
        }
        if (value.start().startsWith("-")) {
            throw Refused.operands(call.name(), value.typed() + " begins with a dash");
        }
        return context.values().argument(value);
    }
}
