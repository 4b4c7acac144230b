package dev.isaac.marketplace.internal.engine;

import dev.isaac.marketplace.internal.view.PluginViews;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Lets no bundle resolve, and thus run, that was not there when the framework started and did not come through the
 * install engine. A bundle that somebody else updates is such a bundle, too. Nor does it let plugins and host meet where
 * the plugin declared nothing of the kind.
 */
final class ResolveGuard implements ResolverHookFactory {

    private final Map<Long, Long> admitted = new ConcurrentHashMap<>();

    private final PluginViews views;

    /** Admits what is there already. */
    ResolveGuard(PluginViews views, Bundle... present) {
        this.views = views;
        for (Bundle bundle : present) {
            admit(bundle);
        }
    }

    /** Admits the present content of a bundle. */
    void admit(Bundle bundle) {
        admitted.put(bundle.getBundleId(), bundle.getLastModified());
    }

    /** Forgets a bundle. */
    void forget(Bundle bundle) {
        admitted.remove(bundle.getBundleId());
    }

    private boolean isAdmitted(BundleRevision revision) {
        Bundle bundle = revision.getBundle();
        Long content = admitted.get(bundle.getBundleId());
        return bundle.getBundleId() == 0 || (content != null && content == bundle.getLastModified());
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return new Hook();
    }

    private final class Hook implements ResolverHook {
        @Override
        public void filterResolvable(Collection<BundleRevision> candidates) {
            candidates.removeIf(revision -> !isAdmitted(revision));
        }

        @Override
        public void filterSingletonCollisions(
                BundleCapability singleton, Collection<BundleCapability> collisionCandidates) {
            // Singletons are the framework's business.
        }

        @Override
        public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
            candidates.removeIf(candidate -> !views.mayWire(requirement, candidate));
        }

        @Override
        public void end() {
            // Nothing was held.
        }
    }
}
