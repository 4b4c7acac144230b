package dev.isaac.testing.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measure can fail: code that nothing ran counts as missed. */
final class MeasureTest {

    @TempDir
    Path folder;

    @Test
    void codeThatNothingRanIsMissed() throws Exception {
        Path classes = folder.resolve("classes");
        Files.createDirectories(classes);
        try (java.io.InputStream in = getClass().getResourceAsStream("Coverage.class")) {
            Files.write(classes.resolve("Coverage.class"), in.readAllBytes());
        }

        Coverage coverage = Coverage.measure(List.of(), Map.of("never run", classes));

        assertThat(coverage.all().missed()).isGreaterThan(20);
        assertThat(coverage.all().percent()).isZero();
        assertThat(coverage.table()).contains("never run").contains("0.0");
    }

    @Test
    void percentagesAddUp() {
        Coverage.Lines lines = new Coverage.Lines(8, 2).plus(new Coverage.Lines(1, 9));

        assertThat(lines.percent()).isEqualTo(45.0, within(0.001));
    }

    @Test
    void onlyRecordingsWithContentAreRead() throws Exception {
        Path full =
                Files.createDirectories(folder.resolve("bundles/one/target")).resolve("jacoco.exec");
        Files.write(full, new byte[] {1});
        Files.createFile(
                Files.createDirectories(folder.resolve("bundles/two/target")).resolve("jacoco.exec"));

        assertThat(Coverage.recordings(folder)).containsExactly(full);
    }
}
