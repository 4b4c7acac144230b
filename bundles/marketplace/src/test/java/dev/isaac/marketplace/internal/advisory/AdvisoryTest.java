package dev.isaac.marketplace.internal.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Confirmation;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.SearchQuery;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.trust.Digests;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a registry's signed warnings mean for what is to be installed. */
class AdvisoryTest extends MarketplaceCase {

    private final TestPlugin alpha = TestPlugin.of("alpha", "1.0.0", "alpha hello");

    private void advise(String... advisories) {
        registry.target("advisories.json", "{\"format\":1,\"advisories\":[" + String.join(",", advisories) + "]}")
                .write();
    }

    private static String range(String id, String plugin, String range, String severity) {
        return "{\"id\":\"" + id + "\",\"plugin\":\"" + plugin + "\",\"range\":\"" + range + "\",\"severity\":\""
                + severity + "\",\"reason\":\"It sends files to strangers.\"}";
    }

    private Path kept() {
        return home.resolve("trust/isaac.advisories");
    }

    private List<String> planned(String... selectors) throws Exception {
        return marketplace().plan(installing(selectors), progress).changes().stream()
                .map(change -> change.id() + " " + change.to().orElseThrow())
                .toList();
    }

    @Test
    void criticalOneRefusesTheInstallationWithReasonIdAndFixedVersion() throws Exception {
        registry.publish(alpha);
        advise(range("ACME-1", "alpha", "[1.0,1.2)", "critical"));

        Fault fault = fault(() -> install("alpha"));

        assertThat(fault.code()).isEqualTo("advisory.blocked");
        assertThat(fault.kind()).isEqualTo(FaultKind.VERIFICATION);
        assertThat(fault.message())
                .isEqualTo("alpha 1.0.0 is refused: advisory ACME-1 (critical): It sends files to strangers;"
                        + " fixed in 1.2.0.");
        assertThat(fault.hint()).contains("marketplace versions alpha");
        assertThat(code(() -> install("alpha@1.0.0"))).isEqualTo("advisory.blocked");
        assertThat(marketplace().installed()).isEmpty();
    }

    @Test
    void highOneRefusesToo() throws Exception {
        registry.publish(alpha);
        advise(range("ACME-1", "alpha", "[1.0,1.2)", "high"));

        assertThat(code(() -> install("alpha"))).isEqualTo("advisory.blocked");
    }

    @Test
    void milderOneIsInThePlanAndNeedsConsent() throws Exception {
        registry.publish(alpha);
        advise(range("ACME-1", "alpha", "1.0", "medium"));

        InstallPlan plan = marketplace().plan(installing("alpha"), progress);

        String warning = "warning: alpha 1.0.0: advisory ACME-1 (medium): It sends files to strangers";
        assertThat(plan.lines()).contains(warning);
        assertThat(plan.confirmations()).hasSize(1);
        Confirmation confirmation = plan.confirmations().get(0);
        assertThat(confirmation.details()).contains(warning);
        assertThat(code(() -> marketplace()
                        .apply(plan, List.of(), progress, dev.isaac.marketplace.testing.RecordingProgress.NEVER)))
                .isEqualTo("plugin.consent-missing");
        assertThat(apply(plan)).hasSize(1);
    }

    @Test
    void versionsWithoutWarningsAreChosenFirst() throws Exception {
        registry.publish(alpha)
                .publish(TestPlugin.of("alpha", "1.1.0", "alpha hello"))
                .publish(TestPlugin.of("alpha", "1.2.0", "alpha hello"));
        advise(range("ACME-1", "alpha", "[1.2,1.3)", "critical"), range("ACME-2", "alpha", "[1.1,1.2)", "low"));

        assertThat(planned("alpha")).containsExactly("alpha 1.0.0");
        assertThat(planned("alpha@1.1.0")).containsExactly("alpha 1.1.0");
    }

    @Test
    void neededPluginIsHeldToThem() throws Exception {
        registry.publish(alpha)
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello").needing("alpha", "[1,2)"));
        advise(range("ACME-1", "alpha", "1.0", "critical"));

        assertThat(code(() -> install("beta"))).isEqualTo("advisory.blocked");
    }

    @Test
    void keyThatIsInWrongHandsTaintsWhatItSignedSince() throws Exception {
        registry.publish(alpha);
        String key = "{\"id\":\"ACME-2\",\"key\":\"" + registry.keyId("acme")
                + "\",\"severity\":\"critical\",\"reason\":\"The key was stolen.\",\"since\":\"%s\"}";

        advise(key.formatted("2025-06-01T00:00:00Z"));
        assertThat(code(() -> install("alpha"))).isEqualTo("advisory.blocked");

        advise(key.formatted("2026-06-01T00:00:00Z"));
        assertThat(install("alpha")).hasSize(1);
    }

    @Test
    void fileIsNamedByItsDigest() throws Exception {
        registry.publish(alpha);
        advise("{\"id\":\"ACME-3\",\"sha256\":\"" + Digests.sha256(alpha.jar())
                + "\",\"severity\":\"high\",\"reason\":\"It was swapped.\"}");

        assertThat(code(() -> install("alpha"))).isEqualTo("advisory.blocked");
    }

    @Test
    void oneThatComesBetweenPlanAndConsentCounts() throws Exception {
        registry.publish(alpha).write();
        InstallPlan plan = marketplace().plan(installing("alpha"), progress);
        advise(range("ACME-1", "alpha", "1.0", "critical"));
        marketplace().search(new SearchQuery("alpha", List.of(), 10), progress);

        assertThat(code(() -> apply(plan))).isEqualTo("advisory.blocked");
    }

    @Test
    void damagedOnesAreAFaultAndNeverNone() throws Exception {
        registry.publish(alpha).target("advisories.json", "{\"format\":1}").write();

        assertThat(code(() -> install("alpha"))).isEqualTo("trust.malformed");
    }

    @Test
    void listedOnesThatAreNotThereAreAFault() throws Exception {
        registry.publish(alpha);
        advise();
        Path folder = distribution.resolve("registry/targets");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.advisories.json")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }

        assertThat(code(() -> install("alpha"))).startsWith("trust.");
    }

    @Test
    void whatIsKeptFollowsTheRegistry() throws Exception {
        registry.publish(alpha);
        advise(range("ACME-1", "alpha", "1.0", "low"));
        install("alpha");
        assertThat(Files.readString(kept())).contains("ACME-1");

        advise();
        update("alpha");
        assertThat(Files.readString(kept())).doesNotContain("ACME-1");
    }
}
