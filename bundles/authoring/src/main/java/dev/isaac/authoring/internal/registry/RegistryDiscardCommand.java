package dev.isaac.authoring.internal.registry;

import dev.isaac.authoring.internal.Categories;
import dev.isaac.authoring.internal.Refusals;
import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandCategory;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Invocation;
import dev.isaac.command.ValueType;
import dev.isaac.signing.Passphrases;
import dev.isaac.signing.Registry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** {@code registry discard}. */
@Component(service = Command.class)
@CommandName(RegistryDiscardCommand.NAME)
@CommandCategory(Categories.REGISTRIES)
@CommandSummary(RegistryDiscardCommand.SUMMARY)
public final class RegistryDiscardCommand implements Command {

    static final String NAME = "registry discard";
    static final String SUMMARY = "Forget what is staged";

    private final Clock clock;

    /** Called by the component runtime. */
    public RegistryDiscardCommand() {
        this(Clock.systemUTC());
    }

    RegistryDiscardCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Categories.REGISTRIES)
                .description(
                        "Drops a change that waits for signatures, with those that it has. What is published stays.")
                .arguments(Argument.required("dir", ValueType.PATH, "The folder of the registry"))
                .example("registry discard /srv/registry", "asks first")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        in.confirm(Confirmation.ordinary(
                "Forget the change that waits for signatures in " + in.path("dir") + "?",
                List.of("Signatures that were made for it are lost.")));
        return Refusals.translate(() -> {
            Registry.open(in.path("dir"), clock, Passphrases.none()).discard();
            return CommandResult.text("Forgot what was staged in " + in.path("dir") + ".", Map.of("discarded", true));
        });
    }
}
