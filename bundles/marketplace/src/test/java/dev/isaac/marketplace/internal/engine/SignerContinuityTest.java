package dev.isaac.marketplace.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Confirmation;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.RecordingProgress;
import dev.isaac.marketplace.testing.TestFramework;
import dev.isaac.marketplace.testing.TestPlugin;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A key that the user does not know of a publisher whom he knows. */
@Timeout(60)
class SignerContinuityTest extends MarketplaceCase {

    private static TestPlugin plugin(String id, String version) {
        // Nothing else is asked about, so that whatever is asked is about the signer.
        return TestPlugin.of(id, version, id + " hello");
    }

    private List<Confirmation> signerQuestions(InstallPlan plan) {
        return plan.confirmations().stream()
                .filter(confirmation -> confirmation.acceptOption().orElse("").equals("accept-signer"))
                .toList();
    }

    private InstallPlan planned(String... selectors) throws Exception {
        return marketplace().plan(installing(selectors), progress);
    }

    private InstallPlan updating() throws Exception {
        return marketplace().plan(new PlanRequest.Update(List.of()), progress);
    }

    /** Agrees to everything but new signers. */
    private void applyWithYes(InstallPlan plan) throws Exception {
        List<String> accepted = plan.confirmations().stream()
                .filter(confirmation -> confirmation.acceptOption().isEmpty())
                .map(Confirmation::digest)
                .toList();
        marketplace().apply(plan, accepted, progress, RecordingProgress.NEVER);
    }

    @Test
    void firstPluginOfAPublisherAsksNothingAboutItsKey() throws Exception {
        registry.publish(plugin("alpha", "1.0.0")).write();

        assertThat(signerQuestions(planned("alpha"))).isEmpty();
    }

    @Test
    void questionShowsBothFingerprintsWhole() throws Exception {
        registry.publish(plugin("alpha", "1.0.0")).write();
        install("alpha");
        String before = registry.keyId("acme");
        registry.rotate("acme").publish(plugin("alpha", "1.1.0")).write();

        assertThat(signerQuestions(updating())).singleElement().satisfies(question -> {
            assertThat(question.digest()).isEqualTo(registry.keyId("acme")).hasSize(64);
            assertThat(question.details()).contains("before:  " + before, "now:     " + registry.keyId("acme"));
        });
        assertThat(code(() -> applyWithYes(updating()))).isEqualTo("plugin.consent-missing");
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
    }

    @Test
    void anotherPluginOfAKnownPublisherWithANewKeyIsHeldUp() throws Exception {
        registry.publish(plugin("alpha", "1.0.0")).write();
        install("alpha");
        String before = registry.keyId("acme");
        registry.rotate("acme").publish(plugin("beta", "1.0.0")).write();

        assertThat(signerQuestions(planned("beta"))).singleElement().satisfies(question -> {
            assertThat(question.question()).contains("beta", "acme", "new here");
            assertThat(question.details()).contains("before:  " + before);
        });
        assertThat(code(() -> applyWithYes(planned("beta")))).isEqualTo("plugin.consent-missing");

        install("beta");
        registry.publish(plugin("gamma", "1.0.0")).write();
        assertThat(signerQuestions(planned("gamma")))
                .as("the key was accepted already")
                .isEmpty();
    }

    @Test
    void dependencyWithANewKeyIsHeldUp() throws Exception {
        registry.publish(plugin("alpha", "1.0.0")).write();
        install("alpha");
        registry.publish(plugin("gamma", "1.0.0").needing("beta", "1.0"))
                .rotate("acme")
                .publish(plugin("beta", "1.0.0"))
                .write();

        assertThat(signerQuestions(planned("gamma")))
                .singleElement()
                .satisfies(question -> assertThat(question.question()).contains("beta"));
    }

    @Test
    void publisherWhoIsUninstalledIsNotForgotten() throws Exception {
        registry.publish(plugin("alpha", "1.0.0")).write();
        install("alpha");
        uninstall(true, "alpha");
        registry.rotate("acme").publish(plugin("alpha", "1.1.0")).write();
        restart();

        assertThat(signerQuestions(planned("alpha"))).hasSize(1);
        assertThat(signerQuestions(planned("alpha@1.0.0"))).isEmpty();
        assertThat(code(() -> applyWithYes(planned("alpha")))).isEqualTo("plugin.consent-missing");
    }

    @Test
    void stateOfAnOlderHomeKnowsTheSignersOfWhatIsInstalled() throws Exception {
        registry.publish(plugin("alpha", "1.0.0")).write();
        install("alpha");
        String state = Files.readString(home.resolve("state.json"));
        int signers = state.indexOf("\"signers\"");
        assertThat(signers).isPositive();
        Files.writeString(home.resolve("state.json"), state.substring(0, state.lastIndexOf(',', signers)) + "}");
        registry.rotate("acme").publish(plugin("beta", "1.0.0")).write();
        restart();

        assertThat(signerQuestions(planned("beta"))).hasSize(1);
    }

