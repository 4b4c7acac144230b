package dev.isaac.launcher.internal.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Takes the signature out of a jar of the host. The JVM checks a signed jar class by class and keeps none of its classes
 * in the archive for fast starts. What the jars are is settled before, when they are built or downloaded.
 */
final class UnsignedJar {

    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0, 0);

    private UnsignedJar() {}

    /** Rewrites the jar without its signature; does nothing when it has none. */
    static void strip(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            if (file.getManifest() == null || file.stream().noneMatch(UnsignedJar::isSignature)) {
                return;
            }
            Path unsigned = jar.resolveSibling(jar.getFileName() + ".new");
            try (OutputStream out = Files.newOutputStream(unsigned);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                copy(file, zip);
            }
            Files.move(unsigned, jar, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void copy(JarFile file, ZipOutputStream zip) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putAll(file.getManifest().getMainAttributes());
        entry(zip, JarFile.MANIFEST_NAME);
        manifest.write(zip);
        for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
            JarEntry entry = entries.nextElement();
            if (!isSignature(entry) && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                entry(zip, entry.getName());
                try (InputStream in = file.getInputStream(entry)) {
                    in.transferTo(zip);
                }
            }
        }
    }

    private static void entry(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
    }

    private static boolean isSignature(ZipEntry entry) {
        String name = entry.getName().toUpperCase(Locale.ROOT);
        return name.startsWith("META-INF/")
                && name.indexOf('/', "META-INF/".length()) < 0
                && (name.endsWith(".SF") || name.endsWith(".RSA") || name.endsWith(".DSA") || name.endsWith(".EC"));
    }
}
