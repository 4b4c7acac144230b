package dev.isaac.testing.container;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs the start script of a distribution as a process. */
final class Program {

    private static final long PATIENCE = 50;

    private final Path distribution;
    private final Path folder;

    Program(Path distribution, Path folder) {
        this.distribution = distribution;
        this.folder = folder;
    }

    /** How a process ended. */
    record Ending(int code, String out, String err) {}

    /** Runs it to its end. */
    Ending run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    /** Runs it to its end, with more variables. */
    Ending run(Map<String, String> variables, String... arguments) throws IOException, InterruptedException {
        return end(start(variables, List.of(), arguments));
    }

    /** Starts it. Signals have their default effect, whatever the caller of the build ignores. */
    Process start(Map<String, String> variables, List<String> prefix, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM,HUP"));
        command.addAll(prefix);
        command.add(distribution.resolve("bin/isaac").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("ISAAC_") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("HOME", folder.resolve("user").toString());
        builder.environment().putAll(variables);
        if (prefix.isEmpty()) { // another user may be able to read neither the agent nor its file
            agent().ifPresent(agent ->
                    builder.environment().merge("ISAAC_JAVA_OPTIONS", agent, (given, more) -> given + " " + more));
        }
        builder.redirectOutput(folder.resolve("out").toFile());
        builder.redirectError(folder.resolve("err").toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        return builder.start();
    }

    /** What measures the coverage of this process measures that of the program, too. */
    private static Optional<String> agent() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:") && argument.contains("jacoco"))
                .filter(argument -> argument.indexOf(' ') < 0)
                .findFirst();
    }

    /** Waits for the end; a process that does not end is killed and fails the test. */
    Ending end(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("the process did not end within " + PATIENCE + " s");
        }
        return new Ending(process.exitValue(), output(), Files.readString(folder.resolve("err")));
    }

    /** What it printed until now. */
    String output() throws IOException {
        return Files.readString(folder.resolve("out"), StandardCharsets.UTF_8);
    }

    /** Sends a signal by its name. */
    static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-s", name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Waits until it printed the words. */
    void awaitOutput(Process process, String words) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (!output().contains(words)) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new AssertionError(
                        "it never said " + words + ", but: " + output() + Files.readString(folder.resolve("err")));
            }
        }
    }
}
