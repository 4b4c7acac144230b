package dev.isaac.trust.archive.internal;

import dev.isaac.trust.Digests;
import dev.isaac.trust.archive.ArchiveEntry;
import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import dev.isaac.trust.archive.ArchiveLimits;
import dev.isaac.trust.archive.HostSurface;
import dev.isaac.trust.archive.InspectedArchive;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One inspection: the archive, and for a bundle what its manifest and its files say together. */
public final class Inspection {

    private static final int MAX_NESTED = 128 * 1024 * 1024;
    private static final int MAX_CLASS = 16 * 1024 * 1024;
    private static final int BUFFER = 64 * 1024;
    private static final String CLASS = ".class";
    private static final String VERSIONS = "META-INF/versions/";

    private final ArchiveLimits limits;
    private final int java;

    /**
     * With limits.
     *
     * @param java the newest Java release whose class files are accepted outside of {@code META-INF/versions}
     */
    public Inspection(ArchiveLimits limits, int java) {
        this.limits = limits;
        this.java = java;
    }

    /** Inspects an archive that must have a manifest. */
    public InspectedArchive archive(Data data) throws ArchiveException, IOException {
        return read(data, null, null).archive;
    }

    /** Inspects a bundle; its SHA-256 is computed where the caller does not know it. */
    public InspectedArchive bundle(Data data, @Nullable String sha256, HostSurface host)
            throws ArchiveException, IOException {
        Found found = read(data, sha256, new Found());
        List<String> classPath = BundleChecks.check(found.archive, host);
        ArchiveReader.Budget budget = found.budget;
        for (Map.Entry<String, byte[]> nested : found.nested.entrySet()) {
            if (!classPath.contains(nested.getKey()) || limits.maxNesting() < 1) {
                throw new ArchiveException(
                        ArchiveFault.NESTED_ARCHIVE, nested.getKey() + " is not on the bundle's class path");
            }
            nested(nested.getKey(), nested.getValue(), budget);
        }
        for (String path : classPath) {
            boolean file = found.archive.entries().stream()
                    .anyMatch(entry -> entry.name().equals(path));
            if (file && !found.nested.containsKey(path)) {
                throw new ArchiveException(ArchiveFault.CLASS_PATH, path + " is no archive");
            }
        }
        checkClasses("", found.classes, classPath);
        return found.archive;
    }

    /** What was found on the way through one archive. */
    private static final class Found {
        private final Map<String, byte[]> nested = new LinkedHashMap<>();
        private final Map<String, ClassFile> classes = new LinkedHashMap<>();
        private ArchiveReader.Budget budget = new ArchiveReader.Budget(ArchiveLimits.DEFAULT);
        private InspectedArchive archive = new InspectedArchive(0, "", Map.of(), List.of());
    }

    private Found read(Data data, @Nullable String sha256, @Nullable Found bundle)
            throws ArchiveException, IOException {
        Found found = bundle == null ? new Found() : bundle;
        found.budget = new ArchiveReader.Budget(limits);
        Visits visits = new Visits(found, bundle != null, null);
        List<CentralEntry> entries = new ArchiveReader(data, limits, found.budget).read(visits);
        byte[] manifest = visits.manifest;
        if (manifest == null) {
            throw new ArchiveException(ArchiveFault.NO_MANIFEST, "");
        }
        found.archive = new InspectedArchive(
                data.length(),
                sha256 == null ? digest(data) : sha256,
                Manifests.mainAttributes(manifest),
                entries.stream()
                        .map(entry -> new ArchiveEntry(entry.name(), entry.size(), entry.packed()))
                        .toList());
        return found;
    }

