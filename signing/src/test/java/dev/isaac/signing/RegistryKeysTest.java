package dev.isaac.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.signing.Registry.Outcome;
import dev.isaac.signing.Registry.Setup;
import dev.isaac.signing.RegistryStatus.Alarm;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.Claims;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.tuf.TufClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys: several people, rotation, ceremonies, expiry. */
class RegistryKeysTest extends RegistryCase {

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

    private void assertAlarm(Instant time, String role, Alarm alarm) throws TrustException, IOException {
        now = time;
        assertThat(registry().status().roles())
                .filteredOn(one -> one.name().equals(role))
                .extracting(RegistryStatus.Role::alarm)
                .containsExactly(alarm);
    }
}
