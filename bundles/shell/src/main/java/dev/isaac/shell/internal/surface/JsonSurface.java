package dev.isaac.shell.internal.surface;

import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import dev.isaac.core.Outcome;
import dev.isaac.core.Surface;
import dev.isaac.shell.internal.render.FaultText;
import dev.isaac.shell.internal.render.JsonDocument;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A process with {@code --json}: everything that lines produce is collected, and becomes one document at the end.
 * Questions and progress are those of a person's surface, on standard error. The results are held in memory.
 */
public final class JsonSurface implements Surface {

    private final HumanSurface human;
    private final ProcessStreams streams;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final List<byte[]> results = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    /** Collects, and leaves to another surface what is not a result. */
    public JsonSurface(HumanSurface human, ProcessStreams streams) {
        this.human = human;
        this.streams = streams;
    }

    @Override
    public InputStream in() {
        return human.in();
    }

    @Override
    public OutputStream out() {
        return written;
    }

    @Override
    public OutputStream err() {
        return human.err();
    }

    @Override
    public boolean inheritsProcessStreams() {
        return false;
    }

    @Override
    public boolean hasInput() {
        return human.hasInput();
    }

    @Override
    public boolean collects() {
        return true;
    }

    @Override
    public void show(CommandResult result) {
        collectWritten();
        try {
            JsonDocument.data(result).ifPresent(results::add);
        } catch (UncheckedIOException e) {
            report(HumanSurface.recordsFailed(e));
        }
    }

    @Override
    public void report(Fault fault) {
        faults.add(fault);
    }

    @Override
    public Progress progress() {
        return human.progress();
    }

    @Override
    public Answer ask(Question question) {
        return human.ask(question);
    }

    @Override
    public Set<String> accepted(String option) {
        return human.accepted(option);
    }

    @Override
    public char @Nullable [] askSecret(String prompt) {
        return human.askSecret(prompt);
    }

    @Override
    public void running(Runnable interrupt) {
        human.running(interrupt);
    }

    private void collectWritten() {
        synchronized (written) {
            if (written.size() > 0) {
                results.add(JsonDocument.output(written.toByteArray()));
                written.reset();
            }
        }
    }

    /**
     * Writes the document. Faults that did not end the lines are told on standard error.
     *
     * @return the exit code of the process
     */
    public int finish(Outcome outcome) {
        collectWritten();
        int exitCode = outcome.exitCode();
        Fault last = outcome.fault().orElseGet(() -> faults.isEmpty() ? null : faults.get(faults.size() - 1));
        byte[] document;
        if (exitCode == 0 && outcome.fault().isEmpty()) {
            faults.forEach(this::tell);
            document = JsonDocument.success(results);
        } else {
            Fault fault = last != null ? last : exitStatus(exitCode);
            faults.stream().filter(f -> !f.equals(fault)).forEach(this::tell);
            document = JsonDocument.failure(fault, results);
        }
        streams.out().writeBytes(document);
        streams.out().flush();
        return exitCode;
    }

    private void tell(Fault fault) {
        FaultText.lines(fault, human.errorLook()).forEach(streams.err()::println);
        streams.err().flush();
    }

    private static Fault exitStatus(int exitCode) {
        return Fault.of(FaultKind.FAILED, "shell.exit-status", "The line ended with exit status " + exitCode + ".")
                .detail("exitCode", exitCode);
    }
}
