package dev.isaac.shell.internal.surface;

import dev.isaac.command.Progress;
import dev.isaac.shell.internal.render.Clean;
import dev.isaac.shell.internal.render.Look;
import dev.isaac.shell.internal.render.Style;
import dev.isaac.shell.internal.render.Wrap;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Progress on standard error: sentences anywhere, a bar only on a terminal that can take it back. A bar appears when a
 * task has lasted a moment, so that quick ones do not flicker. Thread-safe.
 */
public final class TerminalProgress implements Progress {

    private static final long DELAY = 200_000_000L;
    private static final long INTERVAL = 80_000_000L;
    private static final int BAR = 24;
    private static final String WARNING = "warning:";
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private final PrintStream err;
    private final Look look;
    private final boolean bars;
    private final boolean quiet;
    private final LongSupplier nanos;
    private final List<Step> steps = new ArrayList<>();
    private boolean drawn;
    private long lastDrawn;

    /**
     * Writes to a stream.
     *
     * @param bars whether the stream is a terminal that can clear a line
     * @param quiet whether only warnings are said
     * @param nanos a clock in nanoseconds
     */
    public TerminalProgress(PrintStream err, Look look, boolean bars, boolean quiet, LongSupplier nanos) {
        this.err = err;
        this.look = look;
        this.bars = bars && !quiet;
        this.quiet = quiet;
        this.nanos = nanos;
    }

    @Override
    public synchronized void note(String sentence) {
        if (!quiet) {
            say(wrapped(sentence).map(line -> look.paint(Style.FAINT, line)));
        }
    }

    @Override
    public synchronized void warn(String sentence) {
        String painted = look.paint(Style.WARNING, WARNING);
        say(wrapped(WARNING + " " + sentence)
                .map(line -> line.startsWith(WARNING) ? painted + line.substring(WARNING.length()) : line));
    }

    private Stream<String> wrapped(String sentence) {
        return Wrap.hanging(Clean.line(sentence), look.width()).stream();
    }

    private void say(Stream<String> lines) {
        clear();
        lines.forEach(err::println);
        err.flush();
    }

    @Override
    public synchronized Task task(String title, long total, Unit unit) {
        Step step = new Step(Clean.line(title), total, unit, nanos.getAsLong());
        steps.add(step);
        return step;
    }

    /** Takes the bar away, before anything else is written. */
    public synchronized void clear() {
        if (drawn) {
            err.print("\r\u001b[K");
            err.flush();
            drawn = false;
        }
    }

    private synchronized void advanced(Step step, long amount) {
        step.amount = amount;
        long now = nanos.getAsLong();
        if (bars && now - step.began >= DELAY && (!drawn || now - lastDrawn >= INTERVAL)) {
            lastDrawn = now;
            drawn = true;
            err.print("\r" + text(step) + "\u001b[K");
            err.flush();
        }
    }

    private synchronized void ended(Step step) {
        if (steps.remove(step)) {
            clear();
        }
    }

    private String text(Step step) {
        String counted = step.unit == Unit.BYTES ? size(step.amount) : Long.toString(step.amount);
        if (step.total <= 0) {
            return Wrap.cut(step.title + "  " + counted, look.width() - 1, look.ellipsis());
        }
        String total = step.unit == Unit.BYTES ? size(step.total) : Long.toString(step.total);
        double share = Math.min(1.0, Math.max(0.0, (double) step.amount / step.total));
        int full = (int) Math.round(share * BAR);
        String end = String.format(Locale.ROOT, " %3d%%  %s / %s", Math.round(share * 100), counted, total);
        String title = Wrap.cut(step.title, Math.max(8, look.width() - 1 - BAR - 4 - end.length()), look.ellipsis());
        String done = look.unicode() ? "\u2501" : "=";
        String open = look.unicode() ? "\u2500" : "-";
        return title + "  " + look.paint(Style.NAME, done.repeat(full))
                + look.paint(Style.FAINT, open.repeat(BAR - full)) + end;
    }

    static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    private final class Step implements Task {
        private final String title;
        private final long total;
        private final Unit unit;
        private final long began;
        private long amount;

        Step(String title, long total, Unit unit, long began) {
            this.title = title;
            this.total = total;
            this.unit = unit;
            this.began = began;
        }

        @Override
        public void done(long done) {
            advanced(this, done);
        }

        @Override
        public void close() {
            ended(this);
        }
    }
}
