package dev.isaac.authoring.internal.key;

import dev.isaac.authoring.internal.Categories;
import dev.isaac.authoring.internal.PassphraseOptions;
import dev.isaac.authoring.internal.Refusals;
import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandCategory;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.signing.KeyFiles;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.keys.VerificationKey;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Component;

/** {@code key show}. */
@Component(service = Command.class)
@CommandName(KeyShowCommand.NAME)
@CommandCategory(Categories.PUBLISHING)
@CommandSummary(KeyShowCommand.SUMMARY)
public final class KeyShowCommand implements Command {

    static final String NAME = "key show";
    static final String SUMMARY = "Show the public half of a key";

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Categories.PUBLISHING)
                .description(
                        "Shows algorithm, ids and public half of a key as a JSON document: what a registry needs of a key that"
                                + " lies elsewhere (registry init --key, registry rotate --add), and what goes into a publisher's claim.")
                .arguments(Argument.required("file", ValueType.PATH, "PKCS#8 in PEM, PKCS#12, or a command that signs"))
                .options(Option.value("out", "FILE", ValueType.PATH, "Write the document to a file instead"))
                .options(PassphraseOptions.forUse())
                .example("key show author.pem", "its ids")
                .example("key show root.pem --out root.json", "for a registry's operator")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        return Refusals.translate(() -> {
            VerificationKey key = KeyFiles.publicKey(in.path("file"), PassphraseOptions.of(in));
            if (in.has("out")) {
                Path out = in.path("out");
                Files.write(out, Json.writePretty(PublicKeyData.of(key)));
                return CommandResult.text(
                        "Wrote the public half of " + in.path("file") + " to " + out + ".", PublicKeyData.of(key));
            }
            return CommandResult.json(PublicKeyData.of(key));
        });
    }
}
