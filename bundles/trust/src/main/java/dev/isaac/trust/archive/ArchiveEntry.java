package dev.isaac.trust.archive;

/**
 * One entry of an inspected archive.
 *
 * @param name its path, with {@code /} between segments; a folder's ends with {@code /}
 * @param size in bytes, unpacked
 * @param packed in bytes, as stored
 */
public record ArchiveEntry(String name, long size, long packed) {

    /** Whether it is a folder. */
    public boolean isFolder() {
        return name.endsWith("/");
    }
}
