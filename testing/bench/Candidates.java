import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.Requirement;
import dev.isaac.marketplace.VersionRange;
import dev.isaac.marketplace.internal.resolve.Platform;
import dev.isaac.marketplace.internal.resolve.Resolver;
import dev.isaac.marketplace.internal.state.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Chooses among 5,000 versions of 50 plugins that need each other in a row, and prints rows for ./bench. */
public final class Candidates {

    private static final int PLUGINS = 50;
    private static final int VERSIONS = 100;
    private static final int TARGET_MILLIS = 1000;

    private Candidates() {}

    public static void main(String... arguments) throws Exception {
        int runs = Integer.parseInt(arguments[0]);
        // Each plugin follows the one before at its height or one below, and the last one wants the first far above itself.
        Map<PluginId, List<Release>> deadEnds = new HashMap<>();
        Map<PluginId, List<Release>> plain = new HashMap<>();
        for (int plugin = 0; plugin < PLUGINS; plugin++) {
            for (int version = VERSIONS; version >= 1; version--) {
                boolean last = plugin == PLUGINS - 1;
                String next = "p" + (last ? 0 : plugin + 1);
                String near = last ? "[" + (version + 30) + ",1000)" : "[" + Math.max(1, version - 1) + "," + version + "]";
                add(deadEnds, plugin, version, List.of(need(next, near)));
                add(plain, plugin, version, last ? List.of() : List.of(need(next, "[1,100)")));
            }
        }
        double cold = time(deadEnds);
        double hard = median(deadEnds, runs);
        double easy = median(plain, runs);
        String reference = String.format(Locale.ROOT, "without dead ends: %.1f ms", easy);
        row("choose among 5,000 versions, full of dead ends, median", hard, reference, hard / easy);
        row("the same, the first time in a process", cold, "the next ones: " + String.format(Locale.ROOT, "%.1f ms", hard), cold / hard);
    }

    private static void row(String what, double millis, String reference, double ratio) {
        System.out.println(String.join(
                "\t",
                what,
                String.format(Locale.ROOT, "%.1f ms", millis),
                TARGET_MILLIS + " ms",
                reference,
                String.format(Locale.ROOT, "%.2f", ratio),
                millis <= TARGET_MILLIS ? "ok" : "missed"));
    }

    private static double median(Map<PluginId, List<Release>> catalogue, int runs) throws Exception {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            times.add(time(catalogue));
        }
        times.sort(null);
        return times.get(times.size() / 2);
    }

    private static double time(Map<PluginId, List<Release>> catalogue) throws Exception {
        long begin = System.nanoTime();
        int chosen = new Resolver(
                        new State(1, new TreeMap<>(), new TreeMap<>()),
                        id -> catalogue.getOrDefault(id, List.of()),
                        new Resolver.Host(17, PluginVersion.parse("1.0"), new Platform("linux", "x86_64")),
                        List.of(PluginSelector.parse("p0")),
                        false)
                .resolve()
                .size();
        double millis = (System.nanoTime() - begin) / 1e6;
        if (chosen != PLUGINS) {
            throw new IllegalStateException("chosen were " + chosen);
        }
        return millis;
    }

    private static Requirement need(String plugin, String range) {
        return new Requirement(PluginId.of(plugin), VersionRange.parse(range), false);
    }

    private static void add(Map<PluginId, List<Release>> catalogue, int plugin, int version, List<Requirement> needs) {
        PluginId id = PluginId.of("p" + plugin);
        catalogue.computeIfAbsent(id, any -> new ArrayList<>())
                .add(new Release(
                        id,
                        new PluginVersion(version, 0, 0, ""),
                        "bench",
                        "bench",
                        "stable",
                        "",
                        Optional.empty(),
                        "file",
                        "statement",
                        1,
                        "p" + plugin + "-" + version,
                        "bench.p" + plugin,
                        needs,
                        List.of(),
                        List.of(),
                        17,
                        Optional.empty(),
                        List.of()));
    }
}
