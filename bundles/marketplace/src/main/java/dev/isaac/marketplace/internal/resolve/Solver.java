package dev.isaac.marketplace.internal.resolve;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides one plugin after the other for its most preferred candidate that nothing speaks against, learns from each dead
 * end why it was one, and goes back as far as that reason reaches. Finds a solution whenever there is one. The algorithm
 * is PubGrub (Natalie Weizenbaum, 2018), over finite sets of candidates instead of version ranges. One instance serves one
 * question.
 */
final class Solver {

    /** Candidate 0 of each plugin: it is not there. */
    static final int ABSENT = 0;

    /** What is to be solved. Plugins are numbered from 0; more of them may become known with each question. */
    interface Problem {
        /** How many plugins are known. */
        int variables();

        /** How many candidates a plugin has, {@link #ABSENT} among them; the preferred ones have lower numbers. */
        int candidates(int variable);

        /** What holds whatever is chosen. */
        List<Incompatibility> facts();

        /** What follows from a choice. Asked once for each; may make more plugins known. */
        List<Incompatibility> consequences(int variable, int candidate) throws CommandException;
    }

    private static final int MOST_DEAD_ENDS = 20_000;

    /** There is no solution. */
    static final class Unsolvable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Incompatibility reason;

        Unsolvable(Incompatibility reason) {
            super("no versions fit together");
            this.reason = reason;
        }

