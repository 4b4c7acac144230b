package dev.isaac.aliases.internal.shell;

import dev.isaac.aliases.internal.model.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads programs of {@code sed}. */
final class SedReader {

    private static final int DEEPEST = 20;

    private final String in;
    private int at;

    SedReader(String in) {
        this.in = in;
    }

    SedProgram run() throws Refused {
        List<SedProgram.Command> commands = commands(0);
        if (commands.isEmpty() || at < in.length()) {
            throw refused();
        }
        return new SedProgram(commands);
    }

    private List<SedProgram.Command> commands(int depth) throws Refused {
        List<SedProgram.Command> commands = new ArrayList<>();
        while (true) {
            skip(" \t\n;");
            if (at >= in.length() || in.charAt(at) == '}') {
                return commands;
            }
            if (depth > DEEPEST) {
                throw refused();
            }
            commands.add(command(depth));
            skip(" \t");
            if (at < in.length() && ";\n}".indexOf(in.charAt(at)) < 0) {
                throw refused();
            }
        }
    }

    private void skip(String characters) {
        while (at < in.length() && characters.indexOf(in.charAt(at)) >= 0) {
            at++;
        }
    }

    private SedProgram.Command command(int depth) throws Refused {
        SedProgram.Address address = address();
        skip(" \t");
        boolean negated = at < in.length() && in.charAt(at) == '!';
        if (negated) {
            at++;
            skip(" \t");
        }
        if (at >= in.length()) {
            throw refused();
        }
        char name = in.charAt(at++);
        Optional<SedProgram.Substitution> substitution = Optional.empty();
        String text = "";
        String other = "";
        List<SedProgram.Command> block = List.of();
        switch (name) {
            case 's' -> substitution = Optional.of(substitution(address));
            case 'y' -> {
                char delimiter = delimiter();
                text = set(upTo(delimiter, false));
                other = set(upTo(delimiter, false));
                if (text.length() != other.length()) {
                    throw refused();
                }
            }
            case 'a', 'i', 'c' -> text = text();
            case ':', 'b', 't' -> {
                skip(" \t");
                int start = at;
                while (at < in.length() && Character.isLetterOrDigit(in.charAt(at))) {
                    at++;
                }
                text = in.substring(start, at);
            }
            case '{' -> {
                block = commands(depth + 1);
                if (at >= in.length()) {
                    throw refused();
                }
                at++;
            }
            case 'p', 'd', 'q', 'n', 'N', 'P', 'h', 'H', 'g', 'G', 'x', '=', 'z' -> {}
            default -> throw refused();
        }
        return new SedProgram.Command(address, negated, name, substitution, text, other, block);
    }

