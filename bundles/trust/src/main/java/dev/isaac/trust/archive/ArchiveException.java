package dev.isaac.trust.archive;

import dev.isaac.trust.TrustException;

/** Thrown when an archive is refused. */
public final class ArchiveException extends TrustException {

    private static final long serialVersionUID = 1L;

    private final ArchiveFault fault;

    /** The fault with the detail that names what was refused. */
    public ArchiveException(ArchiveFault fault, String detail) {
        super(Kind.ARCHIVE, fault.sentence() + (detail.isEmpty() ? "" : ": " + detail));
        this.fault = fault;
    }

    /** Why. */
    public ArchiveFault fault() {
        return fault;
    }

    @Override
    public String code() {
        return fault.code();
    }
}
