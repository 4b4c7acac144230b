package dev.isaac.marketplace.internal.view;

import java.util.Collection;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.bundle.EventHook;
import org.osgi.framework.hooks.bundle.FindHook;

/**
 * Hides from a plugin all bundles but its own and those of the plugins that it needs; and what is on its way out keeps no other
 * bundle of its name and version away.
 */
final class BundleVisibility implements FindHook, EventHook, CollisionHook {

    private final PluginViews views;

    BundleVisibility(PluginViews views) {
        this.views = views;
    }

    @Override
    public void find(BundleContext context, Collection<Bundle> bundles) {
        PluginView user = views.of(context);
        if (user != null) {
            bundles.removeIf(bundle -> !views.sees(user, bundle));
        }
    }

    @Override
    public void filterCollisions(int operation, Bundle target, Collection<Bundle> candidates) {
        candidates.removeIf(views::isRetired);
    }

    @Override
    public void event(BundleEvent event, Collection<BundleContext> contexts) {
        Bundle bundle = event.getBundle();
        switch (event.getType()) {
            case BundleEvent.INSTALLED, BundleEvent.UPDATED, BundleEvent.UNINSTALLED -> views.changed(bundle);
            default -> {
                // What it exports stays.
            }
        }
        contexts.removeIf(context -> {
            PluginView user = views.of(context);
            return user != null && !views.sees(user, bundle);
        });
    }
}
