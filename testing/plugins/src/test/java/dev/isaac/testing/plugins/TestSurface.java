package dev.isaac.testing.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.Progress;
import dev.isaac.core.Surface;
import dev.isaac.launcher.IsaacRuntime;
import dev.isaac.plugin.kit.FakeProgress;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user who says yes to everything and remembers what came. */
final class TestSurface implements Surface {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<CommandResult> results = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final FakeProgress progress = new FakeProgress();
    private final InputStream in;
    private String awaited = "";
    private Runnable action = () -> {};

    TestSurface() {
        this(InputStream.nullInputStream());
    }

    TestSurface(InputStream in) {
        this.in = in;
    }

    /** Does something when a note is told that begins with some words. */
    TestSurface onNote(String words, Runnable whatToDo) {
        awaited = words;
        action = whatToDo;
        return this;
    }

    /** Types a line that has to work. */
    void runs(IsaacRuntime isaac, String line) {
        int code = isaac.execute(line, this);
        assertThat(faults).as(line).isEmpty();
        assertThat(code).as(line).isZero();
    }

    List<Fault> faults() {
        return faults;
    }

    String written() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The text of the last result. */
    String text() {
        return ((CommandResult.Text) last()).text();
    }

    /** The rows of the last result. */
    List<Map<String, ?>> rows() {
        return ((CommandResult.Table) last()).rows();
    }

    CommandResult last() {
        return results.get(results.size() - 1);
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
        return out;
    }

    @Override
    public boolean inheritsProcessStreams() {
        return false;
    }

    @Override
    public boolean hasInput() {
        return in instanceof Gate;
    }

    @Override
    public void show(CommandResult result) {
        results.add(result);
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
                progress.note(sentence);
                if (!awaited.isEmpty() && sentence.startsWith(awaited)) {
                    action.run();
                }
            }

            @Override
            public void warn(String sentence) {
                progress.warn(sentence);
            }

            @Override
            public Task task(String title, long total, Unit unit) {
                return progress.task(title, total, unit);
            }
        };
    }

    @Override
    public Answer ask(Question question) {
        return Answer.YES;
    }

    @Override
    public char @Nullable [] askSecret(String prompt) {
        return null;
    }

    @Override
    public void running(Runnable interrupt) {
        // These tests let every line run to its end.
    }
}
