package dev.isaac.testing.fuzz;

import dev.isaac.trust.archive.ArchiveEntry;
import dev.isaac.trust.archive.InspectedArchive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** The other readers of an accepted archive: by its directory and from its first byte on. All must see the same. */
final class Readers {

    private static final Path FILE = file();

    private Readers() {}

    private static Path file() {
        try {
            Path file = Files.createTempFile("isaac-fuzz", ".jar");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compares what they see: names, sizes, bytes, and the manifest. */
    static void requireAgreement(byte[] bytes, InspectedArchive archive) {
        Map<String, Long> ours = new HashMap<>();
        for (ArchiveEntry entry : archive.entries()) {
            Property.same(ours.put(entry.name(), entry.size()), null, "a name occurs once");
        }
        try {
            Map<String, byte[]> streamed = streamed(bytes);
            Property.same(sizes(streamed), ours, "a sequential reader sees the same entries");
            Files.write(FILE, bytes);
            directory(streamed);
            jar(streamed, archive);
            jarStream(bytes, streamed);
        } catch (IOException e) {
            throw new AssertionError("another reader refuses what was accepted", e);
        }
    }

    private static Map<String, Long> sizes(Map<String, byte[]> contents) {
        Map<String, Long> sizes = new HashMap<>();
        contents.forEach((name, content) -> sizes.put(name, (long) content.length));
        return sizes;
    }

    private static Map<String, byte[]> streamed(byte[] bytes) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Property.same(
                        contents.put(entry.getName(), zip.readAllBytes()), null, "a sequential reader sees it once");
            }
        }
        return contents;
    }

    private static void directory(Map<String, byte[]> expected) throws IOException {
        try (ZipFile zip = new ZipFile(FILE.toFile())) {
            Property.same(zip.size(), expected.size(), "a reader of the directory sees as many entries");
            for (Map.Entry<String, byte[]> one : expected.entrySet()) {
                ZipEntry entry = zip.getEntry(one.getKey());
                Property.require(entry != null && entry.getName().equals(one.getKey()), "it sees " + one.getKey());
                if (entry != null) {
                    byte[] content = zip.getInputStream(entry).readAllBytes();
                    Property.require(Arrays.equals(content, one.getValue()), "it reads the same of " + one.getKey());
                    CRC32 crc = new CRC32();
                    crc.update(content);
                    Property.same(entry.getCrc(), crc.getValue(), "its checksum is true");
                }
            }
        }
    }

    private static void jar(Map<String, byte[]> expected, InspectedArchive archive) throws IOException {
        try (JarFile jar = new JarFile(FILE.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            Property.require(manifest != null, "a jar's reader finds the manifest");
            if (manifest != null) {
                Property.same(
                        attributes(manifest.getMainAttributes()), lower(archive.manifest()), "it reads the same of it");
            }
            for (Map.Entry<String, byte[]> one : expected.entrySet()) {
                JarEntry entry = jar.getJarEntry(one.getKey());
                Property.require(
                        entry != null && Arrays.equals(jar.getInputStream(entry).readAllBytes(), one.getValue()),
                        "a jar's reader reads the same of " + one.getKey());
            }
        }
    }

    private static void jarStream(byte[] bytes, Map<String, byte[]> expected) throws IOException {
        int seen = 0;
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bytes), false)) {
            for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                Property.require(
                        Arrays.equals(jar.readAllBytes(), expected.get(entry.getName())),
                        "a jar's sequential reader reads the same of " + entry.getName());
                seen++;
            }
            // It keeps a manifest at the front, and the folder before it, to itself.
            int hidden = expected.size() - seen;
            Property.require(hidden == 0 || (jar.getManifest() != null && hidden <= 2), "it sees all but the manifest");
        }
    }

    private static Map<String, String> attributes(Attributes attributes) {
        Map<String, String> map = new HashMap<>();
        attributes.forEach((name, value) -> map.put(name.toString().toLowerCase(Locale.ROOT), value.toString()));
        return map;
    }

    private static Map<String, String> lower(Map<String, String> attributes) {
        Map<String, String> map = new HashMap<>();
        attributes.forEach((name, value) -> map.put(name.toLowerCase(Locale.ROOT), value));
        return map;
    }
}
