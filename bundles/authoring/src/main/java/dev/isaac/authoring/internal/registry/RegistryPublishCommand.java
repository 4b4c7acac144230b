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

/** {@code registry publish}. */
@Component(service = Command.class)
@CommandName(RegistryPublishCommand.NAME)
@CommandCategory(Categories.REGISTRIES)
@CommandSummary(RegistryPublishCommand.SUMMARY)
public final class RegistryPublishCommand extends RegistryChange {

    static final String NAME = "registry publish";
    static final String SUMMARY = "Publish what is staged";

    /** Called by the component runtime. */
    public RegistryPublishCommand() {
        this(Clock.systemUTC());
    }

    RegistryPublishCommand(Clock clock) {
        super(clock);
    }

    @Override
    public CommandManifest manifest() {
        return begin(NAME, SUMMARY)
                .description("""
                        Publishes a staged change once it has every signature, after the client that users have accepted it.""")
                .example("registry publish /srv/registry", "after registry sign")
                .build();
    }

    @Override
    Outcome change(Registry registry, Invocation in) throws TrustException, IOException {
        return registry.publish();
    }

    @Override
    String subject(Invocation in) {
        return "Staged change";
    }
}
