package dev.isaac.trust.archive;

/**
 * Bounds of an archive.
 *
 * @param maxArchive the longest archive, in bytes
 * @param maxEntries the most entries, nested archives' included
 * @param maxEntry the longest unpacked entry, in bytes
 * @param maxTotal the longest sum of unpacked entries, in bytes, nested archives' included
 * @param maxRatio the highest ratio of unpacked to packed bytes, for entries above 1 MiB
 * @param maxNesting how deep nested archives may lie: 1 for jars on the bundle's class path, 2 also for data in these
 */
public record ArchiveLimits(
        long maxArchive, int maxEntries, long maxEntry, long maxTotal, int maxRatio, int maxNesting) {

    /** 512 MiB archive, 100,000 entries, 512 MiB entry, 2 GiB in all, ratio 200, two levels of nesting. */
    public static final ArchiveLimits DEFAULT = new ArchiveLimits(512L << 20, 100_000, 512L << 20, 2L << 30, 200, 2);
}
