package dev.isaac.marketplace.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.RecordingProgress;
import dev.isaac.marketplace.testing.TestPlugin;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Install, update and uninstall on a real framework, when all is well. */
class InstallTest extends MarketplaceCase {

    @Test
    void commandOfAPluginAnswersWhenInstallReturns() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello")).write();

        List<InstalledPlugin> changed = install("alpha");

        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
        assertThat(changed).singleElement().satisfies(plugin -> {
            assertThat(plugin.status()).isEqualTo(InstalledPlugin.Status.RUNNING);
            assertThat(plugin.registry()).isEqualTo("isaac");
            assertThat(plugin.keyId()).isEqualTo(registry.keyId("acme"));
            assertThat(plugin.summary()).isEqualTo("Test plugin alpha");
        });
        assertThat(progress.tasks).contains("downloading alpha 1.0.0", "downloading alpha 1.0.0 closed");
    }

    @Test
    void installedPluginSurvivesARestart() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello")).write();
        install("alpha");

        restart();

        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
        assertThat(marketplace().verify(Optional.empty(), progress))
                .singleElement()
                .satisfies(result -> assertThat(result.problem()).isEmpty());
    }

    @Test
    void updateHappensInPlaceAndKeepsTheData() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello").behaving("data"))
                .write();
        install("alpha");
        registry.publish(TestPlugin.of("alpha", "1.1.0", "alpha hello").behaving("data"))
                .write();

        assertThat(marketplace().outdated(progress))
                .singleElement()
                .satisfies(outdated -> assertThat(outdated.available()).hasToString("1.1.0"));
        update();

        assertThat(framework().commands()).containsExactly("alpha hello 1.1.0");
        assertThat(framework().plugins()).containsExactly("test.alpha 1.1.0");
        assertThat(Files.readString(home.resolve("data/alpha/starts"))).isEqualTo("1.0.0\n1.1.0\n");
        assertThat(marketplace().outdated(progress)).isEmpty();
        assertThat(files("store/sha256"))
                .as("what is installed, and the version before for a way back")
                .hasSize(4);
    }

    @Test
    void uninstallLeavesNothingButTheData() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello").behaving("data"))
                .write();
        install("alpha");

        uninstall(false, "alpha");

        assertThat(framework().commands()).isEmpty();
        assertThat(framework().plugins()).isEmpty();
        assertThat(marketplace().installed()).isEmpty();
        assertThat(files("store")).isEmpty();
        assertThat(files("data"))
                .as("the data, and the version that wrote it")
                .containsExactly("alpha/starts", "alpha@version");
    }

    @Test
    void purgeRemovesTheDataToo() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0").behaving("data")).write();
        install("alpha");

        uninstall(true, "alpha");

        assertThat(files("data")).isEmpty();
    }

    @Test
    void neededPluginsAreInstalledTogetherAndProtected() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello").needing("beta", "[1.0,2)"))
                .publish(TestPlugin.of("beta", "1.5.0", "beta hello"))
                .publish(TestPlugin.of("beta", "2.0.0", "beta hello"))
                .write();

        InstallPlan plan = marketplace().plan(installing("alpha"), progress);
        assertThat(plan.confirmations()).as("what nobody named needs consent").hasSize(1);
        assertThat(code(() -> marketplace().apply(plan, List.of(), progress, RecordingProgress.NEVER)))
                .isEqualTo("plugin.consent-missing");
        apply(plan);

        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0", "beta hello 1.5.0");
        assertThat(code(() -> uninstall(false, "beta"))).isEqualTo("plugin.needed");
        assertThat(marketplace().installed())
                .filteredOn(plugin -> plugin.id().equals(PluginId.of("beta")))
                .singleElement()
                .satisfies(plugin -> assertThat(plugin.requested()).isFalse());

        InstallPlan removal =
                marketplace().plan(new PlanRequest.Uninstall(List.of(PluginId.of("alpha")), false), progress);
        assertThat(removal.notes()).singleElement().asString().contains("Nothing needs beta any more");
        uninstall(false, "alpha", "beta");
        assertThat(framework().plugins()).isEmpty();
    }

    @Test
    void certainVersionIsInstalledWhenItIsNamed() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello"))
                .publish(TestPlugin.of("alpha", "2.0.0", "alpha hello"))
                .publish(TestPlugin.of("alpha", "3.0.0", "alpha hello").channel("beta"))
                .write();

        install("alpha@1.0.0");
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");

        InstallPlan again = marketplace().plan(installing("alpha"), progress);
        assertThat(again.isEmpty()).isTrue();
        assertThat(again.notes()).singleElement().asString().contains("version 2.0.0 is available");

        install("alpha@3.0.0");
        assertThat(framework().commands()).containsExactly("alpha hello 3.0.0");
        install("alpha@2.0.0");
        assertThat(framework().commands()).containsExactly("alpha hello 2.0.0");
    }

    @Test
    void planNamesWhatWillHappenAndItsDigestIsStable() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello")
                        .allowed("write:data")
                        .flagged())
                .write();

        InstallPlan plan = marketplace().plan(installing("alpha"), progress);
        InstallPlan same = marketplace().plan(installing("alpha"), progress);

        assertThat(plan.digest()).isEqualTo(same.digest()).hasSize(64);
        assertThat(plan.toData()).containsEntry("digest", plan.digest());
        assertThat(plan.lines()).hasSize(2);
        assertThat(plan.lines().get(0)).startsWith("install alpha 1.0.0 by acme, key ");
        assertThat(plan.lines().get(1))
                .isEqualTo("  it makes, changes and deletes files in its own data folder (write:data)");
        assertThat(plan.confirmations()).isEmpty();
        assertThat(plan.downloadBytes())
                .isEqualTo(TestPlugin.of("alpha", "1.0.0", "alpha hello")
                        .allowed("write:data")
                        .flagged()
                        .jar()
                        .length);
        assertThat(framework().plugins()).as("a plan changes nothing").isEmpty();
        assertThat(files("store")).isEmpty();
    }

    @Test
    void dependentsRestartWhenWhatTheyUseChanges() throws Exception {
        TestPlugin user = TestPlugin.of("alpha", "1.0.0", "alpha hello")
                .needing("beta", "[1.0,2)")
                .header("Require-Capability", "isaac.plugin;filter:=\"(isaac.plugin=beta)\"");
        registry.publish(user)
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello")
                        .header("Provide-Capability", "isaac.plugin;isaac.plugin=beta"))
                .write();
        install("alpha");
        registry.publish(TestPlugin.of("beta", "1.1.0", "beta hello")
                        .header("Provide-Capability", "isaac.plugin;isaac.plugin=beta"))
                .write();

        InstallPlan plan = marketplace().plan(new PlanRequest.Update(List.of(PluginId.of("beta"))), progress);
        assertThat(plan.restarted()).containsExactly(PluginId.of("alpha"));
        assertThat(plan.interruptedCommands()).containsExactly("alpha hello", "beta hello");
        apply(plan);

        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0", "beta hello 1.1.0");
    }

    @Test
    void newSignerBlocksUntilItIsAccepted() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello")).write();
        install("alpha");
        registry.rotate("acme")
                .publish(TestPlugin.of("alpha", "1.1.0", "alpha hello"))
                .write();

        InstallPlan plan = marketplace().plan(new PlanRequest.Update(List.of()), progress);

        assertThat(plan.confirmations()).singleElement().satisfies(confirmation -> {
            assertThat(confirmation.acceptOption()).contains("accept-signer");
            assertThat(confirmation.digest()).isEqualTo(registry.keyId("acme"));
        });
        assertThat(fault(() -> marketplace().apply(plan, List.of(), progress, RecordingProgress.NEVER))
                        .kind())
                .isEqualTo(FaultKind.REFUSED);
        apply(plan);
        assertThat(framework().commands()).containsExactly("alpha hello 1.1.0");
    }

    @Test
    void widerPermissionsNeedThePlansDigest() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0").permitted("network:a.example.org"))
                .write();
        InstallPlan first = marketplace().plan(installing("alpha"), progress);
        assertThat(first.confirmations()).singleElement().satisfies(confirmation -> assertThat(
                        confirmation.acceptOption())
                .isEmpty());
        apply(first);
        registry.publish(TestPlugin.of("alpha", "1.1.0").permitted("network:a.example.org", "network:*"))
                .write();

        InstallPlan plan = marketplace().plan(new PlanRequest.Update(List.of()), progress);

        assertThat(plan.changes().get(0).newPermissions()).containsExactly("network:*");
        assertThat(plan.confirmations()).singleElement().satisfies(confirmation -> {
            assertThat(confirmation.acceptOption()).contains("accept-plan");
            assertThat(confirmation.digest()).isEqualTo(plan.digest());
        });
    }

    @Test
    void whatAWiderPermissionAllowedIsNotNew() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0").permitted("network:*")).write();
        apply(marketplace().plan(installing("alpha"), progress));
        registry.publish(TestPlugin.of("alpha", "1.1.0").permitted("network:a.example.org"))
                .write();

        InstallPlan plan = marketplace().plan(new PlanRequest.Update(List.of()), progress);

        assertThat(plan.changes().get(0).newPermissions()).isEmpty();
        assertThat(plan.confirmations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "run:git, false",
        "read:directory, false",
        "network:localhost, false",
        "run:*, true",
        "read:home, true",
        "write:/etc, true",
        "network:a.example.org, true",
        "native, true",
        "environment:*, true",
        "service:org.example.Service, true",
        "framework, true"
    })
    void asksForWhatGoesBeyondTheWorkOfEveryDay(String permission, boolean asked) throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0").allowed(permission).flagged())
                .write();

        InstallPlan plan = marketplace().plan(installing("alpha"), progress);

        assertThat(plan.confirmations().isEmpty()).isNotEqualTo(asked);
        assertThat(plan.lines()).anyMatch(line -> line.endsWith("(" + permission + ")"));
    }

    @ParameterizedTest
    @CsvSource({
        "reflection, false",
        "method-handles, false",
        "serialization, false",
        "class-definition, false",
        "jvm-control, false",
        "something-new, true"
    })
    void tellsWhatCannotBeCheckedAndAsksWhereNobodyKnowsWhatItIs(String flag, boolean asked) throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0").allowed().flagged(flag))
                .write();

        InstallPlan plan = marketplace().plan(installing("alpha"), progress);

        assertThat(plan.confirmations().isEmpty()).isNotEqualTo(asked);
        assertThat(plan.lines()).anyMatch(line -> line.endsWith("(" + flag + ")"));
        assertThat(plan.changes().get(0).flags()).containsExactly(flag);
    }

    @Test
    void whatTheCodeHidesIsToldOnceAndAskedForWhereItIsNew() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0")).write();
        install("alpha");
        registry.publish(TestPlugin.of("alpha", "1.1.0")).write();

        InstallPlan same = marketplace().plan(new PlanRequest.Update(List.of()), progress);
        assertThat(same.changes().get(0).flags()).containsExactly("framework");
        assertThat(same.changes().get(0).newFlags()).isEmpty();
        assertThat(same.confirmations()).isEmpty();
        assertThat(same.lines()).hasSize(1);

        registry.publish(TestPlugin.of("alpha", "1.2.0").flagged("framework", "reflection"))
                .write();
        InstallPlan more = marketplace().plan(new PlanRequest.Update(List.of()), progress);
        assertThat(more.changes().get(0).newFlags()).containsExactly("reflection");
        assertThat(more.confirmations()).singleElement().satisfies(question -> assertThat(question.acceptOption())
                .contains("accept-plan"));
        assertThat(more.lines()).anyMatch(line -> line.contains("uses reflection"));
    }

    @Test
    void codeThatDoesMoreThanTheRegistryTellsIsRefused() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0").flagged("reflection")).write();

        Fault fault = fault(() -> install("alpha"));

        assertThat(fault.code()).isEqualTo("plugin.undisclosed-code");
        assertThat(fault.message()).contains("uses the plugin framework itself", "TestActivator");
        assertThat(framework().plugins()).isEmpty();
    }

    @Test
    void bundleOfTheHostHasAFolderThatNoPluginCanHave() throws Exception {
        registry.write();

        assertThat(home.relativize(framework().hostData()).toString()).startsWith("data/_");
    }
}
