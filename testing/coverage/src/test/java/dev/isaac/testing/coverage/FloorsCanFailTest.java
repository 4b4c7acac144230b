package dev.isaac.testing.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The floors can be missed: code that no test ran is below every one of them. */
final class FloorsCanFailTest {

    private final Coverage nothingRan;

    FloorsCanFailTest(@TempDir Path classes) throws Exception {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("Coverage.class"))) {
            Files.write(classes.resolve("Coverage.class"), in.readAllBytes());
        }
        nothingRan = Coverage.measure(List.of(), Map.of("bundles/core", classes));
    }

    @Test
    void codeThatNothingRanBreaksThem() {
        assertThat(CoverageTest.FLOORS.broken(nothingRan))
                .containsExactly(
                        "the whole has 0.0 %, and needs 80.0 %",
                        "bundles/core has 0.0 %, and needs 90.0 %", "bundles/trust was not measured");
    }

    @Test
    void whatIsJustAtItsFloorKeepsIt() {
        assertThat(new Floors(0, Map.of("bundles/core", 0.0)).broken(nothingRan))
                .isEmpty();
        assertThat(new Floors(0.1, Map.of()).broken(nothingRan)).hasSize(1);
    }
}
