package dev.isaac.testing.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The percentages of lines that have to be covered.
 *
 * @param whole of all modules together
 * @param modules of single ones, by name
 */
record Floors(double whole, Map<String, Double> modules) {

    /** What is below its floor, or was not measured at all; empty when all floors are kept. */
    List<String> broken(Coverage coverage) {
        List<String> broken = new ArrayList<>();
        if (coverage.all().percent() < whole) {
            broken.add(below("the whole", coverage.all(), whole));
        }
        new TreeMap<>(modules).forEach((module, floor) -> {
            Coverage.Lines lines = coverage.modules().get(module);
            if (lines == null) {
                broken.add(module + " was not measured");
            } else if (lines.percent() < floor) {
                broken.add(below(module, lines, floor));
            }
        });
        return broken;
    }

    private static String below(String what, Coverage.Lines lines, double floor) {
        return String.format(Locale.ROOT, "%s has %.1f %%, and needs %.1f %%", what, lines.percent(), floor);
    }
}
