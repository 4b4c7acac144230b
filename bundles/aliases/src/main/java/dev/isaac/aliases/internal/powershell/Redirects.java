package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Value;
import dev.isaac.aliases.internal.shell.Values;
import dev.isaac.command.line.Redirection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The redirections of one stage. */
final class Redirects {

    private final boolean modern;
    private Optional<Value> inputFile = Optional.empty();
    private @Nullable List<Ps.Element> text;
    private Ps.@Nullable Expr output;
    private boolean append;
    private boolean dropOutput;
    private boolean dropErrors;
    private boolean joinErrors;

    private Redirects(boolean modern) {
        this.modern = modern;
    }

    static Redirects of(
            List<Redirection> list, boolean first, boolean last, PsValues values, boolean modern, Notes notes)
            throws Refused {
        Redirects redirects = new Redirects(modern);
        for (Redirection one : list) {
            redirects.add(one, first, last, values, notes);
        }
        return redirects;
    }

    private void add(Redirection one, boolean first, boolean last, PsValues values, Notes notes) throws Refused {
        String descriptor = one.descriptor().orElse("");
        Value target = Values.one(one.target());
        boolean nul = target.text().equals(Optional.of("/dev/null"));
        switch (one.operator()) {
            case READ -> {
                if (!first || (!descriptor.isEmpty() && !descriptor.equals("0")) || inputFile.isPresent() || nul) {
                    throw refused(one);
                }
                inputFile = Optional.of(target);
            }
            case HERE_STRING -> {
                if (!first || !descriptor.isEmpty()) {
                    throw refused(one);
                }
                text = List.of(Build.evaluate(values.string(target), " -csplit \"`n\""));
            }
            case WRITE, CLOBBER, APPEND -> {
                if (descriptor.equals("2")) {
                    if (!nul || dropErrors || joinErrors) {
                        throw refused(one);
                    }
                    dropErrors = true;
                } else if (!descriptor.isEmpty() && !descriptor.equals("1")) {
                    throw refused(one);
                } else if (!last || output != null || dropOutput || joinErrors) {
                    throw refused(one);
                } else if (nul) {
                    dropOutput = true;
                } else {
                    file(target, one.operator() == Redirection.Operator.APPEND, values, notes);
                }
            }
            case WRITE_BOTH -> {
                if (!nul || !last || output != null || dropOutput || joinErrors || !descriptor.isEmpty()) {
                    throw refused(one);
                }
                dropOutput = true;
                dropErrors = true;
            }
            case DUPLICATE_OUTPUT -> {
                if (!descriptor.equals("2") || !target.text().equals(Optional.of("1"))) {
                    throw refused(one);
                }
                if (dropOutput) {
                    dropErrors = true;
                } else {
                    notes.add("Errors are worded by PowerShell.");
                    joinErrors = true;
                }
            }
            case READ_WRITE, DUPLICATE_INPUT, APPEND_BOTH, HERE_DOCUMENT, HERE_DOCUMENT_TABS -> throw refused(one);
        }
    }

    private void file(Value target, boolean appends, PsValues values, Notes notes) throws Refused {
        if (target.isGlob()) {
            throw Refused.construct("A pattern as the file of a redirection");
        }
        output = values.path(target);
        append = appends;
        if (!modern) {
            notes.add("The file is written as UTF-8 with a byte order mark.");
        }
    }

    private static Refused refused(Redirection one) {
        return Refused.construct("The redirection " + one.descriptor().orElse("")
                + one.operator().text() + one.target().text());
    }

    /** {@code > file} alone: an empty file. */
    static Ps.Pipeline empty(List<Redirection> list, PsValues values) throws Refused {
        Redirection one = list.get(0);
        if (list.size() != 1
                || one.operator() != Redirection.Operator.WRITE
                || one.descriptor().isPresent()) {
            throw refused(one);
        }
        Value target = Values.one(one.target());
        return Ps.Pipeline.of(
                Build.command("New-Item", "-ItemType", "File", "-Force", "-Path", values.plainPath(target)),
                Build.command("Out-Null"));
    }

    Optional<Value> inputFile() {
        return inputFile;
    }

    Optional<List<Ps.Element>> text() {
        return Optional.ofNullable(text);
    }

    /** Whether errors go elsewhere. */
    boolean touchesErrors() {
        return dropErrors || joinErrors;
    }

    /** Whether errors flow where the output does. */
    boolean joinsErrors() {
        return joinErrors;
    }

    /** Whether the output goes to a file. */
    boolean toFile() {
        return output != null;
    }

    /** The elements with what concerns their errors. */
    List<Ps.Element> apply(List<Ps.Element> elements, boolean piped) throws Refused {
        if (!dropErrors && !joinErrors) {
            return elements;
        }
        Ps.Redirect redirect = new Ps.Redirect(dropErrors ? "2>$null" : "2>&1", Optional.empty());
        if (elements.size() == 1 && elements.get(0) instanceof Ps.Command command) {
            return List.of(new Ps.Command(command.name(), command.arguments(), List.of(redirect)));
        }
        if (elements.size() == 1 && elements.get(0) instanceof Ps.Invoke invoke) {
            return List.of(new Ps.Invoke(invoke.body(), List.of(redirect)));
        }
        if (piped) {
            throw Refused.construct("A redirection of errors inside a pipe");
        }
        return List.of(new Ps.Invoke(Ps.Script.of(new Ps.Pipeline(elements)), List.of(redirect)));
    }

    /** The pipeline with what becomes of its output. */
    List<Ps.Element> finish(List<Ps.Element> elements) {
        if (dropOutput) {
            List<Ps.Element> all = new ArrayList<>(elements);
            all.add(Build.command("Out-Null"));
            return all;
        }
        if (output == null) {
            return elements;
        }
        List<Object> arguments = new ArrayList<>();
        arguments.add("-LiteralPath");
        arguments.add(output);
        if (append) {
            arguments.add("-Append");
        }
        if (!modern) {
            arguments.add("-Encoding");
            arguments.add("utf8");
        }
        List<Ps.Element> all = new ArrayList<>(elements);
        all.add(Build.command("Out-File", arguments.toArray()));
        return all;
    }
}
