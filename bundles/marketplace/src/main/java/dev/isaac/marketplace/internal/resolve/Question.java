package dev.isaac.marketplace.internal.resolve;

import dev.isaac.command.CommandException;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.Requirement;
import dev.isaac.marketplace.internal.resolve.Incompatibility.Cause;
import dev.isaac.marketplace.internal.resolve.Resolver.Choice;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be there: what was asked for, what is installed and stays, and whatever these may need. The plugins are
 * numbered in this order, which is also the order in which they are decided.
 */
final class Question implements Solver.Problem {

    /** The reason of what nobody asked for and nothing that was asked for needs. */
    static final String BESIDE = "it has to change with the others";

    private final State installed;
    private final Map<PluginId, PluginSelector> wanted;
    /** What may be needed by what was asked for. */
    private final Set<PluginId> reachable = new LinkedHashSet<>();

    private final Map<PluginId, Integer> numbers = new LinkedHashMap<>();
    private final List<Candidates> candidates = new ArrayList<>();

    private Question(State installed, Map<PluginId, PluginSelector> wanted) {
        this.installed = installed;
        this.wanted = wanted;
    }

    /**
     * Looks up whatever may have a part in the answer.
     *
     * @param newest whether what was asked for shall be the newest, even when another version is installed
     * @param free whether installed plugins may be raised that only stand beside what was asked for
     */
    static Question of(State installed, Collection<PluginSelector> wanted, boolean newest, boolean free, Offers offers)
            throws CommandException {
        Map<PluginId, PluginSelector> byId = new LinkedHashMap<>();
        wanted.forEach(selector -> byId.put(selector.id(), selector));
        Question question = new Question(installed, byId);
        Set<PluginId> seeds = new LinkedHashSet<>(byId.keySet());
        if (free) {
            seeds.addAll(installed.plugins().keySet());
        }
        Map<PluginId, Candidates> reached = question.reach(seeds, newest, offers);
        byId.keySet().forEach(id -> question.number(reached.get(id), id));
        for (PluginRecord plugin : installed.plugins().values()) {
            Candidates found = reached.get(plugin.id());
            question.number(found == null ? offers.fixed(plugin) : found, plugin.id());
        }
        reached.forEach((id, found) -> question.number(found, id));
        return question;
    }

    private Map<PluginId, Candidates> reach(Set<PluginId> seeds, boolean newest, Offers offers)
            throws CommandException {
        Map<PluginId, Candidates> reached = new LinkedHashMap<>();
        Deque<PluginId> open = new ArrayDeque<>(seeds);
        reachable.addAll(seeds);
        while (!open.isEmpty()) {
            PluginId id = open.removeFirst();
            Optional<PluginRecord> present = installed.plugin(id);
            Candidates found = present.isPresent() && present.get().pin().isPresent()
                    ? offers.fixed(present.get())
                    : offers.candidates(id, wanted.get(id), present, newest);
            reached.put(id, found);
            for (Choice choice : found.versions()) {
                for (Requirement need : choice.requires()) {
                    if (!need.optional() && reachable.add(need.plugin())) {
                        open.addLast(need.plugin());
                    }
                }
            }
        }
        return reached;
    }

    private void number(@Nullable Candidates found, PluginId id) {
        if (found != null && numbers.putIfAbsent(id, candidates.size()) == null) {
            candidates.add(found);
        }
    }

    @Override
    public int variables() {
        return candidates.size();
    }

    @Override
    public int candidates(int variable) {
        return candidates.get(variable).size();
    }

    @Override
    public List<Incompatibility> facts() {
        List<Incompatibility> facts = new ArrayList<>();
        BitSet absent = new BitSet();
        absent.set(Solver.ABSENT);
        for (int i = 0; i < candidates.size(); i++) {
            PluginId id = candidates.get(i).id();
            // Where nothing else can be chosen the term always holds, and says nothing.
            List<Term> terms = candidates(i) == 1 ? List.of() : List.of(new Term(i, absent));
            if (wanted.containsKey(id)) {
                facts.add(new Incompatibility(terms, new Cause.Asked(i)));
            } else if (installed.plugin(id).isPresent()) {
                facts.add(new Incompatibility(terms, new Cause.Present(i)));
            }
        }
        return facts;
    }

