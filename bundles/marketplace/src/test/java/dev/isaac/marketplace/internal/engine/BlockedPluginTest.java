package dev.isaac.marketplace.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Command;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PlannedChange;
import dev.isaac.marketplace.PlannedChange.Action;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.trust.Digests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** A plugin whose stored bytes changed: its names stay its own, and it can be repaired. */
class BlockedPluginTest extends MarketplaceCase {

    private final TestPlugin alpha = TestPlugin.of("alpha", "1.0.0", "alpha hello", "alpha bye");

    private Path stored() {
        String digest = Digests.sha256(alpha.jar());
        return home.resolve("store/sha256/" + digest.substring(0, 2) + "/" + digest);
    }

    private void change(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        bytes[100] ^= 1;
        Files.write(file, bytes);
    }

    private void installThenBlock() throws Exception {
        registry.publish(alpha)
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .write();
        install("alpha", "beta");
        change(stored());
        restart();
    }

    private Command command(String name) throws Exception {
        ServiceReference<?>[] found = framework()
                .context()
                .getAllServiceReferences(Command.class.getName(), "(" + Command.NAME + "=" + name + ")");
        assertThat(found).as("who has the name " + name).hasSize(1);
        return (Command) framework().context().getService(found[0]);
    }

    private List<Action> actions(InstallPlan plan) {
        return plan.changes().stream().map(PlannedChange::action).toList();
    }

    private void assertRuns() throws Exception {
        assertThat(framework().commands()).containsExactly("alpha bye 1.0.0", "alpha hello 1.0.0", "beta hello 1.0.0");
        assertThat(marketplace().installed())
                .extracting(InstalledPlugin::status)
                .containsOnly(InstalledPlugin.Status.RUNNING);
        assertThat(marketplace().verify(Optional.empty(), progress))
                .allMatch(verified -> verified.problem().isEmpty());
    }

    @Test
    void everyCommandAnswersWithTheReasonAndThePlugin() throws Exception {
        installThenBlock();

        assertThat(framework().commands())
                .containsExactly("alpha bye blocked", "alpha hello blocked", "beta hello 1.0.0");
        Command hello = command("alpha hello");
        assertThat(hello.manifest().name()).isEqualTo("alpha hello");
        assertThat(hello.manifest().summary()).contains("Blocked").contains("alpha");
        Fault fault = hello.unavailable().orElseThrow();
        assertThat(fault.code()).isEqualTo("plugin.tampered");
        assertThat(fault.kind()).isEqualTo(FaultKind.VERIFICATION);
        assertThat(fault.message()).startsWith("The command alpha hello belongs to alpha, which is blocked: ");
        assertThat(fault.hint()).isEqualTo("marketplace install alpha fetches it again; its data stays.");
    }

    @Test
    void anybodyElseWithTheNameGoesFirst() throws Exception {
        installThenBlock();
        ServiceReference<?>[] found = framework()
                .context()
                .getAllServiceReferences(Command.class.getName(), "(" + Command.NAME + "=alpha hello)");

        assertThat(found[0].getProperty(Constants.SERVICE_RANKING)).isEqualTo(Integer.MIN_VALUE);
    }

    @Test
    void installationFetchesTheSameBytesAgain() throws Exception {
        installThenBlock();

        InstallPlan plan = marketplace().plan(installing("alpha"), progress);
        assertThat(actions(plan)).containsExactly(Action.REPAIR);
        assertThat(plan.lines().get(0)).startsWith("repair alpha 1.0.0 by acme, key ");
        assertThat(plan.confirmations()).isEmpty();
        apply(plan);

        assertRuns();
        restart();
        assertRuns();
        assertThat(marketplace().plan(installing("alpha"), progress).isEmpty()).isTrue();
    }

    @Test
    void updateRepairsWhatHasNothingNewer() throws Exception {
        installThenBlock();

        apply(marketplace().plan(new PlanRequest.Update(List.of()), progress));

        assertRuns();
    }

    @Test
    void updateTakesTheNewerVersion() throws Exception {
        installThenBlock();
        registry.publish(TestPlugin.of("alpha", "1.1.0", "alpha hello")).write();

        InstallPlan plan = marketplace().plan(new PlanRequest.Update(List.of()), progress);
        assertThat(actions(plan)).containsExactly(Action.UPDATE);
        apply(plan);

        assertThat(framework().commands()).containsExactly("alpha hello 1.1.0", "beta hello 1.0.0");
    }

