package dev.isaac.marketplace.internal.verify;

import dev.isaac.command.Command;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.trust.archive.HostSurface;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** What the host has, read from the running framework. */
public final class HostView {

    private static final PluginVersion FIRST_API = new PluginVersion(1, 0, 0, "");

    private HostView() {}

    /** The packages and names of host bundles, which no plugin may have. */
    public static HostSurface surface(Collection<Bundle> hostBundles) {
        Set<String> packages = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Bundle bundle : hostBundles) {
            if (bundle.getSymbolicName() != null) {
                names.add(bundle.getSymbolicName());
            }
            packages.addAll(packages(bundle));
        }
        return new HostSurface(packages, names);
    }

    private static Set<String> packages(Bundle bundle) {
        Set<String> packages = new HashSet<>();
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision != null) {
            for (BundleCapability capability : revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
                packages.add(String.valueOf(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)));
            }
        }
        return packages;
    }

    /** The version of the command API, as it is wired here: an application brings it from its own class path. */
    public static PluginVersion api() {
        Bundle own = FrameworkUtil.getBundle(HostView.class);
        BundleWiring wiring = own == null ? null : own.adapt(BundleWiring.class);
        List<BundleWire> wires = wiring == null ? null : wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE);
        if (wires != null) {
            for (BundleWire wire : wires) {
                Map<String, Object> api = wire.getCapability().getAttributes();
                if (Command.class.getPackageName().equals(api.get(PackageNamespace.PACKAGE_NAMESPACE))
                        && api.get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE) instanceof Version version) {
                    return new PluginVersion(
                            version.getMajor(), version.getMinor(), version.getMicro(), version.getQualifier());
                }
            }
        }
        return FIRST_API;
    }
}
