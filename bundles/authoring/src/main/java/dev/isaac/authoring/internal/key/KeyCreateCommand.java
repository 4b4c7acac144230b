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
import dev.isaac.signing.Signer;
import dev.isaac.trust.keys.SignatureAlgorithm;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.osgi.service.component.annotations.Component;

/** {@code key create}. */
@Component(service = Command.class)
@CommandName(KeyCreateCommand.NAME)
@CommandCategory(Categories.PUBLISHING)
@CommandSummary(KeyCreateCommand.SUMMARY)
public final class KeyCreateCommand implements Command {

    static final String NAME = "key create";
    static final String SUMMARY = "Create a key that signs";

    private final SecureRandom random;

    /** Called by the component runtime. */
    public KeyCreateCommand() {
        this(new SecureRandom());
    }

    KeyCreateCommand(SecureRandom random) {
        this.random = random;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Categories.PUBLISHING)
                .description(
                        "Writes a private key, PKCS#8 in PEM, that only you can read; encrypted when a passphrase is given. An"
                                + " author signs with ed25519 or rsa-pss-sha256; a registry's roles also with ecdsa-p256-sha256.")
                .arguments(Argument.required("file", ValueType.PATH, "Where; there must be no such file"))
                .options(Option.value("algorithm", "NAME", ValueType.TEXT, "What it signs with")
                        .of(
                                SignatureAlgorithm.ED25519.id(),
                                SignatureAlgorithm.RSA_PSS_SHA256.id(),
                                SignatureAlgorithm.ECDSA_P256_SHA256.id())
                        .orElse(SignatureAlgorithm.ED25519.id()))
                .options(PassphraseOptions.forNewKeys())
                .example("key create author.pem --ask-passphrase", "an author's key, encrypted")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        return Refusals.translate(() -> {
            Path file = in.path("file");
            SignatureAlgorithm algorithm =
                    SignatureAlgorithm.of(in.text("algorithm")).orElseThrow();
            char[] passphrase = PassphraseOptions.forNewKeys(in, file);
            try {
                Signer key = KeyFiles.create(file, algorithm, passphrase, random);
                return CommandResult.text(
                        "Created " + file + ", key " + key.publicKey().keyId() + ".",
                        PublicKeyData.of(key.publicKey()));
            } finally {
                Arrays.fill(passphrase, '\0');
            }
        });
    }
}
