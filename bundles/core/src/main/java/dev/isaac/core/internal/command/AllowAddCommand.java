package dev.isaac.core.internal.command;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Invocation;
import dev.isaac.command.Tier;
import dev.isaac.command.ValueType;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.core.internal.allow.AllowList;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code allow add}. */
@Component(service = Command.class)
@CommandName("allow add")
public final class AllowAddCommand implements Command {

    private static final CommandManifest MANIFEST = CommandManifest.command(
                    "allow add", "Let a program, or all programs of a folder, run without a confirmation")
            .description("Holds for tier 3 only; what is catastrophic never runs. Programs that run whatever they are"
                    + " given, such as shells, are asked about all the same.")
            .category("Shell")
            .tier(Tier.CONFIRM)
            .arguments(Argument.required("program", ValueType.TEXT, "Name or path of a program, or path of a folder"))
            .example("allow add ./build.sh", "Trust a script")
            .build();

    private final AllowList allowList;

    /** Called by the component runtime. */
    @Activate
    public AllowAddCommand(@Reference IsaacHome home) {
        this(AllowCommands.list(home));
    }

    AllowAddCommand(AllowList allowList) {
        this.allowList = allowList;
    }

    @Override
    public CommandManifest manifest() {
        return MANIFEST;
    }

    @Override
    public CommandResult execute(Invocation invocation) throws CommandException {
        Path path = AllowCommands.target(invocation);
        allowList.add(path);
        return CommandResult.text("allowed " + AllowList.resolve(path));
    }
}
