package dev.isaac.launcher.internal.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.launcher.LaunchException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeLayoutTest {

    @TempDir
    private Path folder;

    @Test
    void createsAHomeForItsOwnerAlone() throws Exception {
        Path home = folder.resolve("deep/home");

        new HomeLayout().prepare(home);

        assertThat(home.resolve("layout")).hasContent("1");
        assertThat(rights(home)).isEqualTo("rwx------");
        assertThat(rights(home.resolve("layout"))).isEqualTo("rw-------");
    }

    @Test
    void adoptsAnEmptyFolderAndMakesItPrivate() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        new HomeLayout().prepare(folder);

        assertThat(rights(folder)).isEqualTo("rwx------");
    }

    @Test
    void leavesTheRightsOfAFolderThatIsInUse() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("policy.json"), "{}");

        new HomeLayout().prepare(folder);

        assertThat(rights(folder)).isEqualTo("rwxr-xr-x");
        assertThat(folder.resolve("layout")).hasContent("1");
    }

    @Test
    void acceptsTheCurrentLayoutWithoutTouchingIt() throws Exception {
        Files.writeString(folder.resolve("layout"), "1\n");

        new HomeLayout().prepare(folder);

        assertThat(entries()).containsExactly("layout");
    }

    @Test
    void refusesANewerHomeAndTouchesNothing() throws Exception {
        Files.writeString(folder.resolve("layout"), "2\n");

        refuses("home.newer");

        assertThat(entries()).containsExactly("layout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "0", "-1", "99999999999"})
    void refusesALayoutThatIsNoNumber(String content) throws Exception {
        Files.writeString(folder.resolve("layout"), content);

        refuses("home.damaged");
    }

    @Test
    void refusesAFileInPlaceOfAFolder() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> new HomeLayout().prepare(file))
                .satisfies(e -> assertThat(e.fault().code()).isEqualTo("home.not-a-folder"));
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> new HomeLayout().prepare(file.resolve("below")))
                .satisfies(e -> assertThat(e.fault().code()).isEqualTo("home.not-a-folder"));
    }

    @Test
    void migratesStepByStep() throws Exception {
        Files.writeString(folder.resolve("layout"), "1\n");
        HomeLayout third = new HomeLayout(
                3,
                List.of(
                        new Migration(1, home -> Files.writeString(home.resolve("first"), "")),
                        new Migration(2, home -> Files.move(home.resolve("first"), home.resolve("second")))));

        third.prepare(folder);

        assertThat(folder.resolve("layout")).hasContent("3");
        assertThat(folder.resolve("second")).exists();
    }

    @Test
    void keepsTheLayoutReachedWhenAMigrationFailsAndGoesOnFromThere() throws Exception {
        Files.writeString(folder.resolve("layout"), "1\n");
        Migration first = new Migration(1, home -> Files.createFile(home.resolve("first")));
        HomeLayout broken = new HomeLayout(3, List.of(first, new Migration(2, home -> {
            throw new IOException("disk full");
        })));

        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> broken.prepare(folder))
                .satisfies(e -> assertThat(e.fault().code()).isEqualTo("home.unusable"));
        assertThat(folder.resolve("layout")).hasContent("2");

        new HomeLayout(3, List.of(first, new Migration(2, home -> {}))).prepare(folder);
        assertThat(folder.resolve("layout")).hasContent("3");
    }

    @Test
    void saysWhyAHomeCannotBeUsed() {
        assertThat(HomeLayout.unusable(folder, new AccessDeniedException("x"))
                        .fault()
                        .code())
                .isEqualTo("home.read-only");
        assertThat(HomeLayout.unusable(folder, new FileSystemException("x", null, "Read-only file system"))
                        .fault()
                        .code())
                .isEqualTo("home.read-only");
        assertThat(HomeLayout.unusable(folder, new FileSystemException("x", null, "No space left on device"))
                        .fault())
                .satisfies(fault -> {
                    assertThat(fault.code()).isEqualTo("disk.full");
                    assertThat(fault.message()).contains(folder.toString());
                });
    }

    @Test
    void namesWhatTheSystemSays() {
        assertThat(HomeLayout.unusable(folder, new FileSystemException("x", null, "Input/output error"))
                        .fault())
                .satisfies(fault -> {
                    assertThat(fault.code()).isEqualTo("home.unusable");
                    assertThat(fault.message()).contains("Input/output error");
                });
    }

    private void refuses(String code) {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> new HomeLayout().prepare(folder))
                .satisfies(e -> assertThat(e.fault().code()).isEqualTo(code));
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
