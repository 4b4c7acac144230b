package dev.isaac.marketplace.testplugin;

import dev.isaac.command.Command;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Invocation;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.PluginData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** Offers a health check that behaves as the manifest says: {@code Test-Health}; and a command: {@code Test-Answer}. */
public final class CheckedActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) throws Exception {
        Dictionary<String, String> headers = context.getBundle().getHeaders();
        String health = headers.get("Test-Health");
        if (health != null) {
            Check check = new Check(health);
            context.registerService(
                    HealthCheck.class,
                    check,
                    FrameworkUtil.asDictionary(Map.of(HealthCheck.START_CHECK, !health.equals("for doctor only"))));
        }
        String answer = headers.get("Test-Answer");
        if (answer != null) {
            context.registerService(
                    Command.class,
                    new Answer(answer, context.getBundle().getVersion().toString()),
                    FrameworkUtil.asDictionary(Map.of(Command.NAME, "checked run")));
        }
        ServiceReference<PluginData> reference = context.getServiceReference(PluginData.class);
        Path folder = context.getService(reference).folder();
        Files.writeString(
                folder.resolve("starts"),
                context.getBundle().getVersion() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Override
    public void stop(BundleContext context) {
        // Its services go with it.
    }

    private record Check(String health) implements HealthCheck {
        @Override
        public List<Finding> check() {
            switch (health) {
                case "throws" -> throw new IllegalStateException("the index is not there");
                case "error" -> throw new NoClassDefFoundError("org/example/Missing");
                case "hangs" -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                case "hangs hard" -> {
                    while (!Boolean.getBoolean("isaac.test.release")) {
                        LockSupport.parkNanos(5_000_000);
                        Thread.interrupted();
                    }
                }
                case "null" -> {
                    return null;
                }
                default -> {
                    // It answers.
                }
            }
            Status status =
                    health.equals("well") ? Status.OK : health.equals("warns") ? Status.WARNING : Status.PROBLEM;
            return List.of(
                    new Finding("start", Status.OK, "It started.", ""),
                    new Finding("index", status, "The index has no entries.", "Rebuild the index."));
        }
    }

    private record Answer(String answer, String version) implements Command {
        @Override
        public CommandManifest manifest() {
            if (answer.equals("throws")) {
                throw new IllegalStateException("no manifest today");
            }
            return CommandManifest.command(answer, "Run").build();
        }

        @Override
        public CommandResult execute(Invocation invocation) {
            return CommandResult.text(version);
        }

        @Override
        public String toString() {
            return "checked run " + version;
        }
    }
}
