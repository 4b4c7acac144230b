package dev.isaac.marketplace.internal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.testing.archives.CertificateForge;
import dev.isaac.testing.archives.JarAuthor;
import dev.isaac.trust.Digests;
import dev.isaac.trust.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class JarSignaturesTest extends MarketplaceCase {

    private static JarAuthor ann;
    private static JarAuthor bob;

    private final TestPlugin alpha = TestPlugin.of("alpha", "1.0.0", "alpha hello");

    @BeforeAll
    static void makeKeys() throws Exception {
        ann = JarAuthor.make("Ann", CertificateForge.ec());
        bob = JarAuthor.make("Bob", CertificateForge.ec());
    }

    private void publish(byte[] jar) {
        registry.publish(alpha, jar, Digests.sha256(jar), registry.envelope(alpha, jar))
                .write();
    }

    /** A policy in the home that demands the signature of somebody. */
    private void demand(JarAuthor signer) throws Exception {
        Files.write(
                home.resolve("policy.json"),
                Json.write(Map.of("marketplace", Map.of("requireJarSignature", List.of(pem(signer))))));
    }

    private static String pem(JarAuthor signer) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(signer.chain().get(0).getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private void refused(String code) throws Exception {
        Fault fault = fault(() -> install("alpha"));
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.kind()).isEqualTo(FaultKind.VERIFICATION);
        assertThat(framework().plugins()).isEmpty();
        assertThat(files("store")).isEmpty();
    }

    @Test
    void signedJarIsInstalledWithoutAnyDemand() throws Exception {
        publish(ann.sign(folder, alpha.jar()));

        install("alpha");

        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
    }

    @Test
    void brokenSignatureIsRefusedWithoutAnyDemand() throws Exception {
        Map<String, byte[]> files = JarAuthor.unpack(ann.sign(folder, alpha.jar()));
        files.put("more.txt", "unsigned".getBytes(StandardCharsets.UTF_8));
        publish(JarAuthor.pack(files));

        refused("jar-signature.unsigned-entry");
    }

    @Test
    void demandedSignatureOfTheRightSignerWillDo() throws Exception {
        demand(ann);
        publish(ann.sign(folder, alpha.jar()));

        install("alpha");

        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
    }

    @Test
    void demandedSignatureThatIsMissingIsRefused() throws Exception {
        demand(ann);
        publish(alpha.jar());

        refused("jar-signature.missing");
    }

    @Test
    void demandedSignatureOfSomebodyElseIsRefused() throws Exception {
        demand(ann);
        publish(bob.sign(folder, alpha.jar()));

        refused("jar-signature.untrusted");
    }

    @Test
    void whatIsInstalledAndNotSignedGoesOn() throws Exception {
        publish(alpha.jar());
        install("alpha");
        demand(ann);

        restart();

        assertThat(framework().commands())
                .as("a rule concerns what is installed or changed from now on")
                .containsExactly("alpha hello 1.0.0");
    }

    @Test
    void versionThatComesBackIsHeldToTheDemandToo() throws Exception {
        publish(alpha.jar());
        install("alpha");
        TestPlugin newer = TestPlugin.of("alpha", "2.0.0", "alpha hello");
        byte[] signed = ann.sign(folder, newer.jar());
        registry.publish(newer, signed, Digests.sha256(signed), registry.envelope(newer, signed))
                .write();
        update();
        demand(ann);

        Fault fault = fault(() -> apply(marketplace().plan(new PlanRequest.Rollback(PluginId.of("alpha")), progress)));

        assertThat(fault.code()).isEqualTo("jar-signature.missing");
        assertThat(framework().commands()).containsExactly("alpha hello 2.0.0");
    }

    @Test
    void signedVersionComesBack() throws Exception {
        publish(ann.sign(folder, alpha.jar()));
        install("alpha");
        TestPlugin newer = TestPlugin.of("alpha", "2.0.0", "alpha hello");
        byte[] signed = ann.sign(folder, newer.jar());
        registry.publish(newer, signed, Digests.sha256(signed), registry.envelope(newer, signed))
                .write();
        update();
        demand(ann);

        apply(marketplace().plan(new PlanRequest.Rollback(PluginId.of("alpha")), progress));

        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[\"\"]", "[\"no certificate\"]", "[7]", "\"x\""})
    void ruleThatNamesNoCertificateAllowsNothing(String names) throws Exception {
        Files.writeString(home.resolve("policy.json"), "{\"marketplace\": {\"requireJarSignature\": " + names + "}}");
        publish(ann.sign(folder, alpha.jar()));

        assertThat(code(() -> install("alpha"))).isEqualTo("policy.unreadable");
        assertThat(framework().plugins()).isEmpty();
    }
}
