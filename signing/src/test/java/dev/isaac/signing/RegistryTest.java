package dev.isaac.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.isaac.signing.Registry.Outcome;
import dev.isaac.signing.Registry.Setup;
import dev.isaac.signing.internal.PluginJar;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.advisory.Advisories;
import dev.isaac.trust.advisory.Advisory;
import dev.isaac.trust.advisory.VersionRange;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.author.Claims;
import dev.isaac.trust.author.StatementEnvelope;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.tuf.TufClient;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryTest extends RegistryCase {

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
