package dev.isaac.shell.internal;

import dev.isaac.command.spi.Announcements;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.HealthCheck.Finding;
import dev.isaac.command.spi.HealthCheck.Status;
import dev.isaac.shell.internal.gogo.GogoFunctions;
import dev.isaac.shell.internal.render.Clean;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * What happens behind the first prompt: says above it what does not work, such as a plugin that was blocked, and starts
 * Gogo.
 */
final class PromptBackground implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PromptBackground.class.getName());

    private static final long PATIENCE_SECONDS = 10;

    private final BundleContext context;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile @Nullable ServiceRegistration<Announcements> announcements;

    PromptBackground(BundleContext context) {
        this.context = context;
    }

    /** Begins; each sentence goes to the sink, from another thread. */
    void start(Consumer<String> sink) {
        // From now on whoever notices something by itself may tell it.
        announcements = context.registerService(Announcements.class, sentence -> say(sentence, sink), null);
        Thread thread = new Thread(
                () -> {
                    try {
                        look(sink);
                        startGogo();
                    } finally {
                        done.countDown();
                    }
                },
                "isaac-prompt-background");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits, within bounds, until all of it is done. */
    void await() throws InterruptedException {
        if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            LOG.log(System.Logger.Level.WARNING, "what happens behind the prompt takes long");
        }
    }

    private void startGogo() {
        ServiceReference<GogoFunctions> reference = closed ? null : context.getServiceReference(GogoFunctions.class);
        GogoFunctions gogo = reference == null ? null : context.getService(reference);
        if (gogo != null) {
            gogo.warmUp();
        }
    }

    private void look(Consumer<String> sink) {
        try {
            for (ServiceReference<HealthCheck> reference : references()) {
                if (closed) {
                    return;
                }
                if (Boolean.TRUE.equals(reference.getProperty(HealthCheck.ON_REQUEST))) {
                    continue; // for doctor only
                }
                HealthCheck check = context.getService(reference);
                List<Finding> findings = check == null ? List.of() : check.check();
                context.ungetService(reference);
                findings.stream()
                        .filter(finding -> finding.status() == Status.PROBLEM)
                        .map(finding -> Clean.line("problem with " + finding.topic() + ": " + finding.message() + " "
                                        + finding.hint())
                                .strip())
                        .forEach(sentence -> say(sentence, sink));
            }
        } catch (RuntimeException | LinkageError e) {
            // The prompt does not depend on it: doctor tells the same, and why.
            LOG.log(System.Logger.Level.WARNING, "a health check failed", e);
        }
    }

    private void say(String sentence, Consumer<String> sink) {
        if (!closed) {
            sink.accept(Clean.line(sentence));
        }
    }

    private Collection<ServiceReference<HealthCheck>> references() {
        try {
            return context.getServiceReferences(HealthCheck.class, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        ServiceRegistration<Announcements> registration = announcements;
        if (registration != null) {
            announcements = null;
            try {
                registration.unregister();
            } catch (IllegalStateException e) {
                LOG.log(System.Logger.Level.TRACE, "the bundle stopped first", e);
            }
        }
    }
}
