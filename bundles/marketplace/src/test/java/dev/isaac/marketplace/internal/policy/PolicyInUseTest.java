package dev.isaac.marketplace.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Fault;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.HealthCheck.Finding;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.NewRegistry;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.SearchQuery;
import dev.isaac.marketplace.TrustAnchor;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.RecordingProgress;
import dev.isaac.marketplace.testing.TestPlugin;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

/** A policy where it counts: at installations, updates and with copies of registries that grew old. */
class PolicyInUseTest extends MarketplaceCase {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private void home(String rules) throws Exception {
        Files.writeString(home.resolve("policy.json"), "{\"marketplace\":{" + rules + "}}");
    }

    private String ago(Duration age) {
        return now.minus(age).toString();
    }

    private TestPlugin alpha(String version, Duration age) {
        return TestPlugin.of("alpha", version, "alpha hello").published(ago(age));
    }

    private String installed() throws Exception {
        return marketplace().installed().get(0).version().toString();
    }

    private InstallPlan plan() throws Exception {
        return marketplace().plan(new PlanRequest.Update(List.of()), progress);
    }

    private List<String> findings(String topic) throws Exception {
        List<String> findings = new ArrayList<>();
        for (ServiceReference<HealthCheck> reference :
                framework().context().getServiceReferences(HealthCheck.class, null)) {
            for (Finding finding : framework().context().getService(reference).check()) {
                if (finding.topic().startsWith(topic)) {
                    findings.add(finding.status() + " " + finding.message());
                }
            }
        }
        return findings;
    }

    @Test
    void refusedDependencyRefusesThePlan() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0"))
                .publish(TestPlugin.of("beta", "1.0.0").needing("alpha", "[1,2)"))
                .write();
        home("\"refusedPlugins\":[\"alpha\"]");

        Fault fault = fault(() -> install("beta"));

