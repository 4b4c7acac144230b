package dev.isaac.marketplace.testplugin;

import dev.isaac.command.spi.IsaacHome;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A plugin that may use the framework, and uses it to look around: each question is asked with the plugin's own context,
 * in a class of the plugin. What it answers is sorted, one line for each thing that it saw.
 */
public final class SpyActivator implements BundleActivator, Function<String, String> {

    private BundleContext context;
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final List<ServiceTracker<?, ?>> trackers = new ArrayList<>();

    @Override
    public void start(BundleContext own) {
        context = own;
        context.registerService(Function.class.getName(), this, null);
    }

    @Override
    public void stop(BundleContext own) {
        trackers.forEach(ServiceTracker::close);
    }

    @Override
    public String apply(String question) {
        int colon = question.indexOf(':');
        String word = colon < 0 ? question : question.substring(0, colon);
        String argument = colon < 0 ? "" : question.substring(colon + 1);
        try {
            return String.join("\n", answer(word, argument));
        } catch (Exception | LinkageError e) {
            return "refused: " + e.getClass().getSimpleName()
                    + (e instanceof BundleException failure ? " " + failure.getType() : "");
        }
    }

    private List<String> answer(String word, String argument) throws Exception {
        return switch (word) {
            case "bundles" -> names(context.getBundles());
            case "bundle-by-id" -> names(context.getBundle(Long.parseLong(argument)));
            case "own-bundle" -> names(FrameworkUtil.getBundle(SpyActivator.class));
            case "services" -> services(null, argument.isEmpty() ? null : argument);
            case "services-named" -> services(argument, null);
            case "tracker" -> tracked(argument);
            case "listen" -> listen();
            case "events" -> List.copyOf(events);
            case "hook" -> hook(argument);
            case "forge" -> forge();
            case "install" -> install(argument);
            case "start-level" ->
                List.of("level "
                        + context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel());
            case "load" -> List.of(Class.forName(argument).getName());
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static List<String> names(Bundle... bundles) {
        TreeSet<String> names = new TreeSet<>();
        for (Bundle bundle : bundles) {
            names.add(bundle == null ? "none" : bundle.getSymbolicName());
        }
        return List.copyOf(names);
    }

    private List<String> services(String name, String filter) throws InvalidSyntaxException {
        ServiceReference<?>[] all = context.getAllServiceReferences(name, filter);
        ServiceReference<?>[] some = context.getServiceReferences(name, filter);
        TreeSet<String> names = new TreeSet<>(described(all));
        names.addAll(described(some));
        return List.copyOf(names);
    }

    private static List<String> described(ServiceReference<?>... references) {
        List<String> names = new ArrayList<>();
        for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
            names.add(describe(reference));
        }
        return names;
    }

    private static String describe(ServiceReference<?> reference) {
        return String.join("+", (String[]) reference.getProperty(Constants.OBJECTCLASS)) + " of "
                + reference.getBundle().getSymbolicName();
    }

    private List<String> tracked(String name) {
        ServiceTracker<Object, Object> tracker = new ServiceTracker<>(context, name, null);
        tracker.open(true);
        trackers.add(tracker);
        return described(tracker.getServiceReferences());
    }

    private List<String> listen() {
        context.addServiceListener(event -> events.add("service " + describe(event.getServiceReference())));
        context.addBundleListener(
                event -> events.add("bundle " + event.getBundle().getSymbolicName()));
        return List.of();
    }

    private List<String> hook(String type) {
        context.registerService(type, this, null);
        return List.of("registered");
    }

    /** Registers the pretended folder at a moment when nobody looks any more. */
    private List<String> forge() {
        context.registerService(
                IsaacHome.class,
                new ForgedHome(),
                FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, Integer.MAX_VALUE)));
        return List.of("registered");
    }

    private List<String> install(String jar) throws BundleException {
        Bundle bundle = context.installBundle(
                "file:stranger", new ByteArrayInputStream(Base64.getDecoder().decode(jar)));
        bundle.start();
        return names(bundle);
    }
}