    private void nested(String path, byte[] bytes, ArchiveReader.Budget budget) throws ArchiveException, IOException {
        Found inner = new Found();
        try {
            new ArchiveReader(Data.of(bytes), limits, budget).read(new Visits(inner, true, path));
        } catch (ArchiveException e) {
            throw new ArchiveException(
                    ArchiveFault.NESTED_ARCHIVE, path + " (" + e.code() + ": " + e.getMessage() + ")");
        }
        if (!inner.nested.isEmpty()) {
            throw new ArchiveException(
                    ArchiveFault.NESTED_ARCHIVE,
                    path + " holds a further archive, "
                            + inner.nested.keySet().iterator().next());
        }
        checkClasses(path + "!", inner.classes, List.of("."));
    }

    private void checkClasses(String prefix, Map<String, ClassFile> classes, List<String> classPath)
            throws ArchiveException {
        for (Map.Entry<String, ClassFile> one : classes.entrySet()) {
            String name = one.getKey();
            int release = java;
            String root = null;
            if (name.startsWith(VERSIONS)) {
                int slash = name.indexOf('/', VERSIONS.length());
                String number = slash < 0 ? "" : name.substring(VERSIONS.length(), slash);
                if (!number.matches("[1-9][0-9]{0,2}")) {
                    continue;
                }
                // Only a Java of that release or newer reads it.
                release = Math.max(java, Integer.parseInt(number));
                root = name.substring(0, slash + 1);
            } else {
                root = rootOf(name, classPath);
            }
            if (root != null) {
                String expected = name.substring(root.length(), name.length() - CLASS.length());
                one.getValue().require(prefix + name, expected, release);
            }
        }
    }

    /** The longest folder of the class path that holds a file; null when none does and the file is mere data. */
    private static @Nullable String rootOf(String name, List<String> classPath) {
        String best = classPath.contains(".") ? "" : null;
        for (String path : classPath) {
            String folder = path + "/";
            if (!path.equals(".") && name.startsWith(folder) && (best == null || folder.length() > best.length())) {
                best = folder;
            }
        }
        return best;
    }

    private static String digest(Data data) throws IOException {
        MessageDigest digest = Digests.sha256Digest();
        byte[] buffer = new byte[BUFFER];
        long at = 0;
        while (at < data.length()) {
            int count = (int) Math.min(BUFFER, data.length() - at);
            data.read(at, buffer, 0, count);
            digest.update(buffer, 0, count);
            at += count;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Collects what the checks need while the entries are read. */
    private static final class Visits implements ArchiveReader.Visitor {
        private final Found found;
        private final boolean bundle;
        private final @Nullable String within;
        private Capture capture = new Capture(false, false);
        private byte @Nullable [] manifest;

        Visits(Found found, boolean bundle, @Nullable String within) {
            this.found = found;
            this.bundle = bundle;
            this.within = within;
        }

        @Override
        public EntryData.Sink start(CentralEntry entry) throws ArchiveException {
            boolean isManifest = entry.name().equals(Manifests.NAME);
            if (isManifest && entry.size() > Manifests.MAX_BYTES) {
                throw new ArchiveException(ArchiveFault.MANIFEST, "it is too long");
            }
            boolean isClass = bundle && entry.name().endsWith(CLASS);
            if (isClass && entry.size() > MAX_CLASS) {
                throw new ArchiveException(ArchiveFault.CLASS_FILE, entry.name() + " is too long");
            }
            capture = new Capture(isManifest || isClass, bundle && entry.size() <= MAX_NESTED);
            return capture;
        }

        @Override
        public void end(CentralEntry entry) throws ArchiveException {
            if (entry.name().equals(Manifests.NAME)) {
                manifest = capture.bytes();
            } else if (bundle && capture.isArchive()) {
                if (entry.size() > MAX_NESTED) {
                    throw new ArchiveException(ArchiveFault.NESTED_ARCHIVE, entry.name() + " is too long");
                }
                found.nested.put(entry.name(), capture.bytes());
            } else if (bundle && entry.name().endsWith(CLASS)) {
                found.classes.put(entry.name(), ClassFile.read(capture.bytes()));
            }
            if (within != null && BundleChecks.isNative(entry.name())) {
                throw new ArchiveException(ArchiveFault.NATIVE_CODE, entry.name() + " in a nested archive");
            }
        }
    }
}