    @Test
    void pluginThatRunsIsRepairedBeforeTheNextStartWouldBlockIt() throws Exception {
        registry.publish(alpha)
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .write();
        install("alpha", "beta");
        Files.delete(stored());

        install("alpha");

        assertRuns();
        restart();
        assertRuns();
    }

    @Test
    void lostStatementIsNamedAndRepaired() throws Exception {
        registry.publish(alpha)
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .write();
        install("alpha", "beta");
        byte[] envelope = registry.envelope(alpha, alpha.jar());
        String digest = Digests.sha256(envelope);
        Files.delete(home.resolve("store/sha256/" + digest.substring(0, 2) + "/" + digest));
        restart();

        Fault fault = command("alpha bye").unavailable().orElseThrow();
        assertThat(fault.code()).isEqualTo("plugin.bytes-missing");
        assertThat(fault.message()).contains("the author's statement of alpha 1.0.0");

        install("alpha");
        assertRuns();
    }

    @Test
    void dependencyOfWhatIsInstalledIsRepairedWithIt() throws Exception {
        installThenBlock();
        registry.publish(TestPlugin.of("gamma", "1.0.0", "gamma hello").needing("alpha", "[1,2)"))
                .write();

        InstallPlan plan = marketplace().plan(installing("gamma"), progress);

        assertThat(actions(plan)).containsExactly(Action.REPAIR, Action.ADD);
        apply(plan);
        assertThat(framework().commands())
                .containsExactly("alpha bye 1.0.0", "alpha hello 1.0.0", "beta hello 1.0.0", "gamma hello 1.0.0");
    }

    private static Stream<TestPlugin> whatIsThereInstead() {
        return Stream.of(
                TestPlugin.of("alpha", "0.9.0", "alpha hello"),
                TestPlugin.of("alpha", "1.0.0", "alpha hello", "alpha bye").yanked(),
                TestPlugin.of("alpha", "1.0.0", "alpha hello", "alpha bye").header("Test-Other", "yes"));
    }

    @ParameterizedTest
    @MethodSource("whatIsThereInstead")
    void whatTheRegistryCannotGiveIsSaid(TestPlugin instead) throws Exception {
        installThenBlock();
        registry.forget("alpha").publish(instead).write();

        Fault fault = fault(() -> install("alpha"));

        assertThat(fault.code()).isEqualTo("plugin.not-repairable");
        assertThat(fault.kind()).isEqualTo(FaultKind.UNAVAILABLE);
        assertThat(fault.message()).contains("alpha 1.0.0 is blocked (plugin.tampered)");
        assertThat(code(() -> update("alpha"))).isEqualTo("plugin.not-repairable");
        // When all are meant, the others are not held up.
        assertThat(update()).isEmpty();
        assertThat(progress.warnings).anyMatch(warning -> warning.contains("cannot be repaired"));
    }

    @Test
    void repairThatFailsLeavesThePluginBlockedWithItsReason() throws Exception {
        installThenBlock();
        Path file = registry.jarFile(alpha);
        change(file);

        assertThat(code(() -> install("alpha"))).isEqualTo("plugin.tampered");

        assertThat(command("alpha hello").unavailable().orElseThrow().message())
                .startsWith("The command alpha hello belongs to alpha");
        assertThat(framework().plugins()).containsExactly("test.beta 1.0.0");
    }

    @Test
    void pluginThatDoesNotStartIsBlockedAgainWhenItsRepairFails() throws Exception {
        startLimit = 2_000;
        registry.publish(alpha)
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello").behaving("throw-second-time"))
                .write();
        install("alpha", "beta");
        System.setProperty("isaac.test.throw", "true");
        try {
            restart();
            assertThat(command("beta hello").unavailable().orElseThrow().code()).isEqualTo("plugin.start-failed");

            assertThat(code(() -> install("beta"))).isEqualTo("plugin.start-failed");

            assertThat(command("beta hello").unavailable().orElseThrow().code()).isEqualTo("plugin.start-failed");
            assertThat(framework().plugins()).containsExactly("test.alpha 1.0.0");
        } finally {
            System.clearProperty("isaac.test.throw");
        }
        install("beta");
        assertRuns();
    }

    @Test
    void uninstallationFreesTheNames() throws Exception {
        installThenBlock();

        uninstall(false, "alpha");

        assertThat(framework().commands()).containsExactly("beta hello 1.0.0");
        assertThat(marketplace().installed()).hasSize(1);
    }
}
