package dev.isaac.core.internal.tier;

import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import dev.isaac.core.internal.parse.LineParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What {@code $name} and {@code ${…}} become, defaults, array elements and the usual cuts included. */
final class ParameterValue {

    private static final String UNKNOWN = String.valueOf(WordValues.UNKNOWN);
    private static final Result NOT_KNOWN = new Result(List.of(UNKNOWN), false);

    /**
     * The value.
     *
     * @param elements one, or those of an array or of the positional parameters
     * @param separate whether each stays a word inside double quotes
     */
    record Result(List<String> elements, boolean separate) {
        boolean isUnknown() {
            return elements.size() == 1 && elements.get(0).indexOf(WordValues.UNKNOWN) >= 0;
        }

        boolean isEmpty() {
            return elements.isEmpty()
                    || (elements.size() == 1 && elements.get(0).isEmpty());
        }

        Result map(UnaryOperator<String> change) {
            return new Result(elements.stream().map(change).toList(), separate);
        }
    }

    /** The pieces of {@code ${name[subscript]operation}}. */
    record Pieces(boolean length, boolean indirect, String name, String subscript, String operation) {

        static Pieces of(WordPart.Parameter parameter) {
            String text = parameter.text();
            if (!text.startsWith("${")) {
                return new Pieces(false, false, text.substring(1), "", "");
            }
            String body = text.substring(2, Math.max(text.length() - 1, 2));
            boolean length = body.length() > 1 && body.charAt(0) == '#';
            boolean indirect = body.length() > 1 && body.charAt(0) == '!';
            String rest = length || indirect ? body.substring(1) : body;
            rest = rest.startsWith(parameter.name())
                    ? rest.substring(parameter.name().length())
                    : "";
            String subscript = "";
            if (rest.startsWith("[")) {
                int close = close(rest);
                subscript = rest.substring(1, close);
                rest = rest.substring(Math.min(close + 1, rest.length()));
            }
            return new Pieces(length, indirect, parameter.name(), subscript, rest);
        }

