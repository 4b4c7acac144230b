package dev.isaac.aliases.internal.shell;

import dev.isaac.aliases.internal.model.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of the language of {@code sed} that has equals: substitutions, and {@code p}, {@code d} and {@code q} at
 * addresses.
 *
 * @param commands in order
 */
public record SedProgram(List<Command> commands) {

    public SedProgram {
        commands = List.copyOf(commands);
    }

    /** Where a command applies. */
    public sealed interface Address {}

    /** Everywhere. */
    public record Everywhere() implements Address {}

    /** Lines by number, from 1; {@code to} is -1 for the last line of all. */
    public record Lines(int from, int to) implements Address {}

    /** The last line. */
    public record Last() implements Address {}

    /** Lines that match. */
    public record Matching(String pattern) implements Address {}

    /**
     * One command.
     *
     * @param name {@code s}, {@code p}, {@code d} or {@code q}
     * @param negated whether {@code !} stood before it
     * @param substitution for {@code s}
     */
    public record Command(Address address, boolean negated, char name, Optional<Substitution> substitution) {}

    /** {@code s/pattern/replacement/flags}. */
    public record Substitution(String pattern, String replacement, boolean global, boolean ignoreCase) {}

    /** Reads a program, or refuses it. */
    public static SedProgram parse(String text) throws Refused {
        return new Reader(text).run();
    }

    private static final class Reader {
        private final String in;
        private int at;

        Reader(String in) {
            this.in = in;
        }

        SedProgram run() throws Refused {
            List<Command> commands = new ArrayList<>();
            while (true) {
                while (at < in.length() && " \t\n;".indexOf(in.charAt(at)) >= 0) {
                    at++;
                }
                if (at >= in.length()) {
                    break;
                }
                commands.add(command());
                blanks();
                if (at < in.length() && in.charAt(at) != ';' && in.charAt(at) != '\n') {
                    throw refused();
                }
            }
            if (commands.isEmpty()) {
                throw refused();
            }
            return new SedProgram(commands);
        }

        private void blanks() {
            while (at < in.length() && (in.charAt(at) == ' ' || in.charAt(at) == '\t')) {
                at++;
            }
        }

        private Command command() throws Refused {
            Address address = address();
            blanks();
            boolean negated = at < in.length() && in.charAt(at) == '!';
            if (negated) {
                at++;
                blanks();
            }
            if (at >= in.length()) {
                throw refused();
            }
            char name = in.charAt(at++);
            if (name == 's') {
                return new Command(address, negated, 's', Optional.of(substitution()));
            }
            if (name != 'p' && name != 'd' && name != 'q') {
                throw refused();
            }
            return new Command(address, negated, name, Optional.empty());
        }

        private Address address() throws Refused {
            char c = in.charAt(at);
            if (c == '$') {
                at++;
                if (at < in.length() && in.charAt(at) == ',') {
                    throw refused();
                }
                return new Last();
            }
            if (c == '/') {
                at++;
                String pattern = upTo('/');
                if ((at < in.length() && (in.charAt(at) == ',' || in.charAt(at) == 'I')) || pattern.isEmpty()) {
                    throw refused();
                }
                return new Matching(pattern);
            }
            if (Character.isDigit(c)) {
                int from = number();
                blanks();
                if (at < in.length() && in.charAt(at) == ',') {
                    at++;
                    blanks();
                    if (at < in.length() && in.charAt(at) == '$') {
                        at++;
                        return new Lines(from, -1);
                    }
                    int to = number();
                    return new Lines(from, Math.max(from, to));
                }
                return new Lines(from, from);
            }
            return new Everywhere();
        }

        private int number() throws Refused {
            int start = at;
            while (at < in.length() && in.charAt(at) >= '0' && in.charAt(at) <= '9') {
                at++;
            }
            String digits = in.substring(start, at);
            if (digits.isEmpty()
                    || digits.length() > 9
                    || Integer.parseInt(digits) == 0
                    || (at < in.length() && in.charAt(at) == '~')) {
                throw refused();
            }
            return Integer.parseInt(digits);
        }

        private Substitution substitution() throws Refused {
            if (at >= in.length()) {
                throw refused();
            }
            char delimiter = in.charAt(at++);
            if (delimiter == '\\' || delimiter == '\n' || Character.isLetterOrDigit(delimiter) || delimiter == ' ') {
                throw refused();
            }
            String pattern = upTo(delimiter);
            String replacement = upTo(delimiter);
            boolean global = false;
            boolean ignoreCase = false;
            while (at < in.length() && " \t;\n".indexOf(in.charAt(at)) < 0) {
                char flag = in.charAt(at++);
                if (flag == 'g') {
                    global = true;
                } else if (flag == 'I' || flag == 'i') {
                    ignoreCase = true;
                } else {
                    throw refused();
                }
            }
            if (pattern.isEmpty()) {
                throw refused();
            }
            return new Substitution(pattern, replacement, global, ignoreCase);
        }

        /** Reads up to a delimiter; inside brackets it is none. An escaped delimiter is the delimiter. */
        private String upTo(char delimiter) throws Refused {
            StringBuilder text = new StringBuilder();
            while (at < in.length()) {
                char c = in.charAt(at);
                if (c == delimiter) {
                    at++;
                    return text.toString();
                }
                if (c == '\\') {
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
                    } else {
                        text.append(c).append(next);
                    }
                    at += 2;
                } else if (c == '\n') {
                    throw refused();
                } else {
                    text.append(c);
                    at++;
                }
            }
            throw refused();
        }

        private Refused refused() {
            return new Refused("alias.sed", "The sed program " + in + " is beyond what has a faithful translation.");
        }
    }
}
