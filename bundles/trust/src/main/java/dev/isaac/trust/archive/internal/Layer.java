package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import dev.isaac.trust.archive.InspectedArchive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found in one archive on the way through it: a bundle, or an archive within one. Keeps no entry's bytes. */
final class Layer {

    static final String VERSIONS = "META-INF/versions/";

    private static final String CLASS = ".class";
    private static final String MODULE = "module-info.class";
    private static final int FIRST_RELEASE = 9;

    /** Archives in it, by their name; each was inspected when it was found. */
    final Map<String, Layer> nested = new LinkedHashMap<>();

    /** Class files by their name. */
    final Map<String, ClassFile> classes = new LinkedHashMap<>();

    /** Files that are native code, by name or content. */
    final List<String> nativeFiles = new ArrayList<>();

    /** Headers that another Java release reads in place of some of the manifest's, by their name. */
    final Map<String, byte[]> versionedManifests = new LinkedHashMap<>();

    private Set<String> classNames = Set.of();
    private boolean code;

    /** Files that another Java release sees in place of others. */
    private final List<String> versioned = new ArrayList<>();

    /** The manifest's bytes; null when there is none. */
    byte @Nullable [] manifest;

    /** Notes a file for {@link #requireOneMeaning}. */
    void note(String name) {
        if (name.startsWith(VERSIONS) && !name.endsWith("/")) {
            versioned.add(name);
        }
    }

    /** Notes a class that lies under another name. */
    void noteCode() {
        code = true;
    }

    /** Keeps no more of its classes than their names. */
    void forgetClasses() {
        classNames = Set.copyOf(classes.keySet());
        code |= !classes.isEmpty();
        classes.clear();
    }

    /** Whether it holds a class of that file name. */
    boolean hasClass(String name) {
        return classes.containsKey(name) || classNames.contains(name);
    }

    /** Whether it holds what can run. */
    boolean hasCode() {
        return code || !classes.isEmpty() || !nativeFiles.isEmpty();
    }

    /** The Java release that reads a versioned file; 0 when it is none, or in a folder that no release reads. */
    static int release(String name) {
        if (!name.startsWith(VERSIONS)) {
            return 0;
        }
        int slash = name.indexOf('/', VERSIONS.length());
        String number = slash < 0 ? "" : name.substring(VERSIONS.length(), slash);
        return number.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(number) : 0;
    }

    /**
     * Refuses what one Java release, or one reader, sees otherwise than another: code in a version that is not announced,
     * an announcement that not all readers recognise, and (in a bundle) headers and descriptions by release.
     *
     * @param value what the manifest says of Multi-Release
     * @param bundle the bundle that this is; null for an archive within one
     */
    void requireOneMeaning(String prefix, String value, @Nullable InspectedArchive bundle) throws ArchiveException {
        boolean announced = value.equalsIgnoreCase("true");
        if (!value.isEmpty() && !announced && !value.equalsIgnoreCase("false")) {
            throw new ArchiveException(ArchiveFault.MULTI_RELEASE, prefix + "Multi-Release: " + value);
        }
        if (announced && !isMultiRelease()) {
            throw new ArchiveException(
                    ArchiveFault.MULTI_RELEASE, prefix + "Multi-Release is written so that not every reader sees it");
        }
        for (String name : versioned) {
            int release = release(name);
            String path = release == 0 ? "" : name.substring(VERSIONS.length() + (release + "/").length());
            String folded = path.toUpperCase(Locale.ROOT);
            if (bundle != null && (folded.startsWith("META-INF/") || folded.startsWith("OSGI-INF/"))) {
                VersionedManifest.check(name, versionedManifests.get(name), bundle);
            }
            if (name.endsWith(CLASS) && !path.equals(MODULE) && (!announced || release < FIRST_RELEASE)) {
                throw new ArchiveException(
                        ArchiveFault.MULTI_RELEASE, prefix + name + " is code that only some readers see");
            }
        }
    }

    /** Whether the manifest says so in the bytes that the platform looks for; other readers unfold lines first. */
    boolean isMultiRelease() {
        byte[] bytes = manifest;
        return bytes != null
                && ("\n" + new String(bytes, StandardCharsets.ISO_8859_1))
                        .toLowerCase(Locale.ROOT)
                        .replace('\r', '\n')
                        .contains("\nmulti-release: true\n");
    }
}
