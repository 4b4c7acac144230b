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

/** {@code registry unyank}. */
@Component(service = Command.class)
@CommandName(RegistryUnyankCommand.NAME)
@CommandCategory(Categories.REGISTRIES)
@CommandSummary(RegistryUnyankCommand.SUMMARY)
public final class RegistryUnyankCommand extends RegistryChange {

    static final String NAME = "registry unyank";
    static final String SUMMARY = "Offer a withdrawn version again";

    /** Called by the component runtime. */
    public RegistryUnyankCommand() {
        this(Clock.systemUTC());
    }

    RegistryUnyankCommand(Clock clock) {
        super(clock);
    }

    @Override
    public CommandManifest manifest() {
        return begin(NAME, SUMMARY)
                .description("""
                        Takes registry yank back.""")
                .arguments(Argument.required("id", ValueType.TEXT, "The plugin"))
                .arguments(Argument.required("version", ValueType.TEXT, "The version"))
                .example("registry unyank /srv/registry greeter 1.0.0", "offered again")
                .build();
    }

    @Override
    Outcome change(Registry registry, Invocation in) throws TrustException, IOException {
        return registry.unyank(in.text("id"), in.text("version"));
    }

    @Override
    String subject(Invocation in) {
        return in.text("id") + " " + in.text("version");
    }
}
