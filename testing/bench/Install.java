import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.Progress;
import dev.isaac.core.Surface;
import dev.isaac.launcher.IsaacRuntime;
import dev.isaac.launcher.RuntimeOptions;
import dev.isaac.launcher.RuntimeOptions.Mode;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** Drives the marketplace of one embedded runtime and prints rows for ./bench. */
public final class Install {

    private static final String SMALL = "hash-tools";
    // In this scope no program can answer in the place of the plugin.
    private static final String USE = "isaac:hash text abc";
    private static final String LARGE = "git-helpers";
    private static final String LARGE_USE = "isaac:repo summary";

    private static final String MANY = "bench-0"; // with nine that it needs
    private static final String MANY_USE = "isaac:bench run0";
    private static final int COUNT = 10;

    private static final String UPDATED = "notes";
    private static final String UPDATED_USE = "isaac:notes list --overdue"; // the old version has no such option

    private final IsaacRuntime isaac;
    private final Path home;
    private final Agreeing surface = new Agreeing();
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    private Install(IsaacRuntime isaac, Path home) {
        this.isaac = isaac;
        this.home = home;
    }

    public static void main(String... arguments) throws Exception {
        int runs = Integer.parseInt(arguments[2]);
        int cycles = Integer.parseInt(arguments[3]);
        RuntimeOptions options =
                RuntimeOptions.of(Path.of(arguments[1]), Path.of(arguments[0])).withMode(Mode.CLASS_PATH);
        try (IsaacRuntime isaac = IsaacRuntime.start(options);
                BareFramework bare = new BareFramework(Path.of(arguments[1]).resolveSibling("bare"))) {
            Install install = new Install(isaac, Path.of(arguments[1]));
            install.run("marketplace registry add bench " + arguments[4] + " --root " + arguments[5], 0);
            install.measure(runs, bare);
            install.ten(runs, bare);
            install.cycles(cycles);
        }
    }

