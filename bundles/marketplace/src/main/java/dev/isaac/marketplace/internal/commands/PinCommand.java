package dev.isaac.marketplace.internal.commands;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.PluginId;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code marketplace pin}. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName(PinCommand.NAME)
@CommandSummary(PinCommand.SUMMARY)
public final class PinCommand implements Command {

    static final String NAME = "marketplace pin";
    static final String SUMMARY = "Keep a plugin at its version";

    private final Marketplace marketplace;

    /** Called by the component runtime. */
    @Activate
    public PinCommand(@Reference Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Plugins.CATEGORY)
                .description("""
                        A pinned plugin is not updated, neither by marketplace update nor because another plugin needs it newer. The \
                        reason is shown wherever the pin holds something up. Advisories still stop it.""")
                .arguments(Argument.required("plugin", ValueType.TEXT, "An installed plugin"))
                .options(Option.value("reason", "TEXT", ValueType.TEXT, "Why it stays; shown later"))
                .example("marketplace pin notes --reason 'waiting for issue 12'", "keep it, and say why")
                .example("marketplace unpin notes", "let it be updated again")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        PluginId id = Plugins.id(in.text("plugin"));
        String reason = in.value("reason").filter(text -> !text.isBlank()).orElse("no reason was given");
        marketplace.pin(id, reason, in.progress(), in.cancellation());
        return CommandResult.text(
                "Pinned " + id + ": it stays at its version.", Map.of("id", id.value(), "pinned", true, "pin", reason));
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        return request.parameter().equals("plugin") ? Plugins.installed(marketplace, request) : List.of();
    }
}
