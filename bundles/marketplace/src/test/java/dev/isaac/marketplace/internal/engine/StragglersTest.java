package dev.isaac.marketplace.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.HealthCheck.Finding;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.marketplace.testplugin.ThreadActivator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.ServiceReference;

/** Threads of a plugin that go on when it was stopped are named; those that end are nobody's business. */
@Timeout(60)
class StragglersTest extends MarketplaceCase {

    private static final String SENTENCE = " was stopped, but 2 threads of it go on: idle-pool, poller.";

    @AfterEach
    void release() throws Exception {
        System.setProperty("isaac.test.release", "true");
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> List.of("idle-pool", "poller").contains(thread.getName()))) {
            Thread.onSpinWait();
        }
        System.clearProperty("isaac.test.release");
    }

    private static TestPlugin plugin(String version) {
        return TestPlugin.of("alpha", version).activator(ThreadActivator.class);
    }

    private List<String> doctor() throws Exception {
        List<String> sentences = new ArrayList<>();
        for (ServiceReference<HealthCheck> reference :
                framework().context().getServiceReferences(HealthCheck.class, null)) {
            framework().context().getService(reference).check().stream()
                    .filter(finding -> finding.topic().equals("threads"))
                    .map(Finding::message)
                    .forEach(sentences::add);
        }
        return sentences;
    }

    @Test
    void threadsThatGoOnAreNamedAndToldUntilTheyEnd() throws Exception {
        registry.publish(plugin("1.0.0")).write();
        install("alpha");
        assertThat(doctor()).isEmpty();
        registry.publish(plugin("1.1.0").header("Test-Tidy", "yes")).write();

        update("alpha");

        assertThat(framework().plugins()).containsExactly("test.alpha 1.1.0");
        assertThat(progress.warnings).containsExactly("alpha 1.0.0" + SENTENCE);
        assertThat(doctor()).containsExactly("alpha 1.0.0" + SENTENCE);
        uninstall(false, "alpha");
        assertThat(progress.warnings).as("1.1.0 ended its own").hasSize(1);

        release();

        assertThat(doctor()).isEmpty();
    }

    @Test
    void aRemovalTellsToo() throws Exception {
        registry.publish(plugin("1.0.0")).write();
        install("alpha");

        uninstall(false, "alpha");

        assertThat(progress.warnings).containsExactly("alpha 1.0.0" + SENTENCE);
        assertThat(framework().plugins()).isEmpty();
    }

    @Test
    void whoEndsItsThreadsIsNotNamed() throws Exception {
        registry.publish(plugin("1.0.0").header("Test-Tidy", "yes")).write();
        install("alpha");

        uninstall(false, "alpha");

        assertThat(progress.warnings).isEmpty();
        assertThat(doctor()).isEmpty();
    }
}
