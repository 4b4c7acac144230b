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
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.signing.Registry;
import dev.isaac.signing.Registry.Outcome;
import dev.isaac.trust.TrustException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** {@code registry yank}. */
@Component(service = Command.class)
@CommandName(RegistryYankCommand.NAME)
@CommandCategory(Categories.REGISTRIES)
@CommandSummary(RegistryYankCommand.SUMMARY)
public final class RegistryYankCommand extends RegistryChange {

    static final String NAME = "registry yank";
    static final String SUMMARY = "Withdraw a version";

    /** Called by the component runtime. */
    public RegistryYankCommand() {
        this(Clock.systemUTC());
    }

    RegistryYankCommand(Clock clock) {
        super(clock);
    }

    @Override
    public CommandManifest manifest() {
        return begin(NAME, SUMMARY)
                .description("""
                        Offers a version no more. It stays verifiable for those who have it; registry unyank takes it back.""")
                .arguments(Argument.required("id", ValueType.TEXT, "The plugin"))
                .arguments(Argument.required("version", ValueType.TEXT, "The version"))
                .options(Option.value("reason", "TEXT", ValueType.TEXT, "Why; shown to everybody")
                        .mandatory())
                .example("registry yank /srv/registry greeter 1.0.0 --reason 'loses names'", "with the reason")
                .build();
    }

    @Override
    Optional<Confirmation> question(Invocation in) {
        return Optional.of(Confirmation.ordinary(
                "Withdraw " + in.text("id") + " " + in.text("version") + " from the registry?",
                List.of("Nobody can install it any more.", "Reason: " + in.text("reason"))));
    }

    @Override
    Outcome change(Registry registry, Invocation in) throws TrustException, IOException {
        return registry.yank(in.text("id"), in.text("version"), in.text("reason"));
    }

    @Override
    String subject(Invocation in) {
        return in.text("id") + " " + in.text("version");
    }
}
