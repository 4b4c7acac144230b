package dev.isaac.trust.archive;

import dev.isaac.trust.TrustException;

/** Thrown when an archive is refused. */
public final class ArchiveException extends TrustException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_DETAIL = 1000;

    private final ArchiveFault fault;

    /** The fault with the detail that names what was refused. */
    public ArchiveException(ArchiveFault fault, String detail) {
        super(Kind.ARCHIVE, fault.sentence() + (detail.isEmpty() ? "" : ": " + printable(detail)));
        this.fault = fault;
    }

    /** The detail comes from the archive: what could deceive a reader or a terminal is spelled out, what is endless is cut. */
    private static String printable(String detail) {
        StringBuilder out = new StringBuilder();
        detail.codePoints().limit(MAX_DETAIL).forEach(c -> {
            int type = Character.getType(c);
            boolean visible = type != Character.CONTROL
                    && type != Character.FORMAT
                    && type != Character.SURROGATE
                    && type != Character.LINE_SEPARATOR
                    && type != Character.PARAGRAPH_SEPARATOR;
            out.append(visible ? Character.toString(c) : String.format("\\u{%x}", c));
        });
        return out.toString();
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
