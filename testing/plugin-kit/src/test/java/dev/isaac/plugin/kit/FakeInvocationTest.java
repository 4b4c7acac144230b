package dev.isaac.plugin.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Confirmation;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.Progress;
import dev.isaac.command.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FakeInvocationTest {

    private static final CommandManifest MANIFEST = CommandManifest.command("demo run", "Run a demonstration")
            .arguments(
                    Argument.required("kind", ValueType.TEXT, "What to run").of("fast", "slow"),
                    Argument.optional("file", ValueType.PATH, "Files to use").repeating())
            .options(
                    Option.flag("all", "Run everything").letter('a'),
                    Option.value("limit", "N", ValueType.INTEGER, "How many")
                            .letter('n')
                            .orElse("7"),
                    Option.value("wait", "TIME", ValueType.DURATION, "How long"),
                    Option.value("most", "SIZE", ValueType.SIZE, "How much"),
                    Option.value("ratio", "R", ValueType.DECIMAL, "Which part"),
                    Option.value("at", "URI", ValueType.URI, "Where"),
                    Option.value("tag", "TAG", ValueType.TEXT, "A tag")
                            .letter('t')
                            .repeating())
            .build();

    /** Does nothing; the tests look at the invocation itself. */
    private record Idle(CommandManifest manifest) implements Command {
        @Override
        public CommandResult execute(Invocation in) {
            return CommandResult.nothing();
        }
    }

    private static FakeInvocation call(String... words) {
        return FakeInvocation.of(new Idle(MANIFEST)).words(words);
    }

    @Test
    void bindsOptionsAndArgumentsInAnyOrder() {
        FakeInvocation call = call("-an", "3", "fast", "--tag=x", "-ty", "one", "--", "--two");
        assertThat(call.has("all")).isTrue();
        assertThat(call.integer("limit")).isEqualTo(3);
        assertThat(call.text("kind")).isEqualTo("fast");
        assertThat(call.values("tag")).containsExactly("x", "y");
        assertThat(call.values("file")).containsExactly("one", "--two");
    }

    @Test
    void answersWithDefaultsAndTypedValues() {
        FakeInvocation call = call(
                        "slow", "f", "--wait", "5m", "--most", "4KiB", "--ratio", "0.5", "--at", "https://example.org/")
                .directory(Path.of("/somewhere"));
        assertThat(call.has("limit")).isFalse();
        assertThat(call.integer("limit")).isEqualTo(7);
        assertThat(call.duration("wait")).isEqualTo(Duration.ofMinutes(5));
        assertThat(call.size("most")).isEqualTo(4096);
        assertThat(call.decimal("ratio")).isEqualTo("0.5");
        assertThat(call.uri("at")).hasHost("example.org");
        assertThat(call.path("file")).isEqualTo(Path.of("/somewhere/f").toAbsolutePath());
    }

    @Test
    void refusesWhatTheManifestDoesNotDeclare() {
        assertThatIllegalArgumentException().isThrownBy(() -> call("medium")).withMessageContaining("kind");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call("fast", "--no"))
                .withMessageContaining("--no");
        assertThatIllegalArgumentException().isThrownBy(() -> call("fast", "-x"));
        assertThatIllegalArgumentException().isThrownBy(() -> call("fast", "--limit", "many"));
        assertThatIllegalArgumentException().isThrownBy(() -> call("fast", "--limit"));
        assertThatIllegalArgumentException().isThrownBy(() -> call("fast", "--limit", "1", "-n2"));
        assertThatIllegalArgumentException().isThrownBy(() -> call("fast", "--all=yes"));
        assertThatIllegalArgumentException().isThrownBy(() -> call("fast", "--wait", "soon"));
        assertThatIllegalArgumentException().isThrownBy(() -> call("fast").value("other"));
        assertThatIllegalArgumentException().isThrownBy(() -> call("fast").integer("kind"));
        assertThatIllegalArgumentException().isThrownBy(() -> call().execute()).withMessageContaining("kind");
    }

    @Test
    void remembersWhatTheCommandDid() {
        Command command = new Command() {
            @Override
            public CommandManifest manifest() {
                return MANIFEST;
            }

            @Override
            public CommandResult execute(Invocation in) throws CommandException {
                in.confirm(Confirmation.ordinary("Go on?", List.of("a step"), "d1"));
                in.progress().note("going on");
                try (Progress.Task task = in.progress().task("working", 1, Progress.Unit.ITEMS)) {
                    task.done(1);
                }
                try {
                    in.in().transferTo(in.out());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                in.cancellation().check();
                return CommandResult.text(String.valueOf(in.secret("Password")));
            }
        };
        assertThat(FakeInvocation.of(command).words("fast").fault().code()).isEqualTo("command.declined");

        FakeInvocation call = FakeInvocation.of(command)
                .words("fast")
                .answer(true)
                .input("data")
                .secretIs("s3");
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() ->
                        FakeInvocation.of(command).words("fast").answer(true).execute())
                .satisfies(e -> assertThat(e.fault().code()).isEqualTo("command.input-needed"));
        assertThat(assertThatSucceeds(call)).isEqualTo(CommandResult.text("s3"));
        assertThat(call.written()).isEqualTo("data");
        assertThat(call.writtenBytes()).isEqualTo("data".getBytes(StandardCharsets.UTF_8));
        assertThat(call.asked()).extracting(Confirmation::question).containsExactly("Go on?");
        assertThat(call.progress().notes()).containsExactly("going on");
        assertThat(call.progress().tasks()).containsExactly("working", "working: ended");

        call.cancellation().cancel();
        assertThat(call.fault().kind()).isEqualTo(FaultKind.INTERRUPTED);
    }

    @Test
    void aCommandThatShouldFailButDoesNotIsAnError() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> call("fast").fault())
                .withMessageContaining("Nothing");
    }

    @Test
    void runsCancelActionsOnceAlsoWhenTheyComeLate() {
        FakeCancellation cancellation = new FakeCancellation();
        StringBuilder log = new StringBuilder();
        cancellation.onCancel(() -> log.append("removed")).close();
        cancellation.onCancel(() -> log.append("a"));
        cancellation.cancel();
        cancellation.cancel();
        cancellation.onCancel(() -> log.append("b"));
        assertThat(log).hasToString("ab");
    }

    @Test
    void namesWhatAManifestLacks() {
        assertThat(Manifests.problems(MANIFEST))
                .containsExactly(
                        "demo run: the description is missing",
                        "demo run: the category is not set",
                        "demo run: there is no example");
        CommandManifest poor = CommandManifest.command("poor", "Ends with a stop.")
                .description("x")
                .category("Demo")
                .example("rich", " ")
                .options(Option.flag("f", ""), Option.flag("g", "a\nb"))
                .build();
        assertThat(Manifests.problems(poor))
                .containsExactly(
                        "poor: the summary ends with a full stop",
                        "poor: this example does not use the command: rich",
                        "poor: this example has no purpose: rich",
                        "poor --f: the summary is missing",
                        "poor --g: the summary has more than one line");
    }

    private static CommandResult assertThatSucceeds(FakeInvocation call) {
        try {
            return call.execute();
        } catch (CommandException e) {
            throw new AssertionError(e);
        }
    }
}
