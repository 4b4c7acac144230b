package dev.isaac.marketplace.internal;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.marketplace.PluginAdvisory;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.internal.advisory.Warnings;
import dev.isaac.marketplace.internal.engine.PluginRuntime;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.state.State;
import dev.isaac.marketplace.internal.state.StateFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells {@code doctor} which plugins do not run, and why. */
final class PluginHealth implements HealthCheck {

    private final PluginRuntime runtime;
    private final StateFile stateFile;
    private final Warnings warnings;

    PluginHealth(PluginRuntime runtime, StateFile stateFile, Warnings warnings) {
        this.warnings = warnings;
        this.runtime = runtime;
        this.stateFile = stateFile;
    }

    @Override
    public List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<PluginId, Fault> problem : new TreeMap<>(runtime.problems()).entrySet()) {
            Fault fault = problem.getValue();
            findings.add(new Finding(
                    "plugin " + problem.getKey(),
                    Status.PROBLEM,
                    fault.message() + " (" + fault.code() + ")",
                    fault.hint()));
        }
        for (String sentence : runtime.stragglers()) {
            findings.add(new Finding("threads", Status.WARNING, sentence, "Tell the publisher: it ends with ISAAC."));
        }
        try {
            State state = stateFile.read();
            int installed = state.plugins().size();
            state.plugins().values().stream()
                    .filter(plugin -> runtime.problem(plugin.id()).isEmpty())
                    .forEach(plugin -> warn(plugin, findings));
            if (findings.isEmpty()) {
                findings.add(new Finding(
                        "plugins",
                        Status.OK,
                        installed == 0
                                ? "No plugin is installed."
                                : installed == 1 ? "The installed plugin runs." : "All " + installed + " plugins run.",
                        ""));
            }
        } catch (CommandException e) {
            findings.add(new Finding(
                    "plugins", Status.PROBLEM, e.fault().message(), e.fault().hint()));
        }
        return findings;
    }

    private void warn(PluginRecord plugin, List<Finding> findings) {
        for (PluginAdvisory advisory : warnings.shown(plugin)) {
            findings.add(new Finding(
                    "plugin " + plugin.id(),
                    Status.WARNING,
                    plugin.id() + " " + plugin.version() + ": " + advisory.line() + ".",
                    "marketplace outdated shows whether there is a version without it."));
        }
    }
}
