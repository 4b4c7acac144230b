import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.Progress;
import dev.isaac.core.Surface;
import dev.isaac.launcher.IsaacRuntime;
import dev.isaac.launcher.RuntimeOptions;
import dev.isaac.launcher.RuntimeOptions.Mode;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Drives the marketplace of one embedded runtime and prints rows for ./bench. */
public final class Install {

    private static final String SMALL = "hash-tools";
    // In this scope no program can answer in the place of the plugin.
    private static final String USE = "isaac:hash text abc";
    private static final String LARGE = "git-helpers";
    private static final String LARGE_USE = "isaac:repo summary";

    private static final String UPDATED = "notes";
    private static final String UPDATED_USE = "isaac:notes list --overdue"; // the old version has no such option

    private final IsaacRuntime isaac;
    private final Agreeing surface = new Agreeing();
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    private Install(IsaacRuntime isaac) {
        this.isaac = isaac;
    }

    public static void main(String... arguments) throws Exception {
        int runs = Integer.parseInt(arguments[2]);
        int cycles = Integer.parseInt(arguments[3]);
        RuntimeOptions options =
                RuntimeOptions.of(Path.of(arguments[1]), Path.of(arguments[0])).withMode(Mode.CLASS_PATH);
        try (IsaacRuntime isaac = IsaacRuntime.start(options)) {
            new Install(isaac).measure(runs, cycles);
        }
    }

    private void measure(int runs, int cycles) {
        for (int i = 0; i < 5; i++) { // what is loaded once is not what is measured
            cycle(new ArrayList<>(), new ArrayList<>());
        }
        List<Double> install = new ArrayList<>();
        List<Double> uninstall = new ArrayList<>();
        List<Double> large = new ArrayList<>();
        List<Double> update = new ArrayList<>();
        List<Double> small = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            cycle(install, uninstall);
            large.add(time(() -> {
                run("marketplace install " + LARGE + "@1.0.0", 0);
                run(LARGE_USE, 0);
            }));
            update.add(time(() -> run("marketplace update " + LARGE, 0)));
            watch(LARGE);
            run("marketplace uninstall " + LARGE, 0);
            run("marketplace install " + UPDATED + "@1.0.0", 0);
            small.add(time(() -> {
                run("marketplace update " + UPDATED, 0);
                run(UPDATED_USE, 0);
            }));
            watch(UPDATED);
            run("marketplace uninstall " + UPDATED + " --purge", 0);
        }
        report("install " + SMALL + " until its command answers", install, 150);
        report("install " + LARGE + " (2 MiB) until it answers", large, 150);
        report("update " + UPDATED + " 1.0.0 to 1.1.0 until it answers", small, 100);
        report("update " + LARGE + " 1.0.0 to 1.1.0", update, 100);
        report("uninstall " + SMALL, uninstall, 100);

        long first = heap();
        List<Double> more = new ArrayList<>();
        for (int i = 0; i < cycles; i++) {
            cycle(more, new ArrayList<>());
            if (i % 50 == 49) {
                System.err.printf(Locale.ROOT, "%d cycles, heap %.1f MiB%n", i + 1, heap() / 1048576.0);
            }
        }
        long last = heap();
        long left = loaders.stream().filter(loader -> loader.get() != null).count();
        row(loaders.size() + " plugins gone, class loaders left", Long.toString(left), "0", "-", "", left == 0 ? "ok" : "missed");
        double growth = (last - first) / 1024.0 / cycles;
        row("heap after " + cycles + " cycles", String.format(Locale.ROOT, "%.1f MiB", last / 1048576.0), "flat",
                String.format(Locale.ROOT, "before: %.1f MiB, %.2f KiB per cycle", first / 1048576.0, growth), "",
                growth < 1 ? "ok" : "missed");
    }

    private void cycle(List<Double> install, List<Double> uninstall) {
        install.add(time(() -> {
            run("marketplace install " + SMALL, 0);
            run(USE, 0);
        }));
        watch(SMALL);
        uninstall.add(time(() -> run("marketplace uninstall " + SMALL, 0)));
    }

    private void run(String line, int expected) {
        int code = isaac.execute(line, surface);
        if (code != expected) {
            throw new IllegalStateException(line + " ended with " + code + ": " + surface.fault);
        }
    }

    private void watch(String plugin) {
        int before = loaders.size();
        for (Bundle bundle : isaac.context().getBundles()) {
            if (bundle.getLocation().equals("isaac:plugin/" + plugin)) {
                loaders.add(new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
            }
        }
        if (loaders.size() != before + 1) {
            throw new IllegalStateException("the bundle of " + plugin + " was not found");
        }
    }

    private static double time(Runnable step) {
        long started = System.nanoTime();
        step.run();
        return (System.nanoTime() - started) / 1e6;
    }

    private static long heap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void report(String measure, List<Double> values, int target) {
        Collections.sort(values);
        double median = values.get(values.size() / 2);
        row(measure + ", median", String.format(Locale.ROOT, "%.1f ms", median), target + " ms",
                String.format(Locale.ROOT, "min %.1f, max %.1f ms", values.get(0), values.get(values.size() - 1)),
                String.format(Locale.ROOT, "%.2f", median / target), median <= target ? "ok" : "missed");
    }

    private static void row(String... fields) {
        System.out.println(String.join("\t", fields));
    }

    /** Says yes to everything and shows nothing. */
    private static final class Agreeing implements Surface {
        private String fault = "";

        @Override
        public InputStream in() {
            return InputStream.nullInputStream();
        }

        @Override
        public OutputStream out() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public OutputStream err() {
            return OutputStream.nullOutputStream();
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
        public void show(CommandResult result) {
            if (result instanceof CommandResult.Records records) {
                records.close();
            }
        }

        @Override
        public void report(Fault what) {
            fault = what.toString();
        }

        @Override
        public Progress progress() {
            return Silent.INSTANCE;
        }

        @Override
        public Answer ask(Question question) {
            return Answer.YES;
        }

        @Override
        public char[] askSecret(String prompt) {
            return null;
        }

        @Override
        public void running(Runnable interrupt) {
            // It runs to its end.
        }
    }

    private enum Silent implements Progress, Progress.Task {
        INSTANCE;

        @Override
        public void note(String sentence) {}

        @Override
        public void warn(String sentence) {}

        @Override
        public Task task(String title, long total, Unit unit) {
            return this;
        }

        @Override
        public void done(long amount) {}

        @Override
        public void close() {}
    }
}
