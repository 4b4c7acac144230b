package dev.isaac.shell.internal.surface;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Progress;
import dev.isaac.shell.internal.render.Look;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Look look = new Look(false, true, true, () -> 70);
    private long now;

    private TerminalProgress progress(boolean bars, boolean quiet) {
        return new TerminalProgress(
                new PrintStream(err, true, StandardCharsets.UTF_8), look, bars, quiet, () -> now * 1_000_000L);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void drawsABarOnlyAfterAMomentAndNotTooOften() {
        TerminalProgress progress = progress(true, false);
        try (Progress.Task task = progress.task("downloading git-helpers", 2048, Progress.Unit.BYTES)) {
            now = 100;
            task.done(100);
            assertThat(err()).isEmpty();
            now = 250;
            task.done(1024);
            assertThat(err()).contains("downloading").contains(" 50%  1.0 KiB / 2.0 KiB");
            int length = err.size();
            now = 300;
            task.done(1500);
            assertThat(err.size()).isEqualTo(length);
            now = 340;
            task.done(2048);
            assertThat(err()).contains("100%");
        }
        assertThat(err()).endsWith("\r\u001b[K");
    }

    @Test
    void wrapsSentencesAtTheWidth() {
        TerminalProgress progress = progress(false, false);
        progress.note("  it makes, changes and deletes files in the current directory, and those that you name");
        progress.warn("a registry cannot be reached, and its last signed state is used, valid until tomorrow");
        assertThat(err().lines())
                .containsExactly(
                        "  it makes, changes and deletes files in the current directory, and",
                        "    those that you name",
                        "warning: a registry cannot be reached, and its last signed state is",
                        "  used, valid until tomorrow");
    }

    @Test
    void neverExceedsTheWidth() {
        TerminalProgress progress = progress(true, false);
        Progress.Task task =
                progress.task("a title that is much too long for this narrow terminal", 10, Progress.Unit.ITEMS);
        now = 500;
        task.done(5);
        String line = err().replace("\r", "").replace("\u001b[K", "");
        assertThat(line.length()).isLessThanOrEqualTo(69);
        task.close();
    }

    @Test
    void countsWhereTheTotalIsUnknown() {
        TerminalProgress progress = progress(true, false);
        Progress.Task task = progress.task("reading", -1, Progress.Unit.ITEMS);
        now = 500;
        task.done(5);
        assertThat(err()).contains("reading  5");
        task.close();
    }

    @Test
    void takesTheBarAwayBeforeASentence() {
        TerminalProgress progress = progress(true, false);
        Progress.Task task = progress.task("reading", 10, Progress.Unit.ITEMS);
        now = 500;
        task.done(5);
        progress.warn("it is late");
        assertThat(err()).endsWith("\r\u001b[Kwarning: it is late\n");
        task.close();
    }

    @Test
    void drawsNoBarWhereThereIsNoTerminal() {
        TerminalProgress progress = progress(false, false);
        Progress.Task task = progress.task("reading", 10, Progress.Unit.ITEMS);
        now = 500;
        task.done(5);
        task.close();
        progress.note("done");
        assertThat(err()).isEqualTo("done\n");
    }

    @Test
    void saysOnlyWarningsWhenQuiet() {
        TerminalProgress progress = progress(true, true);
        progress.note("nothing");
        progress.warn("something");
        assertThat(err()).isEqualTo("warning: something\n");
    }
}
