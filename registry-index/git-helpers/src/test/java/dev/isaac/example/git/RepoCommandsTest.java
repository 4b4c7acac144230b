package dev.isaac.example.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandResult;
import dev.isaac.command.FaultKind;
import dev.isaac.plugin.kit.FakeInvocation;
import dev.isaac.plugin.kit.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RepoCommandsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String ADA = "Ada ada@example.org";

    private final Repositories repositories = new Repositories();

    @TempDir
    private Path folder;

    private TestRepository test;

    @BeforeEach
    void create() throws IOException {
        test = new TestRepository(folder);
    }

    @AfterEach
    void close() {
        test.close();
    }

    private FakeInvocation call(Command command, String... words) {
        return FakeInvocation.of(command).words(words).directory(folder);
    }

    private Map<?, ?> summary(String... words) throws CommandException {
        CommandResult result = call(new SummaryCommand(repositories), words).execute();
        assertThat(result).isInstanceOf(CommandResult.Details.class);
        return (Map<?, ?>) Objects.requireNonNull(((CommandResult.Details) result).data());
    }

    private Map<String, Object> fields(String... words) throws CommandException {
        CommandResult result = call(new SummaryCommand(repositories), words).execute();
        return new LinkedHashMap<>(((CommandResult.Details) result).fields());
    }

    private static List<Map<String, ?>> rows(CommandResult result) {
        return ((CommandResult.Table) result).rows();
    }

    private static Instant daysAgo(int days) {
        return NOW.minusSeconds(days * 86_400L);
    }

    @Test
    void manifestsAreComplete() {
        for (Command command : List.of(
                new SummaryCommand(repositories), new AuthorsCommand(repositories), new StaleCommand(repositories))) {
            assertThat(Manifests.problems(command.manifest())).isEmpty();
        }
    }

    @Test
    void summarisesAnEmptyRepository() throws Exception {
        assertThat(fields())
                .containsEntry("Branch", "main")
                .containsEntry("Changes", "none")
                .containsEntry("Commits", "none");
        assertThat(call(new AuthorsCommand(repositories)).execute())
                .isEqualTo(CommandResult.text("No commits.", List.of()));
        assertThat(call(new StaleCommand(repositories)).execute())
                .isEqualTo(CommandResult.text("No branch is that old.", List.of()));
    }

    @Test
    void tellsStagedChangedAndUntrackedFilesApart() throws Exception {
        test.add("kept", "1");
        test.add("changed", "1");
        test.add("gone", "1");
        ObjectId first = test.commit("main", ADA, daysAgo(3), "First\n\nwith a body");
        test.add("staged", "1");
        test.write("changed", "other");
        test.write("new/file", "1");
        Files.delete(folder.resolve("gone"));
        test.write(".gitignore", "*.log\n");
        test.write("ignored.log", "x");
        Map<?, ?> data = summary();
        assertThat(data.get("staged")).isEqualTo(List.of("staged"));
        assertThat(data.get("changed")).isEqualTo(List.of("changed", "gone"));
        assertThat(data.get("untracked")).isEqualTo(List.of(".gitignore", "new/file"));
        assertThat(data.get("conflicts")).isEqualTo(List.of());
        assertThat(data.get("commits"))
                .isEqualTo(List.of(Map.of(
                        "id", first.getName(), "date", "2026-05-29T12:00:00Z", "author", "Ada", "subject", "First")));
        assertThat(fields())
                .containsEntry("Staged", List.of("staged"))
                .containsEntry("Commits", List.of(first.getName().substring(0, 8) + " 2026-05-29 Ada: First"))
                .doesNotContainKeys("Changes", "Conflicts");
    }

    @Test
    void cutsLongListsOnlyForPeople() throws Exception {
        for (int i = 0; i < 15; i++) {
            test.write("file" + (char) ('a' + i), "");
        }
        assertThat(summary().get("untracked"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(15);
        assertThat(fields().get("Untracked"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(11)
                .last()
                .isEqualTo("… and 5 more");
    }

    @Test
    void countsTheDistanceFromTheUpstream() throws Exception {
        test.add("a", "1");
        ObjectId base = test.commit("main", ADA, daysAgo(5), "base");
        ObjectId theirs = test.commit("other", ADA, daysAgo(4), "theirs", base);
        ObjectId ours = test.commit("main", ADA, daysAgo(3), "ours", base);
        test.commit("main", ADA, daysAgo(2), "ours again", ours);
        test.point("refs/remotes/origin/main", theirs);
        StoredConfig config = test.repository().getConfig();
        config.setString("remote", "origin", "url", "https://example.org/x.git");
        config.setString("remote", "origin", "fetch", "+refs/heads/*:refs/remotes/origin/*");
        config.setString("branch", "main", "remote", "origin");
        config.setString("branch", "main", "merge", "refs/heads/main");
        config.save();
        assertThat(summary().get("ahead")).isEqualTo(2);
        assertThat(summary().get("behind")).isEqualTo(1);
        assertThat(fields()).containsEntry("Upstream", "origin/main (ahead 2, behind 1)");
        test.point("refs/remotes/origin/main", test.repository().resolve("main"));
        assertThat(fields()).containsEntry("Upstream", "origin/main (up to date)");
        assertThat(summary("--commits", "2").get("commits"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2);
    }

    @Test
    void namesADetachedHead() throws Exception {
        test.add("a", "1");
        ObjectId id = test.commit("main", ADA, daysAgo(1), "one");
        var update = test.repository().updateRef(Constants.HEAD, true);
        update.setNewObjectId(id);
        update.forceUpdate();
        assertThat(fields()).containsEntry("Branch", id.getName() + " (detached)");
    }

    @Test
    void countsAuthorsByAddressWithoutMerges() throws Exception {
        test.add("a", "1");
        ObjectId one = test.commit("main", ADA, daysAgo(400), "one");
        ObjectId two = test.commit("main", "Countess ADA@example.org", daysAgo(2), "two", one);
        ObjectId side = test.commit("side", "Bob bob@example.org", daysAgo(300), "side", one);
        test.commit("main", ADA, daysAgo(1), "merge", two, side);
        assertThat(rows(call(new AuthorsCommand(repositories, CLOCK)).execute()))
                .isEqualTo(List.of(
                        Map.of(
                                "commits",
                                2,
                                "author",
                                "Countess",
                                "email",
                                "ada@example.org",
                                "first",
                                "2025-04-27",
                                "last",
                                "2026-05-30"),
                        Map.of(
                                "commits",
                                1,
                                "author",
                                "Bob",
                                "email",
                                "bob@example.org",
                                "first",
                                "2025-08-05",
                                "last",
                                "2025-08-05")));
        assertThat(rows(call(new AuthorsCommand(repositories, CLOCK), "--since", "90d")
                        .execute()))
                .singleElement()
                .extracting(row -> row.get("commits"))
                .isEqualTo(1);
        assertThat(rows(call(new AuthorsCommand(repositories, CLOCK), "-n1").execute()))
                .hasSize(1);
    }

    @Test
    void findsForgottenBranches() throws Exception {
        test.add("a", "1");
        ObjectId old = test.commit("main", ADA, daysAgo(200), "base");
        test.point("merged", old);
        test.commit("open", ADA, daysAgo(100), "unfinished", old);
        test.commit("main", ADA, daysAgo(1), "now", old);
        test.point("refs/remotes/origin/gone", old);
        StaleCommand stale = new StaleCommand(repositories, CLOCK);
        assertThat(rows(call(stale).execute()))
                .extracting(row ->
                        row.get("branch") + " " + row.get("days") + " " + row.get("merged") + " " + row.get("subject"))
                .containsExactly("merged 200 true base", "open 100 false unfinished");
        assertThat(rows(call(stale, "--merged").execute())).hasSize(1);
        assertThat(rows(call(stale, "--older-than", "150d").execute())).hasSize(1);
        assertThat(rows(call(stale, "--remote").execute()))
                .singleElement()
                .extracting(row -> row.get("branch"))
                .isEqualTo("origin/gone");
    }

    @Test
    void worksInFoldersOfARepositoryAndInBareOnes(@TempDir Path bare) throws Exception {
        test.write("deep/er/file", "1");
        assertThat(summary("deep/er").get("folder")).isEqualTo(folder.toString());
        test.add("a", "1");
        test.commit("main", ADA, daysAgo(1), "one");
        copy(folder.resolve(".git"), bare);
        Files.writeString(bare.resolve("config"), "[core]\n\tbare = true\n\trepositoryformatversion = 0\n");
        Map<String, Object> fields = fields(bare.toString());
        assertThat(fields).containsEntry("Folder", bare.toString()).doesNotContainKey("Changes");
    }

    @Test
    void saysWhenThereIsNoRepositoryOrADamagedOne(@TempDir Path empty) throws Exception {
        SummaryCommand summary = new SummaryCommand(repositories);
        assertThat(call(summary, "nowhere").fault().code()).isEqualTo("git.no-folder");
        assertThat(FakeInvocation.of(summary).directory(empty).fault())
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("git.no-repository"))
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(FaultKind.NOT_FOUND));
        assertThat(call(summary, "--commits", "-1").fault().code()).isEqualTo("git.bad-count");
        assertThat(call(new AuthorsCommand(repositories), "--limit", "0")
                        .fault()
                        .code())
                .isEqualTo("git.bad-count");

        test.add("a", "1");
        ObjectId id = test.commit("main", ADA, daysAgo(1), "one");
        Path object = folder.resolve(".git/objects")
                .resolve(id.getName().substring(0, 2))
                .resolve(id.getName().substring(2));
        assertThat(object.toFile().setWritable(true)).isTrue();
        Files.writeString(object, "damaged");
        assertThat(call(summary).fault().code()).isEqualTo("git.unreadable");
        assertThat(call(new AuthorsCommand(repositories)).fault().code()).isEqualTo("git.unreadable");
    }

    @Test
    void leavesTheRepositoryAsItIs() throws Exception {
        test.add("a", "1");
        test.commit("main", ADA, daysAgo(1), "one");
        List<String> before = files();
        summary();
        call(new AuthorsCommand(repositories)).execute();
        call(new StaleCommand(repositories)).execute();
        assertThat(files()).isEqualTo(before);
    }

    private List<String> files() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.map(Path::toString).sorted().toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (Path source : all.toList()) {
                Path target = to.resolve(from.relativize(source).toString());
                if (Files.isDirectory(source)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(source, target);
                }
            }
        }
    }
}
