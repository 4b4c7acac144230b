package dev.isaac.launcher.internal.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryFolderTest {

    private static final String GOOD = "tmpfs %s tmpfs rw,relatime 0 0\n";

    @TempDir
    private Path folder;

    private Path root;
    private Path mounts;
    private Path store;

    @BeforeEach
    void makeFolders() throws IOException {
        root = Files.createDirectory(folder.resolve("shm"));
        mounts = folder.resolve("mounts");
        store = folder.resolve("store");
    }

    private MemoryFolder mounted(String lines) throws IOException {
        Files.writeString(mounts, "/dev/vda / ext4 rw 0 0\n" + lines.replace("%s", root.toString()));
        return new MemoryFolder(root, mounts, 1);
    }

    @Test
    void liesInMemoryForItsOwnerAloneAndGoesWithEverythingInIt() throws IOException {
        MemoryFolder memory = mounted(GOOD);

        Path made = memory.create("1-a", store).orElseThrow();

        assertThat(made).isEqualTo(root.resolve("isaac-1-a"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
        Files.createSymbolicLink(Files.createDirectory(made.resolve("a")).resolve("link"), folder);
        memory.delete("1-a");
        memory.delete("1-a"); // gone already
        assertThat(root).isEmptyDirectory();
        assertThat(mounts).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tmpfs %s tmpfs rw,noexec,relatime 0 0\n",
                "tmpfs %s tmpfs ro,relatime 0 0\n",
                "/dev/vdb %s ext4 rw,relatime 0 0\n",
                "tmpfs %s/other tmpfs rw 0 0\n",
                "not a line\n",
                "tmpfs %s tmpfs rw 0 0\ntmpfs %s tmpfs rw,noexec 0 0\n"
            })
    void isNotThereWhereTheSystemHasNoneFromWhichCodeMayBeLoaded(String lines) throws IOException {
        assertThat(mounted(lines).create("1-a", store)).isEmpty();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void isNotThereWhereNobodyKnowsWhatIsMounted() {
        assertThat(new MemoryFolder(root, mounts, 1).create("1-a", store)).isEmpty();
    }

    @Test
    void isNotThereWhereMemoryIsShort() throws IOException {
        mounted(GOOD);

        assertThat(new MemoryFolder(root, mounts, Long.MAX_VALUE).create("1-a", store))
                .isEmpty();
    }

    @Test
    void isForLittleOnly() throws IOException {
        MemoryFolder memory = mounted(GOOD);
        Files.createDirectories(store.resolve("ab"));
        sized(store.resolve("ab/1"), MemoryFolder.SMALL - 1);
        assertThat(memory.create("1-a", store)).isPresent();
        sized(store.resolve("ab/2"), 2);

        assertThat(memory.create("1-b", store)).isEmpty();
    }

    /** Everybody may create folders and links where shared memory lies. */
    @Test
    void takesNothingThatSomebodyElsePutThere() throws IOException {
        MemoryFolder memory = mounted(GOOD);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve("isaac-1-a"), elsewhere);
        Files.createDirectory(root.resolve("isaac-1-b"));

        assertThat(memory.create("1-a", store)).isEmpty();
        assertThat(memory.create("1-b", store)).isEmpty();
        memory.delete("1-a");

        assertThat(elsewhere).exists();
    }

    private static void sized(Path file, long size) throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }
    }
}
