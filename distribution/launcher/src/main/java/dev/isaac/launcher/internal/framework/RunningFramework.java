package dev.isaac.launcher.internal.framework;

import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.launcher.LaunchException;
import dev.isaac.launcher.RuntimeOptions;
import dev.isaac.launcher.RuntimeOptions.Mode;
import dev.isaac.launcher.internal.feature.Feature;
import dev.isaac.launcher.internal.feature.Feature.FeatureBundle;
import dev.isaac.launcher.internal.feature.FeatureReader;
import dev.isaac.launcher.internal.home.DiskSpace;
import dev.isaac.launcher.internal.home.HomeFolder;
import dev.isaac.launcher.internal.host.HostBundle;
import dev.isaac.launcher.internal.host.HostBundleFinder;
import dev.isaac.launcher.internal.host.HostConnector;
import dev.isaac.launcher.internal.host.HostIndex;
import dev.isaac.launcher.internal.log.BridgeLogService;
import dev.isaac.launcher.internal.log.FrameworkLog;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.log.LogService;
import org.osgi.service.log.LoggerFactory;
import org.osgi.util.tracker.ServiceTracker;

/** A framework with the bundles of a distribution in it. Thread-safe. */
public final class RunningFramework {

    private static final String HOST_FEATURE = "host.json";

    /** Configuration Admin runs from here on, and nothing that is configured. */
    private static final int CONFIGURATION_LEVEL = 3;

    /** How the locations of plugins begin; only the marketplace installs under such a name. */
    private static final String PLUGIN_LOCATION = "isaac:plugin/";

    private final Framework framework;
    private final RuntimeOptions options;

    private RunningFramework(Framework framework, RuntimeOptions options) {
        this.framework = framework;
        this.options = options;
    }

    /**
     * Starts the framework and returns when every bundle up to the start level was asked to start.
     *
     * @throws LaunchException {@code launcher.distribution-damaged}, {@code launcher.framework-failed} or {@code disk.full}
     */
    public static RunningFramework start(RuntimeOptions options, HomeFolder home) throws LaunchException {
        List<HostBundle> host;
        List<Feature> features;
        try {
            host = HostIndex.read(options.distribution().resolve("lib/host.index"));
            features = features(options.distribution().resolve("features"));
        } catch (IOException e) {
            throw damaged(options.distribution(), e);
        }
        Framework framework = create(options, home, host);
        RunningFramework running = new RunningFramework(framework, options);
        try {
            framework.init(running::log);
            BundleContext context = framework.getBundleContext();
            context.registerService(IsaacHome.class, home, null);
            context.registerService(
                    new String[] {LogService.class.getName(), LoggerFactory.class.getName()},
                    new BridgeLogService(),
                    null);
            List<Bundle> installed = running.install(host, features);
            framework.start();
            ServiceUsage.tidy(framework);
            running.startBundles(installed, features);
            return running;
        } catch (BundleException | IOException e) {
            running.stopAfterFailure();
            if (DiskSpace.isExhausted(home.process(), e)) {
                throw DiskSpace.full(home.process(), e);
            }
            throw e instanceof IOException io
                    ? damaged(options.distribution(), io)
                    : LaunchException.of(
                            FaultKind.FAILED,
                            "launcher.framework-failed",
                            "the framework could not be started: " + e.getMessage(),
                            "see the log in the home folder; if the distribution was changed by hand, build it anew",
                            e);
        }
    }

    private static LaunchException damaged(Path distribution, IOException cause) {
        return LaunchException.of(
                FaultKind.FAILED,
                "launcher.distribution-damaged",
                "the distribution in " + distribution + " is not complete: " + cause.getMessage(),
                "build or unpack it anew",
                cause);
    }

