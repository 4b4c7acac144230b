package dev.isaac.launcher.internal.framework;

import dev.isaac.launcher.internal.host.HostBundle;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The API that an application shares with the bundles it starts: exported by the framework from the application's own
 * class path, so that both sides speak of the same classes.
 */
final class SharedPackages {

    /** Bundles that are nothing but shared API; they are not installed where the application provides them. */
    private static final Set<String> API_BUNDLES = Set.of("dev.isaac.command", "org.osgi.service.log");

    /** Bundles whose exported packages are shared, while the rest of them is installed. */
    private static final Set<String> PARTLY_SHARED = Set.of("dev.isaac.core");

    private SharedPackages() {}

    /** The value of {@code org.osgi.framework.system.packages.extra}. */
    static String of(List<HostBundle> bundles) {
        return bundles.stream()
                .filter(bundle -> isApi(bundle) || PARTLY_SHARED.contains(bundle.symbolicName()))
                .map(bundle -> bundle.headers().get("Export-Package"))
                .filter(exports -> exports != null && !exports.isBlank())
                .collect(Collectors.joining(","));
    }

    /** Whether the bundle is nothing but shared API. */
    static boolean isApi(HostBundle bundle) {
        return API_BUNDLES.contains(bundle.symbolicName());
    }
}
