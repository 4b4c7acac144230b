package dev.isaac.command.line;

import java.util.List;
import java.util.Objects;

/** One node of the tree. */
public sealed interface Node {

    /** Where it stands in the typed line. */
    Span span();

    /**
     * Commands one after another.
     *
     * @param entries in order; empty for an empty line or a comment
     */
    record Sequence(List<Entry> entries, Span span) implements Node {
        public Sequence {
            entries = List.copyOf(entries);
        }
    }

    /**
     * One member of a sequence.
     *
     * @param node what runs
     * @param background whether it was ended by a single ampersand
     */
    record Entry(Node node, boolean background) {
        public Entry {
            Objects.requireNonNull(node);
        }
    }

    /**
     * Commands joined by {@code &&} and {@code ||}, which bind equally and from the left. A flat list, so that a long
     * chain is no deep tree.
     *
     * @param first what runs first
     * @param links what may follow, in order; at least one
     */
    record AndOr(Node first, List<Link> links, Span span) implements Node {
        public AndOr {
            Objects.requireNonNull(first);
            links = List.copyOf(links);
            if (links.isEmpty()) {
                throw new IllegalArgumentException("a chain has at least one link");
            }
        }
    }

    /** What follows, and when. */
    record Link(Junction junction, Node node) {
        public Link {
            Objects.requireNonNull(junction);
            Objects.requireNonNull(node);
        }
    }

    /** When what follows runs. */
    enum Junction {
        /** {@code &&}. */
        AND,
        /** {@code ||}. */
        OR
    }

    /**
     * One or more stages.
     *
     * @param negated whether it began with {@code !}
     * @param stages in order, at least one
     */
    record Pipeline(boolean negated, List<Stage> stages, Span span) implements Node {
        public Pipeline {
            stages = List.copyOf(stages);
            if (stages.isEmpty()) {
                throw new IllegalArgumentException("a pipeline has at least one stage");
            }
        }
    }

    /**
     * A stage of a pipeline.
     *
     * @param node what runs
     * @param joinsErrors whether its errors flow into the next stage too ({@code |&})
     */
    record Stage(Node node, boolean joinsErrors) {
        public Stage {
            Objects.requireNonNull(node);
        }
    }

    /** Assignments, words and redirections; at least one of them. */
    record Simple(List<Assignment> assignments, List<Word> words, List<Redirection> redirections, Span span)
            implements Node {
        public Simple {
            assignments = List.copyOf(assignments);
            words = List.copyOf(words);
            redirections = List.copyOf(redirections);
        }
    }

    /** {@code { …; }}. */
    record Group(Sequence body, List<Redirection> redirections, Span span) implements Node {
        public Group {
            redirections = List.copyOf(redirections);
        }
    }

    /** {@code ( … )}. */
    record Subshell(Sequence body, List<Redirection> redirections, Span span) implements Node {
        public Subshell {
            redirections = List.copyOf(redirections);
        }
    }

    /**
     * A control structure that the native shell runs as it stands, with everything in it that can be executed.
     *
     * @param keyword its first word: {@code if}, {@code for}, {@code while}, {@code until}, {@code case}, {@code select},
     *     {@code [[}, {@code ((}, or {@code time} before another structure
     * @param bodies every list of commands inside it, conditions included, for the tier gate
     * @param words every word inside it that is expanded (the items of a {@code for}, the subject and the patterns of a
     *     {@code case}, arithmetic)
     * @param text the structure as typed, without its redirections
     */
    record Compound(
            String keyword,
            List<Sequence> bodies,
            List<Word> words,
            List<Redirection> redirections,
            String text,
            Span span)
            implements Node {
        public Compound {
            bodies = List.copyOf(bodies);
            words = List.copyOf(words);
            redirections = List.copyOf(redirections);
        }
    }

    /**
     * {@code name() { … }} or {@code function name { … }}.
     *
     * @param name what it is called
     * @param body what runs when it is called
     * @param text the definition as typed
     */
    record Function(String name, Node body, String text, Span span) implements Node {}
}
