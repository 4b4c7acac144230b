package dev.isaac.core.internal.parse;

import dev.isaac.command.line.Span;
import dev.isaac.command.line.Word;
import java.util.ArrayList;
import java.util.List;

/** The place in the text, and what holds for a whole parse: limits and here-documents. */
final class Cursor {

    /** Deeper than anyone types, shallow enough for the stack of any thread. */
    static final int MAX_DEPTH = 120;

    final String text;
    final int end;
    int pos;
    private int depth;
    /** Steps that were taken back and done again are paid from here, so that no input takes more than linear time. */
    private long budget;

    /** Here-documents in the order of their operators; filled by the first pass, used by the second. */
    final List<Word> documents;

    /** The here-documents announced so far, in the order of {@link #documents}; those from {@link #firstWaiting} on wait. */
    private final List<Announced> announced = new ArrayList<>();

    private int firstWaiting;
    private final boolean collecting;

    Cursor(String text, int depth) {
        this(text, depth, new ArrayList<>(), true);
    }

    private Cursor(String text, int depth, List<Word> documents, boolean collecting) {
        this.text = text;
        this.end = text.length();
        this.depth = depth;
        this.documents = documents;
        this.collecting = collecting;
        this.budget = 2_000L + 40L * text.length();
    }

    /** A second pass over the same text, with the here-documents that the first pass found. */
    Cursor again(int startDepth) {
        return new Cursor(text, startDepth, documents, false);
    }

    int depth() {
        return depth;
    }

    boolean atEnd() {
        return pos >= end;
    }

    char at(int index) {
        return index < end ? text.charAt(index) : '\0';
    }

    char peek() {
        return at(pos);
    }

    boolean looksAt(String expected) {
        return text.startsWith(expected, pos);
    }

    Span from(int start) {
        return new Span(start, pos);
    }

    void enter(int start) {
        if (++depth > MAX_DEPTH) {
            throw ParseStop.invalid(
                    "The line is nested too deeply.",
                    "At most " + MAX_DEPTH + " levels are allowed; put a part of it into a script.",
                    new Span(start, Math.min(start + 1, end)));
        }
    }

    void leave() {
        depth--;
    }

    void spend(int steps) {
        budget -= steps;
        if (budget < 0) {
            throw ParseStop.invalid(
                    "The line is too intricate to be read safely.",
                    "Put a part of it into a script.",
                    new Span(Math.min(pos, end), Math.min(pos + 1, end)));
        }
    }

    /** Skips blanks and continued lines. */
    void skipBlanks() {
        while (pos < end) {
            char c = text.charAt(pos);
            if (c == ' ' || c == '\t') {
                pos++;
            } else if (c == '\\' && at(pos + 1) == '\n') {
                pos += 2;
            } else if (c == '\r' && at(pos + 1) == '\n') {
                pos++;
            } else {
                return;
            }
        }
    }

    void skipComment() {
        if (peek() == '#') {
            while (pos < end && text.charAt(pos) != '\n') {
                pos++;
            }
        }
    }

    /** Steps over a line break, and over the here-documents that begin behind it. */
    void newline() {
        pos++;
        while (firstWaiting < announced.size()) {
            int index = firstWaiting++;
            Announced document = announced.get(index);
            int start = pos;
            int bodyEnd = -1;
            while (pos < end) {
                int lineEnd = text.indexOf('\n', pos);
                int stop = lineEnd < 0 ? end : lineEnd;
                int from = pos;
                while (document.stripTabs && from < stop && text.charAt(from) == '\t') {
                    from++;
                }
                boolean last = stop - from == document.delimiter.length() && text.startsWith(document.delimiter, from);
                int lineStart = pos;
                pos = lineEnd < 0 ? end : lineEnd + 1;
                if (last) {
                    bodyEnd = lineStart;
                    if (lineEnd >= 0) {
                        // The break after the closing word ends the command, as the one before did.
                        pos = lineEnd + 1;
                    }
                    break;
                }
            }
            if (bodyEnd < 0) {
                throw ParseStop.incomplete("here-document", document.span);
            }
            if (collecting) {
                documents.set(index, WordParser.document(this, start, bodyEnd, document.literal));
            }
        }
    }

    /** Announces a here-document; its lines are read at the next line break. */
    Word hereDocument(String delimiter, boolean literal, boolean stripTabs, Span span) {
        int index = announced.size();
        if (collecting) {
            documents.add(new Word(List.of(), "", span));
        }
        announced.add(new Announced(delimiter, literal, stripTabs, span));
        return documents.get(index);
    }

    /** How many here-documents wait for the next line break. */
    int waitingDocuments() {
        return announced.size() - firstWaiting;
    }

    /** Where to go back to when an attempt fails. */
    record Mark(int pos, int depth, int announced, int firstWaiting) {}

    Mark mark() {
        return new Mark(pos, depth, announced.size(), firstWaiting);
    }

    /** Goes back; what was read in vain is paid from the budget. */
    void reset(Mark mark) {
        spend(16 + Math.max(0, pos - mark.pos()));
        pos = mark.pos();
        depth = mark.depth();
        // A document that was announced before the mark, and read behind it, waits again.
        firstWaiting = mark.firstWaiting();
        announced.subList(mark.announced(), announced.size()).clear();
        if (collecting) {
            documents.subList(mark.announced(), documents.size()).clear();
        }
    }

    boolean sawDocuments() {
        return !announced.isEmpty();
    }

    /** At the end of the text no here-document may wait. */
    void requireDocumentsRead() {
        if (firstWaiting < announced.size()) {
            throw ParseStop.incomplete("here-document", announced.get(firstWaiting).span);
        }
    }

    private record Announced(String delimiter, boolean literal, boolean stripTabs, Span span) {}
}
