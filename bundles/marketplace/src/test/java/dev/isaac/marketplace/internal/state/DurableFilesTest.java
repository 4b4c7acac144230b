package dev.isaac.marketplace.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.marketplace.testing.FaultyFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DurableFilesTest {

    @TempDir
    private Path folder;

    @Test
    void nameOfANewFolderReachesTheDiskAsWellAsTheFileInIt() throws Exception {
        FaultyFiles files = new FaultyFiles();
        Path store = Files.createDirectory(folder.resolve("store"));
        Path file = store.resolve("sha256/ab/abcd");

        DurableFiles.write(
                files.path(file), "content".getBytes(StandardCharsets.UTF_8), files.path(store.resolve("quarantine")));

        assertThat(file).hasContent("content");
        assertThat(files.forced())
                .containsExactlyInAnyOrder(store, store.resolve("sha256"), store.resolve("sha256/ab"));
    }

    @Test
    void folderThatWasThereIsForcedAlone() throws Exception {
        FaultyFiles files = new FaultyFiles();
        Path file = Files.createDirectories(folder.resolve("sha256/ab")).resolve("abcd");

        DurableFiles.write(files.path(file), new byte[1], files.path(folder.resolve("quarantine")));

        assertThat(files.forced()).containsExactly(folder.resolve("sha256/ab"));
    }
}
