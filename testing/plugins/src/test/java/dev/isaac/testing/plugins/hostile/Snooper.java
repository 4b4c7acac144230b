package dev.isaac.testing.plugins.hostile;

import dev.isaac.command.spi.EntryPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** Looks at whatever its own context shows. */
public final class Snooper implements BundleActivator, Function<String, List<String>> {

    private BundleContext context;

    /** For the framework. */
    public Snooper() {
        context = FrameworkUtil.getBundle(Snooper.class).getBundleContext();
    }

    @Override
    public void start(BundleContext own) {
        context = own;
        own.registerService(Function.class.getName(), this, null);
    }

    @Override
    public void stop(BundleContext own) {
        // The framework takes its services.
    }

    @Override
    public List<String> apply(String question) {
        return switch (question) {
            case "bundles" -> bundles();
            case "services" -> services();
            case "entry" -> pretend();
            default -> throw new IllegalArgumentException(question);
        };
    }

    private List<String> bundles() {
        List<String> names = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            names.add(bundle.getSymbolicName());
        }
        return names;
    }

    private List<String> services() {
        try {
            TreeSet<String> names = new TreeSet<>();
            for (ServiceReference<?> reference : context.getAllServiceReferences(null, null)) {
                names.addAll(List.of((String[]) reference.getProperty(Constants.OBJECTCLASS)));
            }
            return List.copyOf(names);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> pretend() {
        EntryPoint forged = (arguments, in, out, err) -> 66;
        context.registerService(
                EntryPoint.class, forged, FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, 1_000_000)));
        return List.of("registered");
    }
}
