package dev.isaac.marketplace.testplugin;

import dev.isaac.command.Command;
import dev.isaac.command.spi.PluginData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Dictionary;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** Does what the manifest of its bundle says: {@code Test-Commands} and {@code Test-Behaviour}. */
public final class TestActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) throws Exception {
        Dictionary<String, String> headers = context.getBundle().getHeaders();
        String behaviour = String.valueOf(headers.get("Test-Behaviour"));
        switch (behaviour) {
            case "throw" -> throw new IllegalStateException("no licence");
            case "error" -> throw new NoClassDefFoundError("org/example/Missing");
            case "hang" -> new CountDownLatch(1).await();
            case "hang-hard" -> hangUntilReleased();
            case "throw-second-time" -> throwWhenTold();
            case "data" -> append(context);
            default -> {
                // nothing special
            }
        }
        String commands = headers.get("Test-Commands");
        if (commands != null) {
            for (String name : commands.split(",", -1)) {
                String version = context.getBundle().getVersion().toString();
                Command command = behaviour.equals("late") ? late(name, version) : new EchoCommand(name, version);
                context.registerService(Command.class, command, FrameworkUtil.asDictionary(Map.of(Command.NAME, name)));
            }
        }
    }

    private static Command late(String name, String version) {
        return new LateCommand(name, version);
    }

    private static void throwWhenTold() {
        if (Boolean.getBoolean("isaac.test.throw")) {
            throw new IllegalStateException("no licence any more");
        }
    }

    /** Ignores interruptions, as bad code does. */
    private static void hangUntilReleased() {
        while (!Boolean.getBoolean("isaac.test.release")) {
            LockSupport.parkNanos(5_000_000);
            Thread.interrupted();
        }
    }

    private static void append(BundleContext context) throws Exception {
        ServiceReference<PluginData> reference = context.getServiceReference(PluginData.class);
        Path folder = context.getService(reference).folder();
        Files.writeString(
                folder.resolve("starts"),
                context.getBundle().getVersion() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Override
    public void stop(BundleContext context) throws Exception {
        if ("hang-on-stop".equals(context.getBundle().getHeaders().get("Test-Behaviour"))) {
            new CountDownLatch(1).await();
        }
    }
}
