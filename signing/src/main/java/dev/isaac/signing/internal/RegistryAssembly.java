package dev.isaac.signing.internal;

import dev.isaac.signing.RegistryBuild.Request;
import dev.isaac.signing.RegistryBuild.Summary;
import dev.isaac.signing.RepositoryBuilder;
import dev.isaac.signing.RepositoryBuilder.Scope;
import dev.isaac.signing.Signer;
import dev.isaac.signing.Statements;
import dev.isaac.signing.internal.RegistryConfig.Publisher;
import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.author.AuthorKey;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.author.PluginIds;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts a registry together from jars and a configuration, verifies it, publishes it. */
public final class RegistryAssembly {

    private static final List<String> CLAIM_ROLES = List.of("claimed", "new-claims");

    private final Instant now;
    private final SecureRandom random;

    /** With the time of signing and randomness for new keys. */
    public RegistryAssembly(Instant now, SecureRandom random) {
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.random = random;
    }

    /** Does it. */
    public Summary run(Request request, List<PluginJar> jars) throws TrustException, IOException {
        RegistryConfig config = RegistryConfig.parse(Files.readAllBytes(request.config()));
        KeyRing ring = new KeyRing(request.keys(), random);
        Ledger ledger = new Ledger(request.keys().resolve("ledger"));
        RepositoryBuilder builder = new RepositoryBuilder(now, request.validity(), ledger.documents());
        Bins bins = new Bins(config.bins());
        roles(builder, config, ring, bins);

        Map<String, Author> authors = authors(config, ring);
        for (Author author : authors.values()) {
            builder.target(
                    author.publisher.role(),
                    Claim.path(author.publisher.id()),
                    Json.writePretty(author.claim()),
                    Map.of("plugins", author.publisher.plugins()));
        }
        Map<String, List<PluginJar>> plugins = byPlugin(jars);
        Map<String, String> published = ledger.published();
        Map<String, byte[]> statements = ledger.statements();
        for (Map.Entry<String, List<PluginJar>> plugin : plugins.entrySet()) {
            List<Object> versions = new ArrayList<>();
            for (PluginJar jar : plugin.getValue()) {
                Author author = author(authors, jar);
                String key = jar.id() + "@" + jar.version();
                String time = config.published(jar.id(), jar.version()).orElse(now.toString());
                String first = published.computeIfAbsent(key, any -> time);
                byte[] statement = statement(author, jar, statements);
                put(builder, bins, jar.file(), jar.bytes());
                put(builder, bins, jar.statementFile(), statement);
                versions.add(jar.indexEntry(first, config.yankedReason(jar.id(), jar.version())));
            }
            Map<String, Object> index = new LinkedHashMap<>();
            index.put("format", 1);
            index.put("id", plugin.getKey());
            index.put("publisher", plugin.getValue().get(0).publisher());
            index.put("versions", versions);
            put(builder, bins, "plugins/" + plugin.getKey() + ".json", Json.writePretty(index));
        }
        put(
                builder,
                bins,
                "catalog.json",
                Json.writePretty(Catalog.of(plugins, authorNames(authors), published, config)));
        Optional<JsonObject> statistics = config.statistics();
        if (statistics.isPresent()) {
            put(builder, bins, "statistics.json", Json.writePretty(statistics.get()));
        }
        Map<String, Object> advisories = new LinkedHashMap<>();
        advisories.put("format", 1);
        advisories.put("advisories", config.advisories());
        put(builder, bins, "advisories.json", Json.writePretty(advisories));
        return publish(request, builder, ledger, statements, published, plugins, jars.size());
    }

