package dev.isaac.testing.fuzz;

import dev.isaac.testing.archives.ArchiveForge;
import dev.isaac.testing.archives.ForgedEntry;
import dev.isaac.testing.archives.HostileArchives;
import dev.isaac.testing.archives.HostileBundles;
import dev.isaac.testing.archives.TinyClass;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.AuthorKey;
import dev.isaac.trust.author.PluginStatement;
import dev.isaac.trust.author.StatementEnvelope;
import dev.isaac.trust.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes what each target starts from, made here and by the other kits, into {@code FOLDER/TARGET/}, and the words of
 * the documents into {@code FOLDER/words.txt}, those of lines into {@code FOLDER/shell.txt}.
 */
public final class Seeds {

    private static final int MAX_SEED = 64 * 1024;
    private static final Set<String> WITHOUT_WORDS =
            Set.of("ArchiveTarget", "ForgeTarget", "LineTarget", "TranslationTarget");
    private static final Pattern WORD = Pattern.compile("\"([A-Za-z0-9_.:/*+-]{1,40})\"");

    private final Map<String, List<byte[]>> seeds = new TreeMap<>();

    private Seeds() {}

    /** Writes them into the folder that is the only argument. */
    public static void main(String[] args) throws IOException, TrustException {
        Seeds seeds = new Seeds();
        seeds.metadata();
        seeds.authors();
        seeds.advisories();
        seeds.json();
        seeds.archives();
        seeds.lines();
        seeds.write(Path.of(args[0]));
    }

    private void add(String target, byte[] seed) {
        if (seed.length <= MAX_SEED) {
            seeds.computeIfAbsent(target, any -> new ArrayList<>()).add(seed);
        }
    }

    private void add(String target, String seed) {
        add(target, seed.getBytes(StandardCharsets.UTF_8));
    }

    private void metadata() throws TrustException {
        Map<String, byte[]> bodies = Metadata.seeds();
        bodies.forEach((role, body) -> {
            switch (role) {
                case "root" -> add("RootTarget", body);
                case "timestamp" -> add("TimestampTarget", body);
                case "snapshot" -> add("SnapshotTarget", body);
                default -> add("TargetsTarget", body);
            }
        });
        add("RootTarget", Metadata.nextRoot());
        add("RootTarget", Metadata.document("root"));
        add("TimestampTarget", Metadata.document("timestamp"));
        add("SnapshotTarget", Metadata.document("snapshot"));
        add("TargetsTarget", Metadata.document("targets"));
        add(
                "TargetsTarget",
                "{\"_type\":\"targets\",\"spec_version\":\"1.0.31\",\"version\":1,\"expires\":\"2026-07-01T00:00:00Z\","
                        + "\"targets\":{},\"delegations\":{\"keys\":{},\"succinct_roles\":{\"bit_length\":2,"
                        + "\"name_prefix\":\"bins\",\"keyids\":[],\"threshold\":1}}}");
    }

    /** The one statement that comes signed. */
    static PluginStatement statement() {
        return new PluginStatement(
                "tools",
                "1.0.0",
                "acme",
                7,
                "ab".repeat(32),
                "acme.tools",
                List.of("net:example.org"),
                List.of(new PluginStatement.Requirement("other", "[1.0,2.0)", true)));
    }

    private void authors() throws TrustException {
        byte[] payload = statement().toBytes();
        add("StatementTarget", payload);
        add(
                "StatementTarget",
                StatementEnvelope.write(
                        payload,
                        Keys.KEY.publicKey().keyId(),
                        Keys.KEY.sign(StatementEnvelope.preAuthentication(payload))));
        Map<String, Object> claim = new TreeMap<>();
        claim.put("format", 1);
        claim.put("publisher", "acme");
        claim.put("name", "Acme");
        claim.put("plugins", List.of("tools", "acme-*"));
        claim.put("keys", List.of(new AuthorKey(Keys.KEY.publicKey(), Instant.EPOCH).toJson()));
        add("StatementTarget", Json.write(claim));
    }

    private void advisories() {
        for (String subject : List.of(
                "\"plugin\":\"tools\"",
                "\"plugin\":\"tools\",\"range\":\"[1.0,2.0.1.rc)\"",
                "\"plugin\":\"tools\",\"range\":\"1.2\"",
                "\"key\":\"" + "cd".repeat(32) + "\",\"since\":\"2026-05-01T00:00:00Z\"",
                "\"sha256\":\"" + "ab".repeat(32) + "\"")) {
            for (String severity : List.of("low", "critical")) {
                add(
                        "AdvisoriesTarget",
                        "{\"format\":1,\"advisories\":[{\"id\":\"A-1\"," + subject + ",\"severity\":\"" + severity
                                + "\",\"reason\":\"because\"}]}");
            }
        }
    }

    private void json() {
        for (List<byte[]> documents : List.copyOf(seeds.values())) {
            documents.forEach(document -> add("JsonTarget", document));
        }
        for (String text : List.of(
                "null",
                "-9223372036854775808",
                "123456789012345678901234567890",
                "1.50e3",
                "[1,[true,false,null],{}]",
                "{\"\\u00e4\":\"\\ud83d\\ude00\",\"\ud83d\ude00\":\"\\\\\\\"\\n\\u0000\"}",
                "{\"b\":1,\"a\":{\"\uffff\":1,\"\ud83d\ude00\":2}}")) {
            add("JsonTarget", text);
        }
    }

    private void archives() {
        HostileArchives.all()
                .values()
                .forEach(one -> add("ArchiveTarget", one.archive().get()));
        HostileBundles.all()
                .values()
                .forEach(one -> add("ArchiveTarget", one.archive().get()));
        List<Supplier<ArchiveForge>> honest = List.of(
                HostileArchives::honest,
                () -> HostileArchives.honest().with(forge -> forge.zip64 = true),
                () -> ArchiveForge.bundle("Multi-Release: true")
                        .add(ForgedEntry.deflated("acme/A.class", TinyClass.of("acme/A", 61))
                                .descriptor())
                        .add(ForgedEntry.deflated("META-INF/versions/21/acme/A.class", TinyClass.of("acme/A", 65))),
                () -> ArchiveForge.bundle("Bundle-ClassPath: .,lib/x.jar")
                        .add(ForgedEntry.folder("lib/"))
                        .add(ForgedEntry.stored(
                                "lib/x.jar", HostileArchives.honest().toByteArray())));
        honest.forEach(one -> add("ArchiveTarget", one.get().toByteArray()));
        // Any bytes stand for some archive there; these are only of several lengths.
        HostileArchives.all()
                .values()
                .forEach(one -> add("ForgeTarget", one.archive().get()));
    }

    private void lines() {
        for (String line : Lines.SEEDS) {
            add("LineTarget", line);
            add("TranslationTarget", line);
        }
    }

    private void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(
                folder.resolve("shell.txt"),
                Lines.WORDS.stream().map(Lines::quoted).toList());
        TreeSet<String> words = new TreeSet<>();
        for (Map.Entry<String, List<byte[]>> target : seeds.entrySet()) {
            Path into = Files.createDirectories(folder.resolve(target.getKey()));
            for (int i = 0; i < target.getValue().size(); i++) {
                byte[] seed = target.getValue().get(i);
                Files.write(into.resolve("seed-" + i), seed);
                if (!WITHOUT_WORDS.contains(target.getKey())) {
                    Matcher word = WORD.matcher(new String(seed, StandardCharsets.UTF_8));
                    while (word.find()) {
                        words.add("\"" + word.group(1) + "\"");
                    }
                }
            }
        }
        Files.write(folder.resolve("words.txt"), words);
    }
}
