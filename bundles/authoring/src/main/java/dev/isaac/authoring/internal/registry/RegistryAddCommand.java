package dev.isaac.authoring.internal.registry;

import dev.isaac.authoring.internal.Categories;
import dev.isaac.authoring.internal.Paths;
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

/** {@code registry add}. */
@Component(service = Command.class)
@CommandName(RegistryAddCommand.NAME)
@CommandCategory(Categories.REGISTRIES)
@CommandSummary(RegistryAddCommand.SUMMARY)
public final class RegistryAddCommand extends RegistryChange {

    static final String NAME = "registry add";
    static final String SUMMARY = "Publish plugins in a registry";

    /** Called by the component runtime. */
    public RegistryAddCommand() {
        this(Clock.systemUTC());
    }

    RegistryAddCommand(Clock clock) {
        super(clock);
    }

    @Override
    public CommandManifest manifest() {
        return begin(NAME, SUMMARY)
                .description("""
                        Adds plugins to a registry. Beside each NAME.jar lies its author's statement, NAME.dsse.json, made by plugin sign. Each is
                        checked as those check it who install it; all of them become visible at once, or none.""")
                .arguments(
                        Argument.required("jar", ValueType.PATH, "The plugins").repeating())
                .example("registry add /srv/registry greeter-1.0.0.jar", "one plugin")
                .build();
    }

    @Override
    Outcome change(Registry registry, Invocation in) throws TrustException, IOException {
        return registry.add(Paths.of(in, "jar"));
    }

    @Override
    String subject(Invocation in) {
        return Outcomes.count(in.values("jar").size(), "plugin");
    }
}
