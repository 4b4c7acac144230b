package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.NewRegistry;
import dev.isaac.marketplace.RegistryInfo;
import dev.isaac.marketplace.TrustAnchor;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace registry add}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(RegistryAddCommand.NAME)
@CommandSummary(RegistryAddCommand.SUMMARY)
public final class RegistryAddCommand implements Command {

    static final String NAME = "marketplace registry add";
    static final String SUMMARY = "Add a registry";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public RegistryAddCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description("""
                        Adds a registry: a folder, or a file:, http: or https: address. Its root of trust is a file (--root) or the \
                        SHA-256 of one (--root-fingerprint) that you got from its operator by another way; nothing is trusted \
                        because it came first. The registry is asked once, so that a wrong address or root is told now.

                        With --plugins, names that fit a pattern come from this registry only and are never asked for elsewhere.

                        Proxies are those of HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, or of Java's properties. With --ca, \
                        the server's certificate has to be of an authority in that file.""")
                .arguments(
                        Argument.required("name", ValueType.TEXT, "A name of your choice, lower case"),
                        Argument.required("location", ValueType.TEXT, "A folder or an address"))
                .options(
                        Option.value("root", "FILE", ValueType.PATH, "The root of trust, which its operator gave you"),
                        Option.value(
                                "root-fingerprint",
                                "SHA256",
                                ValueType.TEXT,
                                "Instead of --root: the SHA-256 of a root that the registry has"),
                        Option.value(
                                "ca",
                                "FILE",
                                ValueType.PATH,
                                "Certificates, in PEM, of the only authorities that its server may have"),
                        Option.value(
                                "from",
                                "FILE",
                                ValueType.PATH,
                                "Verify a package of it, not the location, which is out of reach"),
                        Option.value(
                                        "plugins",
                                        "PATTERN",
                                        ValueType.TEXT,
                                        "Names that come from here only, for example acme.*")
                                .repeating())
                .example(
                        "marketplace registry add acme https://plugins.example.org/ --root acme-root.json",
                        "a registry on the web")
                .example(
                        "marketplace registry add corp https://plugins.corp.example/ --root-fingerprint 3f5c… --plugins 'corp.*'",
                        "names that come from there only")
                .example("marketplace registry add stick /media/usb/registry --root root.json", "a folder")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        String location = in.text("location");
        boolean address = location.startsWith("http:") || location.startsWith("https:") || location.startsWith("file:");
        RegistryInfo added = marketplace.addRegistry(
                new NewRegistry(
                        in.text("name"),
                        address ? location : in.directory().resolve(location).toString(),
                        anchor(in),
                        in.values("plugins"),
                        file(in, "ca"),
                        file(in, "from")),
                in.progress());
        return CommandResult.text(
                "Added registry " + added.name() + ", root " + added.rootDigest() + ".",
                RegistryListCommand.row(added));
    }

    private static Optional<Path> file(Invocation in, String option) throws CommandException {
        return in.has(option) ? Optional.of(in.path(option)) : Optional.empty();
    }

    private static TrustAnchor anchor(Invocation in) throws CommandException {
        if (in.has("root") == in.has("root-fingerprint")) {
            throw Fault.of(
                            FaultKind.USAGE,
                            "registry.root-missing",
                            in.has("root")
                                    ? "Give --root or --root-fingerprint, not both."
                                    : "A registry needs a root of trust: --root FILE, or --root-fingerprint SHA256.")
                    .hint("Its operator publishes them; a root that the registry itself hands out proves nothing.")
                    .exception();
        }
        return in.has("root")
                ? new TrustAnchor.OfFile(in.path("root"))
                : new TrustAnchor.OfFingerprint(in.text("root-fingerprint"));
    }
}
