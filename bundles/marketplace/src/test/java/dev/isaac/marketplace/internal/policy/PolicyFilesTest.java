package dev.isaac.marketplace.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.Release;
import dev.isaac.trust.Digests;
import dev.isaac.trust.author.DetachedSignature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a distribution's policy and a home's say together. */
class PolicyFilesTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void folders() throws Exception {
        Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(folder.resolve("distribution/etc"));
    }

    private void home(String rules) throws Exception {
        Files.writeString(folder.resolve("home/policy.json"), "{\"marketplace\":{" + rules + "}}");
    }

    private void distribution(String rules) throws Exception {
        Files.writeString(folder.resolve("distribution/etc/policy.json"), "{\"marketplace\":{" + rules + "}}");
    }

    private Policy policy() throws CommandException {
        return new PolicyFiles(folder.resolve("home"), folder.resolve("distribution")).now();
    }

    private Fault refused() {
        return Objects.requireNonNull(catchThrowableOfType(CommandException.class, this::policy), "it was read")
                .fault();
    }

    private static Release release(String id, String channel, String... permissions) {
        return new Release(
                PluginId.of(id),
                PluginVersion.parse("1.0.0"),
                "public",
                "acme",
                channel,
                "",
                Optional.empty(),
                "file",
                "statement",
                1,
                "00",
                "name",
                List.of(),
                List.of(permissions),
                List.of(),
                17,
                Optional.empty(),
                List.of());
    }

    private String rule(Release release) throws CommandException {
        return policy().release(release)
                .map(fault -> {
                    assertThat(fault.code()).isEqualTo("policy.refused");
                    assertThat(fault.kind().exitCode()).isEqualTo(3);
                    assertThat(fault.hint())
                            .contains(String.valueOf(fault.details().get("rule")), "policy.json");
                    return String.valueOf(fault.details().get("rule"));
                })
                .orElse("allowed");
    }

    @Test
    void nothingSaidIsEverythingAllowed() throws Exception {
        assertThat(rule(release("a", "beta", "native"))).isEqualTo("allowed");
        Files.writeString(folder.resolve("home/policy.json"), "{\"gogo\":{\"lifecycle\":true}}");
        assertThat(rule(release("a", "beta", "native"))).isEqualTo("allowed");
        assertThat(policy().automaticUpdates()).isEqualTo(UpdateMode.OFF);
        assertThat(policy().expired("public")).isEmpty();
        assertThat(policy().cooldown(false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"registries\":[\"corp\"]' | marketplace.registries",
                "'\"publishers\":[\"corp\"]' | marketplace.publishers",
                "'\"plugins\":[\"corp.*\"]' | marketplace.plugins",
                "'\"refusedPlugins\":[\"acme-*\"]' | marketplace.refusedPlugins",
                "'\"namespaces\":{\"acme-*\":[\"corp\"]}' | marketplace.namespaces.acme-*",
                "'\"namespaces\":{\"acme-*\":[\"public\"],\"acme-tool\":[\"corp\"]}' | marketplace.namespaces.acme-tool",
                "'\"namespaces\":{\"acme-*\":[\"corp\"],\"acme-tool\":[\"public\"]}' | allowed",
                "'\"permissions\":[\"network:*.corp.example\"]' | marketplace.permissions",
                "'\"permissions\":[\"network:*\",\"run:git\"]' | allowed",
                "'\"permissions\":[\"network:*\",\"run:hg\"]' | marketplace.permissions",
                "'\"permissions\":[]' | marketplace.permissions",
                "'\"refusedPermissions\":[\"run\"]' | marketplace.refusedPermissions",
                "'\"refusedPermissions\":[\"native\"]' | allowed",
                "'\"channels\":[\"stable\"]' | marketplace.channels",
                "'\"channels\":[\"stable\",\"beta\"]' | allowed"
            })
    void eachRefusalNamesItsRule(String rules, String rule) throws Exception {
        Release release = release("acme-tool", "beta", "network:a.example", "run:git");
        home(rules);
        assertThat(rule(release)).isEqualTo(rule);

        // It is the same whoever says so, and the other cannot take it back.
        distribution(rules);
        home("\"registries\":[\"public\",\"corp\"]");
        assertThat(rule(release)).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"plugin\":[]",
                "\"registries\":\"public\"",
                "\"updateCooldown\":{\"old\":\"1d\"}",
                "\"updateCooldown\":{\"new\":\"1 week\"}",
                "\"updateCooldown\":7",
                "\"automaticUpdates\":\"yes\"",
                "\"automaticUpdates\":true",
                "\"expiredMetadata\":{}",
                "\"expiredMetadata\":{\"maxAge\":\"-1d\"}",
                "\"expiredMetadata\":{\"maxAge\":\"1d\",\"registry\":\"x\"}",
                "\"permissions\":[\"everything\"]",
                "\"refusedPermissions\":[\"run:*\"]",
                "\"namespaces\":[]",
                "\"locked\":true",
                "\"signedBy\":[]"
            })
    void whatIsNotUnderstoodAllowsNothing(String rules) throws Exception {
        home(rules);

        assertThat(refused().code()).isEqualTo("policy.unreadable");
        assertThat(refused().kind()).isEqualTo(FaultKind.REFUSED);
    }

    @Test
    void longerCooldownHolds() throws Exception {
        distribution("\"updateCooldown\":{\"confirmed\":\"12h\",\"new\":\"7d\"}");
        home("\"updateCooldown\":{\"confirmed\":\"2d\",\"new\":\"1d\"}");

        Policy.Wait confirmed = policy().cooldown(true).orElseThrow();
        assertThat(confirmed.age()).isEqualTo(Duration.ofDays(2));
        assertThat(confirmed.file()).isEqualTo(folder.resolve("home/policy.json"));
        assertThat(policy().cooldown(false).map(Policy.Wait::age)).contains(Duration.ofDays(7));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', OFF, ''",
        "'', notify, NOTIFY, ''",
        "'', on, ON, ''",
        "notify, on, NOTIFY, marketplace.automaticUpdates",
        "on, off, OFF, ''",
        "on, '', ON, ''",
        "off, on, OFF, marketplace.automaticUpdates",
        "locked, on, OFF, marketplace.automaticUpdates"
    })
    void homeOnlyTightensAutomaticUpdates(String first, String second, UpdateMode mode, String ignored)
            throws Exception {
        distribution(
                first.equals("locked")
                        ? "\"locked\":true"
                        : first.isEmpty() ? "" : "\"automaticUpdates\":\"" + first + "\"");
        home(second.isEmpty() ? "" : "\"automaticUpdates\":\"" + second + "\"");

        assertThat(policy().automaticUpdates()).isEqualTo(mode);
        assertThat(String.join(",", policy().ignored())).isEqualTo(ignored);
    }

    private static String expired(String age, String... registries) {
        String which = registries.length == 0 ? "" : ",\"registries\":[\"" + String.join("\",\"", registries) + "\"]";
        return "\"expiredMetadata\":{\"maxAge\":\"" + age + "\"" + which + "}";
    }

    @Test
    void expiredMetadataOnlyWhereARuleSaysSo() throws Exception {
        home(expired("30d", "stick"));
        assertThat(policy().expired("stick")).contains(Duration.ofDays(30));
        assertThat(policy().expired("public")).isEmpty();

        distribution(expired("7d"));
        assertThat(policy().expired("stick")).as("the shorter one").contains(Duration.ofDays(7));
        assertThat(policy().expired("public")).as("the home tightened it").isEmpty();
        assertThat(policy().ignored()).containsExactly("marketplace.expiredMetadata");

        distribution("\"locked\":true");
        assertThat(policy().expired("stick")).isEmpty();
        assertThat(policy().ignored()).containsExactly("marketplace.expiredMetadata");

        home("");
        distribution(expired("7d", "stick"));
        assertThat(policy().expired("stick")).contains(Duration.ofDays(7));
        assertThat(policy().ignored()).isEmpty();
    }

    private static String pin(KeyPair key) {
        byte[] spki = key.getPublic().getEncoded();
        return "\"signedBy\":[{\"keyid\":\"" + Digests.sha256(spki) + "\",\"algorithm\":\"ed25519\",\"public\":\""
                + Base64.getEncoder().encodeToString(spki) + "\"}]";
    }

    private void sign(KeyPair key, String type) throws Exception {
        byte[] file = Files.readAllBytes(folder.resolve("home/policy.json"));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key.getPrivate());
        signature.update(DetachedSignature.preAuthentication(type, file));
        Files.write(
                folder.resolve("home/policy.json.sig"),
                DetachedSignature.write(type, Digests.sha256(key.getPublic().getEncoded()), signature.sign()));
    }

    @Test
    void pinnedKeyHasToSignTheHomesPolicy() throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        distribution(pin(key));
        assertThat(refused().code()).as("no policy at all").isEqualTo("policy.unsigned");
        home("\"channels\":[\"stable\"]");
        assertThat(refused().code()).as("no signature").isEqualTo("policy.unsigned");
        sign(other, DetachedSignature.POLICY);
        assertThat(refused().code()).as("another key").isEqualTo("policy.unsigned");
        sign(key, "application/vnd.isaac.plugin-statement+json");
        assertThat(refused().code()).as("a signature of something else").isEqualTo("policy.unsigned");
        Files.write(folder.resolve("home/policy.json.sig"), "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(refused().code()).as("no signature in the file").isEqualTo("policy.unsigned");

        sign(key, DetachedSignature.POLICY);
        assertThat(rule(release("a", "beta"))).isEqualTo("marketplace.channels");

        Files.writeString(
                folder.resolve("home/policy.json"),
                Files.readString(folder.resolve("home/policy.json")).replace("stable", "beta"));
        Fault fault = refused();
        assertThat(fault.code()).as("changed since").isEqualTo("policy.unsigned");
        assertThat(fault.kind().exitCode()).isEqualTo(4);
        assertThat(fault.hint()).contains("marketplace.signedBy");
    }

    @Test
    void pinThatIsNoKeyAllowsNothing() throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        distribution(pin(key).replaceFirst("\"keyid\":\"..", "\"keyid\":\"zz"));
        assertThat(refused().code()).isEqualTo("policy.unreadable");
        distribution(pin(key).replace("ed25519", "rot13"));
        assertThat(refused().code()).isEqualTo("policy.unreadable");
        distribution("\"signedBy\":[]");
        assertThat(refused().code()).isEqualTo("policy.unreadable");
    }
}
