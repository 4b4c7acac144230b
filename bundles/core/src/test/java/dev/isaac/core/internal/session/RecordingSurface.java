package dev.isaac.core.internal.session;

import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.Progress;
import dev.isaac.core.Surface;
import dev.isaac.core.internal.run.ResultWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A surface that remembers everything. */
public final class RecordingSurface implements Surface {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private InputStream in = new ByteArrayInputStream(new byte[0]);
    private boolean input;
    public final List<CommandResult> shown = new ArrayList<>();
    public final List<Fault> faults = new ArrayList<>();
    public final List<Question> questions = new ArrayList<>();
    public final List<String> notes = new ArrayList<>();
    public Answer answer = Answer.NOBODY;
    public @Nullable String secret;
    public volatile Runnable interrupt = () -> {};

    public RecordingSurface with(String text) {
        in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        input = true;
        return this;
    }

    public RecordingSurface answering(Answer value) {
        answer = value;
        return this;
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

    public String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Override
    public boolean inheritsProcessStreams() {
        return false;
    }

    @Override
    public boolean hasInput() {
        return input;
    }

    @Override
    public void show(CommandResult result) {
        shown.add(result);
        try {
            ResultWriter.write(result, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void report(Fault fault) {
        faults.add(fault);
    }

    @Override
    public Progress progress() {
        return new Progress() {
            @Override
            public void note(String sentence) {
                notes.add(sentence);
            }

            @Override
            public void warn(String sentence) {
                notes.add(sentence);
            }

            @Override
            public Task task(String title, long total, Unit unit) {
                return new Task() {
                    @Override
                    public void done(long amount) {
                        notes.add(title);
                    }

                    @Override
                    public void close() {
                        notes.add(title);
                    }
                };
            }
        };
    }

    @Override
    public Answer ask(Question question) {
        questions.add(question);
        return answer;
    }

    @Override
    public char @Nullable [] askSecret(String prompt) {
        return secret == null ? null : secret.toCharArray();
    }

    @Override
    public void running(Runnable action) {
        interrupt = action;
    }
}
