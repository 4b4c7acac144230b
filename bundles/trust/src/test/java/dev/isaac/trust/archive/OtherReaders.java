package dev.isaac.trust.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.felix.framework.cache.BundleCache;

/** What other readers see of an archive that the inspector accepted: by its directory, from its first byte on, as a framework. */
final class OtherReaders {

    private OtherReaders() {}

    /** Fails unless all see what the inspector saw. */
    static void requireAgreement(byte[] bytes, InspectedArchive archive, Path scratch) throws Exception {
        List<String> ours = new ArrayList<>();
        for (ArchiveEntry entry : archive.entries()) {
            ours.add(entry.name() + " " + entry.size());
        }
        Files.write(scratch, bytes);
        Map<String, Long> checksums = new HashMap<>();
        try (JarFile jar = new JarFile(scratch.toFile(), false)) {
            List<String> theirs = new ArrayList<>();
            for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                byte[] content = jar.getInputStream(entry).readAllBytes();
                theirs.add(entry.getName() + " " + content.length);
                checksums.put(entry.getName(), crc(content));
            }
            assertThat(theirs).as("JarFile").containsExactlyElementsOf(ours);
            requireManifest(jar.getManifest(), archive);
            byte[] manifest =
                    jar.getInputStream(jar.getEntry(JarFile.MANIFEST_NAME)).readAllBytes();
            Map<?, ?> framework =
                    BundleCache.getMainAttributes(new HashMap<>(), new ByteArrayInputStream(manifest), manifest.length);
            assertThat(Map.<Object, Object>copyOf(framework)).as("Felix").isEqualTo(archive.manifest());
        }
        assertThat(streamed(new ZipInputStream(new ByteArrayInputStream(bytes)), checksums))
                .as("ZipInputStream")
                .containsExactlyInAnyOrderElementsOf(ours);
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bytes), false)) {
            List<String> theirs = streamed(jar, checksums);
            Manifest manifest = jar.getManifest();
            // It keeps a manifest at the front, and the folder before it, to itself, and knows of no other.
            if (manifest != null) {
                requireManifest(manifest, archive);
                ours.removeIf(entry -> entry.startsWith("META-INF/MANIFEST.MF ") || entry.startsWith("META-INF/ "));
                theirs.removeIf(entry -> entry.startsWith("META-INF/ "));
            }
            assertThat(theirs).as("JarInputStream").containsExactlyInAnyOrderElementsOf(ours);
        }
    }

    private static List<String> streamed(ZipInputStream zip, Map<String, Long> checksums) throws IOException {
        List<String> theirs = new ArrayList<>();
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            byte[] content = zip.readAllBytes();
            theirs.add(entry.getName() + " " + content.length);
            assertThat(crc(content)).as(entry.getName()).isEqualTo(checksums.get(entry.getName()));
        }
        return theirs;
    }

    private static void requireManifest(Manifest manifest, InspectedArchive archive) {
        Map<String, String> theirs = new HashMap<>();
        manifest.getMainAttributes()
                .forEach((name, value) -> theirs.put(name.toString().toLowerCase(Locale.ROOT), value.toString()));
        Map<String, String> ours = new HashMap<>();
        archive.manifest().forEach((name, value) -> ours.put(name.toLowerCase(Locale.ROOT), value));
        assertThat(theirs).isEqualTo(ours);
    }

    private static long crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }
}
