package dev.isaac.testing.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the floors: 80 % of lines over the whole, 90 % of what everything else trusts. */
final class CoverageTest {

    static final Floors FLOORS = new Floors(80, Map.of("bundles/core", 90.0, "bundles/trust", 90.0));

    private static final Path ROOT =
            Path.of(System.getProperty("isaac.root", "../..")).toAbsolutePath().normalize();

    private static Map<String, Path> modules;
    private static Coverage coverage;

    @BeforeAll
    static void measure() throws IOException {
        modules = new TreeMap<>();
        for (String top : List.of("bundles", "distribution", "registry-index", "signing")) {
            Path folder = ROOT.resolve(top);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> poms = Files.find(folder, 3, (path, attributes) -> path.endsWith("pom.xml"))) {
                poms.map(Path::getParent)
                        .filter(module -> Files.isDirectory(module.resolve("src/main/java")))
                        .forEach(module ->
                                modules.put(ROOT.relativize(module).toString(), module.resolve("target/classes")));
            }
        }
        coverage = Coverage.measure(Coverage.recordings(ROOT), modules);
        Files.writeString(ROOT.resolve("testing/coverage/target/coverage.txt"), coverage.table());
    }

    @Test
    void everyModuleWasBuiltAndEveryBundleWasRun() {
        assertThat(modules).containsKeys("bundles/command", "bundles/core");
        coverage.modules().forEach((module, lines) -> assertThat(lines.covered())
                .as("lines that ran of %s", module)
                .isPositive());
    }

    @Test
    void theClassesThatRanAreTheClassesThatWereBuilt() {
        // Two versions of an example plugin share the names of their classes.
        assertThat(coverage.mismatches()).noneMatch(name -> name.startsWith("bundles/"));
    }

    @Test
    void theFloorsAreKept() {
        assertThat(FLOORS.broken(coverage)).as(coverage.table()).isEmpty();
    }
}
