package dev.isaac.shell.internal.surface;

import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import dev.isaac.core.Surface;
import dev.isaac.shell.internal.render.FaultText;
import dev.isaac.shell.internal.render.HumanText;
import dev.isaac.shell.internal.render.Look;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A process that a person, or a script that wants text, talks to: results on standard output, the rest on standard error. */
public final class HumanSurface implements Surface {

    /** So many lines are written to a pipe before it is asked whether somebody still reads. */
    private static final int CHECK = 128;

    private final ProcessStreams streams;
    private final Look outLook;
    private final Look errLook;
    private final TerminalProgress progress;
    private final Consent consent;
    private final Questions questions;
    private final Dialog dialog;
    private final Interrupts interrupts;
    private long shown;

    /**
     * A surface on standard streams.
     *
     * @param dialog the way to the person
     * @param consent what was answered beforehand
     * @param colour whether colours are wanted where they are possible
     * @param quiet whether only results, warnings and faults are shown
     */
    public HumanSurface(
            ProcessStreams streams,
            Dialog dialog,
            Consent consent,
            boolean colour,
            boolean quiet,
            Interrupts interrupts) {
        this.streams = streams;
        this.outLook = streams.terminals().look(colour);
        this.errLook = streams.terminals().errorLook(colour);
        boolean bars = streams.terminals().err() && streams.terminals().isCapable();
        this.progress = new TerminalProgress(streams.err(), errLook, bars, quiet, System::nanoTime);
        this.consent = consent;
        this.questions = new Questions(streams.err(), errLook, dialog, consent);
        this.dialog = dialog;
        this.interrupts = interrupts;
    }

    @Override
    public InputStream in() {
        return streams.in();
    }

    @Override
    public OutputStream out() {
        return streams.out();
    }

    @Override
    public OutputStream err() {
        return streams.err();
    }

    @Override
    public boolean inheritsProcessStreams() {
        return streams.inheritable();
    }

    @Override
    public boolean hasInput() {
        return !streams.terminals().in();
    }

    @Override
    public void show(CommandResult result) {
        progress.clear();
        try {
            new HumanText(outLook, this::line).show(result);
        } catch (ReaderGone e) {
            interrupts.interrupt();
        } catch (UncheckedIOException e) {
            report(recordsFailed(e));
        }
        streams.out().flush();
    }

    static Fault recordsFailed(UncheckedIOException e) {
        return Fault.of(
                FaultKind.FAILED,
                "shell.records-failed",
                "The rest of the result could not be read: " + e.getMessage());
    }

    private void line(String line) {
        streams.out().print(line);
        streams.out().print('\n');
        shown++;
        // checkError flushes: on a terminal each line appears at once, and elsewhere a reader that is gone is noticed.
        if ((outLook.terminal() || shown % CHECK == 0) && streams.out().checkError()) {
            throw new ReaderGone();
        }
    }

    @Override
    public void report(Fault fault) {
        progress.clear();
        streams.out().flush();
        FaultText.lines(fault, errLook).forEach(streams.err()::println);
        streams.err().flush();
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public Answer ask(Question question) {
        progress.clear();
        streams.out().flush();
        return interrupts.ask(() -> questions.ask(question));
    }

    @Override
    public Set<String> accepted(String option) {
        return consent.accepted(option);
    }

    @Override
    public char @Nullable [] askSecret(String prompt) {
        progress.clear();
        streams.out().flush();
        if (!dialog.isThere()) {
            return null;
        }
        String shown = prompt.endsWith(" ") ? prompt : prompt + " ";
        return interrupts
                .ask(() -> Optional.ofNullable(dialog.askSecret(shown)))
                .orElse(null);
    }

    @Override
    public void running(Runnable interrupt) {
        interrupts.running(interrupt);
    }

    /** Ends a line that something else left unfinished on the terminal. */
    public void endLine() {
        streams.err().println();
        streams.err().flush();
    }

    /** How text looks on standard error. */
    public Look errorLook() {
        return errLook;
    }

    /** How text looks on standard output. */
    public Look look() {
        return outLook;
    }

    /** Whoever read the output went away ({@code | head}). */
    private static final class ReaderGone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ReaderGone() {
            super(null, null, false, false);
        }
    }
}
