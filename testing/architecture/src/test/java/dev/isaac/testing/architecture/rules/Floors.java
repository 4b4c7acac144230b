package dev.isaac.testing.architecture.rules;

import java.util.Map;
import java.util.Optional;

/**
 * Which package belongs to which bundle, and on which floor the bundle stands. Arrows point down only, and siblings
 * never see each other.
 *
 * @param root the package that all bundles begin with
 */
record Floors(String root) {

    private static final Map<String, Integer> FLOOR = Map.ofEntries(
            Map.entry("command", 0),
            Map.entry("cloud.api", 0),
            Map.entry("trust", 0),
            Map.entry("core", 1),
            Map.entry("signing", 1),
            Map.entry("http", 1),
            Map.entry("cloud.aws", 1),
            Map.entry("cloud.azure", 1),
            Map.entry("cloud.gcp", 1),
            Map.entry("aliases", 2),
            Map.entry("cloud", 2),
            Map.entry("sync", 2),
            Map.entry("ai", 2),
            Map.entry("marketplace", 2),
            Map.entry("authoring", 3),
            Map.entry("shell", 3),
            Map.entry("web", 3),
            Map.entry("registry", 3),
            Map.entry("launcher", 4));

    /** Example plugins: written as a stranger writes them, on the exported API of floor 0. */
    static final String EXAMPLE = "example";

    /** The bundle of a package; empty for packages that are not ours or that stand on no floor. */
    Optional<String> bundle(String packageName) {
        if (!isOurs(packageName) || packageName.equals(root)) {
            return Optional.empty();
        }
        String rest = packageName.substring(root.length() + 1);
        if (rest.startsWith(EXAMPLE + ".")) {
            String[] words = rest.split("\\.", -1);
            return Optional.of(EXAMPLE + "." + words[1]);
        }
        for (String name = rest; ; name = name.substring(0, name.lastIndexOf('.'))) {
            if (FLOOR.containsKey(name)) {
                return Optional.of(name);
            }
            if (name.indexOf('.') < 0) {
                return Optional.empty();
            }
        }
    }

    boolean isOurs(String packageName) {
        return packageName.equals(root) || packageName.startsWith(root + ".");
    }

    /** Why the first bundle must not depend on the second; empty where it may. */
    Optional<String> objection(String from, String to) {
        if (from.equals(to)) {
            return Optional.empty();
        }
        if (to.startsWith(EXAMPLE + ".")) {
            return from.startsWith(EXAMPLE + ".")
                    ? Optional.empty()
                    : Optional.of("the house does not know its example plugins");
        }
        if (from.startsWith(EXAMPLE + ".")) {
            return floor(to) == 0
                    ? Optional.empty()
                    : Optional.of("a plugin sees floor 0 only, " + to + " is on floor " + floor(to));
        }
        if (floor(to) < floor(from)) {
            return Optional.empty();
        }
        return Optional.of(
                floor(to) == floor(from)
                        ? from + " and " + to + " are siblings on floor " + floor(to)
                        : to + " on floor " + floor(to) + " is above " + from + " on floor " + floor(from));
    }

    private static int floor(String bundle) {
        return FLOOR.get(bundle);
    }
}
