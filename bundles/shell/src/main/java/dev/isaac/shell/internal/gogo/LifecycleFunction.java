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

    private final BundleContext context;
    private final GogoPolicy policy;
    private final String name;

    LifecycleFunction(BundleContext context, GogoPolicy policy, String name) {
        this.context = context;
        this.policy = policy;
        this.name = name;
    }

    @Override
    public @Nullable Object execute(CommandSession session, List<Object> arguments) throws Exception {
        if (!policy.allowsLifecycle()) {
            throw new GogoRefusal(policy.refusal("The Gogo command felix:" + name));
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
        throw new IllegalStateException("felix:" + name + " is not here");
    }

    private Collection<ServiceReference<?>> candidates() throws InvalidSyntaxException {
        String filter = "(&(" + CommandProcessor.COMMAND_SCOPE + "=felix)(" + CommandProcessor.COMMAND_FUNCTION + "="
                + name + "))";
        ServiceReference<?>[] found = context.getAllServiceReferences(null, filter);
        return found == null ? List.of() : List.of(found);
    }
}
