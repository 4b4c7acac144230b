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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One inspection: the archive, and for a bundle what its manifest and its files say together. */
public final class Inspection {

    private static final int MAX_NESTED = 128 * 1024 * 1024;
    private static final int MAX_CLASS = 16 * 1024 * 1024;
    private static final int BUFFER = 64 * 1024;
    private static final String CLASS = ".class";
    private static final String XML = ".xml";
    private static final String MULTI_RELEASE = "Multi-Release";
    private static final Set<String> ARCHIVE_NAMES = Set.of("jar", "war", "ear", "zip");

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
                new Visits(bundle, "", host, content, new ArchiveReader.Budget(limits), limits.maxNesting()));
        List<String> classPath = BundleChecks.check(archive, host);
        if (!bundle.nativeFiles.isEmpty()
                && archive.attribute("Bundle-NativeCode").isEmpty()) {
            throw new ArchiveException(ArchiveFault.NATIVE_CODE, bundle.nativeFiles.get(0));
        }
        for (String nested : bundle.nested.keySet()) {
            if (!classPath.contains(nested)) {
                throw new ArchiveException(ArchiveFault.NESTED_ARCHIVE, nested + " is not on the bundle's class path");
            }
        }
        Set<String> names = new HashSet<>();
        archive.entries().forEach(entry -> names.add(entry.name()));
        for (String path : classPath) {
            if (names.contains(path) && !bundle.nested.containsKey(path)) {
                throw new ArchiveException(ArchiveFault.CLASS_PATH, path + " is no archive");
            }
        }
        bundle.requireOneMeaning("", archive.attribute(MULTI_RELEASE), true);
        checkClasses("", bundle.classes, classPath);
        return archive;
    }

    /** A reader's visitor that hands out the manifest. */
    private interface Manifested extends ArchiveReader.Visitor {
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
    private Layer nested(Visits outer, String name, byte[] bytes) throws ArchiveException, IOException {
        Layer inner = new Layer();
        String prefix = name + "!";
        try {
            new ArchiveReader(Data.of(bytes), limits, outer.budget)
                    .read(new Visits(inner, prefix, outer.host, outer.told, outer.budget, outer.depth - 1));
            // The framework does not read this manifest, only whether there are versions; libraries' are often sloppy.
            inner.requireOneMeaning(prefix, inner.isMultiRelease() ? "true" : "", false);
        } catch (ArchiveException e) {
            throw new ArchiveException(
                    ArchiveFault.NESTED_ARCHIVE, name + " (" + e.code() + ": " + e.getMessage() + ")");
        }
        if (!inner.nativeFiles.isEmpty()) {
            throw new ArchiveException(
                    ArchiveFault.NESTED_ARCHIVE, name + " has native code: " + inner.nativeFiles.get(0));
        }
        checkClasses(prefix, inner.classes, List.of("."));
        inner.classes.clear();
        return inner;
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

    private static boolean isManifest(CentralEntry entry) throws ArchiveException {
        boolean manifest = entry.name().equals(Manifests.NAME);
        if (manifest && entry.size() > Manifests.MAX_BYTES) {
            throw new ArchiveException(ArchiveFault.MANIFEST, "it is too long");
        }
        return manifest;
    }

    /** Of an archive that need not be a bundle, only the manifest is looked at. */
    private final class Plain implements Manifested {
        private final ArchiveReader.Budget budget = new ArchiveReader.Budget(limits);
        private Capture capture = new Capture(0, false, false);
        private byte @Nullable [] manifest;

        @Override
        public EntryData.Sink start(CentralEntry entry) throws ArchiveException {
            boolean all = isManifest(entry);
            capture = new Capture((int) Math.min(entry.size(), Integer.MAX_VALUE), all, false);
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

    /** Collects what the checks of a bundle need while the entries are read. */
    private final class Visits implements Manifested {
        private final Layer layer;
        private final String prefix;
        private final HostSurface host;
        private final BundleContent told;
        private final ArchiveReader.Budget budget;
        private final int depth;
        private Capture capture = new Capture(0, false, false);

        Visits(
                Layer layer,
                String prefix,
                HostSurface host,
                BundleContent told,
                ArchiveReader.Budget budget,
                int depth) {
            this.layer = layer;
            this.prefix = prefix;
            this.host = host;
            this.told = told;
            this.budget = budget;
            this.depth = depth;
        }

        @Override
        public EntryData.Sink start(CentralEntry entry) throws ArchiveException {
            boolean isClass = entry.name().endsWith(CLASS);
            boolean isService = ServiceFile.is(entry.name());
            boolean isDescription = entry.name().endsWith(XML) && entry.size() <= ServiceFile.MAX_BYTES;
            boolean all = isManifest(entry) || isClass || isService || isDescription;
            if (isClass && entry.size() > MAX_CLASS) {
                throw new ArchiveException(ArchiveFault.CLASS_FILE, prefix + entry.name() + " is too long");
            }
            if (isService && entry.size() > ServiceFile.MAX_BYTES) {
                throw new ArchiveException(ArchiveFault.SERVICE_PROVIDER, prefix + entry.name() + " is too long");
            }
            int size = (int) Math.min(entry.size(), Integer.MAX_VALUE);
            capture = new Capture(size, all, entry.size() <= MAX_NESTED && depth > 0);
            return capture;
        }

        @Override
        public void end(CentralEntry entry) throws ArchiveException, IOException {
            String name = entry.name();
            layer.note(name);
            if (name.equals(Manifests.NAME)) {
                byte[] bytes = capture.bytes();
                layer.manifest = bytes;
                told.text(prefix + name, bytes);
            } else if (ServiceFile.is(name)) {
                byte[] bytes = capture.bytes();
                ServiceFile.check(prefix, name, bytes, host);
                told.text(prefix + name, bytes);
            } else if (name.endsWith(CLASS)) {
                byte[] bytes = capture.bytes();
                ClassFile file = ClassFile.read(bytes);
                layer.classes.put(name, file);
                told.code(prefix + name, file.name(), bytes);
            } else {
                byContent(entry);
                if (name.endsWith(XML) && entry.size() <= ServiceFile.MAX_BYTES) {
                    told.text(prefix + name, capture.bytes());
                }
            }
            if (BundleChecks.isNative(name)) {
                layer.nativeFiles.add(name);
            }
        }

        /** What an entry is by its first bytes, whatever its name says. */
        private void byContent(CentralEntry entry) throws ArchiveException, IOException {
            String name = entry.name();
            switch (capture.content()) {
                case ARCHIVE -> {
                    if (depth < 1 || entry.size() > MAX_NESTED) {
                        throw new ArchiveException(
                                ArchiveFault.NESTED_ARCHIVE,
                                prefix + name + (depth < 1 ? " lies too deep" : " is too long"));
                    }
                    byte[] bytes = capture.bytes();
                    capture = new Capture(0, false, false);
                    layer.nested.put(name, nested(this, name, bytes));
                }
                case CLASS ->
                    throw new ArchiveException(
                            ArchiveFault.CLASS_FILE, prefix + name + " is a class under another name");
                case NATIVE -> layer.nativeFiles.add(name);
                case OTHER -> {
                    int dot = name.lastIndexOf('.');
                    boolean named =
                            ARCHIVE_NAMES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
                    if (named && dot > name.lastIndexOf('/')) {
                        throw new ArchiveException(
                                ArchiveFault.NESTED_ARCHIVE, prefix + name + " does not begin as an archive does");
                    }
                }
            }
        }

        @Override
        public byte @Nullable [] manifest() {
            return layer.manifest;
        }

        @Override
        public ArchiveReader.Budget budget() {
            return budget;
        }
    }
}