    @Override
    public List<Incompatibility> consequences(int variable, int candidate) {
        if (candidate == Solver.ABSENT) {
            return List.of();
        }
        Candidates mine = candidates.get(variable);
        Choice choice = mine.version(candidate);
        List<Incompatibility> consequences = new ArrayList<>();
        for (Requirement need : choice.requires()) {
            Integer other = numbers.get(need.plugin());
            if (other == null || other == variable || isUnmetAnyway(choice, need)) {
                continue;
            }
            Candidates theirs = candidates.get(other);
            BitSet alike = mine.alike(candidate, need);
            BitSet unfit = theirs.outside(need.range(), !need.optional());
            if (!unfit.isEmpty()) {
                List<Term> terms = unfit.cardinality() == theirs.size()
                        ? List.of(new Term(variable, alike))
                        : List.of(new Term(variable, alike), new Term(other, unfit));
                consequences.add(new Incompatibility(terms, new Cause.Need(variable, alike, need)));
            }
        }
        return consequences;
    }

    /** What is installed beside the question, and lacks something already, does not stand against it. */
    private boolean isUnmetAnyway(Choice choice, Requirement need) {
        return choice.release().isEmpty()
                && !reachable.contains(choice.id())
                && installed
                        .plugin(need.plugin())
                        .map(present -> !need.range().includes(present.version()))
                        .orElse(!need.optional());
    }

    /** One plugin. */
    Candidates plugin(int variable) {
        return candidates.get(variable);
    }

    /** One plugin, where it has a part in the question. */
    Optional<Candidates> plugin(PluginId id) {
        return Optional.ofNullable(numbers.get(id)).map(candidates::get);
    }

    /** What was asked of a plugin. */
    Optional<PluginSelector> selector(PluginId id) {
        return Optional.ofNullable(wanted.get(id));
    }

    /** Why a plugin may only stay as it is, as the end of a sentence; empty where it may change. */
    Optional<String> fixed(PluginId id) {
        Optional<PluginRecord> present = installed.plugin(id);
        if (present.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> pin = present.get().pin();
        if (pin.isPresent()) {
            return Optional.of("is pinned (" + pin.get() + ")");
        }
        return reachable.contains(id) ? Optional.empty() : Optional.of("is installed");
    }

    /**
     * The answer: what was asked for and what it needs, and whatever else changes, each with its reason.
     *
     * @param chosen the candidate of each plugin
     */
    Map<PluginId, Choice> answer(int[] chosen) {
        Map<PluginId, Choice> answer = new LinkedHashMap<>();
        Deque<Choice> open = new ArrayDeque<>();
        wanted.keySet().forEach(id -> take(id, "you asked for it", chosen, answer, open));
        follow(chosen, answer, open);
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i] != Solver.ABSENT
                    && candidates.get(i).version(chosen[i]).release().isPresent()) {
                take(candidates.get(i).id(), BESIDE, chosen, answer, open);
                follow(chosen, answer, open);
            }
        }
        return answer;
    }

    private void follow(int[] chosen, Map<PluginId, Choice> answer, Deque<Choice> open) {
        while (!open.isEmpty()) {
            Choice next = open.removeFirst();
            for (Requirement need : next.requires()) {
                if (!need.optional()) {
                    take(need.plugin(), next.id() + " " + next.version() + " needs it", chosen, answer, open);
                }
            }
        }
    }

    private void take(PluginId id, String reason, int[] chosen, Map<PluginId, Choice> answer, Deque<Choice> open) {
        Integer number = numbers.get(id);
        if (number == null || chosen[number] == Solver.ABSENT || answer.containsKey(id)) {
            return;
        }
        Choice choice = candidates.get(number).version(chosen[number]);
        Choice explained = new Choice(choice.id(), choice.version(), choice.requires(), choice.release(), reason);
        answer.put(id, explained);
        open.addLast(explained);
    }
}
