package dev.isaac.trust.archive;

import java.util.List;
import java.util.Map;

/**
 * An archive that the inspector accepted.
 *
 * @param length in bytes
 * @param sha256 in lower-case hex
 * @param manifest the main attributes of {@code META-INF/MANIFEST.MF}, by name as written (look up with
 *     {@link #attribute})
 * @param entries all entries, in the order of the central directory
 */
public record InspectedArchive(long length, String sha256, Map<String, String> manifest, List<ArchiveEntry> entries) {

    public InspectedArchive {
        manifest = Map.copyOf(manifest);
        entries = List.copyOf(entries);
    }

    /** A main attribute of the manifest whatever the case of its name; empty when absent. */
    public String attribute(String name) {
        for (Map.Entry<String, String> attribute : manifest.entrySet()) {
            if (attribute.getKey().equalsIgnoreCase(name)) {
                return attribute.getValue();
            }
        }
        return "";
    }
}
