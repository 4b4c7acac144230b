package dev.isaac.core.internal.command;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Invocation;
import dev.isaac.command.ValueType;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.core.internal.allow.AllowList;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code allow remove}. */
@Component(service = Command.class)
@CommandName("allow remove")
public final class AllowRemoveCommand implements Command {

    private static final CommandManifest MANIFEST = CommandManifest.command("allow remove", "Ask about a program again")
            .category("Shell")
            .arguments(Argument.required("program", ValueType.TEXT, "Name or path, as allow list shows it"))
            .example("allow remove ./build.sh", "Ask before running the script again")
            .build();

    private final AllowList allowList;

    /** Called by the component runtime. */
    @Activate
    public AllowRemoveCommand(@Reference IsaacHome home) {
        this(AllowCommands.list(home));
    }

    AllowRemoveCommand(AllowList allowList) {
        this.allowList = allowList;
    }

    @Override
    public CommandManifest manifest() {
        return MANIFEST;
    }

    @Override
    public CommandResult execute(Invocation invocation) throws CommandException {
        Path path = AllowCommands.target(invocation);
        allowList.remove(path);
        return CommandResult.text("not allowed any more: " + path);
    }
}
