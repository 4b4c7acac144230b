package dev.isaac.launcher.internal.framework;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Leaves alone those bundles of the host whose services no other bundle of the host uses, and starts one when the first
 * bundle from elsewhere is resolved that can use it: before that bundle runs any code. Both that there are listen to every
 * service that comes, on threads of their own, and thereby took one tenth of each start.
 *
 * <p>A bundle can use another one when it imports one of its packages, also optionally or later, or requires a service of
 * it. Configuration Admin starts with everything else where features bring configurations: components are configured
 * without importing anything.
 */
final class Standby implements SynchronousBundleListener {

    private static final Set<String> NAMES = Set.of("org.apache.felix.configadmin", "org.apache.felix.eventadmin");

    private final List<Bundle> waiting = new ArrayList<>();

    /** Whether it waits for somebody who needs it. */
    synchronized boolean waits(Bundle bundle) {
        return waiting.contains(bundle);
    }

    /** Takes those of the host's bundles that can wait. */
    synchronized void hold(List<Bundle> host) {
        for (Bundle bundle : host) {
            if (NAMES.contains(bundle.getSymbolicName())) {
                waiting.add(bundle);
            }
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.RESOLVED && !isOfTheHost(event.getBundle())) {
            BundleRevision user = event.getBundle().adapt(BundleRevision.class);
            if (user != null) {
                take(user).forEach(Standby::start); // without the lock: what starts may resolve others
            }
        }
    }

    /** Those that the bundle can use; they wait no longer. */
    private synchronized List<Bundle> take(BundleRevision user) {
        List<Bundle> needed = new ArrayList<>();
        for (Bundle bundle : waiting) {
            BundleRevision provider = bundle.adapt(BundleRevision.class);
            if (provider != null && canUse(user, provider)) {
                needed.add(bundle);
            }
        }
        waiting.removeAll(needed);
        return needed;
    }

    private static boolean isOfTheHost(Bundle bundle) {
        return bundle.getBundleId() == 0 || bundle.getLocation().startsWith("isaac:host/");
    }

    private static boolean canUse(BundleRevision user, BundleRevision provider) {
        for (BundleRequirement requirement : user.getDeclaredRequirements(null)) {
            for (BundleCapability capability : provider.getDeclaredCapabilities(requirement.getNamespace())) {
                if (requirement.matches(capability)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void start(Bundle bundle) {
        try {
            bundle.start(Bundle.START_ACTIVATION_POLICY | Bundle.START_TRANSIENT);
        } catch (BundleException e) {
            System.getLogger("dev.isaac.launcher.framework")
                    .log(Level.ERROR, "bundle " + bundle + " did not start when it was needed", e);
        }
    }
}
