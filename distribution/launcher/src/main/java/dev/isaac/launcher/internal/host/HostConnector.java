package dev.isaac.launcher.internal.host;

import java.io.File;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.connect.ConnectModule;
import org.osgi.framework.connect.ModuleConnector;

/** Tells the framework which bundles are on the class path. Every other location is an ordinary bundle. */
public final class HostConnector implements ModuleConnector {

    private final Map<String, HostContent> contents = new HashMap<>();

    /** Connects these bundles, whose classes come from the loader. */
    public HostConnector(List<HostBundle> bundles, ClassLoader loader) {
        for (HostBundle bundle : bundles) {
            contents.put(bundle.location(), new HostContent(bundle, loader));
        }
    }

    @Override
    public void initialize(File storage, Map<String, String> configuration) {
        // Everything is known since construction.
    }

    @Override
    public Optional<ConnectModule> connect(String location) {
        return Optional.ofNullable(contents.get(location));
    }

    @Override
    public Optional<BundleActivator> newBundleActivator() {
        return Optional.empty();
    }
}
