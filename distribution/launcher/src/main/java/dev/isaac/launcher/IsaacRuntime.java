package dev.isaac.launcher;

import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.core.CommandGateway;
import dev.isaac.core.LineSession;
import dev.isaac.core.SessionOptions;
import dev.isaac.core.Surface;
import dev.isaac.launcher.internal.framework.CapturingSurface;
import dev.isaac.launcher.internal.framework.RunningFramework;
import dev.isaac.launcher.internal.home.DiskSpace;
import dev.isaac.launcher.internal.home.HomeFolder;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * ISAAC, running inside this process. Thread-safe; lines given to {@link #execute} run one after the other. Several
 * runtimes may run side by side, also on one home.
 *
 * <pre>{@code
 * try (IsaacRuntime isaac = IsaacRuntime.start(RuntimeOptions.of(home, distribution))) {
 *     LineResult result = isaac.execute("marketplace list");
 * }
 * }</pre>
 */
public final class IsaacRuntime implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final RuntimeOptions options;
    private final HomeFolder home;
    private final RunningFramework framework;
    private final Object lines = new Object();
    private volatile @Nullable LineSession session;
    private volatile boolean closed;

    private IsaacRuntime(RuntimeOptions options, HomeFolder home, RunningFramework framework) {
        this.options = options;
        this.home = home;
        this.framework = framework;
    }

    /**
     * Starts a runtime; returns when its bundles are started. The caller closes it.
     *
     * @throws LaunchException when it cannot start: codes {@code home.…}, {@code launcher.…} and {@code disk.full}
     */
    public static IsaacRuntime start(RuntimeOptions options) throws LaunchException {
        HomeFolder home = HomeFolder.open(options.home(), options.distribution());
        try {
            return start(options, home);
        } catch (LaunchException e) {
            if (!e.fault().code().equals(DiskSpace.FULL)) {
                throw e;
            }
            // What frees space must still run: as for a home that cannot be written, this process works elsewhere.
            return start(options, HomeFolder.elsewhere(options.home(), options.distribution(), e));
        }
    }

    private static IsaacRuntime start(RuntimeOptions options, HomeFolder home) throws LaunchException {
        try {
            return new IsaacRuntime(options, home, RunningFramework.start(options, home));
        } catch (LaunchException | RuntimeException e) {
            try {
                home.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /** The user's folder, as the bundles see it. */
    public IsaacHome home() {
        return home;
    }

    /**
     * Runs a line as typed at the prompt, and keeps what it produces. All lines share one session, which starts in the
     * working directory of the process with its environment. Nobody can be asked: a line that needs a confirmation is
     * refused. Never throws for what a line does; that is in the result.
     *
     * @throws IllegalStateException when the runtime is closed
     */
    public LineResult execute(String line) {
        CapturingSurface surface = new CapturingSurface();
        synchronized (lines) {
            try {
                return surface.result(session().execute(line, surface));
            } catch (LaunchException e) {
                Fault fault = e.fault();
                return new LineResult(fault.kind().exitCode(), Optional.of(fault), List.of(), "", "");
            }
        }
    }

    /**
     * Runs a line on a surface of the application, which shows the results and answers the questions.
     *
     * @return the exit code
     * @throws IllegalStateException when the runtime is closed
     */
    public int execute(String line, Surface surface) {
        synchronized (lines) {
            try {
                return session().execute(line, surface).exitCode();
            } catch (LaunchException e) {
                surface.report(e.fault());
                return e.fault().kind().exitCode();
            }
        }
    }

    /**
     * The service of a type, the one with the highest ranking, and one of ISAAC before one of a plugin; empty when there
     * is none now. Types are those that the application shares with the bundles: the packages of
     * {@code dev.isaac.command} and {@code dev.isaac.core}.
     */
    public <T> Optional<T> service(Class<T> type) {
        BundleContext context = context();
        return framework.references(type).stream()
                .map(context::getService)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** All services of a type, in the order of {@link #service}. */
    public <T> List<T> services(Class<T> type) {
        BundleContext context = context();
        List<T> services = new ArrayList<>();
        for (ServiceReference<T> reference : framework.references(type)) {
            T service = context.getService(reference);
            if (service != null) {
                services.add(service);
            }
        }
        return services;
    }

    /**
     * Waits for a service.
     *
     * @throws LaunchException {@code launcher.no-service} when it did not come in time
     */
    public <T> T await(Class<T> type, Duration patience) throws LaunchException, InterruptedException {
        checkOpen();
        Optional<T> service = framework.await(type, patience);
        if (service.isPresent()) {
            return service.get();
        }
        throw LaunchException.of(
                FaultKind.UNAVAILABLE,
                "launcher.no-service",
                "no bundle provides " + type.getSimpleName(),
                "see " + home.root().resolve("log").resolve("isaac.log") + " for the bundle that did not start");
    }

    /** The context of the framework, for applications that bring bundles of their own. */
    public BundleContext context() {
        checkOpen();
        return framework.context();
    }

    /**
     * Stops the bundles and the framework, and removes the folder of this runtime. Does nothing when it is closed
     * already.
     *
     * @throws LaunchException {@code launcher.stop-timeout} when the framework does not stop in time
     */
    @Override
    public void close() throws LaunchException {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        LineSession last = session;
        if (last != null) {
            last.close();
        }
        try {
            framework.stop(options.stopTimeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LaunchException.of(
                    FaultKind.INTERRUPTED,
                    "launcher.interrupted",
                    "the wait for the framework to stop was interrupted",
                    "",
                    e);
        } finally {
            closeHome();
        }
    }

    private void closeHome() {
        try {
            home.close();
        } catch (IOException e) {
            // The next start removes it.
            System.getLogger("dev.isaac.launcher")
                    .log(Level.WARNING, "the folder of this process could not be removed", e);
        }
    }

    private LineSession session() throws LaunchException {
        checkOpen();
        LineSession open = session;
        if (open == null) {
            try {
                CommandGateway gateway = await(CommandGateway.class, PATIENCE);
                open = gateway.open(new SessionOptions(Path.of("").toAbsolutePath(), System.getenv(), false));
                session = open;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw LaunchException.of(
                        FaultKind.INTERRUPTED,
                        "launcher.interrupted",
                        "the wait for the gateway was interrupted",
                        "",
                        e);
            }
        }
        return open;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the runtime is closed");
        }
    }
}
