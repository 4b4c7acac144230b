package dev.isaac.testing.fuzz;

/** The targets role, top-level and delegated. */
public final class TargetsTarget {

    private TargetsTarget() {}

    /** Accepted and accepted again, or refused with a code. */
    public static void fuzzerTestOneInput(byte[] data) {
        Metadata.refresh(data, "targets");
        Metadata.refresh(data, "claimed", "bins-0", "bins-1");
    }
}
