package dev.isaac.core.internal.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Tier;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.core.internal.parse.LineParser;
import dev.isaac.core.internal.route.CommandRegistry;
import dev.isaac.core.internal.route.Programs;
import dev.isaac.core.internal.route.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing here is ever run. */
@Timeout(30)
class GitAliasTest {

    private final TierGate gate =
            new TierGate(new Router(new CommandRegistry(), (scope, name) -> false, new Programs(System::nanoTime)));

    @TempDir
    Path home;

    private Path project;

    @BeforeEach
    void folders() throws IOException {
        project = Files.createDirectories(home.resolve("project/deep"));
        Files.createDirectories(home.resolve("project/.git"));
    }

    private void write(String file, String... lines) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, String.join("\n", lines) + "\n");
    }

    private Verdict verdict(String line) {
        ParsedLine.Complete complete = (ParsedLine.Complete) LineParser.parse(line);
        Router.Place place = new Router.Place() {
            @Override
            public Path directory() {
                return project;
            }

            @Override
            public String searchPath() {
                return "/usr/bin:/bin";
            }

            @Override
            public boolean hasFunction(String name) {
                return false;
            }
        };
        return gate.judge(
                        complete.root(),
                        new TierGate.Context(
                                Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin")::get,
                                Map.of(),
                                place,
                                program -> false,
                                true))
                .verdict();
    }

    private Tier tier(String line) {
        return verdict(line).tier();
    }

    @Test
    void anAliasIsJudgedByWhatItStandsFor() throws IOException {
        write(
                ".gitconfig",
                "[user]",
                "  name = Ada",
                "[alias]",
                "  lg = log --graph --format='%h %s'",
                "  st=status -sb # a remark",
                "  wipe = !rm -rf /",
                "  gone = \"!git branch -D \\\"$1\\\"\"",
                "  fp = push --force",
                "  up = !git pull && \\",
                "     git submodule update",
                "  safe = stash list",
                "  odd = log 'not closed",
                "[alias \"shout\"]",
                "  command = !echo loud");
        assertThat(verdict("git lg -5"))
                .isEqualTo(
                        Verdict.run("git lg stands for log --graph --format='%h %s': git log is known to be harmless"));
        assertThat(tier("git st")).isEqualTo(Tier.RUN);
        assertThat(tier("git LG")).isEqualTo(Tier.RUN);
        assertThat(tier("git up")).isEqualTo(Tier.RUN);
        assertThat(tier("git shout now")).isEqualTo(Tier.RUN);
        assertThat(verdict("git wipe"))
                .isEqualTo(Verdict.refuse(
                        "git wipe stands for !rm -rf /: rm deletes the root, a home or a system folder"));
        assertThat(tier("git gone main")).isEqualTo(Tier.CONFIRM);
        assertThat(tier("git fp")).isEqualTo(Tier.REFUSE);
        assertThat(tier("git safe")).isEqualTo(Tier.RUN);
        assertThat(tier("git odd")).isEqualTo(Tier.CONFIRM);
        assertThat(tier("git nothing-of-the-kind")).isEqualTo(Tier.CONFIRM);
    }

    @Test
    void argumentsAndAliasesOfAliasesCount() throws IOException {
        write(".gitconfig", "[alias]", "co = checkout", "throw = co .", "del = !rm -rf", "loop = loop");
        assertThat(tier("git co main")).isEqualTo(Tier.RUN);
        assertThat(tier("git co -f")).isEqualTo(Tier.CONFIRM);
        assertThat(tier("git throw")).isEqualTo(Tier.CONFIRM);
        assertThat(tier("git del x")).isEqualTo(Tier.CONFIRM);
        assertThat(tier("git del /")).isEqualTo(Tier.REFUSE);
        assertThat(tier("git del ~")).isEqualTo(Tier.REFUSE);
        assertThat(tier("git loop")).isEqualTo(Tier.CONFIRM);
        assertThat(tier("x=/; git del $x")).isEqualTo(Tier.REFUSE);
    }

    @Test
    void everyFileIsReadThatGitMayRead() throws IOException {
        write(".config/git/config", "[alias]", "a = status");
        write("project/.git/config", "[core]", "bare = false", "[Alias]", "B = status", "[include]", "path = more");
        write("project/.git/more", "[alias]", "c = status", "[includeIf \"onbranch:none\"]", "path = ~/extra");
        write("extra", "[alias]", "d = status", "d = !rm -rf /");
        write("other/.git", "gitdir: ../main/.git/worktrees/other");
        write("main/.git/worktrees/other/commondir", "../..");
        write("main/.git/config", "[alias]", "e = status");
        for (String alias : List.of("a", "b", "c")) {
            assertThat(tier("git " + alias)).as(alias).isEqualTo(Tier.RUN);
        }
        assertThat(tier("git d")).as("the strictest of all that it may mean").isEqualTo(Tier.REFUSE);
        assertThat(tier("git e")).isEqualTo(Tier.CONFIRM);
        assertThat(tier("git -C " + home + "/other e")).isEqualTo(Tier.RUN);
        assertThat(tier("cd ../../other; git e")).isEqualTo(Tier.RUN);
    }

    @Test
    void gitsOwnCommandsAreNoAliases() throws IOException {
        write(".gitconfig", "[alias]", "status = !rm -rf /");
        assertThat(tier("git status")).as("git does not look further either").isEqualTo(Tier.RUN);
    }

    /** Git itself is asked what the file says. */
    @Test
    void theSyntaxIsGits() throws Exception {
        write(
                "config",
                "# a remark",
                "; another",
                "[Section \"Sub \\\"quoted\\\" \\\\x\"] Key = one ; a remark",
                "\ttwo\t=  \" two; \"three  \r",
                "flag",
                "[other] # nothing here",
                "  long-name = a\\",
                "  b\\tc\\\\d",
                "  empty =",
                "  quoted = \"x # y\" z \"  \"",
                "  path = C:\\\\dir",
                "[alias]",
                "  up = \"!f() { git log \\\"$1\\\"; }; f\"");
        Process git = new ProcessBuilder(
                        "git", "config", "-f", home.resolve("config").toString(), "--list", "-z")
                .redirectErrorStream(true)
                .start();
        String listed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(listed).isZero();

        List<String> read = new ArrayList<>();
        for (GitConfig setting : GitConfig.parse(Files.readString(home.resolve("config")))) {
            String within = setting.subsection().isEmpty() ? "" : "." + setting.subsection();
            read.add(setting.section() + within + "." + setting.key() + "\n" + setting.value());
        }

        List<String> expected = new ArrayList<>(List.of(listed.split("\0")));
        expected.removeIf(entry -> entry.indexOf('\n') < 0); // a flag has no value
        assertThat(read).hasSize(7).isEqualTo(expected);
    }
}
