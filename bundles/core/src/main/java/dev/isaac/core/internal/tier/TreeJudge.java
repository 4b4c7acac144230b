package dev.isaac.core.internal.tier;

import dev.isaac.command.Tier;
import dev.isaac.command.line.LineText;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.command.line.Word;
import dev.isaac.core.Explanation.Part;
import dev.isaac.core.Explanation.Route;
import dev.isaac.core.internal.parse.LineParser;
import dev.isaac.core.internal.route.Router;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks over one tree: what runs for sure, what may run, and with which variables. One for each judgement. */
final class TreeJudge {

    /** So many nodes inside functions, strings and repetitions are read; more are unknown. Keeps the work linear. */
    private static final int MAX_REPEATED = 10_000;

    private static final int MAX_ITEMS = 16;

    private final List<Part> parts = new ArrayList<>(2);
    private final CallJudge calls;
    private final ExpansionJudge expansions;
    /** Commands inside strings and wrappers are parts of the command that holds them. */
    private int hidden;

    private int repeated;

    TreeJudge(Router router, TierGate.Context context) {
        this.expansions = new ExpansionJudge(this);
        this.calls = new CallJudge(this, expansions, router, context);
    }

    List<Part> parts() {
        return parts;
    }

    ExpansionJudge expansions() {
        return expansions;
    }

    boolean isHidden() {
        return hidden > 0;
    }

    /** Judges commands that stand in a string, where they can be read. */
    Verdict text(String text, Scope scope, @Nullable String feed) {
        Verdict known = parsed(text, scope, feed);
        return text.indexOf(WordValues.UNKNOWN) >= 0
                ? Verdict.confirm("an expansion decides what is run").stricter(known)
                : known;
    }

    private Verdict parsed(String text, Scope scope, @Nullable String feed) {
        if (!scope.enter()) {
            scope.leave();
            return Verdict.confirm("commands are nested too deeply to be read");
        }
        try {
            if (LineParser.parse(text) instanceof ParsedLine.Complete complete) {
                return inside(complete.root(), scope, feed);
            }
            return Verdict.confirm("what is run cannot be read");
        } finally {
            scope.leave();
        }
    }

    /** Judges something that is no part of the line by itself. */
    Verdict inside(Node node, Scope scope, @Nullable String feed) {
        hidden++;
        try {
            return node(node, scope, feed);
        } finally {
            hidden--;
        }
    }

    Verdict sequence(Node.Sequence sequence, Scope scope, @Nullable String feed) {
        Verdict verdict = Verdict.HARMLESS;
        List<Node.Entry> entries = sequence.entries();
        for (int i = 0; i < entries.size(); i++) {
            Node.Entry entry = entries.get(i);
            verdict = worse(
                    verdict, entry.background() ? apart(entry.node(), scope, feed) : node(entry.node(), scope, feed));
        }
        return verdict;
    }

    /** Judges what runs in a process of its own: it changes no variable of ours. */
    Verdict apart(Node node, Scope scope, @Nullable String feed) {
        Scope.Mark mark = scope.mark();
        Verdict verdict = node(node, scope, feed);
        scope.take(mark);
        return verdict;
    }

    private Verdict branch(Node node, Scope scope, @Nullable String feed) {
        Scope.Mark mark = scope.mark();
        Verdict verdict = node(node, scope, feed);
        scope.merge(scope.take(mark));
        return verdict;
    }

    static Verdict worse(Verdict a, Verdict b) {
        return a.isHarmless() ? b : a.stricter(b);
    }

    Verdict node(Node node, Scope scope, @Nullable String feed) {
        if (hidden > 0 && ++repeated > MAX_REPEATED) {
            return Verdict.confirm("there is too much in it to be read");
        }
        if (node instanceof Node.Simple simple) {
            return calls.simple(simple, scope, feed);
        }
        if (node instanceof Node.Pipeline pipeline) {
            return pipeline(pipeline, scope, feed);
        }
        if (node instanceof Node.AndOr chain) {
            return chain(chain, scope, feed);
        }
        if (node instanceof Node.Sequence sequence) {
            return sequence(sequence, scope, feed);
        }
        if (node instanceof Node.Group group) {
            return sequence(group.body(), scope, expansions.feed(group.redirections(), scope, feed))
                    .stricter(expansions.redirections(group.redirections(), scope));
        }
        if (node instanceof Node.Subshell subshell) {
            return apart(subshell.body(), scope, expansions.feed(subshell.redirections(), scope, feed))
                    .stricter(expansions.redirections(subshell.redirections(), scope));
        }
        if (node instanceof Node.Compound compound) {
            return compound(compound, scope, feed);
        }
        return function((Node.Function) node, scope);
    }

    /** The first runs; of the others each may run, those behind {@code &&} only after what stands before them. */
    private Verdict chain(Node.AndOr chain, Scope scope, @Nullable String feed) {
        Verdict verdict = node(chain.first(), scope, feed);
        List<Node.Link> links = chain.links();
        int i = 0;
        while (i < links.size()) {
            Scope.Mark mark = scope.mark();
            do {
                verdict = worse(verdict, node(links.get(i).node(), scope, feed));
                i++;
            } while (i < links.size()
                    && links.get(i - 1).junction() == Node.Junction.AND
                    && links.get(i).junction() == Node.Junction.AND);
            scope.merge(scope.take(mark));
        }
        return verdict;
    }

