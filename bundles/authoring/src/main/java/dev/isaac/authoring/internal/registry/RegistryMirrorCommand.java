package dev.isaac.authoring.internal.registry;

import dev.isaac.authoring.internal.Categories;
import dev.isaac.authoring.internal.Refusals;
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
import dev.isaac.marketplace.RegistrySource;
import dev.isaac.signing.PackageMaker;
import dev.isaac.signing.RegistryMirror;
import dev.isaac.signing.RegistryReader.Source;
import dev.isaac.trust.TrustException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code registry mirror}. */
@Component(service = Command.class)
@CommandName(RegistryMirrorCommand.NAME)
@CommandCategory(Categories.REGISTRIES)
@CommandSummary(RegistryMirrorCommand.SUMMARY)
public final class RegistryMirrorCommand implements Command {

    static final String NAME = "registry mirror";
    static final String SUMMARY = "Copy a registry, or pack plugins of it, for where it cannot be reached";

    private final Marketplace marketplace;
    private final Clock clock;

    /** Called by the component runtime. */
    @Activate
    public RegistryMirrorCommand(@Reference Marketplace marketplace) {
        this(marketplace, Clock.systemUTC());
    }

    RegistryMirrorCommand(Marketplace marketplace, Clock clock) {
        this.marketplace = marketplace;
        this.clock = clock;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Categories.REGISTRIES)
                .description("""
                        Copies a registry byte for byte into a folder, which is then a registry like any other: for a stick, a nearer \
                        server, a network without a way out. What is copied is verified on the way, and the copy once more; an older \
                        state than a former copy's is refused. With --plugin only the files of these plugins are copied.

                        With --package one file is written instead: the plugins named by --plugin, whatever they need, and as much \
                        of the signed metadata as it takes to verify them. marketplace install --from FILE installs from it, where \
                        the registry is known by its root of trust, until the metadata expires.""")
                .arguments(
                        Argument.required(
                                "source", ValueType.TEXT, "A configured registry, or with --root a folder or address"),
                        Argument.optional("dir", ValueType.PATH, "The folder that becomes a copy"))
                .options(
                        Option.value(
                                "root",
                                "FILE",
                                ValueType.PATH,
                                "The root of trust of a registry that is not configured"),
                        Option.value("plugin", "ID", ValueType.TEXT, "Only this plugin; for a package ID or ID@VERSION")
                                .repeating(),
                        Option.value("package", "FILE", ValueType.PATH, "Write a package"))
                .example("registry mirror acme /media/stick/registry", "a copy of everything")
                .example(
                        "registry mirror acme --package greeter.isaac --plugin greeter", "one plugin and what it needs")
                .build();
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        return request.parameter().equals("source") ? RegistryNames.complete(marketplace, request) : List.of();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        if (in.has("dir") == in.has("package")) {
            throw Fault.of(
                            FaultKind.USAGE,
                            "authoring.mirror-what",
                            "A registry is copied to a folder, or packed into a file: give DIR or --package FILE.")
                    .exception();
        }
        if (in.has("package") && in.values("plugin").isEmpty()) {
            throw Fault.of(
                            FaultKind.USAGE,
                            "authoring.package-empty",
                            "A package is made of plugins: name them by --plugin.")
                    .exception();
        }
        return Refusals.translate(() -> {
            Origin origin = origin(in);
            return in.has("package") ? pack(origin, in) : copy(origin, in);
        });
    }

    private record Origin(Source source, Path root) {}

    private Origin origin(Invocation in) throws CommandException {
        String name = in.text("source");
        if (in.has("root")) {
            boolean address = name.matches("(?:https?|file):.*");
            return new Origin(
                    Source.of(address ? name : in.directory().resolve(name).toString()), in.path("root"));
        }
        RegistrySource known = marketplace.source(name);
        return new Origin(Source.of(known.location().toString()), known.root());
    }

    private CommandResult copy(Origin origin, Invocation in) throws TrustException, IOException {
        List<String> plugins = in.values("plugin").stream()
                .map(plugin -> plugin.indexOf('@') < 0 ? plugin : plugin.substring(0, plugin.indexOf('@')))
                .toList();
        RegistryMirror.Summary summary = new RegistryMirror(
                        origin.source().metadata(), origin.source().targets(), Files.readAllBytes(origin.root()), clock)
                .copy(in.path("dir"), plugins);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("roles", summary.roles());
        data.put("targets", summary.targets());
        data.put("filesWritten", summary.filesWritten());
        data.put("folder", in.path("dir").toString());
        return CommandResult.text(
                "Copied " + Outcomes.count(summary.targets(), "file") + " and the metadata of "
                        + Outcomes.count(summary.roles(), "role") + " to " + in.path("dir") + "; "
                        + summary.filesWritten() + " were new.",
                data);
    }

    private CommandResult pack(Origin origin, Invocation in) throws TrustException, IOException {
        Path file = in.path("package");
        PackageMaker.Summary summary = new PackageMaker(origin.source(), Files.readAllBytes(origin.root()), clock)
                .make(file, in.values("plugin"));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("package", file.toString());
        data.put("plugins", summary.plugins());
        data.put("needed", summary.needed());
        data.put("files", summary.files());
        List<String> words = new ArrayList<>(List.of("Packed " + String.join(", ", summary.plugins())));
        if (!summary.needed().isEmpty()) {
            words.add("with " + String.join(", ", summary.needed()));
        }
        words.add("into " + file + ".");
        return CommandResult.text(String.join(" ", words), data);
    }
}
