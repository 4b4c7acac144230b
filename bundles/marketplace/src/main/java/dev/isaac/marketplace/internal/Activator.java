package dev.isaac.marketplace.internal;

import dev.isaac.command.CommandException;
import dev.isaac.command.spi.DeferredCommands;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.command.spi.PluginData;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.internal.advisory.Warnings;
import dev.isaac.marketplace.internal.catalog.Catalogs;
import dev.isaac.marketplace.internal.engine.DataFolders;
import dev.isaac.marketplace.internal.engine.DataSnapshots;
import dev.isaac.marketplace.internal.engine.PluginRuntime;
import dev.isaac.marketplace.internal.event.Listeners;
import dev.isaac.marketplace.internal.feature.FeatureHealth;
import dev.isaac.marketplace.internal.feature.OnDemandFeatures;
import dev.isaac.marketplace.internal.install.Engine;
import dev.isaac.marketplace.internal.plan.Planner;
import dev.isaac.marketplace.internal.policy.PolicyFiles;
import dev.isaac.marketplace.internal.policy.PolicySource;
import dev.isaac.marketplace.internal.registry.Registries;
import dev.isaac.marketplace.internal.state.History;
import dev.isaac.marketplace.internal.state.HomeLock;
import dev.isaac.marketplace.internal.state.Journal;
import dev.isaac.marketplace.internal.state.Reserve;
import dev.isaac.marketplace.internal.state.StateFile;
import dev.isaac.marketplace.internal.state.Store;
import dev.isaac.marketplace.internal.state.WaitNotice;
import dev.isaac.marketplace.internal.transport.Patience;
import dev.isaac.marketplace.internal.transport.Transport;
import dev.isaac.marketplace.internal.verify.JarSignatures;
import dev.isaac.marketplace.internal.watch.Rounds;
import dev.isaac.marketplace.internal.watch.WatchThread;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;

/**
 * Wires the marketplace and starts the installed plugins before the framework's start is over, so that the first command
 * line sees their commands. No component does this: it has to happen at one known moment, whatever else is running. Where
 * no plugin is installed it costs one look at the file system.
 */
public final class Activator implements BundleActivator {

    /** Framework property: how long a plugin may take to start or stop, in milliseconds. */
    static final String START_LIMIT = "isaac.marketplace.start-limit";

    /** Framework property: how long running commands of a plugin are waited for before it changes, in milliseconds. */
    static final String DRAIN_LIMIT = "isaac.marketplace.drain-limit";

    /** Framework property: how long they may take to end when they are asked to, in milliseconds. */
    static final String GRACE_LIMIT = "isaac.marketplace.grace-limit";

    /** Framework property: how long a registry's server may take for the next byte, in milliseconds. */
    static final String READ_LIMIT = "isaac.marketplace.read-limit";

    private static final System.Logger LOG = System.getLogger(Activator.class.getName());
    private static final long DEFAULT_START_LIMIT = 15_000;
    private static final long DEFAULT_DRAIN_LIMIT = 10_000;
    private static final long DEFAULT_GRACE_LIMIT = 3_000;

    private @Nullable PluginRuntime runtime;
    private @Nullable WatchThread watch;

