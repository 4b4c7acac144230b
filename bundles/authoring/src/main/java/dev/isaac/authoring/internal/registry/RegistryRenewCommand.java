package dev.isaac.authoring.internal.registry;

import dev.isaac.authoring.internal.Categories;
import dev.isaac.command.Command;
import dev.isaac.command.CommandCategory;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.signing.Registry;
import dev.isaac.signing.Registry.Outcome;
import dev.isaac.trust.TrustException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.osgi.service.component.annotations.Component;

/** {@code registry renew}. */
@Component(service = Command.class)
@CommandName(RegistryRenewCommand.NAME)
@CommandCategory(Categories.REGISTRIES)
@CommandSummary(RegistryRenewCommand.SUMMARY)
public final class RegistryRenewCommand extends RegistryChange {

    static final String NAME = "registry renew";
    static final String SUMMARY = "Sign anew what expires soon";

    /** Called by the component runtime. */
    public RegistryRenewCommand() {
        this(Clock.systemUTC());
    }

    RegistryRenewCommand(Clock clock) {
        super(clock);
    }

    @Override
    public CommandManifest manifest() {
        return begin(NAME, SUMMARY)
                .description("""
                        Signs every document that expires within a time, and snapshot and timestamp in any case. Run it from time to time: clients
                        refuse what has expired.""")
                .options(Option.value("within", "DAYS", ValueType.INTEGER, "Whatever expires within so many days")
                        .orElse("30"))
                .example("registry renew /srv/registry", "from a timer, every day")
                .build();
    }

    @Override
    Outcome change(Registry registry, Invocation in) throws TrustException, IOException {
        return registry.renew(Duration.ofDays(in.integer("within")));
    }

    @Override
    String subject(Invocation in) {
        return "Renewal";
    }
}