    private Summary publish(
            Request request,
            RepositoryBuilder builder,
            Ledger ledger,
            Map<String, byte[]> statements,
            Map<String, String> published,
            Map<String, List<PluginJar>> plugins,
            int versions)
            throws TrustException, IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Map<String, byte[]> roots = new TreeMap<>(ledger.roots());
        for (Map.Entry<String, byte[]> root : roots.entrySet()) {
            files.put("metadata/" + root.getKey() + ".root.json", root.getValue());
        }
        files.putAll(builder.build());
        byte[] root = Optional.ofNullable(builder.documents().get("root")).orElseThrow();
        roots.put(Json.parseObject(root).object("signed").integer("version") + "", root);
        RegistryVerification.verify(files, roots, now, plugins);
        // The ledger first: should the rest fail, the next build repeats it with the same versions.
        ledger.save(builder.documents(), roots, statements, published);
        int written = FilePublisher.publish(request.out(), files);
        written += FilePublisher.replace(request.rootOut(), root) ? 1 : 0;
        return new Summary(plugins.size(), versions, written);
    }

    private static void roles(RepositoryBuilder builder, RegistryConfig config, KeyRing ring, Bins bins)
            throws TrustException, IOException {
        for (String role : List.of("root", "targets", "claimed", "new-claims", "snapshot", "timestamp")) {
            RegistryConfig.RoleSetting setting = config.role(role);
            builder.keys(role, setting.threshold(), ring.role(role, setting.keys()));
        }
        builder.delegate("targets", "claimed", Scope.PATTERNS, List.of("claims/*.json"), false);
        // Terminating: no bin, whose key is online for more, can ever speak for a claim.
        builder.delegate("targets", "new-claims", Scope.PATTERNS, List.of("claims/*.json"), true);
        RegistryConfig.RoleSetting setting = config.role("bins");
        List<Signer> keys = ring.role("bins", setting.keys());
        for (int bin = 0; bin < bins.count(); bin++) {
            builder.keys(bins.name(bin), setting.threshold(), keys);
            builder.delegate("targets", bins.name(bin), Scope.HASH_PREFIXES, bins.prefixes(bin), false);
        }
    }

    private static void put(RepositoryBuilder builder, Bins bins, String path, byte[] content) {
        builder.target(bins.of(path), path, content);
    }

    private static Map<String, List<PluginJar>> byPlugin(List<PluginJar> jars) throws TrustException {
        Map<String, List<PluginJar>> plugins = new TreeMap<>();
        for (PluginJar jar : jars) {
            plugins.computeIfAbsent(jar.id(), any -> new ArrayList<>()).add(jar);
        }
        for (List<PluginJar> versions : plugins.values()) {
            versions.sort(Comparator.comparing((PluginJar jar) -> BundleVersion.parse(jar.version()))
                    .reversed());
            for (int i = 1; i < versions.size(); i++) {
                PluginJar jar = versions.get(i);
                PluginJar newer = versions.get(i - 1);
                if (jar.version().equals(newer.version()) || !jar.publisher().equals(newer.publisher())) {
                    throw new TrustException(
                            Kind.MISMATCH,
                            "two jars of '" + jar.id() + "' have one version, or two publishers",
                            "a version is published once; give the new jar the next one");
                }
            }
        }
        return plugins;
    }

    private static final class Author {
        private final Publisher publisher;
        private final List<Signer> keys;

        Author(Publisher publisher, List<Signer> keys) {
            this.publisher = publisher;
            this.keys = keys;
        }

        Map<String, Object> claim() {
            Map<String, Object> claim = new LinkedHashMap<>();
            claim.put("format", 1);
            claim.put("publisher", publisher.id());
            claim.put("name", publisher.name());
            claim.put("homepage", publisher.homepage());
            claim.put("plugins", publisher.plugins());
            Instant since = Instant.parse(publisher.since());
            claim.put(
                    "keys",
                    keys.stream()
                            .map(key -> new AuthorKey(key.publicKey(), since).toJson())
                            .toList());
            return claim;
        }
    }

    private static Map<String, Author> authors(RegistryConfig config, KeyRing ring) throws TrustException, IOException {
        Map<String, Author> authors = new TreeMap<>();
        for (Publisher publisher : config.publishers()) {
            authors.put(publisher.id(), new Author(publisher, ring.author(publisher.id(), publisher.keys())));
        }
        return authors;
    }

    private static Map<String, String> authorNames(Map<String, Author> authors) {
        Map<String, String> names = new TreeMap<>();
        authors.forEach((id, author) -> names.put(id, author.publisher.name()));
        return names;
    }

    /** The publisher that the jar names; its claim must be the one that owns the id. */
    private static Author author(Map<String, Author> authors, PluginJar jar) throws TrustException {
        for (String role : CLAIM_ROLES) {
            for (Author author : authors.values()) {
                boolean covers =
                        author.publisher.plugins().stream().anyMatch(pattern -> PluginIds.covers(pattern, jar.id()));
                if (covers && author.publisher.role().equals(role)) {
                    if (author.publisher.id().equals(jar.publisher())) {
                        return author;
                    }
                    throw new TrustException(
                            Kind.UNCLAIMED,
                            "'" + jar.id() + "' belongs to '" + author.publisher.id() + "', not to '" + jar.publisher()
                                    + "'");
                }
            }
        }
        throw new TrustException(
                Kind.UNCLAIMED,
                "no claim covers '" + jar.id() + "'",
                "add it to the publisher's plugins in the registry's configuration");
    }

    /** A statement of a former build when it says the same with a key that is still there, or a new one. */
    private static byte[] statement(Author author, PluginJar jar, Map<String, byte[]> statements)
            throws TrustException {
        Signer key = author.keys.get(0);
        String name = Digests.sha256(jar.statement().toBytes()).substring(0, 32) + "-"
                + key.publicKey().keyId().substring(0, 32);
        byte[] known = statements.get(name);
        if (known == null) {
            known = Statements.sign(jar.statement(), key);
            statements.put(name, known);
        }
        return known;
    }
}
