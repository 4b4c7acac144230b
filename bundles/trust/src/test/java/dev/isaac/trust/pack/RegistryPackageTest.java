package dev.isaac.trust.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.isaac.testing.archives.ArchiveForge;
import dev.isaac.testing.archives.ForgedEntry;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.tuf.FetchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryPackageTest {

    private static final String MANIFEST =
            "Manifest-Version: 1.0\r\nIsaac-Package-Format: 1\r\nIsaac-Package-Plugins: a@1.0.0, b@2.0.0\r\n\r\n";

    @TempDir
    private Path folder;

    private Path file(ArchiveForge archive) throws IOException {
        return Files.write(folder.resolve("p.isaac"), archive.toByteArray());
    }

    private static ArchiveForge sound() {
        return ArchiveForge.withManifest(MANIFEST)
                .add(ForgedEntry.stored("metadata/1.root.json", "root"))
                .add(ForgedEntry.stored("targets/a/HASH.a.jar", "jar"));
    }

    private String code(ArchiveForge archive) throws IOException {
        Path file = file(archive);
        TrustException[] refused = new TrustException[1];
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> RegistryPackage.open(file))
                .satisfies(e -> refused[0] = e);
        return refused[0].code();
    }

    @Test
    void readsWhatIsAskedForAndNoMore() throws Exception {
        RegistryPackage read = RegistryPackage.open(file(sound()));

        assertThat(read.plugins()).containsExactly("a@1.0.0", "b@2.0.0");
        assertThat(read.metadata().fetch("1.root.json", 4))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("root");
        assertThat(read.targets().fetch("a/HASH.a.jar", 100))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("jar");
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> read.metadata().fetch("1.root.json", 3))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(FetchException.Kind.TOO_LONG));
        for (String absent : new String[] {"2.root.json", "../META-INF/MANIFEST.MF", "", "../targets/a/HASH.a.jar"}) {
            assertThatExceptionOfType(FetchException.class)
                    .as(absent)
                    .isThrownBy(() -> read.metadata().fetch(absent, 100))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(FetchException.Kind.NOT_FOUND));
        }
        Files.delete(read.file());
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> read.metadata().fetch("1.root.json", 4))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(FetchException.Kind.UNREACHABLE));
    }

    @Test
    void refusesWhatIsNoPackage() throws Exception {
        assertThat(code(ArchiveForge.bundle())).isEqualTo("trust.malformed");
        assertThat(code(ArchiveForge.withManifest(MANIFEST.replace("Format: 1", "Format: 2"))))
                .isEqualTo("trust.malformed");
        assertThat(code(sound().add(ForgedEntry.stored("elsewhere/file", "x")))).isEqualTo("trust.malformed");
        assertThat(code(ArchiveForge.empty().add(ForgedEntry.stored("metadata/1.root.json", "root"))))
                .isEqualTo("archive.no-manifest");
        assertThatIOException().isThrownBy(() -> RegistryPackage.open(folder.resolve("absent")));
    }

    @Test
    void refusesWhatReadersCouldSeeDifferently() throws Exception {
        assertThat(code(sound().add(ForgedEntry.stored("metadata/1.root.json", "other"))))
                .isEqualTo("archive.duplicate-entry");
        assertThat(code(sound().with(archive -> archive.trailing = new byte[] {1})))
                .startsWith("archive.");
        assertThat(code(sound().with(archive -> archive.prefix = new byte[] {1})))
                .startsWith("archive.");
        assertThat(code(sound().add(ForgedEntry.stored("targets/../x", "x")))).isEqualTo("archive.parent-path");
    }

    @Test
    void namesOfPluginsAreAHintOnly() throws Exception {
        assertThat(RegistryPackage.open(
                                file(ArchiveForge.withManifest(MANIFEST.replace("a@1.0.0, b@2.0.0", " , a@1.0.0,,"))))
                        .plugins())
                .containsExactly("a@1.0.0");
        assertThat(RegistryPackage.open(file(
                                ArchiveForge.withManifest("Manifest-Version: 1.0\r\nIsaac-Package-Format: 1\r\n\r\n")))
                        .plugins())
                .isEmpty();
    }

    @Test
    void holdsTheLengthToTheByte() throws Exception {
        RegistryPackage read =
                RegistryPackage.open(file(sound().add(ForgedEntry.stored("targets/zero", new byte[] {0}))));

        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> read.targets().fetch("zero", 0))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(FetchException.Kind.TOO_LONG));
        assertThat(read.targets().fetch("zero", 1)).containsExactly(0);
        assertThat(read.targets().fetch("zero", Integer.MAX_VALUE + 1L)).containsExactly(0);
        assertThat(read.targets().fetch("zero", Long.MAX_VALUE)).containsExactly(0);
    }

    @Test
    void fileThatWasChangedMeanwhileHasNoLongerWhatItHad() throws Exception {
        RegistryPackage read = RegistryPackage.open(file(sound()));

        file(ArchiveForge.withManifest(MANIFEST));

        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> read.targets().fetch("a/HASH.a.jar", 100))
                .withMessageContaining("changed")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(FetchException.Kind.NOT_FOUND));
    }
}
