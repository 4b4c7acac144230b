package dev.isaac.marketplace.internal.verify;

import dev.isaac.command.Command;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.trust.archive.HostSurface;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

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

    /** The version of the command API. */
    public static PluginVersion api() {
        Bundle bundle = FrameworkUtil.getBundle(Command.class);
        BundleRevision revision = bundle == null ? null : bundle.adapt(BundleRevision.class);
        if (revision == null) {
            return FIRST_API;
        }
        for (BundleCapability capability : revision.getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
            boolean isApi = Command.class
                    .getPackageName()
                    .equals(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
            if (isApi && capability.getAttributes().get("version") instanceof Version version) {
                return new PluginVersion(
                        version.getMajor(), version.getMinor(), version.getMicro(), version.getQualifier());
            }
        }
        return FIRST_API;
    }
}
