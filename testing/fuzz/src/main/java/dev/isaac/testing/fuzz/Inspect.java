package dev.isaac.testing.fuzz;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import dev.isaac.trust.archive.ArchiveInspector;
import dev.isaac.trust.archive.ArchiveLimits;
import dev.isaac.trust.archive.HeaderClause;
import dev.isaac.trust.archive.HostSurface;
import dev.isaac.trust.archive.InspectedArchive;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Inspects an archive twice, as any archive and as a bundle. */
final class Inspect {

    private static final long MIB = 1L << 20;
    // Small, so that an input never costs more than that in time and memory.
    private static final ArchiveInspector INSPECTOR =
            new ArchiveInspector(new ArchiveLimits(MIB, 1000, 8 * MIB, 16 * MIB, 200, 2), 17);
    private static final HostSurface HOST = new HostSurface(Set.of("dev.isaac.command"), Set.of("dev.isaac.core"));

    private Inspect() {}

    /** Refused with a code, or read alike by everybody. */
    static void archive(byte[] bytes) {
        InspectedArchive plain = plain(bytes);
        InspectedArchive bundle = bundle(bytes);
        Property.require(bundle == null || plain != null, "a bundle is an archive");
        if (plain != null) {
            Readers.requireAgreement(bytes, plain);
            for (String value : plain.manifest().values()) {
                header(value);
            }
        }
        if (plain != null && bundle != null) {
            Property.same(bundle, plain, "as a bundle it is what it is as an archive");
        }
    }

    private static @Nullable InspectedArchive plain(byte[] bytes) {
        try {
            return INSPECTOR.inspect(bytes);
        } catch (ArchiveException e) {
            requireCode(e);
            return null;
        }
    }

    private static @Nullable InspectedArchive bundle(byte[] bytes) {
        try {
            return INSPECTOR.inspectBundle(bytes, HOST);
        } catch (ArchiveException e) {
            requireCode(e);
            return null;
        }
    }

    private static void header(String value) {
        try {
            for (HeaderClause clause : HeaderClause.parse(value)) {
                Property.require(!clause.path().isEmpty(), "a clause has a path");
            }
        } catch (ArchiveException e) {
            Property.same(e.fault(), ArchiveFault.MANIFEST, "a header is refused as the manifest's");
        }
    }

    private static void requireCode(ArchiveException e) {
        Property.same(e.code(), e.fault().code(), "a refusal has the code of its fault");
    }
}