    /** The members of a set of {@code y}. */
    private String set(String text) throws Refused {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                if (i >= text.length() || (text.charAt(i) != '\\' && text.charAt(i) != 'n')) {
                    throw refused();
                }
                c = text.charAt(i) == 'n' ? '\n' : '\\';
            }
            out.append(c);
        }
        return out.toString();
    }

    /** The text of {@code a}, {@code i} or {@code c}: one line, behind blanks or behind a backslash. */
    private String text() throws Refused {
        skip(" \t");
        if (at < in.length() && in.charAt(at) == '\\') {
            at++;
            if (at < in.length() && in.charAt(at) == '\n') {
                at++;
            }
        }
        int end = in.indexOf('\n', at);
        String text = in.substring(at, end < 0 ? in.length() : end);
        if (text.isEmpty() || text.indexOf('\\') >= 0) {
            throw refused();
        }
        at += text.length();
        return text;
    }

    private SedProgram.Address address() throws Refused {
        SedProgram.Address from = simple();
        skip(" \t");
        if (at >= in.length() || in.charAt(at) != ',') {
            if (from instanceof SedProgram.Line line && line.number() == 0) {
                throw refused();
            }
            return from;
        }
        at++;
        skip(" \t");
        if (from instanceof SedProgram.Everywhere || from instanceof SedProgram.Step || at >= in.length()) {
            throw refused();
        }
        SedProgram.End to = end();
        if (from instanceof SedProgram.Line line && line.number() == 0 && !(to instanceof SedProgram.AtMatch)) {
            throw refused();
        }
        return new SedProgram.Range(from, to);
    }

    private SedProgram.End end() throws Refused {
        if (in.charAt(at) == '+') {
            at++;
            return new SedProgram.After(number());
        }
        SedProgram.Address to = simple();
        if (to instanceof SedProgram.Line line) {
            return new SedProgram.AtLine(line.number());
        }
        if (to instanceof SedProgram.Matching matching) {
            return new SedProgram.AtMatch(matching.pattern(), matching.ignoreCase());
        }
        if (to instanceof SedProgram.Last) {
            return new SedProgram.AtLast();
        }
        throw refused();
    }

    private SedProgram.Address simple() throws Refused {
        if (at >= in.length()) {
            throw refused();
        }
        char c = in.charAt(at);
        if (c == '$') {
            at++;
            return new SedProgram.Last();
        }
        if (c == '/' || c == '\\') {
            at++;
            char delimiter = c == '/' ? c : delimiter();
            String pattern = upTo(delimiter, true);
            boolean ignoreCase = at < in.length() && in.charAt(at) == 'I';
            if (ignoreCase) {
                at++;
            }
            if (pattern.isEmpty()) {
                throw refused();
            }
            return new SedProgram.Matching(pattern, ignoreCase);
        }
        if (Character.isDigit(c)) {
            int from = number();
            if (at < in.length() && in.charAt(at) == '~') {
                at++;
                int step = number();
                if (step == 0) {
                    throw refused();
                }
                return new SedProgram.Step(from, step);
            }
            return new SedProgram.Line(from);
        }
        return new SedProgram.Everywhere();
    }

    private int number() throws Refused {
        int start = at;
        while (at < in.length() && in.charAt(at) >= '0' && in.charAt(at) <= '9') {
            at++;
        }
        String digits = in.substring(start, at);
        if (digits.isEmpty() || digits.length() > 9) {
            throw refused();
        }
        return Integer.parseInt(digits);
    }

    private char delimiter() throws Refused {
        if (at >= in.length()) {
            throw refused();
        }
        char delimiter = in.charAt(at++);
        if (delimiter == '\\' || delimiter == '\n' || Character.isLetterOrDigit(delimiter) || delimiter == ' ') {
            throw refused();
        }
        return delimiter;
    }

    private SedProgram.Substitution substitution(SedProgram.Address address) throws Refused {
        char delimiter = delimiter();
        String pattern = upTo(delimiter, true);
        boolean again = pattern.isEmpty();
        String replacement = upTo(delimiter, false);
        boolean global = false;
        boolean ignoreCase = false;
        boolean prints = false;
        int number = 1;
        while (at < in.length() && " \t;\n}".indexOf(in.charAt(at)) < 0) {
            char flag = in.charAt(at);
            if (flag >= '1' && flag <= '9') {
                number = number();
                continue;
            }
            at++;
            switch (flag) {
                case 'g' -> global = true;
                case 'I', 'i' -> ignoreCase = true;
                case 'p' -> prints = true;
                default -> throw refused();
            }
        }
        if (again && address instanceof SedProgram.Matching matching) {
            // The expression that was used last is that of the address.
            pattern = matching.pattern();
            ignoreCase |= matching.ignoreCase();
        } else if (again
                && address instanceof SedProgram.Range range
                && range.from().equals(new SedProgram.Line(0))
                && range.to() instanceof SedProgram.AtMatch to) {
            pattern = to.pattern();
            ignoreCase |= to.ignoreCase();
        }
        if (pattern.isEmpty()) {
            throw refused();
        }
        return new SedProgram.Substitution(pattern, replacement, number, global, ignoreCase, prints);
    }

    /** Reads up to a delimiter; inside brackets of a pattern it is none. An escaped delimiter is the delimiter. */
    private String upTo(char delimiter, boolean pattern) throws Refused {
        StringBuilder text = new StringBuilder();
        int bracket = -1;
        while (at < in.length()) {
            char c = in.charAt(at);
            if (bracket < 0 && c == delimiter) {
                at++;
                return text.toString();
            }
            if (c == '\\') {
                escape(delimiter, pattern, text);
                continue;
            }
            if (c == '\n') {
                throw refused();
            }
            if (bracket >= 0 && c == '[' && at + 1 < in.length() && ":.=".indexOf(in.charAt(at + 1)) >= 0) {
                int end = in.indexOf(in.charAt(at + 1) + "]", at + 2);
                if (end < 0) {
                    throw refused();
                }
                text.append(in, at, end + 2);
                at = end + 2;
                continue;
            }
            if (pattern && bracket < 0 && c == '[') {
                bracket = text.length();
            } else if (bracket >= 0 && c == ']' && !text.substring(bracket).matches("\\[\\^?")) {
                bracket = -1;
            }
            text.append(c);
            at++;
        }
        throw refused();
    }

    private void escape(char delimiter, boolean pattern, StringBuilder text) throws Refused {
        if (at + 1 >= in.length()) {
            throw refused();
        }
        char next = in.charAt(at + 1);
        if (next == delimiter) {
            // Of a delimiter with a meaning of its own it is not settled which one is meant.
            if ("/,#:;_@%~=!\"'-".indexOf(delimiter) < 0) {
                throw refused();
            }
            text.append(delimiter);
        } else if (next == 't') {
            // Everywhere, in brackets too, before the expression is read.
            text.append('\t');
        } else if (next == 'n' && pattern) {
            text.append('\n');
        } else {
            text.append('\\').append(next);
        }
        at += 2;
    }

    private Refused refused() {
        return new Refused("alias.sed", "The sed program " + in + " is beyond what has a faithful translation.");
    }
}
