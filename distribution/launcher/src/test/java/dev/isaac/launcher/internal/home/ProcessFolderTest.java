package dev.isaac.launcher.internal.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFolderTest {

    @TempDir
    private Path run;

    @Test
    void isNamedAfterTheProcessAndPrivate() throws IOException {
        try (ProcessFolder folder = ProcessFolder.create(run)) {
            assertThat(folder.path().getFileName().toString())
                    .startsWith(ProcessHandle.current().pid() + "-");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void goesWithEverythingInItWhenItIsClosed() throws IOException {
        ProcessFolder folder = ProcessFolder.create(run);
        Files.writeString(Files.createDirectories(folder.path().resolve("a/b")).resolve("c"), "");
        Files.createSymbolicLink(folder.path().resolve("link"), run.getParent());

        folder.close();

        assertThat(run).isEmptyDirectory();
        assertThat(run.getParent()).exists();
    }

    @Test
    void liesAmongTheTemporaryFilesWhereTheHomeCannotHaveIt() throws IOException {
        Path folder;
        try (ProcessFolder temporary = ProcessFolder.temporary()) {
            folder = temporary.path();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            Files.writeString(folder.resolve("a"), "");
        }
        assertThat(folder.getParent()).doesNotExist();
    }

    @Test
    void removesWhatADeadProcessLeft() throws IOException {
        Path stale = Files.createDirectories(run.resolve("999999999-abc/felix"));
        Files.createFile(run.resolve("999999999-abc.lock"));

        ProcessFolder.create(run).close();

        assertThat(stale).doesNotExist();
        assertThat(run).isEmptyDirectory();
    }

    @Test
    void hasTheCacheOfTheFrameworkInMemoryOrInItself() throws IOException {
        Path root = Files.createDirectory(run.resolve("shm"));
        Path mounts = Files.writeString(run.resolve("mounts"), "tmpfs " + root + " tmpfs rw 0 0\n");
        MemoryFolder memory = new MemoryFolder(root, mounts, 1);
        // What a dead process left, of which memory is not rid before the next one looks.
        Path stale = Files.createDirectories(root.resolve("isaac-999999999-abc/bundle1"));
        Files.createFile(run.resolve("999999999-abc.lock"));

        ProcessFolder folder = ProcessFolder.create(run, memory);

        assertThat(stale.getParent()).doesNotExist();
        Path cache = folder.cache(run.resolve("store"));
        assertThat(cache).isDirectory().hasParent(root);
        Files.writeString(cache.resolve("bundle.id"), "1");
        folder.close();
        assertThat(root).isEmptyDirectory();

        try (ProcessFolder other = ProcessFolder.create(run, new MemoryFolder(root, mounts, Long.MAX_VALUE))) {
            assertThat(other.cache(run.resolve("store"))).isEqualTo(other.path().resolve("felix"));
        }
    }

    @Test
    void leavesTheFolderOfALiveRuntimeAlone() throws IOException {
        Path other = Files.createDirectories(run.resolve("999999999-live"));
        Path lockFile = Files.createFile(run.resolve("999999999-live.lock"));
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock lock = channel.lock();
                ProcessFolder first = ProcessFolder.create(run);
                ProcessFolder second = ProcessFolder.create(run)) {
            assertThat(lock.isValid()).isTrue();
            assertThat(other).exists();
            assertThat(first.path()).exists().isNotEqualTo(second.path());
        }
        assertThat(other).exists();
    }

    @Test
    void leavesOtherFilesAlone() throws IOException {
        Files.createFile(run.resolve("layout.lock"));

        ProcessFolder.create(run).close();

        assertThat(run.resolve("layout.lock")).exists();
    }

    @Test
    void servesFoldersBelowTheHomeOnly() throws Exception {
        try (HomeFolder home = HomeFolder.open(run.resolve("home"), run)) {
            assertThat(home.folder("data/notes")).isDirectory().startsWith(home.root());
            assertThat(home.process()).isDirectory();
            assertThat(home.distribution()).isEqualTo(run);
            assertThatIllegalArgumentException().isThrownBy(() -> home.folder("../outside"));
            assertThatIllegalArgumentException().isThrownBy(() -> home.folder("/etc"));
            assertThatIllegalArgumentException().isThrownBy(() -> home.folder("."));
        }
    }
}
