package dev.isaac.example.git;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import java.io.IOException;
import java.time.Instant;
import org.eclipse.jgit.lib.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code repo authors}: who wrote it. */
@Component(service = Command.class)
@CommandName(AuthorsCommand.NAME)
@CommandSummary(AuthorsCommand.SUMMARY)
public final class AuthorsCommand implements Command {

    static final String NAME = "repo authors";
    static final String SUMMARY = "List the authors of a Git repository by number of commits";

    private final Repositories repositories;

    @Activate
    public AuthorsCommand(@Reference Repositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .description("Counts the commits on the current branch, without merges. One e-mail address, in whatever"
                        + " case, is one author.")
                .category("Git")
                .arguments(Argument.optional("folder", ValueType.PATH, "A folder inside the repository"))
                .options(Option.value("limit", "N", ValueType.INTEGER, "How many authors to show")
                        .letter('n')
                        .orElse("20"))
                .example("repo authors", "The busiest authors of the repository that you are in")
                .example("repo authors --limit 3", "The busiest three")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        try (Repository repository = repositories.open(Repositories.folder(in))) {
            return AuthorReport.of(repository, Instant.MIN, Limits.of(in), in.cancellation());
        } catch (IOException e) {
            throw Repositories.unreadable(e);
        }
    }
}
