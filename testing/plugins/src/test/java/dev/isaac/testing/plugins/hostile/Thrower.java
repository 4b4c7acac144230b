package dev.isaac.testing.plugins.hostile;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Does not start. */
public final class Thrower implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        throw new IllegalStateException("there is no licence");
    }

    @Override
    public void stop(BundleContext context) {
        // It never ran.
    }
}
