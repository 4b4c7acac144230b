package dev.isaac.marketplace.internal.view;

import dev.isaac.marketplace.internal.state.PluginRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Who sees what: the rules that the framework's hooks ask. A plugin sees the exported API, what it declared, and the
 * plugins that it needs; the host sees everything but services of its own that a plugin pretends to be. Thread-safe.
 *
 * <p>The hooks are registered with the first plugin: a shell without plugins pays nothing for them.
 */
public final class PluginViews {

    private final BundleContext context;
    private final Map<Long, PluginView> plugins = new ConcurrentHashMap<>();
    private final Set<Long> retired = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Set<String> hostPackages;
    private boolean hooked;

    /** Over a framework; registers nothing yet. */
    public PluginViews(BundleContext context) {
        this.context = context;
    }

    /** Narrows what a bundle sees to what its plugin declared. To be called before it can resolve. */
    public synchronized void narrow(PluginRecord plugin, Bundle bundle) {
        plugins.put(bundle.getBundleId(), PluginView.of(plugin, bundle));
        if (!hooked) {
            hooked = true;
            ServiceVisibility services = new ServiceVisibility(this);
            context.registerService(org.osgi.framework.hooks.service.FindHook.class, services, null);
            context.registerService(EventListenerHook.class, services, null);
            BundleVisibility bundles = new BundleVisibility(this);
            context.registerService(org.osgi.framework.hooks.bundle.FindHook.class, bundles, null);
            context.registerService(org.osgi.framework.hooks.bundle.EventHook.class, bundles, null);
            context.registerService(CollisionHook.class, bundles, null);
        }
    }

    /**
     * Nothing is wired any more to a bundle that is on its way out, and nobody finds a service of it; what it sees itself stays
     * the same.
     */
    public void retire(Bundle bundle) {
        retired.add(bundle.getBundleId());
    }

    /** A bundle that was retired is a plugin like others again. */
    public void rejoin(Bundle bundle) {
        retired.remove(bundle.getBundleId());
    }

    /** Forgets a bundle that is gone. */
    public void forget(Bundle bundle) {
        plugins.remove(bundle.getBundleId());
        retired.remove(bundle.getBundleId());
    }

    /** The plugin of a bundle; null: a part of the host. */
    @Nullable
    PluginView of(@Nullable Bundle bundle) {
        return bundle == null ? null : plugins.get(bundle.getBundleId());
    }

    /** The plugin whose context it is; null: a part of the host, or a context that is not valid any more. */
    @Nullable
    PluginView of(BundleContext user) {
        try {
            return of(user.getBundle());
        } catch (IllegalStateException e) {
            return null;
        }
    }

    /** Whether a plugin may know of a bundle. */
    boolean sees(PluginView user, Bundle bundle) {
        if (bundle.getBundleId() == user.bundle()) {
            return true;
        }
        PluginView other = of(bundle);
        return other != null && user.needs(other);
    }

    /** Whether a plugin may know of a service. */
    boolean sees(PluginView user, ServiceReference<?> service) {
        Bundle bundle = service.getBundle();
        if (bundle == null) {
            return false;
        }
        if (bundle.getBundleId() == user.bundle()) {
            return true;
        }
        PluginView provider = of(bundle);
        for (String name : names(service)) {
            if (provider == null ? user.mayUse(name) : isShared(user, provider, name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether plugins may speak through a service of this name: one needs the other, or both know the plugin whose
     * interface it is. Commands and whatever else is for the host are the host's business: who could call another's
     * command would go round the tier gate.
     */
    private boolean isShared(PluginView user, PluginView provider, String name) {
        String home = PluginSurface.packageOf(name);
        if (hostPackages().contains(home)) {
            return user.services().contains(name);
        }
        return user.needs(provider)
                || plugins.values().stream()
                        .anyMatch(owner -> owner.exports().contains(home)
                                && (user.equals(owner) || user.needs(owner))
                                && (provider.equals(owner) || provider.needs(owner)));
    }

    /** Whether a bundle is on its way out. */
    boolean isRetired(@Nullable Bundle bundle) {
        return bundle != null && retired.contains(bundle.getBundleId());
    }

    /** Whether a plugin pretends to be a part of the host: it registered under an interface that only the host has. */
    boolean isForged(ServiceReference<?> service) {
        PluginView provider = of(service.getBundle());
        return provider != null && !forged(provider, service).isEmpty();
    }

    private List<String> forged(PluginView provider, ServiceReference<?> service) {
        List<String> forged = new ArrayList<>(0);
        for (String name : names(service)) {
            if (!provider.mayOffer(name) && hostPackages().contains(PluginSurface.packageOf(name))) {
                forged.add(name);
            }
        }
        return forged;
    }

    /** The interfaces of the host under which a plugin registered services without being allowed to; sorted. */
    public List<String> forged(Bundle bundle) {
        PluginView provider = of(bundle);
        ServiceReference<?>[] services = provider == null ? null : bundle.getRegisteredServices();
        if (provider == null || services == null) {
            return List.of();
        }
        return List.of(services).stream()
                .flatMap(service -> forged(provider, service).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether a requirement may be met by a capability. */
    public boolean mayWire(BundleRequirement requirement, BundleCapability capability) {
        Bundle from = requirement.getRevision().getBundle();
        Bundle to = capability.getRevision().getBundle();
        PluginView user = of(from);
        PluginView provider = of(to);
        if (user == null) {
            // What the host is made of never comes from a plugin.
            return provider == null;
        }
        if (from.getBundleId() == to.getBundleId()) {
            return true;
        }
        if (provider != null) {
            return user.needs(provider)
                    && !retired.contains(to.getBundleId())
                    && !requirement.getNamespace().equals(HostNamespace.HOST_NAMESPACE);
        }
        return switch (requirement.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE ->
                user.mayImport(
                        String.valueOf(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)),
                        to.getBundleId() == Constants.SYSTEM_BUNDLE_ID);
            case BundleNamespace.BUNDLE_NAMESPACE, HostNamespace.HOST_NAMESPACE -> false;
            default -> true;
        };
    }

    /** What a plugin has to declare to see a capability, in words that follow its name; empty where nothing helps. */
    public String remedy(BundleCapability capability) {
        PluginView provider = of(capability.getRevision().getBundle());
        if (provider != null) {
            return " of " + provider.id() + ", which it does not say it needs";
        }
        return capability.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)
                ? PluginSurface.remedy(
                        String.valueOf(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                : "";
    }

    /** The packages of the host whose interfaces are the host's: all that it exports but the Java platform. */
    private Set<String> hostPackages() {
        Set<String> known = hostPackages;
        if (known == null) {
            known = exported(context.getBundle(Constants.SYSTEM_BUNDLE_ID)
                    .getBundleContext()
                    .getBundles());
            hostPackages = known;
        }
        return known;
    }

    private Set<String> exported(Bundle... bundles) {
        Set<String> packages = new HashSet<>();
        for (Bundle bundle : bundles) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (of(bundle) == null && revision != null) {
                revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                        .map(capability ->
                                String.valueOf(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                        .filter(name ->
                                bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID || !PluginSurface.isJava(name))
                        .forEach(packages::add);
            }
        }
        return Set.copyOf(packages);
    }

    /** Takes note that a bundle changed. */
    void changed(Bundle bundle) {
        if (of(bundle) == null) {
            hostPackages = null;
        }
    }

    boolean isEmpty() {
        return plugins.isEmpty();
    }

    private static Collection<String> names(ServiceReference<?> service) {
        return service.getProperty(Constants.OBJECTCLASS) instanceof String[] names ? List.of(names) : List.of();
    }
}
