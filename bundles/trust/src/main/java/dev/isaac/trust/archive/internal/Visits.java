package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import dev.isaac.trust.archive.BundleContent;
import dev.isaac.trust.archive.HostSurface;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what the checks of a bundle need while its entries are read, or those of an archive within it. */
final class Visits implements Inspection.Manifested {

    /** How many bytes of archives within archives are held at a time. */
    private static final int MAX_NESTED = 128 * 1024 * 1024;

    private static final int MAX_CLASS = 16 * 1024 * 1024;
    private static final String CLASS = ".class";
    private static final String XML = ".xml";
    private static final Set<String> ARCHIVE_NAMES = Set.of("jar", "war", "ear", "zip");

    private final Inspection inspection;
    private final Layer layer;
    private final String prefix;
    private final HostSurface host;
    private final BundleContent told;
    private final ArchiveReader.Budget budget;
    private final int depth;
    private final int room;
    private Capture capture = Capture.nothing();

    private Visits(
            Inspection inspection,
            Layer layer,
            String prefix,
            HostSurface host,
            BundleContent told,
            ArchiveReader.Budget budget,
            int depth,
            int room) {
        this.inspection = inspection;
        this.layer = layer;
        this.prefix = prefix;
        this.host = host;
        this.told = told;
        this.budget = budget;
        this.depth = depth;
        this.room = room;
    }

    /** Of a bundle, in which archives lie no deeper than that. */
    Visits(
            Inspection inspection,
            Layer bundle,
            HostSurface host,
            BundleContent told,
            ArchiveReader.Budget budget,
            int depth) {
        this(inspection, bundle, "", host, told, budget, depth, MAX_NESTED);
    }

    /** Of an archive of a length that lies in this one, at a place. */
    Visits within(Layer inner, String place, int length) {
        return new Visits(inspection, inner, place + "!", host, told, budget, depth - 1, room - length);
    }

    /** What stands before the names of entries. */
    String prefix() {
        return prefix;
    }

    @Override
    public EntryData.Sink start(CentralEntry entry) throws ArchiveException {
        String name = entry.name();
        boolean isClass = name.endsWith(CLASS);
        boolean isText = ServiceFile.is(name) || VersionedManifest.is(name);
        boolean isDescription = name.endsWith(XML) && entry.size() <= ServiceFile.MAX_BYTES;
        if (isClass && entry.size() > MAX_CLASS) {
            throw new ArchiveException(ArchiveFault.CLASS_FILE, prefix + name + " is too long");
        }
        if (isText && entry.size() > ServiceFile.MAX_BYTES) {
            throw new ArchiveException(
                    ServiceFile.is(name) ? ArchiveFault.SERVICE_PROVIDER : ArchiveFault.MULTI_RELEASE,
                    prefix + name + " is too long");
        }
        int size = (int) Math.min(entry.size(), Integer.MAX_VALUE);
        boolean all = Inspection.isManifest(entry) || isClass || isText || isDescription;
        capture = new Capture(size, all, depth > 0 ? room : 0, MAX_CLASS);
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
        } else if (VersionedManifest.is(name)) {
            layer.versionedManifests.put(name, capture.bytes());
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
                if (depth < 1 || entry.size() > room) {
                    throw new ArchiveException(
                            ArchiveFault.NESTED_ARCHIVE,
                            prefix + name + (depth < 1 ? " lies too deep" : " is too long"));
                }
                byte[] bytes = capture.bytes();
                capture = Capture.nothing();
                layer.nested.put(name, inspection.nested(this, prefix + name, bytes));
            }
            case CLASS -> classByContent(entry);
            case NATIVE -> layer.nativeFiles.add(name);
            case OTHER -> {
                int dot = name.lastIndexOf('.');
                boolean named = ARCHIVE_NAMES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
                if (named && dot > name.lastIndexOf('/')) {
                    throw new ArchiveException(
                            ArchiveFault.NESTED_ARCHIVE, prefix + name + " does not begin as an archive does");
                }
            }
        }
    }

    /**
     * A class under a name that no class loader asks for: a library may define it by itself. It is code like any other, and
     * told of as such.
     */
    private void classByContent(CentralEntry entry) throws ArchiveException {
        String place = prefix + entry.name();
        if (entry.size() > MAX_CLASS) {
            throw new ArchiveException(ArchiveFault.CLASS_FILE, place + " is too long");
        }
        byte[] bytes = capture.bytes();
        ClassFile file = ClassFile.read(bytes);
        file.require(place, file.name(), inspection.java());
        layer.noteCode();
        told.code(place, file.name(), bytes);
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
