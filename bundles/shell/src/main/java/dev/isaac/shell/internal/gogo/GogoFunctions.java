package dev.isaac.shell.internal.gogo;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.command.spi.ScopedFunctions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Gogo's functions at the prompt. Gogo itself starts at the first line that asks for one. */
@Component(
        service = {ScopedFunctions.class, GogoFunctions.class},
        configurationPolicy = ConfigurationPolicy.IGNORE)
public final class GogoFunctions implements ScopedFunctions {

    private static final System.Logger LOG = System.getLogger(GogoFunctions.class.getName());
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private final BundleContext context;
    private final GogoPolicy policy;
    private @Nullable GogoHost host;

    /** Starts nothing yet. */
    @Activate
    public GogoFunctions(BundleContext context, @Reference IsaacHome home) {
        this.context = context;
        this.policy = new GogoPolicy(home.distribution(), home.root());
    }

    /** Ends Gogo with the shell. */
    @Deactivate
    public synchronized void stop() {
        if (host != null) {
            host.stop();
        }
    }

    private synchronized GogoHost host() {
        if (host == null) {
            host = new GogoHost(context, policy);
        }
        return host;
    }

    /** Starts Gogo ahead of time, so that the first line with a function need not wait. Never throws. */
    public void warmUp() {
        try {
            host().start();
        } catch (CommandException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "Gogo is not here", e);
        }
    }

    @Override
    public boolean has(String scope, String function) {
        if (!NAME.matcher(scope).matches() || !NAME.matcher(function).matches()) {
            return false;
        }
        try {
            return host().has(scope + ":" + function);
        } catch (CommandException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "Gogo is not here", e);
            return false;
        }
    }

    @Override
    public Optional<Fault> refusal(String scope, String function) {
        return LifecycleFunction.guards(scope, function) && !policy.allowsLifecycle()
                ? Optional.of(policy.functionRefusal(scope + ":" + function))
                : Optional.empty();
    }

    @Override
    public int execute(String scope, String function, List<String> arguments, Streams streams) throws CommandException {
        if (!has(scope, function)) {
            throw Fault.of(
                            FaultKind.NOT_FOUND,
                            "gogo.unknown-function",
                            "There is no Gogo function named \"" + scope + ":" + function + "\".")
                    .hint("felix:help lists the functions.")
                    .exception();
        }
        return host().execute(scope + ":" + function, arguments, streams);
    }
}
