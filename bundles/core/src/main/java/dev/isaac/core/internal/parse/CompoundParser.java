package dev.isaac.core.internal.parse;

import dev.isaac.command.line.Node;
import dev.isaac.command.line.Redirection;
import dev.isaac.command.line.Span;
import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses groups, subshells, control structures and functions. */
final class CompoundParser {

    private final Cursor in;
    private final LineParser lines;
    private final WordParser words;

    CompoundParser(Cursor in, LineParser lines, WordParser words) {
        this.in = in;
        this.lines = lines;
        this.words = words;
    }

    /** The structure at this place, or {@code null}. */
    @Nullable
    Node tryParse() {
        int start = in.pos;
        if (in.peek() == '(') {
            return in.at(start + 1) == '(' ? arithmeticOrSubshell(start) : subshell(start);
        }
        if (in.looksAt("[[") && (start + 2 >= in.end || WordParser.isDelimiter(in.at(start + 2)))) {
            return condition(start);
        }
        return switch (lines.bareWordHere()) {
            case "{" -> group(start);
            case "if" -> nested(start, this::ifBody);
            case "while", "until" -> nested(start, this::whileBody);
            case "for", "select" -> nested(start, this::forBody);
            case "case" -> nested(start, this::caseBody);
            case "time" -> timed(start);
            case "function" -> functionKeyword(start);
            default -> null;
        };
    }

    private interface Body {
        void parse(Parts parts);
    }

    private static final class Parts {
        final int start;
        final String keyword;
        final List<Node.Sequence> bodies = new ArrayList<>(3);
        final List<Word> words = new ArrayList<>(2);

        Parts(int start, String keyword) {
            this.start = start;
            this.keyword = keyword;
        }
    }

    private Node nested(int start, Body body) {
        Parts parts = new Parts(start, lines.bareWordHere());
        in.enter(start);
        in.pos += parts.keyword.length();
        body.parse(parts);
        in.leave();
        return compound(parts);
    }

    private Node compound(Parts parts) {
        String text = in.text.substring(parts.start, in.pos);
        List<Redirection> redirections = redirections();
        return new Node.Compound(parts.keyword, parts.bodies, parts.words, redirections, text, in.from(parts.start));
    }

    private List<Redirection> redirections() {
        List<Redirection> list = null;
        while (true) {
            int before = in.pos;
            in.skipBlanks();
            Redirection redirection = lines.redirection();
            if (redirection == null) {
                in.pos = before;
                return list == null ? List.of() : list;
            }
            if (list == null) {
                list = new ArrayList<>(2);
            }
            list.add(redirection);
        }
    }

    private Node subshell(int start) {
        Node.Sequence body = words.expansions().parenthesised("(", 1);
        return new Node.Subshell(body, redirections(), in.from(start));
    }

    private Node arithmeticOrSubshell(int start) {
        Cursor.Mark mark = in.mark();
        in.pos = start + 2;
        List<WordPart> nested = new ArrayList<>(1);
        boolean unfinished = false;
        try {
            in.enter(start);
            if (words.expansions().arithmeticBody(nested)) {
                in.leave();
                Parts parts = new Parts(start, "((");
                parts.words.add(expansionsOf(nested, start));
                return compound(parts);
            }
            unfinished = in.atEnd();
        } catch (ParseStop notArithmetic) {
            // It may still be two subshells.
        }
        if (unfinished) {
            throw ParseStop.incomplete("((", new Span(start, start + 2));
        }
        in.reset(mark);
        return subshell(start);
    }

    private Word expansionsOf(List<WordPart> nested, int start) {
        return new Word(nested, in.text.substring(start, in.pos), in.from(start));
    }

    private Node group(int start) {
        in.enter(start);
        in.pos++;
        Node.Sequence body = lines.list();
        expect("}", "{", start);
        in.leave();
        return new Node.Group(body, redirections(), in.from(start));
    }

    private void expect(String keyword, String opened, int start) {
        lines.skipSeparating();
        if (in.atEnd()) {
            throw ParseStop.incomplete(opened, new Span(start, Math.min(start + opened.length(), in.end)));
        }
        if (!lines.bareWordHere().equals(keyword)) {
            throw ParseStop.invalid(
                    "Expected " + keyword + " at column " + (in.pos + 1) + ", for the " + opened + " at column "
                            + (start + 1) + ".",
                    "",
                    new Span(in.pos, in.pos + 1));
        }
        in.pos += keyword.length();
    }

    private boolean take(String keyword) {
        if (lines.bareWordHere().equals(keyword)) {
            in.pos += keyword.length();
            return true;
        }
        return false;
    }

    private void ifBody(Parts parts) {
        parts.bodies.add(lines.list());
        expect("then", "if", parts.start);
        parts.bodies.add(lines.list());
        while (take("elif")) {
            parts.bodies.add(lines.list());
            expect("then", "if", parts.start);
            parts.bodies.add(lines.list());
        }
        if (take("else")) {
            parts.bodies.add(lines.list());
        }
        expect("fi", "if", parts.start);
    }

    private void whileBody(Parts parts) {
        parts.bodies.add(lines.list());
        loopBody(parts);
    }

