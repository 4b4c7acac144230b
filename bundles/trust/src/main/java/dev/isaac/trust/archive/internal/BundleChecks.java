package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import dev.isaac.trust.archive.HeaderClause;
import dev.isaac.trust.archive.HostSurface;
import dev.isaac.trust.archive.InspectedArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What in a bundle's manifest and files is dangerous to its host. */
final class BundleChecks {

    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    /** Each place is held against each entry: what no bundle needs must not take for ever. */
    private static final int MAX_CLASS_PATH = 256;

    private static final Set<String> NATIVE = Set.of("so", "dll", "dylib", "jnilib", "sl", "a", "lib", "exe");

    private BundleChecks() {}

    /** Checks the headers; returns the class path. */
    static List<String> check(InspectedArchive archive, HostSurface host) throws ArchiveException {
        identity(archive, host);
        exports(archive, host);
        for (String imported : HeaderClause.paths(archive.attribute("DynamicImport-Package"))) {
            if (imported.equals("*")) {
                throw new ArchiveException(ArchiveFault.DYNAMIC_IMPORT, "");
            }
        }
        for (String required : HeaderClause.paths(archive.attribute("Require-Bundle"))) {
            if (required.equals("system.bundle") || host.bundles().contains(required)) {
                throw new ArchiveException(ArchiveFault.REQUIRE_BUNDLE, required);
            }
        }
        return classPath(archive);
    }

    private static void identity(InspectedArchive archive, HostSurface host) throws ArchiveException {
        List<String> names = HeaderClause.paths(archive.attribute("Bundle-SymbolicName"));
        if (!archive.attribute("Bundle-ManifestVersion").strip().equals("2")
                || names.size() != 1
                || !SYMBOLIC_NAME.matcher(names.get(0)).matches()) {
            throw new ArchiveException(ArchiveFault.NOT_A_BUNDLE, "");
        }
        String name = names.get(0);
        if (name.equals("system.bundle") || host.bundles().stream().anyMatch(name::equalsIgnoreCase)) {
            throw new ArchiveException(ArchiveFault.HOST_NAME, name);
        }
        // A fragment runs as part of another's code, under that one's name.
        if (!archive.attribute("Fragment-Host").isEmpty()) {
            throw new ArchiveException(ArchiveFault.FRAGMENT, archive.attribute("Fragment-Host"));
        }
    }

    private static void exports(InspectedArchive archive, HostSurface host) throws ArchiveException {
        for (String exported : HeaderClause.paths(archive.attribute("Export-Package"))) {
            if (exported.equals("java")
                    || exported.startsWith("java.")
                    || exported.equals("org.osgi")
                    || exported.startsWith("org.osgi.")
                    || host.packages().contains(exported)) {
                throw new ArchiveException(ArchiveFault.HOST_EXPORT, exported);
            }
        }
    }

    /** Whether a name looks like a native library: {@code libx.so.1} too. */
    static boolean isNative(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        int dot = file.lastIndexOf('.');
        return dot > 0 && (NATIVE.contains(file.substring(dot + 1)) || file.contains(".so."));
    }

    private static List<String> classPath(InspectedArchive archive) throws ArchiveException {
        String header = archive.attribute("Bundle-ClassPath");
        if (header.isBlank()) {
            return List.of(".");
        }
        List<String> listed = HeaderClause.paths(header);
        if (listed.size() > MAX_CLASS_PATH) {
            throw new ArchiveException(ArchiveFault.CLASS_PATH, "more than " + MAX_CLASS_PATH + " places");
        }
        List<String> paths = new ArrayList<>();
        for (String path : listed) {
            if (path.equals(".") || path.equals("/")) {
                paths.add(".");
                continue;
            }
            String relative = path.startsWith("/") ? path.substring(1) : path;
            String plain = relative.endsWith("/") ? relative.substring(0, relative.length() - 1) : relative;
            String folder = plain + "/";
            try {
                Names.check(plain);
            } catch (ArchiveException e) {
                throw new ArchiveException(ArchiveFault.CLASS_PATH, path);
            }
            boolean known = archive.entries().stream()
                    .anyMatch(
                            entry -> entry.name().equals(plain) || entry.name().startsWith(folder));
            if (!known || paths.contains(plain)) {
                throw new ArchiveException(ArchiveFault.CLASS_PATH, path);
            }
            paths.add(plain);
        }
        return paths;
    }
}
