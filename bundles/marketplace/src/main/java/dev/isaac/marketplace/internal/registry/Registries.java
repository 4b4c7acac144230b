package dev.isaac.marketplace.internal.registry;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.NewRegistry;
import dev.isaac.marketplace.internal.state.DurableFiles;
import dev.isaac.marketplace.internal.state.HomeFaults;
import dev.isaac.marketplace.internal.state.WaitNotice;
import dev.isaac.marketplace.internal.transport.Authorities;
import dev.isaac.marketplace.internal.transport.Transport;
import dev.isaac.trust.Digests;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configured registries: those of the distribution ({@code etc/registries.json}) first, then the user's ({@code
 * registries.json} in the home). Read anew at each use, so that another process's change is seen. Thread-safe.
 */
public final class Registries implements RegistrySet {

    private final Path home;
    private final Clock clock;
    private final Transport transport;
    private final ExpiryAllowance expiry;
    private final RegistryFile ownFile;
    private final RegistryFile userFile;
    private final Map<RegistryConfig, Registry> open = new HashMap<>();
    private final Notice unwritable = new Notice();
    private final WaitNotice waiting;
    private final KeptAdvisories advisories;

    /**
     * Reads nothing yet.
     *
     * @param transport how folders and web servers are reached
     * @param expiry whether expired metadata may be used
     * @param waiting tells when a registry's metadata is in another process's hands
     */
    public Registries(
            Path home,
            Path distribution,
            Transport transport,
            Clock clock,
            WaitNotice waiting,
            ExpiryAllowance expiry) {
        this.waiting = waiting;
        this.home = home;
        this.transport = transport;
        this.clock = clock;
        this.expiry = expiry;
        this.ownFile = new RegistryFile(distribution.resolve("etc").resolve("registries.json"), distribution, true);
        this.userFile = new RegistryFile(home.resolve("registries.json"), home, false);
        this.advisories = new KeptAdvisories(home);
    }

    /** What the registries warned of when they were last asked. */
    public KeptAdvisories advisories() {
        return advisories;
    }

    /** All registries, in the order in which they are asked. */
    public List<RegistryConfig> configured() throws CommandException {
        List<RegistryConfig> all = new ArrayList<>(ownFile.read());
        for (RegistryConfig config : userFile.read()) {
            if (all.stream().noneMatch(other -> other.name().equals(config.name()))) {
                all.add(config);
            }
        }
        return all;
    }

    /**
     * The registry of a name.
     *
     * @throws CommandException {@code registry.not-found}
     */
    @Override
    public RegistryConfig named(String name) throws CommandException {
        return configured().stream()
                .filter(config -> config.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Fault.of(
                                FaultKind.NOT_FOUND, "registry.not-found", "There is no registry '" + name + "'.")
                        .hint("marketplace registry list shows those there are.")
                        .exception());
    }

    /** A registry, kept open so that what was verified need not be verified again. */
    @Override
    public synchronized Registry open(RegistryConfig config) throws CommandException {
        Registry registry = open.get(config);
        if (registry == null) {
            registry = open(config, RegistryOrigin.of(config.location(), config.authorities(), transport));
            open.put(config, registry);
        }
        return registry;
    }

    /** A registry whose files come from elsewhere, with what is trusted of it here; not kept open. */
    Registry open(RegistryConfig config, RegistryOrigin origin) throws CommandException {
        return new Registry(config, origin, home, clock, unwritable, waiting, advisories, expiry);
    }

    @Override
    public Namespaces namespaces() throws CommandException {
        return new Namespaces(configured());
    }

    /** Adds a registry to the user's. */
    public RegistryConfig add(NewRegistry wanted, Progress progress) throws CommandException {
        String name = wanted.name();
        RegistryFile.requireName(name);
        List<RegistryConfig> present = configured();
        if (present.stream().anyMatch(config -> config.name().equals(name))) {
            throw Fault.of(FaultKind.CONFLICT, "registry.exists", "There is a registry '" + name + "' already.")
                    .hint("Choose another name, or remove that one first.")
                    .exception();
        }
        for (String pattern : wanted.plugins()) {
            RegistryFile.requirePattern(pattern);
        }
        URI address = RegistryFile.address(wanted.location(), Path.of("").toAbsolutePath());
        RegistryOrigin origin = origin(wanted, address);
        RegistryConfig config = keep(wanted, address, origin);
        // Asked once before it is recorded: a wrong address or root is told now, not at the first search.
        try {
            open(config, origin).refresh(Registry.Freshness.CHANGE, progress);
        } catch (CommandException e) {
            forget(config);
            throw e;
        }
        List<RegistryConfig> users = new ArrayList<>(
                present.stream().filter(other -> !other.builtIn()).toList());
        users.add(config);
        userFile.write(users, quarantine());
        return config;
    }

