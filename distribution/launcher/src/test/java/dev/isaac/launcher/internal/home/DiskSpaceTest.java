package dev.isaac.launcher.internal.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DiskSpaceTest {

    @TempDir
    Path folder;

    @Test
    void whatAnErrorWasCausedByTells() {
        assertThat(DiskSpace.isExhausted(
                        folder,
                        new IllegalStateException(
                                "Unable to cache bundle", new IOException("No space left on device"))))
                .isTrue();
        assertThat(DiskSpace.isExhausted(folder, new IOException("Disk quota exceeded")))
                .isTrue();
        assertThat(DiskSpace.isExhausted(folder, new IOException("Permission denied")))
                .isFalse();
        assertThat(DiskSpace.isExhausted(folder.resolve("missing"), new IOException()))
                .isFalse();
    }

    @Test
    void theFaultNamesTheFolder() {
        assertThat(DiskSpace.full(folder, new IOException()).fault())
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("disk.full"))
                .satisfies(fault -> assertThat(fault.message()).contains(folder.toString()));
    }
}
