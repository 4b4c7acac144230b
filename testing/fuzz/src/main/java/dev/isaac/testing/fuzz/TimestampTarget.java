package dev.isaac.testing.fuzz;

/** The timestamp role. */
public final class TimestampTarget {

    private TimestampTarget() {}

    /** Accepted and accepted again, or refused with a code. */
    public static void fuzzerTestOneInput(byte[] data) {
        Metadata.refresh(data, "timestamp");
    }
}
