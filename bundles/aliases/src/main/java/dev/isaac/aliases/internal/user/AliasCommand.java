package dev.isaac.aliases.internal.user;

import dev.isaac.aliases.internal.command.Categories;
import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Invocation;
import dev.isaac.command.ValueType;
import dev.isaac.command.spi.LineAliases;
import java.util.List;

/** A command about one alias that is there. */
abstract class AliasCommand implements Command {

    private final CommandManifest manifest;
    final LineAliases aliases;

    AliasCommand(LineAliases aliases, String name, String summary, String description) {
        this.aliases = aliases;
        this.manifest = CommandManifest.command(name, summary)
                .category(Categories.ALIASES)
                .description(description)
                .arguments(Argument.required("name", ValueType.TEXT, "The alias"))
                .example(name + " gs", "the one that is called gs")
                .build();
    }

    abstract String change(String name) throws CommandException;

    @Override
    public final CommandManifest manifest() {
        return manifest;
    }

    @Override
    public final CommandResult execute(Invocation in) throws CommandException {
        return CommandResult.text(change(in.text("name")));
    }

    @Override
    public final List<Completion> complete(CompletionRequest request) {
        return aliases.all().stream()
                .map(entry -> Completion.of(
                        entry.definition().name(), entry.definition().line()))
                .toList();
    }
}
