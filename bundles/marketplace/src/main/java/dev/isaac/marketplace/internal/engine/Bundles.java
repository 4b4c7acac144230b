package dev.isaac.marketplace.internal.engine;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.CommandCalls.Call;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.marketplace.internal.view.PluginViews;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;

/** The single steps that change bundles, each on the life-cycle thread and limited in time. */
final class Bundles {

    private static final System.Logger LOG = System.getLogger(Bundles.class.getName());
    private static final String LOCATION = "isaac:plugin/";
    private static final Duration STEP_LIMIT = Duration.ofSeconds(30);

    private final BundleContext context;
    private final FrameworkWiring wiring;
    private final ResolveGuard guard;
    private final PluginViews views;
    private final LifecycleThread thread;
    private final Duration startLimit;
    private final LongConsumer forget;
    /** Bundles whose activator never came back: they cannot be touched until it does. */
    private final Set<Long> stuck = ConcurrentHashMap.newKeySet();
    /** Those of them that run nothing but commands which do not end. */
    private final Set<Long> left = ConcurrentHashMap.newKeySet();

    /**
     * Over a framework.
     *
     * @param forget makes the gateway forget the commands of a bundle that does not stop
     */
    Bundles(
            BundleContext context,
            ResolveGuard guard,
            PluginViews views,
            LifecycleThread thread,
            Duration startLimit,
            LongConsumer forget) {
        this.forget = forget;
        this.context = context;
        this.wiring = Objects.requireNonNull(
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class));
        this.guard = guard;
        this.views = views;
        this.thread = thread;
        this.startLimit = startLimit;
    }

    /**
     * Leaves a bundle that was stopped alone while commands of it go on, so that their classes stay whole; then it goes.
     * Nothing else is wired to it any more.
     */
    void leave(PluginRecord plugin, Bundle bundle, Collection<Call> calls) {
        long id = bundle.getBundleId();
        stuck.add(id);
        left.add(id);
        views.retire(bundle);
        AtomicInteger under = new AtomicInteger(calls.size());
        for (Call call : calls) {
            call.onEnd(() -> {
                if (under.decrementAndGet() == 0 && left.remove(id)) {
                    release(plugin, bundle);
                }
            });
        }
    }

    /** Takes a bundle that was left alone back; returns whether it was. */
    boolean rejoin(Bundle bundle) {
        if (!left.remove(bundle.getBundleId())) {
            return false;
        }
        stuck.remove(bundle.getBundleId());
        views.rejoin(bundle);
        return true;
    }

    boolean isStuck(Bundle bundle) {
        return stuck.contains(bundle.getBundleId());
    }

    /** Everything that is refreshed when these bundles are. */
    Collection<Bundle> closure(Collection<Bundle> bundles) {
        return wiring.getDependencyClosure(bundles);
    }

    /** The interfaces of the services that a bundle registered. */
    static List<String> services(Bundle bundle) {
        ServiceReference<?>[] references = bundle.getRegisteredServices();
        List<String> names = new ArrayList<>();
        if (references != null) {
            for (ServiceReference<?> reference : references) {
                if (reference.getProperty(Constants.OBJECTCLASS) instanceof String[] types) {
                    names.addAll(List.of(types));
                }
            }
        }
        return names;
    }

    /** Gives the framework exactly these bytes. */
    Bundle install(PluginRecord plugin, byte[] bytes) throws CommandException {
        return beginInstall(plugin, bytes).bundle();
    }

    /** Begins to give the framework exactly these bytes. */
    Installation beginInstall(PluginRecord plugin, byte[] bytes) {
        String location = location(plugin);
        return new Installation(plugin, thread.begin(() -> {
            Bundle present = context.getBundle(location);
            if (present != null) {
                // Left by a framework whose cache outlived it: what counts are the bytes that were verified now.
                present.uninstall();
                wiring.refreshBundles(List.of(present));
            }
            Bundle bundle = context.installBundle(location, new ByteArrayInputStream(bytes));
            admit(plugin, bundle);
            return bundle;
        }));
    }

    /** A plugin that the framework is about to have. */
    static final class Installation {
        private final PluginRecord plugin;
        private final LifecycleThread.Call<Bundle> call;

        private Installation(PluginRecord plugin, LifecycleThread.Call<Bundle> call) {
            this.plugin = plugin;
            this.call = call;
        }

        PluginRecord plugin() {
            return plugin;
        }

        /** Its bundle, as soon as it is there. */
        Bundle bundle() throws CommandException {
            return await(plugin, call);
        }
    }

    /**
     * Resolves several at once: one after the other as they start takes four times as long. Those that do not resolve say
     * why when they are started.
     */
    void resolve(Collection<Bundle> bundles) {
        if (bundles.size() < 2) {
            return;
        }
        try {
            thread.call(() -> wiring.resolveBundles(bundles), STEP_LIMIT);
        } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "cannot resolve the plugins at once; each is tried alone", e);
        }
    }

    /** Puts other bytes into a bundle that was stopped. */
    void update(PluginRecord plugin, Bundle bundle, byte[] bytes) throws CommandException {
        step(plugin, () -> {
            bundle.update(new ByteArrayInputStream(bytes));
            admit(plugin, bundle);
            return bundle;
        });
    }

    /** What it sees is narrowed before it can resolve. */
    private void admit(PluginRecord plugin, Bundle bundle) {
        views.narrow(plugin, bundle);
        guard.admit(bundle);
    }

    void uninstall(PluginRecord plugin, Bundle bundle) throws CommandException {
        step(plugin, () -> {
            bundle.uninstall();
            guard.forget(bundle);
            views.forget(bundle);
            return bundle;
        });
    }

    /**
     * Starts a bundle.
     *
     * @throws CommandException {@code plugin.unresolved}, {@code plugin.hidden-package}, {@code plugin.start-failed},
     *     {@code plugin.start-timeout}, {@code plugin.forged-service}; the bundle may be active all the same after the last
     */
    void start(PluginRecord plugin, Bundle bundle) throws CommandException {
        try {
            thread.call(
                    () -> {
                        try (Stragglers.Marking marking = Stragglers.mark(bundle)) {
                            bundle.start(Bundle.START_TRANSIENT);
                        }
                        return bundle;
                    },
                    startLimit);
        } catch (LifecycleThread.Overdue e) {
            throw overdue(plugin, bundle, e);
        } catch (Exception e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw BundleFaults.notStarted(plugin, bundle, wiring, views, cause);
        }
        List<String> forged = views.forged(bundle);
        if (!forged.isEmpty()) {
            throw BundleFaults.forged(plugin, forged);
        }
    }

    /** Stops a bundle; one whose activator throws is stopped all the same. Returns whether it is stopped. */
    boolean stop(PluginRecord plugin, Bundle bundle) {
        if (isStuck(bundle)) {
            return false;
        }
        try {
            thread.call(
                    () -> {
                        bundle.stop(Bundle.STOP_TRANSIENT);
                        return bundle;
                    },
                    startLimit);
            return true;
        } catch (LifecycleThread.Overdue e) {
            overdue(plugin, bundle, e);
            return !e.abandoned();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "plugin " + plugin.id() + " complained when it was stopped", e);
            return true;
        }
    }

    /** Lets changed bundles take effect, and waits for it. */
    void refresh(Collection<Bundle> bundles) throws CommandException {
        List<Bundle> touchable =
                bundles.stream().filter(bundle -> !isStuck(bundle)).collect(Collectors.toCollection(ArrayList::new));
        // What is wired to a bundle that is left alone finds another one now, or goes without.
        bundles.stream()
                .filter(bundle -> left.contains(bundle.getBundleId()))
                .flatMap(bundle -> closure(List.of(bundle)).stream())
                .filter(bundle -> !isStuck(bundle) && !touchable.contains(bundle))
                .forEach(touchable::add);
        if (touchable.isEmpty()) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        try {
            thread.call(
                    () -> {
                        wiring.refreshBundles(touchable, event -> done.countDown());
                        return done.await(STEP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
                    },
                    STEP_LIMIT.plusSeconds(1));
        } catch (Exception e) {
            throw Fault.of(FaultKind.FAILED, "plugin.refresh-failed", "The framework did not finish the change.")
                    .hint("Leave ISAAC and start it again.")
                    .exception(e);
        }
        if (done.getCount() > 0) {
            throw Fault.of(FaultKind.FAILED, "plugin.refresh-failed", "The framework did not finish the change.")
                    .hint("Leave ISAAC and start it again.")
                    .exception();
        }
    }

    private Bundle step(PluginRecord plugin, Callable<Bundle> step) throws CommandException {
        return await(plugin, thread.begin(step));
    }

    private static Bundle await(PluginRecord plugin, LifecycleThread.Call<Bundle> step) throws CommandException {
        try {
            return step.await(STEP_LIMIT);
        } catch (BundleException e) {
            throw BundleFaults.notInstalled(plugin, e);
        } catch (Exception e) {
            throw Fault.of(
                            FaultKind.FAILED,
                            "plugin.not-a-bundle",
                            "The framework does not take " + BundleFaults.name(plugin) + ": " + e.getMessage() + ".")
                    .exception(BundleFaults.detached(e));
        }
    }

    private CommandException overdue(PluginRecord plugin, Bundle bundle, LifecycleThread.Overdue overdue) {
        String what = BundleFaults.name(plugin) + " did not start within " + overdue.limit();
        Fault fault = Fault.of(FaultKind.FAILED, "plugin.start-timeout", what + ".")
                .hint("Tell its publisher, " + plugin.publisher() + ".");
        if (overdue.abandoned()) {
            stuck.add(bundle.getBundleId());
            views.retire(bundle);
            forget.accept(bundle.getBundleId());
            LOG.log(
                    System.Logger.Level.WARNING,
                    "plugin " + plugin.id() + " ignores its interruption; its bundle stays untouched until it returns");
            CompletableFuture<?> unused = overdue.ended().thenRun(() -> release(plugin, bundle));
            fault = Fault.of(
                            FaultKind.FAILED,
                            "plugin.start-timeout",
                            what + " and ignores its interruption; it is left alone until this ISAAC ends.")
                    .hint("Tell its publisher, " + plugin.publisher() + ".");
        }
        return fault.exception(overdue);
    }

    /** The call that hung came back: the bundle can go after all, unless the framework itself is going. */
    private void release(PluginRecord plugin, Bundle bundle) {
        stuck.remove(bundle.getBundleId());
        try {
            uninstall(plugin, bundle);
            refresh(List.of(bundle));
        } catch (CommandException | RuntimeException e) {
            LOG.log(System.Logger.Level.INFO, "cannot remove what was left of plugin " + plugin.id(), e);
        }
    }

    private String location(PluginRecord plugin) {
        String base = LOCATION + plugin.id();
        String location = base;
        for (int n = 2; ; n++) {
            Bundle present = context.getBundle(location);
            if (present == null || !isStuck(present)) {
                return location;
            }
            location = base + "~" + n;
        }
    }

    /** All bundles that are not in the given ones: the host and its features. */
    List<Bundle> others(Collection<Bundle> plugins) {
        List<Bundle> others = new ArrayList<>(List.of(context.getBundles()));
        others.removeAll(plugins);
        return others;
    }
}
