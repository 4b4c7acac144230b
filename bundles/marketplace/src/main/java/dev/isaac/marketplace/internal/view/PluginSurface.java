package dev.isaac.marketplace.internal.view;

import dev.isaac.command.Command;
import dev.isaac.command.spi.AliasProvider;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.LineRewriter;
import dev.isaac.command.spi.LineTranslator;
import dev.isaac.command.spi.PluginData;
import dev.isaac.command.spi.SettingDefinition;
import java.util.List;
import java.util.Set;

/**
 * What the host shows to plugins and takes from them: decided here and nowhere else. The plugin author guide and
 * {@code docs/security/containment.md} show the same lists, and a test holds them against these.
 */
public final class PluginSurface {

    /** Packages of the host that every plugin may import, beside those of the Java platform. */
    public static final Set<String> PACKAGES = Set.of(
            "dev.isaac.command",
            "dev.isaac.command.line",
            "dev.isaac.command.spi",
            "dev.isaac.cloud.api.compute",
            "dev.isaac.cloud.api.storage",
            "org.osgi.service.component",
            "org.osgi.service.condition",
            "org.osgi.service.log",
            "org.osgi.util.function",
            "org.osgi.util.promise");

    /** Packages that the permission {@code framework} opens. */
    public static final Set<String> FRAMEWORK_PACKAGES = Set.of(
            "org.osgi.dto",
            "org.osgi.framework",
            "org.osgi.framework.dto",
            "org.osgi.framework.namespace",
            "org.osgi.framework.startlevel",
            "org.osgi.framework.startlevel.dto",
            "org.osgi.framework.wiring",
            "org.osgi.framework.wiring.dto",
            "org.osgi.resource",
            "org.osgi.resource.dto",
            "org.osgi.util.tracker");

    /**
     * Packages that no permission opens, and those below them: who holds a hook decides what others see, and the rest
     * would start a framework or change what this one is made of.
     */
    public static final Set<String> CLOSED_PACKAGES = Set.of(
            "org.osgi.framework.connect",
            "org.osgi.framework.hooks",
            "org.osgi.framework.launch",
            "org.osgi.service.condpermadmin",
            "org.osgi.service.packageadmin",
            "org.osgi.service.permissionadmin",
            "org.osgi.service.resolver",
            "org.osgi.service.startlevel",
            "org.osgi.service.url");

    /** Services of the host that every plugin may use. Others take {@code service:INTERFACE}. */
    public static final Set<String> SERVICES = Set.of(
            PluginData.class.getName(),
            "org.osgi.service.condition.Condition",
            "org.osgi.service.log.LogService",
            "org.osgi.service.log.LoggerFactory");

    /** What every plugin may offer to the host. */
    public static final Set<String> OFFERS = Set.of(
            Command.class.getName(),
            AliasProvider.class.getName(),
            HealthCheck.class.getName(),
            SettingDefinition.class.getName());

    /** What a plugin may offer to the host that declares {@code service:INTERFACE} for it. */
    public static final Set<String> DECLARED_OFFERS =
            Set.of(LineRewriter.class.getName(), LineTranslator.class.getName());

    /** Beginnings of packages of the system bundle that are not of the Java platform. */
    private static final List<String> NOT_JAVA = List.of("org.osgi.", "dev.isaac.", "org.apache.felix.");

    private PluginSurface() {}

    /** Whether the framework, when it exports this package, exports a part of the Java platform. */
    static boolean isJava(String name) {
        return NOT_JAVA.stream().noneMatch(name::startsWith);
    }

    /** Whether nothing opens a package. */
    static boolean isClosed(String name) {
        for (String at = name; ; at = at.substring(0, at.lastIndexOf('.'))) {
            if (CLOSED_PACKAGES.contains(at)) {
                return true;
            }
            if (at.lastIndexOf('.') < 0) {
                return false;
            }
        }
    }

    /** What opens a package of the host, in words that follow its name; empty where nothing does. */
    static String remedy(String name) {
        if (isClosed(name)) {
            return "";
        }
        return FRAMEWORK_PACKAGES.contains(name)
                ? ", which takes the permission framework"
                : ", which takes the permission service:INTERFACE for an interface in it";
    }

    /** The package of a class. */
    static String packageOf(String type) {
        int dot = type.lastIndexOf('.');
        return dot < 0 ? "" : type.substring(0, dot);
    }
}
