package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;
import dev.isaac.aliases.internal.shell.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code echo} and {@code printf}. */
final class CmdPrint {

    private CmdPrint() {}

    static CmdStage echo(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        List<Value> words = new ArrayList<>(call.operands());
        boolean newline = true;
        boolean escapes = false;
        while (!words.isEmpty() && words.get(0).text().orElse("").matches("-[neE]+")) {
            String options = words.remove(0).text().orElse("");
            newline &= options.indexOf('n') < 0;
            escapes = options.indexOf('e') >= 0 || (escapes && options.indexOf('E') < 0);
        }
        List<Value.Piece> pieces = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).isGlob()) {
                throw Refused.operands("echo", "a pattern of names");
            }
            if (i > 0) {
                pieces.add(new Value.Text(" "));
            }
            pieces.addAll(words.get(i).pieces());
        }
        List<List<Value.Piece>> lines = escapes ? lines(pieces) : List.of(pieces);
        return written(lines, newline, context);
    }

    /** The pieces, divided at {@code \n}. */
    private static List<List<Value.Piece>> lines(List<Value.Piece> pieces) throws Refused {
        List<List<Value.Piece>> lines = new ArrayList<>();
        lines.add(new ArrayList<>());
        for (Value.Piece piece : pieces) {
            if (!(piece instanceof Value.Text text)) {
                lines.get(lines.size() - 1).add(piece);
                continue;
            }
            String[] parts = text.text().split("\\\\n|\n", -1);
            for (int i = 0; i < parts.length; i++) {
                if (i > 0) {
                    lines.add(new ArrayList<>());
                }
                if (parts[i].indexOf('\\') >= 0) {
                    throw Refused.operands("echo", "an escape that CMD does not have");
                }
                if (!parts[i].isEmpty()) {
                    lines.get(lines.size() - 1).add(new Value.Text(parts[i]));
                }
            }
        }
        return lines;
    }

    private static CmdStage written(List<List<Value.Piece>> lines, boolean newline, CmdContext context) throws Refused {
        if (!newline) {
            return withoutNewline(lines, context);
        }
        List<CmdWord> words = new ArrayList<>();
        for (List<Value.Piece> line : lines) {
            words.addAll(CmdContext.words(words.isEmpty() ? "" : "& "));
            words.addAll(line(line, context));
        }
        CmdStage stage = CmdStage.of(words);
        return lines.size() > 1 ? stage.asBlock() : stage;
    }

    private static List<CmdWord> line(List<Value.Piece> pieces, CmdContext context) throws Refused {
        Value all = new Value(pieces, "echo");
        String text = all.text().orElse("");
        boolean never = text.toLowerCase(Locale.ROOT).matches("\\s*|\\s*(on|off)\\s*") || text.contains("/?");
        // Of a line that may be empty, echo would tell whether it is on.
        boolean filled = text.isEmpty() && pieces.stream().anyMatch(piece -> isFilled(piece, context));
        return CmdContext.words(filled || !never ? "echo " : "echo.", context.printed(all));
    }

    private static boolean isFilled(Value.Piece piece, CmdContext context) {
        if (piece instanceof Value.Text text) {
            return !text.text().isBlank();
        }
        return !(piece instanceof Value.Variable variable)
                || context.scope().item(variable.name()).isPresent()
                || CmdContext.isAlwaysSet(variable.name());
    }

    /** {@code set /p} prints without a line break, but no blanks, quotes or signs of equality at the start. */
    private static CmdStage withoutNewline(List<List<Value.Piece>> lines, CmdContext context) throws Refused {
        Value all = new Value(lines.get(0), "echo -n");
        if (lines.size() > 1
                || !all.start().matches("(?s)[^ =\"].*")
                || all.text().orElse("").indexOf('"') >= 0) {
            throw Refused.operands("echo", "this text without a line break");
        }
        List<Value.Piece> pieces = new ArrayList<>();
        pieces.add(new Value.Text("="));
        pieces.addAll(lines.get(0));
        return CmdStage.of(CmdContext.words("<nul set /p ", context.inQuotes(new Value(pieces, "echo -n"))))
                .withoutStatus();
    }

    static CmdStage printf(Call call, CmdContext context) throws Refused {
        CmdStages.noInput(call, context);
        List<Value> words = new ArrayList<>(call.operands());
        if (!words.isEmpty() && words.get(0).text().equals(Optional.of("--"))) {
            words.remove(0);
        }
        if (words.isEmpty() || words.stream().anyMatch(Value::isGlob)) {
            throw Refused.operands("printf", "no format");
        }
        Value format = words.remove(0);
        List<Value.Piece> pieces = new ArrayList<>();
        boolean takes = format.text().orElse("").contains("%s");
        int rounds = takes && words.size() > 1 ? words.size() : 1;
        for (int i = 0; i < rounds; i++) {
            pieces.addAll(filled(format, words, rounds > 1));
        }
        if (!words.isEmpty()) {
            throw Refused.operands("printf", "more values than the format takes");
        }
        List<List<Value.Piece>> lines = new ArrayList<>(lines(pieces));
        boolean newline = lines.size() > 1 && lines.get(lines.size() - 1).isEmpty();
        if (newline) {
            lines.remove(lines.size() - 1);
        }
        return written(lines, newline, context);
    }

    /** The format with the next values; {@code repeated}: it takes one. */
    private static List<Value.Piece> filled(Value format, List<Value> values, boolean repeated) throws Refused {
        List<Value.Piece> pieces = new ArrayList<>();
        int taken = 0;
        for (Value.Piece piece : format.pieces()) {
            if (!(piece instanceof Value.Text text)) {
                throw Refused.operands("printf", "a format that is not known");
            }
            String rest = text.text();
            int at = rest.indexOf('%');
            while (at >= 0) {
                String directive = rest.substring(at, Math.min(at + 2, rest.length()));
                pieces.add(new Value.Text(rest.substring(0, at)));
                if (directive.equals("%s") && !values.isEmpty()) {
                    Value value = values.remove(0);
                    if (value.text().orElse("").indexOf('\\') >= 0) {
                        throw Refused.operands("printf", "a backslash in a value");
                    }
                    pieces.addAll(value.pieces());
                    taken++;
                } else if (directive.equals("%%")) {
                    pieces.add(new Value.Text("%"));
                } else {
                    throw Refused.operands("printf", "the directive " + directive);
                }
                rest = rest.substring(at + 2);
                at = rest.indexOf('%');
            }
            pieces.add(new Value.Text(rest));
        }
        if (repeated && taken != 1) {
            throw Refused.operands("printf", "a format that is used several times");
        }
        return pieces;
    }
}
