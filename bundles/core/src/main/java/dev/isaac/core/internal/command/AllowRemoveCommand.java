package dev.isaac.core.internal.command;

import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Invocation;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.core.internal.allow.AllowList;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code allow remove}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName("allow remove")
public final class AllowRemoveCommand extends AllowCommand {

    private static final CommandManifest MANIFEST = CommandManifest.command("allow remove", "Ask about a program again")
            .category("Shell")
            .arguments(program("Name or path, as allow list shows it"))
            .example("allow remove ./build.sh", "Ask before running the script again")
            .build();

    /** Called by the component runtime. */
    @Activate
    public AllowRemoveCommand(@Reference IsaacHome home) {
        this(of(home));
    }

    AllowRemoveCommand(AllowList allowList) {
        super(MANIFEST, allowList);
    }

    @Override
    CommandResult execute(AllowList allowed, Invocation invocation) throws CommandException {
        Path path = target(invocation);
        allowed.remove(path);
        return CommandResult.text("not allowed any more: " + path);
    }
}
