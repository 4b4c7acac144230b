package dev.isaac.core.internal.parse;

import dev.isaac.command.line.Assignment;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.command.line.Redirection;
import dev.isaac.command.line.Span;
import dev.isaac.command.line.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses the line language: what people type at a POSIX shell. One pass, two where there are here-documents; linear in
 * the length of the text; nesting beyond {@value Cursor#MAX_DEPTH} levels is refused. Stateless and thread-safe.
 */
public final class LineParser {

    /** The longest text that is read, in characters. */
    public static final int MAX_LENGTH = 4_000_000;

    /** Words that end a list when they stand where a command would. */
    static final Set<String> CLOSERS = Set.of("then", "do", "done", "fi", "else", "elif", "esac", "}");

    private static final Set<String> DECLARATIONS = Set.of("declare", "typeset", "local", "export", "readonly");

    private final Cursor in;
    private final WordParser words;
    private final RedirectionParser redirections;
    private final CompoundParser compounds;

    LineParser(Cursor in) {
        this.in = in;
        this.words = new WordParser(in, this);
        this.redirections = new RedirectionParser(in, words);
        this.compounds = new CompoundParser(in, this, words);
    }

    /** Parses a line, or several. Never throws. */
    public static ParsedLine parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return new ParsedLine.Invalid(
                    text,
                    "The line is longer than " + MAX_LENGTH + " characters.",
                    "Put it into a script.",
                    new Span(MAX_LENGTH, text.length()));
        }
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            return new ParsedLine.Invalid(
                    text,
                    "There is a NUL character at column " + (nul + 1) + ".",
                    "No line of text holds one: is this a binary file?",
                    new Span(nul, nul + 1));
        }
        try {
            return new ParsedLine.Complete(text, parse(text, 0));
        } catch (ParseStop stop) {
            return stop.line(text);
        }
    }

    static Node.Sequence parse(String text, int depth) {
        Cursor cursor = new Cursor(text, depth);
        Node.Sequence root = new LineParser(cursor).whole();
        if (cursor.sawDocuments()) {
            root = new LineParser(cursor.again(depth)).whole();
        }
        return root;
    }

    /** The word behind an operator of a braced parameter, as in {@code ${name:-word}}: blanks do not end it. */
    public static Word operand(String text) {
        try {
            return new LineParser(new Cursor(text, 0)).words.word(WordParser.Mode.OPERAND);
        } catch (ParseStop stop) {
            return Word.literal(text);
        }
    }

    WordParser words() {
        return words;
    }

    /** A redirection at this place, or {@code null}. */
    @Nullable
    Redirection redirection() {
        return redirections.parse();
    }

    private Node.Sequence whole() {
        Node.Sequence root = list();
        in.requireDocumentsRead();
        if (!in.atEnd()) {
            throw unexpected();
        }
        return root;
    }

    ParseStop unexpected() {
        int start = in.pos;
        char c = in.peek();
        int length = 1;
        if ((c == ';' || c == '&' || c == '|') && in.at(start + 1) == c) {
            length = 2;
        }
        if (Character.isLetter(c)) {
            while (Character.isLetter(in.at(start + length))) {
                length++;
            }
        }
        String shown = in.text.substring(start, Math.min(start + length, in.end));
        return ParseStop.invalid(
                "There is no command before " + shown + " at column " + (start + 1) + ".",
                "Quote it if it belongs to a word.",
                new Span(start, Math.min(start + length, in.end)));
    }

    /** Commands one after another, up to a closing parenthesis, a closing keyword, {@code ;;} or the end. */
    Node.Sequence list() {
        int start = in.pos;
        List<Node.Entry> entries = new ArrayList<>(2);
        while (true) {
            skipSeparating();
            if (atListEnd()) {
                break;
            }
            Node node = andOr();
            in.skipBlanks();
            char c = in.peek();
            boolean background = false;
            boolean separated = true;
            if (c == '&') {
                in.pos++;
                background = true;
            } else if (c == ';' && in.at(in.pos + 1) != ';' && in.at(in.pos + 1) != '&') {
                in.pos++;
            } else if (c == '\n') {
                in.newline();
            } else {
                separated = c == '#';
            }
            entries.add(new Node.Entry(node, background));
            if (!separated) {
                break;
            }
        }
        return new Node.Sequence(entries, in.from(start));
    }

    void skipSeparating() {
        while (true) {
            in.skipBlanks();
            char c = in.peek();
            if (c == '\n' && !in.atEnd()) {
                in.newline();
            } else if (c == '#') {
                in.skipComment();
            } else {
                return;
            }
        }
    }

    private boolean atListEnd() {
        if (in.atEnd()) {
            return true;
        }
        char c = in.peek();
        if (c == ')') {
            return true;
        }
        if (c == ';') {
            return in.at(in.pos + 1) == ';' || in.at(in.pos + 1) == '&';
        }
        return (c == '}' || (c >= 'd' && c <= 't')) && CLOSERS.contains(bareWordHere());
    }

    /** The unquoted word of letters or one brace at this place, when it ends at a delimiter; otherwise empty. */
    String bareWordHere() {
        int i = in.pos;
        char c = in.at(i);
        if (c == '{' || c == '}') {
            return WordParser.isDelimiter(in.at(i + 1)) || i + 1 >= in.end ? String.valueOf(c) : "";
        }
        while (i < in.end && i - in.pos < 9 && in.at(i) >= 'a' && in.at(i) <= 'z') {
            i++;
        }
        if (i == in.pos || (i < in.end && !WordParser.isDelimiter(in.at(i)))) {
            return "";
        }
        return in.text.substring(in.pos, i);
    }

    private Node andOr() {
        int start = in.pos;
        Node first = pipeline();
        List<Node.Link> links = null;
        while (true) {
            in.skipBlanks();
            Node.Junction junction;
            if (in.looksAt("&&")) {
                junction = Node.Junction.AND;
            } else if (in.looksAt("||")) {
                junction = Node.Junction.OR;
            } else {
                break;
            }
            int operator = in.pos;
            in.pos += 2;
            skipSeparating();
            if (in.atEnd()) {
                throw ParseStop.incomplete(
                        junction == Node.Junction.AND ? "&&" : "||", new Span(operator, operator + 2));
            }
            if (links == null) {
                links = new ArrayList<>(2);
            }
            links.add(new Node.Link(junction, pipeline()));
        }
        return links == null ? first : new Node.AndOr(first, links, in.from(start));
    }

    private Node pipeline() {
        int start = in.pos;
        boolean negated = false;
        while (in.peek() == '!' && (isBlank(in.at(in.pos + 1)) || in.at(in.pos + 1) == '(')) {
            negated = !negated;
            in.pos++;
            in.skipBlanks();
            if (in.atEnd()) {
                throw ParseStop.incomplete("!", new Span(start, start + 1));
            }
        }
        Node first = command();
        List<Node.Stage> stages = null;
        while (true) {
            in.skipBlanks();
            if (in.peek() != '|' || in.at(in.pos + 1) == '|') {
                break;
            }
            int operator = in.pos++;
            boolean both = in.peek() == '&';
            if (both) {
                in.pos++;
            }
            skipSeparating();
            if (in.atEnd()) {
                throw ParseStop.incomplete("|", new Span(operator, operator + 1));
            }
            if (stages == null) {
                stages = new ArrayList<>(4);
            }
            stages.add(new Node.Stage(first, both));
            first = command();
        }
        if (stages == null) {
            return negated ? new Node.Pipeline(true, List.of(new Node.Stage(first, false)), in.from(start)) : first;
        }
        stages.add(new Node.Stage(first, false));
        return new Node.Pipeline(negated, stages, in.from(start));
    }

    private Node command() {
        int start = in.pos;
        char c = in.peek();
        if (c == '(' || c == '{' || c == '[' || (c >= 'a' && c <= 'w')) {
            Node compound = compounds.tryParse();
            if (compound != null) {
                return compound;
            }
            in.pos = start;
        }
        return simple();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }

    private Node simple() {
        int start = in.pos;
        List<Assignment> assignments = List.of();
        List<Word> list = new ArrayList<>(4);
        List<Redirection> opened = List.of();
        boolean declaration = false;
        int last = start;
        while (true) {
            in.skipBlanks();
            if (in.atEnd()) {
                break;
            }
            char c = in.peek();
            Redirection redirection = redirection();
            if (redirection != null) {
                if (opened.isEmpty()) {
                    opened = new ArrayList<>(2);
                }
                opened.add(redirection);
                last = in.pos;
                continue;
            }
            if (c == '#') {
                break;
            }
            if (c == '(' && list.size() == 1 && assignments.isEmpty() && opened.isEmpty()) {
                Node function = compounds.function(start, list.get(0));
                if (function != null) {
                    return function;
                }
            }
            boolean substitution = (c == '<' || c == '>') && in.at(in.pos + 1) == '(';
            if (WordParser.isDelimiter(c) && !substitution) {
                break;
            }
            if (list.isEmpty()) {
                Assignment assignment = words.assignment();
                if (assignment != null) {
                    if (assignments.isEmpty()) {
                        assignments = new ArrayList<>(2);
                    }
                    assignments.add(assignment);
                    last = in.pos;
                    continue;
                }
            }
            Word word = words.word(declaration);
            if (list.isEmpty()) {
                declaration = word.isBare() && DECLARATIONS.contains(word.text());
            }
            list.add(word);
            last = in.pos;
        }
        if (list.isEmpty() && assignments.isEmpty() && opened.isEmpty()) {
            throw in.atEnd() ? ParseStop.incomplete("command", new Span(start, start)) : unexpected();
        }
        return new Node.Simple(assignments, list, opened, new Span(start, last));
    }
}
