package dev.isaac.signing;

import dev.isaac.signing.RegistryReader.Published;
import dev.isaac.signing.RegistryReader.Source;
import dev.isaac.signing.internal.PackageWriter;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.advisory.PluginVersion;
import dev.isaac.trust.advisory.VersionRange;
import dev.isaac.trust.author.PluginStatement.Requirement;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.pack.RegistryPackage;
import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes packages: the files of some plugins and of what they need, with as much of the registry's metadata as a client
 * needs to verify them. What goes in is what our own client asked for on the way, verified; and before the file gets its
 * name, the client works on it once more, from the same root.
 */
public final class PackageMaker {

    /** What every client asks for, whatever it looks for. */
    private static final List<String> COMMON = List.of("advisories.json", "catalog.json", "statistics.json");

    private static final long MAX_ROOT = 512 * 1024;

    private final Source source;
    private final byte[] root;
    private final Clock clock;

    /**
     * For a registry.
     *
     * @param root a root of the registry that is trusted
     */
    public PackageMaker(Source source, byte[] root, Clock clock) {
        this.source = source;
        this.root = root.clone();
        this.clock = clock;
    }

    /**
     * What a package holds.
     *
     * @param plugins the plugins that were asked for, as {@code ID@VERSION}
     * @param needed what they need besides, as {@code ID@VERSION}
     * @param files how many files of the registry
     */
    public record Summary(List<String> plugins, List<String> needed, int files) {
        public Summary {
            plugins = List.copyOf(plugins);
            needed = List.copyOf(needed);
        }
    }

    private record Wanted(String plugin, VersionRange range) {}

    /**
     * Makes a package.
     *
     * @param file where; replaced as one if it is there
     * @param plugins {@code ID}, for the newest stable version, or {@code ID@VERSION}
     * @throws TrustException {@code trust.not-found} when the registry lacks a plugin or what it needs, or whatever a
     *     client would refuse
     */
    public Summary make(Path file, List<String> plugins) throws TrustException, IOException {
        try (PackageWriter writer = new PackageWriter(file)) {
            Source recorded = new Source(
                    writer.recording(source.metadata(), RegistryPackage.METADATA),
                    writer.recording(source.targets(), RegistryPackage.TARGETS));
            Set<String> chosen = new LinkedHashSet<>();
            Set<String> needed = collect(RegistryReader.open(recorded, root, clock), plugins, chosen);
            roots(writer);
            needed.removeAll(chosen);
            Path made = writer.finish(List.copyOf(chosen));
            RegistryPackage read = RegistryPackage.open(made);
            collect(
                    RegistryReader.open(new Source(read.metadata(), read.targets()), root, clock),
                    plugins,
                    new LinkedHashSet<>());
            writer.publish();
            return new Summary(List.copyOf(chosen), List.copyOf(needed), writer.files());
        }
    }

    /** Asks for everything that an installation asks for; returns all versions that it came by. */
    private static Set<String> collect(RegistryReader registry, List<String> plugins, Set<String> chosen)
            throws TrustException {
        for (String path : COMMON) {
            Optional<byte[]> unused = registry.read(path);
        }
        Deque<Wanted> open = new ArrayDeque<>();
        Set<String> all = new LinkedHashSet<>();
        for (String plugin : plugins) {
            int at = plugin.indexOf('@');
            String id = at < 0 ? plugin : plugin.substring(0, at);
            Published version = at < 0
                    ? choose(registry, new Wanted(id, VersionRange.ALL))
                    : exactly(registry, id, PluginVersion.parse(plugin.substring(at + 1)));
            chosen.add(id + "@" + version.version());
            take(registry, id, version, all, open);
        }
        while (!open.isEmpty()) {
            Wanted next = open.remove();
            take(registry, next.plugin(), choose(registry, next), all, open);
        }
        return all;
    }

    private static void take(
            RegistryReader registry, String plugin, Published version, Set<String> all, Deque<Wanted> open)
            throws TrustException {
        if (!all.add(plugin + "@" + version.version())) {
            return;
        }
        if (registry.owner(plugin).isEmpty()) {
            throw new TrustException(Kind.UNCLAIMED, "nobody has claimed '" + plugin + "', so no client installs it");
        }
        byte[] statement = registry.require(version.statement());
        byte[] jar = registry.require(version.file());
        if (statement.length == 0 || jar.length == 0) {
            throw new TrustException(Kind.MALFORMED, "the files of '" + plugin + "' are empty");
        }
        for (Requirement need : version.requires()) {
            if (!need.optional()) {
                open.add(new Wanted(
                        need.plugin(), VersionRange.parse(need.range().isBlank() ? "0" : need.range())));
            }
        }
    }

    private static Published exactly(RegistryReader registry, String plugin, PluginVersion version)
            throws TrustException {
        for (Published one : registry.versions(plugin)) {
            if (one.version().equals(version)) {
                return one;
            }
        }
        throw new TrustException(Kind.NOT_FOUND, "the registry has no '" + plugin + "' " + version);
    }

    /** The newest stable version in a range, else the newest one. */
    private static Published choose(RegistryReader registry, Wanted wanted) throws TrustException {
        List<Published> fitting = new ArrayList<>();
        for (Published one : registry.versions(wanted.plugin())) {
            if (one.available() && wanted.range().includes(one.version())) {
                fitting.add(one);
            }
        }
        return fitting.stream()
                .filter(one -> one.version().qualifier().isEmpty())
                .findFirst()
                .or(() -> fitting.stream().findFirst())
                .orElseThrow(() -> new TrustException(
                        Kind.NOT_FOUND,
                        "the registry offers no '" + wanted.plugin() + "' in versions " + wanted.range()));
    }

    /** All roots: whoever trusts an older one gets from there to the newest. The client's own were recorded. */
    private void roots(PackageWriter writer) throws TrustException, IOException {
        long version = Json.parseObject(root).object("signed").integer("version");
        writer.add(RegistryPackage.METADATA + version + ".root.json", root);
        Fetcher older = writer.recording(source.metadata(), RegistryPackage.METADATA);
        for (long n = version - 1; n > 0; n--) {
            try {
                byte[] unused = older.fetch(n + ".root.json", MAX_ROOT);
            } catch (FetchException e) {
                if (e.kind() == FetchException.Kind.NOT_FOUND) {
                    return; // a mirror need not have it
                }
                throw new TrustException(Kind.UNREACHABLE, String.valueOf(e.getMessage()), e);
            }
        }
    }
}