    private void loopBody(Parts parts) {
        lines.skipSeparating();
        if (in.peek() == ';') {
            in.pos++;
            lines.skipSeparating();
        }
        if (take("{")) {
            parts.bodies.add(lines.list());
            expect("}", parts.keyword, parts.start);
            return;
        }
        expect("do", parts.keyword, parts.start);
        parts.bodies.add(lines.list());
        expect("done", parts.keyword, parts.start);
    }

    private void forBody(Parts parts) {
        in.skipBlanks();
        if (in.looksAt("((")) {
            int start = in.pos;
            in.pos += 2;
            List<WordPart> nested = new ArrayList<>(1);
            if (!words.expansions().arithmeticBody(nested)) {
                throw in.atEnd()
                        ? ParseStop.incomplete("for", new Span(parts.start, parts.start + 3))
                        : lines.unexpected();
            }
            parts.words.add(expansionsOf(nested, start));
            loopBody(parts);
            return;
        }
        requireWord(parts);
        parts.words.add(words.word(false));
        lines.skipSeparating();
        if (take("in")) {
            while (true) {
                in.skipBlanks();
                if (in.atEnd() || (WordParser.isDelimiter(in.peek()) && !substitutionHere())) {
                    break;
                }
                parts.words.add(words.word(false));
            }
        }
        loopBody(parts);
    }

    private boolean substitutionHere() {
        return (in.peek() == '<' || in.peek() == '>') && in.at(in.pos + 1) == '(';
    }

    private void requireWord(Parts parts) {
        if (in.atEnd()) {
            throw ParseStop.incomplete(parts.keyword, new Span(parts.start, parts.start + parts.keyword.length()));
        }
        if (WordParser.isDelimiter(in.peek())) {
            throw lines.unexpected();
        }
    }

    private void caseBody(Parts parts) {
        in.skipBlanks();
        requireWord(parts);
        parts.words.add(words.word(false));
        expect("in", "case", parts.start);
        while (true) {
            lines.skipSeparating();
            if (take("esac")) {
                return;
            }
            if (in.peek() == '(') {
                in.pos++;
                in.skipBlanks();
            }
            while (true) {
                requireWord(parts);
                parts.words.add(words.word(false));
                in.skipBlanks();
                if (in.peek() != '|') {
                    break;
                }
                in.pos++;
                in.skipBlanks();
            }
            if (in.atEnd()) {
                throw ParseStop.incomplete("case", new Span(parts.start, parts.start + 4));
            }
            if (in.peek() != ')') {
                throw lines.unexpected();
            }
            in.pos++;
            parts.bodies.add(lines.list());
            if (in.peek() == ';') {
                in.pos++;
                while (in.peek() == ';' || in.peek() == '&') {
                    in.pos++;
                }
            } else {
                expect("esac", "case", parts.start);
                return;
            }
        }
    }

    private Node condition(int start) {
        Parts parts = new Parts(start, "[[");
        in.pos += 2;
        while (true) {
            lines.skipSeparating();
            if (in.atEnd()) {
                throw ParseStop.incomplete("[[", new Span(start, start + 2));
            }
            if (in.looksAt("]]") && (in.pos + 2 >= in.end || WordParser.isDelimiter(in.at(in.pos + 2)))) {
                in.pos += 2;
                return compound(parts);
            }
            parts.words.add(words.word(WordParser.Mode.CONDITION));
        }
    }

    private @Nullable Node timed(int start) {
        Parts parts = new Parts(start, "time");
        in.pos += 4;
        in.skipBlanks();
        if (in.looksAt("-p ")) {
            in.pos += 3;
            in.skipBlanks();
        }
        int from = in.pos;
        in.enter(start);
        Node node =
                in.peek() == '(' || in.looksAt("[[") || !lines.bareWordHere().isEmpty() ? tryParse() : null;
        in.leave();
        if (node == null) {
            return null;
        }
        parts.bodies.add(new Node.Sequence(List.of(new Node.Entry(node, false)), in.from(from)));
        return compound(parts);
    }

    private @Nullable Node functionKeyword(int start) {
        in.pos += "function".length();
        in.skipBlanks();
        if (in.atEnd() || WordParser.isDelimiter(in.peek())) {
            return null;
        }
        Word name = words.word(false);
        in.skipBlanks();
        if (in.peek() == '(') {
            in.pos++;
            in.skipBlanks();
            if (in.peek() != ')') {
                throw lines.unexpected();
            }
            in.pos++;
        }
        return functionBody(start, name.text());
    }

    /** {@code name ( ) …}: the place is at the opening parenthesis; {@code null} when it is none. */
    @Nullable
    Node function(int start, Word name) {
        int open = in.pos;
        in.pos++;
        in.skipBlanks();
        if (in.peek() != ')' || !name.isBare()) {
            in.pos = open;
            return null;
        }
        in.pos++;
        return functionBody(start, name.text());
    }

    private Node functionBody(int start, String name) {
        lines.skipSeparating();
        if (in.atEnd()) {
            throw ParseStop.incomplete("function", new Span(start, in.end));
        }
        in.enter(start);
        Node body = tryParse();
        in.leave();
        if (body == null) {
            throw ParseStop.invalid(
                    "The function " + name + " has no body in braces.", "Write " + name + "() { …; }.", in.from(start));
        }
        return new Node.Function(name, body, in.text.substring(start, in.pos), in.from(start));
    }
}
