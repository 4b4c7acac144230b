package dev.isaac.shell.internal.gogo;

import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.Progress;
import dev.isaac.core.Outcome;
import dev.isaac.core.Surface;
import dev.isaac.shell.internal.render.FaultText;
import dev.isaac.shell.internal.render.HumanText;
import dev.isaac.shell.internal.render.Look;
import dev.isaac.shell.internal.surface.TerminalProgress;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import org.jspecify.annotations.Nullable;

/** A Gogo session as a surface: its streams, no questions. A question that nobody can answer is a refusal. */
final class GogoSurface implements Surface {

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final Look look = Look.plain();
    private final Progress progress;
    private final List<Fault> faults = new ArrayList<>();

    GogoSurface(CommandSession session, @Nullable Process process) {
        if (process != null) {
            in = process.in();
            out = process.out();
            err = process.err();
            terminal = process.isTty(0);
        } else {
            in = session.getKeyboard();
            out = session.getConsole();
            err = session.getConsole();
            terminal = false;
        }
        progress = new TerminalProgress(err, look, false, false, System::nanoTime);
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public OutputStream err() {
        return err;
    }

    @Override
    public boolean inheritsProcessStreams() {
        return false;
    }

    @Override
    public boolean hasInput() {
        return !terminal;
    }

    @Override
    public void show(CommandResult result) {
        new HumanText(look, out::println).show(result);
        out.flush();
    }

    /** The last fault leaves as an exception, as Gogo's scripts expect; those before it are told here. */
    @Override
    public void report(Fault fault) {
        faults.add(fault);
    }

    /** The line is done. */
    void end(Outcome outcome) {
        Fault last = outcome.fault().orElse(null);
        faults.stream().filter(fault -> !fault.equals(last)).forEach(fault -> FaultText.lines(fault, look)
                .forEach(err::println));
        err.flush();
        out.flush();
        if (last != null) {
            throw new GogoRefusal(last);
        }
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public Answer ask(Question question) {
        return Answer.NOBODY;
    }

    @Override
    public char @Nullable [] askSecret(String prompt) {
        return null;
    }

    @Override
    public void running(Runnable interrupt) {
        // A Gogo job that is interrupted interrupts its thread.
    }
}
