package dev.isaac.shell.internal.gogo;

import java.util.Map;
import org.apache.felix.gogo.runtime.activator.Activator;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.threadio.ThreadIO;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/**
 * Runs Gogo as its own activator does, with the guarded processor in place of the open one. The constant that hands out
 * the framework, and the functions that turn any object into commands, exist only where policy allows life-cycle commands.
 */
final class GuardedRuntime extends Activator {

    /** Marks the processor as ours. */
    static final String GUARDED = "isaac.guarded";

    private final GogoPolicy policy;

    GuardedRuntime(GogoPolicy policy) {
        this.policy = policy;
    }

    @Override
    protected ServiceRegistration<?> newProcessor(ThreadIO io, BundleContext context) {
        GuardedProcessor guarded = new GuardedProcessor(io, policy);
        processor = guarded;
        guarded.addConverter(new BundleConverter(context));
        guarded.addCommand("osgi", guarded, "eval");
        if (policy.allowsLifecycle()) {
            guarded.addConstant(CONTEXT, context.getBundle(0).getBundleContext());
            guarded.addCommand("osgi", guarded, "addCommand");
            guarded.addCommand("osgi", guarded, "removeCommand");
        }
        return context.registerService(
                CommandProcessor.class.getName(), guarded, FrameworkUtil.asDictionary(Map.of(GUARDED, true)));
    }
}