    private void measure(int runs, BareFramework bare) throws Exception {
        for (int i = 0; i < 5; i++) { // what is loaded once is not what is measured
            cycle(new ArrayList<>(), new ArrayList<>());
        }
        run("marketplace install " + SMALL, 0);
        byte[] smallJar = jar(SMALL);
        run("marketplace uninstall " + SMALL, 0);
        List<Double> install = new ArrayList<>();
        List<Double> uninstall = new ArrayList<>();
        List<Double> large = new ArrayList<>();
        List<Double> update = new ArrayList<>();
        List<Double> small = new ArrayList<>();
        List<Double> bareSmall = new ArrayList<>();
        List<Double> bareLarge = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            cycle(install, uninstall);
            bareSmall.add(bare.install(List.of(smallJar)));
            large.add(time(() -> {
                run("marketplace install " + LARGE + "@1.0.0", 0);
                run(LARGE_USE, 0);
            }));
            update.add(time(() -> run("marketplace update " + LARGE, 0)));
            watch(LARGE);
            bareLarge.add(bare.install(List.of(jar(LARGE))));
            run("marketplace uninstall " + LARGE, 0);
            run("marketplace install " + UPDATED + "@1.0.0", 0);
            small.add(time(() -> {
                run("marketplace update " + UPDATED, 0);
                run(UPDATED_USE, 0);
            }));
            watch(UPDATED);
            run("marketplace uninstall " + UPDATED + " --purge", 0);
        }
        report("install " + SMALL + " until its command answers", install, 100, "bare: ", bareSmall);
        report("install " + LARGE + " (2 MiB) until it answers", large, 150, "bare, unused: ", bareLarge);
        report("update " + UPDATED + " 1.0.0 to 1.1.0 until it answers", small, 100, "", List.of());
        report("update " + LARGE + " 1.0.0 to 1.1.0", update, 100, "bare, unused: ", bareLarge);
        report("uninstall " + SMALL, uninstall, 100, "", List.of());
    }

    /** One line installs ten plugins, nine of which the first one needs. */
    private void ten(int runs, BareFramework bare) throws Exception {
        List<Double> install = new ArrayList<>();
        List<Double> uninstall = new ArrayList<>();
        List<Double> bareTen = new ArrayList<>();
        String all = "";
        for (int i = 0; i < COUNT; i++) {
            all += " bench-" + i;
        }
        String line = "marketplace uninstall" + all;
        for (int i = 0; i < runs; i++) {
            install.add(time(() -> {
                run("marketplace install " + MANY, 0);
                run(MANY_USE, 0);
            }));
            List<byte[]> jars = new ArrayList<>();
            for (int k = COUNT - 1; k >= 0; k--) {
                watch("bench-" + k);
                jars.add(jar("bench-" + k));
            }
            bareTen.add(bare.install(jars));
            uninstall.add(time(() -> run(line, 0)));
        }
        report("install ten plugins, nine by need, until it answers", install, 600, "bare: ", bareTen);
        report("uninstall ten plugins", uninstall, 1000, "", List.of());
    }

    /** The bytes of an installed plugin as the store has them. */
    private byte[] jar(String plugin) throws Exception {
        JsonObject state = Json.parseObject(Files.readAllBytes(home.resolve("state.json")));
        for (JsonObject one : state.objects("plugins")) {
            if (one.string("id").equals(plugin)) {
                String digest = one.string("sha256");
                return Files.readAllBytes(home.resolve("store/sha256/" + digest.substring(0, 2) + "/" + digest));
            }
        }
        throw new IllegalStateException(plugin + " is not installed");
    }

    private void cycles(int cycles) {
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

    private static void report(String measure, List<Double> values, int target, String reference, List<Double> others) {
        double median = median(values);
        String range = String.format(Locale.ROOT, "min %.1f, max %.1f ms", values.get(0), values.get(values.size() - 1));
        row(measure + ", median", String.format(Locale.ROOT, "%.1f ms", median), target + " ms",
                others.isEmpty() ? range : String.format(Locale.ROOT, "%s%.1f ms; %s", reference, median(others), range),
                others.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", median / median(others)),
                median <= target ? "ok" : "missed");
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }

    private static void row(String... fields) {
        System.out.println(String.join("\t", fields));
    }

    /**
     * A framework without any of ISAAC: what a plugin costs where nothing is checked, kept or recorded. It takes the bytes,
     * starts the bundles, waits for their commands, and takes them away again, which is not counted.
     */
    private static final class BareFramework implements AutoCloseable {
        private static final List<String> HOST = List.of(
                "org.osgi.util.function",
                "org.osgi.util.promise",
                "org.osgi.service.component",
                "org.apache.felix.scr",
                "dev.isaac.command");
        private final Framework framework;

        BareFramework(Path cache) throws Exception {
            framework = ServiceLoader.load(FrameworkFactory.class).iterator().next().newFramework(Map.of(
                    Constants.FRAMEWORK_STORAGE, cache.toString(),
                    Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT));
            framework.start();
            List<Bundle> bundles = new ArrayList<>();
            for (String jar : System.getProperty("isaac.bench.host").split(File.pathSeparator)) {
                String name = Path.of(jar).getFileName().toString();
                if (HOST.stream().anyMatch(host -> name.matches(Pattern.quote(host) + "-[0-9].*"))) {
                    bundles.add(framework.getBundleContext().installBundle(Path.of(jar).toUri().toString()));
                }
            }
            if (bundles.size() != HOST.size()) {
                throw new IllegalStateException("of the host there is only " + bundles);
            }
            for (Bundle bundle : bundles) {
                bundle.start();
            }
        }

        double install(List<byte[]> jars) throws Exception {
            BundleContext context = framework.getBundleContext();
            List<Bundle> bundles = new ArrayList<>();
            long started = System.nanoTime();
            for (byte[] jar : jars) {
                bundles.add(context.installBundle("bare:" + bundles.size(), new ByteArrayInputStream(jar)));
            }
            for (Bundle bundle : bundles) {
                bundle.start();
            }
            for (Bundle bundle : bundles) {
                if (bundle.getRegisteredServices() == null) {
                    throw new IllegalStateException(bundle + " has no command");
                }
            }
            double time = (System.nanoTime() - started) / 1e6;
            for (Bundle bundle : bundles) {
                bundle.uninstall();
            }
            CountDownLatch refreshed = new CountDownLatch(1);
            framework.adapt(FrameworkWiring.class).refreshBundles(bundles, event -> refreshed.countDown());
            refreshed.await();
            return time;
        }

        @Override
        public void close() throws Exception {
            framework.stop();
            framework.waitForStop(10_000);
        }
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
            return Progress.unwatched();
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
}
