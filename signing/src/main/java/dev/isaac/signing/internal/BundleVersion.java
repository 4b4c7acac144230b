package dev.isaac.signing.internal;

import java.util.Comparator;

/**
 * The version of a bundle, in the order in which versions follow each other: a pre-release before its release, unlike in OSGi.
 *
 * @param qualifier empty for a release
 */
record BundleVersion(long major, long minor, long micro, String qualifier) implements Comparable<BundleVersion> {

    private static final Comparator<BundleVersion> ORDER = Comparator.comparingLong(BundleVersion::major)
            .thenComparingLong(BundleVersion::minor)
            .thenComparingLong(BundleVersion::micro)
            .thenComparing(BundleVersion::isStable)
            .thenComparing(BundleVersion::qualifier);

    /** Reads a version written in full. */
    static BundleVersion parse(String text) {
        String[] parts = text.split("\\.", 4);
        return new BundleVersion(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                parts.length > 3 ? parts[3] : "");
    }

    boolean isStable() {
        return qualifier.isEmpty();
    }

    @Override
    public int compareTo(BundleVersion other) {
        return ORDER.compare(this, other);
    }
}
