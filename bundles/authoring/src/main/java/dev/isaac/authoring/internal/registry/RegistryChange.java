package dev.isaac.authoring.internal.registry;

import dev.isaac.authoring.internal.Categories;
import dev.isaac.authoring.internal.PassphraseOptions;
import dev.isaac.authoring.internal.Paths;
import dev.isaac.authoring.internal.Refusals;
import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.signing.KeyFiles;
import dev.isaac.signing.Passphrases;
import dev.isaac.signing.Registry;
import dev.isaac.signing.Registry.Outcome;
import dev.isaac.signing.Signer;
import dev.isaac.trust.TrustException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way of every command that changes a registry: ask where it is hard to take back, open the keys, change, tell. */
abstract class RegistryChange implements Command {

    private final Clock clock;

    RegistryChange(Clock clock) {
        this.clock = clock;
    }

    /** Begins a manifest with what all of them take; further arguments follow the folder. */
    static CommandManifest.Builder begin(String name, String summary) {
        return CommandManifest.command(name, summary)
                .category(Categories.REGISTRIES)
                .arguments(Argument.required("dir", ValueType.PATH, "The folder of the registry"))
                .options(
                        Option.flag("dry-run", "Sign and verify everything, and change nothing"),
                        Option.value("key", "FILE", ValueType.PATH, "A key that lies elsewhere than the registry knows")
                                .repeating())
                .options(PassphraseOptions.forUse());
    }

    /** What is asked before; empty when the request itself says enough. */
    Optional<Confirmation> question(Invocation in) {
        return Optional.empty();
    }

    /** Does it. */
    abstract Outcome change(Registry registry, Invocation in) throws CommandException, TrustException, IOException;

    /** What was changed, for the first words of the answer. */
    abstract String subject(Invocation in);

    @Override
    public final CommandResult execute(Invocation in) throws CommandException {
        boolean dryRun = in.has("dry-run");
        Optional<Confirmation> question = dryRun ? Optional.empty() : question(in);
        if (question.isPresent()) {
            in.confirm(question.get());
        }
        return Refusals.translate(() -> {
            Passphrases passphrases = PassphraseOptions.of(in);
            List<Signer> signers = new ArrayList<>();
            for (Path key : Paths.of(in, "key")) {
                signers.add(KeyFiles.open(key, passphrases));
            }
            Registry registry =
                    Registry.open(in.path("dir"), clock, passphrases).with(signers);
            return Outcomes.result(subject(in), change(dryRun ? registry.dryRun() : registry, in), dryRun);
        });
    }
}
