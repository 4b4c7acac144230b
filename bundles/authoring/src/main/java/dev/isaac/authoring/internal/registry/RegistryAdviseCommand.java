package dev.isaac.authoring.internal.registry;

import dev.isaac.authoring.internal.Categories;
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
import dev.isaac.trust.advisory.Advisory;
import dev.isaac.trust.advisory.VersionRange;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/** {@code registry advise}. */
@Component(service = Command.class)
@CommandName(RegistryAdviseCommand.NAME)
@CommandCategory(Categories.REGISTRIES)
@CommandSummary(RegistryAdviseCommand.SUMMARY)
public final class RegistryAdviseCommand extends RegistryChange {

    static final String NAME = "registry advise";
    static final String SUMMARY = "Warn of a plugin, a key or a file";

    /** Called by the component runtime. */
    public RegistryAdviseCommand() {
        this(Clock.systemUTC());
    }

    RegistryAdviseCommand(Clock clock) {
        super(clock);
    }

    @Override
    public CommandManifest manifest() {
        return begin(NAME, SUMMARY)
                .description("""
                        Publishes a signed advisory. Clients do not install what it concerns; a critical one also stops what runs. Exactly one of
                        --plugin, --key-id and --sha256 says what it is about.""")
                .options(
                        Option.value("id", "NAME", ValueType.TEXT, "The advisory's own name")
                                .mandatory(),
                        Option.value("plugin", "ID", ValueType.TEXT, "Versions of a plugin"),
                        Option.value(
                                "range",
                                "RANGE",
                                ValueType.TEXT,
                                "Which versions, such as [1.0,1.2); all when not given"),
                        Option.value("key-id", "HEX", ValueType.TEXT, "Whatever an author's key signed"),
                        Option.value("sha256", "HEX", ValueType.TEXT, "One file"),
                        Option.value("severity", "WORD", ValueType.TEXT, "How bad it is")
                                .of("low", "medium", "high", "critical")
                                .mandatory(),
                        Option.value("reason", "TEXT", ValueType.TEXT, "Why; shown to everybody")
                                .mandatory(),
                        Option.value("since", "TIME", ValueType.TEXT, "Since when, such as 2026-01-01T00:00:00Z"))
                .example(
                        "registry advise /srv/registry --id ACME-1 --plugin greeter --range '[1.0,1.2)' --severity high --reason 'loses names'",
                        "some versions")
                .build();
    }

    @Override
    Optional<Confirmation> question(Invocation in) {
        return Optional.of(Confirmation.ordinary(
                "Publish the advisory " + in.text("id") + "?",
                Stream.of("plugin", "range", "key-id", "sha256", "severity", "reason", "since")
                        .filter(in::has)
                        .map(name -> name + ": " + in.text(name))
                        .toList()));
    }

    @Override
    Outcome change(Registry registry, Invocation in) throws TrustException, IOException {
        return registry.advise(advisory(in));
    }

    @Override
    String subject(Invocation in) {
        return "Advisory " + in.text("id");
    }

    private static Advisory advisory(Invocation in) throws TrustException {
        long subjects = Stream.of("plugin", "key-id", "sha256").filter(in::has).count();
        if (subjects != 1 || (in.has("range") && !in.has("plugin"))) {
            throw new IllegalArgumentException(
                    "an advisory takes one of --plugin, --key-id and --sha256, and --range only with --plugin");
        }
        Advisory.Subject subject = in.has("plugin")
                ? new Advisory.OfPlugin(
                        in.text("plugin"), in.has("range") ? VersionRange.parse(in.text("range")) : VersionRange.ALL)
                : in.has("key-id") ? new Advisory.OfKey(in.text("key-id")) : new Advisory.OfFile(in.text("sha256"));
        try {
            return new Advisory(
                    in.text("id"),
                    subject,
                    Advisory.Severity.of(in.text("severity")),
                    in.text("reason"),
                    in.value("since").map(Instant::parse));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time such as 2026-01-01T00:00:00Z: " + in.text("since"), e);
        }
    }
}
