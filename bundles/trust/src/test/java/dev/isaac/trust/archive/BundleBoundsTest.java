package dev.isaac.trust.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.testing.archives.ArchiveForge;
import dev.isaac.testing.archives.Bytes;
import dev.isaac.testing.archives.ForgedEntry;
import dev.isaac.testing.archives.TinyClass;
import dev.isaac.trust.Digests;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bundle may just have, and what is one too much. */
class BundleBoundsTest {

    private static final int MEBIBYTE = 1 << 20;

    private final ArchiveInspector inspector = new ArchiveInspector(ArchiveLimits.DEFAULT, 17);

    private void accepts(ArchiveForge forge) {
        byte[] archive = forge.toByteArray();
        assertThatCode(() -> inspector.inspectBundle(archive, HostSurface.NONE)).doesNotThrowAnyException();
    }

    private ArchiveException refusal(ArchiveForge forge) {
        byte[] archive = forge.toByteArray();
        return Objects.requireNonNull(
                catchThrowableOfType(ArchiveException.class, () -> inspector.inspectBundle(archive, HostSurface.NONE)),
                "it was accepted");
    }

    private String code(ArchiveForge forge) {
        return refusal(forge).code();
    }

    private static ForgedEntry type(String place, String name) {
        return ForgedEntry.deflated(place, TinyClass.of(name, 61));
    }

    @Test
    void versionsBeginWithJava9AndHoldWhatTheirPlacesSay() {
        ArchiveForge nine = ArchiveForge.bundle("Multi-Release: true")
                .add(type("acme/A.class", "acme/A"))
                .add(type("META-INF/versions/9/acme/A.class", "acme/A"));
        accepts(nine);
        assertThat(code(ArchiveForge.bundle("Multi-Release: true")
                        .add(type("META-INF/versions/8/acme/A.class", "acme/A"))))
                .isEqualTo("archive.multi-release");
        assertThat(code(nine.add(type("META-INF/versions/17/acme/B.class", "acme/A"))))
                .isEqualTo("archive.class-file");
    }

    @Test
    void classPathsHave256PlacesAtMost() {
        ArchiveForge[] forges = new ArchiveForge[2];
        for (int i = 0; i < 2; i++) {
            StringBuilder header = new StringBuilder("Bundle-ClassPath: .");
            for (int k = 1; k < 256 + i; k++) {
                header.append(",p").append(k);
            }
            forges[i] = ArchiveForge.bundle(header.toString());
            for (int k = 1; k < 256 + i; k++) {
                forges[i].add(ForgedEntry.stored("p" + k + "/x", ""));
            }
        }
        accepts(forges[0]);
        assertThat(code(forges[1])).isEqualTo("archive.class-path");
    }

    @Test
    void headersThatNameNothingOfTheHost() throws Exception {
        byte[] archive = ArchiveForge.bundle(
                        "Export-Package: acme.api;version=1", "DynamicImport-Package: acme.*", "Require-Bundle: other")
                .toByteArray();
        HostSurface host = new HostSurface(Set.of("dev.isaac.command"), Set.of("dev.isaac.core"));

        assertThat(new ArchiveInspector().inspectBundle(archive, host).attribute("Export-Package"))
                .isEqualTo("acme.api;version=1");
    }

    @Test
    void archivesWhoseNamesAreThoseOfDocuments() {
        byte[] archive = ArchiveForge.empty().add(ForgedEntry.stored("x", "y")).toByteArray();

        accepts(ArchiveForge.bundle().add(ForgedEntry.stored("data.xml", archive)));
    }

    /** A class of that length, nearly all of it one attribute. */
    private static byte[] longClass(int length) {
        byte[] tiny = TinyClass.of("acme/A", 61);
        byte[] attribute = new Bytes().u16(0x0100).u16(0x0100).toByteArray();
        byte[] file = Arrays.copyOf(tiny, length);
        System.arraycopy(attribute, 0, file, tiny.length - 2, 4);
        int content = length - tiny.length - 6;
        for (int i = 0; i < 4; i++) {
            file[tiny.length + 2 + i] = (byte) (content >>> (24 - 8 * i));
        }
        return file;
    }

