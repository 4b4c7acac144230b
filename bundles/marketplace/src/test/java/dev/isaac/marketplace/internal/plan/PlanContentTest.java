package dev.isaac.marketplace.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Command;
import dev.isaac.command.Fault;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.PlanDifference;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plan says everything that a change will do, before it does it. */
@Timeout(60)
class PlanContentTest extends MarketplaceCase {

    private static final String HERE = System.getProperty("os.name").startsWith("Linux") ? "linux" : "macos";
    private static final String ELSEWHERE = HERE.equals("linux") ? "macos" : "linux";

    private InstallPlan planUpdate(String id) throws Exception {
        return marketplace().plan(new PlanRequest.Update(List.of(PluginId.of(id))), progress);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> change(InstallPlan plan, String id) {
        List<Map<String, Object>> changes =
                (List<Map<String, Object>>) Objects.requireNonNull(plan.toData().get("changes"));
        return changes.stream()
                .filter(change -> id.equals(change.get("id")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void differencesOfNeedsPermissionsAndCommandsAreNamed() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha old", "alpha both")
                        .needing("beta", "[1,2)")
                        .permitted("network:one.example.org"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .write();
        install("alpha");
        registry.publish(TestPlugin.of("alpha", "1.1.0", "alpha both", "alpha new")
                        .needing("gamma", "[1,2)"))
                .publish(TestPlugin.of("gamma", "1.0.0", "gamma hello"))
                .write();

        InstallPlan plan = planUpdate("alpha");

        PlanDifference difference = plan.differences().get(0);
        assertThat(plan.differences()).hasSize(1);
        assertThat(difference.addedNeeds())
                .extracting(need -> need.plugin().value())
                .containsExactly("gamma");
        assertThat(difference.droppedNeeds())
                .extracting(need -> need.plugin().value())
                .containsExactly("beta");
        assertThat(difference.droppedPermissions()).containsExactly("network:one.example.org");
        assertThat(difference.addedCommands()).containsExactly("alpha new");
        assertThat(difference.droppedCommands()).containsExactly("alpha old");
        String range = difference.addedNeeds().get(0).range().toString();
        assertThat(plan.lines())
                .contains(
                        "  it needs gamma " + range + " now",
                        "  it does not need beta " + range + " any more",
                        "  it does not ask for network:one.example.org any more",
                        "  it brings alpha new",
                        "  it takes away alpha old");
        assertThat(plan.lines()).anyMatch(line -> line.startsWith("downloads 2 files, "));
        assertThat(change(plan, "alpha"))
                .containsEntry("dropped_permissions", List.of("network:one.example.org"))
                .containsEntry("new_commands", List.of("alpha new"))
                .containsEntry("dropped_commands", List.of("alpha old"))
                .containsEntry("new_requires", List.of(Map.of("plugin", "gamma", "range", range, "optional", false)));
        assertThat(change(plan, "gamma")).containsEntry("reason", "alpha 1.1.0 needs it");
    }

    @Test
    void bundlesServicesAndCommandsThatStopAreNamed() throws Exception {
        registry.publish(exporting("1.0.0"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello")
                        .needing("alpha", "[1,2)")
                        .importing("org.osgi.framework,dev.isaac.command,dev.isaac.command.spi,org.example.alpha"))
                .write();
        install("beta");
        registry.publish(exporting("1.1.0")).write();

        InstallPlan plan = planUpdate("alpha");

        assertThat(plan.refreshedBundles()).containsExactly("test.alpha", "test.beta");
        assertThat(plan.restarted()).containsExactly(PluginId.of("beta"));
        assertThat(plan.interruptedCommands()).containsExactly("alpha hello", "beta hello");
        assertThat(plan.interruptedServices()).containsExactly(Command.class.getName());
        assertThat(plan.toData())
                .containsEntry("refreshed_bundles", List.of("test.alpha", "test.beta"))
                .containsEntry("interrupted_services", List.of(Command.class.getName()));
        assertThat(plan.differences()).isEmpty();
        assertThat(plan.digest()).hasSize(64).isEqualTo(planUpdate("alpha").digest());
    }

    private static TestPlugin exporting(String version) {
        return TestPlugin.of("alpha", version, "alpha hello")
                .header("Export-Package", "org.example.alpha;version=" + version)
                .file("org/example/alpha/x.txt", TestPlugin.text("x"));
    }

    @Test
    void versionsForOtherPlatformsAndJavasArePassedOverAndThatIsSaid() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello").on(HERE))
                .publish(TestPlugin.of("alpha", "1.1.0", "alpha hello").on(ELSEWHERE))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .publish(TestPlugin.of("beta", "1.1.0", "beta hello").java(99))
                .write();

        InstallPlan plan = marketplace().plan(installing("alpha", "beta"), progress);

        assertThat(plan.changes())
                .extracting(change -> change.to().orElseThrow().toString())
                .containsOnly("1.0.0");
        assertThat(plan.notes())
                .anyMatch(note -> note.startsWith("alpha 1.1.0 is newer than what is chosen, but it is made for "
                        + ELSEWHERE + ", and this is " + HERE + "-"))
                .anyMatch(note -> note.startsWith("beta 1.1.0 is newer than what is chosen, but it needs Java 99"));
    }

    @Test
    void whereEveryVersionIsForAnotherPlatformThatIsTheReason() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello").on(ELSEWHERE, "windows-x86_64"))
                .publish(TestPlugin.of("alpha", "1.1.0", "alpha hello").on("windows"))
                .write();

        Fault fault = fault(() -> install("alpha"));

        assertThat(fault.code()).isEqualTo("plugin.incompatible");
        assertThat(fault.message()).contains("windows", "this is " + HERE);
        assertThat(marketplace().installed()).isEmpty();
    }

    /** What a registry says of platforms decides what is chosen, so it has to be what the manifest says. */
    @Test
    void platformsOfTheIndexAreThoseOfTheManifest() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello").header("Isaac-Platforms", HERE))
                .write();

        Fault fault = fault(() -> install("alpha"));

        assertThat(fault.code()).isEqualTo("plugin.wrong-identity");
        assertThat(fault.message()).contains("it runs on " + HERE + ", the registry says every platform");
        assertThat(marketplace().installed()).isEmpty();
    }
}
