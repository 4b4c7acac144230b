package dev.isaac.marketplace.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Fault;
import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.SearchQuery;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.trust.Digests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Plugins that need others without being wired to them: they run only where these run. */
@Timeout(60)
class NeedsTest extends MarketplaceCase {

    private final TestPlugin alpha = TestPlugin.of("alpha", "1.0.0", "alpha hello");

    @AfterEach
    void calm() {
        System.clearProperty("isaac.test.throw");
    }

    private void installAll() throws Exception {
        registry.publish(alpha)
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello").needing("alpha", "[1,2)"))
                .publish(TestPlugin.of("gamma", "1.0.0", "gamma hello").needing("beta", "[1,2)"))
                .publish(TestPlugin.of("delta", "1.0.0", "delta hello").needing("alpha", "[1,2)", true))
                .write();
        install("alpha", "beta", "gamma", "delta");
        assertThat(framework().commands()).hasSize(4);
    }

    private void damage() throws Exception {
        String digest = Digests.sha256(alpha.jar());
        Path stored = home.resolve("store/sha256/" + digest.substring(0, 2) + "/" + digest);
        byte[] bytes = Files.readAllBytes(stored);
        bytes[100] ^= 1;
        Files.write(stored, bytes);
    }

    private void advise(String advisories) throws Exception {
        registry.target("advisories.json", "{\"format\":1,\"advisories\":[" + advisories + "]}")
                .write();
        marketplace().search(new SearchQuery("", List.of(), 10), progress);
    }

    private void assertOnlyWhatNeedsNothingRuns() throws Exception {
        assertThat(framework().commands())
                .containsExactly(
                        "alpha hello blocked", "beta hello blocked", "delta hello 1.0.0", "gamma hello blocked");
        assertThat(framework().plugins()).containsExactly("test.delta 1.0.0");
        List<String> problems = marketplace().installed().stream()
                .flatMap(plugin -> plugin.problem().stream())
                .map(Fault::code)
                .toList();
        assertThat(problems).hasSize(3).endsWith("plugin.need-blocked", "plugin.need-blocked");
    }

    private void assertAllRun() throws Exception {
        assertThat(framework().commands())
                .containsExactly("alpha hello 1.0.0", "beta hello 1.0.0", "delta hello 1.0.0", "gamma hello 1.0.0");
        assertThat(marketplace().installed())
                .extracting(InstalledPlugin::status)
                .containsOnly(InstalledPlugin.Status.RUNNING);
    }

    @Test
    void whatNeedsABlockedPluginDoesNotStartAndStartsWithItsRepair() throws Exception {
        installAll();
        damage();

        restart();

        assertOnlyWhatNeedsNothingRuns();
        Fault beta = marketplace().installed().get(1).problem().orElseThrow();
        assertThat(beta.message())
                .startsWith("beta 1.0.0 does not run, because it needs alpha, which does not run: ")
                .contains("alpha 1.0.0");
        assertThat(beta.hint()).contains("It starts by itself when alpha runs again.", "marketplace install alpha");

        install("alpha");

        assertAllRun();
        restart();
        assertAllRun();
    }

    @Test
    void aCriticalAdvisoryStopsWhatNeedsThePluginAndSaysSo() throws Exception {
        installAll();

        advise("{\"id\":\"ACME-1\",\"plugin\":\"alpha\",\"range\":\"[1.0,1.1)\",\"severity\":\"critical\","
                + "\"reason\":\"It sends files to strangers.\"}");

        assertOnlyWhatNeedsNothingRuns();
        assertThat(progress.warnings)
                .anyMatch(warning -> warning.startsWith("alpha was stopped: "))
                .anyMatch(warning -> warning.startsWith("beta was stopped: beta 1.0.0 does not run, because it needs"))
                .anyMatch(warning -> warning.startsWith("gamma was stopped: "));

        advise("");

        assertAllRun();
    }

    @Test
    void nothingIsInstalledThatNeedsAPluginWhichMayNotRun() throws Exception {
        registry.owns("acme", "alpha", "beta").publish(alpha).write();
        install("alpha");
        registry.publish(TestPlugin.of("beta", "1.0.0", "beta hello").needing("alpha", "[1,2)"));
        advise("{\"id\":\"ACME-1\",\"plugin\":\"alpha\",\"range\":\"[1.0,1.1)\",\"severity\":\"critical\","
                + "\"reason\":\"It sends files to strangers.\"}");

        assertThat(code(() -> install("beta"))).isIn("plugin.need-blocked", "advisory.blocked");

        assertThat(framework().commands()).containsExactly("alpha hello blocked");
        assertThat(marketplace().installed())
                .extracting(plugin -> plugin.id().value())
                .containsExactly("alpha");
    }

    /** In a circle one starts before the other fails. */
    @Test
    void noneOfACircleRunsWithoutTheOthers() throws Exception {
        registry.owns("acme", "alpha", "beta")
                .publish(TestPlugin.of("alpha", "1.0.0", "alpha hello").needing("beta", "[1,2)"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello")
                        .behaving("throw-second-time")
                        .needing("alpha", "[1,2)"))
                .write();
        install("alpha");
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0", "beta hello 1.0.0");
        System.setProperty("isaac.test.throw", "true");

        restart();

        assertThat(framework().commands()).containsExactly("alpha hello blocked", "beta hello blocked");
        assertThat(framework().plugins()).isEmpty();
        System.clearProperty("isaac.test.throw");
        restart();
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0", "beta hello 1.0.0");
    }
}
