package dev.isaac.testing.fuzz;

/** An archive of whatever bytes. */
public final class ArchiveTarget {

    private ArchiveTarget() {}

    /** Refused with a code, or read alike by everybody. */
    public static void fuzzerTestOneInput(byte[] data) {
        Inspect.archive(data);
    }
}
