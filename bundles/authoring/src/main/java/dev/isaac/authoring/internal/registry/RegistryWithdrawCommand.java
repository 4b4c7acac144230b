package dev.isaac.authoring.internal.registry;

import dev.isaac.authoring.internal.Categories;
import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandCategory;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Invocation;
import dev.isaac.command.ValueType;
import dev.isaac.signing.Registry;
import dev.isaac.signing.Registry.Outcome;
import dev.isaac.trust.TrustException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** {@code registry withdraw}. */
@Component(service = Command.class)
@CommandName(RegistryWithdrawCommand.NAME)
@CommandCategory(Categories.REGISTRIES)
@CommandSummary(RegistryWithdrawCommand.SUMMARY)
public final class RegistryWithdrawCommand extends RegistryChange {

    static final String NAME = "registry withdraw";
    static final String SUMMARY = "Take an advisory back";

    /** Called by the component runtime. */
    public RegistryWithdrawCommand() {
        this(Clock.systemUTC());
    }

    RegistryWithdrawCommand(Clock clock) {
        super(clock);
    }

    @Override
    public CommandManifest manifest() {
        return begin(NAME, SUMMARY)
                .description("""
                        Removes an advisory from the registry: clients install again what it concerned.""")
                .arguments(Argument.required("advisory", ValueType.TEXT, "The advisory's name"))
                .example("registry withdraw /srv/registry ACME-1", "a false alarm")
                .build();
    }

    @Override
    Optional<Confirmation> question(Invocation in) {
        return Optional.of(Confirmation.ordinary(
                "Take the advisory " + in.text("advisory") + " back?",
                List.of("Clients install again what it concerned.")));
    }

    @Override
    Outcome change(Registry registry, Invocation in) throws TrustException, IOException {
        return registry.withdraw(in.text("advisory"));
    }

    @Override
    String subject(Invocation in) {
        return "Advisory " + in.text("advisory");
    }
}
