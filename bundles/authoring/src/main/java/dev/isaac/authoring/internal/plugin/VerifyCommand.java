package dev.isaac.authoring.internal.plugin;

import dev.isaac.authoring.internal.Categories;
import dev.isaac.authoring.internal.PassphraseOptions;
import dev.isaac.authoring.internal.Refusals;
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
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.signing.KeyFiles;
import dev.isaac.signing.PluginInspection;
import dev.isaac.signing.RegistryReader;
import dev.isaac.signing.RegistryReader.Published;
import dev.isaac.signing.Statements;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.advisory.PluginVersion;
import dev.isaac.trust.author.AuthorKey;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.author.PluginStatement;
import dev.isaac.trust.author.VerifiedStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin verify}. */
@Component(service = Command.class)
@CommandName(VerifyCommand.NAME)
@CommandCategory(Categories.PUBLISHING)
@CommandSummary(VerifyCommand.SUMMARY)
public final class VerifyCommand implements Command {

    static final String NAME = "plugin verify";
    static final String SUMMARY = "Verify a plugin's file with its author's statement";

    private final Marketplace marketplace;
    private final Clock clock;

    /** Called by the component runtime. */
    @Activate
    public VerifyCommand(@Reference Marketplace marketplace) {
        this(marketplace, Clock.systemUTC());
    }

    VerifyCommand(Marketplace marketplace, Clock clock) {
        this.marketplace = marketplace;
        this.clock = clock;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Categories.PUBLISHING)
                .description(
                        "Says whether the author signed exactly this file. Whose key counts is said by --key, a file with a key"
                                + " or its public half, or by --registry: the claim that the registry has for the plugin's name. The"
                                + " statement is the file NAME.dsse.json beside the jar unless --statement names another; where there is"
                                + " none, the registry's is taken.")
                .arguments(Argument.required("jar", ValueType.PATH, "The plugin"))
                .options(
                        Option.value("statement", "FILE", ValueType.PATH, "The author's statement"),
                        Option.value(
                                "key", "FILE", ValueType.PATH, "The author's key, or its public half from key show"),
                        Option.value("registry", "NAME", ValueType.TEXT, "A configured registry whose claim counts"))
                .options(PassphraseOptions.forUse())
                .example("plugin verify greeter-1.0.0.jar --key author.json", "with a public key")
                .example("plugin verify greeter-1.0.0.jar --registry acme", "with what a registry knows")
                .build();
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        return request.parameter().equals("registry") ? RegistryNames.complete(marketplace, request) : List.of();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        if (in.has("key") == in.has("registry")) {
            throw Fault.of(
                            FaultKind.USAGE,
                            "authoring.verify-against",
                            "A plugin is verified against a key or a registry; give one of --key and --registry.")
                    .exception();
        }
        return Refusals.translate(() -> in.has("key") ? byKey(in) : byRegistry(in));
    }

    private CommandResult byKey(Invocation in) throws CommandException, TrustException, IOException {
        PluginStatement plugin = PluginInspection.of(in.path("jar")).statement();
        AuthorKey key = authorKey(in);
        VerifiedStatement verified = Statements.verify(plugin, Files.readAllBytes(statementFile(in)), List.of(key));
        return result(plugin, verified, List.of("signed with key " + key.keyId()));
    }

    private static AuthorKey authorKey(Invocation in) throws CommandException, TrustException, IOException {
        try {
            return new AuthorKey(KeyFiles.publicKey(in.path("key"), PassphraseOptions.of(in)), Instant.EPOCH);
        } catch (IllegalArgumentException e) {
            throw new TrustException(Kind.ALGORITHM, String.valueOf(e.getMessage()), e);
        }
    }

    private CommandResult byRegistry(Invocation in) throws CommandException, TrustException, IOException {
        PluginStatement plugin = PluginInspection.of(in.path("jar")).statement();
        String name = in.text("registry");
        RegistryReader registry = RegistryNames.open(marketplace, name, clock);
        Claim claim = registry.owner(plugin.id())
                .orElseThrow(() -> new TrustException(
                        Kind.UNCLAIMED, "nobody has claimed '" + plugin.id() + "' in registry '" + name + "'"));
        if (!claim.publisher().equals(plugin.publisher())) {
            throw new TrustException(
                    Kind.UNCLAIMED,
                    "'" + plugin.id() + "' belongs to '" + claim.publisher() + "', not to '" + plugin.publisher()
                            + "'");
        }
        Optional<Published> published = registry.versions(plugin.id()).stream()
                .filter(one -> one.version().equals(version(plugin)))
                .findFirst();
        Path file = statementFile(in);
        byte[] envelope = Files.exists(file) || in.has("statement") || published.isEmpty()
                ? Files.readAllBytes(file)
                : registry.require(published.get().statement());
        VerifiedStatement verified = Statements.verify(plugin, envelope, claim.keys());
        List<String> checks = new ArrayList<>();
        checks.add("signed with key " + verified.signer().keyId() + " of " + claim.publisher());
        checks.add(
                published.isEmpty()
                        ? "not published in registry '" + name + "'"
                        : published.get().available()
                                ? "published in registry '" + name + "'"
                                : "withdrawn in registry '" + name + "'");
        return result(plugin, verified, checks);
    }

    private static PluginVersion version(PluginStatement plugin) {
        try {
            return PluginVersion.parse(plugin.version());
        } catch (TrustException e) {
            throw new IllegalArgumentException("the inspection accepts no such version", e);
        }
    }

    private static Path statementFile(Invocation in) {
        return in.has("statement") ? in.path("statement") : Statements.beside(in.path("jar"));
    }

    private static CommandResult result(PluginStatement plugin, VerifiedStatement verified, List<String> checks) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", plugin.id());
        data.put("version", plugin.version());
        data.put("publisher", plugin.publisher());
        data.put("sha256", plugin.sha256());
        data.put("keyid", verified.signer().keyId());
        data.put("checks", checks);
        return CommandResult.text(
                plugin.id() + " " + plugin.version() + " is exactly what its author signed: "
                        + String.join("; ", checks) + ".",
                data);
    }
}
