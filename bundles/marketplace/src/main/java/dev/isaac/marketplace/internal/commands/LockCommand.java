package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.command.ValueType;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PluginLock;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace lock}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(LockCommand.NAME)
@CommandSummary(LockCommand.SUMMARY)
public final class LockCommand implements Command {

    static final String NAME = "marketplace lock";
    static final String SUMMARY = "Write down exactly what is installed";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public LockCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description("""
                        Writes the installed plugins with their versions, digests, registries and signers to a file, for marketplace sync \
                        here or on another machine: the same lock gives the same bytes anywhere. Without a file it is shown. An \
                        existing file is replaced as a whole.""")
                .arguments(Argument.optional("file", ValueType.PATH, "Where to write it, for example isaac.lock"))
                .example("marketplace lock isaac.lock", "write it down")
                .example("marketplace sync isaac.lock", "have the same elsewhere")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        PluginLock lock = marketplace.lock();
        if (!in.has("file")) {
            return CommandResult.text(LockFile.text(lock).stripTrailing(), LockFile.toData(lock));
        }
        Path file = in.path("file");
        LockFile.write(lock, file);
        int count = lock.plugins().size();
        return CommandResult.text(
                "Locked " + count + (count == 1 ? " plugin" : " plugins") + " in " + file + ".", LockFile.toData(lock));
    }
}
