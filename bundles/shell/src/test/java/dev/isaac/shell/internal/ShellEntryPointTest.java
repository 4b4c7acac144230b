package dev.isaac.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Column;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.core.Surface;
import dev.isaac.shell.internal.surface.Terminals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShellEntryPointTest {

    private final FakeGateway gateway = new FakeGateway();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Terminals terminals = Terminals.none();
    private Map<String, String> environment = Map.of();
    private String input = "";

    @BeforeEach
    void commands() {
        gateway.command("greet", (words, surface) -> CommandResult.text("hello " + String.join("+", words)));
        gateway.command(
                "list",
                (words, surface) -> CommandResult.table(
                        List.of(Column.text("name", "NAME"), Column.number("size", "SIZE")),
                        List.of(Map.of("name", "a", "size", 1), Map.of("name", "bb", "size", 22))));
        gateway.command("fail", (words, surface) -> {
            throw Fault.of(FaultKind.CONFLICT, "test.conflict", "It is taken.")
                    .hint("Take another one.")
                    .detail("owner", "somebody")
                    .exception();
        });
        gateway.command(
                "ask",
                (words, surface) -> CommandResult.text(surface.ask(new Surface.Question(
                                Confirmation.ordinary("Really?", List.of("it happens"), "ab"),
                                Surface.Source.COMMAND,
                                Optional.of("greet")))
                        .name()));
        gateway.command(
                "ask-signer",
                (words, surface) -> CommandResult.text(surface.ask(new Surface.Question(
                                new Confirmation("Trust?", List.of(), "AB:cd", Optional.of("accept-signer")),
                                Surface.Source.COMMAND,
                                Optional.empty()))
                        .name()));
        gateway.command(
                CommandManifest.command("own json", "Have an option of the same name")
                        .options(
                                Option.flag("json", "Mean something else"),
                                Option.value("text", "T", ValueType.TEXT, "Take any text"))
                        .build(),
                (words, surface) -> CommandResult.text(String.join(" ", words)));
    }

    private int run(String... arguments) throws InterruptedException {
        ShellEntryPoint shell = new ShellEntryPoint(
                gateway, (session, streams, options) -> 42, environment, Path.of("/"), any -> terminals, false);
        return shell.run(
                List.of(arguments), new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void runsOneCommandAndPrintsItsResultOnStandardOutput() throws Exception {
        assertThat(run("greet", "you")).isZero();
        assertThat(out()).isEqualTo("hello you\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void endsWithTheExitCodeOfTheFaultAndTellsItOnStandardError() throws Exception {
        assertThat(run("fail")).isEqualTo(7);
        assertThat(out()).isEmpty();
        assertThat(err()).isEqualTo("error test.conflict: It is taken.\n  hint: Take another one.\n");
    }

    private int runTo(OutputStream target, String... arguments) throws InterruptedException {
        ShellEntryPoint shell = new ShellEntryPoint(
                gateway, (session, streams, options) -> 42, environment, Path.of("/"), any -> terminals, false);
        return shell.run(List.of(arguments), InputStream.nullInputStream(), target, err);
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    @Test
    void aResultThatCannotBeWrittenIsAFailure() throws Exception {
        OutputStream full = failing("No space left on device");
        assertThat(runTo(full, "greet")).isEqualTo(1);
        assertThat(err()).isEqualTo("""
                error line.output: The output could not be written: No space left on device.
                  hint: What the command did is done; its result is lost.
                """);
        err.reset();
        assertThat(runTo(full, "--json", "list")).isEqualTo(1);
        assertThat(err()).contains("line.output");
        err.reset();
        assertThat(runTo(full, "--json", "fail")).as("what failed before").isEqualTo(7);
        assertThat(err()).contains("line.output");
    }

    @Test
    void aReaderThatIsGoneEndsItQuietlyAsASignalWould() throws Exception {
        assertThat(runTo(failing("Broken pipe"), "greet")).isEqualTo(141);
        assertThat(runTo(failing("Broken pipe"), "--json", "fail")).isEqualTo(7);
        assertThat(err()).isEmpty();
    }

    @Test
    void whatIsNoTextIsRefusedInsteadOfMeaningSomethingElse() throws Exception {
        byte[] broken = {'a', 0, (byte) 0xff};
        byte[] meant = {'a', 0, (byte) 0xef, (byte) 0xbf, (byte) 0xbd};
        assertThat(Undecodable.in(List.of("a", "\uFFFD"), () -> Optional.of(broken)))
                .hasValueSatisfying(fault -> assertThat(fault.code()).isEqualTo("shell.not-text"));
        assertThat(Undecodable.in(List.of("a", "\uFFFD"), () -> Optional.of(meant)))
                .isEmpty();
        assertThat(Undecodable.in(List.of("a", "\uFFFD"), Optional::empty)).isEmpty();
        assertThat(Undecodable.in(List.of("a", "\u00e4"), () -> {
                    throw new AssertionError("nobody asks for it");
                }))
                .isEmpty();

        ShellEntryPoint shell = new ShellEntryPoint(
                gateway, (session, streams, options) -> 42, environment, Path.of("/"), any -> terminals, false);
        byte[] lines = "greet one\ngreet \u00ff\ngreet two\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(shell.run(List.of(), new ByteArrayInputStream(lines), out, err))
                .isZero();
        assertThat(out()).contains("one").contains("two");
        assertThat(err()).contains("shell.not-text");
    }

    @Test
    void inputWithoutAnEndIsNotReadIntoMemory() throws Exception {
        InputStream zeros = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                Arrays.fill(bytes, offset, offset + length, (byte) 0);
                return length;
            }
        };
        ShellEntryPoint shell = new ShellEntryPoint(
                gateway, (session, streams, options) -> 42, environment, Path.of("/"), any -> terminals, false);
        assertThat(shell.run(List.of(), zeros, out, err)).isEqualTo(1);
        assertThat(err()).contains("shell.input-failed").contains("longer than");
    }

    @Test
    void printsOneJsonDocumentForSuccess() throws Exception {
        assertThat(run("--json", "list")).isZero();
        assertThat(out())
                .satisfiesAnyOf(
                        text -> assertThat(text).contains("{\"name\":\"a\",\"size\":1}"),
                        text -> assertThat(text).contains("{\"size\":1,\"name\":\"a\"}"))
                .startsWith("{\"ok\":true,\"data\":[")
                .endsWith("]}\n");
    }

    @Test
    void printsOneJsonDocumentForFailure() throws Exception {
        assertThat(run("fail", "--json")).isEqualTo(7);
        assertThat(out())
                .isEqualTo("{\"ok\":false,\"error\":{\"code\":\"test.conflict\",\"message\":\"It is taken.\","
                        + "\"hint\":\"Take another one.\",\"details\":{\"owner\":\"somebody\"}}}\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void offersANearNameForAMisspeltGlobalOption() throws Exception {
        assertThat(run("--jsn", "list")).isEqualTo(2);
        assertThat(err()).contains("shell.unknown-option").contains("Did you mean --json?");
        err.reset();
        assertThat(run("--frobnicate")).isEqualTo(2);
        assertThat(err()).doesNotContain("Did you mean").contains("isaac --help");
    }

    @Test
    void saysWhereTheHomeStands() throws Exception {
        assertThat(run("greet", "--home", "/h")).isEqualTo(2);
        assertThat(err()).contains("shell.misplaced-option").contains("isaac --home DIR greet");
        assertThat(run("own", "json", "--text", "--home")).isZero();
    }

    @Test
    void refusesADocumentThatHasNoEnd() throws Exception {
        gateway.command("log", (words, surface) -> CommandResult.text("followed"));
        assertThat(run("--json", "log", "-f")).isEqualTo(2);
        assertThat(out()).contains("\"code\":\"log.follow-json\"");
        out.reset();
        assertThat(run("log", "--follow")).isZero();
        assertThat(out()).isEqualTo("followed\n");
    }

    @Test
    void leavesTheNamesOfCommandsToTheHint() throws Exception {
        gateway.command("group", (words, surface) -> {
            throw Fault.of(FaultKind.NOT_FOUND, "command.not-found", "There is no command x y.")
                    .hint("Did you mean x z?")
                    .detail("commands", List.of("x a", "x z"))
                    .exception();
        });
        run("group");
        assertThat(err()).isEqualTo("error command.not-found: There is no command x y.\n  hint: Did you mean x z?\n");
    }

    @Test
    void collectsSeveralResultsOfALineInAnArray() throws Exception {
        assertThat(run("--json", "-c", "greet a; greet b")).isZero();
        assertThat(out()).isEqualTo("{\"ok\":true,\"data\":[\"hello a\",\"hello b\"]}\n");
    }

    @Test
    void capturesWhatWasWrittenRawAsData() throws Exception {
        gateway.command("raw", (words, surface) -> {
            surface.progress().note("writing");
            ((ByteArrayOutputStream) surface.out()).writeBytes("native\n".getBytes(StandardCharsets.UTF_8));
            return CommandResult.nothing();
        });
        assertThat(run("--json", "raw")).isZero();
        assertThat(out()).isEqualTo("{\"ok\":true,\"data\":\"native\\n\"}\n");
    }

    @Test
    void hasNullDataWhenThereIsNothingToShow() throws Exception {
        gateway.command("nothing", (words, surface) -> CommandResult.nothing());
        assertThat(run("nothing", "--json")).isZero();
        assertThat(out()).isEqualTo("{\"ok\":true,\"data\":null}\n");
    }

    @Test
    void takesGlobalOptionsAfterTheCommandButNotBehindTwoDashes() throws Exception {
        run("greet", "x", "--quiet", "--", "--json");
        assertThat(gateway.executed).containsExactly(List.of("greet", "x", "--", "--json"));
    }

    @Test
    void leavesAnOptionToTheCommandThatDeclaresIt() throws Exception {
        run("own", "json", "--json", "--text", "--yes", "--no-color");
        assertThat(gateway.executed).containsExactly(List.of("own", "json", "--json", "--text", "--yes"));
        assertThat(out()).isEqualTo("--json --text --yes\n");
    }

    @Test
    void takesNothingFromTheWordsOfANativeProgram() throws Exception {
        run("ls", "--json", "-c", "--help");
        assertThat(gateway.executed).containsExactly(List.of("ls", "--json", "-c", "--help"));
    }

    @Test
    void takesNothingFromTheWordsOfAProgramThatAGroupIsNamedAfter() throws Exception {
        gateway.command("git summary", (words, surface) -> CommandResult.text("summary of " + words));
        gateway.programs.add("git");
        run("git", "--help");
        run("git", "log", "--json");
        run("git", "summary", "--quiet", "x");
        assertThat(gateway.executed)
                .containsExactly(
                        List.of("git", "--help"), List.of("git", "log", "--json"), List.of("git", "summary", "x"));
        gateway.programs.clear();
        run("git", "--help");
        assertThat(gateway.executed).last().isEqualTo(List.of("help", "git"));
    }

    @Test
    void refusesAnUnknownGlobalOption() throws Exception {
        assertThat(run("--jsn", "greet")).isEqualTo(2);
        assertThat(err()).startsWith("error shell.unknown-option: There is no global option --jsn.");
    }

    @Test
    void refusesAnOptionWithoutItsValueAsJsonWhenThatIsWanted() throws Exception {
        assertThat(run("--json", "-c")).isEqualTo(2);
        assertThat(out()).startsWith("{\"ok\":false,\"error\":{\"code\":\"shell.missing-value\"");
    }

    @Test
    void refusesWordsAfterALine() throws Exception {
        assertThat(run("-c", "greet", "more")).isEqualTo(2);
        assertThat(err()).contains("shell.unexpected-words");
    }

    @Test
    void showsHelpAndVersionThroughTheirCommands() throws Exception {
        gateway.command("help", (words, surface) -> CommandResult.text("help of " + words));
        gateway.command("version", (words, surface) -> CommandResult.text("1"));
        run("--version");
        run("--help");
        run("own", "--help");
        run("own", "json", "-h");
        assertThat(out()).isEqualTo("1\nhelp of []\nhelp of [own]\nhelp of [own, json]\n");
    }

    @Test
    void showsHelpAsJsonAlsoOfACommandWithSuchAnOption() throws Exception {
        gateway.command("help", (words, surface) -> CommandResult.text("help of " + words));
        run("own", "json", "--help", "--json");
        assertThat(out()).startsWith("{\"ok\":true,");
    }

    @Test
    void answersOrdinaryQuestionsWithYesWhenTold() throws Exception {
        run("--yes", "ask");
        assertThat(out()).isEqualTo("YES\n");
    }

    @Test
    void cannotAskWhereStandardInputIsNoTerminal() throws Exception {
        run("ask");
        assertThat(out()).isEqualTo("NOBODY\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void acceptsANewSignerOnlyByItsFingerprint() throws Exception {
        run("--yes", "ask-signer");
        run("ask-signer", "--accept-signer", "abce");
        run("ask-signer", "--accept-signer", "SHA256:AB:CD");
        run("ask-signer", "--accept-plan=abcd");
        run("ask-signer", "--accept-signer=abcd");
        assertThat(out()).isEqualTo("NOBODY\nNOBODY\nYES\nNOBODY\nYES\n");
    }

    @Test
    void asksThePersonAtTheTerminal() throws Exception {
        terminals = new Terminals(true, false, true, "dumb", StandardCharsets.UTF_8, () -> 80);
        input = "what?\na\n";
        run("ask");
        assertThat(out()).isEqualTo("ALWAYS\n");
        assertThat(err())
                .isEqualTo("please confirm: Really?\n    it happens\n  (always: greet)\n"
                        + "  [y]es  [N]o  [a]lways:   Please answer y, n or a.\n  [y]es  [N]o  [a]lways: ");
    }

    @Test
    void opensThePromptOnlyAtATerminal() throws Exception {
        terminals = new Terminals(true, true, true, "dumb", StandardCharsets.UTF_8, () -> 80);
        assertThat(run()).isEqualTo(42);
        assertThat(gateway.interactive).isTrue();
    }

    @Test
    void runsTheLinesOfStandardInputAsAScript() throws Exception {
        input = "# a comment\ngreet one\n\ngreet two \\\nthree\r\nfail\ngreet last";
        assertThat(run()).isZero();
        assertThat(out()).isEqualTo("hello one\nhello two+three\nhello last\n");
        assertThat(err()).contains("test.conflict");
        assertThat(gateway.interactive).isFalse();
    }

    @Test
    void endsAScriptAtExit() throws Exception {
        input = "greet one\nexit 3\ngreet two\n";
        assertThat(run()).isEqualTo(3);
        assertThat(out()).isEqualTo("hello one\n");
    }

    @Test
    void tellsWhenTheShellItselfBreaks() throws Exception {
        gateway.command("broken", (words, surface) -> {
            throw new IllegalStateException("oops");
        });
        assertThat(run("broken")).isEqualTo(1);
        assertThat(err()).contains("shell.internal-error").contains("oops");
    }

    @Test
    void showsColoursOnATerminalUnlessTheyAreUnwanted() throws Exception {
        terminals = new Terminals(false, false, true, "xterm", StandardCharsets.UTF_8, () -> 80);
        run("fail");
        assertThat(err()).contains("\u001b[1;31merror");
        err.reset();
        run("--no-color", "fail");
        assertThat(err()).doesNotContain("\u001b");
        err.reset();
        environment = Map.of("NO_COLOR", "1");
        run("fail");
        assertThat(err()).doesNotContain("\u001b");
    }

    @Test
    void tellsOfAStreamOfRecordsThatBreaks() throws Exception {
        gateway.command(
                "records",
                (words, surface) -> new CommandResult.Records(
                        List.of(Column.text("n", "N")), Stream.of(1, 2).map(n -> {
                            if (n == 2) {
                                throw new java.io.UncheckedIOException(new java.io.IOException("gone"));
                            }
                            return Map.of("n", n);
                        })));
        run("records");
        assertThat(err()).contains("shell.records-failed").contains("gone");
    }
}