        private static int close(String text) {
            int open = 0;
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) == '[') {
                    open++;
                } else if (text.charAt(i) == ']' && --open == 0) {
                    return i;
                }
            }
            return text.length();
        }

        /** Whether it is {@code ${name:-word}} or one of its kin. */
        boolean isDefault() {
            String plain = operation.startsWith(":") ? operation.substring(1) : operation;
            return !plain.isEmpty() && "-=+?".indexOf(plain.charAt(0)) >= 0 && !isSubstring();
        }

        private boolean isSubstring() {
            return operation.startsWith(":") && (operation.length() < 2 || "-=+?".indexOf(operation.charAt(1)) < 0);
        }

        /** The kind of default and its word: {@code -word}. */
        String defaultWord() {
            return operation.startsWith(":") ? operation.substring(1) : operation;
        }
    }

    private final WordValues values;
    private final Scope scope;

    ParameterValue(WordValues values) {
        this.values = values;
        this.scope = values.scope();
    }

    Result of(WordPart.Parameter parameter) {
        Pieces pieces = Pieces.of(parameter);
        if (pieces.length()) {
            return NOT_KNOWN;
        }
        Result value = lookup(pieces.name(), pieces.subscript());
        if (pieces.indirect()) {
            if (value.isUnknown()
                    || value.elements().size() != 1
                    || !pieces.operation().isEmpty()) {
                return NOT_KNOWN;
            }
            String target = value.elements().get(0);
            int bracket = target.indexOf('[');
            value = bracket > 0 && target.endsWith("]")
                    ? lookup(target.substring(0, bracket), target.substring(bracket + 1, target.length() - 1))
                    : lookup(target, "");
        }
        if (pieces.operation().isEmpty()) {
            return value;
        }
        return pieces.isDefault() ? withDefault(parameter, pieces, value) : cut(pieces.operation(), value);
    }

    private Result lookup(String name, String subscript) {
        char first = name.isEmpty() ? '?' : name.charAt(0);
        if (name.equals("@") || name.equals("*")) {
            return new Result(positional(), name.equals("@"));
        }
        if (first >= '1' && first <= '9') {
            List<String> all = positional();
            if (all.size() == 1 && all.get(0).equals(UNKNOWN)) {
                return NOT_KNOWN;
            }
            int index = name.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(name);
            return new Result(List.of(index <= all.size() ? all.get(index - 1) : ""), false);
        }
        if (!WordValuesNames.isStart(first) && !name.equals("0")) {
            return NOT_KNOWN;
        }
        List<List<String>> alternatives = scope.values(name);
        List<String> elements = alternatives.get(values.choices().pick(name, alternatives.size()));
        if (subscript.equals("@") || subscript.equals("*")) {
            return new Result(elements, subscript.equals("@"));
        }
        if (subscript.isEmpty()) {
            return new Result(List.of(elements.isEmpty() ? "" : elements.get(0)), false);
        }
        if (elements.size() == 1 && elements.get(0).indexOf(WordValues.UNKNOWN) >= 0) {
            return NOT_KNOWN;
        }
        if (subscript.matches("-?\\d{1,4}")) {
            int index = Integer.parseInt(subscript);
            int at = index < 0 ? elements.size() + index : index;
            return new Result(List.of(at >= 0 && at < elements.size() ? elements.get(at) : ""), false);
        }
        // Some element of it: each is a possibility.
        return elements.isEmpty()
                ? NOT_KNOWN
                : new Result(List.of(elements.get(values.choices().pick(name + "[", elements.size()))), false);
    }

    private List<String> positional() {
        List<List<String>> alternatives = scope.positional();
        return alternatives.get(values.choices().pick("@", alternatives.size()));
    }

    private Result withDefault(WordPart.Parameter parameter, Pieces pieces, Result value) {
        String word = pieces.defaultWord();
        char kind = word.charAt(0);
        if (kind == '?') {
            return value;
        }
        Word operand = LineParser.operand(word.substring(1));
        Result otherwise = new Result(List.of(values.single(operand)), false);
        boolean unsure =
                value.isUnknown() || (value.isEmpty() && !pieces.operation().startsWith(":"));
        if (unsure && values.choices().pick(parameter.text(), 2) == 1) {
            return kind == '+' ? value : otherwise;
        }
        if (kind == '+') {
            return value.isEmpty() ? value : otherwise;
        }
        return value.isEmpty() ? otherwise : value;
    }

    private Result cut(String operation, Result value) {
        if (value.elements().stream().anyMatch(e -> e.indexOf(WordValues.UNKNOWN) >= 0)) {
            return NOT_KNOWN;
        }
        String same = operation.length() > 1 && operation.charAt(0) == operation.charAt(1)
                ? operation.substring(2)
                : operation.substring(1);
        switch (operation.charAt(0)) {
            case '^' -> {
                return changeCase(operation, value, text -> text.toUpperCase(Locale.ROOT));
            }
            case ',' -> {
                return changeCase(operation, value, text -> text.toLowerCase(Locale.ROOT));
            }
            case ':' -> {
                return substring(operation.substring(1).trim(), value);
            }
            case '#' -> {
                Pattern pattern = pattern(same, "^", operation.startsWith("##") ? "*" : "*?", "");
                return pattern == null
                        ? NOT_KNOWN
                        : value.map(text -> pattern.matcher(text).replaceFirst(""));
            }
            case '%' -> {
                // The shortest end: as much as possible stands before it.
                boolean longest = operation.startsWith("%%");
                Pattern pattern = pattern(same, longest ? "^(.*?)" : "^(.*)", "*", "$");
                return pattern == null
                        ? NOT_KNOWN
                        : value.map(text -> pattern.matcher(text).replaceFirst("$1"));
            }
            case '/' -> {
                int slash = same.indexOf('/');
                String from = slash < 0 ? same : same.substring(0, slash);
                String to = slash < 0 ? "" : same.substring(slash + 1);
                if (!isLiteral(from) || !isLiteral(to) || from.isEmpty() || "#%".indexOf(from.charAt(0)) >= 0) {
                    return NOT_KNOWN;
                }
                return value.map(text -> operation.startsWith("//")
                        ? text.replace(from, to)
                        : text.replaceFirst(Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to)));
            }
            default -> {
                return operation.equals("@Q") ? value : NOT_KNOWN;
            }
        }
    }

    private static Result changeCase(String operation, Result value, UnaryOperator<String> change) {
        if (operation.length() == 2) {
            return value.map(change);
        }
        return operation.length() == 1
                ? value.map(text -> text.isEmpty() ? text : change.apply(text.substring(0, 1)) + text.substring(1))
                : NOT_KNOWN;
    }

    private static Result substring(String range, Result value) {
        if (!range.matches("\\d{1,6}(\\s*:\\s*\\d{1,6})?")) {
            return NOT_KNOWN;
        }
        String[] numbers = range.split(":", -1);
        int from = Integer.parseInt(numbers[0].trim());
        int length = numbers.length > 1 ? Integer.parseInt(numbers[1].trim()) : Integer.MAX_VALUE;
        if (value.separate()) {
            // The positional parameters are counted from one, the elements of an array from zero.
            return NOT_KNOWN;
        }
        return value.map(text -> {
            int start = Math.min(from, text.length());
            return text.substring(start, length > text.length() - start ? text.length() : start + length);
        });
    }

    /** A pattern of literal text and at most one star: more is not worked out. */
    private static @org.jspecify.annotations.Nullable Pattern pattern(
            String glob, String before, String repeat, String after) {
        if (glob.indexOf('*') != glob.lastIndexOf('*') || !isLiteral(glob.replace("*", ""))) {
            return null;
        }
        List<String> pieces = new ArrayList<>();
        for (String piece : glob.split("\\*", -1)) {
            pieces.add(Pattern.quote(piece));
        }
        return Pattern.compile(before + String.join("." + repeat, pieces) + after, Pattern.DOTALL);
    }

    private static boolean isLiteral(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("*?[\\\"'$`(".indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }
}
