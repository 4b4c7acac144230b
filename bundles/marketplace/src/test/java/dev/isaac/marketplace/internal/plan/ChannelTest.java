package dev.isaac.marketplace.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Fault;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions of other channels come only to who asks for them. */
class ChannelTest extends MarketplaceCase {

    @BeforeEach
    void publish() {
        registry.owns("acme", "alpha", "lib", "tool")
                .publish(TestPlugin.of("alpha", "1.0.0", "alpha hello"))
                .publish(TestPlugin.of("alpha", "1.1.0", "alpha hello").channel("beta"))
                .publish(TestPlugin.of("alpha", "1.2.0", "alpha hello").channel("nightly"))
                .publish(TestPlugin.of("alpha", "1.3.0", "alpha hello")
                        .channel("beta")
                        .yanked())
                .publish(TestPlugin.of("lib", "1.0.0"))
                .publish(TestPlugin.of("lib", "1.1.0").channel("beta"))
                .publish(TestPlugin.of("tool", "1.0.0", "tool run")
                        .channel("beta")
                        .needing("lib", "[1,2)"))
                .write();
    }

    private InstallPlan installing(String id, String channel) throws Exception {
        return marketplace()
                .plan(new PlanRequest.Install(List.of(PluginSelector.parse(id)), Optional.of(channel)), progress);
    }

    private InstallPlan updating(String channel, String... ids) throws Exception {
        List<PluginId> plugins = List.of(ids).stream().map(PluginId::of).toList();
        return marketplace().plan(new PlanRequest.Update(plugins, Optional.of(channel)), progress);
    }

    private static List<String> changes(InstallPlan plan) {
        return plan.changes().stream()
                .map(change -> change.id() + " " + change.to().orElseThrow())
                .toList();
    }

    private void policy(String rules) throws Exception {
        Files.writeString(home.resolve("policy.json"), "{\"marketplace\":{" + rules + "}}");
    }

    @Test
    void stableUnlessAskedOtherwise() throws Exception {
        assertThat(changes(marketplace().plan(installing("alpha"), progress))).containsExactly("alpha 1.0.0");
        assertThat(changes(installing("alpha", "beta"))).containsExactly("alpha 1.1.0");
        assertThat(changes(installing("alpha", "nightly"))).containsExactly("alpha 1.2.0");
        assertThat(changes(installing("alpha", "stable"))).containsExactly("alpha 1.0.0");
        assertThat(code(() -> marketplace().plan(installing("tool"), progress))).isEqualTo("plugin.no-stable-version");
    }

    @Test
    void whatComesAlongStaysStable() throws Exception {
        assertThat(changes(installing("tool", "beta"))).containsExactly("lib 1.0.0", "tool 1.0.0");
    }

    @Test
    void channelThatNobodyHasIsTold() throws Exception {
        Fault fault = fault(() -> installing("alpha", "bta"));

        assertThat(fault.code()).isEqualTo("plugin.channel-not-found");
        assertThat(fault.hint()).isEqualTo("There are versions of: beta, nightly, stable.");
        install("alpha");
        assertThat(code(() -> updating("bta", "alpha"))).isEqualTo("plugin.channel-not-found");
        assertThat(code(() -> updating("bta"))).isEqualTo("plugin.channel-not-found");
    }

    @Test
    void updatesFollowAChannelOnRequestOnly() throws Exception {
        install("alpha");
        assertThat(update()).isEmpty();
        assertThat(installing("alpha", "beta").notes())
                .containsExactly("alpha 1.0.0 is installed; version 1.1.0 is available: marketplace update alpha"
                        + " --channel beta");

        apply(updating("beta"));

        assertThat(framework().commands()).containsExactly("alpha hello 1.1.0");
        assertThat(update()).as("it stays until there is a stable one").isEmpty();
        registry.publish(TestPlugin.of("alpha", "1.4.0", "alpha hello")).write();
        update();
        assertThat(framework().commands()).containsExactly("alpha hello 1.4.0");
    }

    @Test
    void aPreReleaseIsOlderThanItsReleaseAndOfNoStableChannel() throws Exception {
        registry.publish(TestPlugin.of("alpha", "2.0.0.rc1", "alpha hello").channel("beta"))
                .publish(TestPlugin.of("alpha", "3.0.0.rc1", "alpha hello")) // its registry calls it stable
                .write();
        install("alpha");
        assertThat(marketplace().outdated(progress)).isEmpty();
        assertThat(update()).isEmpty();
        assertThat(marketplace()
                        .info(PluginSelector.parse("alpha"), progress)
                        .release()
                        .version())
                .hasToString("1.0.0");
        assertThat(changes(updating("beta", "alpha"))).containsExactly("alpha 3.0.0.rc1");
        install("alpha@2.0.0.rc1");
        assertThat(marketplace().outdated(progress)).isEmpty();

        registry.publish(TestPlugin.of("alpha", "2.0.0", "alpha hello")).write();

        assertThat(marketplace().outdated(progress)).singleElement().satisfies(newer -> {
            assertThat(newer.available()).hasToString("2.0.0");
        });
        update();
        assertThat(framework().commands()).containsExactly("alpha hello 2.0.0");
        assertThat(marketplace().info(PluginSelector.parse("alpha"), progress).versions())
                .extracting(Object::toString)
                .containsSubsequence("3.0.0.rc1", "2.0.0", "2.0.0.rc1", "1.0.0");
        uninstall(false, "alpha");
        assertThat(changes(marketplace().plan(installing("alpha"), progress))).containsExactly("alpha 2.0.0");
    }

    @Test
    void policyRefusesAChannel() throws Exception {
        policy("\"channels\":[\"stable\"]");

        assertThat(fault(() -> install("alpha@1.1.0")).details()).containsEntry("rule", "marketplace.channels");
        InstallPlan plan = installing("alpha", "beta");
        assertThat(changes(plan)).containsExactly("alpha 1.0.0");
        assertThat(plan.notes())
                .containsExactly("alpha 1.1.0 is of channel 'beta', which is not allowed here. The rule is"
                        + " 'marketplace.channels' in " + home.resolve("policy.json") + ".");
        assertThat(fault(() -> installing("tool", "beta")).details())
                .as("nothing is left of it")
                .containsEntry("rule", "marketplace.channels");
    }

    @Test
    void versionThatAPolicyRefusesHoldsNobodyUp() throws Exception {
        TestPlugin wider = TestPlugin.of("alpha", "1.5.0", "alpha hello");
        wider.permissions = List.of("framework", "network:*");
        install("alpha", "lib");
        registry.publish(TestPlugin.of("alpha", "1.4.0", "alpha hello"))
                .publish(wider)
                .publish(TestPlugin.of("lib", "1.2.0"))
                .write();
        policy("\"refusedPermissions\":[\"network\"]");

        InstallPlan plan = marketplace().plan(new PlanRequest.Update(List.of()), progress);

        assertThat(changes(plan)).containsExactly("alpha 1.4.0", "lib 1.2.0");
        assertThat(plan.notes())
                .singleElement()
                .asString()
                .contains("alpha 1.5.0 asks for 'network:*'", "marketplace.refusedPermissions");
        assertThat(fault(() -> install("alpha@1.5.0")).details())
                .containsEntry("rule", "marketplace.refusedPermissions");
    }
}
