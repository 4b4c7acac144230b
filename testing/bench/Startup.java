import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts ISAAC and Karaf in turns and prints rows for ./bench. Linux: CPU time and memory come from /proc. */
public final class Startup {

    private static final double TICKS = 100; // USER_HZ, the same on every Linux that runs Java 17

    private static final String ANSWER = "the-answer";

    private record Run(double wall, double cpu) {}

    public static void main(String... arguments) throws Exception {
        List<String> isaac = List.of(arguments[0], "--home", arguments[1], "version");
        Path karaf = Path.of(arguments[2]);
        String version = arguments[3];
        int runs = Integer.parseInt(arguments[4]);
        int karafRuns = Integer.parseInt(arguments[5]);

        System.err.println("warming up both");
        isaac(isaac);
        karaf(karaf);
        List<Run> ours = new ArrayList<>();
        List<Run> theirs = new ArrayList<>();
        for (int i = 0; i < Math.max(runs, karafRuns); i++) {
            if (i < runs) {
                ours.add(isaac(isaac));
            }
            if (i < karafRuns) {
                theirs.add(karaf(karaf));
                System.err.printf(Locale.ROOT, "run %d: isaac %.3f s, karaf %.3f s%n", i + 1, last(ours).wall(), last(theirs).wall());
            }
        }
        long memory = memory(isaac);
        List<Double> wall = sorted(ours, true);
        List<Double> cpu = sorted(ours, false);
        List<Double> karafWall = sorted(theirs, true);
        List<Double> karafCpu = sorted(theirs, false);
        double ratio = median(wall) / median(karafWall);
        row("isaac version, wall, median", seconds(median(wall)), "-", "Karaf minimal " + version + ": " + seconds(median(karafWall)),
                String.format(Locale.ROOT, "%.3f", ratio), "-");
        row("ratio of the wall medians", String.format(Locale.ROOT, "%.3f", ratio), "0.15", "Karaf = 1", "", ratio <= 0.15 ? "ok" : "missed");
        row("isaac version, wall, min and max", range(wall), "-", "Karaf: " + range(karafWall), "", "-");
        row("isaac version, CPU, median", seconds(median(cpu)), "-", "Karaf: " + seconds(median(karafCpu)),
                String.format(Locale.ROOT, "%.3f", median(cpu) / median(karafCpu)), "-");
        row("isaac version, CPU, min and max", range(cpu), "-", "Karaf: " + range(karafCpu), "", "-");
        row("isaac version, peak of memory", memory + " MiB", "120 MiB", "-", "", memory < 120 ? "ok" : "missed");
    }

    private static Run isaac(List<String> command) throws Exception {
        double before = childrenCpu();
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        double wall = (System.nanoTime() - started) / 1e9;
        if (code != 0 || !answer.startsWith("ISAAC ")) {
            throw new IllegalStateException("isaac version ended with " + code + ": " + answer);
        }
        return new Run(wall, childrenCpu() - before);
    }

    private static Run karaf(Path program) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(program.toString()).redirectErrorStream(true);
        builder.environment().put("TERM", "dumb");
        // One that was killed left the number of a process that may be somebody else by now.
        builder.environment().put("CHECK_ROOT_INSTANCE_RUNNING", "false");
        long started = System.nanoTime();
        Process process = builder.start();
        CountDownLatch answered = new CountDownLatch(1);
        long[] at = new long[1];
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        Thread reader = new Thread(() -> {
            try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    said.add(line);
                    if (line.strip().equals(ANSWER) && answered.getCount() > 0) {
                        at[0] = System.nanoTime();
                        answered.countDown();
                    }
                }
            } catch (IOException e) {
                // It ended.
            }
        });
        reader.start();
        try {
            OutputStream in = process.getOutputStream();
            for (int i = 0; !answered.await(20, TimeUnit.MILLISECONDS) && i < 5000; i++) {
                try {
                    in.write(("shell:echo " + ANSWER + "\n").getBytes(StandardCharsets.UTF_8));
                    in.flush();
                } catch (IOException e) {
                    throw new IllegalStateException("Karaf ended with " + process.waitFor() + ": " + said, e);
                }
            }
            if (answered.getCount() > 0) {
                throw new IllegalStateException("Karaf did not answer");
            }
            double cpu = 0;
            for (ProcessHandle part : Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
                cpu += cpu(part.pid());
            }
            // It stops in order, so that its next start is a warm one.
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            process.waitFor(20, TimeUnit.SECONDS);
            return new Run((at[0] - started) / 1e9, cpu);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            reader.join();
        }
    }

    /** The peak of memory of one run in MiB: the mark that the kernel keeps, read again and again until the end. */
    private static long memory(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Path status = Path.of("/proc/" + process.pid() + "/status");
        long peak = 0;
        while (!process.waitFor(1, TimeUnit.MILLISECONDS)) {
            try {
                for (String line : Files.readAllLines(status)) {
                    if (line.startsWith("VmHWM:")) {
                        peak = Math.max(peak, Long.parseLong(line.replaceAll("\\D", "")));
                    }
                }
            } catch (IOException e) {
                break; // it ended between two looks
            }
        }
        process.waitFor();
        return peak / 1024;
    }

    private static double cpu(long pid) throws IOException {
        return cpu(Path.of("/proc/" + pid + "/stat"), 11, 15);
    }

    private static double childrenCpu() throws IOException {
        return cpu(Path.of("/proc/self/stat"), 13, 15);
    }

    private static double cpu(Path stat, int from, int to) throws IOException {
        String text = Files.readString(stat);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        double ticks = 0;
        for (int i = from; i < to; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS;
    }

    private static Run last(List<Run> runs) {
        return runs.get(runs.size() - 1);
    }

    private static List<Double> sorted(List<Run> runs, boolean wall) {
        List<Double> values = new ArrayList<>();
        runs.forEach(run -> values.add(wall ? run.wall() : run.cpu()));
        Collections.sort(values);
        return values;
    }

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String range(List<Double> sorted) {
        return String.format(Locale.ROOT, "%.3f - %.3f s", sorted.get(0), sorted.get(sorted.size() - 1));
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.3f s", value);
    }

    private static void row(String... fields) {
        System.out.println(String.join("\t", fields));
    }
}
