package dev.isaac.marketplace.internal.resolve;

import dev.isaac.command.CommandException;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.internal.resolve.Resolver.Choice;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What would help where nothing fits. Each proposal was tried: with it everything fits. */
final class Remedies {

    /** Each costs a search of its own. */
    private static final int MOST_TRIED = 12;

    private final State installed;
    private final List<PluginSelector> wanted;
    private final boolean newest;
    private final Offers offers;
    private int tried;

    Remedies(State installed, Collection<PluginSelector> wanted, boolean newest, Offers offers) {
        this.installed = installed;
        this.wanted = List.copyOf(wanted);
        this.newest = newest;
        this.offers = offers;
    }

    /** Proposals, one sentence each, the gentlest first. */
    List<String> of(Conflict conflict) throws CommandException {
        List<String> remedies = new ArrayList<>();
        if (!installed.plugins().isEmpty()) {
            together().ifPresent(remedies::add);
        }
        for (PluginSelector selector : wanted) {
            if (selector.version().isPresent()) {
                otherVersion(selector).ifPresent(remedies::add);
            }
        }
        for (PluginId id : conflict.plugins()) {
            if (installed.plugin(id).isPresent()
                    && wanted.stream().noneMatch(each -> each.id().equals(id))) {
                unpinned(id).ifPresent(remedies::add);
                without(id).ifPresent(remedies::add);
            }
        }
        return remedies;
    }

    /** Raising what is installed beside it. */
    private Optional<String> together() throws CommandException {
        return answer(installed, wanted, true).map(answer -> {
            String others = answer.values().stream()
                    .filter(choice -> choice.reason().equals(Question.BESIDE))
                    .map(choice -> choice.id() + "@" + choice.version())
                    .collect(Collectors.joining(" "));
            return "It fits together with other versions of what is installed: marketplace install "
                    + wanted.stream().map(PluginSelector::toString).collect(Collectors.joining(" ")) + " " + others;
        });
    }

    private Optional<String> otherVersion(PluginSelector selector) throws CommandException {
        List<PluginSelector> looser = wanted.stream()
                .map(each -> each.equals(selector) ? new PluginSelector(each.id(), Optional.empty()) : each)
                .toList();
        return answer(installed, looser, false)
                .map(answer -> answer.get(selector.id()))
                .map(choice -> "Another version fits: marketplace install " + choice.id() + "@" + choice.version());
    }

    private Optional<String> unpinned(PluginId id) throws CommandException {
        PluginRecord plugin = installed.require(id);
        if (plugin.pin().isEmpty()) {
            return Optional.empty();
        }
        State loose = installed.with(List.of(plugin.pinned(Optional.empty())), List.of());
        return answer(loose, wanted, false)
                .map(answer -> "It fits when " + id + " may be updated: marketplace unpin " + id);
    }

    private Optional<String> without(PluginId id) throws CommandException {
        if (!installed.dependents(id).isEmpty()) {
            return Optional.empty();
        }
        State rest = installed.with(List.<PluginRecord>of(), List.of(id));
        return answer(rest, wanted, false)
                .map(answer -> "It fits when " + id + " is gone: marketplace uninstall " + id);
    }

    private Optional<Map<PluginId, Choice>> answer(State state, List<PluginSelector> selectors, boolean free)
            throws CommandException {
        if (++tried > MOST_TRIED) {
            return Optional.empty();
        }
        Question question = Question.of(state, selectors, newest, free, offers);
        try {
            return Optional.of(question.answer(new Solver(question).solve()));
        } catch (Solver.Unsolvable e) {
            return Optional.empty();
        }
    }
}
