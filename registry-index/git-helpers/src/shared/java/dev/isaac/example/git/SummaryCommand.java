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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jgit.lib.BranchTrackingStatus;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.IndexDiff;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code repo summary}: one look at a repository. */
@Component(service = Command.class)
@CommandName(SummaryCommand.NAME)
@CommandSummary(SummaryCommand.SUMMARY)
public final class SummaryCommand implements Command {

    static final String NAME = "repo summary";
    static final String SUMMARY = "Show branch, changes and last commits of a Git repository";

    private static final int FILES_SHOWN = 10;

    private final Repositories repositories;

    @Activate
    public SummaryCommand(@Reference Repositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .description("Tells the branch, how far it is from its upstream, which files changed and what was"
                        + " committed last. Reads only; no remote is contacted, so \"behind\" is as of the last fetch."
                        + "\n\nThe native git is not needed.")
                .category("Git")
                .arguments(Argument.optional("folder", ValueType.PATH, "A folder inside the repository"))
                .options(Option.value("commits", "N", ValueType.INTEGER, "How many of the last commits to show")
                        .letter('n')
                        .orElse("5"))
                .example("repo summary", "The repository that you are in")
                .example("repo summary ../website --commits 20", "Another one, with more of its history")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        int commits = Limits.between(in, "commits", 0);
        try (Repository repository = repositories.open(Repositories.folder(in))) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("folder", (repository.isBare() ? repository.getDirectory() : repository.getWorkTree()).toString());
            branch(repository, data);
            if (!repository.isBare()) {
                changes(repository, data);
            }
            in.cancellation().check();
            data.put("commits", commits(repository, commits));
            return new CommandResult.Details(readable(data), data);
        } catch (IOException e) {
            throw Repositories.unreadable(e);
        }
    }

    private static void branch(Repository repository, Map<String, Object> data) throws IOException {
        String full = Optional.ofNullable(repository.getFullBranch()).orElse("");
        boolean detached = !full.startsWith(Constants.R_HEADS);
        data.put("branch", detached ? full : Repository.shortenRefName(full));
        data.put("detached", detached);
        data.put("state", repository.getRepositoryState().getDescription());
        BranchTrackingStatus tracking = detached ? null : BranchTrackingStatus.of(repository, full);
        if (tracking != null) {
            data.put("upstream", Repository.shortenRefName(tracking.getRemoteTrackingBranch()));
            data.put("ahead", tracking.getAheadCount());
            data.put("behind", tracking.getBehindCount());
        }
    }

    private static void changes(Repository repository, Map<String, Object> data) throws IOException {
        IndexDiff diff = new IndexDiff(repository, Constants.HEAD, new FileTreeIterator(repository));
        diff.diff();
        TreeSet<String> staged = new TreeSet<>(diff.getAdded());
        staged.addAll(diff.getChanged());
        staged.addAll(diff.getRemoved());
        TreeSet<String> changed = new TreeSet<>(diff.getModified());
        changed.addAll(diff.getMissing());
        TreeSet<String> conflicts = new TreeSet<>(diff.getConflicting());
        changed.removeAll(conflicts);
        data.put("staged", List.copyOf(staged));
        data.put("changed", List.copyOf(changed));
        data.put("untracked", List.copyOf(new TreeSet<>(diff.getUntracked())));
        data.put("conflicts", List.copyOf(conflicts));
    }

    private static List<Map<String, Object>> commits(Repository repository, int limit) throws IOException {
        List<Map<String, Object>> found = new ArrayList<>();
        ObjectId head = repository.resolve(Constants.HEAD);
        if (head == null || limit == 0) {
            return found;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(head));
            for (RevCommit commit : walk) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("id", commit.getName());
                one.put("date", commit.getAuthorIdent().getWhenAsInstant().toString());
                one.put("author", commit.getAuthorIdent().getName());
                one.put("subject", commit.getShortMessage());
                found.add(one);
                if (found.size() == limit) {
                    break;
                }
            }
        }
        return found;
    }

    /** The same for people: what is empty is left out, long lists are cut. */
    private static Map<String, Object> readable(Map<String, Object> data) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Folder", data.get("folder"));
        fields.put("Branch", data.get("branch") + (Boolean.TRUE.equals(data.get("detached")) ? " (detached)" : ""));
        if (data.containsKey("upstream")) {
            fields.put("Upstream", data.get("upstream") + distance(data));
        }
        if (!"Normal".equals(data.get("state"))) {
            fields.put("State", data.get("state"));
        }
        boolean clean = true;
        for (String kind : List.of("conflicts", "staged", "changed", "untracked")) {
            if (data.get(kind) instanceof List<?> files && !files.isEmpty()) {
                clean = false;
                fields.put(kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1), cut(files));
            }
        }
        if (clean && data.containsKey("staged")) {
            fields.put("Changes", "none");
        }
        List<String> lines = new ArrayList<>();
        if (data.get("commits") instanceof List<?> commits) {
            for (Object commit : commits) {
                if (commit instanceof Map<?, ?> one) {
                    lines.add(String.valueOf(one.get("id")).substring(0, 8) + " "
                            + String.valueOf(one.get("date")).substring(0, 10) + " " + one.get("author") + ": "
                            + one.get("subject"));
                }
            }
        }
        fields.put("Commits", lines.isEmpty() ? "none" : lines);
        return fields;
    }

    private static String distance(Map<String, Object> data) {
        boolean even = Integer.valueOf(0).equals(data.get("ahead"))
                && Integer.valueOf(0).equals(data.get("behind"));
        return even ? " (up to date)" : " (ahead " + data.get("ahead") + ", behind " + data.get("behind") + ")";
    }

    private static List<String> cut(List<?> files) {
        List<String> shown = new ArrayList<>();
        files.stream().limit(FILES_SHOWN).forEach(file -> shown.add(String.valueOf(file)));
        if (files.size() > FILES_SHOWN) {
            shown.add("… and " + (files.size() - FILES_SHOWN) + " more");
        }
        return shown;
    }
}
