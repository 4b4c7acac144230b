package dev.isaac.core.internal.command;

import dev.isaac.command.Column;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Invocation;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.core.internal.allow.AllowList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code allow list}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName("allow list")
public final class AllowListCommand extends AllowCommand {

    private static final CommandManifest MANIFEST = CommandManifest.command(
                    "allow list", "List the programs that run without a confirmation")
            .category("Shell")
            .example("allow list", "What needs no confirmation any more")
            .build();

    /** Called by the component runtime. */
    @Activate
    public AllowListCommand(@Reference IsaacHome home) {
        this(of(home));
    }

    AllowListCommand(AllowList allowList) {
        super(MANIFEST, allowList);
    }

    @Override
    CommandResult execute(AllowList allowed, Invocation invocation) throws CommandException {
        List<Map<String, Object>> rows = allowed.entries().stream()
                .map(path -> Map.<String, Object>of("path", path.toString(), "locked", allowed.isLocked()))
                .toList();
        if (rows.isEmpty()) {
            return CommandResult.text(
                    "No program is allowed for good: what must be confirmed is asked each time.", rows);
        }
        return CommandResult.table(List.of(Column.text("path", "Path")), rows);
    }
}
