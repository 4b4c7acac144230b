package dev.isaac.trust.pack;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.archive.ArchiveEntry;
import dev.isaac.trust.archive.ArchiveInspector;
import dev.isaac.trust.archive.ArchiveLimits;
import dev.isaac.trust.archive.InspectedArchive;
import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A package: an archive that the {@link ArchiveInspector} accepts, with a part of a registry in it under the names that
 * the registry itself has: {@code metadata/…} and {@code targets/…}. Its manifest says what it was made for. Nothing in it
 * is trusted: a client verifies what it fetches from here as from anywhere else. Reads as much as is asked for, not the
 * whole. Immutable; thread-safe.
 */
public final class RegistryPackage {

    /** The header whose value is {@link #FORMAT}. */
    public static final String FORMAT_HEADER = "Isaac-Package-Format";

    /** The header with the plugins that the package was made for, as {@code ID@VERSION}, separated by commas. */
    public static final String PLUGINS_HEADER = "Isaac-Package-Plugins";

    /** The format that is read and written here. */
    public static final String FORMAT = "1";

    /** Where the metadata lies. */
    public static final String METADATA = "metadata/";

    /** Where the targets lie. */
    public static final String TARGETS = "targets/";

    private static final String MANIFEST_FOLDER = "META-INF/";
    private static final ArchiveLimits LIMITS = new ArchiveLimits(2L << 30, 20_000, 512L << 20, 2L << 30, 200, 0);

    private final Path file;
    private final List<String> plugins;
    private final Set<String> names;

    private RegistryPackage(Path file, List<String> plugins, Set<String> names) {
        this.file = file;
        this.plugins = List.copyOf(plugins);
        this.names = Set.copyOf(names);
    }

    /**
     * Inspects a file.
     *
     * @throws TrustException with a code {@code archive.*} when it is an archive that readers could see differently,
     *     {@code trust.malformed} when it is no package
     * @throws IOException when it cannot be read
     */
    public static RegistryPackage open(Path file) throws TrustException, IOException {
        InspectedArchive archive =
                new ArchiveInspector(LIMITS, Runtime.version().feature()).inspect(file);
        if (!archive.attribute(FORMAT_HEADER).equals(FORMAT)) {
            throw new TrustException(
                    Kind.MALFORMED,
                    file + " is no package of a registry",
                    "packages are made by: registry mirror NAME --package FILE --plugin ID");
        }
        Set<String> names = new HashSet<>();
        for (ArchiveEntry entry : archive.entries()) {
            String name = entry.name();
            if (!name.startsWith(METADATA) && !name.startsWith(TARGETS) && !name.startsWith(MANIFEST_FOLDER)) {
                throw new TrustException(
                        Kind.MALFORMED, file + " holds something that belongs to no registry: " + name);
            }
            names.add(name);
        }
        List<String> plugins = Arrays.stream(archive.attribute(PLUGINS_HEADER).split(",", -1))
                .map(String::strip)
                .filter(plugin -> !plugin.isEmpty())
                .toList();
        return new RegistryPackage(file, plugins, names);
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** What it says that it was made for, as {@code ID@VERSION}; a hint like everything that nobody signed. */
    public List<String> plugins() {
        return plugins;
    }

    /** Reads metadata. */
    public Fetcher metadata() {
        return (path, maxLength) -> fetch(METADATA + path, maxLength);
    }

    /** Reads targets. */
    public Fetcher targets() {
        return (path, maxLength) -> fetch(TARGETS + path, maxLength);
    }

    private byte[] fetch(String name, long maxLength) throws FetchException {
        if (!names.contains(name)) {
            throw new FetchException(FetchException.Kind.NOT_FOUND, "the package " + file + " has no " + name);
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new FetchException(FetchException.Kind.NOT_FOUND, file + " changed while it was read");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                int limit = (int) Math.min(maxLength, Integer.MAX_VALUE - 16);
                byte[] bytes = in.readNBytes(limit);
                if (in.read() >= 0) {
                    throw new FetchException(
                            FetchException.Kind.TOO_LONG, name + " is longer than the " + maxLength + " bytes allowed");
                }
                return bytes;
            }
        } catch (IOException e) {
            throw new FetchException(FetchException.Kind.UNREACHABLE, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
