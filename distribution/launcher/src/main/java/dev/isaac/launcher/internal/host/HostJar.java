package dev.isaac.launcher.internal.host;

import dev.isaac.launcher.internal.host.PackageHeader.Clause;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Fits the jar of somebody else into the host. What the jars are is settled before, when they are downloaded.
 *
 * <ul>
 *   <li>A signature goes: the JVM would check it class by class, and keep none of the classes in the archive for fast
 *       starts.
 *   <li>A library exports only what bundles of the distribution import from it, without {@code uses}: it is no API for plugins,
 *       and reading hundreds of exports would be the longest step of a start.
 * </ul>
 */
final class HostJar {

    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0, 0);
    private static final Attributes.Name EXPORT = new Attributes.Name("Export-Package");
    private static final Attributes.Name IMPORT = new Attributes.Name("Import-Package");

    /** What the library exported before it was fitted, for when other packages are imported one day. */
    private static final Attributes.Name ALL_EXPORTS = new Attributes.Name("Isaac-All-Exports");

    private HostJar() {}

    /**
     * Rewrites the jar of a library; does nothing when it is as it should be.
     *
     * @param imported the packages that bundles of the distribution import
     */
    static void fit(Path jar, Set<String> imported) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            if (manifest == null) {
                return;
            }
            Manifest fitted = new Manifest();
            fitted.getMainAttributes().putAll(manifest.getMainAttributes());
            fit(fitted.getMainAttributes(), imported);
            if (fitted.equals(manifest) && file.stream().noneMatch(HostJar::isSignature)) {
                return;
            }
            Path changed = jar.resolveSibling(jar.getFileName() + ".new");
            try (OutputStream out = Files.newOutputStream(changed);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                entry(zip, JarFile.MANIFEST_NAME);
                fitted.write(zip);
                copy(file, zip);
            }
            Files.move(changed, jar, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Makes sure that a library still exports what is imported of it.
     *
     * @throws IOException when it was fitted by an older build, which did not keep what it had exported
     */
    static void requireExports(Path jar, Set<String> imported) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            Set<String> exported = new HashSet<>();
            PackageHeader.parse(
                            manifest == null
                                    ? null
                                    : manifest.getMainAttributes().getValue(EXPORT))
                    .forEach(clause -> exported.addAll(clause.packages()));
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                int slash = name.lastIndexOf('/');
                String inPackage = slash < 0 ? "" : name.substring(0, slash).replace('/', '.');
                if (name.endsWith(".class") && imported.contains(inPackage) && !exported.contains(inPackage)) {
                    throw new IOException(jar + " does not export " + inPackage
                            + ", which is imported: an older build changed it. Delete it, and build again");
                }
            }
        }
    }

    private static void fit(Attributes main, Set<String> imported) {
        if (main.getValue(EXPORT) != null) {
            main.putIfAbsent(ALL_EXPORTS, main.getValue(EXPORT));
        }
        List<String> exports = new ArrayList<>();
        for (Clause clause : PackageHeader.parse(main.getValue(ALL_EXPORTS))) {
            List<String> used = new ArrayList<>(clause.packages());
            used.retainAll(imported);
            if (!used.isEmpty()) {
                exports.add(clause.text(used));
            }
        }
        set(main, EXPORT, exports);
        List<String> imports = new ArrayList<>();
        for (Clause clause : PackageHeader.parse(main.getValue(IMPORT))) {
            List<String> needed = new ArrayList<>(clause.packages());
            needed.removeIf(name -> name.startsWith("java."));
            if (!needed.isEmpty() && !clause.parameters().contains("resolution:=optional")) {
                imports.add(clause.text(needed));
            }
        }
        set(main, IMPORT, imports);
    }

    private static void set(Attributes main, Attributes.Name name, List<String> clauses) {
        if (clauses.isEmpty()) {
            main.remove(name);
        } else {
            main.put(name, String.join(",", clauses));
        }
    }

    private static void copy(JarFile file, ZipOutputStream zip) throws IOException {
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
