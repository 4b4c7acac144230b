package dev.isaac.trust.permission;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.BundleContent;
import dev.isaac.trust.archive.HeaderClause;
import dev.isaac.trust.archive.InspectedArchive;
import dev.isaac.trust.permission.PermissionException.Reason;
import dev.isaac.trust.permission.internal.EntryPoints;
import dev.isaac.trust.permission.internal.Reach;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what the classes of one bundle name, from those on that can run: components, activator, exported packages, service
 * providers, classes that lie under other names, and what these name, as code or as text. Hand it to the archive inspector, then ask for the report.
 *
 * <p>It sees what code names. What code finds by a name that it puts together it cannot see, and says so
 * ({@link CodeFlag}). Made for one inspection; not thread-safe. Keeps the class files until it is dropped.
 */
public final class ByteCodeScan implements BundleContent {

    /** How many bytes of class files one bundle may have: 128 MiB. */
    public static final long MAX_CODE = 128L << 20;

    private final long maxCode;
    private final Map<String, List<byte[]>> classes = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final EntryPoints entryPoints = new EntryPoints();
    private long code;

    /** With {@link #MAX_CODE}. */
    public ByteCodeScan() {
        this(MAX_CODE);
    }

    /** With another bound for the bytes of class files. */
    public ByteCodeScan(long maxCode) {
        this.maxCode = maxCode;
    }

    @Override
    public void code(String place, String name, byte[] bytes) {
        code += bytes.length;
        if (code > maxCode) {
            classes.clear();
            return;
        }
        // Versions for other Java releases count, too: which of them runs is decided later.
        classes.computeIfAbsent(name, key -> new ArrayList<>(1)).add(bytes);
        if (!place.endsWith(".class")) {
            // No class loader finds it there, so nothing says who runs it.
            hidden.add(name);
        }
    }

    @Override
    public void text(String place, byte[] bytes) {
        entryPoints.read(place, bytes);
    }

    /**
     * What the code reaches.
     *
     * @param archive what the inspector said of the bundle that this scan was handed
     * @throws PermissionException {@code permission.unscannable}
     */
    public CodeReport report(InspectedArchive archive) throws PermissionException {
        if (code > maxCode) {
            throw new PermissionException(
                    Reason.UNSCANNABLE,
                    "it has more than " + (maxCode >> 20) + " MiB of class files, more than is scanned",
                    "leave out of the libraries what is not used");
        }
        Reach reach = new Reach(classes);
        boolean known = entryPoints.understood(archive);
        Set<String> exported = exported(archive);
        for (String name : classes.keySet()) {
            int slash = name.lastIndexOf('/');
            String folder = slash < 0 ? "." : name.substring(0, slash).replace('/', '.');
            if (!known || exported.contains(folder)) {
                reach.enter(name);
            }
        }
        hidden.forEach(reach::enter);
        entryPoints.words().forEach(reach::enter);
        return reach.follow();
    }

    private static Set<String> exported(InspectedArchive archive) throws PermissionException {
        try {
            return new HashSet<>(HeaderClause.paths(archive.attribute("Export-Package")));
        } catch (ArchiveException e) {
            throw new PermissionException(
                    Reason.UNSCANNABLE, "its manifest cannot be read: " + e.getMessage(), e.hint());
        }
    }
}
