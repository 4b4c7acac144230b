package dev.isaac.authoring.internal.registry;

import dev.isaac.command.CommandException;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.RegistryInfo;
import dev.isaac.marketplace.RegistrySource;
import dev.isaac.signing.RegistryReader;
import dev.isaac.signing.RegistryReader.Source;
import dev.isaac.trust.TrustException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Registries by the names that this home has for them. */
public final class RegistryNames {

    private RegistryNames() {}

    /** Completes names. */
    public static List<Completion> complete(Marketplace marketplace, CompletionRequest request) {
        try {
            return marketplace.registries().stream()
                    .filter(registry -> registry.name().startsWith(request.prefix()))
                    .map(registry -> Completion.of(registry.name(), registry.location()))
                    .toList();
        } catch (CommandException e) {
            return List.of(); // the command itself tells
        }
    }

    /** Whether a registry of that name is configured. */
    static boolean isConfigured(Marketplace marketplace, String name) throws CommandException {
        return marketplace.registries().stream().map(RegistryInfo::name).anyMatch(name::equals);
    }

    /** A configured registry as it is now, verified from the root that this home trusts. */
    public static RegistryReader open(Marketplace marketplace, String name, Clock clock)
            throws CommandException, TrustException, IOException {
        RegistrySource source = marketplace.source(name);
        return RegistryReader.open(Source.of(source.location().toString()), Files.readAllBytes(source.root()), clock);
    }

    /**
     * The folder of a registry that is run on this machine: by the name of a configured one, or the folder itself.
     *
     * @throws CommandException {@code authoring.not-operated} when it is run elsewhere
     */
    public static Path operated(Marketplace marketplace, String name, Path directory) throws CommandException {
        Path folder = directory.resolve(name).normalize();
        String place = folder.toString();
        if (isConfigured(marketplace, name)) {
            RegistrySource source = marketplace.source(name);
            place = source.location().toString();
            Path parent = "file".equals(source.location().getScheme())
                    ? Path.of(source.location()).toAbsolutePath().normalize().getParent()
                    : null;
            folder = parent == null ? folder : parent;
        }
        if (!Files.isRegularFile(folder.resolve("operator.json"))) {
            throw Fault.of(
                            FaultKind.NOT_FOUND,
                            "authoring.not-operated",
                            "Registry '" + name + "' (" + place + ") is not run from a folder on this machine.")
                    .hint("Name one whose folder was made by registry init, or send jar and statement to its operator.")
                    .detail("registry", name)
                    .exception();
        }
        return folder;
    }
}
