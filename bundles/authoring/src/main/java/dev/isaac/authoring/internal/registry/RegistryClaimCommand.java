package dev.isaac.authoring.internal.registry;

import dev.isaac.authoring.internal.Categories;
import dev.isaac.authoring.internal.PassphraseOptions;
import dev.isaac.authoring.internal.Paths;
import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandCategory;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.signing.KeyFiles;
import dev.isaac.signing.Registry;
import dev.isaac.signing.Registry.Outcome;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.AuthorKey;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/** {@code registry claim}. */
@Component(service = Command.class)
@CommandName(RegistryClaimCommand.NAME)
@CommandCategory(Categories.REGISTRIES)
@CommandSummary(RegistryClaimCommand.SUMMARY)
public final class RegistryClaimCommand extends RegistryChange {

    static final String NAME = "registry claim";
    static final String SUMMARY = "Enter or change a publisher's claim";

    private final Clock clock;

    /** Called by the component runtime. */
    public RegistryClaimCommand() {
        this(Clock.systemUTC());
    }

    RegistryClaimCommand(Clock clock) {
        super(clock);
        this.clock = clock;
    }

    @Override
    public CommandManifest manifest() {
        return begin(NAME, SUMMARY)
                .description("""
                        Enters which names a publisher owns and with which keys: as the document CLAIM (docs/registry-format.md), or made \
                        from --publisher, --owns and --author-key. A new claim goes to new-claims until a ceremony confirms it; one that \
                        is there is replaced where it lies.""")
                .arguments(Argument.optional("claim", ValueType.PATH, "The claim, a JSON document"))
                .options(
                        Option.value("publisher", "ID", ValueType.TEXT, "The publisher's id"),
                        Option.value("name", "TEXT", ValueType.TEXT, "The publisher's name for people"),
                        Option.value("homepage", "URI", ValueType.URI, "The publisher's homepage"),
                        Option.value("owns", "PATTERN", ValueType.TEXT, "A plugin's id, or a prefix with .* or -*")
                                .repeating(),
                        Option.value(
                                        "author-key",
                                        "FILE",
                                        ValueType.PATH,
                                        "An author's key, or its public half from key show")
                                .repeating())
                .example("registry claim /srv/registry acme.json", "a document that somebody sent")
                .example(
                        "registry claim /srv/registry --publisher acme --owns 'acme-*' --author-key author.json",
                        "a new publisher")
                .build();
    }

    @Override
    Outcome change(Registry registry, Invocation in) throws CommandException, TrustException, IOException {
        boolean described =
                Stream.of("publisher", "name", "homepage", "owns", "author-key").anyMatch(in::has);
        if (in.has("claim") == described) {
            throw new IllegalArgumentException(
                    "give the claim as a document, or describe it with --publisher, --owns and" + " --author-key");
        }
        return registry.claim(in.has("claim") ? Claim.parse(Files.readAllBytes(in.path("claim"))) : described(in));
    }

    @Override
    String subject(Invocation in) {
        return "Claim";
    }

    private Claim described(Invocation in) throws CommandException, TrustException, IOException {
        if (!in.has("publisher") || !in.has("owns") || !in.has("author-key")) {
            throw new IllegalArgumentException("a claim needs --publisher, --owns and --author-key");
        }
        Instant since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<Object> keys = new ArrayList<>();
        for (Path file : Paths.of(in, "author-key")) {
            keys.add(new AuthorKey(KeyFiles.publicKey(file, PassphraseOptions.of(in)), since).toJson());
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", 1L);
        document.put("publisher", in.text("publisher"));
        document.put("name", in.value("name").orElse(in.text("publisher")));
        document.put("homepage", in.value("homepage").orElse(""));
        document.put("plugins", in.values("owns"));
        document.put("keys", keys);
        // Read like one that somebody sent: whatever is wrong is said in the same words.
        return Claim.parse(Json.write(document));
    }
}
