package dev.isaac.trust.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.testing.archives.ArchiveForge;
import dev.isaac.testing.archives.Bytes;
import dev.isaac.testing.archives.ForgedEntry;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of the archive's format and of the limits, on both sides of each. */
class ArchiveBoundsTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final int CENTRAL_SIZE = 46;

    @TempDir
    private Path folder;

    private static ArchiveInspector limited(long archive, int entries, long entry, long total, int ratio) {
        return new ArchiveInspector(new ArchiveLimits(archive, entries, entry, total, ratio, 1), 17);
    }

    private static String code(ArchiveInspector inspector, byte[] archive) {
        return Objects.requireNonNull(
                        catchThrowableOfType(ArchiveException.class, () -> inspector.inspect(archive)),
                        "it was accepted")
                .code();
    }

    private static String code(byte[] archive) {
        return code(new ArchiveInspector(), archive);
    }

    private static String code(ArchiveForge forge) {
        return code(forge.toByteArray());
    }

    private static void accepts(ArchiveInspector inspector, byte[] archive) {
        assertThatCode(() -> inspector.inspect(archive)).doesNotThrowAnyException();
    }

    private static void accepts(ArchiveForge forge) {
        accepts(new ArchiveInspector(), forge.toByteArray());
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        return noise;
    }

    @Test
    void limitsAreTakenUp() {
        byte[] archive =
                ArchiveForge.bundle().add(ForgedEntry.stored("a", noise(500))).toByteArray();
        int manifest = (int) ArchiveForge.bundle().entries.get(0).central.size;

        accepts(limited(archive.length, 2, 500, manifest + 500L, 200), archive);
        assertThat(code(limited(archive.length - 1L, 2, 500, manifest + 500L, 200), archive))
                .isEqualTo("archive.too-long");
        assertThat(code(limited(archive.length, 1, 500, manifest + 500L, 200), archive))
                .isEqualTo("archive.too-many-entries");
        assertThat(code(limited(archive.length, 2, 499, manifest + 500L, 200), archive))
                .isEqualTo("archive.entry-too-large");
        assertThat(code(limited(archive.length, 2, 500, manifest + 499L, 200), archive))
                .isEqualTo("archive.total-too-large");
    }

    private static ArchiveInspector withRatio(long ratio) {
        return limited(64 * MEBIBYTE, 10, 64 * MEBIBYTE, 64 * MEBIBYTE, (int) ratio);
    }

    @Test
    void ratioCountsFromOneMebibyteOn() {
        ForgedEntry zeros = ForgedEntry.deflated("zeros", new byte[MEBIBYTE + 1]);
        long ratio = zeros.central.size / zeros.central.packed;
        byte[] archive = ArchiveForge.bundle().add(zeros).toByteArray();

        accepts(withRatio(ratio), archive);
        assertThat(code(withRatio(ratio - 1), archive)).isEqualTo("archive.ratio");
        accepts(
                withRatio(1),
                ArchiveForge.bundle()
                        .add(ForgedEntry.deflated("zeros", new byte[MEBIBYTE]))
                        .toByteArray());
        accepts(
                withRatio(1),
                ArchiveForge.bundle()
                        .add(ForgedEntry.deflated("noise", noise(2 * MEBIBYTE)))
                        .toByteArray());
    }

    @Test
    void unpacksFromAFileWhatIsLongerThanWhatIsReadAtATime() throws Exception {
        byte[] noise = noise(200_000);
        byte[] archive = ArchiveForge.bundle()
                .add(ForgedEntry.deflated("packed", noise))
                .add(ForgedEntry.stored("stored", noise))
                .toByteArray();
        Path file = Files.write(folder.resolve("a.jar"), archive);

        assertThat(new ArchiveInspector().inspect(file)).isEqualTo(new ArchiveInspector().inspect(archive));
    }

    @Test
    void entriesMayBeListedInAnotherOrder() throws Exception {
        ArchiveForge forge =
                ArchiveForge.bundle().add(ForgedEntry.stored("a", "first")).add(ForgedEntry.stored("b", "second"));
        long manifest = 30 + forge.entries.get(0).localName.length + forge.entries.get(0).local.size;
        ForgedEntry first = forge.entries.get(1);
        forge.entries.add(0, ForgedEntry.stored("b", "second").with(entry -> {
            entry.present = false;
            entry.offset = manifest + 30 + 1 + first.local.size;
        }));
        forge.entries.get(3).listed = false;

        assertThat(new ArchiveInspector().inspect(forge.toByteArray()).entries())
                .extracting(ArchiveEntry::name)
                .containsExactly("b", "META-INF/MANIFEST.MF", "a");
    }

    @Test
    void takesLittleMemoryForWhatIsNotLookedAt() throws Exception {
        Path file = Files.write(
                folder.resolve("a.jar"),
                ArchiveForge.bundle()
                        .add(ForgedEntry.stored("noise", noise(16 * MEBIBYTE)))
                        .toByteArray());
        long before = allocated();

        new ArchiveInspector().inspect(file);

        assertThat(allocated() - before).isLessThan(4 * MEBIBYTE);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static ArchiveForge ofManifest(int length) {
        String start = "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: a\n\n";
        String line = "x".repeat(69) + "\n";
        String section = "Name: a\nText: " + line;
        StringBuilder text = new StringBuilder(start).append(section);
        while (text.length() + line.length() + 1 <= length) {
            text.append(' ').append(line);
        }
        text.insert(start.length() + section.length() - 1, "y".repeat(length - text.length()));
        assertThat(text).hasSize(length);
        return ArchiveForge.withManifest(text.toString());
    }

    @Test
    void manifestsHaveFourMebibytesAtMost() {
        accepts(ofManifest(4 * MEBIBYTE));
        assertThat(code(ofManifest(4 * MEBIBYTE + 1))).isEqualTo("archive.manifest");
    }

    private static byte[] harmlessField(int length) {
        return new Bytes().u16(0xcafe).u16(length).raw(new byte[length]).toByteArray();
    }

    /** A directory of exactly 16 MiB, or of so many bytes more. */
    private static byte[] longDirectory(int more) {
        ArchiveForge forge = ArchiveForge.bundle();
        int left = 16 * MEBIBYTE + more - CENTRAL_SIZE - forge.entries.get(0).centralName.length;
        int fixed = CENTRAL_SIZE + "entry-0000".length() + 4;
        int count = left / 60_000;
        for (int i = 0; i < count; i++) {
            // What does not divide is in the last one.
            int length = (i + 1 < count ? left / count : left - left / count * (count - 1)) - fixed;
            forge.add(ForgedEntry.stored(String.format(Locale.ROOT, "entry-%04d", i), "")
                    .with(entry -> entry.central.extra = harmlessField(length)));
        }
        return forge.toByteArray();
    }

    @Test
    void directoryHas16MebibytesAtMost() {
        accepts(new ArchiveInspector(), longDirectory(0));
        assertThat(code(longDirectory(1))).isEqualTo("archive.directory");
    }

    @Test
    void namesAndFieldsEndWithTheDirectory() {
        byte[] archive = ArchiveForge.bundle().toByteArray();
        int central = archive.length - 22 - CENTRAL_SIZE - "META-INF/MANIFEST.MF".length();
        for (int at : new int[] {28, 30}) {
            byte[] longer = archive.clone();
            longer[central + at] = (byte) (longer[central + at] + 8);
            assertThat(code(longer)).as("%d", at).isEqualTo("archive.directory");
        }
    }

    @Test
    void localHeadersEndBeforeTheDirectory() {
        ForgedEntry missing = ForgedEntry.stored("a", "").with(entry -> entry.present = false);
        byte[] header = new Bytes().u32(0x04034b50L).raw(new byte[26]).toByteArray();

        assertThat(code(ArchiveForge.bundle()
                        .add(missing)
                        .with(forge -> forge.beforeDirectory = Arrays.copyOf(header, 29))))
                .isEqualTo("archive.overlap");
        assertThat(code(ArchiveForge.bundle().add(missing).with(forge -> forge.beforeDirectory = header)))
                .as("a header of 30 bytes that is for no name")
                .isEqualTo("archive.header-mismatch");
    }

    private static byte[] descriptor(ForgedEntry entry, boolean marked, boolean wide) {
        Bytes bytes = new Bytes();
        if (marked) {
            bytes.u32(0x08074b50L);
        }
        bytes.u32(entry.central.crc);
        return wide
                ? bytes.u64(entry.central.packed).u64(entry.central.size).toByteArray()
                : bytes.u32(entry.central.packed).u32(entry.central.size).toByteArray();
    }

    @Test
    void descriptorsOfAllFourKinds() {
        for (boolean marked : new boolean[] {true, false}) {
            ForgedEntry narrow = ForgedEntry.deflated("a", noise(100)).descriptor();
            ForgedEntry wide = ForgedEntry.deflated("b", noise(100)).wideDescriptor();
            narrow.afterData = descriptor(narrow, marked, false);
            wide.afterData = descriptor(wide, marked, true);
            accepts(ArchiveForge.bundle().add(narrow).add(wide));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 60_000})
    void extraFieldsEndWithTheHeader(int missing) {
        byte[] field = new Bytes().u16(0xcafe).u16(missing).toByteArray();

        assertThat(code(ArchiveForge.bundle()
                        .add(ForgedEntry.stored("a", "x").with(entry -> entry.central.extra = field))))
                .isEqualTo("archive.extra-field");
    }

    @Test
    void aUnicodePathFieldWithoutAPathIsOne() {
        byte[] field = new Bytes().u16(0x7075).u16(0).toByteArray();

        assertThat(code(ArchiveForge.bundle()
                        .add(ForgedEntry.stored("größe", "x").both(header -> {
                            header.flags = 0;
                            header.extra = field;
                        }))))
                .isEqualTo("archive.extra-field");
    }

    @Test
    void commentsOfAnyLength() {
        for (String comment : new String[] {"P", "x".repeat(0xffff), "x".repeat(0xfffe) + "P"}) {
            accepts(ArchiveForge.bundle().with(forge -> forge.comment = comment.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @Test
    void zip64RecordsAtTheVeryBeginning() {
        assertThat(code(ArchiveForge.empty().with(forge -> forge.zip64 = true)))
                .as("nothing is wrong with its records")
                .isEqualTo("archive.no-manifest");
        byte[] locator = new Bytes().u32(0x07064b50L).raw(new byte[16]).toByteArray();
        byte[] end = new Bytes()
                .u32(0x06054b50L)
                .u64(0)
                .u32(locator.length)
                .u32(0)
                .u16(0)
                .toByteArray();
        assertThat(code(new Bytes().raw(locator).raw(end).toByteArray())).isEqualTo("archive.zip64");
    }

    @Test
    void saysWhatLiesWhereNothingShould() {
        ForgedEntry large = ForgedEntry.stored("large", noise(3_000));
        byte[] header = new Bytes().u32(0x04034b50L).toByteArray();

        assertThat(code(ArchiveForge.bundle().add(large).with(forge -> forge.prefix = new byte[] {1})))
                .isEqualTo("archive.prefix");
        assertThat(code(ArchiveForge.bundle().with(forge -> forge.prefix = header)))
                .isEqualTo("archive.prefix");
        // What stands in an entry is no part of the prefix.
        ForgedEntry lookalike = ForgedEntry.stored("lookalike", new byte[] {'P', 'K', 5, 6});
        assertThat(code(ArchiveForge.bundle().add(lookalike).with(forge -> forge.prefix = new byte[] {1})))
                .isEqualTo("archive.prefix");
        assertThat(code(ArchiveForge.bundle().with(forge -> forge.beforeDirectory = header)))
                .isEqualTo("archive.hidden-entry");
        assertThat(code(ArchiveForge.bundle().with(forge -> forge.beforeDirectory = new byte[] {'P', 'K', 5})))
                .isEqualTo("archive.gap");
    }
}
