package dev.isaac.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.isaac.signing.Registry.Outcome;
import dev.isaac.signing.Registry.Setup;
import dev.isaac.signing.RegistryStatus.Alarm;
import dev.isaac.signing.internal.PluginJar;
import dev.isaac.testing.archives.ArchiveForge;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.advisory.Advisories;
import dev.isaac.trust.advisory.Advisory;
import dev.isaac.trust.advisory.VersionRange;
import dev.isaac.trust.author.AuthorKey;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.author.Claims;
import dev.isaac.trust.author.StatementEnvelope;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.tuf.MetadataStore;
import dev.isaac.trust.tuf.TargetFile;
import dev.isaac.trust.tuf.TrustedRole;
import dev.isaac.trust.tuf.TufClient;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {

    private static final Setup PLAIN = new Setup(Map.of(), Map.of(), Map.of(), 1);

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final Signer author = Signer.generate(SignatureAlgorithm.ED25519, random);
    private Instant now = Instant.parse("2026-06-01T12:00:00Z");

    private Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private Path dir() {
        return folder.resolve("registry");
    }

    private Outcome create(Setup setup) throws TrustException, IOException {
        return Registry.create(dir(), setup, clock(), Passphrases.none(), Optional.empty(), random);
    }

    private Registry registry() {
        return Registry.open(dir(), clock(), Passphrases.none());
    }

    private static Claim claim(String publisher, Signer key, String... plugins) {
        return new Claim(
                publisher,
                publisher + " Inc",
                "",
                List.of(plugins),
                List.of(new AuthorKey(key.publicKey(), Instant.EPOCH)));
    }

    private Path jar(String id, String version, String more) throws TrustException, IOException {
        byte[] bytes = ArchiveForge.withManifest(
                        "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: acme."
                                + id + "\nBundle-Version: " + version + "\nIsaac-Plugin: " + id
                                + "\nIsaac-Publisher: acme\nX-More: " + more + "\n")
                .toByteArray();
        Path file = folder.resolve(id + "-" + version + more + ".jar");
        Files.write(file, bytes);
        Files.write(
                folder.resolve(id + "-" + version + more + ".dsse.json"),
                Statements.sign(PluginJar.read(file).statement(), author));
        return file;
    }

    private void withTools() throws TrustException, IOException {
        create(PLAIN);
        registry().claim(claim("acme", author, "tools", "acme.*"));
        registry().add(List.of(jar("tools", "1.0.0", "a")));
    }

    private TufClient client(String store, Path from) throws TrustException, IOException {
        MetadataStore trusted = MetadataStore.folder(folder.resolve(store));
        if (trusted.read("root").isEmpty()) {
            TufClient.init(trusted, Files.readAllBytes(dir().resolve("public/metadata/1.root.json")));
        }
        TufClient client = TufClient.open(
                trusted, new FileFetcher(from.resolve("metadata")), new FileFetcher(from.resolve("targets")), clock());
        client.refresh();
        return client;
    }

    private TufClient client(String store) throws TrustException, IOException {
        return client(store, dir().resolve("public"));
    }

    private static byte[] download(TufClient client, String path) throws TrustException {
        TargetFile file = client.target(path).orElseThrow();
        return client.download(file);
    }

    private static String text(TufClient client, String path) throws TrustException {
        return new String(download(client, path), UTF_8);
    }

    private static Map<String, Long> versions(TufClient client) {
        Map<String, Long> versions = new HashMap<>();
        for (TrustedRole role : client.trustedRoles()) {
            versions.put(role.name(), role.version());
        }
        return versions;
    }

    private static void assertFault(String code, ThrowingCallable action) {
        assertThatExceptionOfType(SigningException.class)
                .isThrownBy(action)
                .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(dir())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        dir().relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    @Test
    void aNewRegistryTakesAClaimAndAPluginThatAClientVerifies() throws Exception {
        withTools();

        TufClient client = client("user");
        byte[] jar = download(client, "plugins/tools/1.0.0/tools-1.0.0.jar");
        Claim claim = new Claims(client).owner("tools").orElseThrow();
        assertThat(StatementEnvelope.parse(download(client, "plugins/tools/1.0.0/tools-1.0.0.dsse.json"))
                        .verify(claim.keys())
                        .statement()
                        .length())
                .isEqualTo(jar.length);
        assertThat(text(client, "plugins/tools.json")).contains("\"status\": \"available\"", "2026-06-01T12:00:00Z");
        assertThat(text(client, "catalog.json")).contains("\"id\": \"tools\"", "acme Inc");
        assertThat(registry().status().newClaims()).containsExactly("acme");
        for (String key : List.of("root-1", "targets-1", "bins-1", "timestamp-1")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(dir().resolve("keys/" + key + ".pem"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void spreadsTargetsOverBins() throws Exception {
        create(new Setup(Map.of(), Map.of(), Map.of(), 32));
        registry().claim(claim("acme", author, "tools"));
        Outcome outcome = registry().add(List.of(jar("tools", "1.0.0", "a")));

        assertThat(outcome.roles().keySet()).allMatch(role -> role.matches("bins-[01][0-9a-f]|snapshot|timestamp"));
        assertThat(text(client("user"), "catalog.json")).contains("tools");
    }

    @Test
    void neverMakesARegistryOverAnother() throws Exception {
        create(PLAIN);

        assertFault("registry.folder-taken", () -> create(PLAIN));
        assertFault("registry.missing", () -> Registry.open(folder.resolve("none"), clock(), Passphrases.none())
                .status());
        assertThatIllegalArgumentException().isThrownBy(() -> create(new Setup(Map.of(), Map.of(), Map.of(), 3)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> create(new Setup(Map.of(), Map.of("roots", 2), Map.of(), 1)));
    }

    @Test
    void offlineKeysOfSeveralPeopleSignOneAfterTheOther() throws Exception {
        Path first = folder.resolve("alice.pem");
        Path second = folder.resolve("bob.pem");
        KeyFiles.create(first, SignatureAlgorithm.ED25519, new char[0], random);
        Signer bob = KeyFiles.create(second, SignatureAlgorithm.ED25519, new char[0], random);
        // Bob's private key never comes here: what show-key prints is enough.
        Path public2 = Files.write(
                folder.resolve("bob.json"),
                Json.write(Map.of(
                        "algorithm",
                        "ed25519",
                        "public",
                        Base64.getEncoder().encodeToString(bob.publicKey().spki()))));

        Outcome outcome = create(new Setup(Map.of("root", List.of(first, public2)), Map.of("root", 2), Map.of(), 1));

        assertThat(outcome.published()).isFalse();
        assertThat(outcome.missing()).containsExactly(Map.entry("root", 1));
        assertThat(dir().resolve("public")).doesNotExist();
        assertFault("registry.signatures-missing", () -> registry().publish());
        assertThat(registry().status().staged()).containsEntry("root", 1);

        assertThat(registry()
                        .with(List.of(KeyFiles.read(second, new char[0])))
                        .sign()
                        .missing())
                .isEmpty();
        assertThat(registry().publish().published()).isTrue();
        assertThat(versions(client("user"))).containsEntry("root", 1L);
        assertThat(dir().resolve("staged")).doesNotExist();
        assertFault("registry.nothing-staged", () -> registry().publish());
        assertFault("registry.nothing-staged", () -> registry().discard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "targets", "snapshot", "timestamp", "claimed", "new-claims", "bins"})
    void aRotatedKeyIsFollowedByEveryClient(String role) throws Exception {
        withTools();
        client("current");
        String old = registry().status().roles().stream()
                .filter(one -> one.name().startsWith(role))
                .findFirst()
                .orElseThrow()
                .keyIds()
                .get(0);
        Path fresh = folder.resolve("fresh.pem");
        Signer key = KeyFiles.create(fresh, SignatureAlgorithm.ECDSA_P256_SHA256, new char[0], random);

        Outcome outcome = registry().rotate(role, List.of(fresh), List.of(old), OptionalInt.empty());

        assertThat(outcome.published()).as(outcome.missing().toString()).isTrue();
        for (String user : List.of("current", "new")) {
            assertThat(text(client(user), "catalog.json")).contains("tools");
        }
        assertThat(registry().status().roles().stream()
                        .filter(one -> one.name().startsWith(role))
                        .findFirst()
                        .orElseThrow()
                        .keyIds())
                .containsExactly(MetadataSigner.keyId(key.publicKey()));
        // The old key is gone for good, and the next change works without it.
        Files.delete(dir().resolve("keys/" + role + "-1.pem"));
        assertThat(registry().renew(Duration.ofDays(1000)).published()).isTrue();
        client("current");
    }

    @Test
    void aRootThatTheFormerKeysDidNotSignIsNotPublished() throws Exception {
        withTools();
        String old = registry().status().roles().get(0).keyIds().get(0);
        Path fresh = folder.resolve("fresh.pem");
        KeyFiles.create(fresh, SignatureAlgorithm.ED25519, new char[0], random);
        Files.move(dir().resolve("keys/root-1.pem"), folder.resolve("safe.pem"));

        Outcome outcome = registry().rotate("root", List.of(fresh), List.of(old), OptionalInt.empty());

        assertThat(outcome.missing()).containsExactly(Map.entry("root", 1));
        assertThat(dir().resolve("public/metadata/2.root.json")).doesNotExist();
        registry()
                .with(List.of(KeyFiles.read(folder.resolve("safe.pem"), new char[0])))
                .sign();
        assertThat(registry().publish().published()).isTrue();
        assertThat(versions(client("user"))).containsEntry("root", 2L);
    }

    @Test
    void refusesRotationsThatLeaveNobodyToSign() throws Exception {
        create(PLAIN);
        String old = registry().status().roles().get(0).keyIds().get(0);

        assertFault("registry.conflict", () -> registry().rotate("root", List.of(), List.of(old), OptionalInt.empty()));
        assertFault("registry.conflict", () -> registry().rotate("root", List.of(), List.of(), OptionalInt.of(2)));
        assertFault("registry.unknown-item", () -> registry()
                .rotate("root", List.of(), List.of("abc"), OptionalInt.empty()));
        assertFault(
                "registry.unknown-item", () -> registry().rotate("roots", List.of(), List.of(), OptionalInt.empty()));
    }

    @Test
    void aCeremonyMovesClaimsWithTheOfflineKey() throws Exception {
        withTools();
        Path offline = folder.resolve("claimed.pem");
        Files.move(dir().resolve("keys/claimed-1.pem"), offline);

        Outcome outcome = registry().ceremony(List.of());

        assertThat(outcome.missing()).containsExactly(Map.entry("claimed", 1));
        assertThat(registry()
                        .with(List.of(KeyFiles.read(offline, new char[0])))
                        .sign()
                        .missing())
                .isEmpty();
        registry().publish();
        TufClient client = client("user");
        assertThat(client.target("claims/acme.json").orElseThrow().role()).isEqualTo("claimed");
        assertThat(client.targetsOf("new-claims")).isEmpty();
        assertThat(new Claims(client).owner("tools")).isPresent();
        // From now on the online key alone cannot change it.
        Signer thief = Signer.generate(SignatureAlgorithm.ED25519, random);
        assertThat(registry().claim(claim("acme", thief, "tools")).missing()).containsExactly(Map.entry("claimed", 1));
        registry().discard();
        assertFault("registry.unknown-item", () -> registry().ceremony(List.of("nobody")));
    }

    @ParameterizedTest
    @CsvSource({"tools,true", "acme.*,true", "acme.x,true", "acme.x.*,true", "to.*,false", "tools-*,false", "acme,false"
    })
    void noNameBelongsToTwoPublishers(String pattern, boolean refused) throws Exception {
        withTools();
        ThrowingCallable claiming = () -> registry().claim(claim("rival", author, pattern));

        if (refused) {
            assertFault("registry.conflict", claiming);
        } else {
            assertThat(registry().claim(claim("rival", author, pattern)).published())
                    .isTrue();
        }
    }

    @Test
    void aYankedVersionStaysVerifiable() throws Exception {
        withTools();
        registry().add(List.of(jar("tools", "1.1.0", "b")));
        assertThat(text(client("user"), "catalog.json")).contains("\"version\": \"1.1.0\"");

        registry().yank("tools", "1.1.0", "loses notes");

        TufClient client = client("user");
        assertThat(text(client, "plugins/tools.json")).contains("\"reason\": \"loses notes\"", "\"yanked\"");
        assertThat(text(client, "catalog.json")).contains("\"version\": \"1.0.0\"");
        Claim claim = new Claims(client).owner("tools").orElseThrow();
        StatementEnvelope.parse(download(client, "plugins/tools/1.1.0/tools-1.1.0.dsse.json"))
                .verify(claim.keys());
        assertThat(download(client, "plugins/tools/1.1.0/tools-1.1.0.jar")).isNotEmpty();
        registry().unyank("tools", "1.1.0");
        assertThat(text(client("user"), "plugins/tools.json")).doesNotContain("yanked", "loses notes");
        assertFault("registry.unknown-item", () -> registry().yank("tools", "9.0.0", "x"));
    }

    @Test
    void refusesPluginsThatDoNotFit() throws Exception {
        withTools();
        Path other = jar("tools", "1.0.0", "b");
        assertFault("registry.conflict", () -> registry().add(List.of(other)));
        Path unclaimed = jar("else", "1.0.0", "a");
        assertFault("registry.unknown-item", () -> registry().add(List.of(unclaimed)));
        Path swapped = jar("tools", "2.0.0", "a");
        Files.copy(
                folder.resolve("tools-1.0.0a.dsse.json"),
                folder.resolve("tools-2.0.0a.dsse.json"),
                StandardCopyOption.REPLACE_EXISTING);
        assertFault("registry.conflict", () -> registry().add(List.of(swapped)));
        Files.delete(folder.resolve("tools-2.0.0a.dsse.json"));
        assertFault("registry.unknown-item", () -> registry().add(List.of(swapped)));
        Files.write(
                folder.resolve("tools-2.0.0a.dsse.json"),
                Statements.sign(
                        PluginJar.read(swapped).statement(), Signer.generate(SignatureAlgorithm.ED25519, random)));
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> registry().add(List.of(swapped)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("trust.unclaimed"));
    }

    @Test
    void theSamePluginTwiceChangesNothingButTheTimestamp() throws Exception {
        withTools();

        Outcome outcome = registry().add(List.of(folder.resolve("tools-1.0.0a.jar")));

        assertThat(outcome.roles().keySet()).containsExactly("timestamp");
    }

    @Test
    void aDryRunVerifiesAndWritesNothing() throws Exception {
        withTools();
        Map<String, String> before = files();

        Outcome outcome = registry().dryRun().add(List.of(jar("tools", "1.1.0", "b")));

        assertThat(outcome.published()).isFalse();
        assertThat(outcome.missing()).isEmpty();
        assertThat(outcome.files()).contains("metadata/timestamp.json");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void alarmsBeforeDocumentsExpireAndSignsThemAnew() throws Exception {
        create(PLAIN);
        Instant start = now;
        assertThat(registry().status().worst()).isEqualTo(Alarm.NONE);
        assertAlarm(start.plus(Duration.ofDays(8)), "timestamp", Alarm.URGENT);
        assertAlarm(start.plus(Duration.ofDays(14)), "timestamp", Alarm.EXPIRED);
        assertAlarm(start.plus(Duration.ofDays(276)), "root", Alarm.NOTICE);
        assertAlarm(start.plus(Duration.ofDays(336)), "root", Alarm.WARNING);
        assertAlarm(start.plus(Duration.ofDays(359)), "root", Alarm.URGENT);
        now = start.plus(Duration.ofDays(350));

        Outcome outcome = registry().renew(Duration.ofDays(30));

        assertThat(outcome.published()).isTrue();
        assertThat(registry().status().worst()).isEqualTo(Alarm.NONE);
        now = start.plus(Duration.ofDays(360));
        assertThat(versions(client("user"))).containsEntry("root", 2L).containsEntry("targets", 2L);
    }

    private void assertAlarm(Instant time, String role, Alarm alarm) throws TrustException, IOException {
        now = time;
        assertThat(registry().status().roles())
                .filteredOn(one -> one.name().equals(role))
                .extracting(RegistryStatus.Role::alarm)
                .containsExactly(alarm);
    }

    @Test
    void ourOwnClientRefusesABadSignatureBeforeAnybodySeesIt() throws Exception {
        withTools();
        Files.move(dir().resolve("keys/claimed-1.pem"), folder.resolve("claimed.pem"));
        registry().ceremony(List.of());
        Path staged = dir().resolve("staged/metadata/claimed.json");
        String id = registry().status().roles().stream()
                .filter(role -> role.name().equals("claimed"))
                .findFirst()
                .orElseThrow()
                .keyIds()
                .get(0);
        Files.writeString(
                staged,
                Files.readString(staged)
                        .replace(
                                "\"signatures\":[]",
                                "\"signatures\":[{\"keyid\":\"" + id + "\",\"sig\":\"" + "00".repeat(64) + "\"}]"));
        byte[] before = Files.readAllBytes(dir().resolve("public/metadata/timestamp.json"));

        assertFault("registry.refused", () -> registry().publish());
        assertThat(Files.readAllBytes(dir().resolve("public/metadata/timestamp.json")))
                .isEqualTo(before);
    }

    @Test
    void aPublicationThatWasInterruptedIsRepeated() throws Exception {
        withTools();
        Files.move(dir().resolve("keys/root-1.pem"), folder.resolve("root.pem"));
        Path fresh = folder.resolve("fresh.pem");
        KeyFiles.create(fresh, SignatureAlgorithm.ED25519, new char[0], random);
        registry().rotate("timestamp", List.of(fresh), List.of(), OptionalInt.empty());
        registry()
                .with(List.of(KeyFiles.read(folder.resolve("root.pem"), new char[0])))
                .sign();
        Path staged = dir().resolve("staged/metadata/root.json");
        // As after a crash between the root and the timestamp.
        Files.copy(staged, dir().resolve("public/metadata/2.root.json"));

        assertThat(registry().publish().published()).isTrue();
        assertThat(versions(client("user"))).containsEntry("root", 2L);
    }

    @Test
    void offlineKeysNeverSignWhatAnIntruderWrote() throws Exception {
        withTools();
        String thief = MetadataSigner.keyId(
                Signer.generate(SignatureAlgorithm.ED25519, random).publicKey());
        String claimed = registry().status().roles().stream()
                .filter(role -> role.name().equals("claimed"))
                .findFirst()
                .orElseThrow()
                .keyIds()
                .get(0);
        Path targets = dir().resolve("public/metadata/1.targets.json");
        Files.writeString(targets, Files.readString(targets).replace(claimed, thief));
        Path fresh = folder.resolve("fresh.pem");
        KeyFiles.create(fresh, SignatureAlgorithm.ED25519, new char[0], random);

        assertFault(
                "registry.tampered", () -> registry().rotate("bins", List.of(fresh), List.of(), OptionalInt.empty()));
        // What merely expired is no forgery.
        Files.writeString(targets, Files.readString(targets).replace(thief, claimed));
        now = now.plus(Duration.ofDays(500));
        assertThat(registry().renew(Duration.ofDays(30)).published()).isTrue();
    }

    @Test
    void anInterruptedRotationOfTheTimestampsKeyIsRepeated() throws Exception {
        withTools();
        Files.move(dir().resolve("keys/root-1.pem"), folder.resolve("root.pem"));
        Path fresh = folder.resolve("fresh.pem");
        KeyFiles.create(fresh, SignatureAlgorithm.ED25519, new char[0], random);
        String old = registry().status().roles().stream()
                .filter(role -> role.name().equals("timestamp"))
                .findFirst()
                .orElseThrow()
                .keyIds()
                .get(0);
        registry().rotate("timestamp", List.of(fresh), List.of(old), OptionalInt.empty());
        registry()
                .with(List.of(KeyFiles.read(folder.resolve("root.pem"), new char[0])))
                .sign();
        Files.copy(dir().resolve("staged/metadata/root.json"), dir().resolve("public/metadata/2.root.json"));

        assertThat(registry().publish().published()).isTrue();
        assertThat(versions(client("user"))).containsEntry("root", 2L);
    }

    @Test
    void oneProcessAtATime() throws Exception {
        create(PLAIN);
        try (FileChannel held = FileChannel.open(dir().resolve(".lock"), StandardOpenOption.WRITE)) {
            assertThat(held.lock().isValid()).isTrue();
            assertFault("registry.busy", () -> registry().renew(Duration.ofDays(1)));
        }
        assertThat(registry().renew(Duration.ofDays(1)).published()).isTrue();
    }

    @Test
    void warnsOfPluginsKeysAndFiles() throws Exception {
        withTools();
        Advisory advisory = new Advisory(
                "A-1",
                new Advisory.OfPlugin("tools", VersionRange.parse("[1.0,1.1)")),
                Advisory.Severity.HIGH,
                "loses notes",
                Optional.empty());

        registry().advise(advisory);
        assertThat(Advisories.parse(download(client("user"), "advisories.json")).all())
                .containsExactly(advisory);
        assertThat(registry().status().advisories()).containsExactly("A-1");
        registry().withdraw("A-1");
        assertThat(Advisories.parse(download(client("user"), "advisories.json")).all())
                .isEmpty();
        assertFault("registry.unknown-item", () -> registry().withdraw("A-1"));
    }

    @Test
    void aMirrorIsTheSameByteForByte() throws Exception {
        withTools();
        Path root = dir().resolve("public/metadata/1.root.json");
        Path fresh = folder.resolve("fresh.pem");
        KeyFiles.create(fresh, SignatureAlgorithm.ED25519, new char[0], random);
        registry().rotate("root", List.of(fresh), List.of(), OptionalInt.empty());
        Path copy = folder.resolve("mirror");

        RegistryMirror.Summary summary = mirror(root, dir().resolve("public")).copy(copy, List.of());

        assertThat(summary.targets()).isEqualTo(6);
        try (Stream<Path> all = Files.walk(copy)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(file).hasSameBinaryContentAs(dir().resolve("public").resolve(copy.relativize(file)));
            }
        }
        assertThat(text(client("user", copy), "catalog.json")).contains("tools");
        assertThat(mirror(root, dir().resolve("public")).copy(copy, List.of()).filesWritten())
                .isZero();
        // A mirror of some plugins has all of the metadata, and of the files those.
        RegistryMirror.Summary part =
                mirror(root, dir().resolve("public")).copy(folder.resolve("part"), List.of("else"));
        assertThat(part.targets()).isEqualTo(3);
    }

    private RegistryMirror mirror(Path root, Path from) throws IOException {
        return new RegistryMirror(
                new FileFetcher(from.resolve("metadata")),
                new FileFetcher(from.resolve("targets")),
                Files.readAllBytes(root),
                clock());
    }

    @Test
    void aMirrorRefusesWhatAClientRefuses() throws Exception {
        withTools();
        Path root = dir().resolve("public/metadata/1.root.json");
        Path copy = folder.resolve("mirror");
        Path old = folder.resolve("old");
        mirror(root, dir().resolve("public")).copy(old, List.of());
        registry().renew(Duration.ofDays(1));
        mirror(root, dir().resolve("public")).copy(copy, List.of());

        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> mirror(root, old).copy(copy, List.of()))
                .satisfies(e -> assertThat(e.code()).isEqualTo("trust.rollback"));
        Path target;
        try (Stream<Path> all = Files.walk(old.resolve("targets"))) {
            target = all.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.write(target, new byte[(int) Files.size(target)]);
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> mirror(root, old).copy(folder.resolve("third"), List.of()))
                .satisfies(e -> assertThat(e.code()).isEqualTo("trust.hash"));
        assertThat(folder.resolve("third/metadata/timestamp.json")).doesNotExist();
    }

    @Test
    void aMirrorForgetsNothingOfItsFormerCopyWhenKeysHadChangedBefore() throws Exception {
        withTools();
        Path first = dir().resolve("public/metadata/1.root.json");
        Path fresh = folder.resolve("fresh.pem");
        KeyFiles.create(fresh, SignatureAlgorithm.ED25519, new char[0], random);
        String former = registry().status().roles().stream()
                .filter(role -> role.name().equals("timestamp"))
                .findFirst()
                .orElseThrow()
                .keyIds()
                .get(0);
        registry().rotate("timestamp", List.of(fresh), List.of(former), OptionalInt.empty());
        Path second = dir().resolve("public/metadata/2.root.json");
        Path old = folder.resolve("old");
        mirror(first, dir().resolve("public")).copy(old, List.of());
        registry().renew(Duration.ofDays(1));
        for (Path begunAt : List.of(first, second)) {
            Path copy = folder.resolve("copy of " + begunAt.getFileName());
            mirror(begunAt, dir().resolve("public")).copy(copy, List.of());

            assertThatExceptionOfType(TrustException.class)
                    .isThrownBy(() -> mirror(first, old).copy(copy, List.of()))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("trust.rollback"));
            assertThat(mirror(first, dir().resolve("public"))
                            .copy(copy, List.of())
                            .targets())
                    .isEqualTo(6);
        }
        // Keys that change after a copy was made are followed.
        Path newer = folder.resolve("newer.pem");
        KeyFiles.create(newer, SignatureAlgorithm.ED25519, new char[0], random);
        registry().rotate("timestamp", List.of(newer), List.of(), OptionalInt.empty());
        assertThat(mirror(first, dir().resolve("public")).copy(old, List.of()).filesWritten())
                .isPositive();
        Files.writeString(old.resolve("metadata/timestamp.json"), "{}");
        assertFault("registry.tampered", () -> mirror(first, dir().resolve("public"))
                .copy(old, List.of()));
    }

    @ParameterizedTest
    @CsvSource({"timestamp.json,version,99", "timestamp.json,expires,soon"})
    void buildsOnNoListOfWhatIsNotThere(String file, String member, String value) throws Exception {
        withTools();
        Path timestamp = dir().resolve("public/metadata").resolve(file);
        String text = Files.readString(timestamp);
        String wrong = text.replaceAll(
                "\"" + member + "\": *(\"[^\"]*\"|[0-9]+)",
                "\"" + member + "\":" + (member.equals("version") ? value : "\"" + value + "\""));
        assertThat(wrong).isNotEqualTo(text);
        Files.writeString(timestamp, wrong);

        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> registry().renew(Duration.ofDays(10)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("registry.tampered"));
    }
}
