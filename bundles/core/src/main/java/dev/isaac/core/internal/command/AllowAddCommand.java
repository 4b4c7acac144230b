package dev.isaac.core.internal.command;

import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Invocation;
import dev.isaac.command.Tier;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.core.internal.allow.AllowList;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code allow add}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName("allow add")
public final class AllowAddCommand extends AllowCommand {

    private static final CommandManifest MANIFEST = CommandManifest.command(
                    "allow add", "Let a program, or all programs of a folder, run without a confirmation")
            .description("Holds for tier 3 only; what is catastrophic never runs. Programs that run whatever they are"
                    + " given, such as shells, are asked about all the same.")
            .category("Shell")
            .tier(Tier.CONFIRM)
            .arguments(program("Name or path of a program, or path of a folder"))
            .example("allow add ./build.sh", "Trust a script")
            .build();

    /** Called by the component runtime. */
    @Activate
    public AllowAddCommand(@Reference IsaacHome home) {
        this(of(home));
    }

    AllowAddCommand(AllowList allowList) {
        super(MANIFEST, allowList);
    }

    @Override
    CommandResult execute(AllowList allowed, Invocation invocation) throws CommandException {
        Path path = target(invocation);
        allowed.add(path);
        return CommandResult.text("allowed " + AllowList.resolve(path));
    }
}
