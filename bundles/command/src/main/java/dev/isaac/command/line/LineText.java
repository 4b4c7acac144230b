package dev.isaac.command.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes a tree as text of the line language: the last step of rewriting. */
public final class LineText {

    private static final Set<String> KEYWORDS = Set.of(
            "if",
            "then",
            "elif",
            "else",
            "fi",
            "for",
            "while",
            "until",
            "do",
            "done",
            "case",
            "esac",
            "select",
            "function",
            "{",
            "}",
            "!",
            "[[",
            "]]");

    private final StringBuilder out = new StringBuilder();
    /** Here-documents whose lines follow at the next line break. */
    private final List<Redirection> documents = new ArrayList<>();

    private LineText() {}

    /** The text of a node. Parsing it gives an equal tree, spans aside. */
    public static String of(Node node) {
        LineText text = new LineText();
        text.node(node);
        text.documents();
        return text.out.toString();
    }

    /** The value in a spelling that the line language reads back as exactly this value, quoted only where needed. */
    public static String quote(String value) {
        if (!value.isEmpty() && isPlain(value)) {
            return value;
        }
        if (value.indexOf('\'') < 0) {
            return "'" + value + "'";
        }
        return "'" + value.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-_./:,@%+".indexOf(c) >= 0
                    || (c > 0xA0 && Character.isLetterOrDigit(c));
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private void node(Node node) {
        if (node instanceof Node.Sequence sequence) {
            sequence(sequence);
        } else if (node instanceof Node.AndOr chain) {
            node(chain.first());
            for (Node.Link link : chain.links()) {
                out.append(link.junction() == Node.Junction.AND ? " && " : " || ");
                node(link.node());
            }
        } else if (node instanceof Node.Pipeline pipeline) {
            pipeline(pipeline);
        } else if (node instanceof Node.Simple simple) {
            simple(simple);
        } else if (node instanceof Node.Group group) {
            out.append("{ ");
            sequence(group.body());
            if (!group.body().entries().isEmpty()) {
                endOfBody();
            }
            out.append('}');
            redirections(group.redirections());
        } else if (node instanceof Node.Subshell subshell) {
            out.append("( ");
            sequence(subshell.body());
            if (!documents()) {
                out.append(' ');
            }
            out.append(')');
            redirections(subshell.redirections());
        } else if (node instanceof Node.Compound compound) {
            out.append(compound.text());
            redirections(compound.redirections());
        } else if (node instanceof Node.Function function) {
            out.append(function.text());
        }
    }

    private void sequence(Node.Sequence sequence) {
        boolean first = true;
        boolean background = false;
        for (Node.Entry entry : sequence.entries()) {
            if (!first && !documents()) {
                out.append(background ? " " : "; ");
            }
            node(entry.node());
            background = entry.background();
            if (background) {
                out.append(" &");
            }
            first = false;
        }
    }

    private void endOfBody() {
        if (!documents()) {
            out.append(out.charAt(out.length() - 1) == '&' ? " " : "; ");
        }
    }

    private void pipeline(Node.Pipeline pipeline) {
        if (pipeline.negated()) {
            out.append("! ");
        }
        List<Node.Stage> stages = pipeline.stages();
        for (int i = 0; i < stages.size(); i++) {
            node(stages.get(i).node());
            if (i < stages.size() - 1) {
                out.append(stages.get(i).joinsErrors() ? " |& " : " | ");
            }
        }
    }

    private void simple(Node.Simple simple) {
        int start = out.length();
        for (Assignment assignment : simple.assignments()) {
            blank(start);
            out.append(assignment.name());
            assignment
                    .subscript()
                    .ifPresent(s -> out.append('[').append(s.text()).append(']'));
            out.append(assignment.append() ? "+=" : "=")
                    .append(assignment.value().text());
        }
        List<Word> words = simple.words();
        boolean keyword = simple.assignments().isEmpty()
                && !words.isEmpty()
                && KEYWORDS.contains(words.get(0).text());
        // A word that would be a keyword in the first place is none behind a redirection, or when it is quoted.
        boolean redirectionsFirst = keyword && !simple.redirections().isEmpty();
        if (redirectionsFirst) {
            simpleRedirections(simple, start);
        }
        for (int i = 0; i < words.size(); i++) {
            blank(start);
            boolean quote = i == 0 && keyword && !redirectionsFirst;
            out.append(quote ? "'" + words.get(i).text() + "'" : words.get(i).text());
        }
        if (!redirectionsFirst) {
            simpleRedirections(simple, start);
        }
    }

    private void simpleRedirections(Node.Simple simple, int start) {
        for (Redirection redirection : simple.redirections()) {
            blank(start);
            redirection(redirection);
        }
    }

    private void blank(int start) {
        if (out.length() > start) {
            out.append(' ');
        }
    }

    private void redirections(List<Redirection> redirections) {
        for (Redirection redirection : redirections) {
            out.append(' ');
            redirection(redirection);
        }
    }

    private void redirection(Redirection redirection) {
        redirection.descriptor().ifPresent(out::append);
        out.append(redirection.operator().text());
        String target = redirection.target().text();
        if (target.startsWith("<") || target.startsWith(">")) {
            out.append(' ');
        }
        out.append(target);
        if (redirection.document().isPresent()) {
            documents.add(redirection);
        }
    }

    /** Writes the lines of the here-documents that wait. */
    private boolean documents() {
        if (documents.isEmpty()) {
            return false;
        }
        for (Redirection redirection : documents) {
            String body = redirection.document().map(Word::text).orElse("");
            out.append('\n').append(body);
            if (!body.isEmpty() && !body.endsWith("\n")) {
                out.append('\n');
            }
            out.append(redirection
                    .target()
                    .literalValue()
                    .orElse(redirection.target().text()));
        }
        out.append('\n');
        documents.clear();
        return true;
    }
}
