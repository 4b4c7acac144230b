package dev.isaac.testing.coverage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.tools.ExecFileLoader;

/** What the tests of all modules together ran of each module's classes. */
final class Coverage {

    private final Map<String, Lines> modules = new TreeMap<>();
    private final List<Path> recordings;
    private final List<String> mismatches = new ArrayList<>();

    private Coverage(List<Path> recordings) {
        this.recordings = recordings;
    }

    /**
     * Measures.
     *
     * @param recordings files of the agent; merged, so that a class counts wherever a test ran it
     * @param classes module name to its folder of classes
     */
    static Coverage measure(List<Path> recordings, Map<String, Path> classes) throws IOException {
        Coverage coverage = new Coverage(List.copyOf(recordings));
        ExecFileLoader loader = new ExecFileLoader();
        for (Path recording : recordings) {
            loader.load(recording.toFile());
        }
        for (Map.Entry<String, Path> module : classes.entrySet()) {
            CoverageBuilder builder = new CoverageBuilder();
            Analyzer analyzer = new Analyzer(loader.getExecutionDataStore(), builder);
            analyzer.analyzeAll(module.getValue().toFile());
            int covered = 0;
            int missed = 0;
            for (IClassCoverage c : builder.getClasses()) {
                if (!c.getName().startsWith("dev/isaac/")) {
                    continue; // a library that is embedded: its own project tests it
                }
                covered += c.getLineCounter().getCoveredCount();
                missed += c.getLineCounter().getMissedCount();
            }
            builder.getNoMatchClasses().forEach(c -> coverage.mismatches.add(module.getKey() + ": " + c.getName()));
            if (covered + missed > 0) {
                coverage.modules.put(module.getKey(), new Lines(covered, missed));
            }
        }
        return coverage;
    }

    /** The recordings below a folder: one for each module whose tests ran. */
    static List<Path> recordings(Path root) throws IOException {
        try (Stream<Path> files = Files.find(
                root,
                5,
                (path, attributes) -> path.endsWith(Path.of("target", "jacoco.exec")) && attributes.size() > 0)) {
            return files.sorted().toList();
        }
    }

    Map<String, Lines> modules() {
        return modules;
    }

    Lines all() {
        return modules.values().stream().reduce(new Lines(0, 0), Lines::plus);
    }

    /** Classes that a test ran in another build than the one in the folder. */
    List<String> mismatches() {
        return mismatches;
    }

    /** A table of all modules. */
    String table() {
        StringBuilder text = new StringBuilder(String.format("%-40s %8s %8s %7s%n", "module", "lines", "covered", "%"));
        modules.forEach((name, lines) -> text.append(lines.row(name)));
        return text.append(all().row("all (" + recordings.size() + " recordings)"))
                .toString();
    }

    /**
     * Lines of code.
     *
     * @param covered those that ran, wholly or in part
     * @param missed those that did not
     */
    record Lines(int covered, int missed) {
        Lines plus(Lines other) {
            return new Lines(covered + other.covered, missed + other.missed);
        }

        /** From 0 to 100; a module without lines is wholly covered. */
        double percent() {
            int lines = covered + missed;
            return lines == 0 ? 100 : 100.0 * covered / lines;
        }

        String row(String name) {
            return String.format("%-40s %8d %8d %7.1f%n", name, covered + missed, covered, percent());
        }
    }
}
