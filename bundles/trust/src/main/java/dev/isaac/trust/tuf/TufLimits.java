package dev.isaac.trust.tuf;

/**
 * Bounds that no honest repository reaches, against a source that never ends.
 *
 * @param maxRootRotations how many new root versions one refresh follows
 * @param maxDelegations how many delegated roles one look-up visits
 * @param maxRoot the longest root metadata, in bytes
 * @param maxTimestamp the longest timestamp metadata, in bytes
 * @param maxSnapshot the longest snapshot metadata in bytes, where none is announced
 * @param maxTargets the longest targets metadata in bytes, where none is announced
 */
public record TufLimits(
        int maxRootRotations, int maxDelegations, int maxRoot, int maxTimestamp, int maxSnapshot, int maxTargets) {

    /** 256 rotations, 32 delegations, 512 KB root, 16 KB timestamp, 2 MB snapshot, 5 MB targets. */
    public static final TufLimits DEFAULT = new TufLimits(256, 32, 512_000, 16_384, 2_000_000, 5_000_000);
}
