package dev.isaac.testing.bench;

import dev.isaac.aliases.internal.model.Target;
import dev.isaac.aliases.internal.model.Translation;
import dev.isaac.aliases.internal.translate.Mapping;
import dev.isaac.aliases.internal.translate.Request;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.core.internal.parse.LineParser;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the text of a line to its text in another shell, or to a refusal: parsing included, the mapping loaded before. The
 * reference compiles a regular expression with a dozen alternatives, which a translator that substitutes text would do at
 * least once for each stage.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class AliasBenchmark {

    private static final String FIVE_STAGES =
            "cat access.log | grep -v health | cut -d' ' -f1 | sort | uniq -c";

    @Param({"POWERSHELL", "POWERSHELL5", "LINUX"})
    private @Nullable Target target;

    private @Nullable Mapping mapping;

    /** Loads the mapping and looks whether the line can be translated at all. */
    @Setup(Level.Trial)
    public void load() {
        mapping = Mapping.get();
        if (translate() instanceof Translation.RefusedLine refused) {
            throw new IllegalStateException("the line is refused: " + refused);
        }
    }

    /** Five stages. */
    @Benchmark
    public Translation translate() {
        ParsedLine parsed = LineParser.parse(FIVE_STAGES);
        if (!(parsed instanceof ParsedLine.Complete complete) || mapping == null || target == null) {
            throw new IllegalStateException("the line cannot be read");
        }
        return mapping.translator()
                .translate(new Request(
                        FIVE_STAGES, complete.root(), target, Optional.empty(), Optional.empty(), false));
    }

    /** Compiles an expression. */
    @Benchmark
    public Pattern reference() {
        return Pattern.compile("\\b(cat|grep|cut|sort|uniq|head|tail|sed|awk|tr|wc|find)\\b\\s+(-\\w+\\s+)*(\\S+)");
    }
}