    private Verdict function(Node.Function function, Scope scope) {
        if (ForkBomb.is(function)) {
            return part(
                    function.text(),
                    Route.NATIVE,
                    function.name(),
                    Verdict.refuse(function.name() + " calls itself again and again until nothing else can run"));
        }
        scope.define(function.name(), function.body());
        // Whatever its arguments will be: what is catastrophic without them is so with them.
        Scope.Mark mark = scope.mark();
        scope.positionalUnknown();
        Verdict body = inside(function.body(), scope, null);
        scope.take(mark);
        Verdict verdict = body.tier() == Tier.REFUSE ? body : Verdict.run("defines the function " + function.name());
        return part(function.text(), Route.NATIVE, function.name(), verdict);
    }

    private Verdict compound(Node.Compound compound, Scope scope, @Nullable String feed) {
        Verdict verdict =
                expansions.redirections(compound.redirections(), scope).stricter(expansions.compound(compound, scope));
        String inside = expansions.feed(compound.redirections(), scope, feed);
        List<Node.Sequence> bodies = compound.bodies();
        switch (compound.keyword()) {
            case "for", "select" -> {
                return loop(compound, scope, inside, verdict);
            }
            case "if" -> {
                return alternatives(bodies, scope, inside, verdict);
            }
            case "case" -> {
                return cases(bodies, scope, inside, verdict);
            }
            case "while", "until" -> {
                Verdict once = verdict;
                for (Node.Sequence body : bodies) {
                    once = worse(once, branch(body, scope, inside));
                }
                // What a round leaves behind is what the next one finds.
                for (Node.Sequence body : bodies) {
                    once = worse(once, inside(body, scope, inside));
                }
                return once;
            }
            default -> {
                for (Node.Sequence body : bodies) {
                    verdict = worse(verdict, sequence(body, scope, inside));
                }
                return verdict;
            }
        }
    }

    /** Condition, branch, condition, branch …, and perhaps what is left. */
    private Verdict alternatives(List<Node.Sequence> bodies, Scope scope, @Nullable String feed, Verdict before) {
        Verdict verdict = before;
        List<Scope.Effects> effects = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            boolean condition = i % 2 == 0 && i < bodies.size() - 1;
            Scope.Mark mark = scope.mark();
            verdict = worse(verdict, sequence(bodies.get(i), scope, feed));
            if (!condition) {
                effects.add(scope.take(mark));
            }
        }
        effects.forEach(scope::merge);
        return verdict;
    }

    private Verdict cases(List<Node.Sequence> bodies, Scope scope, @Nullable String feed, Verdict before) {
        Verdict verdict = before;
        List<Scope.Effects> effects = new ArrayList<>();
        for (Node.Sequence body : bodies) {
            Scope.Mark mark = scope.mark();
            verdict = worse(verdict, sequence(body, scope, feed));
            effects.add(scope.take(mark));
        }
        effects.forEach(scope::merge);
        return verdict;
    }

    private Verdict loop(Node.Compound compound, Scope scope, @Nullable String feed, Verdict before) {
        Verdict verdict = before;
        List<Word> words = compound.words();
        String name = words.isEmpty() ? "" : words.get(0).text();
        List<String> items = new ArrayList<>();
        if (words.size() > 1) {
            WordValues.all(words.subList(1, words.size()), scope).forEach(items::addAll);
        } else {
            scope.positional().forEach(items::addAll);
        }
        if (items.isEmpty() || compound.keyword().equals("select")) {
            items.add(String.valueOf(WordValues.UNKNOWN));
        } else if (items.size() > MAX_ITEMS) {
            items = new ArrayList<>(items.subList(0, MAX_ITEMS));
            items.add(String.valueOf(WordValues.UNKNOWN));
        }
        Scope.Mark mark = scope.mark();
        for (int i = 0; i < items.size(); i++) {
            scope.assign(name, items.get(i));
            for (Node.Sequence body : compound.bodies()) {
                verdict = worse(verdict, i > 0 ? inside(body, scope, feed) : sequence(body, scope, feed));
            }
        }
        scope.merge(scope.take(mark));
        return verdict;
    }

    private Verdict pipeline(Node.Pipeline pipeline, Scope scope, @Nullable String feed) {
        if (pipeline.stages().size() == 1) {
            return node(pipeline.stages().get(0).node(), scope, feed);
        }
        Verdict verdict = Verdict.HARMLESS;
        String flowing = feed;
        List<Node.Stage> stages = pipeline.stages();
        for (int i = 0; i < stages.size(); i++) {
            Node.Stage stage = stages.get(i);
            // Some shells, and bash with lastpipe, run the last stage themselves.
            boolean last = i == stages.size() - 1;
            verdict = worse(verdict, last ? branch(stage.node(), scope, flowing) : apart(stage.node(), scope, flowing));
            String printed = expansions.printed(stage.node(), scope, flowing);
            flowing = printed == null ? String.valueOf(WordValues.UNKNOWN) : printed;
        }
        return verdict;
    }

    Verdict part(Node.Simple simple, Route route, String target, Verdict verdict) {
        return hidden > 0 ? verdict : part(LineText.of(simple), route, target, verdict);
    }

    private Verdict part(String text, Route route, String target, Verdict verdict) {
        if (hidden == 0) {
            parts.add(new Part(text, route, target, verdict.tier(), verdict.reason()));
        }
        return verdict;
    }
}
