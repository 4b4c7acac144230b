package dev.isaac.authoring.internal.plugin;

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
import dev.isaac.signing.PluginInspection;
import dev.isaac.signing.Signer;
import dev.isaac.signing.Statements;
import dev.isaac.trust.author.PluginStatement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** {@code plugin sign}. */
@Component(service = Command.class)
@CommandName(SignCommand.NAME)
@CommandCategory(Categories.PUBLISHING)
@CommandSummary(SignCommand.SUMMARY)
public final class SignCommand implements Command {

    static final String NAME = "plugin sign";
    static final String SUMMARY = "Sign a plugin as its author";

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Categories.PUBLISHING)
                .description(
                        "Checks the jar, and signs a statement about exactly these bytes: id, version, publisher, SHA-256,"
                                + " length, permissions and what it needs. The jar itself does not change. The statement lies beside it,"
                                + " NAME.dsse.json, where plugin publish and registry add look for it.")
                .arguments(Argument.required("jar", ValueType.PATH, "The plugin"))
                .options(
                        Option.value("key", "FILE", ValueType.PATH, "The author's key, or a command that signs")
                                .mandatory(),
                        Option.value("out", "FILE", ValueType.PATH, "Where the statement goes instead"))
                .options(PassphraseOptions.forUse())
                .example(
                        "plugin sign target/greeter-1.0.0.jar --key author.pem",
                        "asks for the passphrase, if there is one")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        return Refusals.translate(() -> {
            Path jar = in.path("jar");
            PluginStatement statement = PluginInspection.of(jar).statement();
            Signer key = KeyFiles.open(in.path("key"), PassphraseOptions.of(in));
            Path out = in.has("out") ? in.path("out") : Statements.beside(jar);
            Files.write(out, Statements.sign(statement, key));
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("id", statement.id());
            data.put("version", statement.version());
            data.put("sha256", statement.sha256());
            data.put("keyid", key.publicKey().keyId());
            data.put("statement", out.toString());
            return CommandResult.text(
                    "Signed " + statement.id() + " " + statement.version() + " with key "
                            + key.publicKey().keyId() + " in " + out + ".",
                    data);
        });
    }
}
