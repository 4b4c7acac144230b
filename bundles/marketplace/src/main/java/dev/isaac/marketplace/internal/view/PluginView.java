package dev.isaac.marketplace.internal.view;

import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.Requirement;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.trust.permission.PermissionException;
import dev.isaac.trust.permission.PermissionKind;
import dev.isaac.trust.permission.Permissions;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;

/**
 * What one installed plugin declared, as far as it decides what it sees.
 *
 * @param bundle the id of its bundle
 * @param id the plugin
 * @param needs the plugins that it says it needs, whether it must have them or not
 * @param services the services of the host that it declares
 * @param servicePackages the packages of these
 * @param framework whether it may use the framework itself
 * @param exports the packages that it exports
 */
record PluginView(
        long bundle,
        PluginId id,
        Set<PluginId> needs,
        Set<String> services,
        Set<String> servicePackages,
        boolean framework,
        Set<String> exports) {

    /** Reads it from what was verified when the plugin was installed, and from its bundle. */
    static PluginView of(PluginRecord plugin, Bundle bundle) {
        Permissions permissions = permissions(plugin);
        Set<String> services = new HashSet<>();
        permissions.all().stream()
                .filter(permission -> permission.kind() == PermissionKind.SERVICE)
                .forEach(permission -> services.add(permission.scope()));
        return new PluginView(
                bundle.getBundleId(),
                plugin.id(),
                plugin.requires().stream().map(Requirement::plugin).collect(Collectors.toUnmodifiableSet()),
                Set.copyOf(services),
                services.stream().map(PluginSurface::packageOf).collect(Collectors.toUnmodifiableSet()),
                permissions.has(PermissionKind.FRAMEWORK),
                exports(bundle));
    }

    private static Permissions permissions(PluginRecord plugin) {
        try {
            return Permissions.of(plugin.permissions());
        } catch (PermissionException e) {
            // Written by an ISAAC with other words: what cannot be read opens nothing.
            return Permissions.NONE;
        }
    }

    private static Set<String> exports(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null
                ? Set.of()
                : revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                        .map(capability ->
                                String.valueOf(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it says that it needs another one. */
    boolean needs(PluginView other) {
        return needs.contains(other.id);
    }

    /** Whether it may import a package of the host. */
    boolean mayImport(String name, boolean ofTheFramework) {
        if (PluginSurface.PACKAGES.contains(name)) {
            return true;
        }
        if (PluginSurface.isClosed(name)) {
            return false;
        }
        return (ofTheFramework && PluginSurface.isJava(name))
                || (framework && PluginSurface.FRAMEWORK_PACKAGES.contains(name))
                || (servicePackages.contains(name) && !PluginSurface.FRAMEWORK_PACKAGES.contains(name));
    }

    /** Whether it may use a service that the host registered under a name. */
    boolean mayUse(String service) {
        return PluginSurface.SERVICES.contains(service) || services.contains(service);
    }

    /** Whether the host takes a service of one of its own interfaces from it. */
    boolean mayOffer(String service) {
        return PluginSurface.OFFERS.contains(service)
                || (PluginSurface.DECLARED_OFFERS.contains(service) && services.contains(service));
    }
}
