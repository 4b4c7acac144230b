package dev.isaac.authoring.internal.registry;

import dev.isaac.authoring.internal.Categories;
import dev.isaac.authoring.internal.Paths;
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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/** {@code registry rotate}. */
@Component(service = Command.class)
@CommandName(RegistryRotateCommand.NAME)
@CommandCategory(Categories.REGISTRIES)
@CommandSummary(RegistryRotateCommand.SUMMARY)
public final class RegistryRotateCommand extends RegistryChange {

    static final String NAME = "registry rotate";
    static final String SUMMARY = "Exchange the keys of a role";

    /** Called by the component runtime. */
    public RegistryRotateCommand() {
        this(Clock.systemUTC());
    }

    RegistryRotateCommand(Clock clock) {
        super(clock);
    }

    @Override
    public CommandManifest manifest() {
        return begin(NAME, SUMMARY)
                .description("""
                        Adds keys to a role, drops keys of it, or changes how many must sign. A new root is signed by the old keys and by the new
                        ones; signatures of keys that are not here are added by registry sign. bins stands for all bins.""")
                .arguments(Argument.required(
                        "role", ValueType.TEXT, "root, targets, snapshot, timestamp, claimed, new-claims or bins"))
                .options(Option.value("add", "FILE", ValueType.PATH, "A key, or its public half from key show")
                        .repeating())
                .options(Option.value("drop", "KEYID", ValueType.TEXT, "The id of a key, as registry status shows it")
                        .repeating())
                .options(Option.value("threshold", "N", ValueType.INTEGER, "How many keys must sign from now on"))
                .example(
                        "registry rotate /srv/registry timestamp --add timestamp-2.pem --drop 3f2a",
                        "a new key for an old one")
                .build();
    }

    @Override
    Optional<Confirmation> question(Invocation in) {
        return Optional.of(Confirmation.ordinary(
                "Change the keys of the role " + in.text("role") + "?",
                Stream.of(
                                in.values("add").stream().map(file -> "add " + file),
                                in.values("drop").stream().map(id -> "drop " + id),
                                in.value("threshold").stream().map(number -> number + " must sign"))
                        .flatMap(lines -> lines)
                        .toList()));
    }

    @Override
    Outcome change(Registry registry, Invocation in) throws TrustException, IOException {
        OptionalInt threshold = in.has("threshold")
                ? OptionalInt.of((int) Math.min(in.integer("threshold"), Integer.MAX_VALUE))
                : OptionalInt.empty();
        return registry.rotate(in.text("role"), Paths.of(in, "add"), in.values("drop"), threshold);
    }

    @Override
    String subject(Invocation in) {
        return "Keys of " + in.text("role");
    }
}
