package dev.isaac.aliases.internal.shell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes values of words. */
public final class Values {

    private static final int MOST = 256;
    private static final Pattern RANGE = Pattern.compile("\\{(-?\\d{1,6})\\.\\.(-?\\d{1,6})}");

    private Values() {}

    /** The values of all words, braces expanded. */
    public static List<Value> of(List<Word> words) throws Refused {
        List<Value> values = new ArrayList<>();
        for (Word word : words) {
            values.addAll(expand(word));
        }
        return values;
    }

    /** The one value of a word. */
    public static Value one(Word word) throws Refused {
        List<Value> values = expand(word);
        if (values.size() != 1) {
            throw Refused.construct("The braces in " + word.text());
        }
        return values.get(0);
    }

    private static List<Value> expand(Word word) throws Refused {
        List<List<Value.Piece>> all = new ArrayList<>();
        all.add(new ArrayList<>());
        for (WordPart part : word.parts()) {
            if (part instanceof WordPart.Brace brace) {
                all = product(all, alternatives(brace));
            } else {
                Value.Piece piece = piece(part);
                all.forEach(pieces -> append(pieces, piece));
            }
        }
        List<Value> values = new ArrayList<>();
        for (List<Value.Piece> pieces : all) {
            values.add(new Value(pieces, word.text()));
        }
        return values;
    }

    private static void append(List<Value.Piece> pieces, Value.Piece piece) {
        int last = pieces.size() - 1;
        if (piece instanceof Value.Text text) {
            if (text.text().isEmpty()) {
                return;
            }
            if (last >= 0 && pieces.get(last) instanceof Value.Text before) {
                pieces.set(last, new Value.Text(before.text() + text.text()));
                return;
            }
        }
        pieces.add(piece);
    }

    private static List<List<Value.Piece>> alternatives(WordPart.Brace brace) throws Refused {
        List<List<Value.Piece>> found = new ArrayList<>();
        for (Word word : brace.alternatives()) {
            for (Value value : expand(word)) {
                found.add(value.pieces());
            }
        }
        if (found.isEmpty()) {
            Matcher range = RANGE.matcher(brace.text());
            if (!range.matches()) {
                throw Refused.construct("The range " + brace.text());
            }
            int from = Integer.parseInt(range.group(1));
            int to = Integer.parseInt(range.group(2));
            boolean padded =
                    range.group(1).matches("-?0\\d.*") || range.group(2).matches("-?0\\d.*");
            if (padded || Math.abs(to - from) >= MOST) {
                throw Refused.construct("The range " + brace.text());
            }
            for (int i = from; from <= to ? i <= to : i >= to; i += from <= to ? 1 : -1) {
                found.add(List.of(new Value.Text(Integer.toString(i))));
            }
        }
        return found;
    }

    private static List<List<Value.Piece>> product(List<List<Value.Piece>> left, List<List<Value.Piece>> right)
            throws Refused {
        if (left.size() * right.size() > MOST) {
            throw Refused.construct("A brace expansion into more than " + MOST + " words");
        }
        List<List<Value.Piece>> all = new ArrayList<>();
        for (List<Value.Piece> before : left) {
            for (List<Value.Piece> after : right) {
                List<Value.Piece> both = new ArrayList<>(before);
                after.forEach(piece -> append(both, piece));
                all.add(both);
            }
        }
        return all;
    }

    /** <code>$&#123;name…&#125;</code>, of which what stands behind the name must be plain text. */
    private static Value.Piece expansion(WordPart.Parameter parameter) throws Refused {
        String text = parameter.text();
        boolean length = text.equals("${#" + parameter.name() + "}");
        if (length) {
            return new Value.Expansion(parameter.name(), "#", parameter.quoted());
        }
        String start = "${" + parameter.name();
        if (!parameter.nested().isEmpty() || !text.startsWith(start) || !text.endsWith("}")) {
            throw Refused.construct("The expansion " + text);
        }
        return new Value.Expansion(
                parameter.name(), text.substring(start.length(), text.length() - 1), parameter.quoted());
    }

    private static Value.Piece piece(WordPart part) throws Refused {
        if (part instanceof WordPart.Literal literal) {
            return new Value.Text(literal.value());
        }
        if (part instanceof WordPart.Parameter parameter) {
            if (!parameter.isPlain()) {
                return expansion(parameter);
            }
            return new Value.Variable(parameter.name(), parameter.quoted());
        }
        if (part instanceof WordPart.Tilde tilde) {
            if (!tilde.user().isEmpty()) {
                throw Refused.construct("The home folder of another user, ~" + tilde.user() + ",");
            }
            return new Value.Home();
        }
        if (part instanceof WordPart.Glob glob) {
            return new Value.Glob(glob.text());
        }
        if (part instanceof WordPart.CommandSubstitution substitution) {
            return new Value.Substitution(substitution.body(), substitution.quoted());
        }
        if (part instanceof WordPart.ProcessSubstitution process) {
            if (process.text().startsWith("<")) {
                return new Value.Lines(process.body());
            }
            throw Refused.construct("The process substitution " + process.text());
        }
        if (part instanceof WordPart.Arithmetic arithmetic) {
            throw Refused.construct("The arithmetic expansion " + arithmetic.text());
        }
        throw Refused.construct("An array");
    }
}
