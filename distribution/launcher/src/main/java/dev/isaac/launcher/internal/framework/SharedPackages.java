package dev.isaac.launcher.internal.framework;

import dev.isaac.launcher.RuntimeOptions.Mode;
import dev.isaac.launcher.internal.host.HostBundle;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Packages that the framework itself exports from the class path instead of a bundle: in a process of our own the
 * standard API, since a bundle with nothing but API in it costs every start as much as any other; in an application the
 * API that it shares with the bundles it starts, so that both sides speak of the same classes.
 */
final class SharedPackages {

    /** Bundles that are nothing but API which an application shares. */
    private static final Set<String> API_BUNDLES = Set.of("dev.isaac.command", "org.osgi.service.log");

    /** Bundles whose exported packages an application shares, while the rest of them is installed. */
    private static final Set<String> PARTLY_SHARED = Set.of("dev.isaac.core");

    /** How the names of bundles begin that hold standard API and nothing else. */
    private static final String STANDARD = "org.osgi.";

    /** Bundles whose exported packages an application shares where it has them, with a class that tells. */
    private static final Map<String, String> SHARED_IF_THERE =
            Map.of("dev.isaac.marketplace", "dev/isaac/marketplace/Marketplace.class");

    private SharedPackages() {}

    /** Clauses of {@code org.osgi.framework.system.packages.extra}. */
    static String of(List<HostBundle> bundles, Mode mode) {
        StringBuilder packages = new StringBuilder();
        for (HostBundle bundle : bundles) {
            String exports = bundle.headers().get("Export-Package");
            if (isExported(bundle, mode) && exports != null && !exports.isBlank()) {
                packages.append(packages.length() == 0 ? "" : ",").append(exports);
            }
        }
        return packages.toString();
    }

    private static boolean isExported(HostBundle bundle, Mode mode) {
        return isApi(bundle, mode) || (mode == Mode.BUNDLES && isPartlyShared(bundle.symbolicName()));
    }

    private static boolean isPartlyShared(String symbolicName) {
        String witness = SHARED_IF_THERE.get(symbolicName);
        return PARTLY_SHARED.contains(symbolicName)
                || (witness != null && SharedPackages.class.getClassLoader().getResource(witness) != null);
    }

    /** Whether the bundle is nothing but API that the framework exports, and thus is not installed. */
    static boolean isApi(HostBundle bundle, Mode mode) {
        return mode == Mode.BUNDLES
                ? API_BUNDLES.contains(bundle.symbolicName())
                : bundle.symbolicName().startsWith(STANDARD);
    }
}
