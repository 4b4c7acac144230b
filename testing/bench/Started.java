import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Times whole processes over a home without plugins and one with many, in turns; prints rows for {@code ./bench}. */
final class Started {

    private static final int TARGET = 500;

    private Started() {}

    public static void main(String[] args) throws Exception {
        List<String> none = List.of(args[0], "--home", args[1], "version");
        List<String> many = List.of(args[0], "--home", args[2], "version");
        List<String> used = List.of(args[0], "--home", args[2], "bench", "run" + (Integer.parseInt(args[3]) - 1));
        int runs = Integer.parseInt(args[4]);
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        List<Double> use = new ArrayList<>();
        for (int i = -1; i < runs; i++) { // the first round is not counted
            (i < 0 ? new ArrayList<Double>() : without).add(run(none, "ISAAC "));
            (i < 0 ? new ArrayList<Double>() : with).add(run(many, "ISAAC "));
            (i < 0 ? new ArrayList<Double>() : use).add(run(used, "plugin "));
        }
        report("start with " + args[3] + " plugins installed adds, median", with, without);
        report("the same, until a command of a plugin has answered", use, without);
    }

    private static double run(List<String> command, String answer) throws Exception {
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0 || !out.startsWith(answer)) {
            throw new IllegalStateException(command + " ended with " + code + ": " + out);
        }
        return (System.nanoTime() - started) / 1e6;
    }

    private static void report(String measure, List<Double> with, List<Double> without) {
        double added = median(with) - median(without);
        System.out.println(String.join(
                "\t",
                measure,
                ms(added),
                TARGET + " ms",
                "with none: " + ms(median(without)) + "; with them: " + ms(median(with)),
                String.format(Locale.ROOT, "%.2f", median(with) / median(without)),
                added <= TARGET ? "ok" : "missed"));
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }

    private static String ms(double ms) {
        return String.format(Locale.ROOT, "%.0f ms", ms);
    }
}
