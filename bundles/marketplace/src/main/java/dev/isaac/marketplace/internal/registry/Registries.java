package dev.isaac.marketplace.internal.registry;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.internal.state.DurableFiles;
import dev.isaac.marketplace.internal.state.HomeFaults;
import dev.isaac.marketplace.internal.state.WaitNotice;
import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.pack.RegistryPackage;
import dev.isaac.trust.tuf.MetadataStore;
import dev.isaac.trust.tuf.TufClient;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The configured registries: those of the distribution ({@code etc/registries.json}) first, then the user's ({@code
 * registries.json} in the home). Read anew at each use, so that another process's change is seen. Thread-safe.
 */
public final class Registries implements RegistrySet {

    private static final long FORMAT = 1;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final Path home;
    private final Path distribution;
    private final Clock clock;
    private final Path userFile;
    private final Map<RegistryConfig, Registry> open = new HashMap<>();
    private final Notice unwritable = new Notice();
    private final WaitNotice waiting;
    private final KeptAdvisories advisories;

    /**
     * Reads nothing yet.
     *
     * @param waiting tells when a registry's metadata is in another process's hands
     */
    public Registries(Path home, Path distribution, Clock clock, WaitNotice waiting) {
        this.waiting = waiting;
        this.home = home;
        this.distribution = distribution;
        this.clock = clock;
        this.userFile = home.resolve("registries.json");
        this.advisories = new KeptAdvisories(home);
    }

    /** What the registries warned of when they were last asked. */
    public KeptAdvisories advisories() {
        return advisories;
    }

    /** All registries, in the order in which they are asked. */
    @Override
    public List<RegistryConfig> configured() throws CommandException {
        List<RegistryConfig> all =
                new ArrayList<>(read(distribution.resolve("etc").resolve("registries.json"), distribution, true));
        for (RegistryConfig config : read(userFile, home, false)) {
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
            registry = new Registry(config, home, clock, unwritable, waiting, advisories);
            open.put(config, registry);
        }
        return registry;
    }

    /** A registry whose files come from elsewhere, with what is trusted of it here; not kept open. */
    Registry open(RegistryConfig config, RegistryOrigin origin) throws CommandException {
        return new Registry(config, origin, home, clock, unwritable, waiting, advisories);
    }

    /**
     * The registries that may offer a name, in order. A name that is mapped to registries comes from these only; no
     * other is ever asked for it.
     */
    @Override
    public List<RegistryConfig> offering(PluginId id) throws CommandException {
        List<RegistryConfig> all = configured();
        List<RegistryConfig> mapped =
                all.stream().filter(config -> config.claims(id)).toList();
        if (!mapped.isEmpty()) {
            return mapped;
        }
        return all.stream().filter(config -> config.plugins().isEmpty()).toList();
    }

    /**
     * Adds a registry to the user's.
     *
     * @param file a package of it that is asked instead of the location, which may be out of reach
     */
    public RegistryConfig add(
            String name, String location, Path root, List<String> plugins, Optional<Path> file, Progress progress)
            throws CommandException {
        requireName(name);
        List<RegistryConfig> present = configured();
        if (present.stream().anyMatch(config -> config.name().equals(name))) {
            throw Fault.of(FaultKind.CONFLICT, "registry.exists", "There is a registry '" + name + "' already.")
                    .hint("Choose another name, or remove that one first.")
                    .exception();
        }
        for (String pattern : plugins) {
            requirePattern(pattern);
        }
        URI address = address(location, Path.of("").toAbsolutePath());
        Optional<RegistryPackage> packaged =
                file.isEmpty() ? Optional.empty() : Optional.of(PackagedRegistry.read(file.get()));
        byte[] rootBytes = readRoot(root);
        Path kept = home.resolve("trust")
                .resolve(name + "-" + Digests.sha256(rootBytes).substring(0, 12) + ".root.json");
        try {
            DurableFiles.write(kept, rootBytes, home.resolve("cache").resolve("part"));
        } catch (IOException e) {
            throw HomeFaults.of(e, kept);
        }
        RegistryConfig config = new RegistryConfig(name, address, location, kept, false, plugins);
        // Asked once before it is recorded: a wrong address or root is told now, not at the first search.
        try {
            Registry asked = packaged.isEmpty() ? open(config) : open(config, RegistryOrigin.of(packaged.get()));
            asked.refresh(Registry.Freshness.CHANGE, progress);
        } catch (CommandException e) {
            forget(config);
            throw e;
        }
        List<RegistryConfig> users = new ArrayList<>(
                present.stream().filter(other -> !other.builtIn()).toList());
        users.add(config);
        write(users);
        return config;
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
        write(configured().stream()
                .filter(other -> !other.builtIn() && !other.name().equals(name))
                .toList());
        forget(config);
    }

