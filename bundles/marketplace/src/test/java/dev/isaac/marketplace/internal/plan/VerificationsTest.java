package dev.isaac.marketplace.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Fault;
import dev.isaac.marketplace.Verification;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is installed, against the store, what registries sign today, and the advisories. */
class VerificationsTest extends MarketplaceCase {

    @BeforeEach
    void installAlpha() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello")).write();
        install("alpha");
        progress.warnings.clear();
    }

    private Verification verify() throws Exception {
        return marketplace().verify(Optional.empty(), progress).get(0);
    }

    private String problem() throws Exception {
        return verify().problem().map(Fault::code).orElse("none");
    }

    @Test
    void soundPluginIsHeldAgainstAllThree() throws Exception {
        Verification verification = verify();

        assertThat(verification.problem()).isEmpty();
        assertThat(verification.checks()).hasSize(4);
        assertThat(verification.checks().get(0)).endsWith("as installed");
        assertThat(verification.checks().get(1)).isEqualTo("signed by acme with key " + registry.keyId("acme"));
        assertThat(verification.checks().get(2)).isEqualTo("registry 'isaac' signs the same today");
        assertThat(verification.checks().get(3)).isEqualTo("no advisory concerns it");
        assertThat(progress.warnings).isEmpty();
    }

    @Test
    void versionThatTheRegistryDoesNotListAnyMore() throws Exception {
        registry.forget("alpha")
                .publish(TestPlugin.of("alpha", "1.1.0", "alpha hello"))
                .write();

        assertThat(problem()).isEqualTo("plugin.not-listed");
    }

    @Test
    void otherBytesUnderTheSameVersion() throws Exception {
        registry.forget("alpha")
                .publish(TestPlugin.of("alpha", "1.0.0", "alpha hello", "alpha more"))
                .write();

        assertThat(problem()).isEqualTo("plugin.other-bytes");
    }

    @Test
    void keyThatIsNotThePublishersAnyMore() throws Exception {
        registry.rotate("acme").retire("acme").write();

        assertThat(problem()).startsWith("plugin.");
    }

    @Test
    void withdrawnVersionIsToldAndIsNoProblem() throws Exception {
        registry.forget("alpha")
                .publish(TestPlugin.of("alpha", "1.0.0", "alpha hello").yanked())
                .write();

        assertThat(verify().problem()).isEmpty();
        assertThat(progress.warnings).containsExactly("alpha 1.0.0 was withdrawn: it lost data.");
    }

    @Test
    void registryThatCannotBeAskedIsToldAndProvesNothing() throws Exception {
        Files.move(registry.folder(), folder.resolve("elsewhere"));

        Verification verification = verify();

        assertThat(verification.problem()).isEmpty();
        assertThat(verification.checks()).contains("not held against registry 'isaac'");
        assertThat(progress.warnings).anyMatch(warning -> warning.startsWith("alpha was not held against registry"));
    }

    @Test
    void criticalAdvisoryIsLearnedOfByVerifying() throws Exception {
        registry.target("advisories.json", """
                        {"format":1,"advisories":[{"id":"A-1","plugin":"alpha","range":"[1.0,1.1)","severity":"critical",
                        "reason":"It sends files to strangers."}]}""").write();

        assertThat(problem()).isEqualTo("advisory.blocked");
        assertThat(framework().commands()).containsExactly("alpha hello blocked");
    }

    @Test
    void milderAdvisoryIsCounted() throws Exception {
        registry.target("advisories.json", """
                        {"format":1,"advisories":[{"id":"A-1","plugin":"alpha","range":"[1.0,1.1)","severity":"low",
                        "reason":"It is slow."}]}""").write();

        assertThat(verify().problem()).isEmpty();
        assertThat(verify().checks()).contains("an advisory concerns it, and lets it run");
    }
}
