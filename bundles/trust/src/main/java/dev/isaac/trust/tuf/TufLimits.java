package dev.isaac.trust.tuf;

/**
 * Bounds that no honest repository reaches, against a source that never ends.
 *
 * @param maxRootRotations how many new root versions one refresh follows; the next refresh follows the ones after
 * @param maxDelegations how many delegated roles one look-up visits
 * @param maxRoot the longest root metadata, in bytes
 * @param maxTimestamp the longest timestamp metadata, in bytes
 * @param maxSnapshot the longest snapshot metadata in bytes, where none is announced
 * @param maxTargets the longest targets metadata in bytes, where none is announced
 * @param acceptPkcs1 whether keys of the scheme {@code rsa-pkcs1v15-sha256} count, which the specification does not
 *     name but foreign repositories use
 */
public record TufLimits(
        int maxRootRotations,
        int maxDelegations,
        int maxRoot,
        int maxTimestamp,
        int maxSnapshot,
        int maxTargets,
        boolean acceptPkcs1) {

    /** 256 rotations, 32 delegations, 512 KB root, 16 KB timestamp, 2 MB snapshot, 5 MB targets, no PKCS#1 v1.5. */
    public static final TufLimits DEFAULT = new TufLimits(256, 32, 512_000, 16_384, 2_000_000, 5_000_000, false);

    /** As {@link #DEFAULT}, for repositories of others: PKCS#1 v1.5 signatures count. */
    public static final TufLimits FOREIGN = new TufLimits(256, 32, 512_000, 16_384, 2_000_000, 5_000_000, true);
}
