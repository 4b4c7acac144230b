package dev.isaac.core.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Argument;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Completion;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Option;
import dev.isaac.command.Tier;
import dev.isaac.command.ValueType;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.Word;
import dev.isaac.command.spi.LineRewriter;
import dev.isaac.command.spi.ScopedFunctions;
import dev.isaac.core.Explanation;
import dev.isaac.core.LineSession;
import dev.isaac.core.Surface;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {

    private final Fixture fixture;

    SessionTest(@TempDir Path temporary) throws Exception {
        fixture = new Fixture(temporary.toRealPath()).usual();
    }

    private Explanation explain(String line) {
        try (LineSession session = fixture.open()) {
            return session.explain(line);
        }
    }

    @Test
    void explainsWithoutRunning() {
        Explanation explanation = explain("marketplace list | grep x > out; rm -rf /");
        assertThat(explanation.tier()).isEqualTo(Tier.REFUSE);
        assertThat(explanation.reason()).contains("rm");
        assertThat(explanation.parts())
                .extracting(Explanation.Part::route)
                .containsExactly(Explanation.Route.COMMAND, Explanation.Route.NATIVE, Explanation.Route.NATIVE);
        assertThat(explanation.refusal().orElseThrow().code()).isEqualTo("tier.refused");
        assertThat(fixture.work.resolve("out")).doesNotExist();
        assertThat(explain("echo 'a").refusal().orElseThrow().code()).isEqualTo("line.incomplete");
        assertThat(explain("a ;; b").refusal().orElseThrow().code()).isEqualTo("line.invalid");
        assertThat(explain("verison").tier()).isEqualTo(Tier.CORRECT);
        assertThat(explain("verisn").tier()).isEqualTo(Tier.SUGGEST);
        assertThat(explain("ecoh hi").rewritten()).contains("echo hi");
        assertThat(explain("rresion").refusal().orElseThrow().hint())
                .as("too far to be run, near enough for a hint")
                .isEqualTo("Did you mean version?");
        assertThat(explain("mr x").tier())
                .as("never into something more dangerous")
                .isEqualTo(Tier.CONFIRM);
    }

    @Test
    void aRewrittenLineIsJudgedAsTypedAndAsRewritten() {
        fixture.rewriters.add(rewriting("clean", List.of("rm", "-rf", "/")));
        assertThat(explain("clean").tier()).isEqualTo(Tier.REFUSE);
        fixture.rewriters.clear();
        fixture.rewriters.add(rewriting("rm", List.of("version")));
        assertThat(explain("rm -rf /").tier()).isEqualTo(Tier.REFUSE);
        fixture.rewriters.clear();
        fixture.rewriters.add(rewriting("greet", List.of("say", "hello you")));
        assertThat(explain("greet").rewritten()).contains("say 'hello you'");
        assertThat(explain("greet").tier())
                .as("an alias need not be known itself")
                .isEqualTo(Tier.RUN);
        assertThat(fixture.run("greet").text()).isEqualTo("hello you\n");
    }

    private static LineRewriter rewriting(String from, List<String> to) {
        return line -> {
            if (line.entries().get(0).node() instanceof Node.Simple simple
                    && simple.words().get(0).text().equals(from)) {
                Node.Simple changed = new Node.Simple(
                        List.of(), to.stream().map(Word::literal).toList(), List.of(), simple.span());
                return Optional.of(new Node.Sequence(List.of(new Node.Entry(changed, false)), line.span()));
            }
            return Optional.empty();
        };
    }

    @Test
    void callsFunctionsOfOtherProcessors() {
        fixture.functions.add(new ScopedFunctions() {
            @Override
            public boolean has(String scope, String function) {
                return scope.equals("felix") && function.equals("lb");
            }

            @Override
            public int execute(String scope, String function, List<String> arguments, Streams streams) {
                try {
                    streams.out().write((scope + function + arguments + "\n").getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return 3;
            }
        });
        assertThat(fixture.run("felix:lb -s x").text()).isEqualTo("felixlb[-s, x]\n");
        assertThat(fixture.last.exitCode()).isEqualTo(3);
        assertThat(fixture.run("felix:lb a | tr a-z A-Z").text()).isEqualTo("FELIXLB[A]\n");
    }

    @Test
    void asksNobodyAboutAFunctionThatIsRefusedAnyway() {
        fixture.functions.add(new ScopedFunctions() {
            @Override
            public boolean has(String scope, String function) {
                return scope.equals("felix");
            }

            @Override
            public Optional<Fault> refusal(String scope, String function) {
                return function.equals("odd")
                        ? Optional.empty()
                        : Optional.of(Fault.of(FaultKind.REFUSED, "test.off", scope + ":" + function + " is off."));
            }

            @Override
            public int execute(String scope, String function, List<String> arguments, Streams streams) {
                return 0;
            }
        });
        for (String line :
                List.of("felix:stop 1", "touch ran; felix:stop 1", "felix:odd | felix:stop", "{ felix:stop; }")) {
            assertThat(fixture.run(line).questions).as(line).isEmpty();
            assertThat(fixture.last.fault()).as(line).hasValueSatisfying(f -> assertThat(f.code())
                    .isEqualTo("test.off"));
            assertThat(explain(line).refusal()).as(line).isPresent();
        }
        assertThat(fixture.work.resolve("ran")).doesNotExist();
        assertThat(fixture.run("felix:odd").questions).hasSize(1);
        assertThat(explain("felix:odd").refusal()).isEmpty();
    }

    @Test
    void interruptsAnIsaacCommandAndANativeOne() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        fixture.add(CommandManifest.command("hang", "Wait").build(), in -> {
            started.countDown();
            never.await();
            return CommandResult.nothing();
        });
        RecordingSurface surface = new RecordingSurface();
        AtomicInteger code = new AtomicInteger();
        try (LineSession session = fixture.open()) {
            Thread line =
                    new Thread(() -> code.set(session.execute("hang", surface).exitCode()));
            line.start();
            started.await();
            surface.interrupt.run();
            line.join();
            assertThat(code).hasValue(130);
            assertThat(surface.faults.get(0).code()).isEqualTo("command.interrupted");

            Path mark = fixture.work.resolve("mark");
            RecordingSurface other = new RecordingSurface();
            Thread nativeLine = new Thread(() ->
                    code.set(session.execute("echo x > mark; sleep 600", other).exitCode()));
            nativeLine.start();
            while (!Files.exists(mark)) {
                Thread.onSpinWait();
            }
            other.interrupt.run();
            nativeLine.join();
            assertThat(code).hasValue(130);
            assertThat(session.execute("version", new RecordingSurface()).exitCode())
                    .isZero();
        }
    }

    @Test
    void allowsAProgramForGood() throws Exception {
        Path script = Files.writeString(fixture.work.resolve("tool"), "#!/bin/sh\necho tool $1\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (LineSession session = fixture.open()) {
            RecordingSurface always = new RecordingSurface().answering(Surface.Answer.ALWAYS);
            session.execute("./tool 1", always);
            assertThat(always.text()).isEqualTo("tool 1\n");
            assertThat(always.questions.get(0).alwaysAllow()).contains(script.toString());
            RecordingSurface nobody = new RecordingSurface();
            session.execute("./tool 2", nobody);
            assertThat(nobody.text()).isEqualTo("tool 2\n");
            RecordingSurface more = new RecordingSurface();
            session.execute("./tool 2; rm x", more);
            assertThat(more.faults.get(0).code()).isEqualTo("tier.confirmation-needed");
            RecordingSurface redirected = new RecordingSurface();
            session.execute("./tool 2 > $(date)", redirected);
            assertThat(redirected.faults)
                    .as("being allowed covers the program, not where it writes")
                    .isNotEmpty();
        }
        assertThat(fixture.allowList.entries()).containsExactly(script);
        fixture.allowList.remove(script);
        assertThat(fixture.allowList.allows(script)).isFalse();
        fixture.allowList.add(fixture.work);
        assertThat(fixture.allowList.allows(script))
                .as("a folder allows its programs")
                .isTrue();
    }

    @Test
    void helpOfAnyCommandIsItsHelp() {
        fixture.add(
                CommandManifest.command("help", "Show help")
                        .arguments(Argument.optional("command", ValueType.TEXT, "Which")
                                .repeating())
                        .build(),
                in -> CommandResult.text("help for " + String.join(" ", in.values("command"))));
        assertThat(fixture.run("marketplace install --help").text()).isEqualTo("help for marketplace install\n");
        assertThat(fixture.run("marketplace --help").text()).isEqualTo("help for marketplace\n");
        assertThat(fixture.run("version -h").text()).isEqualTo("help for version\n");
    }

    @Test
    void aCommandMayAskAndGetsTypedValues() {
        fixture.add(
                CommandManifest.command("typed", "Use values")
                        .arguments(Argument.required("path", ValueType.PATH, "A path"))
                        .options(
                                Option.value("n", "N", ValueType.INTEGER, "A number")
                                        .orElse("7"),
                                Option.value("d", "D", ValueType.DURATION, "A time")
                                        .orElse("5s"),
                                Option.value("s", "S", ValueType.SIZE, "A size").orElse("1K"),
                                Option.value("u", "U", ValueType.URI, "An address")
                                        .orElse("x:y"),
                                Option.value("f", "F", ValueType.DECIMAL, "A decimal")
                                        .orElse("1.5"),
                                Option.flag("flag", "A flag"))
                        .build(),
                in -> {
                    in.confirm(Confirmation.ordinary("Really?", List.of(), "d1"));
                    in.confirm(new Confirmation("Signer?", List.of(), "d2", Optional.of("accept-signer")));
                    return CommandResult.text(in.path("path") + " " + in.integer("n") + " " + in.duration("d") + " "
                            + in.size("s") + " " + in.uri("u") + " " + in.decimal("f") + " " + in.has("flag") + " "
                            + in.value("flag").orElse("") + " "
                            + in.environment().get("HOME") + " "
                            + new String(in.secret("Secret")));
                });
        RecordingSurface surface = new RecordingSurface();
        surface.secret = "geheim";
        try (LineSession session = fixture.open()) {
            session.execute("typed x --yes --accept-signer d2", surface);
            assertThat(surface.text())
                    .isEqualTo(fixture.work.resolve("x") + " 7 PT5S 1024 x:y 1.5 false false " + fixture.home
                            + " geheim\n");
            RecordingSurface yesOnly = new RecordingSurface();
            session.execute("typed x --yes", yesOnly);
            assertThat(yesOnly.faults.get(0).code()).isEqualTo("command.confirmation-needed");
            assertThat(yesOnly.faults.get(0).hint()).contains("--accept-signer d2");
            RecordingSurface wrong = new RecordingSurface().answering(Surface.Answer.NO);
            session.execute("typed x --yes --accept-signer d1", wrong);
            assertThat(wrong.faults.get(0).code()).isEqualTo("command.declined");
            RecordingSurface noSecret = new RecordingSurface().answering(Surface.Answer.YES);
            session.execute("typed x", noSecret);
            assertThat(noSecret.faults.get(0).code()).isEqualTo("command.input-needed");
        }
    }

    @Test
    void completesNamesOptionsValuesAndFiles() throws Exception {
        Files.createDirectories(fixture.work.resolve("folder"));
        Files.createFile(fixture.work.resolve("file.txt"));
        fixture.add(
                CommandManifest.command("pick", "Pick")
                        .arguments(Argument.required("colour", ValueType.TEXT, "Which")
                                .of("red", "green"))
                        .options(Option.value("from", "FILE", ValueType.PATH, "Whence"), Option.flag("all", "All"))
                        .build(),
                in -> CommandResult.nothing());
        try (LineSession session = fixture.open()) {
            assertThat(complete(session, "vers")).contains("version");
            assertThat(complete(session, "/vers")).containsExactly("/version");
            assertThat(complete(session, "market")).contains("marketplace");
            assertThat(complete(session, "marketplace in")).containsExactly("install");
            assertThat(complete(session, "ls; marketplace ")).containsExactly("install", "list");
            assertThat(complete(session, "pick ")).containsExactly("red", "green");
            assertThat(complete(session, "pick g")).containsExactly("green");
            assertThat(complete(session, "pick --a")).containsExactly("--all");
            assertThat(complete(session, "pick --from f")).containsExactly("file.txt", "folder/");
            assertThat(complete(session, "cd f")).containsExactly("folder/");
            assertThat(complete(session, "cat fi")).containsExactly("file.txt");
            assertThat(complete(session, "cat 'fi")).containsExactly("file.txt");
            assertThat(complete(session, "./fi")).containsExactly("./file.txt");
            assertThat(complete(session, "bas")).contains("bash");
            assertThat(complete(session, "pick red ")).isEmpty();
        }
    }

    @Test
    void completesVariablesAndFollowsThemToFolders() throws Exception {
        Files.createDirectories(fixture.work.resolve("folder"));
        Files.writeString(fixture.work.resolve("folder/inside.txt"), "x");
        try (LineSession session = fixture.open()) {
            session.execute(
                    "MY_PLACE=" + fixture.work + "/folder; export MY_PLAIN=a; MY_WORD=b", new RecordingSurface());
            assertThat(complete(session, "echo $MY_P")).containsExactly("$MY_PLACE/", "$MY_PLAIN");
            assertThat(complete(session, "echo ${MY_P")).containsExactly("${MY_PLACE}", "${MY_PLAIN}");
            assertThat(complete(session, "echo x${#MY_W")).containsExactly("x${#MY_WORD}");
            assertThat(complete(session, "$MY_W")).containsExactly("$MY_WORD");
            assertThat(complete(session, "echo $")).contains("$HOME/", "$PATH", "$MY_WORD");
            assertThat(complete(session, "version --$MY_W")).containsExactly("--$MY_WORD");
            assertThat(complete(session, "echo \\$MY_W")).isEmpty();
            assertThat(complete(session, "echo '$MY_W")).isEmpty();
            assertThat(complete(session, "echo $NO_SUCH")).isEmpty();
            assertThat(session.complete("echo \"$MY_W", 11)).containsExactly(new Completion("$MY_WORD", "", false));
            assertThat(session.complete("echo $MY_W", 10)).containsExactly(new Completion("$MY_WORD", "", true));
            assertThat(complete(session, "cat $MY_PLACE/in")).containsExactly("$MY_PLACE/inside.txt");
            assertThat(complete(session, "cat \"${MY_PLACE}/in")).containsExactly("${MY_PLACE}/inside.txt");
            assertThat(complete(session, "cat '$MY_PLACE/in")).isEmpty();
            assertThat(complete(session, "cat ${MY_PLACE:-x}/in")).isEmpty();
        }
    }

    @Test
    void completesFilesBehindRedirectionsAndCommandsBehindOperators() throws Exception {
        Files.writeString(fixture.work.resolve("file.txt"), "x");
        try (LineSession session = fixture.open()) {
            for (String line :
                    List.of("version >fi", "version >>fi", "version 2> fi", "version >| fi", "version &>fi", "<fi")) {
                assertThat(complete(session, line)).as(line).containsExactly("file.txt");
            }
            assertThat(complete(session, "marketplace 2>&1 in")).containsExactly("install");
            assertThat(complete(session, "marketplace >x in")).containsExactly("install");
            assertThat(complete(session, "pwd & vers")).contains("version");
            assertThat(complete(session, "pwd |& vers")).contains("version");
        }
    }

    private static List<String> complete(LineSession session, String line) {
        return session.complete(line, line.length()).stream()
                .map(Completion::value)
                .toList();
    }

    @Test
    void tellsItsState() {
        try (LineSession session = fixture.open()) {
            session.execute("export A=1; b=2; false", new RecordingSurface());
            assertThat(session.lastStatus()).isEqualTo(1);
            assertThat(session.variables()).containsEntry("A", "1").containsEntry("b", "2");
            assertThat(session.directory()).isEqualTo(fixture.work);
            RecordingSurface surface = new RecordingSurface();
            session.execute("cd missing", surface);
            session.execute("cd a b", surface);
            session.execute("export 1x=2", surface);
            session.execute("exit many", surface);
            assertThat(surface.faults)
                    .extracting(f -> f.code())
                    .containsExactly(
                            "session.no-directory", "usage.too-many-arguments", "usage.bad-value", "usage.bad-value");
            session.execute("unset A", surface);
            assertThat(session.variables()).doesNotContainKey("A");
            session.execute("export", surface);
            assertThat(surface.text()).contains("export HOME=");
            assertThat(session.parse("a |")).isNotNull();
        }
    }

    @Test
    void runsInTheBackground() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        fixture.add(CommandManifest.command("later", "Run later").build(), in -> {
            done.countDown();
            return CommandResult.nothing();
        });
        try (LineSession session = fixture.open()) {
            assertThat(session.execute("later &", new RecordingSurface()).exitCode())
                    .isZero();
            done.await();
            assertThat(session.execute(
                                    "sleep 600 & echo started; kill $!",
                                    new RecordingSurface().answering(Surface.Answer.YES))
                            .exitCode())
                    .isZero();
        }
    }

    @Test
    void refusesWhatItCannotDo() {
        RecordingSurface surface = fixture.run("for i in 1; do version; done");
        assertThat(surface.faults.get(0).code()).isEqualTo("line.isaac-in-structure");
        assertThat(fixture.run("version 5>x").faults.get(0).code()).isEqualTo("line.redirection");
        assertThat(fixture.run("version > /nowhere/x").faults.get(0).code()).isEqualTo("line.file");
        assertThat(fixture.run("version 2>&1 >out; cat out").text()).isEqualTo("isaac 1\n");
        assertThat(fixture.run("say x >&2").errors()).isEqualTo("x\n");
    }
}
