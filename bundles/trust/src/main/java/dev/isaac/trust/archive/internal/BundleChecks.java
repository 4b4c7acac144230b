package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import dev.isaac.trust.archive.HeaderClause;
import dev.isaac.trust.archive.HostSurface;
import dev.isaac.trust.archive.InspectedArchive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What in a bundle's manifest and files is dangerous to its host. */
final class BundleChecks {

    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]++)*+");
    /** Each place is held against each entry: what no bundle needs must not take for ever. */
    private static final int MAX_CLASS_PATH = 256;

    /** What a bundle provides of these, or requires of wiring, is for the framework alone to say. */
    private static final Set<String> OF_THE_FRAMEWORK =
            Set.of("osgi.identity", "osgi.ee", "osgi.native", "osgi.content");

    private static final String WIRING = "osgi.wiring.";

    private static final Set<String> NATIVE = Set.of("so", "dll", "dylib", "jnilib", "sl", "a", "lib", "exe");

    private BundleChecks() {}

    /** Checks the headers; returns the class path. */
    static List<String> check(InspectedArchive archive, HostSurface host) throws ArchiveException {
        identity(archive, host);
        exports(archive, host);
        // Whoever judges the imports reads them as the framework does.
        HeaderClause.parse(archive.attribute("Import-Package"));
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
        capabilities(archive);
        return classPath(archive);
    }

    private static void capabilities(InspectedArchive archive) throws ArchiveException {
        for (String provided : HeaderClause.paths(archive.attribute("Provide-Capability"))) {
            if (provided.startsWith(WIRING) || OF_THE_FRAMEWORK.contains(provided)) {
                throw new ArchiveException(ArchiveFault.HOST_CAPABILITY, provided);
            }
        }
        for (String required : HeaderClause.paths(archive.attribute("Require-Capability"))) {
            // Another way to write Import-Package, Require-Bundle and Fragment-Host, which are judged above.
            if (required.startsWith(WIRING)) {
                throw new ArchiveException(ArchiveFault.HOST_CAPABILITY, required);
            }
        }
    }

    /**
     * Refuses native code that the bundle does not declare: in Bundle-NativeCode file by file, or by the permission for
     * native code, which also covers libraries within archives on the class path.
     */
    static void nativeCode(InspectedArchive archive, Layer bundle) throws ArchiveException {
        for (String permission : archive.attribute("Isaac-Permissions").split(",", -1)) {
            if (permission.strip().equals("native")) {
                return;
            }
        }
        Set<String> declared = new HashSet<>();
        for (String path : HeaderClause.nativePaths(archive.attribute("Bundle-NativeCode"))) {
            declared.add(path.startsWith("/") ? path.substring(1) : path);
        }
        for (String file : bundle.nativeFiles) {
            if (!declared.contains(file)) {
                throw new ArchiveException(ArchiveFault.NATIVE_CODE, file);
            }
        }
        for (Map.Entry<String, Layer> nested : bundle.nested.entrySet()) {
            if (!nested.getValue().nativeFiles.isEmpty()) {
                throw new ArchiveException(
                        ArchiveFault.NESTED_ARCHIVE,
                        nested.getKey() + " has native code that no permission declares: "
                                + nested.getValue().nativeFiles.get(0));
            }
        }
    }

    /** Refuses an activator that the bundle does not bring: another's class would run in its name. */
    static void activator(InspectedArchive archive, Layer bundle, List<String> classPath) throws ArchiveException {
        String activator = archive.attribute("Bundle-Activator").strip();
        if (activator.isEmpty()) {
            return;
        }
        String file = activator.replace('.', '/') + ".class";
        for (String path : classPath) {
            Layer nested = bundle.nested.get(path);
            if (nested != null ? nested.hasClass(file) : bundle.hasClass(path.equals(".") ? file : path + "/" + file)) {
                return;
            }
        }
        throw new ArchiveException(ArchiveFault.ACTIVATOR, activator);
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