    /** Where what is verified at once comes from: the package, or the location. */
    private RegistryOrigin origin(NewRegistry wanted, URI address) throws CommandException {
        Optional<Path> authorities = wanted.authorities();
        if (authorities.isPresent()) {
            if (!"https".equals(address.getScheme())) {
                throw badAuthorities("Certificates of authorities serve an https: address only.", null);
            }
            requireAuthorities(authorities.get());
        }
        Optional<Path> file = wanted.file();
        return file.isPresent()
                ? RegistryOrigin.of(PackagedRegistry.read(file.get()))
                : RegistryOrigin.of(address, authorities, transport);
    }

    /** Copies root and authorities into the home: what was given may be on a stick that goes. */
    private RegistryConfig keep(NewRegistry wanted, URI address, RegistryOrigin origin) throws CommandException {
        Optional<Path> given = wanted.authorities();
        RegistryConfig asked =
                new RegistryConfig(wanted.name(), address, wanted.location(), home, false, wanted.plugins(), given);
        byte[] root = Anchors.root(wanted.root(), asked, origin.metadata());
        Optional<Path> authorities = given.isPresent()
                ? Optional.of(keep(wanted.name(), requireAuthorities(given.get()), ".ca.pem"))
                : Optional.empty();
        return new RegistryConfig(
                wanted.name(),
                address,
                wanted.location(),
                keep(wanted.name(), root, ".root.json"),
                false,
                wanted.plugins(),
                authorities);
    }

    private static byte[] requireAuthorities(Path file) throws CommandException {
        try {
            Authorities.read(file);
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw badAuthorities(
                    "The certificates of authorities in " + file + " cannot be read: " + Fault.reason(e) + ".", e);
        }
    }

    private static CommandException badAuthorities(String message, @Nullable Exception cause) {
        Fault fault = Fault.of(FaultKind.USAGE, "registry.bad-authorities", message)
                .hint("--ca names a file with certificates in PEM.");
        return cause == null ? fault.exception() : fault.exception(cause);
    }

    private Path keep(String name, byte[] bytes, String ending) throws CommandException {
        Path kept =
                home.resolve("trust").resolve(name + "-" + Digests.sha256(bytes).substring(0, 12) + ending);
        try {
            DurableFiles.write(kept, bytes, quarantine());
            return kept;
        } catch (IOException e) {
            throw HomeFaults.of(e, kept);
        }
    }

    private Path quarantine() {
        return home.resolve("cache").resolve("part");
    }

    /** Forgets one of the user's registries. */
    public void remove(String name) throws CommandException {
        RegistryConfig config = named(name);
        if (config.builtIn()) {
            throw Fault.of(
                            FaultKind.REFUSED,
                            "registry.built-in",
                            "Registry '" + name + "' belongs to this distribution and stays.")
                    .hint("A policy can forbid its use.")
                    .exception();
        }
        userFile.write(
                configured().stream()
                        .filter(other -> !other.builtIn() && !other.name().equals(name))
                        .toList(),
                quarantine());
        forget(config);
    }

    private synchronized void forget(RegistryConfig config) throws CommandException {
        Registry registry = open.remove(config);
        try {
            if (registry != null) {
                registry.forget();
            } else if (Files.exists(config.root())) { // its folder has a name that the root gives
                open(config, RegistryOrigin.of(config.location(), config.authorities(), transport))
                        .forget();
            }
            Files.deleteIfExists(config.root());
            if (config.authorities().isPresent()) {
                Files.deleteIfExists(config.authorities().get());
            }
        } catch (IOException e) {
            throw HomeFaults.of(e, config.root());
        }
    }
}
