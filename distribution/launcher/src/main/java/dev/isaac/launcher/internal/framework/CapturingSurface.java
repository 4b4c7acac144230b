package dev.isaac.launcher.internal.framework;

import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.Progress;
import dev.isaac.core.Outcome;
import dev.isaac.core.Surface;
import dev.isaac.launcher.LineResult;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what a line produces. Nobody can be asked here. */
public final class CapturingSurface implements Surface {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<CommandResult> results = new ArrayList<>();

    /** What was produced. */
    public synchronized LineResult result(Outcome outcome) {
        return new LineResult(
                outcome.exitCode(),
                outcome.fault(),
                results,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    @Override
    public InputStream in() {
        return InputStream.nullInputStream();
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
        return false;
    }

    @Override
    public boolean collects() {
        return true;
    }

    @Override
    public synchronized void show(CommandResult result) {
        if (result instanceof CommandResult.Records records) {
            try (records) {
                List<Map<String, ?>> rows = records.rows().toList();
                results.add(new CommandResult.Table(records.columns(), rows));
            }
        } else {
            results.add(result);
        }
    }

    @Override
    public void report(Fault fault) {
        // The outcome of the line carries it.
    }

    @Override
    public Progress progress() {
        return Progress.unwatched();
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
        // A line of an application runs to its end, or until the runtime is closed.
    }
}
