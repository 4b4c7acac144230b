package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import java.util.List;
import java.util.regex.Pattern;

/** Writes words as text of CMD: for the prompt, or for a batch file, where a percent sign is doubled. The only place that quotes. */
final class CmdWriter {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.\\\\:/+@*?-]+");
    private static final String SPECIAL = "&|<>^()\"";

    private final boolean batch;

    CmdWriter(boolean batch) {
        this.batch = batch;
    }

    String write(List<CmdWord> words) throws Refused {
        StringBuilder out = new StringBuilder();
        for (CmdWord word : words) {
            if (word instanceof CmdWord.Fixed fixed) {
                out.append(fixed.text());
            } else if (word instanceof CmdWord.Loop loop) {
                out.append(loop(loop.name()));
            } else if (word instanceof CmdWord.Quoted quoted) {
                quoted(quoted, out);
            } else if (word instanceof CmdWord.Inner inner) {
                StringBuilder quoted = new StringBuilder();
                quoted(new CmdWord.Quoted(inner.parts(), true), quoted);
                out.append(quoted, 1, quoted.length() - 1);
            } else if (word instanceof CmdWord.Argument argument) {
                argument(argument.parts(), out);
            } else if (word instanceof CmdWord.Printed printed) {
                printed(printed.parts(), out);
            }
        }
        return out.toString();
    }

    /** {@code for /f} over what a line prints. */
    String loop(CmdStage.Loop loop, String line) throws Refused {
        return "for /f \"" + loop.options() + "\" " + loop(loop.variable()) + " in ('" + escaped(line) + "') do @"
                + write(loop.body());
    }

    /** Whether signs are escaped, outside of quotes. */
    static boolean escapes(String line) {
        boolean quotes = false;
        for (int i = 0; i < line.length(); i++) {
            quotes ^= line.charAt(i) == '"';
            if (!quotes && line.charAt(i) == '^') {
                return true;
            }
        }
        return false;
    }

    private String loop(String name) {
        return (batch ? "%%" : "%") + name;
    }

    /** A line inside {@code in ('…')}: outside of quotes every sign that the outer line would read is escaped. */
    private static String escaped(String line) throws Refused {
        StringBuilder out = new StringBuilder();
        boolean quotes = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quotes = !quotes;
            } else if (!quotes && c == '^') {
                throw Refused.construct("An escaped sign inside a loop");
            } else if (!quotes && "&|<>(),;=".indexOf(c) >= 0) {
                out.append('^');
            }
            out.append(c);
        }
        return out.toString();
    }

    private void quoted(CmdWord.Quoted word, StringBuilder out) throws Refused {
        StringBuilder text = new StringBuilder();
        boolean plain = !word.parts().isEmpty() && !word.always();
        for (CmdWord.Part part : word.parts()) {
            if (part instanceof CmdWord.Text known) {
                check(known.text());
                if (known.text().indexOf('"') >= 0) {
                    throw new Refused("alias.quote", "A double quote inside a value cannot be written for CMD.");
                }
                plain &= PLAIN.matcher(known.text()).matches();
                text.append(percent(
                        known.text(), part == word.parts().get(word.parts().size() - 1)));
            } else {
                plain = false;
                text.append(value(part));
            }
        }
        if (plain && text.charAt(0) != '/') {
            out.append(text);
        } else {
            out.append('"').append(text).append('"');
        }
    }

    /**
     * A quote is written as {@code \"}, which programs read as theirs and CMD as the end of a string: what stands between two of them must
     * hold nothing that CMD would read.
     */
    private void argument(List<CmdWord.Part> parts, StringBuilder out) throws Refused {
        StringBuilder text = new StringBuilder();
        for (CmdWord.Part part : parts) {
            if (!(part instanceof CmdWord.Text known)) {
                throw new Refused(
                        "alias.quote", "A double quote beside a value that is not known cannot be written for CMD.");
            }
            check(known.text());
            text.append(percent(known.text(), true));
        }
        String[] pieces = text.toString().split("\"", -1);
        boolean exposed = pieces.length % 2 == 0;
        for (int i = 0; i < pieces.length; i++) {
            exposed |= pieces[i].endsWith("\\") || (i % 2 == 1 && pieces[i].matches("(?s).*[&|<>^()].*"));
        }
        if (exposed) {
            throw new Refused("alias.quote", "A double quote inside this value cannot be written for CMD.");
        }
        out.append('"').append(String.join("\\\"", pieces)).append('"');
    }

    private String value(CmdWord.Part part) {
        return part instanceof CmdWord.Variable variable
                ? "%" + variable.name() + "%"
                : part instanceof CmdWord.Item item ? loop(item.name()) : "";
    }

    private void printed(List<CmdWord.Part> parts, StringBuilder out) throws Refused {
        boolean balanced = balanced(parts);
        boolean quotes = false;
        for (CmdWord.Part part : parts) {
            if (part instanceof CmdWord.Text known) {
                check(known.text());
                for (int i = 0; i < known.text().length(); i++) {
                    char c = known.text().charAt(i);
                    quotes ^= c == '"';
                    // Between quotes nothing is special and nothing can be escaped; a quote that is alone is escaped
                    // itself.
                    boolean special = !balanced || (c != '"' && !quotes);
                    if (special && SPECIAL.indexOf(c) >= 0) {
                        out.append('^');
                    }
                    boolean last = part == parts.get(parts.size() - 1);
                    out.append(
                            c == '%'
                                    ? percent(known.text().substring(i), last).substring(0, batch ? 2 : 1)
                                    : String.valueOf(c));
                }
            } else {
                if (part instanceof CmdWord.Item && quotes && !balanced) {
                    throw new Refused("alias.quote", "A double quote cannot be printed faithfully by CMD here.");
                }
                out.append(value(part));
            }
        }
    }

    private static boolean balanced(List<CmdWord.Part> parts) {
        long quotes = parts.stream()
                .filter(CmdWord.Text.class::isInstance)
                .mapToLong(part -> ((CmdWord.Text) part)
                        .text()
                        .chars()
                        .filter(c -> c == '"')
                        .count())
                .sum();
        return quotes % 2 == 0;
    }

    private static void check(String text) throws Refused {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == 0x7F) {
                throw new Refused("alias.quote", "A control character cannot be written faithfully for CMD.");
            }
        }
    }

    /**
     * At the prompt a percent sign cannot be escaped: what stands between two could be a variable. One before a sign with which no
     * name of a variable begins stays as it is.
     */
    private String percent(String text, boolean last) throws Refused {
        if (text.indexOf('%') < 0) {
            return text;
        }
        if (batch) {
            return text.replace("%", "%%");
        }
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
            char next = i + 1 < text.length() ? text.charAt(i + 1) : '\0';
            if (next == '\0' ? !last : " {.,;:!?)/-".indexOf(next) < 0) {
                throw new Refused(
                        "alias.quote",
                        "A percent sign cannot be escaped at the prompt of CMD.",
                        "alias translate --batch");
            }
        }
        return text;
    }
}
