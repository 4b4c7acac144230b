package dev.isaac.trust.archive.internal;

import dev.isaac.trust.Digests;
import dev.isaac.trust.archive.ArchiveEntry;
import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import dev.isaac.trust.archive.ArchiveLimits;
import dev.isaac.trust.archive.BundleContent;
import dev.isaac.trust.archive.HostSurface;
import dev.isaac.trust.archive.InspectedArchive;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One inspection: the archive, and for a bundle what its manifest and its files say together. */
public final class Inspection {

    private static final int BUFFER = 64 * 1024;
    private static final String CLASS = ".class";
    private static final String MULTI_RELEASE = "Multi-Release";

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
        return read(data, null, new Plain());
    }

    /** Inspects a bundle; its SHA-256 is computed where the caller does not know it. */
    public InspectedArchive bundle(Data data, @Nullable String sha256, HostSurface host, BundleContent content)
            throws ArchiveException, IOException {
        Layer bundle = new Layer();
        InspectedArchive archive = read(
                data,
                sha256,
                new Visits(this, bundle, host, content, new ArchiveReader.Budget(limits), limits.maxNesting()));
        List<String> classPath = BundleChecks.check(archive, host);
        BundleChecks.nativeCode(archive, bundle);
        for (Map.Entry<String, Layer> nested : bundle.nested.entrySet()) {
            if (nested.getValue().hasCode() && !classPath.contains(nested.getKey())) {
                throw new ArchiveException(
                        ArchiveFault.NESTED_ARCHIVE,
                        nested.getKey() + " holds code and is not on the bundle's class path");
            }
        }
        Set<String> names = new HashSet<>();
        archive.entries().forEach(entry -> names.add(entry.name()));
        for (String path : classPath) {
            if (names.contains(path) && !bundle.nested.containsKey(path)) {
                throw new ArchiveException(ArchiveFault.CLASS_PATH, path + " is no archive");
            }
        }
        bundle.requireOneMeaning("", archive.attribute(MULTI_RELEASE), archive);
        checkClasses("", bundle.classes, classPath);
        BundleChecks.activator(archive, bundle, classPath);
        return archive;
    }

    /** A reader's visitor that hands out the manifest. */
    interface Manifested extends ArchiveReader.Visitor {
        byte @Nullable [] manifest();

        ArchiveReader.Budget budget();
    }

    private InspectedArchive read(Data data, @Nullable String sha256, Manifested visits)
            throws ArchiveException, IOException {
        List<CentralEntry> entries = new ArchiveReader(data, limits, visits.budget()).read(visits);
        byte[] manifest = visits.manifest();
        if (manifest == null) {
            throw new ArchiveException(ArchiveFault.NO_MANIFEST, "");
        }
        return new InspectedArchive(
                data.length(),
                sha256 == null ? digest(data) : sha256,
                Manifests.mainAttributes(manifest),
                entries.stream()
                        .map(entry -> new ArchiveEntry(entry.name(), entry.size(), entry.packed()))
                        .toList());
    }

    /** Inspects an archive within a bundle, as strictly as the bundle; its bytes are needed no longer afterwards. */
    Layer nested(Visits outer, String place, byte[] bytes) throws ArchiveException, IOException {
        Layer inner = new Layer();
        Visits visits = outer.within(inner, place, bytes.length);
        try {
            new ArchiveReader(Data.of(bytes), limits, visits.budget()).read(visits);
            // The framework does not read this manifest, only whether there are versions; libraries' are often sloppy.
            inner.requireOneMeaning(visits.prefix(), inner.isMultiRelease() ? "true" : "", null);
        } catch (ArchiveException e) {
            throw new ArchiveException(
                    ArchiveFault.NESTED_ARCHIVE, place + " (" + e.code() + ": " + e.getMessage() + ")");
        }
        for (Map.Entry<String, Layer> deeper : inner.nested.entrySet()) {
            // No class path leads there.
            if (deeper.getValue().hasCode()) {
                throw new ArchiveException(
                        ArchiveFault.NESTED_ARCHIVE,
                        visits.prefix() + deeper.getKey() + " holds code and lies too deep");
            }
        }
        checkClasses(visits.prefix(), inner.classes, List.of("."));
        inner.forgetClasses();
        return inner;
    }

    /** The newest Java release whose class files are accepted. */
    int java() {
        return java;
    }

    private void checkClasses(String prefix, Map<String, ClassFile> classes, List<String> classPath)
            throws ArchiveException {
        for (Map.Entry<String, ClassFile> one : classes.entrySet()) {
            String name = one.getKey();
            int release = java;
            String root = null;
            if (name.startsWith(Layer.VERSIONS)) {
                int version = Layer.release(name);
                if (version == 0) {
                    continue;
                }
                // Only a Java of that release or newer reads it.
                release = Math.max(java, version);
                root = Layer.VERSIONS + version + "/";
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

    static boolean isManifest(CentralEntry entry) throws ArchiveException {
        boolean manifest = entry.name().equals(Manifests.NAME);
        if (manifest && entry.size() > Manifests.MAX_BYTES) {
            throw new ArchiveException(ArchiveFault.MANIFEST, "it is too long");
        }
        return manifest;
    }

    /** Of an archive that need not be a bundle, only the manifest is looked at. */
    private final class Plain implements Manifested {
        private final ArchiveReader.Budget budget = new ArchiveReader.Budget(limits);
        private Capture capture = Capture.nothing();
        private byte @Nullable [] manifest;

        @Override
        public EntryData.Sink start(CentralEntry entry) throws ArchiveException {
            boolean all = isManifest(entry);
            capture = new Capture((int) Math.min(entry.size(), Integer.MAX_VALUE), all, 0, 0);
            return capture;
        }

        @Override
        public void end(CentralEntry entry) {
            if (entry.name().equals(Manifests.NAME)) {
                manifest = capture.bytes();
            }
        }

        @Override
        public byte @Nullable [] manifest() {
            return manifest;
        }

        @Override
        public ArchiveReader.Budget budget() {
            return budget;
        }
    }
}
