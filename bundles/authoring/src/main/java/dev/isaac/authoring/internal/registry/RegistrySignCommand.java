package dev.isaac.authoring.internal.registry;

import dev.isaac.authoring.internal.Categories;
import dev.isaac.command.Command;
import dev.isaac.command.CommandCategory;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.signing.Registry;
import dev.isaac.signing.Registry.Outcome;
import dev.isaac.trust.TrustException;
import java.io.IOException;
import java.time.Clock;
import org.osgi.service.component.annotations.Component;

/** {@code registry sign}. */
@Component(service = Command.class)
@CommandName(RegistrySignCommand.NAME)
@CommandCategory(Categories.REGISTRIES)
@CommandSummary(RegistrySignCommand.SUMMARY)
public final class RegistrySignCommand extends RegistryChange {

    static final String NAME = "registry sign";
    static final String SUMMARY = "Add signatures to what is staged";

    /** Called by the component runtime. */
    public RegistrySignCommand() {
        this(Clock.systemUTC());
    }

    RegistrySignCommand(Clock clock) {
        super(clock);
    }

    @Override
    public CommandManifest manifest() {
        return begin(NAME, SUMMARY)
                .description("""
                        Signs what waits, with the keys that are here. Neither the network nor the online keys are needed: take the folder, or
                        staged/ and public/metadata of it, to the machine that has the key.""")
                .example("registry sign /media/stick/registry --key root-alice.pem", "on the machine that has the key")
                .build();
    }

    @Override
    Outcome change(Registry registry, Invocation in) throws TrustException, IOException {
        return registry.sign();
    }

    @Override
    String subject(Invocation in) {
        return "Signatures";
    }
}
