package dev.isaac.example.git;

import dev.isaac.command.Argument;
import dev.isaac.command.Column;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code repo stale}: what was forgotten. */
@Component(service = Command.class)
@CommandName(StaleCommand.NAME)
@CommandSummary(StaleCommand.SUMMARY)
public final class StaleCommand implements Command {

    static final String NAME = "repo stale";
    static final String SUMMARY = "List branches that nobody has committed to for long";

    private static final List<Column> COLUMNS = List.of(
            Column.text("branch", "Branch"),
            Column.number("days", "Days"),
            Column.text("merged", "Merged"),
            Column.text("author", "Author"),
            Column.text("subject", "Last commit"));

    private final Repositories repositories;
    private final Clock clock;

    @Activate
    public StaleCommand(@Reference Repositories repositories) {
        this(repositories, Clock.systemUTC());
    }

    StaleCommand(Repositories repositories, Clock clock) {
        this.repositories = repositories;
        this.clock = clock;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .description(
                        "A branch is stale when its last commit is older than --older-than. \"Merged\" tells whether"
                                + " the current branch contains all of it, so that it can go without loss.")
                .category("Git")
                .arguments(Argument.optional("folder", ValueType.PATH, "A folder inside the repository"))
                .options(
                        Option.value("older-than", "AGE", ValueType.DURATION, "How old the last commit must be")
                                .orElse("90d"),
                        Option.flag("remote", "Look at the remote-tracking branches instead")
                                .letter('r'),
                        Option.flag("merged", "Only branches that are merged"))
                .example("repo stale", "Local branches without a commit in the last 90 days")
                .example("repo stale --remote --older-than 365d", "Branches of the remotes that rest for a year")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        Instant now = clock.instant();
        Instant limit = now.minus(in.duration("older-than"));
        String prefix = in.has("remote") ? Constants.R_REMOTES : Constants.R_HEADS;
        try (Repository repository = repositories.open(Repositories.folder(in));
                RevWalk walk = new RevWalk(repository)) {
            ObjectId head = repository.resolve(Constants.HEAD);
            RevCommit current = head == null ? null : walk.parseCommit(head);
            List<Branch> found = new ArrayList<>();
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix(prefix)) {
                in.cancellation().check();
                // origin/HEAD and the like only name another branch.
                if (ref.isSymbolic() || ref.getObjectId() == null) {
                    continue;
                }
                RevCommit tip = walk.parseCommit(ref.getObjectId());
                if (tip.getCommitterIdent().getWhenAsInstant().isBefore(limit)) {
                    boolean merged = current != null && walk.isMergedInto(tip, current);
                    found.add(new Branch(Repository.shortenRefName(ref.getName()), tip, merged));
                }
            }
            List<Map<String, Object>> rows = found.stream()
                    .filter(branch -> branch.merged() || !in.has("merged"))
                    .sorted(Comparator.comparing(Branch::last).thenComparing(Branch::name))
                    .map(branch -> branch.row(now))
                    .toList();
            return rows.isEmpty()
                    ? CommandResult.text("No branch is that old.", List.of())
                    : CommandResult.table(COLUMNS, rows);
        } catch (IOException e) {
            throw Repositories.unreadable(e);
        }
    }

    /** A branch with its last commit. */
    private record Branch(String name, RevCommit tip, boolean merged) {

        Instant last() {
            return tip.getCommitterIdent().getWhenAsInstant();
        }

        Map<String, Object> row(Instant now) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("branch", name);
            row.put("days", Duration.between(last(), now).toDays());
            row.put("merged", merged);
            row.put("author", tip.getAuthorIdent().getName());
            row.put("subject", tip.getShortMessage());
            return row;
        }
    }
}
