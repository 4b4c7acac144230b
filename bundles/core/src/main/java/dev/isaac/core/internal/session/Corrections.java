package dev.isaac.core.internal.session;

import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Tier;
import dev.isaac.command.line.LineText;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.Word;
import dev.isaac.core.Explanation.Part;
import dev.isaac.core.Explanation.Route;
import dev.isaac.core.internal.route.Nearest;
import dev.isaac.core.internal.route.Programs;
import dev.isaac.core.internal.state.SessionState;
import dev.isaac.core.internal.tier.TierData;
import dev.isaac.core.internal.tier.TierGate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Corrects a misspelt command: only where no command of the typed name exists, only to a known one that is there, and only
 * where the corrected line would run at once, so that a slip never becomes something dangerous.
 */
final class Corrections {

    /**
     * A corrected line.
     *
     * @param root what would run
     * @param tier 2: it runs; 2.5: it runs after a confirmation
     * @param note what was corrected
     * @param parts what the gate says of it
     * @param unknown what is wrong with the line as it was typed
     */
    record Correction(Node.Sequence root, Tier tier, String note, List<Part> parts, Fault unknown) {}

    private final Workshop workshop;
    private final SessionState state;

    Corrections(Workshop workshop, SessionState state) {
        this.workshop = workshop;
        this.state = state;
    }

    @Nullable
    Correction find(Node.Sequence root, List<Part> parts, TierGate.Context context) {
        long unknown =
                parts.stream().filter(part -> part.route() == Route.UNKNOWN).count();
        if (unknown != 1 || root.entries().size() != 1) {
            return null;
        }
        Node node = root.entries().get(0).node();
        Node.Simple simple = firstSimple(node);
        if (simple == null || simple.words().isEmpty()) {
            return null;
        }
        String typed = simple.words().get(0).literalValue().orElse("");
        String bare = typed.startsWith("/") ? typed.substring(1) : typed;
        boolean isIt = parts.stream()
                .anyMatch(part -> part.route() == Route.UNKNOWN && part.target().equals(typed));
        // A well-known program that is not installed here is no slip: php is not a misspelt pip.
        if (!isIt || bare.length() < 3 || TierData.get().knows(typed)) {
            return null;
        }
        Optional<Nearest.Guess> guess = nearest(bare, typed.startsWith("/"));
        if (guess.isEmpty() || guess.get().isFarFetched(bare)) {
            return null;
        }
        List<Word> words = new ArrayList<>(simple.words());
        words.set(0, Word.literal(guess.get().name()));
        Node.Simple corrected = new Node.Simple(simple.assignments(), words, simple.redirections(), simple.span());
        Node.Sequence changed = new Node.Sequence(
                List.of(new Node.Entry(
                        replaceFirst(node, corrected), root.entries().get(0).background())),
                root.span());
        TierGate.Judgement judged = workshop.gate().judge(changed, context);
        if (judged.verdict().tier() != Tier.RUN
                || judged.parts().stream().anyMatch(part -> part.route() == Route.UNKNOWN)) {
            return null;
        }
        Tier tier = guess.get().obvious() ? Tier.CORRECT : Tier.SUGGEST;
        String note = "Corrected " + typed + " to " + guess.get().name() + ": " + LineText.of(changed);
        return new Correction(changed, tier, note, judged.parts(), fault(typed, guess));
    }

    private Optional<Nearest.Guess> nearest(String typed, boolean ours) {
        Set<String> names = new HashSet<>();
        for (String name : workshop.registry().names()) {
            int blank = name.indexOf(' ');
            names.add(blank < 0 ? name : name.substring(0, blank));
        }
        if (!ours) {
            Programs programs = workshop.programs();
            for (String name : TierData.get().harmless()) {
                if (Math.abs(name.length() - typed.length()) <= 2
                        && Nearest.of(typed, List.of(name)).isPresent()
                        && programs.find(name, state.searchPath(), state.directory())
                                .isPresent()) {
                    names.add(name);
                }
            }
        }
        return Nearest.guess(typed, names);
    }

    private static Node.@Nullable Simple firstSimple(Node node) {
        if (node instanceof Node.Simple simple) {
            return simple;
        }
        return node instanceof Node.Pipeline pipeline
                ? firstSimple(pipeline.stages().get(0).node())
                : null;
    }

    private static Node replaceFirst(Node node, Node.Simple corrected) {
        if (node instanceof Node.Pipeline pipeline) {
            List<Node.Stage> stages = new ArrayList<>(pipeline.stages());
            stages.set(0, new Node.Stage(corrected, stages.get(0).joinsErrors()));
            return new Node.Pipeline(pipeline.negated(), stages, pipeline.span());
        }
        return corrected;
    }

    /** What the user is told of a name that nobody knows. */
    Fault unknown(Part part) {
        String typed = part.target();
        String bare = typed.startsWith("/") ? typed.substring(1) : typed;
        return fault(typed, nearest(bare, typed.startsWith("/")));
    }

    private static Fault fault(String typed, Optional<Nearest.Guess> guess) {
        String hint = guess.map(g -> "Did you mean " + g.name() + "?")
                .orElse("help lists the commands; marketplace search finds more.");
        Fault fault = new Fault(
                FaultKind.NOT_FOUND,
                "command.not-found",
                "There is no command " + (typed.isEmpty() ? "without a name" : typed) + ".",
                hint,
                Map.of("command", typed));
        return guess.isPresent() ? fault.detail("nearest", guess.get().name()) : fault;
    }
}
