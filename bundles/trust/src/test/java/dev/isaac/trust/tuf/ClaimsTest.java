package dev.isaac.trust.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.author.AuthorKey;
import dev.isaac.trust.author.Claims;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.keys.TestKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTest {

    @TempDir
    Path folder;

    private final SimulatedRepository repository = new SimulatedRepository();

    @BeforeEach
    void delegateClaims() {
        repository.delegate("targets", "claimed", false, "claims/*.json");
        repository.delegate("targets", "new-claims", true, "claims/*.json");
    }

    private void claim(String role, String file, String publisher, String... plugins) {
        Map<String, Object> key = new AuthorKey(TestKey.ed25519().publicKey(), Instant.EPOCH).toJson();
        repository.target(
                role,
                "claims/" + file + ".json",
                Json.text(Map.of(
                        "format", 1, "publisher", publisher, "plugins", List.of(plugins), "keys", List.of(key))));
    }

    private Claims claims() throws TrustException {
        repository.publish("claimed", "new-claims", "targets", "snapshot", "timestamp");
        MetadataStore store = MetadataStore.folder(folder);
        TufClient.init(store, repository.root(1));
        TufClient client = TufClient.open(
                store,
                repository.metadataFetcher(),
                repository.targetFetcher(),
                Clock.fixed(SimulatedRepository.NOW, ZoneOffset.UTC));
        client.refresh();
        repository.requests.clear();
        return new Claims(client);
    }

    @Test
    void theFirstClaimInTheOrderOfRolesThenNamesOwnsAnId() throws TrustException {
        claim("new-claims", "aaa", "aaa", "tools", "fresh");
        claim("claimed", "zzz", "zzz", "tools", "both.*");
        claim("claimed", "mmm", "mmm", "both.x");

        Claims claims = claims();

        assertThat(claims.owner("tools").orElseThrow().publisher()).isEqualTo("zzz");
        assertThat(claims.owner("both.x").orElseThrow().publisher()).isEqualTo("mmm");
        assertThat(claims.owner("both.y").orElseThrow().publisher()).isEqualTo("zzz");
        assertThat(claims.owner("fresh").orElseThrow().publisher()).isEqualTo("aaa");
        assertThat(claims.owner("nobody")).isEmpty();
    }

    @Test
    void onlineKeyCannotSpeakForAPublisherWhoWasConfirmed() throws TrustException {
        claim("claimed", "acme", "acme", "tools");
        claim("new-claims", "acme", "acme", "tools", "fresh");

        Claims claims = claims();

        assertThat(claims.owner("tools").orElseThrow().plugins()).containsExactly("tools");
        assertThat(claims.owner("fresh"))
                .as("a policy may allow everything of acme")
                .isEmpty();
    }

    @Test
    void downloadsOnlyClaimsThatMayCoverTheId() throws TrustException {
        claim("claimed", "aaa", "aaa", "other");
        claim("claimed", "bbb", "bbb", "tools");
        for (String publisher : List.of("aaa", "bbb")) {
            Map<String, Object> entry = SimulatedRepository.map(
                    SimulatedRepository.map(repository.of("claimed").get("targets"))
                            .get("claims/" + publisher + ".json"));
            entry.put("custom", Map.of("plugins", List.of(publisher.equals("aaa") ? "other" : "tools")));
        }

        assertThat(claims().owner("tools")).isPresent();
        assertThat(repository.requests)
                .filteredOn(file -> file.startsWith("claims/"))
                .hasSize(1);
    }

    @Test
    void refusesAClaimUnderAnotherPublishersName() throws TrustException {
        claim("claimed", "aaa", "bbb", "tools");
        Claims claims = claims();

        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> claims.owner("tools"))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.MISMATCH));
    }
}
