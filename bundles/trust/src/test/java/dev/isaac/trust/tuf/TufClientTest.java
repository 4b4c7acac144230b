package dev.isaac.trust.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.keys.TestKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TufClientTest {

    @TempDir
    Path folder;

    private final SimulatedRepository repository = new SimulatedRepository();
    private Instant now = SimulatedRepository.NOW;
    private MetadataStore store = MetadataStore.folder(Path.of("unset"));

    @BeforeEach
    void trustTheFirstRoot() throws TrustException {
        store = MetadataStore.folder(folder.resolve("trusted"));
        TufClient.init(store, repository.root(1));
    }

    private TufClient client() {
        return client(TufLimits.DEFAULT);
    }

    private TufClient client(TufLimits limits) {
        return TufClient.open(
                store,
                repository.metadataFetcher(),
                repository.targetFetcher(),
                Clock.fixed(now, ZoneOffset.UTC),
                limits);
    }

    private TufClient refreshed() throws TrustException {
        TufClient client = client();
        client.refresh();
        return client;
    }

    private void assertRefused(Kind kind, ThrowingCallable action) {
        assertThatExceptionOfType(TrustException.class).isThrownBy(action).satisfies(e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.code()).isEqualTo(kind.code());
        });
    }

    private void assertRefreshRefused(Kind kind) {
        assertRefused(kind, () -> client().refresh());
    }

    private long stored(String role) throws TrustException {
        return Json.parseObject(store.read(role).orElseThrow()).object("signed").integer("version");
    }

    private void release(String... roles) {
        repository.publish(roles);
        repository.publish("snapshot", "timestamp");
    }

    @Test
    void refreshFetchesEachRoleOnceAndStoresItByteForByte() throws TrustException {
        refreshed();

        assertThat(repository.requests)
                .containsExactly("2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json");
        assertThat(store.read("snapshot")).contains(repository.metadata.get("1.snapshot.json"));
        assertThat(store.read("timestamp")).contains(repository.metadata.get("timestamp.json"));
        assertThat(folder.resolve("trusted")).isDirectoryContaining(file -> file.endsWith("targets.json"));
    }

    @Test
    void refreshWithoutNewsAsksForRootAndTimestampOnly() throws TrustException {
        refreshed();
        repository.requests.clear();

        refreshed();

        assertThat(repository.requests).containsExactly("2.root.json", "timestamp.json");
    }

    @Test
    void worksWithoutConsistentSnapshots() throws TrustException {
        repository.consistent = false;
        repository.grant("root", 1);
        repository.target("targets", "a/file", "content");
        repository.publish("root", "targets", "snapshot", "timestamp");

        TufClient client = refreshed();

        assertThat(repository.requests)
                .containsExactly("2.root.json", "3.root.json", "timestamp.json", "snapshot.json", "targets.json");
        assertThat(client.download(client.target("a/file").orElseThrow()))
                .isEqualTo("content".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void followsSuccessiveRootsSignedByOldAndNewKeys() throws TrustException {
        TestKey old = repository.signersOf("root").get(0);
        repository.rotate("root");
        repository.signersOf("root").add(old);
        repository.publish("root");
        repository.signersOf("root").remove(old);
        repository.publish("root");

        refreshed();

        assertThat(stored("root")).isEqualTo(3);
    }

    @Test
    void refusesARootThatTheOldKeysDidNotSign() {
        repository.rotate("root");
        repository.publish("root");

        assertRefreshRefused(Kind.SIGNATURE);
    }

    @Test
    void refusesARootThatItsOwnKeysDidNotSign() {
        List<TestKey> old = List.copyOf(repository.signersOf("root"));
        repository.rotate("root");
        repository.signers.put("root", new ArrayList<>(old));
        repository.publish("root");

        assertRefreshRefused(Kind.SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void refusesARootThatIsNotExactlyTheNextVersion(int version) throws TrustException {
        repository.of("root").put("version", version);
        repository.metadata.put(
                "2.root.json", SimulatedRepository.document(repository.of("root"), repository.signersOf("root")));

        assertRefreshRefused(Kind.VERSION);
        assertThat(stored("root")).isEqualTo(1);
    }

    @Test
    void storesAnExpiredRootButGoesNoFurther() throws TrustException {
        refreshed();
        repository.of("root").put("expires", "2026-05-31T00:00:00Z");
        repository.publish("root");
        release("targets");

        assertRefreshRefused(Kind.EXPIRED);
        assertThat(stored("root")).isEqualTo(2);
        assertThat(stored("timestamp")).isEqualTo(1);
    }

    @Test
    void onlyTheLastRootsExpiryCounts() throws TrustException {
        repository.of("root").put("expires", "2026-05-31T00:00:00Z");
        repository.publish("root");
        repository.of("root").put("expires", SimulatedRepository.FAR);
        repository.publish("root");

        refreshed();

        assertThat(stored("root")).isEqualTo(3);
    }

    @Test
    void boundsRootRotations() throws TrustException {
        repository.publish("root", "root", "root");
        TufLimits limits = new TufLimits(2, 32, 512_000, 16_384, 2_000_000, 5_000_000, false);

        assertRefused(Kind.LIMIT, () -> client(limits).refresh());
        assertThat(stored("root")).isEqualTo(3);
        client(limits).refresh();
        assertThat(stored("root")).isEqualTo(4);
    }

    @Test
    void thresholdsCountDistinctKeysNotIds() {
        TestKey key = repository.signersOf("snapshot").get(0);
        Map<String, Object> root = repository.of("root");
        Map<String, Object> role = SimulatedRepository.map(
                SimulatedRepository.map(root.get("roles")).get("snapshot"));
        SimulatedRepository.map(root.get("keys")).put("another-name", key.record());
        role.put("keyids", List.of(key.tufId(), "another-name"));
        role.put("threshold", 2);
        repository.publish("root");
        Map<String, Object> snapshot = repository.of("snapshot");
        String signature = HexFormat.of().formatHex(key.sign(Json.canonical(snapshot)));
        repository.metadata.put(
                "1.snapshot.json",
                Json.write(Map.of(
                        "signed",
                        snapshot,
                        "signatures",
                        List.of(
                                Map.of("keyid", key.tufId(), "sig", signature),
                                Map.of("keyid", "another-name", "sig", signature)))));

        assertRefreshRefused(Kind.SIGNATURE);
    }

    @Test
    void aThresholdAboveTheNumberOfKeysIsNeverMet() throws TrustException {
        refreshed();
        repository.grant("snapshot", 6);
        repository.publish("root");
        release("targets");

        assertRefreshRefused(Kind.SIGNATURE);
        assertThat(stored("root")).isEqualTo(2);
        assertThat(stored("snapshot")).isEqualTo(1);
    }

    @Test
    void refusesARoleThatListsAKeyTwice() {
        Map<String, Object> role = SimulatedRepository.map(
                SimulatedRepository.map(repository.of("root").get("roles")).get("snapshot"));
        String id = repository.signersOf("snapshot").get(0).tufId();
        role.put("keyids", List.of(id, id));
        repository.publish("root");

        assertRefreshRefused(Kind.MALFORMED);
    }

    @Test
    void ignoresUnusableExtraSignaturesAndKeys() throws TrustException {
        SimulatedRepository.map(repository.of("root").get("keys"))
                .put("strange", TestKey.record("quantum", "lattice", "?"));
        SimulatedRepository.map(repository.of("root").get("keys"))
                .put("broken", TestKey.record("ed25519", "ed25519", "zz"));
        SimulatedRepository.map(SimulatedRepository.map(repository.of("root").get("roles"))
                        .get("timestamp"))
                .put(
                        "keyids",
                        List.of(
                                "strange",
                                "broken",
                                "missing",
                                repository.signersOf("timestamp").get(0).tufId()));
        repository.publish("root");
        Map<String, Object> timestamp = repository.of("timestamp");
        TestKey key = repository.signersOf("timestamp").get(0);
        repository.metadata.put(
                "timestamp.json",
                Json.write(Map.of(
                        "signed",
                        timestamp,
                        "signatures",
                        List.of(
                                Map.of("keyid", "strange", "sig", "00"),
                                Map.of("keyid", key.tufId(), "sig", "not hex"),
                                Map.of(
                                        "keyid",
                                        key.tufId(),
                                        "sig",
                                        HexFormat.of().formatHex(key.sign(Json.canonical(timestamp))))))));

        refreshed();

        assertThat(stored("timestamp")).isEqualTo(1);
    }

    @Test
    void keepsUnknownFieldsInWhatSignaturesCover() throws TrustException {
        repository.of("root").put("custom-field", Map.of("ä", List.of(1, 2)));
        repository.publish("root");

        refreshed();

        assertThat(stored("root")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void acceptsTheKeysOfTheSpecification(SignatureAlgorithm algorithm) throws TrustException {
        TestKey key =
                switch (algorithm) {
                    case ED25519 -> TestKey.ed25519();
                    case RSA_PSS_SHA256, RSA_PKCS1_SHA256 -> TestKey.rsa(algorithm, 2048);
                    case ECDSA_P256_SHA256, ECDSA_P384_SHA384 -> TestKey.ecdsa(algorithm);
                };
        repository.signers.put("timestamp", new ArrayList<>(List.of(key)));
        repository.grant("timestamp", 1);
        repository.publish("root", "timestamp");

        if (algorithm == SignatureAlgorithm.RSA_PKCS1_SHA256) {
            assertRefreshRefused(Kind.SIGNATURE);
        }
        client(TufLimits.FOREIGN).refresh();

        assertThat(stored("timestamp")).isEqualTo(2);
    }

    @Test
    void acceptsTheFormerSpellingOfEcdsaKeys() throws TrustException {
        TestKey key = TestKey.ecdsa(SignatureAlgorithm.ECDSA_P256_SHA256);
        String id = "former";
        SimulatedRepository.map(repository.of("root").get("keys"))
                .put(id, TestKey.record("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", key.pem()));
        SimulatedRepository.map(repository.of("root").get("roles"))
                .put("timestamp", Map.of("keyids", List.of(id), "threshold", 1));
        repository.publish("root");
        Map<String, Object> body = repository.of("timestamp");
        body.put("version", 2);
        repository.metadata.put(
                "timestamp.json",
                Json.write(Map.of(
                        "signed",
                        body,
                        "signatures",
                        List.of(Map.of(
                                "keyid", id, "sig", HexFormat.of().formatHex(key.sign(Json.canonical(body))))))));

        refreshed();

        assertThat(stored("timestamp")).isEqualTo(2);
    }

    @Test
    void refusesAnOlderTimestamp() throws TrustException {
        repository.publish("timestamp");
        refreshed();
        repository.of("timestamp").put("version", 1);
        repository.publishAsIs("timestamp");

        assertRefreshRefused(Kind.ROLLBACK);
        assertThat(stored("timestamp")).isEqualTo(2);
    }

    @Test
    void keepsTheOldTimestampWhenTheVersionIsTheSame() throws TrustException {
        refreshed();
        byte[] before = store.read("timestamp").orElseThrow();
        SimulatedRepository.map(repository.of("timestamp").get("meta")).put("snapshot.json", Map.of("version", 100));
        repository.publishAsIs("timestamp");

        refreshed();

        assertThat(store.read("timestamp")).contains(before);
    }

    @Test
    void aRaisedThresholdHoldsForTheStoredTimestampToo() throws TrustException {
        refreshed();
        byte[] before = store.read("timestamp").orElseThrow();
        repository.signersOf("timestamp").add(TestKey.ed25519());
        repository.grant("timestamp", 2);
        repository.publish("root");

        assertRefreshRefused(Kind.SIGNATURE);
        assertRefused(Kind.SIGNATURE, () -> client().load());
        repository.publishAsIs("timestamp");
        refreshed();

        assertThat(store.read("timestamp")).isPresent().isNotEqualTo(Optional.of(before));
        assertThat(stored("timestamp")).isEqualTo(1);
    }

    @Test
    void noticesExpiryAlsoWhenNothingChanged() throws TrustException {
        refreshed();
        now = Instant.parse(SimulatedRepository.FAR);

        assertRefused(Kind.EXPIRED, () -> client().refresh());
        assertRefused(Kind.EXPIRED, () -> client().load());
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "snapshot", "targets"})
    void doesNotStoreExpiredMetadata(String role) throws TrustException {
        refreshed();
        repository.of(role).put("expires", "2026-06-01T12:00:00Z");
        release("targets");

        assertRefreshRefused(Kind.EXPIRED);
        assertThat(stored(role)).isEqualTo(1);
    }

    @Test
    void anExpiredStoredTimestampStillServesForTheUpdate() throws TrustException {
        repository.of("timestamp").put("expires", "2026-06-08T00:00:00Z");
        repository.publish("timestamp");
        refreshed();
        repository.of("timestamp").put("expires", "2026-06-30T00:00:00Z");
        release("targets");
        now = now.plus(Duration.ofDays(18));

        refreshed();

        assertThat(stored("targets")).isEqualTo(2);
    }

    @Test
    void refusesASnapshotOlderThanTheTimestampAnnouncedBefore() throws TrustException {
        repository.publish("snapshot", "timestamp");
        refreshed();
        SimulatedRepository.map(repository.of("timestamp").get("meta")).put("snapshot.json", Map.of("version", 1));
        repository.publish("timestamp");

        assertRefreshRefused(Kind.ROLLBACK);
        assertThat(stored("timestamp")).isEqualTo(2);
        assertThat(stored("snapshot")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesASnapshotThatLowersARole(boolean hashes) throws TrustException {
        repository.announceHashes = hashes;
        release("targets");
        refreshed();
        repository.of("targets").put("version", 0);
        release("targets");

        assertRefreshRefused(Kind.ROLLBACK);
        assertThat(stored("snapshot")).isEqualTo(2);
    }

    @Test
    void refusesASnapshotThatLosesARole() throws TrustException {
        repository.delegate("targets", "extra", false, "*");
        release("extra", "targets");
        refreshed();
        SimulatedRepository.map(repository.of("snapshot").get("meta")).remove("extra.json");
        repository.publish("snapshot", "timestamp");

        assertRefreshRefused(Kind.ROLLBACK);
    }

    @Test
    void recoversFromFastForwardWhenKeysRotate() throws TrustException {
        repository.of("timestamp").put("version", 90_000);
        repository.of("snapshot").put("version", 80_000);
        repository.publish("snapshot", "timestamp");
        refreshed();
        repository.rotate("snapshot");
        repository.rotate("timestamp");
        repository.publish("root");
        repository.of("timestamp").put("version", 1);
        repository.of("snapshot").put("version", 1);
        repository.publish("snapshot", "timestamp");

        refreshed();

        assertThat(stored("timestamp")).isEqualTo(2);
        assertThat(stored("snapshot")).isEqualTo(2);
    }

    @Test
    void addedKeysAreNoReasonToForgetVersions() throws TrustException {
        repository.publish("timestamp");
        refreshed();
        repository.signersOf("timestamp").add(TestKey.ed25519());
        repository.grant("timestamp", 1);
        repository.publish("root");
        repository.of("timestamp").put("version", 1);
        repository.publishAsIs("timestamp");

        assertRefreshRefused(Kind.ROLLBACK);
    }

    @Test
    void refusesMetadataWhoseHashOrLengthIsNotTheAnnouncedOne() throws TrustException {
        repository.announceHashes = true;
        release("targets");
        byte[] served = Objects.requireNonNull(repository.metadata.get("2.targets.json"));
        byte[] changed = new String(served, StandardCharsets.UTF_8)
                .replace("{\"", "{ \"")
                .getBytes(StandardCharsets.UTF_8);
        repository.metadata.put("2.targets.json", changed);
        assertRefreshRefused(Kind.LENGTH);

        byte[] flipped = served.clone();
        flipped[flipped.length - 2] ^= 1;
        repository.metadata.put("2.targets.json", flipped);
        assertRefreshRefused(Kind.HASH);

        repository.metadata.put(
                "2.targets.json",
                new String(served, StandardCharsets.UTF_8).substring(1).getBytes(StandardCharsets.UTF_8));
        assertRefreshRefused(Kind.LENGTH);
    }

    @Test
    void refusesAnotherVersionThanTheAnnouncedOne() {
        repository.of("snapshot").put("version", 7);
        repository.metadata.put(
                "1.snapshot.json",
                SimulatedRepository.document(repository.of("snapshot"), repository.signersOf("snapshot")));

        assertRefreshRefused(Kind.VERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp.json", "1.snapshot.json", "1.targets.json"})
    void tellsMissingFromUnreachable(String file) {
        repository.unreachable.add(file);
        assertRefreshRefused(Kind.UNREACHABLE);
        repository.unreachable.clear();
        repository.metadata.remove(file);
        assertRefreshRefused(Kind.MISSING);
    }

    @Test
    void anUnreachableRootIsNotTheEndOfTheRoots() {
        repository.unreachable.add("2.root.json");

        assertRefreshRefused(Kind.UNREACHABLE);
    }

    @Test
    void capsTheLengthOfEverything() {
        byte[] endless = new byte[600_000];
        repository.metadata.put("2.root.json", endless);
        assertRefreshRefused(Kind.LENGTH);

        TufClient careless = TufClient.open(
                store, (path, max) -> endless, repository.targetFetcher(), Clock.fixed(now, ZoneOffset.UTC));
        assertRefused(Kind.LENGTH, careless::refresh);
    }

    @Test
    void aDamagedStoreIsReplacedByWhatVerifies() throws TrustException, IOException {
        refreshed();
        for (String role : List.of("timestamp", "snapshot", "targets")) {
            Files.writeString(folder.resolve("trusted").resolve(role + ".json"), "{\"signed\":");
        }

        refreshed();

        assertThat(stored("targets")).isEqualTo(1);
        assertThat(stored("snapshot")).isEqualTo(1);
        assertThat(stored("timestamp")).isEqualTo(1);
    }

    @Test
    void anInterruptedRefreshIsRepaired() throws TrustException {
        release("targets");
        refreshed();
        // A crash after the timestamp was stored and before anything else was.
        store.delete("snapshot");
        store.delete("targets");

        refreshed();

        assertThat(stored("snapshot")).isEqualTo(2);
        assertThat(stored("targets")).isEqualTo(2);
    }

    /** Passes a number of changes on to a store; the next one does not happen any more. */
    private MetadataStore crashingAfter(int changes) {
        MetadataStore real = store;
        return new MetadataStore() {
            private int left = changes;

            private void count() throws TrustException {
                if (left-- == 0) {
                    throw new TrustException(Kind.STORAGE, "the power went out");
                }
            }

            @Override
            public Optional<byte[]> read(String role) throws TrustException {
                return real.read(role);
            }

            @Override
            public void write(String role, byte[] document) throws TrustException {
                count();
                real.write(role, document);
            }

            @Override
            public void delete(String role) throws TrustException {
                count();
                real.delete(role);
            }
        };
    }

    /** The hardest rotation to survive: one of two keys was lost, so that the old metadata still has a valid signature. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aCrashAtAnyPointOfARecoveryLeavesTheNextRefreshPossible(int changes) throws TrustException {
        repository.signersOf("snapshot").add(TestKey.ed25519());
        repository.grant("snapshot", 1);
        repository.publish("root");
        repository.of("snapshot").put("version", 80_000);
        repository.publish("snapshot", "timestamp");
        refreshed();
        repository.signersOf("snapshot").remove(0);
        repository.grant("snapshot", 1);
        repository.publish("root");
        repository.of("snapshot").put("version", 1);
        release("targets");
        MetadataStore real = store;
        store = crashingAfter(changes);

        assertRefreshRefused(Kind.STORAGE);
        store = real;
        refreshed();

        assertThat(stored("root")).isEqualTo(3);
        assertThat(stored("snapshot")).isEqualTo(2);
        assertThat(stored("targets")).isEqualTo(2);
    }

    @Test
    void refusesToBeginWithoutATrustedRoot() {
        store = MetadataStore.folder(folder.resolve("empty"));

        assertRefreshRefused(Kind.NOT_FOUND);
        assertThat(repository.requests).isEmpty();
    }

    @Test
    void refusesATrustedRootThatIsNotSignedByItself() {
        MetadataStore other = MetadataStore.folder(folder.resolve("other"));
        byte[] unsigned = SimulatedRepository.document(repository.of("root"), List.of(TestKey.ed25519()));

        assertRefused(Kind.SIGNATURE, () -> TufClient.init(other, unsigned));
        assertRefused(Kind.MALFORMED, () -> TufClient.init(other, new byte[] {'{', '}'}));
        assertRefused(Kind.LENGTH, () -> TufClient.init(other, new byte[600_000]));
        assertThat(folder.resolve("other")).doesNotExist();
    }

    @Test
    void doesNotExchangeATrustedRoot() throws TrustException {
        TufClient.init(store, repository.root(1));

        assertRefused(Kind.MISMATCH, () -> TufClient.init(store, new SimulatedRepository().root(1)));
    }

    @Test
    void looksUpOnlyAfterARefresh() {
        assertThatIllegalStateException().isThrownBy(() -> client().target("x"));
    }

    @Test
    void loadsWhatIsStoredWithoutTheNetwork() throws TrustException {
        repository.target("targets", "file", "content");
        release("targets");
        refreshed();
        repository.requests.clear();

        TufClient offline = client();
        offline.load();

        assertThat(offline.target("file")).isPresent();
        assertThat(repository.requests).isEmpty();
        assertThat(offline.trustedRoles())
                .extracting(TrustedRole::name)
                .containsExactly("root", "timestamp", "snapshot", "targets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp", "snapshot", "targets"})
    void doesNotLoadWhatIsNotStored(String role) throws TrustException {
        refreshed();
        store.delete(role);

        assertRefused(Kind.NOT_FOUND, () -> client().load());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"_type\":\"timestamp\"|\"_type\":\"snapshot\"",
                "\"spec_version\":\"1.0.31\"|\"spec_version\":\"2.0\"",
                "\"version\":1}|\"version\":0}",
                "\"expires\":\"2027-01-01T00:00:00Z\"|\"expires\":\"2027-01-01T00:00:00+01:00\"",
                "\"expires\":\"2027-01-01T00:00:00Z\"|\"expires\":\"tomorrow Z\"",
                "snapshot.json|targets.json",
                "snapshot.json|snapshot.xml"
            })
    void refusesMalformedMetadataHoweverWellSigned(String change) {
        String[] parts = change.split("\\|", -1);
        String body = Json.text(repository.of("timestamp")).replace(parts[0], parts[1]);
        assertThat(body).contains(parts[1]);
        TestKey key = repository.signersOf("timestamp").get(0);
        byte[] signature;
        try {
            signature = key.sign(Json.canonical(Json.parse(body.getBytes(StandardCharsets.UTF_8))));
        } catch (TrustException e) {
            throw new AssertionError(e);
        }
        String document = "{\"signatures\":[{\"keyid\":\"" + key.tufId() + "\",\"sig\":\""
                + HexFormat.of().formatHex(signature) + "\"}],\"signed\":" + body + "}";
        repository.metadata.put("timestamp.json", document.getBytes(StandardCharsets.UTF_8));

        assertRefreshRefused(Kind.MALFORMED);
    }

    @Test
    void downloadsAndVerifiesTargets() throws TrustException {
        repository.target("targets", "dir/file", "content");
        release("targets");
        TufClient client = refreshed();
        TargetFile file = client.target("dir/file").orElseThrow();

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        client.download(file, out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("content");
        assertThat(TufClient.matches(file, out.toByteArray())).isTrue();
        assertThat(TufClient.matches(file, new byte[7])).isFalse();
        assertThat(file.role()).isEqualTo("targets");
        assertThat(file.sha256()).isPresent();
        assertThat(client.target("dir/other")).isEmpty();
    }

    @Test
    void namesATargetThatCannotBeWritten() throws TrustException {
        repository.target("targets", "file", "content");
        release("targets");
        TufClient client = refreshed();
        TargetFile file = client.target("file").orElseThrow();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("full");
            }
        };

        assertRefused(Kind.STORAGE, () -> client.download(file, full));
    }

    @Test
    void refusesSubstitutedTargets() throws TrustException {
        repository.target("targets", "file", "content");
        release("targets");
        TufClient client = refreshed();
        TargetFile file = client.target("file").orElseThrow();
        String name = file.sha256().orElseThrow() + ".file";

        repository.targets.put(name, "malicE!".getBytes(StandardCharsets.UTF_8));
        assertRefused(Kind.HASH, () -> client.download(file));
        repository.targets.put(name, "short".getBytes(StandardCharsets.UTF_8));
        assertRefused(Kind.LENGTH, () -> client.download(file));
        repository.targets.put(name, "much longer than it was".getBytes(StandardCharsets.UTF_8));
        assertRefused(Kind.LENGTH, () -> client.download(file));
        repository.targets.remove(name);
        assertRefused(Kind.MISSING, () -> client.download(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "/etc/passwd", "a//b", "a/./b", "a\\b", "a\nb", ""})
    void neverAsksForAPathThatLeadsAstray(String path) throws TrustException {
        repository.target("targets", path, "content");
        release("targets");
        TufClient client = refreshed();
        TargetFile file = client.target(path).orElseThrow();
        repository.requests.clear();

        assertRefused(Kind.MALFORMED, () -> client.download(file));
        assertThat(repository.requests).isEmpty();
    }

    @Test
    void needsAHashThatItKnows() throws TrustException {
        repository.target("targets", "file", "content");
        Map<String, Object> entry = SimulatedRepository.map(
                SimulatedRepository.map(repository.of("targets").get("targets")).get("file"));
        entry.put("hashes", new TreeMap<>(Map.of("md5", "00")));
        release("targets");
        TufClient client = refreshed();

        assertRefused(
                Kind.ALGORITHM, () -> client.download(client.target("file").orElseThrow()));
    }

    @Test
    void checksEveryHashThatItKnows() throws TrustException {
        repository.target("targets", "file", "content");
        Map<String, Object> entry = SimulatedRepository.map(
                SimulatedRepository.map(repository.of("targets").get("targets")).get("file"));
        SimulatedRepository.map(entry.get("hashes")).put("sha512", "00");
        release("targets");
        TufClient client = refreshed();

        assertRefused(Kind.HASH, () -> client.download(client.target("file").orElseThrow()));
    }

    @Test
    void reportsAStoreThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        MetadataStore broken = MetadataStore.folder(file);

        assertRefused(Kind.STORAGE, () -> TufClient.init(broken, repository.root(1)));
        assertRefused(Kind.STORAGE, () -> broken.write("root", new byte[0]));
    }
}
