package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.CommandException;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import java.util.ArrayList;
import java.util.List;

/** What the commands share: reading names and completing them. */
final class Plugins {

    static final String CATEGORY = "Marketplace";

    private static final int MAX_LIMIT = 1000;

    private Plugins() {}

    static PluginId id(String text) throws CommandException {
        PluginSelector selector = PluginSelector.parse(text);
        if (selector.version().isPresent()) {
            throw Fault.of(
                            FaultKind.USAGE,
                            "plugin.bad-name",
                            "This command takes the name of a plugin without a version, but was given " + text + ".")
                    .exception();
        }
        return selector.id();
    }

    static List<PluginId> ids(List<String> texts) throws CommandException {
        List<PluginId> ids = new ArrayList<>();
        for (String text : texts) {
            ids.add(id(text));
        }
        return ids;
    }

    static int limit(Invocation in) throws CommandException {
        long limit = in.integer("limit");
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Fault.of(
                            FaultKind.USAGE,
                            "marketplace.bad-limit",
                            "A limit is between 1 and " + MAX_LIMIT + ", but is " + limit + ".")
                    .exception();
        }
        return (int) limit;
    }

    /** Names from the catalogues, as far as they were seen; no network. */
    static List<Completion> available(Marketplace marketplace, CompletionRequest request) {
        return marketplace.known().stream()
                .filter(plugin -> plugin.id().value().startsWith(request.prefix()))
                .filter(plugin -> !request.words().contains(plugin.id().value()))
                .map(plugin -> Completion.of(plugin.id().value(), plugin.summary()))
                .toList();
    }

    /** Tells what the registry of an installed plugin warns of. */
    static void warn(InstalledPlugin plugin, Progress progress) {
        plugin.advisories()
                .forEach(
                        advisory -> progress.warn(plugin.id() + " " + plugin.version() + ": " + advisory.line() + "."));
    }

    /** Names of what is installed. */
    static List<Completion> installed(Marketplace marketplace, CompletionRequest request) {
        try {
            List<Completion> completions = new ArrayList<>();
            for (InstalledPlugin plugin : marketplace.installed()) {
                String id = plugin.id().value();
                if (id.startsWith(request.prefix()) && !request.words().contains(id)) {
                    completions.add(Completion.of(id, plugin.version() + "  " + plugin.summary()));
                }
            }
            return completions;
        } catch (CommandException e) {
            return List.of(); // the command itself will tell
        }
    }
}
