package dev.isaac.marketplace.internal.engine;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** Installs and starts bundles of the distribution, on the life-cycle thread, admitted by the install guard. */
public final class FeatureRuntime {

    private static final System.Logger LOG = System.getLogger(FeatureRuntime.class.getName());

    private final BundleContext context;
    private final ResolveGuard guard;
    private final LifecycleThread thread;
    private final Duration limit;

    FeatureRuntime(BundleContext context, ResolveGuard guard, LifecycleThread thread, Duration limit) {
        this.context = context;
        this.guard = guard;
        this.thread = thread;
        this.limit = limit;
    }

    /** Where the verified bytes of a bundle come from; asked only when it is not there yet. */
    @FunctionalInterface
    public interface Source {
        /** The bytes, verified. */
        byte[] read() throws CommandException;
    }

    /**
     * A bundle of a feature.
     *
     * @param location its location; bundles of several features are shared by it
     * @param source its bytes
     */
    public record Part(String location, Source source) {}

    /**
     * Makes sure that all bundles of a feature run; those that run already are left alone. After a failure none is left
     * that was not there before.
     *
     * @throws CommandException what the source throws, {@code feature.start-failed} or {@code feature.start-timeout}
     */
    public void start(String feature, List<Part> parts) throws CommandException {
        try {
            thread.call(() -> startAll(parts), limit);
        } catch (CommandException e) {
            throw e;
        } catch (LifecycleThread.Overdue e) {
            throw Fault.of(
                            FaultKind.FAILED,
                            "feature.start-timeout",
                            "'" + feature + "' did not start within " + e.limit() + ".")
                    .hint("Try again; when it happens again, the log says more: isaac log")
                    .detail("feature", feature)
                    .exception(e);
        } catch (Exception e) {
            throw Fault.of(
                            FaultKind.FAILED,
                            "feature.start-failed",
                            "'" + feature + "' cannot be started: "
                                    + String.valueOf(e.getMessage()).replaceFirst("\\.$", "") + ".")
                    .hint("The log says more: isaac log")
                    .detail("feature", feature)
                    .exception(BundleFaults.detached(e));
        }
    }

    private Boolean startAll(List<Part> parts) throws CommandException, BundleException {
        List<Bundle> bundles = new ArrayList<>();
        List<Bundle> added = new ArrayList<>();
        try {
            for (Part part : parts) {
                Bundle bundle = context.getBundle(part.location());
                if (bundle == null) {
                    byte[] bytes = part.source().read();
                    bundle = context.installBundle(part.location(), new ByteArrayInputStream(bytes));
                    guard.admit(bundle);
                    added.add(bundle);
                }
                bundles.add(bundle);
            }
            for (Bundle bundle : bundles) {
                if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                    bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
                }
            }
            return true;
        } catch (CommandException | BundleException | RuntimeException e) {
            added.forEach(this::remove);
            throw e;
        }
    }

    private void remove(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException | IllegalStateException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot remove " + bundle, e);
        }
        guard.forget(bundle);
    }
}
