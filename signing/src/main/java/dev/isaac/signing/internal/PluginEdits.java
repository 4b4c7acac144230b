package dev.isaac.signing.internal;

import dev.isaac.signing.SigningException;
import dev.isaac.signing.SigningFault;
import dev.isaac.signing.Statements;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.author.PluginStatement;
import dev.isaac.trust.author.StatementEnvelope;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plugins: new versions, and what is said of old ones. */
public final class PluginEdits {

    private static final String CATALOG = "catalog.json";
    private static final Comparator<Map<String, Object>> NEWEST_FIRST = Comparator.comparing(
                    (Map<String, Object> entry) -> BundleVersion.parse(Bodies.string(entry, "version")))
            .reversed();

    private final Instant now;

    /** With the time of publication. */
    public PluginEdits(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Adds versions, each with its author's statement beside it. */
    public Edit add(List<Path> jars) {
        return context -> {
            for (Path file : jars) {
                add(context.draft(), file);
            }
        };
    }

    private void add(Draft draft, Path file) throws TrustException, IOException {
        PluginJar jar = PluginJar.read(file);
        Claim claim = owner(draft, jar);
        byte[] envelope = envelope(file);
        PluginStatement statement =
                StatementEnvelope.parse(envelope).verify(claim.keys()).statement();
        if (!statement.equals(jar.statement())) {
            throw new SigningException(
                    SigningFault.REGISTRY_CONFLICT,
                    "the statement beside " + file + " is about another file",
                    "sign the jar as it is now");
        }
        Map<String, Object> index = index(draft, jar.id());
        List<Map<String, Object>> versions = new ArrayList<>(Bodies.objects(index, "versions"));
        for (Map<String, Object> entry : versions) {
            if (Bodies.string(entry, "version").equals(jar.version())) {
                if (Bodies.string(entry, "sha256").equals(jar.sha256())) {
                    return;
                }
                throw new SigningException(
                        SigningFault.REGISTRY_CONFLICT,
                        "'" + jar.id() + "' " + jar.version() + " is published with other bytes",
                        "a version is published once; give the new jar the next one");
            }
        }
        versions.add(jar.indexEntry(now.toString(), ""));
        versions.sort(NEWEST_FIRST);
        index.put("format", 1L);
        index.put("id", jar.id());
        index.put("publisher", jar.publisher());
        index.put("versions", versions);
        draft.put(jar.file(), jar.bytes());
        draft.put(jar.statementFile(), envelope);
        write(draft, jar.id(), index, claim.name());
    }

    private static Claim owner(Draft draft, PluginJar jar) throws TrustException, IOException {
        for (Claim claim : ClaimEdits.all(draft)) {
            if (claim.covers(jar.id())) {
                if (claim.publisher().equals(jar.publisher())) {
                    return claim;
                }
                throw new SigningException(
                        SigningFault.REGISTRY_CONFLICT,
                        "'" + jar.id() + "' belongs to '" + claim.publisher() + "', not to '" + jar.publisher() + "'",
                        "choose another id");
            }
        }
        throw new SigningException(
                SigningFault.REGISTRY_NOT_FOUND,
                "no claim covers '" + jar.id() + "'",
                "add the publisher's claim first: registry claim");
    }

    private static byte[] envelope(Path jar) throws TrustException, IOException {
        Path file = Statements.beside(jar);
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new SigningException(
                    SigningFault.REGISTRY_NOT_FOUND,
                    "there is no author's statement " + file,
                    "its author makes it: plugin sign, or sign-statement");
        }
    }

    /** Says of a version why it is withdrawn; an empty reason takes that back. */
    public Edit status(String plugin, String version, String reason) {
        return context -> {
            Draft draft = context.draft();
            Map<String, Object> index = index(draft, plugin);
            Map<String, Object> entry = Bodies.objects(index, "versions").stream()
                    .filter(one -> Bodies.string(one, "version").equals(version))
                    .findFirst()
                    .orElseThrow(() -> new SigningException(
                            SigningFault.REGISTRY_NOT_FOUND,
                            "the registry has no '" + plugin + "' " + version,
                            "check name and version"));
            entry.put("status", reason.isEmpty() ? "available" : "yanked");
            if (reason.isEmpty()) {
                entry.remove("reason");
            } else {
                entry.put("reason", reason);
            }
            String publisher = Bodies.string(index, "publisher");
            String author = ClaimEdits.all(draft).stream()
                    .filter(claim -> claim.publisher().equals(publisher))
                    .map(Claim::name)
                    .findFirst()
                    .orElse(publisher);
            write(draft, plugin, index, author);
        };
    }

    private static String path(String plugin) {
        return "plugins/" + plugin + ".json";
    }

    private static Map<String, Object> index(Draft draft, String plugin) throws TrustException, IOException {
        Optional<byte[]> document = draft.read(path(plugin));
        return document.isEmpty() ? new TreeMap<>() : Bodies.mutable(Json.parseObject(document.get()));
    }

    /** Writes a plugin's index, and its line in the catalogue. */
    private static void write(Draft draft, String plugin, Map<String, Object> index, String author)
            throws TrustException, IOException {
        draft.put(path(plugin), Json.writePretty(index));
        Map<String, Object> shown = shown(Bodies.objects(index, "versions"));
        String file = Bodies.string(shown, "file");
        byte[] jar = draft.read(file)
                .orElseThrow(() -> new SigningException(
                        SigningFault.REGISTRY_NOT_FOUND, "the registry lacks " + file, "restore it from a mirror"));
        Map<String, Object> line = Catalog.entry(
                PluginJar.of(jar, file),
                author,
                Bodies.string(shown, "status").equals("yanked"),
                Bodies.string(shown, "published"));
        Optional<byte[]> document = draft.read(CATALOG);
        Map<String, Object> catalog = document.isEmpty()
                ? new TreeMap<>(Map.of("format", 1L))
                : Bodies.mutable(Json.parseObject(document.get(), JsonLimits.WITH_DECIMALS));
        List<Map<String, Object>> lines = new ArrayList<>(Bodies.objects(catalog, "plugins"));
        lines.removeIf(one -> Bodies.string(one, "id").equals(plugin));
        lines.add(line);
        lines.sort(Comparator.comparing(one -> Bodies.string(one, "id")));
        catalog.put("plugins", lines);
        draft.put(CATALOG, Json.writePretty(catalog));
    }

    /** The newest stable version that is available; else the newest available; else the newest. */
    private static Map<String, Object> shown(List<Map<String, Object>> newestFirst) {
        List<Map<String, Object>> available = newestFirst.stream()
                .filter(one -> !Bodies.string(one, "status").equals("yanked"))
                .toList();
        return available.stream()
                .filter(one -> Bodies.string(one, "channel").equals("stable"))
                .findFirst()
                .orElseGet(() -> available.isEmpty() ? newestFirst.get(0) : available.get(0));
    }
}
