package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.Progress;
import dev.isaac.command.ValueType;
import dev.isaac.marketplace.PluginSummary;
import java.util.List;
import java.util.Optional;

/** What the commands share that list plugins by a number from the signed statistics. Immutable. */
final class Ranked {

    /** Asks the marketplace for plugins in some order; empty when no registry counts. */
    @FunctionalInterface
    interface Order {
        Optional<List<PluginSummary>> first(int limit, Progress progress) throws CommandException;
    }

    private final String name;
    private final String summary;
    private final String measure;
    private final Order order;

    /**
     * Describes such a command.
     *
     * @param measure the number that counts, in the middle of a sentence
     */
    Ranked(String name, String summary, String measure, Order order) {
        this.name = name;
        this.summary = summary;
        this.measure = measure;
        this.order = order;
    }

    CommandManifest manifest() {
        return CommandManifest.command(name, summary)
                .category(Plugins.CATEGORY)
                .description(
                        "Lists plugins by " + measure + ", from the signed statistics of the registries. A registry"
                                + " without statistics has no say in it.")
                .options(Option.value("limit", "N", ValueType.INTEGER, "How many to show at most")
                        .orElse("10"))
                .example(name + " --limit 5", "the first five")
                .build();
    }

    CommandResult execute(Invocation in) throws CommandException {
        return Listings.counted(order.first(Plugins.limit(in), in.progress()));
    }
}
