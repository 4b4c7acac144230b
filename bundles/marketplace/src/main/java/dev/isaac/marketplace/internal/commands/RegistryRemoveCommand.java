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
import dev.isaac.command.Invocation;
import dev.isaac.command.ValueType;
import dev.isaac.marketplace.Marketplace;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace registry remove}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(RegistryRemoveCommand.NAME)
@CommandSummary(RegistryRemoveCommand.SUMMARY)
public final class RegistryRemoveCommand implements Command {

    static final String NAME = "marketplace registry remove";
    static final String SUMMARY = "Forget a registry";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public RegistryRemoveCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description(
                        "Forgets a registry that you added, with its trusted metadata. What was installed from it stays and runs.")
                .arguments(Argument.required("name", ValueType.TEXT, "The registry"))
                .example("marketplace registry remove acme", "forget it")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        String name = in.text("name");
        marketplace.removeRegistry(name);
        return CommandResult.text("Removed registry " + name + ".", Map.of("name", name));
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        try {
            return marketplace.registries().stream()
                    .filter(registry -> !registry.builtIn() && registry.name().startsWith(request.prefix()))
                    .map(registry -> Completion.of(registry.name(), registry.location()))
                    .toList();
        } catch (CommandException e) {
            return List.of(); // the command itself will tell
        }
    }
}
