package dev.isaac.marketplace.testplugin;

import dev.isaac.command.Command;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Invocation;
import dev.isaac.command.spi.DataMigration;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.PluginData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/**
 * Hangs where the system property {@code isaac.test.hang} says: words such as {@code start:1.1.0}, separated by blanks. With
 * {@code isaac.test.stubborn} it ignores its interruption until {@code isaac.test.release} is set.
 */
public final class SlowActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) throws Exception {
        String version = context.getBundle().getVersion().toString();
        ServiceReference<PluginData> reference = context.getServiceReference(PluginData.class);
        write(context.getService(reference).folder(), version);
        hang("start", version);
        context.registerService(
                Command.class, new Slow(version), FrameworkUtil.asDictionary(Map.of(Command.NAME, "alpha hello")));
        context.registerService(
                HealthCheck.class,
                () -> {
                    hang("check", version);
                    return List.of(new HealthCheck.Finding("start", HealthCheck.Status.OK, "It started.", ""));
                },
                FrameworkUtil.asDictionary(Map.of(HealthCheck.START_CHECK, true)));
    }

    private static void write(Path folder, String line) throws IOException {
        Files.writeString(folder.resolve("starts"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void stop(BundleContext context) {
        hang("stop", context.getBundle().getVersion().toString());
    }

    private static void hang(String place, String version) {
        String all = " " + System.getProperty("isaac.test.hang", "") + " ";
        if (!all.contains(" " + place + ":" + version + " ")) {
            return;
        }
        if (Boolean.getBoolean("isaac.test.stubborn")) {
            while (!Boolean.getBoolean("isaac.test.release")) {
                LockSupport.parkNanos(5_000_000);
                Thread.interrupted();
            }
            return;
        }
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins its work, and hangs in the middle. */
    public static final class Migration implements DataMigration {
        @Override
        public void migrate(Path folder, String from, String to) throws IOException {
            write(folder, "migrated to " + to);
            hang("migrate", to);
        }
    }

    private record Slow(String version) implements Command {
        @Override
        public CommandManifest manifest() {
            hang("describe", version);
            return CommandManifest.command("alpha hello", "Answer with the version")
                    .build();
        }

        @Override
        public CommandResult execute(Invocation invocation) {
            return CommandResult.text(version);
        }

        @Override
        public String toString() {
            return "alpha hello " + version;
        }
    }
}
