package dev.isaac.trust.archive.internal;

import dev.isaac.trust.archive.ArchiveException;
import dev.isaac.trust.archive.ArchiveFault;
import dev.isaac.trust.archive.HeaderClause;
import dev.isaac.trust.archive.InspectedArchive;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Headers of a bundle that a newer Java release reads in place of those in its manifest (OSGi Core, 3.2.1). What it needs from
 * others was judged by the manifest, so that these may leave out imports, name packages of the platform, and ask for another
 * Java; nothing more.
 */
final class VersionedManifest {

    private static final Pattern PLACE = Pattern.compile("META-INF/versions/[1-9][0-9]{0,2}/OSGI-INF/MANIFEST\\.MF");
    private static final Set<String> HEADERS = Set.of("Manifest-Version", "Import-Package", "Require-Capability");

    private VersionedManifest() {}

    static boolean is(String name) {
        return name.startsWith(Layer.VERSIONS) && PLACE.matcher(name).matches();
    }

    /** Refuses headers that change what the bundle asks for, and every other file that a release would read for itself. */
    static void check(String name, byte @Nullable [] content, InspectedArchive bundle) throws ArchiveException {
        if (content == null) {
            throw new ArchiveException(ArchiveFault.MULTI_RELEASE, name);
        }
        Map<String, String> headers = Manifests.mainAttributes(content);
        for (String header : headers.keySet()) {
            if (!HEADERS.contains(header)) {
                throw new ArchiveException(ArchiveFault.MULTI_RELEASE, name + " has " + header);
            }
        }
        requireNoMore(name, "Import-Package", headers, bundle, VersionedManifest::isOfThePlatform);
        requireNoMore(name, "Require-Capability", headers, bundle, clause -> clause.paths()
                .equals(List.of("osgi.ee")));
    }

    private static void requireNoMore(
            String name,
            String header,
            Map<String, String> headers,
            InspectedArchive bundle,
            Predicate<HeaderClause> harmless)
            throws ArchiveException {
        List<HeaderClause> known = HeaderClause.parse(bundle.attribute(header));
        for (HeaderClause clause : HeaderClause.parse(headers.getOrDefault(header, ""))) {
            if (!known.contains(clause) && !harmless.test(clause)) {
                throw new ArchiveException(
                        ArchiveFault.MULTI_RELEASE, name + " asks for more than the manifest: " + clause.path());
            }
        }
    }

    private static boolean isOfThePlatform(HeaderClause clause) {
        return clause.paths().stream().allMatch(path -> path.startsWith("java."));
    }
}