        assertThat(fault.code()).isEqualTo("policy.refused");
        assertThat(fault.details()).containsEntry("rule", "marketplace.refusedPlugins");
    }

    @Test
    void nameThatAPolicyMapsIsNotAskedForElsewhere() throws Exception {
        registry.publish(TestPlugin.of("acme-tool", "1.0.0")).write();
        home("\"namespaces\":{\"acme-*\":[\"corp\"]}");

        Fault fault = fault(() -> install("acme-tool"));

        assertThat(fault.details()).containsEntry("rule", "marketplace.namespaces.acme-*");
        assertThat(marketplace().search(new SearchQuery("", List.of(), 10), progress))
                .isEmpty();
    }

    @Test
    void registryThatIsNotAllowedIsNotAdded() throws Exception {
        registry.write();
        home("\"registries\":[\"isaac\"]");

        assertThat(code(() -> marketplace()
                        .addRegistry(
                                new NewRegistry(
                                        "other",
                                        registry.folder().toString(),
                                        new TrustAnchor.OfFile(registry.rootFile()),
                                        List.of()),
                                progress)))
                .isEqualTo("policy.refused");
        assertThat(marketplace().registries()).hasSize(1);
    }

    @Test
    void newVersionWaitsAndSaysWhy() throws Exception {
        registry.publish(alpha("1.0.0", Duration.ofDays(90))).write();
        install("alpha");
        registry.publish(alpha("1.1.0", Duration.ofDays(5)))
                .publish(alpha("1.2.0", Duration.ofHours(3)))
                .write();
        home("\"updateCooldown\":{\"confirmed\":\"2d\",\"new\":\"20d\"}");

        update("alpha");

        assertThat(installed()).as("the newest one that is old enough").isEqualTo("1.1.0");
        InstallPlan plan = plan();
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.notes())
                .singleElement()
                .asString()
                .contains(
                        "alpha 1.2.0 waits until " + now.plus(Duration.ofHours(45)),
                        "2 days",
                        "marketplace.updateCooldown.confirmed",
                        "marketplace install alpha@1.2.0");

        install("alpha@1.2.0");
        assertThat(installed()).as("whoever names the version takes it").isEqualTo("1.2.0");
    }

    @Test
    void publishersWhomNobodyConfirmedWaitLonger() throws Exception {
        registry.unconfirmed().publish(alpha("1.0.0", Duration.ofDays(90))).write();
        install("alpha");
        registry.publish(alpha("1.1.0", Duration.ofDays(5))).write();
        home("\"updateCooldown\":{\"confirmed\":\"2d\",\"new\":\"20d\"}");

        assertThat(update("alpha")).isEmpty();
        assertThat(plan().notes()).singleElement().asString().contains("marketplace.updateCooldown.new");
    }

    @Test
    void versionWithoutADateWaits() throws Exception {
        registry.publish(alpha("1.0.0", Duration.ofDays(90))).write();
        install("alpha");
        registry.publish(TestPlugin.of("alpha", "1.1.0", "alpha hello").published(""))
                .write();
        home("\"updateCooldown\":{\"confirmed\":\"1h\"}");

        assertThat(update("alpha")).isEmpty();
    }

    @Test
    void fixOfASecurityProblemDoesNotWait() throws Exception {
        registry.publish(alpha("1.0.0", Duration.ofDays(90))).write();
        install("alpha");
        registry.publish(alpha("1.0.1", Duration.ofHours(1)))
                .publish(alpha("1.1.0", Duration.ofHours(1)))
                .target("advisories.json", """
                        {"format":1,"advisories":[{"id":"A-1","plugin":"alpha","range":"[1.0,1.1)","severity":"medium",
                        "reason":"It leaks."}]}""")
                .write();
        home("\"updateCooldown\":{\"confirmed\":\"2d\"}");

        update("alpha");

        assertThat(installed()).isEqualTo("1.1.0");
    }

    @Test
    void firstInstallationDoesNotWait() throws Exception {
        registry.publish(alpha("1.0.0", Duration.ofHours(1))).write();
        home("\"updateCooldown\":{\"confirmed\":\"2d\"}");

        install("alpha");

        assertThat(installed()).isEqualTo("1.0.0");
    }

    @Test
    void expiredCopyServesOnlyUnderARuleAndLoudly() throws Exception {
        registry.publish(alpha("1.0.0", Duration.ofDays(90)))
                .expiring(ago(Duration.ofDays(10)))
                .write();
        assertThat(code(() -> install("alpha"))).isEqualTo("trust.expired");
        home("\"expiredMetadata\":{\"maxAge\":\"5d\"}");
        Fault tooOld = fault(() -> install("alpha"));
        assertThat(tooOld.code()).isEqualTo("trust.expired");
        assertThat(tooOld.message()).contains("more than 5 days ago");
        home("\"expiredMetadata\":{\"maxAge\":\"30d\",\"registries\":[\"other\"]}");
        assertThat(code(() -> install("alpha"))).isEqualTo("trust.expired");
        home("\"expiredMetadata\":{\"maxAge\":\"30d\",\"registries\":[\"isaac\"]}");
        progress.warnings.clear();

        install("alpha");

        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
        assertThat(progress.warnings)
                .singleElement()
                .asString()
                .contains(
                        "expired at " + ago(Duration.ofDays(10)),
                        "10 days ago",
                        "30 days",
                        "marketplace.expiredMetadata");
        for (int use = 0; use < 2; use++) {
            progress = new RecordingProgress();
            marketplace().search(new SearchQuery("", List.of(), 10), progress);
            assertThat(progress.warnings).as("at every use").hasSize(1);
        }
        assertThat(findings("registry isaac"))
                .singleElement()
                .asString()
                .startsWith("WARNING")
                .contains("policy allows");
    }

    @Test
    void ruleThatIsGoneIsGoneAtOnce() throws Exception {
        registry.publish(alpha("1.0.0", Duration.ofDays(90)))
                .expiring(ago(Duration.ofDays(10)))
                .write();
        home("\"expiredMetadata\":{\"maxAge\":\"30d\"}");
        install("alpha");
        Files.delete(home.resolve("policy.json"));

        assertThat(code(() -> update("alpha"))).isEqualTo("trust.expired");
        assertThat(framework().commands()).as("what runs goes on").containsExactly("alpha hello 1.0.0");
    }

    @Test
    void doctorTellsOfThePolicy() throws Exception {
        registry.write();
        assertThat(findings("policy")).containsExactly("OK The policy can be read.");
        Files.writeString(distribution.resolve("etc/policy.json"), "{\"marketplace\":{\"locked\":true}}");
        home("\"automaticUpdates\":\"on\"");
        assertThat(findings("policy"))
                .singleElement()
                .asString()
                .startsWith("WARNING")
                .contains("automaticUpdates");
        home("\"automaticUpdate\":\"on\"");
        assertThat(findings("policy"))
                .singleElement()
                .asString()
                .startsWith("PROBLEM")
                .contains("policy.unreadable");
        assertThat(marketplace().known()).extracting(plugin -> plugin.id()).doesNotContain(PluginId.of("alpha"));
    }
}
