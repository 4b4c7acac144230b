package dev.isaac.shell.internal.prompt;

import dev.isaac.command.line.Assignment;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.command.line.Redirection;
import dev.isaac.command.line.Span;
import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import dev.isaac.core.Explanation;
import dev.isaac.core.Explanation.Route;
import dev.isaac.core.LineSession;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** Colours the line while it is typed: what is a known command and what is not, strings, options, errors. */
final class LineHighlighter implements Highlighter {

    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final AttributedStyle COMMAND =
            PLAIN.foreground(AttributedStyle.CYAN).bold();
    private static final AttributedStyle PROGRAM = PLAIN.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle UNKNOWN = PLAIN.foreground(AttributedStyle.RED);
    private static final AttributedStyle STRING = PLAIN.foreground(AttributedStyle.YELLOW);
    private static final AttributedStyle OPTION = PLAIN.foreground(AttributedStyle.BLUE + AttributedStyle.BRIGHT);
    private static final AttributedStyle EXPANSION = PLAIN.foreground(AttributedStyle.MAGENTA);
    private static final AttributedStyle WRONG =
            PLAIN.foreground(AttributedStyle.RED).underline();

    private final LineSession session;
    private final Hints hints;
    private final boolean colour;
    private final Map<String, Route> routes = new HashMap<>();

    LineHighlighter(LineSession session, Hints hints, boolean colour) {
        this.colour = colour;
        this.session = session;
        this.hints = hints;
    }

    /** Forgets what it knew of names: something may have been installed, or the folder changed. */
    void forget() {
        routes.clear();
    }

    @Override
    public AttributedString highlight(@Nullable LineReader reader, String buffer) {
        hints.update(buffer);
        if (!colour) {
            return new AttributedString(buffer);
        }
        AttributedStyle[] styles = new AttributedStyle[buffer.length()];
        Arrays.fill(styles, PLAIN);
        ParsedLine parsed = session.parse(buffer);
        if (parsed instanceof ParsedLine.Complete complete) {
            sequence(complete.root(), styles);
        } else if (parsed instanceof ParsedLine.Incomplete incomplete) {
            unfinished(incomplete, buffer, styles);
        } else if (parsed instanceof ParsedLine.Invalid invalid) {
            firstWord(buffer, styles);
            fill(styles, invalid.span(), WRONG);
        }
        AttributedStringBuilder text = new AttributedStringBuilder(buffer.length());
        for (int i = 0; i < buffer.length(); i++) {
            text.style(styles[i]);
            text.append(buffer.charAt(i));
        }
        return text.toAttributedString();
    }

    private void unfinished(ParsedLine.Incomplete incomplete, String buffer, AttributedStyle[] styles) {
        int start = Math.min(incomplete.span().start(), buffer.length());
        ParsedLine before = session.parse(buffer.substring(0, start));
        if (before instanceof ParsedLine.Complete complete) {
            sequence(complete.root(), styles);
        } else {
            firstWord(buffer, styles);
        }
        if (start < buffer.length() && "'\"".indexOf(buffer.charAt(start)) >= 0) {
            fill(styles, new Span(start, buffer.length()), STRING);
        }
    }

    private void firstWord(String buffer, AttributedStyle[] styles) {
        int start = 0;
        while (start < buffer.length() && Character.isWhitespace(buffer.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < buffer.length() && !Character.isWhitespace(buffer.charAt(end))) {
            end++;
        }
        fill(styles, new Span(start, end), style(buffer.substring(start, end)));
    }

    private void sequence(Node.Sequence sequence, AttributedStyle[] styles) {
        for (Node.Entry entry : sequence.entries()) {
            node(entry.node(), styles);
        }
    }

    private void node(Node node, AttributedStyle[] styles) {
        if (node instanceof Node.Simple simple) {
            simple(simple, styles);
        } else if (node instanceof Node.Pipeline pipeline) {
            pipeline.stages().forEach(stage -> node(stage.node(), styles));
        } else if (node instanceof Node.AndOr chain) {
            node(chain.first(), styles);
            chain.links().forEach(link -> node(link.node(), styles));
        } else if (node instanceof Node.Group group) {
            sequence(group.body(), styles);
        } else if (node instanceof Node.Subshell subshell) {
            sequence(subshell.body(), styles);
        } else if (node instanceof Node.Sequence sequence) {
            sequence(sequence, styles);
        } else if (node instanceof Node.Compound compound) {
            compound.bodies().forEach(body -> sequence(body, styles));
        } else if (node instanceof Node.Function function) {
            node(function.body(), styles);
        }
    }

    private void simple(Node.Simple simple, AttributedStyle[] styles) {
        for (Assignment assignment : simple.assignments()) {
            word(assignment.value(), styles);
        }
        List<Word> words = simple.words();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (i == 0) {
                Optional<String> name = word.literalValue();
                fill(styles, word.span(), name.map(this::style).orElse(EXPANSION));
            } else if (word.text().startsWith("-")) {
                fill(styles, word.span(), OPTION);
            } else {
                word(word, styles);
            }
        }
        for (Redirection redirection : simple.redirections()) {
            word(redirection.target(), styles);
        }
    }

    private static void word(Word word, AttributedStyle[] styles) {
        boolean quoted = false;
        boolean expanded = false;
        for (WordPart part : word.parts()) {
            if (part instanceof WordPart.Literal literal) {
                quoted |= literal.quoting() != WordPart.Quoting.NONE && literal.quoting() != WordPart.Quoting.ESCAPE;
            } else {
                expanded = true;
            }
        }
        if (quoted || word.text().startsWith("'") || word.text().startsWith("\"")) {
            fill(styles, word.span(), STRING);
        } else if (expanded) {
            fill(styles, word.span(), EXPANSION);
        }
    }

    private AttributedStyle style(String name) {
        if (name.isEmpty()) {
            return PLAIN;
        }
        return switch (routes.computeIfAbsent(name, this::route)) {
            case COMMAND, BUILTIN -> COMMAND;
            case GOGO, NATIVE -> PROGRAM;
            case UNKNOWN -> UNKNOWN;
        };
    }

    private Route route(String name) {
        if (hints.isKnown(name)) {
            return Route.COMMAND;
        }
        Explanation explanation = session.explain(quoted(name));
        return explanation.parts().isEmpty()
                ? Route.UNKNOWN
                : explanation.parts().get(0).route();
    }

    private static String quoted(String name) {
        return name.matches("[A-Za-z0-9_./:@%+,~-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
    }

    private static void fill(AttributedStyle[] styles, Span span, AttributedStyle style) {
        for (int i = Math.max(0, span.start()); i < Math.min(styles.length, span.end()); i++) {
            styles[i] = style;
        }
    }

    @Override
    public void setErrorPattern(Pattern pattern) {
        // Errors are found by the parser.
    }

    @Override
    public void setErrorIndex(int index) {
        // Errors are found by the parser.
    }
}
