package dev.isaac.testing.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.isaac.launcher.IsaacRuntime;
import dev.isaac.launcher.RuntimeOptions;
import dev.isaac.launcher.RuntimeOptions.Mode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** These tests run in a real framework; a wrong assertion there has to turn them red, and a right one must not. */
class HarnessCanFailTest {

    /** Run by the test below only: surefire takes no class of this name. */
    static class WrongOnPurpose {

        @TempDir
        private Path folder;

        private int bundles() throws Exception {
            Path distribution = ProbeDistribution.withProbeInHost(folder);
            RuntimeOptions options =
                    RuntimeOptions.of(folder.resolve("home"), distribution).withMode(Mode.BUNDLES);
            try (IsaacRuntime runtime = IsaacRuntime.start(options)) {
                return runtime.context().getBundles().length;
            }
        }

        @Test
        void right() throws Exception {
            assertThat(bundles()).isPositive();
        }

        @Test
        void wrong() throws Exception {
            assertThat(bundles()).as("a wrong expectation").isZero();
        }
    }

    @Test
    void turnsRedAtAWrongAssertionInsideTheFramework() {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(WrongOnPurpose.class))
                                .build(),
                        listener);

        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(1);
        List<Failure> failures = listener.getSummary().getFailures();
        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.getTestIdentifier().getDisplayName()).isEqualTo("wrong()");
            assertThat(failure.getException()).hasMessageContaining("a wrong expectation");
        });
    }
}