    private static Framework create(RuntimeOptions options, HomeFolder home, List<HostBundle> host) {
        // A bundle that extends the framework is put on the class path when it is installed, and no hook is asked.
        // Felix
        // reads this when its classes are loaded, from nowhere else.
        System.setProperty("felix.extensions.disable", "true");
        Map<String, Object> configuration = new HashMap<>();
        Path cache = options.mode() == Mode.CLASS_PATH
                ? home.cache()
                : home.process().resolve("felix"); // an application may run for long, and with much
        configuration.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        configuration.put("felix.cache.locking", "false"); // the folder belongs to this process alone
        configuration.put("felix.bootdelegation.implicit", "false");
        configuration.put("felix.service.urlhandlers", "false"); // it would be set for the whole process
        configuration.put("felix.log.level", "2");
        configuration.put("felix.resolver.parallelism", "1"); // more threads cost more than they save here
        // When it stops it prints warnings about itself to standard output, where results belong.
        configuration.put("org.apache.felix.eventadmin.LogLevel", "1");
        configuration.put("felix.log.logger", new FrameworkLog());
        configuration.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(options.startLevel()));
        String shared = SharedPackages.of(host, options.mode());
        if (options.mode() == Mode.BUNDLES) {
            configuration.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, shared);
            return new FrameworkFactory().newFramework(configuration);
        }
        // Empty: where modules are connected, Felix then exports its own packages only.
        configuration.put(Constants.FRAMEWORK_SYSTEMPACKAGES, "");
        configuration.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, PlatformPackages.of(ModuleLayer.boot()) + "," + shared);
        HostConnector connector = new HostConnector(host, RunningFramework.class.getClassLoader());
        @SuppressWarnings({"unchecked", "rawtypes"}) // Felix takes its logger as an object in this very map
        Map<String, String> raw = (Map) configuration;
        return new FrameworkFactory().newFramework(raw, connector);
    }

    private static List<Feature> features(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : entries) {
                if (!file.getFileName().toString().equals(HOST_FEATURE)) {
                    files.add(file);
                }
            }
        }
        files.sort(null);
        List<Feature> features = new ArrayList<>();
        for (Path file : files) {
            features.add(FeatureReader.read(file));
        }
        return features;
    }

    /** Installs every bundle, in the order of start levels. */
    private List<Bundle> install(List<HostBundle> host, List<Feature> features) throws BundleException, IOException {
        BundleContext context = framework.getBundleContext();
        FrameworkStartLevel levels = framework.adapt(FrameworkStartLevel.class);
        int usual = levels.getInitialBundleStartLevel();
        List<Bundle> installed = new ArrayList<>();
        for (HostBundle bundle : host) {
            if (SharedPackages.isApi(bundle, options.mode())) {
                continue;
            }
            levels.setInitialBundleStartLevel(bundle.startLevel());
            if (options.mode() == Mode.CLASS_PATH) {
                Bundle connected = context.installBundle(bundle.location());
                HostBundleFinder.register(bundle.jar().getFileName().toString(), connected);
                installed.add(connected);
            } else {
                installed.add(install(context, bundle.location(), bundle.jar()));
            }
        }
        for (Feature feature : features) {
            for (FeatureBundle bundle : feature.bundles()) {
                Path jar = options.distribution().resolve("bundles").resolve(bundle.fileName());
                levels.setInitialBundleStartLevel(bundle.startLevel());
                installed.add(install(context, "isaac:feature/" + bundle.artifact(), jar));
            }
        }
        levels.setInitialBundleStartLevel(usual);
        installed.sort((a, b) -> Integer.compare(level(a), level(b)));
        return installed;
    }

    private static Bundle install(BundleContext context, String location, Path jar)
            throws BundleException, IOException {
        try (InputStream content = Files.newInputStream(jar)) {
            return context.installBundle(location, content);
        }
    }

    private static int level(Bundle bundle) {
        return bundle.adapt(BundleStartLevel.class).getStartLevel();
    }

    /**
     * Starts the bundles up to the start level on this thread. What the framework would write down for a restart is not
     * written: this cache is never used again. Those above the level are only marked: raising it starts them.
     */
    private void startBundles(List<Bundle> installed, List<Feature> features) throws IOException {
        boolean configured = isConfigured(features);
        Standby standby = new Standby();
        if (configured && options.mode() == Mode.CLASS_PATH) {
            standby.hold(installed);
            context().addBundleListener(standby);
        }
        // All at once is faster than one after the other. What does not resolve tells so when it is started.
        framework.adapt(FrameworkWiring.class).resolveBundles(installed);
        for (Bundle bundle : installed) {
            if (standby.waits(bundle)) {
                continue;
            }
            if (!configured && level(bundle) > CONFIGURATION_LEVEL) {
                FeatureConfigurations.apply(context(), features);
                configured = true;
            }
            if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                int transience = level(bundle) <= options.startLevel() ? Bundle.START_TRANSIENT : 0;
                try {
                    bundle.start(Bundle.START_ACTIVATION_POLICY | transience);
                } catch (BundleException e) {
                    logger().log(Level.ERROR, "bundle " + bundle + " did not start", e);
                }
            }
        }
    }

    /** Whether nothing is left to configure, since no feature brings a configuration. */
    private static boolean isConfigured(List<Feature> features) {
        for (Feature feature : features) {
            if (!feature.configurations().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The context of the framework itself. */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /**
     * All services of a type: those of ISAAC before those of plugins, and then the highest ranking first. The context of
     * the framework sees what plugins pretend to be, too: no hook applies to it.
     */
    public <T> List<ServiceReference<T>> references(Class<T> type) {
        try {
            List<ServiceReference<T>> references = new ArrayList<>(context().getServiceReferences(type, null));
            references.sort(Comparator.<ServiceReference<T>, Boolean>comparing(RunningFramework::isOfAPlugin)
                    .thenComparing(Comparator.reverseOrder()));
            return references;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter cannot be wrong", e);
        }
    }

    private static boolean isOfAPlugin(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        return bundle == null || bundle.getLocation().startsWith(PLUGIN_LOCATION);
    }

    /** Waits for a service; empty when it did not come in time. */
    public <T> Optional<T> await(Class<T> type, Duration patience) throws InterruptedException {
        BundleContext context = context();
        for (ServiceReference<T> reference : references(type)) {
            T service = context.getService(reference);
            if (service != null) {
                return Optional.of(service);
            }
        }
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
        tracker.open();
        try {
            return Optional.ofNullable(tracker.waitForService(patience.toMillis()));
        } finally {
            tracker.close();
        }
    }

    /**
     * Stops the framework.
     *
     * @throws LaunchException {@code launcher.stop-timeout} when it did not stop in time; names who hangs
     */
    public void stop(Duration patience) throws LaunchException, InterruptedException {
        BundleContext context = framework.getBundleContext();
        Bundle[] bundles = context == null ? new Bundle[0] : context.getBundles();
        try {
            framework.stop();
        } catch (BundleException e) {
            throw LaunchException.of(
                    FaultKind.FAILED, "launcher.stop-refused", "the framework refused to stop", "see the log", e);
        }
        if (framework.waitForStop(patience.toMillis()).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
            String hanging = Stream.of(bundles)
                    .filter(bundle -> bundle.getBundleId() != 0 && bundle.getState() == Bundle.STOPPING)
                    .map(Bundle::getSymbolicName)
                    .collect(Collectors.joining(", "));
            throw LaunchException.of(
                    FaultKind.FAILED,
                    "launcher.stop-timeout",
                    (hanging.isEmpty() ? "the framework" : hanging) + " did not stop within " + patience.toSeconds()
                            + " s",
                    "what was done until now stands; report it to the author of that bundle");
        }
        HostBundleFinder.clear();
    }

    private void stopAfterFailure() {
        try {
            stop(options.stopTimeout());
        } catch (LaunchException e) {
            logger().log(Level.ERROR, "after a failed start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void log(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            logger().log(Level.ERROR, "bundle " + event.getBundle(), event.getThrowable());
        }
    }

    private static Logger logger() {
        return System.getLogger("dev.isaac.launcher.framework");
    }
}
