package dev.isaac.shell.internal.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Argument;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.core.LineSession;
import dev.isaac.core.SessionOptions;
import dev.isaac.core.Surface;
import dev.isaac.shell.internal.FakeGateway;
import dev.isaac.shell.internal.surface.Consent;
import dev.isaac.shell.internal.surface.ProcessStreams;
import dev.isaac.shell.internal.surface.Terminals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptTest {

    private static final String MARK = "\u276f ";
    private static final String RIGHT = "\u001b[C";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";

    @TempDir
    Path home;

    private final FakeGateway gateway = new FakeGateway();
    private final ExecutorService runner = Executors.newSingleThreadExecutor();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> seen = new ArrayList<>();
    private Optional<String> banner = Optional.empty();
    private boolean hints = true;
    private boolean vi;
    private String type = "xterm-256color";
    private CompletableFuture<Integer> status = new CompletableFuture<>();

    @BeforeEach
    void commands() {
        gateway.command(
                CommandManifest.command("greet", "Greet somebody")
                        .arguments(Argument.required("name", ValueType.TEXT, "Who"))
                        .options(Option.flag("loud", "Shout"))
                        .build(),
                (words, surface) -> {
                    seen.add(String.join(" ", words));
                    return CommandResult.text("hello " + String.join(" ", words));
                });
        gateway.command("notes add", (words, surface) -> CommandResult.nothing());
        gateway.command("notes list", (words, surface) -> CommandResult.nothing());
        gateway.command("fail", (words, surface) -> {
            throw Fault.of(FaultKind.CONFLICT, "test.conflict", "It is taken.").exception();
        });
        gateway.command(
                "ask",
                (words, surface) -> CommandResult.text(surface.ask(new Surface.Question(
                                Confirmation.ordinary("Really?", List.of(), "ab"),
                                Surface.Source.GATE,
                                Optional.of("x")))
                        .name()));
        gateway.command("secret", (words, surface) -> {
            char[] secret = surface.askSecret("Password:");
            return CommandResult.text("got " + (secret == null ? "nothing" : secret.length + " characters"));
        });
    }

    private Typist open() throws IOException {
        Typist typist = new Typist();
        Terminals terminals = new Terminals(true, true, true, type, StandardCharsets.UTF_8, () -> 80);
        ProcessStreams streams = ProcessStreams.of(InputStream.nullInputStream(), out, err, terminals, false);
        Prompt.Settings settings = new Prompt.Settings(home, home, banner, false, false, hints, vi, Consent.none());
        ExternalTerminal terminal =
                new ExternalTerminal("test", type, typist.keyboard(), typist.display(), StandardCharsets.UTF_8);
        terminal.setSize(new Size(100, 30));
        status = CompletableFuture.supplyAsync(
                () -> {
                    try (LineSession session = gateway.open(new SessionOptions(home, Map.of(), true))) {
                        return new Prompt(gateway, session, terminal, streams, settings).run(say -> {});
                    }
                },
                runner);
        return typist;
    }

    private int leave(Typist typist) throws Exception {
        typist.type(CTRL_D);
        return status.get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        runner.shutdownNow();
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Types lines, each at a fresh prompt, and leaves. */
    private int lines(String... lines) throws Exception {
        Typist typist = open();
        for (String line : lines) {
            typist.see(MARK);
            typist.type(line + "\r");
        }
        typist.see(MARK);
        return leave(typist);
    }

    @Test
    void runsWhatIsTypedAndLeavesAtTheEndOfInput() throws Exception {
        assertThat(lines("greet you")).isZero();
        assertThat(out()).isEqualTo("hello you\n");
    }

    @Test
    void leavesAtExitWithItsCode() throws Exception {
        Typist typist = open();
        typist.see(MARK);
        typist.type("exit 3\r");
        assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void showsTheDirectoryAndTheLastExitCodeWhenItIsNotZero() throws Exception {
        Typist typist = open();
        typist.see("isaac ~ \u276f ");
        typist.type("fail\r");
        typist.see("isaac ~ [7] \u276f ");
        assertThat(leave(typist)).isEqualTo(7);
        assertThat(err()).contains("error test.conflict: It is taken.");
    }

    @Test
    void clearsTheLineAtCtrlCAndGoesOn() throws Exception {
        Typist typist = open();
        typist.see(MARK);
        typist.type("greet no");
        typist.see("o");
        typist.type(CTRL_C);
        typist.see(MARK);
        typist.type("greet yes\r");
        typist.see(MARK);
        leave(typist);
        assertThat(seen).containsExactly("yes");
    }

    @Test
    void interruptsTheLineThatRunsAtCtrlC() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        gateway.command("wait", (words, surface) -> {
            surface.running(interrupted::countDown);
            running.countDown();
            try {
                return CommandResult.text(String.valueOf(interrupted.await(20, TimeUnit.SECONDS)));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Typist typist = open();
        typist.see(MARK);
        typist.type("wait\r");
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
        typist.type(CTRL_C);
        typist.see(MARK);
        leave(typist);
        assertThat(out()).isEqualTo("true\n");
    }

    @Test
    void goesOnReadingWhileALineIsUnfinished() throws Exception {
        Typist typist = open();
        typist.see(MARK);
        typist.type("greet one \\\r");
        typist.see("backslash> ");
        typist.type("two\r");
        typist.see(MARK);
        leave(typist);
        assertThat(seen).containsExactly("one two");
    }

    @Test
    void completesACommandAtTab() throws Exception {
        Typist typist = open();
        typist.see(MARK);
        typist.type("gre\t");
        typist.see("greet ");
        typist.type("you\r");
        typist.see(MARK);
        leave(typist);
        assertThat(seen).containsExactly("you");
    }

    @Test
    void listsWhatMayFollowWithItsDescription() throws Exception {
        Typist typist = open();
        typist.see(MARK);
        typist.type("notes \t");
        typist.see("about add");
        typist.see("about list");
        typist.type(CTRL_C);
        typist.see(MARK);
        leave(typist);
        assertThat(gateway.executed).isEmpty();
    }

    @Test
    void showsTheUsageBehindTheCursor() throws Exception {
        Typist typist = open();
        typist.see(MARK);
        typist.type("greet ");
        typist.see("NAME [--loud]");
        typist.type(CTRL_C);
        typist.see(MARK);
        leave(typist);
        assertThat(gateway.executed).isEmpty();
    }

    @Test
    void showsTheCommandsOfAGroupBehindTheCursor() throws Exception {
        Typist typist = open();
        typist.see(MARK);
        typist.type("notes ");
        typist.see("add|list");
        typist.type(CTRL_C);
        typist.see(MARK);
        leave(typist);
        assertThat(gateway.executed).isEmpty();
    }

    @Test
    void offersAnEarlierLineAndTakesItOverAtTheRightArrow() throws Exception {
        Typist typist = open();
        typist.see(MARK);
        typist.type("greet somebody\r");
        typist.see(MARK);
        typist.type("greet s");
        typist.see("omebody");
        typist.type(RIGHT + "\r");
        typist.see(MARK);
        leave(typist);
        assertThat(seen).containsExactly("somebody", "somebody");
    }

    @Test
    void offersNothingWhereHintsAreOff() throws Exception {
        hints = false;
        lines("greet somebody", "greet s" + RIGHT);
        assertThat(seen).containsExactly("somebody", "s");
    }

    @Test
    void asksAQuestionAtTheTerminal() throws Exception {
        Typist typist = open();
        for (String answer : List.of("y", "", "a", CTRL_C)) {
            typist.see(MARK);
            typist.type("ask\r");
            typist.see("[a]lways: ");
            typist.type(answer.equals(CTRL_C) ? CTRL_C : answer + "\r");
        }
        typist.see(MARK);
        leave(typist);
        assertThat(out()).isEqualTo("YES\nNO\nALWAYS\nNO\n");
        assertThat(err()).contains("confirm: Really?");
    }

    @Test
    void asksForASecretWithoutShowingOrKeepingIt() throws Exception {
        Typist typist = open();
        typist.see(MARK);
        typist.type("secret\r");
        typist.see("Password: ");
        typist.type("hunter22\r");
        typist.see(MARK);
        leave(typist);
        assertThat(out()).isEqualTo("got 8 characters\n");
        assertThat(typist.everything()).doesNotContain("hunter22");
        assertThat(Files.readString(home.resolve("history"))).doesNotContain("hunter22");
    }

    @Test
    void keepsTheHistoryForItsOwnerButNotLinesThatBeginWithABlankOrHoldASecret() throws Exception {
        lines("greet a", " greet b", "greet password=hunter22");
        assertThat(seen).containsExactly("a", "b", "password=hunter22");
        assertThat(Files.readString(home.resolve("history")))
                .contains("greet a")
                .doesNotContain("greet b")
                .doesNotContain("hunter22");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("history"))))
                .isEqualTo("rw-------");
    }

    @Test
    void findsEarlierLinesOfAnotherSession() throws Exception {
        lines("greet a");
        lines("\u0010");
        assertThat(seen).containsExactly("a", "a");
    }

    @Test
    void runsTheStartupFileAndGoesOnAfterAFailure() throws Exception {
        Files.writeString(home.resolve("isaacrc"), "# mine\n\nfail\ngreet 'from \nthere'\n");
        lines();
        assertThat(out()).startsWith("hello 'from");
        assertThat(err()).contains("error test.conflict").contains("isaacrc line 3 ended with exit code 7.");
    }

    @Test
    void leavesWhenTheStartupFileSaysSo() throws Exception {
        Files.writeString(home.resolve("isaacrc"), "exit\ngreet no\n");
        open();
        assertThat(status.get(20, TimeUnit.SECONDS)).isZero();
        assertThat(seen).isEmpty();
    }

    @Test
    void showsTheBanner() throws Exception {
        banner = Optional.of("ISAAC 1");
        Typist typist = open();
        typist.see("ISAAC 1");
        typist.see(MARK);
        assertThat(leave(typist)).isZero();
    }

    @Test
    void worksOnADumbTerminal() throws Exception {
        type = "dumb";
        assertThat(lines("greet you")).isZero();
        assertThat(out()).isEqualTo("hello you\n");
    }

    @Test
    void hasTheKeysOfVi() throws Exception {
        vi = true;
        Typist typist = open();
        typist.see(MARK);
        typist.type("xgreet abc");
        typist.see("xgreet abc");
        typist.type("\u001b");
        typist.type("0x\r");
        typist.see(MARK);
        leave(typist);
        assertThat(seen).containsExactly("abc");
    }

    @Test
    void ignoresEmptyLinesAndComments() throws Exception {
        lines("", "   ", "# nothing");
        assertThat(gateway.executed).isEmpty();
    }
}
