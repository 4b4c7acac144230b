package dev.isaac.testing.conformance;

import dev.isaac.signing.TufClientMain;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** How the client under test runs. */
enum Way {
    /** Within the test, with a clock of the test. */
    LIBRARY {
        @Override
        int run(Instant now, boolean shifted, List<String> arguments) {
            PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
            return new TufClientMain(err, Clock.fixed(now, ZoneOffset.UTC)).run(arguments.toArray(String[]::new));
        }
    },
    /** As {@code signing/tuf-client}; another time than the present is made by {@code faketime}. */
    PROCESS {
        @Override
        int run(Instant now, boolean shifted, List<String> arguments) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>();
            if (shifted) {
                boolean installed = Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "faketime")));
                if (!installed) {
                    throw new IllegalStateException("faketime is not installed; ./check installs it");
                }
                // As the public tests write it: with a fraction, and an offset instead of the letter.
                command.addAll(
                        List.of("faketime", now.toString().replace('T', ' ').replace("Z", "+00:00")));
            }
            command.add(Path.of(System.getProperty("basedir", "."), "../../signing/tuf-client")
                    .toString());
            command.addAll(arguments);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                if (!process.waitFor(50, TimeUnit.SECONDS)) {
                    throw new AssertionError("the client hangs: " + command);
                }
                return process.exitValue();
            } finally {
                process.destroyForcibly();
            }
        }
    };

    /**
     * Runs the client and returns its exit code.
     *
     * @param now the client's time
     * @param shifted whether that differs from the present
     */
    abstract int run(Instant now, boolean shifted, List<String> arguments) throws IOException, InterruptedException;
}
