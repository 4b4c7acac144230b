package dev.isaac.testing.architecture.api;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.Jar;
import aQute.bnd.version.Version;
import dev.isaac.testing.architecture.Reactor;
import dev.isaac.testing.architecture.Reactor.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the exported API of every bundle against the newest record in {@code bundles/NAME/api}. With the system property
 * {@code isaac.api.record} the records are written instead, which is how a release is baselined: {@code ./check
 * --record-api}.
 */
final class ApiBaselineTest {

    private static final boolean RECORD = Boolean.getBoolean("isaac.api.record");

    private final Reactor reactor = Reactor.read();

    @Test
    void someBundlesExportAnApi() throws IOException {
        assertThat(bundles().map(Module::artifact)).contains("dev.isaac.command", "dev.isaac.core");
    }

    @TestFactory
    Stream<DynamicTest> theApiKeepsWhatItsVersionPromises() throws IOException {
        return bundles()
                .map(module -> DynamicTest.dynamicTest(module.artifact(), () -> {
                    ApiRecord current;
                    try (Jar jar = new Jar(module.jar().toFile())) {
                        current = ApiRecord.of(jar);
                    }
                    if (RECORD) {
                        record(module, current);
                    }
                    Path newest = newest(module)
                            .orElseThrow(() -> new AssertionError(module.artifact()
                                    + " has no recorded API; run ./check --record-api and review what it wrote"));
                    assertThat(ApiComparison.compare(current, ApiRecord.read(Files.readString(newest))))
                            .as(
                                    "the API of %s against %s",
                                    module.artifact(), reactor.root().relativize(newest))
                            .isEmpty();
                }));
    }

    private Stream<Module> bundles() throws IOException {
        return reactor.products().stream().filter(Module::isBundle).filter(module -> !module.exports()
                .isEmpty());
    }

    private void record(Module module, ApiRecord current) throws IOException {
        Path folder = Files.createDirectories(folder(module));
        Files.writeString(folder.resolve(module.version() + ".txt"), current.write());
    }

    private Optional<Path> newest(Module module) throws IOException {
        Path folder = folder(module);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> records =
                    files.filter(file -> file.toString().endsWith(".txt")).toList();
            return records.stream().max(Comparator.comparing(ApiBaselineTest::version));
        }
    }

    private Path folder(Module module) {
        return reactor.root().resolve(module.folder()).resolve("api");
    }

    private static Version version(Path file) {
        String name = file.getFileName().toString();
        return Version.parseVersion(name.substring(0, name.length() - ".txt".length()));
    }
}
