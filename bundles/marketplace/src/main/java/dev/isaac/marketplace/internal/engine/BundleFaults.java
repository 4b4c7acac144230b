package dev.isaac.marketplace.internal.engine;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.internal.state.HomeFaults;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.view.PluginViews;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** Says in plain words why a bundle could not be installed, resolved or started. */
final class BundleFaults {

    private BundleFaults() {}

    static String name(PluginRecord plugin) {
        return plugin.id() + " " + plugin.version();
    }

    /** The framework did not take the bytes. */
    static CommandException notInstalled(PluginRecord plugin, BundleException error) {
        if (error.getType() == BundleException.DUPLICATE_BUNDLE_ERROR) {
            return Fault.of(
                            FaultKind.CONFLICT,
                            "plugin.name-taken",
                            "Another bundle has the name of " + name(plugin) + ": " + plugin.symbolicName() + ".")
                    .exception(error);
        }
        if (HomeFaults.isFull(error)) {
            return Fault.of(FaultKind.FAILED, "disk.full", "There is no space left to run " + name(plugin) + ".")
                    .hint("Free some space and try again; nothing was changed.")
                    .exception(error);
        }
        return Fault.of(
                        FaultKind.FAILED,
                        "plugin.not-a-bundle",
                        "The framework does not take " + name(plugin) + ": " + firstLine(error) + ".")
                .hint("Tell its publisher, " + plugin.publisher() + ".")
                .exception(error);
    }

    /** The bundle did not resolve, or its activator threw. */
    static CommandException notStarted(
            PluginRecord plugin, Bundle bundle, FrameworkWiring wiring, PluginViews views, Throwable error) {
        if (error instanceof BundleException failure && failure.getType() == BundleException.RESOLVE_ERROR) {
            List<String> missing = missing(bundle, wiring);
            List<String> hidden = missing.isEmpty() ? hidden(bundle, wiring, views) : List.of();
            if (!hidden.isEmpty()) {
                return Fault.of(
                                FaultKind.FAILED,
                                "plugin.hidden-package",
                                name(plugin) + " cannot run here: it uses " + String.join(", ", hidden) + ".")
                        .hint("Tell its publisher, " + plugin.publisher()
                                + ": a plugin declares what it uses beyond the exported API, or brings it along.")
                        .detail("hidden", hidden)
                        .exception(error);
            }
            String needs = missing.isEmpty() ? firstLine(error) : String.join(", ", missing);
            return Fault.of(
                            FaultKind.FAILED,
                            "plugin.unresolved",
                            name(plugin) + " cannot run here: it needs " + needs + ".")
                    .hint("Install what provides it, or ask its publisher, " + plugin.publisher() + ".")
                    .detail("missing", missing)
                    .exception(error);
        }
        Throwable cause = rootCause(error);
        return Fault.of(
                        FaultKind.FAILED,
                        "plugin.start-failed",
                        name(plugin) + " failed to start: " + describe(cause) + ".")
                .hint("Tell its publisher, " + plugin.publisher() + "; the log has the details.")
                .exception(error);
    }

    /** What was thrown, without keeping it: an exception of a plugin keeps the plugin's classes alive. */
    static Exception detached(Throwable error) {
        Exception copy = new Exception(error.getClass().getName() + ": " + error.getMessage());
        copy.setStackTrace(error.getStackTrace());
        Throwable cause = error.getCause();
        if (cause != null && cause != error) {
            copy.initCause(detached(cause));
        }
        return copy;
    }

    /** It registered services under interfaces that only the host has. */
    static CommandException forged(PluginRecord plugin, List<String> interfaces) {
        return Fault.of(
                        FaultKind.VERIFICATION,
                        "plugin.forged-service",
                        name(plugin) + " is refused: it offers what only ISAAC itself has: "
                                + String.join(", ", interfaces) + ".")
                .hint("Do not use it; tell the operator of registry '" + plugin.registry() + "'.")
                .detail("services", interfaces)
                .exception();
    }

    private static List<String> missing(Bundle bundle, FrameworkWiring wiring) {
        return mandatory(bundle)
                .filter(need -> wiring.findProviders(need).isEmpty())
                .map(BundleFaults::describe)
                .toList();
    }

    /** What is there, and not for this plugin. */
    private static List<String> hidden(Bundle bundle, FrameworkWiring wiring, PluginViews views) {
        List<String> hidden = new ArrayList<>();
        for (BundleRequirement need : mandatory(bundle).toList()) {
            Collection<BundleCapability> providers = wiring.findProviders(need);
            if (providers.stream().noneMatch(provider -> views.mayWire(need, provider))) {
                hidden.add(describe(need) + views.remedy(providers.iterator().next()));
            }
        }
        return hidden;
    }

    private static Stream<BundleRequirement> mandatory(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null
                ? Stream.empty()
                : revision.getDeclaredRequirements(null).stream().filter(BundleFaults::isMandatory);
    }

    private static boolean isMandatory(BundleRequirement need) {
        String resolution = need.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE);
        String effective = need.getDirectives().get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
        return (resolution == null || resolution.equals(Namespace.RESOLUTION_MANDATORY))
                && (effective == null || effective.equals(Namespace.EFFECTIVE_RESOLVE));
    }

    private static String describe(BundleRequirement need) {
        String filter = need.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        Matcher name = Pattern.compile("\\(" + Pattern.quote(need.getNamespace()) + "=([^)]*)\\)")
                .matcher(filter);
        if (!name.find()) {
            return need.getNamespace() + " " + filter;
        }
        return switch (need.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> "the package " + name.group(1);
            case "isaac.plugin" -> "the plugin " + name.group(1);
            default -> need.getNamespace() + " " + name.group(1);
        };
    }

    static String describe(Throwable cause) {
        String message = cause.getMessage();
        String type = cause.getClass().getSimpleName();
        return message == null ? type : type + ": " + firstLine(cause);
    }

    private static Throwable rootCause(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; depth < 20; depth++) {
            @Nullable Throwable next = cause.getCause();
            if (next == null || next == cause) {
                return cause;
            }
            cause = next;
        }
        return cause;
    }

    private static String firstLine(Throwable error) {
        String message = error.getMessage();
        if (message == null) {
            return error.getClass().getSimpleName();
        }
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