    private synchronized void forget(RegistryConfig config) throws CommandException {
        Registry registry = open.remove(config);
        try {
            if (registry != null || Files.exists(config.root())) {
                Path folder = (registry == null
                                ? new Registry(config, home, clock, unwritable, waiting, advisories)
                                : registry)
                        .folder();
                if (Files.isDirectory(folder)) {
                    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                        for (Path file : files) {
                            Files.deleteIfExists(file);
                        }
                    }
                    Files.deleteIfExists(folder);
                }
                Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + ".lock"));
            }
            Files.deleteIfExists(config.root());
        } catch (IOException e) {
            throw HomeFaults.of(e, config.root());
        }
    }

    private static byte[] readRoot(Path root) throws CommandException {
        try {
            byte[] bytes = Files.readAllBytes(root);
            TufClient.init(new MemoryStore(), bytes);
            return bytes;
        } catch (IOException e) {
            throw Fault.of(FaultKind.NOT_FOUND, "registry.bad-root", "The root file cannot be read: " + root + ".")
                    .hint("Ask the registry's operator for its root.json.")
                    .exception(e);
        } catch (TrustException e) {
            throw Fault.of(
                            FaultKind.VERIFICATION,
                            "registry.bad-root",
                            root + " is not the root of a registry: " + e.getMessage() + ".")
                    .hint("Ask the registry's operator for its root.json.")
                    .exception(e);
        }
    }

    private void write(List<RegistryConfig> users) throws CommandException {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (RegistryConfig config : users) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", config.name());
            entry.put("location", config.shown());
            entry.put("root", home.relativize(config.root()).toString().replace('\\', '/'));
            entry.put("plugins", config.plugins());
            entries.add(entry);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("registries", entries);
        try {
            DurableFiles.write(
                    userFile, Json.writePretty(document), home.resolve("cache").resolve("part"));
        } catch (IOException e) {
            throw HomeFaults.of(e, userFile);
        }
    }

    private static List<RegistryConfig> read(Path file, Path base, boolean builtIn) throws CommandException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw HomeFaults.of(e, file);
        }
        try {
            JsonObject document = Json.parseObject(bytes);
            if (document.integer("format") != FORMAT) {
                throw new JsonException("the format is not " + FORMAT);
            }
            List<RegistryConfig> configs = new ArrayList<>();
            for (JsonObject entry : document.objects("registries")) {
                String location = entry.string("location");
                String name = entry.string("name");
                requireName(name);
                List<String> plugins = entry.strings("plugins");
                for (String pattern : plugins) {
                    requirePattern(pattern);
                }
                configs.add(new RegistryConfig(
                        name,
                        address(location, base),
                        location,
                        base.resolve(entry.string("root")).normalize(),
                        builtIn,
                        plugins));
            }
            return configs;
        } catch (JsonException | InvalidPathException e) {
            throw Fault.of(
                            FaultKind.FAILED,
                            "registry.config-unreadable",
                            "The list of registries " + file + " cannot be read: " + e.getMessage() + ".")
                    .hint("Correct the file, or delete it and add the registries again.")
                    .exception(e);
        }
    }

    private static void requireName(String name) throws CommandException {
        if (!NAME.matcher(name).matches()) {
            throw Fault.of(FaultKind.USAGE, "registry.bad-name", "'" + name + "' is not a name for a registry.")
                    .hint("Use lower-case letters, digits and dashes.")
                    .exception();
        }
    }

    private static void requirePattern(String pattern) throws CommandException {
        boolean prefix = pattern.endsWith(".*") || pattern.endsWith("-*");
        String id = prefix ? pattern.substring(0, pattern.length() - 2) : pattern;
        if (!PluginId.isValid(id)) {
            throw Fault.of(FaultKind.USAGE, "registry.bad-pattern", "'" + pattern + "' names no plugins.")
                    .hint("Use the name of a plugin, or a prefix followed by .* or -*, for example acme.*")
                    .exception();
        }
    }

    private static URI address(String location, Path base) throws CommandException {
        String withSlash = location.endsWith("/") ? location : location + "/";
        try {
            if (location.startsWith("http://") || location.startsWith("https://")) {
                URI address = new URI(withSlash);
                if (address.getHost() == null || address.getRawUserInfo() != null || address.getRawQuery() != null) {
                    throw badLocation(location, null);
                }
                return address;
            }
            Path folder = location.startsWith("file:") ? Path.of(new URI(location)) : base.resolve(location);
            // A folder that is not there yet has no slash in its address, which resolving needs.
            String address = folder.toAbsolutePath().normalize().toUri().toString();
            return new URI(address.endsWith("/") ? address : address + "/");
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw badLocation(location, e);
        }
    }

    private static CommandException badLocation(String location, @Nullable Exception cause) {
        Fault fault = Fault.of(
                        FaultKind.USAGE, "registry.bad-location", "'" + location + "' is no place for a registry.")
                .hint("Give a folder, or a file:, http: or https: address without user, password or query.");
        return cause == null ? fault.exception() : fault.exception(cause);
    }

    /** Keeps nothing beyond a check. */
    private static final class MemoryStore implements MetadataStore {
        private final Map<String, byte[]> documents = new HashMap<>();

        @Override
        public Optional<byte[]> read(String role) {
            return Optional.ofNullable(documents.get(role));
        }

        @Override
        public void write(String role, byte[] document) {
            documents.put(role, document);
        }

        @Override
        public void delete(String role) {
            documents.remove(role);
        }
    }
}
