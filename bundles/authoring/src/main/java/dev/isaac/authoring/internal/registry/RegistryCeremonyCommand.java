package dev.isaac.authoring.internal.registry;

import dev.isaac.authoring.internal.Categories;
import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandCategory;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.command.ValueType;
import dev.isaac.signing.Registry;
import dev.isaac.signing.Registry.Outcome;
import dev.isaac.trust.TrustException;
import java.io.IOException;
import java.time.Clock;
import org.osgi.service.component.annotations.Component;

/** {@code registry ceremony}. */
@Component(service = Command.class)
@CommandName(RegistryCeremonyCommand.NAME)
@CommandCategory(Categories.REGISTRIES)
@CommandSummary(RegistryCeremonyCommand.SUMMARY)
public final class RegistryCeremonyCommand extends RegistryChange {

    static final String NAME = "registry ceremony";
    static final String SUMMARY = "Confirm claims with the offline key";

    /** Called by the component runtime. */
    public RegistryCeremonyCommand() {
        this(Clock.systemUTC());
    }

    RegistryCeremonyCommand(Clock clock) {
        super(clock);
    }

    @Override
    public CommandManifest manifest() {
        return begin(NAME, SUMMARY)
                .description("""
                        Moves claims from new-claims, which the server signs, to claimed, which only the offline key signs. Where that key is not
                        here the change is staged, and signed where the key is: registry sign.""")
                .arguments(
                        Argument.optional("publisher", ValueType.TEXT, "Whose claims; all that wait when none is named")
                                .repeating())
                .example("registry ceremony /srv/registry acme", "one publisher")
                .build();
    }

    @Override
    Outcome change(Registry registry, Invocation in) throws TrustException, IOException {
        return registry.ceremony(in.values("publisher"));
    }

    @Override
    String subject(Invocation in) {
        return "Ceremony";
    }
}
