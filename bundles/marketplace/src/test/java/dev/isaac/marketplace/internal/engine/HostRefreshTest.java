package dev.isaac.marketplace.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.SignerKey;
import dev.isaac.marketplace.internal.state.State;
import dev.isaac.marketplace.testing.TestFramework;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;

/**
 * A part of the host that uses a plugin would restart with it. The resolver hook keeps the two apart, so here it is left away:
 * the refusal is the second lock.
 */
class HostRefreshTest {

    private static final PluginId ALPHA = PluginId.of("alpha");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private Framework framework;
    private PluginRuntime runtime;
    private Bundle host;

    @BeforeEach
    void start() throws Exception {
        System.setProperty("felix.extensions.disable", "true");
        framework = new FrameworkFactory().newFramework(Map.of("org.osgi.framework.storage", folder.toString()));
        framework.start();
        runtime = new PluginRuntime(
                framework.getBundleContext(), new PluginRuntime.Limits(LIMIT, Duration.ZERO, Duration.ZERO));
        byte[] jar = TestFramework.bundle("test.alpha", Map.of("Export-Package", "alpha.api"));
        State state = State.EMPTY.with(List.of(plugin()), List.of());
        runtime.converge(state, Map.of(), plugin -> jar);
        host = framework
                .getBundleContext()
                .installBundle(
                        "host",
                        new ByteArrayInputStream(
                                TestFramework.bundle("host.user", Map.of("Import-Package", "alpha.api"))));
    }

    @AfterEach
    void stop() throws Exception {
        runtime.close();
        framework.stop();
        framework.waitForStop(LIMIT.toMillis());
    }

    private static PluginRecord plugin() {
        return new PluginRecord(
                ALPHA,
                PluginVersion.parse("1.0.0"),
                "isaac",
                "acme",
                "test.alpha",
                "0".repeat(64),
                42,
                "1".repeat(64),
                new SignerKey("2".repeat(64), "ed25519", "AAAA"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:00:00Z",
                true);
    }

    @Test
    void aPluginThatNoPartOfTheHostUsesMayChange() throws Exception {
        assertThat(runtime.impact(List.of(ALPHA)).bundles()).containsExactly("test.alpha");
    }

    @Test
    void aChangeThatWouldRestartAPartOfTheHostIsRefused() throws Exception {
        host.start();

        Fault fault = Objects.requireNonNull(
                        catchThrowableOfType(CommandException.class, () -> runtime.impact(List.of(ALPHA))))
                .fault();

        assertThat(fault.code()).isEqualTo("plugin.refreshes-host");
        assertThat(fault.message()).contains("host.user");
        assertThat(fault.hint()).contains("self update");
        assertThat(host.getState()).isEqualTo(Bundle.ACTIVE);
    }
}
