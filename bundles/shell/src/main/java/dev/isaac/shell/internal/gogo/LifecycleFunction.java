package dev.isaac.shell.internal.gogo;

import java.util.Collection;
import java.util.List;
import org.apache.felix.gogo.runtime.Reflective;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Stands before a life-cycle function of Gogo: refuses, or hands on where policy allows it. */
final class LifecycleFunction implements Function {

    static final String SCOPE = "felix";

    /** What gogo.command offers to change bundles and start levels. */
    static final List<String> NAMES = List.of(
            "bundlelevel", "frameworklevel", "install", "refresh", "resolve", "start", "stop", "uninstall", "update");

    private final BundleContext context;
    private final GogoPolicy policy;
    private final String name;

    LifecycleFunction(BundleContext context, GogoPolicy policy, String name) {
        this.context = context;
        this.policy = policy;
        this.name = name;
    }

    /** Whether there is one for a function, as Gogo reads names: in either case. */
    static boolean guards(String scope, String function) {
        return SCOPE.equalsIgnoreCase(scope) && NAMES.stream().anyMatch(function::equalsIgnoreCase);
    }

    @Override
    public @Nullable Object execute(CommandSession session, List<Object> arguments) throws Exception {
        if (!policy.allowsLifecycle()) {
            throw new GogoRefusal(policy.functionRefusal(SCOPE + ":" + name));
        }
        for (ServiceReference<?> reference : candidates()) {
            Object target = context.getService(reference);
            if (target != null && !(target instanceof LifecycleFunction)) {
                try {
                    return target instanceof Function function
                            ? function.execute(session, arguments)
                            : Reflective.invoke(session, target, name, arguments);
                } finally {
                    context.ungetService(reference);
                }
            }
        }
        throw new IllegalStateException(SCOPE + ":" + name + " is not here");
    }

    private Collection<ServiceReference<?>> candidates() throws InvalidSyntaxException {
        String filter = "(&(" + CommandProcessor.COMMAND_SCOPE + "=" + SCOPE + ")(" + CommandProcessor.COMMAND_FUNCTION
                + "=" + name + "))";
        ServiceReference<?>[] found = context.getAllServiceReferences(null, filter);
        return found == null ? List.of() : List.of(found);
    }
}
