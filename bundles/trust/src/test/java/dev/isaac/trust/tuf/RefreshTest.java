package dev.isaac.trust.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.keys.TestKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a refresh asks for, what it refuses, what it keeps. */
class RefreshTest extends TufClientFixture {

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
    void capsTheLengthOfEverything() {
        byte[] endless = new byte[600_000];
        repository.metadata.put("2.root.json", endless);
        assertRefreshRefused(Kind.LENGTH);

        TufClient careless = TufClient.open(
                store, (path, max) -> endless, repository.targetFetcher(), Clock.fixed(now, ZoneOffset.UTC));
        assertRefused(Kind.LENGTH, careless::refresh);
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
}
