package dev.isaac.launcher.internal.framework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.CommandResult;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Progress;
import dev.isaac.core.Outcome;
import dev.isaac.core.Surface.Answer;
import dev.isaac.core.Surface.Question;
import dev.isaac.core.Surface.Source;
import dev.isaac.launcher.LineResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CapturingSurfaceTest {

    @Test
    void keepsResultsAndOutputAndReadsRecordsToTheirEnd() throws IOException {
        CapturingSurface surface = new CapturingSurface();
        AtomicBoolean closed = new AtomicBoolean();
        Stream<Map<String, ?>> rows = Stream.of(Map.of("a", 1), Map.of("a", 2));

        surface.show(CommandResult.text("hello"));
        surface.show(new CommandResult.Records(List.of(), rows.onClose(() -> closed.set(true))));
        surface.out().write("out".getBytes(StandardCharsets.UTF_8));
        surface.err().write("err".getBytes(StandardCharsets.UTF_8));
        LineResult result = surface.result(new Outcome(3, Optional.empty(), false));

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.succeeded()).isFalse();
        assertThat(result.output()).isEqualTo("out");
        assertThat(result.errorOutput()).isEqualTo("err");
        assertThat(result.results())
                .containsExactly(
                        CommandResult.text("hello"),
                        CommandResult.table(List.of(), List.of(Map.of("a", 1), Map.of("a", 2))));
        assertThat(closed).isTrue();
    }

    @Test
    void hasNobodyToAsk() throws IOException {
        CapturingSurface surface = new CapturingSurface();

        assertThat(surface.in().read()).isEqualTo(-1);
        assertThat(surface.hasInput()).isFalse();
        assertThat(surface.inheritsProcessStreams()).isFalse();
        assertThat(surface.askSecret("password")).isNull();
        try (Progress.Task task = surface.progress().task("doing", 1, Progress.Unit.ITEMS)) {
            task.done(1);
        }
        Question question =
                new Question(Confirmation.ordinary("really?", List.of(), "digest"), Source.GATE, Optional.empty());
        assertThat(surface.ask(question)).isEqualTo(Answer.NOBODY);
    }
}
