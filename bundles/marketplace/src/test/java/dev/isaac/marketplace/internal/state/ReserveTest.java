package dev.isaac.marketplace.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.marketplace.testing.FaultyFiles;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReserveTest {

    private final Path home;
    private final Path file;

    ReserveTest(@TempDir Path home) {
        this.home = home;
        this.file = home.resolve("reserve");
    }

    @Test
    void takesRoomForTwoStatesAndSomeSmallFiles() throws Exception {
        Reserve reserve = new Reserve(home);
        reserve.refill();
        assertThat(file).hasSize(64 << 10);
        Files.write(home.resolve("state.json"), new byte[100_001]);
        reserve.refill();
        assertThat(file).hasSize((64 << 10) + 200_002);
        reserve.release();
        assertThat(file).doesNotExist();
    }

    @Test
    void holdsNothingThatCouldBeCompressed() throws Exception {
        new Reserve(home).refill();
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
            gzip.write(Files.readAllBytes(file));
        }
        assertThat(small.size()).isGreaterThan(64 << 10);
    }

    @Test
    void isLeftAsItIsWhereItIsLargeEnough() throws Exception {
        Files.write(file, new byte[(64 << 10) + 1]);
        new Reserve(home).refill();
        assertThat(file).hasSize((64 << 10) + 1);
    }

    @Test
    void disturbsNobodyWhereTheDiskIsFull() {
        FaultyFiles files = new FaultyFiles();
        Reserve reserve = new Reserve(files.path(home));
        for (int step = 0; step < 3; step++) {
            files.failAt(step, FaultyFiles.Fault.FULL_DISK);
            reserve.refill();
            reserve.release();
        }
        reserve.refill();
        assertThat(file).hasSize(64 << 10);
    }
}
