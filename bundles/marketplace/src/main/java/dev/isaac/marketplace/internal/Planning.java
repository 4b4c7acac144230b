package dev.isaac.marketplace.internal;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.internal.plan.InstalledBytes;
import dev.isaac.marketplace.internal.plan.Planner;
import dev.isaac.marketplace.internal.plan.Verifications;
import dev.isaac.marketplace.internal.registry.PackagedRegistry;
import dev.isaac.marketplace.internal.registry.Registries;
import dev.isaac.marketplace.internal.registry.RegistrySet;
import dev.isaac.marketplace.internal.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Makes plans from the configured registries, or from a package instead of them. */
final class Planning {

    private final Registries registries;
    private final Function<RegistrySet, Planner> planners;

    /** With a planner for each set of registries. */
    Planning(Registries registries, Function<RegistrySet, Planner> planners) {
        this.registries = registries;
        this.planners = planners;
    }

    /** What checks installed plugins again, over their stored bytes. */
    Verifications verifications(InstalledBytes stored) {
        return planners.apply(registries).verifications(stored);
    }

    InstallPlan plan(PlanRequest request, State state, Progress progress) throws CommandException {
        if (!(request instanceof PlanRequest.InstallFrom from)) {
            return planners.apply(registries).plan(request, state, progress);
        }
        PackagedRegistry packaged = PackagedRegistry.open(from.file(), registries);
        List<PluginSelector> wanted = new ArrayList<>(from.plugins());
        if (wanted.isEmpty()) {
            for (String plugin : packaged.plugins()) {
                wanted.add(PluginSelector.parse(plugin));
            }
        }
        if (wanted.isEmpty()) {
            throw Fault.of(
                            FaultKind.USAGE,
                            "package.names-nothing",
                            "The package " + from.file() + " does not say what it was made for.")
                    .hint("Name the plugins: marketplace install ID --from " + from.file())
                    .exception();
        }
        return planners.apply(packaged).plan(new PlanRequest.Install(wanted, from.channel()), state, progress);
    }
}
