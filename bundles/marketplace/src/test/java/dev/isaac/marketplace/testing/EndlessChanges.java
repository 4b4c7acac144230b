package dev.isaac.marketplace.testing;

import dev.isaac.command.Confirmation;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import java.nio.file.Path;
import java.util.List;

/** A process that changes plugins until it is killed; says after each change how many it made. */
public final class EndlessChanges {

    private EndlessChanges() {}

    /** Arguments: home and distribution. */
    public static void main(String[] arguments) throws Exception {
        try (TestFramework framework = TestFramework.start(Path.of(arguments[0]), Path.of(arguments[1]))) {
            Marketplace marketplace = framework.marketplace();
            List<PlanRequest> requests = List.of(
                    new PlanRequest.Install(List.of(PluginSelector.parse("alpha@1.0.0"))),
                    new PlanRequest.Update(List.of(PluginId.of("alpha"))),
                    new PlanRequest.Uninstall(List.of(PluginId.of("alpha")), false));
            if (!marketplace.installed().isEmpty()) {
                apply(marketplace, requests.get(2));
            }
            for (int changes = 0; ; changes++) {
                apply(marketplace, requests.get(changes % requests.size()));
                System.out.println(changes);
            }
        }
    }

    private static void apply(Marketplace marketplace, PlanRequest request) throws Exception {
        RecordingProgress progress = new RecordingProgress();
        InstallPlan plan = marketplace.plan(request, progress);
        marketplace.apply(
                plan,
                plan.confirmations().stream().map(Confirmation::digest).toList(),
                progress,
                RecordingProgress.NEVER);
    }
}
