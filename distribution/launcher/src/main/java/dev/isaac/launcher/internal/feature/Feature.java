package dev.isaac.launcher.internal.feature;

import java.util.List;
import java.util.Map;

/**
 * A set of bundles with their configurations, as in the OSGi Feature Service.
 *
 * @param id {@code group:artifact:version}
 * @param bundles in the order of the file
 * @param configurations by PID
 */
public record Feature(String id, List<FeatureBundle> bundles, Map<String, Map<String, Object>> configurations) {

    /** Start level of a bundle that names none. */
    public static final int DEFAULT_LEVEL = 10;

    public Feature {
        bundles = List.copyOf(bundles);
        configurations = Map.copyOf(configurations);
    }

    /**
     * One bundle.
     *
     * @param artifact the middle of its {@code group:artifact:version}
     * @param version the end of it
     * @param startLevel 1 to 100
     * @param library whether it is there for other bundles of the same feature only, and is no API for plugins
     */
    public record FeatureBundle(String artifact, String version, int startLevel, boolean library) {

        /** The name of its jar. */
        public String fileName() {
            return artifact + "-" + version + ".jar";
        }
    }
}