        /** Follows from the facts that contradict each other. */
        Incompatibility reason() {
            return reason;
        }
    }

    /**
     * A step on the way.
     *
     * @param own what it says of the plugin
     * @param before what was left of the plugin's candidates before it
     * @param after what is left of them with it
     * @param level how many decisions were made until it, itself included
     * @param cause from what it follows; none: it is a decision
     */
    private record Step(
            int variable,
            BitSet own,
            BitSet before,
            BitSet after,
            int level,
            @Nullable Incompatibility cause) {}

    private final Problem problem;
    private final List<BitSet> allowed = new ArrayList<>();
    private final List<List<Incompatibility>> concerning = new ArrayList<>();
    private final List<BitSet> expanded = new ArrayList<>();
    private final List<Step> trail = new ArrayList<>();
    /** Where in the trail the steps of each plugin are. */
    private final List<List<Integer>> steps = new ArrayList<>();

    private final List<Boolean> decided = new ArrayList<>();
    private int level;
    private int deadEnds;

    Solver(Problem problem) {
        this.problem = problem;
    }

    /**
     * Solves it.
     *
     * @return the candidate of each plugin; plugins of which nobody needs anything are absent
     */
    int[] solve() throws CommandException, Unsolvable {
        List<Incompatibility> facts = problem.facts();
        grow();
        Deque<Integer> changed = new ArrayDeque<>();
        for (Incompatibility fact : facts) {
            if (fact.terms().isEmpty()) {
                throw new Unsolvable(fact);
            }
            add(fact);
            fact.terms().forEach(term -> enqueue(term.variable(), changed));
        }
        while (true) {
            propagate(changed);
            int next = undecided();
            if (next < 0) {
                return solution();
            }
            decide(next, changed);
        }
    }

    private int[] solution() {
        int[] chosen = new int[allowed.size()];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = decided.get(i) ? allowed.get(i).nextSetBit(0) : ABSENT;
        }
        return chosen;
    }

    /** The first plugin that has to be there and has no version yet; negative when there is none. */
    private int undecided() {
        for (int i = 0; i < allowed.size(); i++) {
            if (!decided.get(i) && !allowed.get(i).get(ABSENT)) {
                return i;
            }
        }
        return -1;
    }

    private void decide(int variable, Deque<Integer> changed) throws CommandException {
        int candidate = allowed.get(variable).nextSetBit(0);
        if (!expanded.get(variable).get(candidate)) {
            List<Incompatibility> consequences = problem.consequences(variable, candidate);
            grow();
            expanded.get(variable).set(candidate);
            consequences.forEach(this::add);
            consequences.forEach(each -> each.terms().forEach(term -> enqueue(term.variable(), changed)));
        }
        BitSet own = new BitSet();
        own.set(candidate);
        level++;
        decided.set(variable, true);
        take(variable, own, null);
        enqueue(variable, changed);
    }

    private void grow() {
        while (allowed.size() < problem.variables()) {
            BitSet all = new BitSet();
            all.set(0, problem.candidates(allowed.size()));
            allowed.add(all);
            concerning.add(new ArrayList<>());
            expanded.add(new BitSet());
            steps.add(new ArrayList<>());
            decided.add(false);
        }
    }

    private void add(Incompatibility incompatibility) {
        incompatibility.terms().forEach(term -> concerning.get(term.variable()).add(incompatibility));
    }

    private void take(int variable, BitSet own, @Nullable Incompatibility cause) {
        BitSet before = allowed.get(variable);
        BitSet after = (BitSet) before.clone();
        after.and(own);
        steps.get(variable).add(trail.size());
        trail.add(new Step(variable, own, before, after, level, cause));
        allowed.set(variable, after);
    }

    private void propagate(Deque<Integer> changed) throws CommandException, Unsolvable {
        while (!changed.isEmpty()) {
            int variable = changed.poll();
            List<Incompatibility> open = concerning.get(variable);
            // The newest first: what was learned from a dead end leads out of it.
            for (int i = open.size() - 1; i >= 0; i--) {
                Incompatibility incompatibility = open.get(i);
                Term left = unsatisfied(incompatibility);
                if (left != null && isConflict(left)) {
                    requirePatience();
                    Incompatibility learned = learn(incompatibility);
                    enqueue(variable, changed);
                    left = unsatisfied(learned);
                    if (left == null || isConflict(left)) {
                        throw new IllegalStateException("what was learned leads nowhere");
                    }
                    exclude(left, learned, changed);
                    break;
                }
                if (left != null) {
                    exclude(left, incompatibility, changed);
                }
            }
        }
    }

    private void requirePatience() throws CommandException {
        if (++deadEnds > MOST_DEAD_ENDS) {
            throw Fault.of(FaultKind.FAILED, "plugin.too-complex", "No fitting versions were found in reasonable time.")
                    .hint("Name versions, as in ID@VERSION.")
                    .exception();
        }
    }

    private void exclude(Term term, Incompatibility cause, Deque<Integer> changed) {
        BitSet own = complement(term.set(), term.variable());
        take(term.variable(), own, cause);
        enqueue(term.variable(), changed);
    }

    private static void enqueue(int variable, Deque<Integer> changed) {
        if (!changed.contains(variable)) {
            changed.add(variable);
        }
    }

    private BitSet complement(BitSet set, int variable) {
        BitSet complement = (BitSet) set.clone();
        complement.flip(0, problem.candidates(variable));
        return complement;
    }

    /** Stands for "all terms hold". */
    private static final Term CONFLICT = new Term(-1, new BitSet());

    private static boolean isConflict(Term term) {
        return term.variable() < 0;
    }

    /** The only term that may still be wrong; none when there are several, or when one is wrong already. */
    private @Nullable Term unsatisfied(Incompatibility incompatibility) {
        Term left = null;
        for (Term term : incompatibility.terms()) {
            BitSet now = allowed.get(term.variable());
            if (!term.set().intersects(now)) {
                return null;
            }
            if (!term.isSatisfiedBy(now)) {
                if (left != null) {
                    return null;
                }
                left = term;
            }
        }
        return left == null ? CONFLICT : left;
    }

    /** Finds out why all terms hold, goes back to where that begins, and returns what it learned. */
    private Incompatibility learn(Incompatibility conflict) throws Unsolvable {
        Incompatibility current = conflict;
        boolean isNew = false;
        while (!current.terms().isEmpty()) {
            Term latest = current.terms().get(0);
            int latestStep = -1;
            int previousLevel = 0;
            for (Term term : current.terms()) {
                int step = satisfier(term);
                if (step > latestStep) {
                    if (latestStep >= 0) {
                        previousLevel =
                                Math.max(previousLevel, trail.get(latestStep).level());
                    }
                    latestStep = step;
                    latest = term;
                } else {
                    previousLevel = Math.max(previousLevel, trail.get(step).level());
                }
            }
            Step satisfier = trail.get(latestStep);
            // What the step says alone may not suffice: earlier steps on the same plugin count, too.
            BitSet rest = (BitSet) satisfier.own().clone();
            rest.andNot(latest.set());
            Term remainder = null;
            if (!rest.isEmpty()) {
                remainder = new Term(satisfier.variable(), complement(rest, satisfier.variable()));
                previousLevel =
                        Math.max(previousLevel, trail.get(satisfier(remainder)).level());
            }
            Incompatibility cause = satisfier.cause();
            if (cause == null || previousLevel < satisfier.level()) {
                back(previousLevel);
                if (isNew) {
                    add(current);
                }
                return current;
            }
            current = merge(current, latest, cause, remainder);
            isNew = true;
        }
        throw new Unsolvable(current);
    }

    /** What follows when one of two incompatibilities says the opposite of what the other says of a plugin. */
    private Incompatibility merge(
            Incompatibility current, Term latest, Incompatibility cause, @Nullable Term remainder) {
        List<Term> terms = new ArrayList<>();
        current.terms().stream()
                .filter(term -> term.variable() != latest.variable())
                .forEach(term -> addTo(terms, term));
        cause.terms().stream()
                .filter(term -> term.variable() != latest.variable())
                .forEach(term -> addTo(terms, term));
        if (remainder != null) {
            addTo(terms, remainder);
        }
        terms.removeIf(term -> term.isTrivial(problem.candidates(term.variable())));
        return new Incompatibility(terms, new Incompatibility.Cause.Derived(current, cause));
    }

    private static void addTo(List<Term> terms, Term term) {
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i).variable() == term.variable()) {
                BitSet both = (BitSet) terms.get(i).set().clone();
                both.and(term.set());
                terms.set(i, new Term(term.variable(), both));
                return;
            }
        }
        terms.add(term);
    }

    /** The first step with which a term holds. */
    private int satisfier(Term term) {
        // What is left of the candidates only shrinks, so that the first step can be found by halving.
        List<Integer> own = steps.get(term.variable());
        int low = 0;
        int high = own.size() - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (term.isSatisfiedBy(trail.get(own.get(middle)).after())) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return own.get(low);
    }

    private void back(int to) {
        while (!trail.isEmpty() && trail.get(trail.size() - 1).level() > to) {
            Step last = trail.remove(trail.size() - 1);
            List<Integer> own = steps.get(last.variable());
            own.remove(own.size() - 1);
            allowed.set(last.variable(), last.before());
            if (last.cause() == null) {
                decided.set(last.variable(), false);
            }
        }
        level = to;
    }
}
