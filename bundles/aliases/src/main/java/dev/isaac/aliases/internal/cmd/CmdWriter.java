package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import java.util.List;

/** Writes words as text of CMD: for the prompt, or for a batch file, where a percent sign is doubled. The only place that quotes. */
final class CmdWriter {

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
                out.append(batch ? "%%" : "%").append(loop.name());
            } else if (word instanceof CmdWord.Quoted quoted) {
                quoted(quoted.parts(), out);
            } else if (word instanceof CmdWord.Printed printed) {
                printed(printed.parts(), out);
            }
        }
        return out.toString();
    }

    private void quoted(List<CmdWord.Part> parts, StringBuilder out) throws Refused {
        StringBuilder text = new StringBuilder();
        boolean plain = !parts.isEmpty();
        for (CmdWord.Part part : parts) {
            if (part instanceof CmdWord.Text known) {
                check(known.text());
                if (known.text().indexOf('"') >= 0) {
                    throw new Refused("alias.quote", "A double quote inside a value cannot be written for CMD.");
                }
                plain &= known.text().matches("[A-Za-z0-9_.\\\\:/+@-]+");
                text.append(percent(known.text()));
            } else if (part instanceof CmdWord.Variable variable) {
                plain = false;
                text.append('%').append(variable.name()).append('%');
            }
        }
        if (plain && !text.toString().startsWith("/")) {
            out.append(text);
        } else {
            out.append('"').append(text).append('"');
        }
    }

    private void printed(List<CmdWord.Part> parts, StringBuilder out) throws Refused {
        for (CmdWord.Part part : parts) {
            if (part instanceof CmdWord.Text known) {
                check(known.text());
                for (int i = 0; i < known.text().length(); i++) {
                    char c = known.text().charAt(i);
                    if (c == '"') {
                        throw new Refused("alias.quote", "A double quote cannot be printed faithfully by CMD.");
                    }
                    if ("&|<>^()".indexOf(c) >= 0) {
                        out.append('^');
                    }
                    out.append(c == '%' ? percent("%") : String.valueOf(c));
                }
            } else if (part instanceof CmdWord.Variable variable) {
                out.append('%').append(variable.name()).append('%');
            }
        }
    }

    private static void check(String text) throws Refused {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == 0x7F || c == '!') {
                throw new Refused(
                        "alias.quote",
                        "A control character or an exclamation mark cannot be written faithfully for CMD.");
            }
        }
    }

    /** At the prompt a percent sign cannot be escaped: what stands between two could be a variable. */
    private String percent(String text) throws Refused {
        if (text.indexOf('%') < 0) {
            return text;
        }
        if (!batch) {
            throw new Refused(
                    "alias.quote", "A percent sign cannot be escaped at the prompt of CMD.", "alias translate --batch");
        }
        return text.replace("%", "%%");
    }
}
