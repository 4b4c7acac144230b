package dev.isaac.aliases.internal.user;

import dev.isaac.aliases.internal.command.Categories;
import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandCategory;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.command.line.LineText;
import dev.isaac.command.spi.AliasDefinition;
import dev.isaac.command.spi.LineAliases;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code alias add}. */
@Component(service = Command.class)
@CommandName(AddAliasCommand.NAME)
@CommandCategory(Categories.ALIASES)
@CommandSummary(AddAliasCommand.SUMMARY)
public final class AddAliasCommand implements Command {

    static final String NAME = "alias add";
    static final String SUMMARY = "Let a name stand for a line, in all shells of this home";

    private static final CommandManifest MANIFEST = CommandManifest.command(NAME, SUMMARY)
            .category(Categories.ALIASES)
            .description(
                    "$1 to $9 in the line are the words behind the name, $@ and $* all of them; without one of these they"
                            + " follow the line. Quote the line with single quotes, or the shell reads them before. A name that is"
                            + " taken is replaced. The line that an alias makes is judged like any other.")
            .arguments(
                    Argument.required("name", ValueType.TEXT, "One word"),
                    Argument.required("line", ValueType.TEXT, "What it stands for, quoted, or the words of one command")
                            .repeatingVerbatim())
            .options(Option.value("category", "NAME", ValueType.TEXT, "A heading in alias list"))
            .example("alias add gs 'git status --short'", "what follows is added: gs src")
            .example("alias add mkcd 'mkdir -p $1 && cd $1'", "with an argument")
            .build();

    private final LineAliases aliases;

    /** Called by the component runtime. */
    @Activate
    public AddAliasCommand(@Reference LineAliases aliases) {
        this.aliases = aliases;
    }

    @Override
    public CommandManifest manifest() {
        return MANIFEST;
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        List<String> words = in.values("line");
        // One word is a whole line; several are the words of one command, and what was quoted in them stays so.
        String line = words.size() == 1
                ? words.get(0)
                : words.stream().map(LineText::quote).collect(Collectors.joining(" "));
        String name = in.text("name");
        aliases.put(List.of(new AliasDefinition(name, line, in.value("category").orElse(""))));
        return CommandResult.text(name + " stands for " + line);
    }
}
