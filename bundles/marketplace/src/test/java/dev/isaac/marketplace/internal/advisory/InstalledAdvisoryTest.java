package dev.isaac.marketplace.internal.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Command;
import dev.isaac.command.Fault;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.HealthCheck.Finding;
import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.PluginAdvisory;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.SearchQuery;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

/** What a registry's signed warnings mean for what is installed and running. */
class InstalledAdvisoryTest extends MarketplaceCase {

    @BeforeEach
    void installTwo() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .write();
        install("alpha", "beta");
    }

    private void advise(String severity) {
        String advisory = severity.isEmpty()
                ? ""
                : "{\"id\":\"ACME-1\",\"plugin\":\"alpha\",\"range\":\"[1.0,1.1)\",\"severity\":\"" + severity
                        + "\",\"reason\":\"It sends files to strangers.\"}";
        registry.target("advisories.json", "{\"format\":1,\"advisories\":[" + advisory + "]}")
                .write();
    }

    private void refresh() throws Exception {
        marketplace().search(new SearchQuery("", List.of(), 10), progress);
    }

    private InstalledPlugin alpha() throws Exception {
        return marketplace().installed().get(0);
    }

    private Path kept() {
        return home.resolve("trust/isaac.advisories");
    }

    private void loseRegistry() throws Exception {
        Files.move(distribution.resolve("registry/metadata"), distribution.resolve("registry/gone"));
    }

    private List<Finding> findings() throws Exception {
        List<Finding> findings = new ArrayList<>();
        for (ServiceReference<HealthCheck> reference :
                framework().context().getServiceReferences(HealthCheck.class, null)) {
            findings.addAll(framework().context().getService(reference).check());
        }
        return findings.stream()
                .filter(finding -> finding.topic().startsWith("plugin"))
                .toList();
    }

    @Test
    void criticalOneStopsTheRunningPluginAndSaysWhy() throws Exception {
        advise("critical");

        refresh();

        assertThat(framework().commands()).containsExactly("alpha hello blocked", "beta hello 1.0.0");
        assertThat(framework().plugins()).containsExactly("test.beta 1.0.0");
        assertThat(progress.warnings)
                .anyMatch(warning -> warning.startsWith("alpha was stopped: alpha 1.0.0 may not run: advisory ACME-1"
                        + " (critical): It sends files to strangers; fixed in 1.1.0."));
        assertThat(alpha().status()).isEqualTo(InstalledPlugin.Status.BLOCKED);
        assertThat(alpha().problem().map(Fault::code)).contains("advisory.blocked");
        assertThat(marketplace()
                        .verify(Optional.empty(), progress)
                        .get(0)
                        .problem()
                        .map(Fault::code))
                .contains("advisory.blocked");
    }

    @Test
    void milderOneIsToldOnce() throws Exception {
        advise("high");
        refresh();
        progress.warnings.clear();

        refresh();

        assertThat(progress.warnings).isEmpty();
    }

    @Test
    void nextStartNeedsNoRegistryToKnow() throws Exception {
        advise("critical");
        refresh();
        loseRegistry();

        restart();

        assertThat(framework().commands()).containsExactly("alpha hello blocked", "beta hello 1.0.0");
        ServiceReference<?>[] found = framework()
                .context()
                .getAllServiceReferences(Command.class.getName(), "(" + Command.NAME + "=alpha hello)");
        Command command = (Command) framework().context().getService(found[0]);
        Fault fault = command.unavailable().orElseThrow();
        assertThat(fault.code()).isEqualTo("advisory.blocked");
        assertThat(fault.message()).contains("ACME-1").contains("It sends files to strangers");
        assertThat(findings())
                .anyMatch(finding -> finding.status() == HealthCheck.Status.PROBLEM
                        && finding.message().contains("ACME-1"));
    }

    @Test
    void installingItAgainDoesNotHelp() throws Exception {
        advise("critical");
        assertThat(code(() -> install("alpha"))).isEqualTo("advisory.blocked");
        // When all are meant, the others are not held up.
        assertThat(update()).isEmpty();
        assertThat(progress.warnings).anyMatch(warning -> warning.contains("ACME-1"));
    }

    @Test
    void versionWithoutItTakesItsPlace() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.1.0", "alpha hello"));
        advise("critical");
        refresh();

        update("alpha");

        assertThat(framework().commands()).containsExactly("alpha hello 1.1.0", "beta hello 1.0.0");
        assertThat(alpha().advisories()).isEmpty();
    }

    @Test
    void withdrawnOneLetsThePluginStartAgain() throws Exception {
        advise("critical");
        refresh();
        advise("");

        refresh();

        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0", "beta hello 1.0.0");
    }

    @Test
    void milderOneIsToldAndShownAndLetsThePluginRun() throws Exception {
        advise("high");
        refresh();

        String line = "alpha 1.0.0: advisory ACME-1 (high): It sends files to strangers; fixed in 1.1.0.";
        assertThat(progress.warnings).containsExactly(line);
        assertThat(alpha().advisories()).extracting(PluginAdvisory::id).containsExactly("ACME-1");
        assertThat(marketplace().info(PluginSelector.parse("alpha"), progress).advisories())
                .extracting(PluginAdvisory::severity)
                .containsExactly("high");
        assertThat(findings())
                .anyMatch(finding -> finding.status() == HealthCheck.Status.WARNING
                        && finding.message().equals(line));
        restart();
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0", "beta hello 1.0.0");
    }

    @Test
    void versionThatMayNotBeInstalledIsNoUpdate() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.5", "alpha hello"));
        advise("high");

        assertThat(marketplace().outdated(progress)).isEmpty();
    }

    @Test
    void damagedOnesBlockUntilTheRegistryWasAsked() throws Exception {
        advise("low");
        refresh();
        Files.writeString(kept(), Files.readString(kept()).replace("low", "odd"));

        restart();

        assertThat(alpha().problem().map(Fault::code)).contains("advisory.damaged");
        refresh();
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0", "beta hello 1.0.0");
    }

    @Test
    void removedRegistryLeavesItsWarningsBehind() throws Exception {
        advise("critical");
        refresh();
        Files.writeString(distribution.resolve("etc/registries.json"), "{\"format\":1,\"registries\":[]}");

        restart();

        assertThat(alpha().problem().map(Fault::code)).contains("advisory.blocked");
    }
}
