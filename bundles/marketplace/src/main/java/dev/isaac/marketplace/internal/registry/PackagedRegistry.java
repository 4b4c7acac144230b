package dev.isaac.marketplace.internal.registry;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.pack.RegistryPackage;
import dev.isaac.trust.tuf.FetchException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A package as the only registry: the one that this home knows by its root of trust. It is verified from there, with what
 * was trusted of it before: an older state is refused, as is an expired one unless a policy allows it, and what is newer is
 * remembered.
 */
public final class PackagedRegistry implements RegistrySet {

    private static final long MAX_ROOT = 512 * 1024;

    private final RegistrySet all;
    private final RegistryConfig config;
    private final Registry registry;
    private final RegistryPackage file;

    private PackagedRegistry(RegistrySet all, RegistryConfig config, Registry registry, RegistryPackage file) {
        this.all = all;
        this.config = config;
        this.registry = registry;
        this.file = file;
    }

    /**
     * Opens a package.
     *
     * @throws CommandException {@code archive.*} or {@code trust.malformed} when it is none, {@code package.missing}, {@code
     *     package.unknown-registry} when this home trusts no root that is in it
     */
    public static PackagedRegistry open(Path path, Registries registries) throws CommandException {
        RegistryPackage file = read(path);
        for (RegistryConfig config : registries.configured()) {
            if (isOf(file, registries.open(config).trustedRoot())) {
                return new PackagedRegistry(registries, config, registries.open(config, RegistryOrigin.of(file)), file);
            }
        }
        throw Fault.of(
                        FaultKind.VERIFICATION,
                        "package.unknown-registry",
                        "The package " + path + " is of no registry that this home trusts.")
                .hint("Add its registry first, with the root of trust that you got from its operator by another way: "
                        + "marketplace registry add NAME LOCATION --root FILE.")
                .exception();
    }

    /** Inspects a package. */
    static RegistryPackage read(Path path) throws CommandException {
        try {
            return RegistryPackage.open(path);
        } catch (IOException e) {
            throw Fault.of(FaultKind.NOT_FOUND, "package.missing", "The package " + path + " cannot be read.")
                    .hint("Check the name; registry mirror NAME --package FILE --plugin ID makes one.")
                    .exception(e);
        } catch (TrustException e) {
            throw Fault.of(
                            FaultKind.VERIFICATION,
                            e.code(),
                            "The package " + path + " is refused: " + e.getMessage() + ".")
                    .hint("Nothing was changed; get it anew.")
                    .exception(e);
        }
    }

    /** A choice only: whatever the package says of itself, it is verified from our root. */
    private static boolean isOf(RegistryPackage file, byte[] root) throws CommandException {
        try {
            long version = Json.parseObject(root).object("signed").integer("version");
            byte[] same = file.metadata().fetch(version + ".root.json", MAX_ROOT);
            return Digests.sha256(same).equals(Digests.sha256(root));
        } catch (FetchException e) {
            return false;
        } catch (TrustException e) {
            throw Fault.of(
                            FaultKind.VERIFICATION,
                            e.code(),
                            "A root of trust in this home is damaged: " + e.getMessage() + ".")
                    .hint("Add the registry again.")
                    .exception(e);
        }
    }

    /** What the package says that it was made for. */
    public List<String> plugins() {
        return file.plugins();
    }

    @Override
    public Namespaces namespaces() throws CommandException {
        return all.namespaces().only(config);
    }

    @Override
    public RegistryConfig named(String name) throws CommandException {
        if (!name.equals(config.name())) {
            throw Fault.of(
                            FaultKind.NOT_FOUND,
                            "package.other-registry",
                            "What is needed comes from registry '" + name + "', and the package is of '" + config.name()
                                    + "'.")
                    .hint("Install it from there first.")
                    .exception();
        }
        return config;
    }

    @Override
    public Registry open(RegistryConfig wanted) throws CommandException {
        return named(wanted.name()).equals(config) ? registry : all.open(wanted);
    }
}