    @Override
    public void start(BundleContext context) throws Exception {
        ServiceReference<IsaacHome> reference = context.getServiceReference(IsaacHome.class);
        IsaacHome isaacHome = Objects.requireNonNull(
                reference == null ? null : context.getService(reference),
                "the launcher registers the home before bundles start");
        Path home = isaacHome.root();
        Clock clock = Clock.systemUTC();
        PluginRuntime plugins = new PluginRuntime(context, limits(context));
        runtime = plugins;
        context.registerService(ResolverHookFactory.class, plugins.guard(), null);

        StateFile stateFile = new StateFile(home);
        DataFolders data = new DataFolders(home, plugins);
        WaitNotice waiting = new WaitNotice(clock);
        HomeLock lock = new HomeLock(home.resolve("state.lock"), waiting);
        MarketplaceSettings settings = new MarketplaceSettings(context, home);
        settings.declare();
        Transport transport = Transport.of(
                home,
                System.getenv(),
                System::getProperty,
                settings::authorities,
                patience(context),
                clock,
                new Random());
        PolicySource policies = new PolicyFiles(home, isaacHome.distribution());
        Registries registries =
                new Registries(home, isaacHome.distribution(), transport, clock, waiting, name -> policies.now()
                        .expired(name));
        Warnings warnings = new Warnings(registries.advisories());
        DataSnapshots snapshots = new DataSnapshots(home);
        Engine engine = new Engine(
                stateFile,
                new Store(home),
                lock,
                plugins,
                data,
                snapshots,
                new Journal(home),
                new History(home, clock, who()),
                new Reserve(home),
                warnings,
                new Listeners(context),
                new JarSignatures(policies, clock),
                clock);
        Catalogs catalogs = new Catalogs(registries, policies, home);
        Planning planning = new Planning(registries, set -> {
            Catalogs from = set == registries ? catalogs : new Catalogs(set, policies, home);
            return new Planner(
                    from,
                    policies,
                    warnings,
                    plugins,
                    engine::problem,
                    stateFile::before,
                    (id, version) -> snapshots.latest(id, version).isPresent(),
                    clock);
        });
        context.registerService(PluginData.class, data, null);
        context.registerService(HealthCheck.class, new PluginHealth(plugins, stateFile, warnings), null);
        context.registerService(
                HealthCheck.class,
                new RegistryHealth(registries, clock),
                FrameworkUtil.asDictionary(Map.of(HealthCheck.ON_REQUEST, true)));
        context.registerService(HealthCheck.class, settings, null);
        context.registerService(HealthCheck.class, new PolicyHealth(policies), null);
        Marketplace marketplace =
                new MarketplaceService(registries, policies, catalogs, planning, engine, plugins, stateFile, warnings);
        context.registerService(Marketplace.class, marketplace, null);
        OnDemandFeatures features = new OnDemandFeatures(isaacHome.distribution(), context, plugins.features());
        context.registerService(DeferredCommands.class, features, null);
        features.translators().forEach(translator -> translator.register(context));
        context.registerService(HealthCheck.class, new FeatureHealth(features), null);
        if (engine.hasWork()) {
            startInstalled(engine);
        }
        WatchThread watching = new WatchThread(
                context,
                new Rounds(registries, policies, engine, stateFile, marketplace, home, clock, settings::interval));
        watch = watching;
        watching.open();
    }

    private static void startInstalled(Engine engine) {
        try {
            engine.startInstalled();
        } catch (CommandException | RuntimeException e) {
            // The shell must come up all the same: doctor and list tell what is wrong.
            LOG.log(System.Logger.Level.ERROR, "the installed plugins cannot be started", e);
        }
    }

    /** For the audit log. */
    private static String who() {
        return System.getProperty("user.name", "?") + ", process "
                + ProcessHandle.current().pid();
    }

    private static PluginRuntime.Limits limits(BundleContext context) {
        return new PluginRuntime.Limits(
                limit(context, START_LIMIT, DEFAULT_START_LIMIT),
                limit(context, DRAIN_LIMIT, DEFAULT_DRAIN_LIMIT),
                limit(context, GRACE_LIMIT, DEFAULT_GRACE_LIMIT));
    }

    private static Patience patience(BundleContext context) {
        Patience usual = Patience.DEFAULT;
        return usual.withRead(limit(context, READ_LIMIT, usual.read().toMillis()));
    }

    private static Duration limit(BundleContext context, String property, long usual) {
        String value = context.getProperty(property);
        return Duration.ofMillis(value == null ? usual : Long.parseLong(value));
    }

    @Override
    public void stop(BundleContext context) {
        WatchThread watching = watch;
        if (watching != null) {
            watching.close();
        }
        PluginRuntime plugins = runtime;
        if (plugins != null) {
            plugins.close();
        }
    }
}