    @Test
    void keyThatTheClaimHasNoMoreIsRefusedWhateverWasAccepted() throws Exception {
        registry.publish(plugin("alpha", "1.0.0"))
                .publish(plugin("beta", "1.0.0"))
                .write();
        install("alpha");
        registry.rotate("acme").retire("acme").write();

        assertThat(code(() -> install("beta"))).isEqualTo("plugin.wrong-signer");
        restart();
        assertThat(framework().commands())
                .as("what is installed was verified with the key of its time")
                .containsExactly("alpha hello 1.0.0");
    }

    @Test
    void olderVersionSignedByAnOlderKeyIsHeldUp() throws Exception {
        registry.publish(plugin("alpha", "1.0.0"))
                .rotate("acme")
                .publish(plugin("alpha", "2.0.0"))
                .write();
        install("alpha");

        assertThat(signerQuestions(planned("alpha@1.0.0"))).hasSize(1);
        assertThat(code(() -> applyWithYes(planned("alpha@1.0.0")))).isEqualTo("plugin.consent-missing");

        registry.retire("acme").write();
        assertThat(code(() -> install("alpha@1.0.0"))).isEqualTo("plugin.wrong-signer");
        assertThat(framework().commands()).containsExactly("alpha hello 2.0.0");
    }

    @Test
    void keyThatComesBackIsAskedForAgainByThePluginThatLeftIt() throws Exception {
        registry.publish(plugin("alpha", "1.0.0")).write();
        install("alpha");
        registry.rotate("acme").publish(plugin("alpha", "1.1.0")).write();
        update("alpha");
        registry.signWithFirst("acme").publish(plugin("alpha", "1.2.0")).write();

        assertThat(signerQuestions(updating())).hasSize(1);
    }

    @Test
    void pluginThatMovesToAnotherPublisherIsHeldUpAlsoWhereTheKeyIsTheSame() throws Exception {
        registry.publish(plugin("alpha", "1.0.0")).write();
        install("alpha");
        registry.owns("acme", "beta")
                .sharing("acme", "globex", "alpha")
                .forget("alpha")
                .publish(plugin("alpha", "1.1.0").by("globex"))
                .write();

        assertThat(signerQuestions(updating())).singleElement().satisfies(question -> {
            assertThat(question.question()).contains("another publisher");
            assertThat(question.details())
                    .contains("before:  publisher acme", "now:     publisher globex")
                    .anyMatch(line -> line.startsWith("Ask acme"));
        });
        assertThat(code(() -> applyWithYes(updating()))).isEqualTo("plugin.consent-missing");
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
    }

    @Test
    void publishersWhoShareAKeyAreTwo() throws Exception {
        registry.sharing("acme", "globex", "epsilon")
                .publish(plugin("alpha", "1.0.0"))
                .publish(plugin("epsilon", "1.0.0").by("globex"))
                .write();
        install("alpha", "epsilon");
        registry.rotate("globex")
                .publish(plugin("epsilon", "1.1.0").by("globex"))
                .publish(plugin("alpha", "1.1.0"))
                .write();

        assertThat(signerQuestions(updating())).singleElement().satisfies(question -> assertThat(question.question())
                .contains("epsilon"));
    }

    @Test
    void agreementToAnotherKeyIsNone() throws Exception {
        registry.publish(plugin("alpha", "1.0.0")).write();
        install("alpha");
        String before = registry.keyId("acme");
        registry.rotate("acme").publish(plugin("alpha", "1.1.0")).write();
        InstallPlan plan = updating();

        assertThat(code(() ->
                        marketplace().apply(plan, List.of(before, plan.digest()), progress, RecordingProgress.NEVER)))
                .isEqualTo("plugin.consent-missing");
    }

    @Test
    void publisherWhomAnotherProcessMetMeanwhileIsKnown() throws Exception {
        registry.publish(plugin("alpha", "1.0.0"))
                .rotate("acme")
                .publish(plugin("beta", "1.0.0"))
                .write();
        InstallPlan plan = planned("beta");
        assertThat(signerQuestions(plan)).isEmpty();
        try (TestFramework other = TestFramework.start(home, distribution)) {
            InstallPlan there = other.marketplace().plan(installing("alpha"), progress);
            other.marketplace()
                    .apply(
                            there,
                            there.confirmations().stream()
                                    .map(Confirmation::digest)
                                    .toList(),
                            progress,
                            RecordingProgress.NEVER);
        }

        assertThat(code(() -> apply(plan))).isEqualTo("plugin.state-changed");
        assertThat(signerQuestions(planned("beta"))).hasSize(1);
    }
}
