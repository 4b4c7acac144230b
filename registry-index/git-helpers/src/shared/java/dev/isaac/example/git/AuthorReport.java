package dev.isaac.example.git;

import dev.isaac.command.Cancellation;
import dev.isaac.command.Column;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandResult;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Counts commits by author. An author is an e-mail address, whatever its case, under the name used last. */
final class AuthorReport {

    private static final List<Column> COLUMNS = List.of(
            Column.number("commits", "Commits"),
            Column.text("author", "Author"),
            Column.text("email", "E-mail"),
            Column.text("first", "First"),
            Column.text("last", "Last"));

    private AuthorReport() {}

    /** The authors of what HEAD contains, the busiest first; merges do not count. */
    static CommandResult of(Repository repository, Instant since, long limit, Cancellation cancellation)
            throws IOException, CommandException {
        Map<String, Tally> tallies = new HashMap<>();
        ObjectId head = repository.resolve(Constants.HEAD);
        if (head != null) {
            try (RevWalk walk = new RevWalk(repository)) {
                walk.markStart(walk.parseCommit(head));
                for (RevCommit commit : walk) {
                    cancellation.check();
                    PersonIdent author = commit.getAuthorIdent();
                    if (commit.getParentCount() < 2
                            && !author.getWhenAsInstant().isBefore(since)) {
                        tallies.merge(author.getEmailAddress().toLowerCase(Locale.ROOT), Tally.of(author), Tally::plus);
                    }
                }
            }
        }
        List<Map<String, ?>> rows = new ArrayList<>();
        tallies.entrySet().stream()
                .sorted(Comparator.comparing(
                                (Map.Entry<String, Tally> e) -> -e.getValue().commits())
                        .thenComparing(Map.Entry::getKey))
                .limit(limit)
                .forEach(e -> rows.add(e.getValue().row(e.getKey())));
        return rows.isEmpty()
                ? CommandResult.text("No commits.", List.of())
                : CommandResult.table(COLUMNS, rows);
    }

    /** What is known of one author. */
    private record Tally(int commits, String name, Instant first, Instant last) {

        static Tally of(PersonIdent author) {
            return new Tally(1, author.getName(), author.getWhenAsInstant(), author.getWhenAsInstant());
        }

        Tally plus(Tally other) {
            return new Tally(
                    commits + other.commits,
                    other.last.isAfter(last) ? other.name : name,
                    other.first.isBefore(first) ? other.first : first,
                    other.last.isAfter(last) ? other.last : last);
        }

        Map<String, Object> row(String email) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("commits", commits);
            row.put("author", name);
            row.put("email", email);
            row.put("first", first.toString().substring(0, 10));
            row.put("last", last.toString().substring(0, 10));
            return row;
        }
    }
}
