package dev.isaac.marketplace.internal.engine;

import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.HealthCheck.Finding;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.verify.HostNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Tells whether a plugin that was started really serves: active, its commands satisfied, registered and its own. */
final class HealthGate {

    private static final System.Logger LOG = System.getLogger(HealthGate.class.getName());

    private final BundleContext context;
    private final LifecycleThread thread;
    private final Duration limit;

    /**
     * Over a framework.
     *
     * @param limit how long a plugin may take to answer
     */
    HealthGate(BundleContext context, LifecycleThread thread, Duration limit) {
        this.context = context;
        this.thread = thread;
        this.limit = limit;
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
        checkAnswers(plugin, bundle);
        checkDeclared(plugin, bundle);
    }

    /** A command that is registered, but cannot be made or describes another one, is of no use. */
    private void checkAnswers(PluginRecord plugin, Bundle bundle) throws CommandException {
        for (ServiceReference<?> reference : services(bundle, Command.class)) {
            Object name = reference.getProperty(Command.NAME);
            if (name instanceof String announced) {
                String answer =
                        ask(plugin, reference, "the command '" + announced + "'", "plugin.command-broken", service -> {
                            return ((Command) service).manifest().name();
                        });
                if (!answer.equals(announced)) {
                    throw unhealthy(
                                    plugin,
                                    "plugin.command-broken",
                                    "the command '" + announced + "' says that it is '" + answer + "'")
                            .detail("command", announced)
                            .exception();
                }
            }
        }
    }

    /** What the plugin itself wants looked at after its start. */
    private void checkDeclared(PluginRecord plugin, Bundle bundle) throws CommandException {
        for (ServiceReference<?> reference : services(bundle, HealthCheck.class)) {
            if (!Boolean.TRUE.equals(reference.getProperty(HealthCheck.START_CHECK))) {
                continue; // for doctor only
            }
            List<Finding> findings = ask(
                    plugin,
                    reference,
                    "its health check",
                    "plugin.unhealthy",
                    service -> List.copyOf(((HealthCheck) service).check()));
            for (Finding finding : findings) {
                switch (finding.status()) {
                    case OK -> {
                        // as it should be
                    }
                    case WARNING ->
                        LOG.log(
                                System.Logger.Level.WARNING,
                                plugin.id() + ": " + finding.topic() + ": " + finding.message());
                    case PROBLEM ->
                        throw unhealthy(
                                        plugin,
                                        "plugin.unhealthy",
                                        "its health check says: " + finding.topic() + ": "
                                                + withoutFullStop(finding.message()))
                                .hint(
                                        finding.hint().isEmpty()
                                                ? "Tell its publisher, " + plugin.publisher() + "."
                                                : finding.hint())
                                .exception();
                }
            }
        }
    }

    private static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** Asks a service of a plugin, on the life-cycle thread and limited in time. */
    private <T> T ask(
            PluginRecord plugin, ServiceReference<?> reference, String what, String code, Function<Object, T> question)
            throws CommandException {
        try {
            return thread.call(
                    () -> {
                        Object service = context.getService(reference);
                        if (service == null) {
                            throw new IllegalStateException("it cannot be made; the log says why");
                        }
                        try {
                            return question.apply(service);
                        } finally {
                            context.ungetService(reference);
                        }
                    },
                    limit);
        } catch (LifecycleThread.Overdue e) {
            throw unhealthy(plugin, code, what + " does not answer within " + e.limit())
                    .exception(e);
        } catch (Exception e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw unhealthy(plugin, code, what + " failed: " + withoutFullStop(BundleFaults.describe(cause)))
                    .exception(BundleFaults.detached(cause));
        }
    }

    private static List<ServiceReference<?>> services(Bundle bundle, Class<?> type) {
        ServiceReference<?>[] references = bundle.getRegisteredServices();
        return references == null
                ? List.of()
                : Stream.of(references)
                        .filter(reference -> isA(reference, type))
                        .toList();
    }

    private static boolean isA(ServiceReference<?> reference, Class<?> type) {
        return reference.getProperty(Constants.OBJECTCLASS) instanceof String[] names
                && Arrays.asList(names).contains(type.getName());
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
                if (isChecked(component)) {
                    problems.addAll(unsatisfied(runtime, component));
                }
            }
            if (!problems.isEmpty()) {
                throw unhealthy(
                                plugin,
                                "plugin.unsatisfied",
                                "it lacks something that it needs: " + String.join(", ", problems))
                        .exception();
            }
        } finally {
            context.ungetService(reference);
        }
    }

    /** Commands, and what the plugin wants looked at: where that is not there, nothing can be looked at. */
    private static boolean isChecked(ComponentDescriptionDTO component) {
        List<String> provided = Arrays.asList(component.serviceInterfaces);
        return provided.contains(Command.class.getName())
                || (provided.contains(HealthCheck.class.getName())
                        && Boolean.TRUE.equals(component.properties.get(HealthCheck.START_CHECK)));
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
        String own = bundle.getSymbolicName();
        for (Bundle other : context.getBundles()) {
            String name = other.getSymbolicName();
            if (name != null && other.getBundleId() != bundle.getBundleId()) {
                // The bundle with the longest name that fits has it: nobody owns it by a name such as 'org'.
                wanted.stream()
                        .filter(pid -> isNamedBy(pid, name))
                        .filter(pid -> !isNamedBy(pid, own) || own.length() < name.length())
                        .forEach(foreign::add);
            }
        }
        // Parts of ISAAC that are not installed yet have configurations, too.
        wanted.stream()
                .filter(pid -> HostNames.isReserved(pid) && !isNamedBy(pid, own))
                .forEach(foreign::add);
        if (isNamedBy(HostNames.ROOT, own)) {
            wanted.stream().filter(HostNames::isReserved).forEach(foreign::add);
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

    private static boolean isNamedBy(String pid, String bundle) {
        return pid.equals(bundle) || pid.startsWith(bundle + ".");
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