    @Test
    void classesHave16MebibytesAtMostUnderWhateverName() {
        byte[] longest = longClass(16 * MEBIBYTE);
        byte[] longer = longClass(16 * MEBIBYTE + 1);
        for (String name : new String[] {"acme/A.class", "acme/A.bin"}) {
            accepts(ArchiveForge.bundle().add(ForgedEntry.stored(name, longest)));
            assertThat(refusal(ArchiveForge.bundle().add(ForgedEntry.stored(name, longer))))
                    .hasMessageEndingWith(name + " is too long")
                    .satisfies(e -> assertThat(e.code()).isEqualTo("archive.class-file"));
        }
        accepts(ArchiveForge.bundle().add(ForgedEntry.stored("data", new byte[16 * MEBIBYTE + 1])));
    }

    @Test
    void serviceFilesHave64KibibytesAtMost() {
        String name = "META-INF/services/acme.S";
        String longest = "acme.A\n" + "#".repeat(64 * 1024 - 7);

        accepts(ArchiveForge.bundle().add(ForgedEntry.stored(name, longest)));
        assertThat(code(ArchiveForge.bundle().add(ForgedEntry.stored(name, longest + "#"))))
                .isEqualTo("archive.service-provider");
        assertThat(code(ArchiveForge.bundle().add(ForgedEntry.stored(name, "acme.A\n".repeat(100) + "no class"))))
                .as("the last line counts like the first")
                .isEqualTo("archive.service-provider");
    }

    @Test
    void namesHave1024BytesAtMost() {
        accepts(ArchiveForge.bundle().add(ForgedEntry.stored("a".repeat(1024), "")));
        assertThat(code(ArchiveForge.bundle().add(ForgedEntry.stored("a".repeat(1025), ""))))
                .isEqualTo("archive.name-too-long");
    }

    @ParameterizedTest
    @CsvSource({
        "a<b, archive.reserved-name",
        "a*b, archive.reserved-name",
        "com0, archive.reserved-name",
        "LPT9.txt, archive.reserved-name",
        "\u212b, archive.not-nfc",
        "a\u030a, archive.not-nfc"
    })
    void refusesNames(String name, String code) {
        assertThat(code(ArchiveForge.bundle().add(ForgedEntry.stored(name, ""))))
                .isEqualTo(code);
    }

    @Test
    void namesThatSomeFileSystemTakesForOne() {
        for (String other : new String[] {"S", "\u017f"}) {
            assertThat(code(ArchiveForge.bundle()
                            .add(ForgedEntry.stored("s", ""))
                            .add(ForgedEntry.stored(other, ""))))
                    .isEqualTo("archive.case-variant");
        }
    }

    @Test
    void refusalSpellsOutWhatCannotBeSeen() {
        assertThat(refusal(ArchiveForge.bundle().add(ForgedEntry.stored(" a~\u0001\u007f\u20ac", ""))))
                .hasMessageEndingWith(":  a~\\u{1}\\u{7f}\\u{20ac}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123"})
    void takesTheDigestThatIsKnown(String known) throws Exception {
        byte[] archive = ArchiveForge.bundle().toByteArray();
        String digest = known.isEmpty() ? Digests.sha256(archive) : known;

        assertThat(inspector
                        .inspectBundle(archive, known, HostSurface.NONE, new BundleContent() {
                            @Override
                            public void code(String place, String name, byte[] bytes) {}

                            @Override
                            public void text(String place, byte[] bytes) {}
                        })
                        .sha256())
                .isEqualTo(digest);
        assertThat(inspector.inspectBundle(archive, digest, HostSurface.NONE).sha256())
                .isEqualTo(digest);
    }
}
