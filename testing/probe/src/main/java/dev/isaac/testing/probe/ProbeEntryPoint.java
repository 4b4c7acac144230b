package dev.isaac.testing.probe;

import dev.isaac.command.spi.EntryPoint;
import dev.isaac.command.spi.IsaacHome;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Does what its first argument says. */
@Component(service = EntryPoint.class)
public final class ProbeEntryPoint implements EntryPoint {

    private final Greeter greeter;
    private final IsaacHome home;
    private final BundleContext context;
    private final CountDownLatch forever = new CountDownLatch(1);
    private volatile boolean hang;

    /** Takes what it tells about. */
    @Activate
    public ProbeEntryPoint(BundleContext context, @Reference Greeter greeter, @Reference IsaacHome home) {
        this.context = context;
        this.greeter = greeter;
        this.home = home;
    }

    @Deactivate
    void stop() throws InterruptedException {
        if (hang) {
            forever.await();
        }
    }

    @Override
    public int run(List<String> arguments, InputStream in, OutputStream out, OutputStream err)
            throws InterruptedException {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        String verb = arguments.isEmpty() ? "" : arguments.get(0);
        String rest = String.join(" ", arguments.subList(Math.min(1, arguments.size()), arguments.size()));
        switch (verb) {
            case "greet", "version" -> print.println(greeter.greet(rest));
            case "home" -> print.println(home.root() + "\n" + home.process());
            case "bundles" -> print.println(bundles());
            case "self" -> print.println(FrameworkUtil.getBundle(ProbeEntryPoint.class));
            case "exit" -> {
                return Integer.parseInt(rest);
            }
            case "throw" -> throw new IllegalStateException(rest);
            case "thread" -> {
                ExecutorService thread = Executors.newSingleThreadExecutor();
                thread.execute(() -> {
                    throw new IllegalStateException(rest);
                });
                thread.shutdown();
                return thread.awaitTermination(10, TimeUnit.SECONDS) ? 0 : 1;
            }
            case "log" -> System.getLogger("probe").log(System.Logger.Level.WARNING, rest);
            case "jul" -> java.util.logging.Logger.getLogger("probe").warning(rest);
            case "wait" -> {
                print.println("waiting");
                forever.await();
            }
            case "hang" -> {
                hang = true;
                print.println("hanging");
            }
            default -> {
                return 2;
            }
        }
        return 0;
    }

    private String bundles() {
        StringBuilder text = new StringBuilder();
        for (Bundle bundle : context.getBundles()) {
            text.append(bundle.getState())
                    .append(' ')
                    .append(bundle.getLocation())
                    .append('\n');
        }
        return text.toString();
    }
}
