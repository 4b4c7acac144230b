package dev.isaac.marketplace.internal.view;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook;

/**
 * Hides services: from plugins those that they did not declare, from the host those that only pretend to be its own; from
 * all those of bundles that do not stop.
 */
final class ServiceVisibility implements FindHook, EventListenerHook {

    private static final System.Logger LOG = System.getLogger(ServiceVisibility.class.getName());

    private final PluginViews views;

    ServiceVisibility(PluginViews views) {
        this.views = views;
    }

    @Override
    public void find(
            BundleContext context,
            @Nullable String name,
            @Nullable String filter,
            boolean allServices,
            Collection<ServiceReference<?>> references) {
        if (views.isEmpty() || references.isEmpty()) {
            return;
        }
        PluginView user = views.of(context);
        references.removeIf(reference -> views.isRetired(reference.getBundle())
                || (user == null ? views.isForged(reference) : !views.sees(user, reference)));
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerHook.ListenerInfo>> listeners) {
        if (views.isEmpty()) {
            return;
        }
        ServiceReference<?> service = event.getServiceReference();
        boolean forged = views.isForged(service);
        if (forged && event.getType() == ServiceEvent.REGISTERED) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    service.getBundle() + " offers a service that only ISAAC itself has; nobody sees it: " + service);
        }
        // That something goes is told of what is on its way out, too.
        boolean late = event.getType() != ServiceEvent.UNREGISTERING && views.isRetired(service.getBundle());
        listeners.keySet().removeIf(context -> {
            PluginView user = views.of(context);
            return late || (user == null ? forged : !views.sees(user, service));
        });
    }
}
