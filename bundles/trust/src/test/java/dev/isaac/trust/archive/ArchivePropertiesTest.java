package dev.isaac.trust.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.testing.archives.HostileArchives;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever bytes come, the inspector refuses with a code, or what it accepts reads the same everywhere. */
class ArchivePropertiesTest {

    private static final byte[] HONEST = HostileArchives.honest().toByteArray();
    private final ArchiveInspector inspector = new ArchiveInspector();

    @Property(tries = 1500)
    void mutatedArchivesAreRefusedOrReadAlike(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 100_000) Integer> places,
            @ForAll @ByteRange(min = -128) byte value)
            throws IOException {
        byte[] bytes = HONEST.clone();
        for (int place : places) {
            bytes[place % bytes.length] = value;
        }
        check(bytes);
    }

    @Property(tries = 500)
    void splicedArchivesAreRefusedOrReadAlike(
            @ForAll @IntRange(max = 1000) int from, @ForAll @IntRange(max = 1000) int to) throws IOException {
        byte[] bytes = HONEST.clone();
        int a = from % bytes.length;
        int b = to % bytes.length;
        int count = Math.min(30, bytes.length - Math.max(a, b));
        System.arraycopy(HONEST, a, bytes, b, count);
        check(bytes);
    }

    @Property(tries = 200)
    void randomBytesAreRefused(@ForAll @Size(max = 300) byte[] bytes) throws IOException {
        check(bytes);
    }

    private void check(byte[] bytes) throws IOException {
        InspectedArchive archive;
        try {
            archive = inspector.inspect(bytes);
        } catch (ArchiveException e) {
            assertThat(e.code()).startsWith("archive.");
            return;
        }
        List<String> streamed = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                streamed.add(entry.getName() + " " + zip.readAllBytes().length);
            }
        }
        assertThat(streamed)
                .containsExactlyInAnyOrderElementsOf(archive.entries().stream()
                        .map(entry -> entry.name() + " " + entry.size())
                        .toList());
    }
}
