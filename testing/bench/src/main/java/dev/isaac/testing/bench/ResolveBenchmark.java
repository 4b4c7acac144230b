package dev.isaac.testing.bench;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.core.CommandGateway;
import dev.isaac.core.Explanation;
import dev.isaac.core.LineSession;
import dev.isaac.core.SessionOptions;
import dev.isaac.launcher.IsaacRuntime;
import dev.isaac.launcher.RuntimeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.osgi.framework.FrameworkUtil;

/**
 * From the text of a line to the command that would run and its tier, in the real runtime with 1,000 more commands
 * registered as services, or as many as the system property {@code isaac.bench.commands} says. The reference only splits the same line into words, with JLine's own parser.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ResolveBenchmark {

    private static final int COMMANDS = 20;
    private static final int GROUPS = Integer.getInteger("isaac.bench.commands", 1_000) / COMMANDS;
    private static final String LINE = "group27 command13 some-plugin 'two words' --limit 7";

    private final Parser reference = new DefaultParser();
    private @Nullable IsaacRuntime isaac;
    private @Nullable LineSession session;

    /** Starts the runtime and registers the commands. */
    @Setup(Level.Trial)
    public void start() throws Exception {
        IsaacRuntime runtime = IsaacRuntime.start(RuntimeOptions.of(
                        Path.of(System.getProperty("isaac.bench.home")),
                        Path.of(System.getProperty("isaac.bench.distribution")))
                .withMode(RuntimeOptions.Mode.CLASS_PATH));
        isaac = runtime;
        for (int group = 0; group < GROUPS; group++) {
            for (int command = 0; command < COMMANDS; command++) {
                String name = "group" + group + " command" + command;
                runtime.context()
                        .registerService(
                                Command.class, new Named(name), FrameworkUtil.asDictionary(Map.of(Command.NAME, name)));
            }
        }
        CommandGateway gateway = runtime.await(CommandGateway.class, Duration.ofSeconds(30));
        LineSession opened = gateway.open(new SessionOptions(Path.of("/"), Map.of("PATH", "/usr/bin:/bin"), false));
        Explanation explanation = opened.explain(LINE);
        session = opened;
        if (gateway.commandNames().size() < GROUPS * COMMANDS
                || explanation.refusal().isPresent()
                || !explanation.parts().get(0).target().equals("group27 command13")) {
            throw new IllegalStateException("the line does not resolve: " + explanation);
        }
    }

    /** Stops the runtime. */
    @TearDown(Level.Trial)
    public void stop() throws Exception {
        Objects.requireNonNull(session).close();
        Objects.requireNonNull(isaac).close();
    }

    /** Parse, rewrite, route and tier. */
    @Benchmark
    public Explanation resolve() {
        return Objects.requireNonNull(session).explain(LINE);
    }

    /** Words only. */
    @Benchmark
    public ParsedLine words() {
        return reference.parse(LINE, LINE.length(), Parser.ParseContext.ACCEPT_LINE);
    }

    private static final class Named implements Command {
        private final CommandManifest manifest;

        Named(String name) {
            manifest = CommandManifest.command(name, "Do " + name)
                    .arguments(
                            Argument.required("plugin", ValueType.TEXT, "A plugin"),
                            Argument.optional("text", ValueType.TEXT, "A text"))
                    .options(Option.value("limit", "N", ValueType.INTEGER, "How many")
                            .orElse("10"))
                    .build();
        }

        @Override
        public CommandManifest manifest() {
            return manifest;
        }

        @Override
        public CommandResult execute(Invocation invocation) {
            return CommandResult.nothing();
        }
    }
}
