package dev.isaac.shell.internal.gogo;

import dev.isaac.command.spi.IsaacHome;
import dev.isaac.core.CommandGateway;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes every command a Gogo function in scope {@code isaac}, and puts a refusal before Gogo's life-cycle functions.
 * Exists only while some Gogo runs, ours or another one.
 */
@Component(
        service = {},
        immediate = true,
        configurationPolicy = ConfigurationPolicy.IGNORE)
public final class GogoBridge {

    static final String SCOPE = "isaac";

    private final BundleContext context;
    private final CommandGateway gateway;
    private final GogoPolicy policy;
    private final Map<String, ServiceRegistration<Function>> functions = new HashMap<>();
    private final AutoCloseable subscription;
    private boolean closed;

    /** Offers the commands that are there now, and those that come. */
    @Activate
    public GogoBridge(
            BundleContext context,
            @Reference CommandGateway gateway,
            @Reference IsaacHome home,
            @Reference CommandProcessor processor) {
        this.context = context;
        this.gateway = gateway;
        this.policy = new GogoPolicy(home.distribution(), home.root());
        for (String name : LifecycleFunction.NAMES) {
            register(LifecycleFunction.SCOPE, name, new LifecycleFunction(context, policy, name), Integer.MAX_VALUE);
        }
        subscription = gateway.onChange(this::changed);
        changed();
    }

    private ServiceRegistration<Function> register(String scope, String name, Function function, int ranking) {
        Map<String, Object> properties = Map.of(
                CommandProcessor.COMMAND_SCOPE, scope,
                CommandProcessor.COMMAND_FUNCTION, name,
                Constants.SERVICE_RANKING, ranking);
        return context.registerService(Function.class, function, FrameworkUtil.asDictionary(properties));
    }

    private synchronized void changed() {
        if (closed) {
            return;
        }
        Set<String> words = new TreeSet<>();
        for (String name : gateway.commandNames()) {
            int blank = name.indexOf(' ');
            words.add(blank < 0 ? name : name.substring(0, blank));
        }
        functions.entrySet().removeIf(entry -> {
            boolean gone = !words.contains(entry.getKey());
            if (gone) {
                entry.getValue().unregister();
            }
            return gone;
        });
        for (String word : words) {
            functions.computeIfAbsent(word, name -> register(SCOPE, name, new CommandFunction(gateway, name), 0));
        }
    }

    /** The functions vanish with the component's bundle; here only the subscription ends. */
    @Deactivate
    public void close() throws Exception {
        subscription.close();
        synchronized (this) {
            closed = true;
            functions.values().forEach(ServiceRegistration::unregister);
            functions.clear();
        }
    }
}
