package dev.isaac.core.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Tier;
import dev.isaac.core.Explanation;
import dev.isaac.core.LineSession;
import dev.isaac.core.Outcome;
import dev.isaac.core.Surface;
import dev.isaac.core.internal.route.CommandEntry;
import dev.isaac.core.internal.state.InSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ExecutionTest {

    private final Path folder;
    private final Fixture fixture;

    ExecutionTest(@TempDir Path temporary) throws Exception {
        folder = temporary.toRealPath();
        fixture = new Fixture(folder).usual();
    }

    private String text(String... lines) {
        RecordingSurface surface = fixture.run(lines);
        assertThat(surface.faults).as("faults of %s", lines[lines.length - 1]).isEmpty();
        return surface.text();
    }

    private Fault fault(String line) {
        RecordingSurface surface = fixture.run(line);
        assertThat(surface.faults).hasSize(1);
        return surface.faults.get(0);
    }

    @Test
    void runsACommandOfOurs() {
        assertThat(text("version")).isEqualTo("isaac 1\n");
        assertThat(text("/version")).isEqualTo("isaac 1\n");
        assertThat(text("isaac:version")).isEqualTo("isaac 1\n");
    }

    @Test
    void expandsTheWordsOfACommandOfOurs() throws Exception {
        Files.createFile(fixture.work.resolve("a.txt"));
        Files.createFile(fixture.work.resolve("b.txt"));
        assertThat(text("say -l 'a b' \"c d\" e\\ f")).isEqualTo("A B|C D|E F\n");
        assertThat(text("x='1  2'", "say $x \"$x\"")).isEqualTo("1|2|1  2\n");
        assertThat(text("say *.txt {1..3} $((2+3)) ~ $(echo hi there)"))
                .isEqualTo("a.txt|b.txt|1|2|3|5|" + fixture.home + "|hi|there\n");
        assertThat(text("say $nothing \"\" end")).isEqualTo("|end\n");
    }

    @Test
    void runsNativeLinesByTheShell() {
        assertThat(text("printf '%s\\n' a b | sort -r")).isEqualTo("b\na\n");
        assertThat(text("for i in 1 2; do echo $i; done")).isEqualTo("1\n2\n");
        RecordingSurface surface = fixture.run("ls missing-file");
        assertThat(surface.errors()).contains("missing-file");
        assertThat(fixture.last.exitCode()).isEqualTo(2);
        fixture.run("exit 7");
        assertThat(fixture.last.exit()).isTrue();
        assertThat(fixture.last.exitCode()).isEqualTo(7);
        fixture.run("(exit 9)");
        assertThat(fixture.last.exitCode()).isEqualTo(9);
    }

    @Test
    void mixesOursAndNativeInPipes() {
        assertThat(text("marketplace list | wc -l | tr -d ' '")).isEqualTo("2\n");
        assertThat(text("marketplace list | grep notes")).isEqualTo("{\"id\":\"notes\"}\n");
        assertThat(text("echo hello | upper")).isEqualTo("HELLO\n");
        assertThat(text("echo hello | upper | rev | upper | cat")).isEqualTo("OLLEH\n");
        assertThat(text("say a b | upper | upper")).isEqualTo("A|B\n");
        assertThat(text("marketplace list --json | tr -d ' \\n'"))
                .isEqualTo("{\"ok\":true,\"data\":[{\"id\":\"git-helpers\"},{\"id\":\"notes\"}]}");
    }

    @Test
    void jsonIsTheSameDocumentInAPipeInAFileAndOnTheSurface() throws Exception {
        String document = "{\"ok\":true,\"data\":[{\"id\":\"git-helpers\"},{\"id\":\"notes\"}]}";
        assertThat(text("marketplace list --json")).isEqualToIgnoringNewLines(document + "\n");
        assertThat(text("marketplace list --json > all.json")).isEmpty();
        assertThat(Files.readString(fixture.work.resolve("all.json")).replaceAll("\\s", ""))
                .isEqualTo(document);
        assertThat(text("say --json -- --json | tr -d ' \\n'")).isEqualTo("{\"ok\":true,\"data\":\"--json\"}");
    }

    @Test
    void aFailureWithJsonIsADocumentForTheReaderAndAFaultForTheUser() {
        RecordingSurface piped = fixture.run("crash --json | tr -d '\\n'");
        assertThat(piped.text()).startsWith("{").contains("\"ok\" : false", "\"code\" : \"command.crashed\"");
        assertThat(piped.faults).singleElement().extracting(Fault::code).isEqualTo("command.crashed");

        RecordingSurface wrong = fixture.run("marketplace list --json --wrong");
        assertThat(wrong.text()).contains("\"ok\":false", "\"code\":\"usage.unknown-option\"");
        assertThat(wrong.faults).singleElement().extracting(Fault::code).isEqualTo("usage.unknown-option");

        assertThat(fixture.run("crash -- --json").text())
                .as("an operand asks for nothing")
                .isEmpty();
    }

    @Test
    void aReaderThatEndsEndsTheWriter() {
        assertThat(text("numbers | head -n 2")).isEqualTo("{\"n\":0}\n{\"n\":1}\n");
        assertThat(text("yes | upper-first", "version")).isEqualTo("isaac 1\n");
    }

    @Test
    void theLastStageGivesTheExitCode() {
        fixture.run("version | false");
        assertThat(fixture.last.exitCode()).isEqualTo(1);
        fixture.run("false | upper");
        assertThat(fixture.last.exitCode()).isZero();
        fixture.run("! version");
        assertThat(fixture.last.exitCode()).isEqualTo(1);
    }

    @Test
    void chainsBySuccessAndFailure() {
        assertThat(text("version && echo yes")).isEqualTo("isaac 1\nyes\n");
        assertThat(text("false || version")).isEqualTo("isaac 1\n");
        assertThat(text("false && version; say end")).isEqualTo("end\n");
        RecordingSurface surface = fixture.run("crash || say saved");
        assertThat(surface.text()).isEqualTo("saved\n");
        assertThat(fixture.last.exitCode()).isZero();
        assertThat(fixture.last.fault()).isEmpty();
    }

    @Test
    void redirectsOurs() throws Exception {
        text("version > out.txt", "say more >> out.txt", "upper < out.txt");
        assertThat(Files.readString(fixture.work.resolve("out.txt"))).isEqualTo("isaac 1\nmore\n");
        assertThat(text("upper < out.txt > up.txt; cat up.txt")).isEqualTo("ISAAC 1\nMORE\n");
        assertThat(text("upper <<< 'x y'")).isEqualTo("X Y\n");
        assertThat(text("upper <<E\na $HOME\nE"))
                .isEqualTo(("a " + fixture.home + "\n").toUpperCase(java.util.Locale.ROOT));
        text("crash 2> err.txt; true");
        assertThat(Files.readString(fixture.work.resolve("err.txt"))).contains("command.crashed");
        assertThat(fault("upper < nothing").code()).isEqualTo("line.file");
        assertThat(text("{ version; echo b; } > g.txt; cat g.txt")).isEqualTo("isaac 1\nb\n");
        assertThat(text("(cd /; version) | cat; pwd")).isEqualTo("isaac 1\n" + fixture.work + "\n");
    }

    @Test
    void substitutesOurs() {
        assertThat(text("echo \"[$(version)]\" $(say a b)")).isEqualTo("[isaac 1] a|b\n");
        assertThat(text("x=$(version)", "echo \"$x\"")).isEqualTo("isaac 1\n");
        assertThat(text("say $(version)")).isEqualTo("isaac|1\n");
    }

    @Test
    void keepsVariablesFunctionsAndTheDirectory() throws Exception {
        Files.createDirectories(fixture.work.resolve("sub dir"));
        assertThat(text("x='a $ \" b'", "y=$x; export Z=1", "echo \"$x|$y|$Z\""))
                .isEqualTo("a $ \" b|a $ \" b|1\n");
        assertThat(text("cd 'sub dir' && true", "pwd")).isEqualTo(fixture.work.resolve("sub dir") + "\n");
        assertThat(text("cd 'sub dir'", "cd -", "pwd")).isEqualTo(fixture.work + "\n");
        assertThat(text("hi() { echo \"hi $1\"; }", "hi you")).isEqualTo("hi you\n");
        assertThat(text("a=(1 'two words')", "echo ${#a[@]} \"${a[1]}\"")).isEqualTo("2 two words\n");
        assertThat(text("x=1", "unset x", "echo \"[$x]\"")).isEqualTo("[]\n");
        assertThat(text("(exit 4)", "echo $?")).isEqualTo("4\n");
        assertThat(text("export A=b; true", "env | grep ^A=")).isEqualTo("A=b\n");
    }

    @Test
    void optionsOfTheShellSurviveALine() throws Exception {
        fixture.run("set -o pipefail", "false | true");
        assertThat(fixture.last.exitCode()).isEqualTo(1);
        fixture.run("set -o pipefail", "version | false | upper");
        assertThat(fixture.last.exitCode()).isEqualTo(1);
        fixture.run("set -o pipefail", "set +o pipefail", "false | true");
        assertThat(fixture.last.exitCode()).isZero();
        Files.createFile(fixture.work.resolve(".hidden"));
        assertThat(text("shopt -s dotglob", "echo *")).isEqualTo(".hidden\n");
        assertThat(text("set -u; true", "echo \"${nothing-unset}\"")).isEqualTo("unset\n");
    }

    @Test
    void theStackOfFoldersSurvivesALine() throws Exception {
        Files.createDirectories(fixture.work.resolve("a/b"));
        Path work = fixture.work;
        assertThat(text("pushd a", "pushd b", "popd >/dev/null", "pwd")).isEqualTo(work.resolve("a") + "\n");
        assertThat(text("pushd a", "pushd b", "popd", "popd >/dev/null", "pwd")).isEqualTo(work + "\n");
        assertThat(text("cd a/b", "cd /", "cd -")).isEqualTo(work.resolve("a/b") + "\n");
    }

    @Test
    void aCommandCanLookAtTheSessionThatItRunsIn() throws Exception {
        List<Explanation> seen = new ArrayList<>();
        fixture.add(CommandManifest.command("look", "Look at a line").build(), in -> {
            try (LineSession like = fixture.workshop.open((InSession) in)) {
                like.execute("cd /; x=2; unalias drop", new RecordingSurface());
                seen.add(like.explain("echo $x"));
            }
            try (LineSession like = fixture.workshop.open((InSession) in)) {
                seen.add(like.explain("drop $where"));
                seen.add(like.explain("f"));
                assertThat(like.directory()).isEqualTo(fixture.work);
            }
            return CommandResult.nothing();
        });
        try (LineSession session = fixture.open()) {
            session.execute("alias drop='rm -rf'; where=/; f() { drop build; }", new RecordingSurface());
            session.execute("look", new RecordingSurface());
            assertThat(session.directory()).isEqualTo(fixture.work);
        }
        assertThat(seen).hasSize(3);
        assertThat(seen.get(1).rewritten()).contains("rm -rf $where");
        assertThat(seen.get(1).tier()).isEqualTo(Tier.REFUSE);
        assertThat(seen.get(2).parts().get(0).route()).isEqualTo(Explanation.Route.NATIVE);
    }

    @Test
    void aliasesThatMakeMoreAndMoreOfEachOtherEnd() throws Exception {
        try (LineSession session = fixture.open()) {
            for (int i = 0; i < 8; i++) {
                session.execute("alias a" + i + "='" + ("a" + (i + 1) + ";").repeat(400) + "'", new RecordingSurface());
            }
            assertThat(session.explain("a0").tier()).isEqualTo(Tier.CONFIRM);
        }
    }

    @Test
    void aliasesSurviveALineAndAreJudgedByWhatTheyStandFor() throws Exception {
        assertThat(text("alias hi='echo hello'", "hi you")).isEqualTo("hello you\n");
        assertThat(text("alias hi='echo hello'", "true && hi | tr a-z A-Z")).isEqualTo("HELLO\n");
        assertThat(text("alias echo='echo -n'", "echo x")).isEqualTo("x");
        assertThat(text("alias run='command ' hi='echo hello'", "run hi")).isEqualTo("hello\n");
        assertThat(text("alias v=version", "v | upper")).isEqualTo("ISAAC 1\n");
        assertThat(text("alias hi='echo hello'", "alias")).isEqualTo("alias hi='echo hello'\n");
        try (LineSession session = fixture.open()) {
            session.execute("alias drop='rm -rf build'", new RecordingSurface());
            assertThat(session.explain("drop").tier()).isEqualTo(dev.isaac.command.Tier.CONFIRM);
            assertThat(session.explain("drop").rewritten()).contains("rm -rf build");
            assertThat(session.explain("drop /").tier()).isEqualTo(dev.isaac.command.Tier.REFUSE);
            session.execute("unalias drop", new RecordingSurface());
            assertThat(session.explain("drop").rewritten()).isEmpty();
        }
    }

    @Test
    void whatAFileThatIsSourcedSetsStays() throws Exception {
        Files.writeString(
                fixture.work.resolve("set.sh"),
                "x=5\nexport Y=6\ngreet() { echo \"hi $1\"; }\nalias g='greet you'\ncd /\n");
        assertThat(text("source ./set.sh", "g; echo $x $Y; pwd")).isEqualTo("hi you\n5 6\n/\n");
    }

    @Test
    void leavesNoStateFileBehind() throws Exception {
        text("x=1; true", "echo $x");
        try (var files = Files.list(folder.resolve("scratch"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void whatACommandThrowsIsAFault() {
        Fault fault = fault("crash");
        assertThat(fault.code()).isEqualTo("command.crashed");
        assertThat(fault.message()).contains("boom");
        assertThat(fixture.last.exitCode()).isEqualTo(1);
        assertThat(text("version")).isEqualTo("isaac 1\n");
    }

    @Test
    void commandThatIsUnavailableKeepsItsNameAndSaysWhyWhateverIsTypedBehindIt() {
        Fault reason = Fault.of(FaultKind.VERIFICATION, "plugin.tampered", "Its bytes changed.");
        Command command =
                Fixture.command(CommandManifest.command("echo loud", "Blocked").build(), in -> {
                    throw new AssertionError("it ran");
                });
        fixture.registry.add(new CommandEntry("echo loud", List.of(), Integer.MIN_VALUE, 99, () -> new Command() {
            @Override
            public CommandManifest manifest() {
                return command.manifest();
            }

            @Override
            public Optional<Fault> unavailable() {
                return Optional.of(reason);
            }

            @Override
            public CommandResult execute(Invocation invocation) throws CommandException {
                return command.execute(invocation);
            }
        }));

        for (String line : List.of(
                "echo loud",
                "echo loud x --no-such-option",
                "/echo loud x",
                "isaac:echo loud x",
                "echo loud x | cat")) {
            assertThat(fault(line)).as(line).isEqualTo(reason);
        }
        fixture.run("echo loud x");
        assertThat(fixture.last.exitCode()).isEqualTo(4);
        assertThat(text("echo low")).isEqualTo("low\n");
    }

    @Test
    void namesTheNearestCommand() {
        assertThat(fault("/versoin2x").code()).isEqualTo("command.not-found");
        Fault misspelt = fault("marketplace instal x");
        assertThat(misspelt.hint()).isEqualTo("Did you mean marketplace install?");
        assertThat(misspelt.details()).isEmpty();
        Fault unknown = fault("marketplace qqqqzzzz x");
        assertThat(unknown.hint()).isEqualTo("help marketplace explains them.");
        assertThat(unknown.details().get("commands")).asString().contains("marketplace install");
        Fault incomplete = fault("marketplace");
        assertThat(incomplete.code()).isEqualTo("usage.incomplete-command");
        assertThat(incomplete.hint()).doesNotContain("install");
        assertThat(incomplete.details()).containsKey("commands");
        assertThat(fault("qqqqzzzz --x").kind().exitCode()).isEqualTo(5);
    }

    @Test
    void correctsAnObviousTypo() {
        RecordingSurface surface = fixture.run("verison");
        assertThat(surface.text()).isEqualTo("isaac 1\n");
        assertThat(surface.notes).hasSize(1);
        assertThat(surface.questions).isEmpty();
    }

    @Test
    void runsWordsAsTheyAre() {
        try (LineSession session = fixture.open()) {
            RecordingSurface surface = new RecordingSurface();
            session.execute(List.of("say", "$HOME", "a b", "*"), surface);
            session.execute(List.of("printf", "%s\n", "$HOME;x"), surface);
            assertThat(surface.text()).isEqualTo("$HOME|a b|*\n$HOME;x\n");
        }
    }

    @Test
    void aCorrectionThatNobodyCanConfirmIsAnUnknownCommand() {
        try (LineSession session = fixture.open()) {
            RecordingSurface nobody = new RecordingSurface();
            assertThat(session.execute("verisn", nobody).exitCode()).isEqualTo(5);
            assertThat(nobody.faults.get(0).code()).isEqualTo("command.not-found");
            assertThat(nobody.faults.get(0).hint()).isEqualTo("Did you mean version?");
            RecordingSurface yes = new RecordingSurface().answering(Surface.Answer.YES);
            assertThat(session.execute("verisn", yes).exitCode()).isZero();
            assertThat(yes.questions.get(0).confirmation().details())
                    .containsExactly("version", "Tier 2.5: Corrected verisn to version: version.");
        }
    }

    @Test
    void aLineMayBeLongerThanAWordOfACommandLine() {
        String word = "a".repeat(300_000);
        assertThat(text("x=1", "echo " + word + " | wc -c; x=2; exit_code() { return 3; }; exit_code", "echo $x"))
                .isEqualTo("2\n");
        RecordingSurface surface = fixture.run("echo " + word);
        assertThat(surface.faults).isEmpty();
        assertThat(surface.text()).hasSize(300_001);
    }

    @Test
    void aNulIsNamedAndNothingRuns() {
        Fault fault = fault("echo a\0b");
        assertThat(fault.code()).isEqualTo("line.invalid");
        assertThat(fault.message()).isEqualTo("There is a NUL character at column 7.");
    }

    /** A dead process that nobody asked for yet is still listed. */
    private static boolean runs(String pid) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc", pid, "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (NoSuchFileException e) {
            return !Files.exists(Path.of("/proc/self"))
                    && ProcessHandle.of(Long.parseLong(pid)).isPresent();
        }
    }

    @Test
    @Timeout(60)
    void programsEndWithTheProcess() throws Exception {
        Path pid = fixture.work.resolve("pid");
        RecordingSurface surface = new RecordingSurface().answering(Surface.Answer.YES);
        try (LineSession session = fixture.open()) {
            // What ignores the polite signal is ended, too, and nothing else of the line runs.
            CompletableFuture<Outcome> line = CompletableFuture.supplyAsync(() -> session.execute(
                    "sh -c 'trap \"\" TERM; echo $$ >pid.new; mv pid.new pid; while :; do sleep 1; done'; version;"
                            + " touch after",
                    surface));
            while (!Files.exists(pid)) {
                Thread.onSpinWait();
            }
            String program = Files.readString(pid).strip();
            assertThat(runs(program)).isTrue();
            fixture.workshop.shell().end();
            while (runs(program)) {
                Thread.onSpinWait();
            }
            assertThat(line.get().exitCode()).isNotZero();
            assertThat(fixture.work.resolve("after")).doesNotExist();
            assertThat(surface.text()).doesNotContain("isaac 1");

            RecordingSurface late = new RecordingSurface().answering(Surface.Answer.YES);
            session.execute("touch after", late);
            assertThat(late.faults).extracting(Fault::code).containsExactly("session.closing");
        }
    }

    @Test
    void asksBeforeTierThree() {
        try (LineSession session = fixture.open()) {
            RecordingSurface nobody = new RecordingSurface();
            assertThat(session.execute("marketplace install x", nobody).exitCode())
                    .isEqualTo(3);
            assertThat(nobody.faults.get(0).code()).isEqualTo("tier.confirmation-needed");
            RecordingSurface no = new RecordingSurface().answering(Surface.Answer.NO);
            session.execute("marketplace install x", no);
            assertThat(no.faults.get(0).code()).isEqualTo("tier.declined");
            assertThat(no.questions.get(0).confirmation().digest()).matches("[0-9a-f]{64}");
            RecordingSurface yes = new RecordingSurface().answering(Surface.Answer.YES);
            session.execute("marketplace install x", yes);
            assertThat(yes.text()).isEqualTo("installed x\n");
            RecordingSurface option = new RecordingSurface();
            session.execute("marketplace install x --yes", option);
            assertThat(option.text()).isEqualTo("installed x\n");
        }
    }

    @Test
    void theCatastrophicNeverRuns() {
        try (LineSession session = fixture.open()) {
            RecordingSurface yes = new RecordingSurface().answering(Surface.Answer.YES);
            assertThat(session.execute("echo x > /etc/isaac-test-never; version", yes)
                            .exitCode())
                    .isEqualTo(3);
            assertThat(yes.questions).isEmpty();
            assertThat(yes.text()).isEmpty();
            assertThat(yes.faults.get(0).code()).isEqualTo("tier.refused");
            assertThat(Path.of("/etc/isaac-test-never")).doesNotExist();
        }
    }

    @Test
    void saysThatTheDirectoryIsGone() throws Exception {
        Path gone = Files.createDirectories(fixture.work.resolve("gone"));
        try (LineSession session = fixture.open()) {
            session.execute("cd gone", new RecordingSurface());
            Files.delete(gone);
            RecordingSurface surface = new RecordingSurface();
            session.execute("ls", surface);
            assertThat(surface.faults.get(0).code()).isEqualTo("session.directory-gone");
            session.execute("cd ..", surface);
            assertThat(session.directory()).isEqualTo(fixture.work);
        }
    }

    @Test
    void theLastWordAndParametersLiveOn() {
        assertThat(text("true foo 'b  r'", "echo \"$_\"")).isEqualTo("b  r\n");
        assertThat(text("set -- a 'b c'", "printf '<%s>' \"$@\"")).isEqualTo("<a><b c>");
    }

    @Test
    void theGateKnowsWhatEarlierLinesLeft() {
        for (String[] lines : new String[][] {
            {"set -- -rf /", "rm $1 $2"},
            {"a=(-rf /)", "rm \"${a[@]}\""},
            {"readonly T=/", "rm -rf $T"},
            {"IFS=:; v=-rf:/", "rm $v"}
        }) {
            try (LineSession session = fixture.open()) {
                session.execute(lines[0], new RecordingSurface());
                assertThat(session.explain(lines[1]).tier()).as(lines[1]).isGreaterThanOrEqualTo(Tier.CONFIRM);
                if (!lines[0].startsWith("a=")) {
                    assertThat(session.explain(lines[1]).tier()).as(lines[1]).isEqualTo(Tier.REFUSE);
                }
            }
        }
    }

    @Test
    void jobsAreTheSessions() throws Exception {
        try (LineSession session = fixture.open()) {
            RecordingSurface surface = new RecordingSurface();
            session.execute("sleep 30 &", surface);
            assertThat(surface.notes).singleElement().asString().matches("\\[1] \\d+");
            surface = new RecordingSurface();
            session.execute("jobs", surface);
            assertThat(surface.text()).matches("\\[1]\\+  Running +sleep 30 &\n");
            surface = new RecordingSurface().answering(dev.isaac.core.Surface.Answer.YES);
            session.execute("kill %1; wait %1; echo $?", surface);
            assertThat(surface.text()).isEqualTo("143\n");
            surface = new RecordingSurface();
            session.execute("fg %3", surface);
            assertThat(surface.errors()).isEqualTo("fg: %3: no such job\n");
            session.execute("(exit 4) & wait", surface);
            surface = new RecordingSurface();
            session.execute("jobs | wc -l", surface);
            assertThat(surface.text().strip()).isEqualTo("0");
        }
    }
}
