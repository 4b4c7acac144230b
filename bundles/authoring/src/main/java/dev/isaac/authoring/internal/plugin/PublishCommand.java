package dev.isaac.authoring.internal.plugin;

import dev.isaac.authoring.internal.Categories;
import dev.isaac.authoring.internal.PassphraseOptions;
import dev.isaac.authoring.internal.Refusals;
import dev.isaac.authoring.internal.registry.Outcomes;
import dev.isaac.authoring.internal.registry.RegistryNames;
import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandCategory;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.signing.KeyFiles;
import dev.isaac.signing.Passphrases;
import dev.isaac.signing.PluginInspection;
import dev.isaac.signing.Registry;
import dev.isaac.signing.Statements;
import dev.isaac.trust.author.PluginStatement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin publish}. */
@Component(service = Command.class)
@CommandName(PublishCommand.NAME)
@CommandCategory(Categories.PUBLISHING)
@CommandSummary(PublishCommand.SUMMARY)
public final class PublishCommand implements Command {

    static final String NAME = "plugin publish";
    static final String SUMMARY = "Publish a signed plugin in a registry that you run";

    private final Marketplace marketplace;
    private final Clock clock;

    /** Called by the component runtime. */
    @Activate
    public PublishCommand(@Reference Marketplace marketplace) {
        this(marketplace, Clock.systemUTC());
    }

    PublishCommand(Marketplace marketplace, Clock clock) {
        this.marketplace = marketplace;
        this.clock = clock;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Categories.PUBLISHING)
                .description(
                        "Adds a plugin with its author's statement to a registry: a configured one whose folder is the public"
                                + " part of a registry that is run on this machine, or such a folder itself. To a registry that others"
                                + " run, its operator adds it: send the jar and its statement, NAME.dsse.json. With --key the jar is signed"
                                + " first.")
                .arguments(Argument.required("jar", ValueType.PATH, "The plugin"))
                .options(
                        Option.value("registry", "NAME", ValueType.TEXT, "A configured registry, or the folder of one")
                                .mandatory(),
                        Option.value("key", "FILE", ValueType.PATH, "Sign with this author's key first"),
                        Option.flag(
                                "dry-run", "Verify everything and publish nothing; an existing statement is needed"))
                .options(PassphraseOptions.forUse())
                .example("plugin publish greeter-1.0.0.jar --registry acme --key author.pem", "sign and publish")
                .build();
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        return request.parameter().equals("registry") ? RegistryNames.complete(marketplace, request) : List.of();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        return Refusals.translate(() -> {
            Path folder = RegistryNames.operated(marketplace, in.text("registry"), in.directory());
            Path jar = in.path("jar");
            PluginStatement statement = PluginInspection.of(jar).statement();
            Passphrases passphrases = PassphraseOptions.of(in);
            boolean dryRun = in.has("dry-run");
            if (in.has("key") && !dryRun) {
                Files.write(
                        Statements.beside(jar), Statements.sign(statement, KeyFiles.open(in.path("key"), passphrases)));
            }
            Registry registry = Registry.open(folder, clock, passphrases);
            Registry.Outcome outcome = (dryRun ? registry.dryRun() : registry).add(List.of(jar));
            return Outcomes.result(statement.id() + " " + statement.version(), outcome, dryRun);
        });
    }
}
