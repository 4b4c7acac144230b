package dev.isaac.testing.fuzz;

/** The root role: as the first one trusted, and as the one that follows it. */
public final class RootTarget {

    private RootTarget() {}

    /** Accepted and accepted again, or refused with a code. */
    public static void fuzzerTestOneInput(byte[] data) {
        Metadata.trustedRoot(data);
        Metadata.refresh(data, "next-root");
    }
}
