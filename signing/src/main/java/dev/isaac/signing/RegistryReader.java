package dev.isaac.signing;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.advisory.PluginVersion;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.author.Claims;
import dev.isaac.trust.author.PluginStatement.Requirement;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.tuf.Fetcher;
import dev.isaac.trust.tuf.MetadataStore;
import dev.isaac.trust.tuf.TargetFile;
import dev.isaac.trust.tuf.TufClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A registry as its clients see it at this moment, verified from a trusted root; remembers nothing beyond its life. Not
 * thread-safe.
 */
public final class RegistryReader {

    private static final long MAX_FILE = 512L << 20;

    /**
     * Where the two halves of a registry are fetched.
     *
     * @param metadata resolves names such as {@code 2.root.json}
     * @param targets resolves names such as {@code dir/HASH.name}
     */
    public record Source(Fetcher metadata, Fetcher targets) {

        /** A registry in a folder. */
        public static Source of(Path folder) {
            return new Source(new FileFetcher(folder.resolve("metadata")), new FileFetcher(folder.resolve("targets")));
        }

        /** A registry at a {@code file:}, {@code http:} or {@code https:} address, or in a folder. */
        public static Source of(String location) {
            if (location.startsWith("http://") || location.startsWith("https://")) {
                String base = location.endsWith("/") ? location : location + "/";
                return new Source(HttpFetcher.metadata(base + "metadata"), HttpFetcher.targets(base + "targets"));
            }
            return of(location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location));
        }
    }

    /**
     * A published version.
     *
     * @param version the version
     * @param available whether it is offered; a yanked one is not
     * @param file the target with its jar
     * @param statement the target with its author's statement
     * @param requires the other plugins that it needs
     */
    public record Published(
            PluginVersion version, boolean available, String file, String statement, List<Requirement> requires) {

        public Published {
            requires = List.copyOf(requires);
        }
    }

    private final TufClient client;

    private RegistryReader(TufClient client) {
        this.client = client;
    }

    /** Refreshes from a root that is trusted. */
    public static RegistryReader open(Source source, byte[] root, Clock clock) throws TrustException {
        MetadataStore store = MetadataStore.memory();
        TufClient.init(store, root);
        TufClient client = TufClient.open(store, source.metadata(), source.targets(), clock);
        client.refresh();
        return new RegistryReader(client);
    }

    /** The claim that owns a plugin's name. */
    public Optional<Claim> owner(String plugin) throws TrustException {
        return new Claims(client).owner(plugin);
    }

    /** The versions of a plugin, newest first; empty when the registry has none. */
    public List<Published> versions(String plugin) throws TrustException {
        Optional<byte[]> document = read("plugins/" + plugin + ".json");
        if (document.isEmpty()) {
            return List.of();
        }
        List<Published> versions = new ArrayList<>();
        for (JsonObject entry : Json.parseObject(document.get()).objects("versions")) {
            List<Requirement> requires = new ArrayList<>();
            for (JsonObject need : entry.objects("requires")) {
                requires.add(
                        new Requirement(need.string("plugin"), need.string("range", ""), need.bool("optional", false)));
            }
            versions.add(new Published(
                    PluginVersion.parse(entry.string("version")),
                    entry.string("status", "").equals("available"),
                    entry.string("file"),
                    entry.string("statement"),
                    requires));
        }
        versions.sort(Comparator.comparing(Published::version).reversed());
        return versions;
    }

    /** The verified bytes of a target; empty when no signed metadata lists it. */
    public Optional<byte[]> read(String path) throws TrustException {
        Optional<TargetFile> target = client.target(path);
        return target.isEmpty() ? Optional.empty() : Optional.of(client.download(target.get(), MAX_FILE));
    }

    /** The verified bytes of a target that must be there. */
    public byte[] require(String path) throws TrustException {
        Optional<byte[]> bytes = read(path);
        return bytes.orElseThrow(() -> new TrustException(Kind.NOT_FOUND, "the registry has no '" + path + "'"));
    }
}
