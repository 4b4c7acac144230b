package dev.isaac.marketplace.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Command;
import dev.isaac.command.Fault;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.marketplace.HistoryEntry;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.marketplace.testplugin.CheckedActivator;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plugin says of itself after its start decides whether it stays. */
@Timeout(60)
class HealthTest extends MarketplaceCase {

    private static final PluginId CHECKED = PluginId.of("alpha");

    HealthTest() {
        startLimit = 1500;
    }

    @AfterEach
    void release() {
        System.clearProperty("isaac.test.release");
    }

    private static TestPlugin checked(String version, String health) {
        return plugin(version).header("Test-Health", health);
    }

    private static TestPlugin plugin(String version) {
        return TestPlugin.of("alpha", version)
                .activator(CheckedActivator.class)
                .with(inner("Check"))
                .with(inner("Answer"));
    }

    private static Class<?> inner(String name) {
        try {
            return Class.forName(CheckedActivator.class.getName() + "$" + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"well", "warns", "for doctor only"})
    void aPluginThatIsWellStays(String health) throws Exception {
        registry.publish(checked("1.0.0", health)).write();
        install("alpha");
        assertThat(framework().plugins()).containsExactly("test.alpha 1.0.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "is ill | its health check says: index: The index has no entries",
                "throws | its health check failed: IllegalStateException: the index is not there",
                "error | its health check failed: NoClassDefFoundError: org/example/Missing",
                "null | its health check failed: NullPointerException",
                "hangs | its health check does not answer within 1500 ms",
                "hangs hard | its health check does not answer within 1500 ms"
            })
    void aPluginThatIsNotWellIsNotInstalled(String health, String why) throws Exception {
        registry.publish(checked("1.0.0", health)).write();

        Fault fault = fault(() -> install("alpha"));

        assertThat(fault.code()).isEqualTo("plugin.unhealthy");
        assertThat(fault.message()).startsWith("alpha 1.0.0 is not usable: " + why);
        if (health.equals("is ill")) {
            assertThat(fault.hint()).isEqualTo("Rebuild the index.");
        }
        System.setProperty("isaac.test.release", "true");
        assertThat(framework().plugins()).isEmpty();
        assertThat(marketplace().installed()).isEmpty();
    }

    @Test
    void anUpdateThatIsNotWellIsTakenBackWithTheWholePlanAndItsData() throws Exception {
        registry.publish(checked("1.0.0", "well"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello").behaving("data"))
                .write();
        install("alpha", "beta");
        registry.publish(checked("1.1.0", "is ill"))
                .publish(TestPlugin.of("beta", "1.1.0", "beta hello").behaving("data"))
                .write();

        assertThat(code(() -> update("alpha", "beta"))).isEqualTo("plugin.unhealthy");

        assertThat(framework().plugins()).containsExactly("test.alpha 1.0.0", "test.beta 1.0.0");
        assertThat(Files.readString(home.resolve("data/alpha/starts"))).isEqualTo("1.0.0\n1.0.0\n");
        assertThat(Files.readString(home.resolve("data/beta/starts"))).isEqualTo("1.0.0\n1.0.0\n");
        assertThat(marketplace().history())
                .extracting(HistoryEntry::outcome)
                .containsExactly("done", "plugin.unhealthy");
        assertThat(files("snapshots")).isEmpty();
    }

    @Test
    void aRollbackToWhatIsNotWellAnyMoreIsTakenBack() throws Exception {
        registry.publish(checked("1.0.0", "well")).write();
        install("alpha");
        registry.publish(checked("1.1.0", "well")).write();
        update("alpha");
        apply(marketplace().plan(new PlanRequest.Rollback(CHECKED), progress));
        assertThat(framework().plugins()).containsExactly("test.alpha 1.0.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "throws | the command 'checked run' failed: IllegalStateException: no manifest today",
                "other name | the command 'checked run' says that it is 'other name'"
            })
    void aCommandThatDoesNotAnswerIsNoCommand(String answer, String why) throws Exception {
        registry.publish(plugin("1.0.0").header("Test-Answer", answer)).write();

        Fault fault = fault(() -> install("alpha"));

        assertThat(fault.code()).isEqualTo("plugin.command-broken");
        assertThat(fault.message()).contains(why);
        assertThat(framework().plugins()).isEmpty();
    }

    @Test
    void aCommandThatAnswersIsOne() throws Exception {
        registry.publish(plugin("1.0.0").header("Test-Answer", "checked run")).write();
        install("alpha");
        assertThat(framework().commands()).containsExactly("checked run 1.0.0");
    }

    @Test
    void aHealthCheckThatCannotBeMadeIsNone() throws Exception {
        registry.publish(TestPlugin.of("gamma", "1.0.0")
                        .component(
                                LackingCheck.class, HealthCheck.class.getName(), """
                                <property name="isaac.start.check" type="Boolean" value="true"/>
                                <reference name="command" interface="%s" bind="bind"/>""".formatted(Command.class.getName()))
                        .importing("dev.isaac.command;version=\"[1.0,2)\",dev.isaac.command.spi;version=\"[1.0,2)\"")
                        .allowed())
                .write();

        Fault fault = fault(() -> install("gamma"));

        assertThat(fault.code()).isEqualTo("plugin.unsatisfied");
        assertThat(fault.message()).contains("the service of reference 'command'");
    }

    /** A check that needs what no plugin sees. */
    public static final class LackingCheck implements HealthCheck {
        private volatile String seen = "nothing";

        void bind(Command command) {
            seen = String.valueOf(command);
        }

        @Override
        public List<Finding> check() {
            return List.of(new Finding("command", Status.OK, seen, ""));
        }
    }
}
