package dev.isaac.marketplace.internal.engine;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.DataMigration;
import dev.isaac.marketplace.internal.state.PluginRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.osgi.framework.Bundle;

/** Lets plugins bring their data into the form of their new version, before it starts. */
final class Migrations {

    private final LifecycleThread thread;
    private final Duration limit;

    Migrations(LifecycleThread thread, Duration limit) {
        this.thread = thread;
        this.limit = limit;
    }

    /**
     * Runs the migration of a plugin, if it has one.
     *
     * @param folder where its data is
     * @param from the version that wrote it; empty when nobody knows
     * @throws CommandException {@code plugin.migration-failed}
     */
    void run(PluginRecord plugin, Bundle bundle, Path folder, String from) throws CommandException {
        String name = bundle.getHeaders("").get(DataMigration.HEADER);
        if (name == null) {
            return;
        }
        try {
            thread.call(
                    () -> {
                        Object migration =
                                bundle.loadClass(name.strip()).getConstructor().newInstance();
                        if (!(migration instanceof DataMigration known)) {
                            throw new ClassCastException(name.strip() + " is no " + DataMigration.class.getName());
                        }
                        known.migrate(folder, from, plugin.version().toString());
                        return bundle;
                    },
                    limit);
        } catch (LifecycleThread.Overdue e) {
            throw failed(plugin, from, "it took longer than " + e.limit(), e);
        } catch (Exception e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            throw failed(plugin, from, message, cause);
        }
    }

    private static CommandException failed(PluginRecord plugin, String from, String why, Throwable cause) {
        return Fault.of(
                        FaultKind.FAILED,
                        "plugin.migration-failed",
                        BundleFaults.name(plugin) + " could not take over its data"
                                + (from.isEmpty() ? "" : " of version " + from) + ": " + why + ".")
                .hint("The data is as it was, and so is the plugin. Tell its publisher, " + plugin.publisher() + ".")
                .exception(BundleFaults.detached(cause));
    }
}
