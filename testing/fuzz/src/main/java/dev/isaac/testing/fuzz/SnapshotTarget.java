package dev.isaac.testing.fuzz;

/** The snapshot role. */
public final class SnapshotTarget {

    private SnapshotTarget() {}

    /** Accepted and accepted again, or refused with a code. */
    public static void fuzzerTestOneInput(byte[] data) {
        Metadata.refresh(data, "snapshot");
    }
}
