package dev.isaac.launcher.internal.host;

import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.connect.FrameworkUtilHelper;

/**
 * Answers {@code FrameworkUtil.getBundle} for classes of host bundles: their loader is that of the class path and knows no
 * bundle, but their jar tells.
 */
public final class HostBundleFinder implements FrameworkUtilHelper {

    private static final Map<String, Bundle> BUNDLES = new ConcurrentHashMap<>();

    /** Tells which bundle a jar is. */
    public static void register(String jarName, Bundle bundle) {
        BUNDLES.put(jarName, bundle);
    }

    /** Forgets the bundles of a framework that ends. */
    public static void clear() {
        BUNDLES.clear();
    }

    @Override
    public Optional<Bundle> getBundle(Class<?> type) {
        ProtectionDomain domain = type.getProtectionDomain();
        CodeSource source = domain == null ? null : domain.getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        String path = source.getLocation().getPath();
        return Optional.ofNullable(BUNDLES.get(path.substring(path.lastIndexOf('/') + 1)));
    }
}
