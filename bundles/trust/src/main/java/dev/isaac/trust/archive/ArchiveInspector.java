package dev.isaac.trust.archive;

import dev.isaac.trust.archive.internal.Data;
import dev.isaac.trust.archive.internal.Inspection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Reads an archive's every header and every byte itself, and refuses what two readers could see differently or what
 * could harm the host. What passes, every reader sees alike. Thread-safe: it has no state but its limits.
 */
public final class ArchiveInspector {

    private static final BundleContent IGNORED = new BundleContent() {
        @Override
        public void code(String place, String name, byte[] bytes) {}

        @Override
        public void text(String place, byte[] bytes) {}
    };

    private final Inspection inspection;

    /** With {@link ArchiveLimits#DEFAULT}, for the Java that runs. */
    public ArchiveInspector() {
        this(ArchiveLimits.DEFAULT, Runtime.version().feature());
    }

    /**
     * With limits.
     *
     * @param java the newest Java release whose class files are accepted, for example 17
     */
    public ArchiveInspector(ArchiveLimits limits, int java) {
        this.inspection = new Inspection(limits, java);
    }

    /**
     * Inspects a file, which must not change meanwhile.
     *
     * @throws ArchiveException with a code {@code archive.*} when it is refused
     * @throws IOException when it cannot be read
     */
    public InspectedArchive inspect(Path file) throws ArchiveException, IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return inspection.archive(Data.of(channel));
        }
    }

    /** Inspects bytes. */
    public InspectedArchive inspect(byte[] archive) throws ArchiveException {
        try {
            return inspection.archive(Data.of(archive));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory does not fail", e);
        }
    }

    /**
     * Inspects a file and what makes a bundle dangerous to its host: a host bundle's name, fragments, exports of host
     * packages, unbounded dynamic imports, undeclared native code, hidden archives, class files that are not what they
     * seem.
     */
    public InspectedArchive inspectBundle(Path file, HostSurface host) throws ArchiveException, IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return inspection.bundle(Data.of(channel), null, host, IGNORED);
        }
    }

    /** As {@link #inspectBundle(Path, HostSurface)}, for bytes. */
    public InspectedArchive inspectBundle(byte[] archive, HostSurface host) throws ArchiveException {
        return bundle(archive, null, host, IGNORED);
    }

    /**
     * As {@link #inspectBundle(byte[], HostSurface)}, for bytes whose digest is known already: hashing costs as much as
     * everything else together.
     *
     * @param sha256 the digest of exactly these bytes, which the caller computed or verified
     */
    public InspectedArchive inspectBundle(byte[] archive, String sha256, HostSurface host) throws ArchiveException {
        return bundle(archive, sha256, host, IGNORED);
    }

    /**
     * As {@link #inspectBundle(byte[], String, HostSurface)}, and tells of the files that decide which code runs.
     *
     * @param sha256 the digest of exactly these bytes; empty to compute it
     */
    public InspectedArchive inspectBundle(byte[] archive, String sha256, HostSurface host, BundleContent content)
            throws ArchiveException {
        return bundle(archive, sha256.isEmpty() ? null : sha256, host, content);
    }

    private InspectedArchive bundle(byte[] archive, @Nullable String sha256, HostSurface host, BundleContent content)
            throws ArchiveException {
        try {
            return inspection.bundle(Data.of(archive), sha256, host, content);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory does not fail", e);
        }
    }
}
