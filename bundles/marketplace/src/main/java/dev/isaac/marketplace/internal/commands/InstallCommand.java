package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace install}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(InstallCommand.NAME)
@CommandSummary(InstallCommand.SUMMARY)
public final class InstallCommand implements Command {

    static final String NAME = "marketplace install";
    static final String SUMMARY = "Install plugins and what they need";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public InstallCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description("""
                        Verifies the registry's signed metadata, chooses versions that fit together, checks that the author signed \
                        exactly these bytes, and starts the plugin in the running process: its commands are usable when this one \
                        returns. When anything is not as it should be, nothing changes.

                        It asks before it installs what you did not name, and what wants more than the files where you work, programs that it names \
                        and this machine; --yes answers that.

                        A package, made by registry mirror --package, is a part of a registry in one file. It is verified from the root of \
                        trust that is known here, and refused when it has expired or is older than what is known already.""")
                .arguments(Argument.optional("plugin", ValueType.TEXT, "Plugins, as ID or ID@VERSION")
                        .repeating())
                .options(
                        Option.flag("plan", "Show what would happen, and stop"),
                        Option.value(
                                "channel",
                                "NAME",
                                ValueType.TEXT,
                                "Take versions of this channel for them, too, such as beta"),
                        Option.value("from", "FILE", ValueType.PATH, "Install from a package, and ask no registry"))
                .example("marketplace install git-helpers", "the newest stable version")
                .example("marketplace install git-helpers@1.0.0", "a certain version")
                .example("marketplace install git-helpers --channel beta", "the newest version, a pre-release or not")
                .example("marketplace install git-helpers --plan", "what would happen")
                .example(
                        "marketplace install --from git-helpers.isaac",
                        "what a package was made for, without a network")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        List<PluginSelector> selectors = new ArrayList<>();
        for (String text : in.values("plugin")) {
            selectors.add(PluginSelector.parse(text));
        }
        if (in.has("from")) {
            Optional<String> question =
                    selectors.isEmpty() ? Optional.of("Install what the package was made for?") : Optional.empty();
            return Changes.run(
                    marketplace,
                    new PlanRequest.InstallFrom(in.path("from"), selectors, in.value("channel")),
                    in.has("plan"),
                    question,
                    in);
        }
        if (selectors.isEmpty()) {
            throw Fault.of(FaultKind.USAGE, "marketplace.nothing-named", "Nothing is named that could be installed.")
                    .hint("marketplace install ID, or --from FILE for what a package was made for.")
                    .exception();
        }
        return Changes.run(marketplace, new PlanRequest.Install(selectors, in.value("channel")), in.has("plan"), in);
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        return request.parameter().equals("plugin") ? Plugins.available(marketplace, request) : List.of();
    }
}
