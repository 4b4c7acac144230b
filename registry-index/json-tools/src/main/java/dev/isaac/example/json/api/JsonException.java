package dev.isaac.example.json.api;

/** Thrown for a document that is not JSON, or for a path that is none. */
public final class JsonException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What was wrong. */
    public enum Kind {
        /** The document. */
        INVALID,
        /** The path. */
        BAD_PATH,
        /** The path is good, and the document has nothing there. */
        NO_MATCH
    }

    private final Kind kind;
    private final int line;
    private final int column;

    /** A mistake at a place, counted from 1; 0 where there is none. */
    public JsonException(Kind kind, String message, int line, int column) {
        super(message);
        this.kind = kind;
        this.line = line;
        this.column = column;
    }

    /** What was wrong. */
    public Kind kind() {
        return kind;
    }

    /** The line of the mistake in a document, from 1; 0: not known. */
    public int line() {
        return line;
    }

    /** The column of the mistake in a document, from 1; 0: not known. */
    public int column() {
        return column;
    }
}
