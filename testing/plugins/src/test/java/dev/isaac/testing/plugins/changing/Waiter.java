package dev.isaac.testing.plugins.changing;

import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.marketplace.InstallPlan;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PlanRequest;
import dev.isaac.marketplace.PluginId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** Commands that wait for their input, and one that updates its own plugin. */
public final class Waiter implements BundleActivator {

    /** For the framework. */
    public Waiter() {}

    @Override
    public void start(BundleContext context) {
        String version = context.getBundle().getVersion().toString();
        register(context, "waiter run", invocation -> {
            wait(invocation);
            return CommandResult.text(Answer.late(version));
        });
        register(context, "waiter pass", invocation -> {
            byte[] all = invocation.in().readAllBytes();
            invocation.out().write(all);
            invocation.out().write((Answer.late(version) + "\n").getBytes(StandardCharsets.UTF_8));
            return CommandResult.nothing();
        });
        register(context, "waiter self", invocation -> {
            ServiceReference<Marketplace> reference =
                    Objects.requireNonNull(context.getServiceReference(Marketplace.class));
            Marketplace marketplace = Objects.requireNonNull(context.getService(reference));
            InstallPlan plan =
                    marketplace.plan(new PlanRequest.Update(List.of(PluginId.of("waiter"))), invocation.progress());
            marketplace.apply(plan, List.of(), invocation.progress(), invocation.cancellation());
            return CommandResult.text("updated myself");
        });
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes its services.
    }

    private static void wait(Invocation invocation) throws IOException {
        int next;
        do {
            next = invocation.in().read();
        } while (next >= 0);
    }

    /** What a command does. */
    private interface Body {
        CommandResult run(Invocation invocation) throws IOException, CommandException;
    }

    private static void register(BundleContext context, String name, Body body) {
        context.registerService(
                Command.class, new Waiting(name, body), FrameworkUtil.asDictionary(Map.of(Command.NAME, name)));
    }

    private record Waiting(String name, Body body) implements Command {
        @Override
        public CommandManifest manifest() {
            return CommandManifest.command(name, "Wait for the input").build();
        }

        @Override
        public CommandResult execute(Invocation invocation) throws CommandException {
            try {
                return body.run(invocation);
            } catch (IOException e) {
                throw Fault.of(FaultKind.FAILED, "waiter.disturbed", "It was disturbed.")
                        .exception(e);
            }
        }
    }

    /** Loaded when a command has its input, not before. */
    private static final class Answer {
        static String late(String version) {
            return "late " + version;
        }
    }
}
