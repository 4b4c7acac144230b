package dev.isaac.aliases.internal.cmd;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Value;
import dev.isaac.aliases.internal.shell.Values;
import dev.isaac.command.line.Redirection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The redirections of one command. */
record CmdRedirections(List<Redirection> all, CmdWriter writer, CmdContext context) {

    /** Whether standard input comes from a file. */
    boolean reads() {
        return all.stream().anyMatch(r -> r.operator() == Redirection.Operator.READ);
    }

    /** The files from which standard input comes. */
    List<Value> files() throws Refused {
        List<Value> files = new ArrayList<>();
        for (Redirection one : all) {
            if (one.operator() == Redirection.Operator.READ) {
                files.add(Values.one(one.target()));
            }
        }
        return files;
    }

    /** A command that prints the file from which standard input comes. */
    String source() throws Refused {
        for (Redirection one : all) {
            if (one.operator() == Redirection.Operator.READ) {
                return "type " + writer.write(CmdContext.words(context.path(Values.one(one.target()))));
            }
        }
        return "";
    }

    /** Whether messages of errors go where they are read again. */
    boolean keepsErrors() throws Refused {
        boolean nul = false;
        boolean errors = false;
        for (Redirection one : all) {
            nul |= Values.one(one.target()).text().equals(Optional.of("/dev/null"));
            errors |= one.descriptor().equals(Optional.of("2"))
                    || one.operator() == Redirection.Operator.WRITE_BOTH
                    || one.operator() == Redirection.Operator.APPEND_BOTH;
        }
        return errors && !nul;
    }

    /** All but those that read. */
    CmdRedirections read() {
        return new CmdRedirections(
                all.stream()
                        .filter(r -> r.operator() != Redirection.Operator.READ)
                        .toList(),
                writer,
                context);
    }

    /** Whether it is one that makes a file or empties one, and nothing else. */
    boolean isTruncation() {
        return all.size() == 1
                && (all.get(0).operator() == Redirection.Operator.WRITE
                        || all.get(0).operator() == Redirection.Operator.CLOBBER)
                && all.get(0).descriptor().isEmpty();
    }

    /** As CMD has them; {@code first} and {@code last} tell where in a pipe the command stands. */
    String text(boolean first, boolean last) throws Refused {
        List<String> written = new ArrayList<>();
        for (Redirection one : all) {
            Value target = Values.one(one.target());
            boolean nul = target.text().equals(Optional.of("/dev/null"));
            String descriptor = one.descriptor().orElse("");
            String file = nul || one.operator() == Redirection.Operator.DUPLICATE_OUTPUT
                    ? "nul"
                    : writer.write(CmdContext.words(context.path(target)));
            switch (one.operator()) {
                case READ -> {
                    if (!first || !descriptor.isEmpty() || nul) {
                        throw refused(one);
                    }
                    written.add("< " + file);
                }
                case WRITE, CLOBBER, APPEND -> {
                    if ((!last && !descriptor.equals("2")) || !descriptor.matches("|1|2")) {
                        throw refused(one);
                    }
                    written.add(descriptor
                            + (one.operator() == Redirection.Operator.APPEND ? ">>" : ">")
                            + (nul ? "" : " ")
                            + file);
                }
                case WRITE_BOTH, APPEND_BOTH -> {
                    if (!last) {
                        throw refused(one);
                    }
                    String sign = one.operator() == Redirection.Operator.WRITE_BOTH ? ">" : ">>";
                    written.add(sign + (nul ? "" : " ") + file + " 2>&1");
                }
                case DUPLICATE_OUTPUT -> {
                    boolean errors = descriptor.equals("2") && target.text().equals(Optional.of("1"));
                    boolean output = (descriptor.isEmpty() || descriptor.equals("1"))
                            && target.text().equals(Optional.of("2"));
                    if (!errors && !output) {
                        throw refused(one);
                    }
                    written.add(errors ? "2>&1" : "1>&2");
                }
                case READ_WRITE, DUPLICATE_INPUT, HERE_DOCUMENT, HERE_DOCUMENT_TABS, HERE_STRING -> throw refused(one);
            }
        }
        return String.join(" ", written);
    }

    private static Refused refused(Redirection one) {
        return Refused.construct(
                "The redirection " + one.operator().text() + one.target().text());
    }
}
