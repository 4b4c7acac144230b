package dev.isaac.marketplace.internal.engine;

import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.internal.state.PluginRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Tells whether a plugin that was started really serves: active, its commands satisfied, registered and its own. */
final class HealthGate {

    private final BundleContext context;

    HealthGate(BundleContext context) {
        this.context = context;
    }

    /** Throws when the plugin is not as it should be. */
    void check(PluginRecord plugin, Bundle bundle) throws CommandException {
        if (bundle.getState() != Bundle.ACTIVE) {
            throw unhealthy(plugin, "plugin.not-active", "it is not active after its start")
                    .exception();
        }
        checkComponents(plugin, bundle);
        List<String> names = commands(bundle);
        for (String name : names) {
            if (isTaken(name, bundle)) {
                throw unhealthy(plugin, "plugin.command-taken", "the command '" + name + "' is there already")
                        .detail("command", name)
                        .exception();
            }
        }
        TreeSet<String> missing = new TreeSet<>(plugin.commands());
        names.forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw unhealthy(
                            plugin,
                            "plugin.command-missing",
                            "it announces commands that it does not have: " + String.join(", ", missing))
                    .exception();
        }
    }

    /** The names of the commands that a bundle registered. */
    static List<String> commands(Bundle bundle) {
        ServiceReference<?>[] references = bundle.getRegisteredServices();
        if (references == null) {
            return List.of();
        }
        return Stream.of(references)
                .map(reference -> reference.getProperty(Command.NAME))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .sorted()
                .toList();
    }

    private boolean isTaken(String name, Bundle bundle) {
        try {
            ServiceReference<?>[] references = context.getAllServiceReferences(Command.class.getName(), null);
            return references != null
                    && Arrays.stream(references)
                            .filter(reference -> name.equals(reference.getProperty(Command.NAME)))
                            .anyMatch(reference -> reference.getBundle() != null
                                    && reference.getBundle().getBundleId() != bundle.getBundleId());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        }
    }

    private void checkComponents(PluginRecord plugin, Bundle bundle) throws CommandException {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        if (reference == null) {
            return;
        }
        ServiceComponentRuntime runtime = context.getService(reference);
        if (runtime == null) {
            return;
        }
        try {
            Collection<ComponentDescriptionDTO> components = runtime.getComponentDescriptionDTOs(bundle);
            checkConfigurations(plugin, bundle, runtime, components);
            List<String> problems = new ArrayList<>();
            for (ComponentDescriptionDTO component : components) {
                if (Arrays.asList(component.serviceInterfaces).contains(Command.class.getName())) {
                    problems.addAll(unsatisfied(runtime, component));
                }
            }
            if (!problems.isEmpty()) {
                throw unhealthy(
                                plugin,
                                "plugin.unsatisfied",
                                "its commands lack something they need: " + String.join(", ", problems))
                        .exception();
            }
        } finally {
            context.ungetService(reference);
        }
    }

    /**
     * Configurations are handed to whatever component has their name, whoever it belongs to: a plugin may not take the
     * names of others, for secrets stand in configurations.
     */
    private void checkConfigurations(
            PluginRecord plugin,
            Bundle bundle,
            ServiceComponentRuntime runtime,
            Collection<ComponentDescriptionDTO> components)
            throws CommandException {
        Set<String> wanted = new TreeSet<>();
        for (ComponentDescriptionDTO component : components) {
            if (!"ignore".equals(component.configurationPolicy)) {
                wanted.addAll(List.of(component.configurationPid));
            }
        }
        Set<String> foreign = new TreeSet<>();
        for (ComponentDescriptionDTO other : runtime.getComponentDescriptionDTOs()) {
            if (other.bundle.id != bundle.getBundleId()) {
                List.of(other.configurationPid).stream()
                        .filter(wanted::contains)
                        .forEach(foreign::add);
            }
        }
        for (Bundle other : context.getBundles()) {
            String name = other.getSymbolicName();
            if (name != null && other.getBundleId() != bundle.getBundleId()) {
                wanted.stream()
                        .filter(pid -> pid.equals(name) || pid.startsWith(name + "."))
                        .filter(pid -> !pid.startsWith(bundle.getSymbolicName()))
                        .forEach(foreign::add);
            }
        }
        if (!foreign.isEmpty()) {
            throw Fault.of(
                            FaultKind.VERIFICATION,
                            "plugin.foreign-configuration",
                            BundleFaults.name(plugin) + " is refused: it takes configurations of others: "
                                    + String.join(", ", foreign) + ".")
                    .hint("Tell its publisher, " + plugin.publisher()
                            + ": a component's name begins with the name of its bundle.")
                    .detail("configurations", List.copyOf(foreign))
                    .exception();
        }
    }

    private static List<String> unsatisfied(ServiceComponentRuntime runtime, ComponentDescriptionDTO component) {
        List<String> problems = new ArrayList<>();
        for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(component)) {
            switch (configuration.state) {
                case ComponentConfigurationDTO.SATISFIED, ComponentConfigurationDTO.ACTIVE -> {
                    // as it should be
                }
                case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> {
                    for (var missing : configuration.unsatisfiedReferences) {
                        problems.add("the service of reference '" + missing.name + "' of " + component.name);
                    }
                }
                case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                    problems.add("a configuration of " + component.name);
                default -> problems.add(component.name + " failed to activate");
            }
        }
        return problems;
    }

    private static Fault unhealthy(PluginRecord plugin, String code, String why) {
        return Fault.of(FaultKind.FAILED, code, BundleFaults.name(plugin) + " is not usable: " + why + ".")
                .hint("Tell its publisher, " + plugin.publisher() + ".");
    }
}
