package dev.isaac.core.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.core.LineSession;
import dev.isaac.core.SessionOptions;
import dev.isaac.core.Surface;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A session behaves as bash does: the same lines, one after the other, print the same and end with the same status. */
@Timeout(240)
@EnabledIf("hasBash")
class BashComparisonTest {

    /** Prints a marker with the status, and leaves the status and the codes of the last pipe as they were. */
    private static final String MARK = """
            __s=$? __p=("${PIPESTATUS[@]}")
            builtin printf '\\1%s\\2' "$__s"; case "${#__p[@]}:${__p[-1]}" in \
            3:$__s) (exit ${__p[0]}) | (exit ${__p[1]}) | (exit $__s);; \
            2:$__s) (exit ${__p[0]}) | (exit $__s);; *) (exit $__s);; esac
            """;

    private static final Path BASH = Path.of("/bin/bash");

    private record Line(String text, boolean differs) {}

    private record Answer(String output, int status) {}

    @TempDir
    private Path folder;

    static boolean hasBash() {
        return Files.isExecutable(BASH);
    }

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(BashComparisonTest.class.getResourceAsStream("bash.txt")),
                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isBlank() || line.startsWith("# ")) {
                    continue;
                }
                boolean differs = line.startsWith("differs\t");
                String text = differs ? line.substring(8) : line;
                // In one place a line has \n as its own text, where no line break can be.
                lines.add(new Line(
                        text.contains("printf") || text.contains("$'") || text.contains("`")
                                ? text
                                : text.replace("\\n", "\n").replace("\\t", "\t"),
                        differs));
            }
        }
        return lines;
    }

    private static Map<String, String> environment(Path home) {
        return new HashMap<>(Map.of(
                "PATH", "/usr/local/bin:/usr/bin:/bin", "HOME", home.toString(), "LC_ALL", "C.UTF-8", "TERM", "dumb"));
    }

    /** The marker that bash prints behind each line tells its status. */
    private List<Answer> bash(List<Line> lines) throws Exception {
        Path home = Files.createDirectories(folder.resolve("bash"));
        Map<String, String> environment = environment(home);
        environment.put("HISTFILE", "");
        ProcessBuilder builder = new ProcessBuilder(BASH.toString(), "--norc", "--noprofile", "--noediting", "-i")
                .directory(home.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(folder.resolve("bash.out").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            StringBuilder text = new StringBuilder("set +H +m\n");
            lines.forEach(line -> text.append(line.text()).append('\n').append(MARK));
            in.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        String whole = Files.readString(folder.resolve("bash.out")).replace(home.toString(), "~~");
        String[] parts = whole.split("\1", -1);
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i + 1 < parts.length; i++) {
            String output = parts[i].substring(parts[i].indexOf('\2') + 1);
            answers.add(new Answer(output, Integer.parseInt(parts[i + 1].substring(0, parts[i + 1].indexOf('\2')))));
        }
        return answers;
    }

    private List<Answer> isaac(List<Line> lines) throws Exception {
        Fixture fixture = new Fixture(folder.resolve("isaac"));
        Path home = fixture.home;
        List<Answer> answers = new ArrayList<>();
        try (LineSession session = fixture.workshop.open(new SessionOptions(home, environment(home), false))) {
            for (Line line : lines) {
                RecordingSurface surface = new RecordingSurface().answering(Surface.Answer.YES);
                int status = session.execute(line.text(), surface).exitCode();
                answers.add(new Answer(surface.text().replace(home.toString(), "~~"), status));
            }
        }
        return answers;
    }

    @Test
    void theSameLinesDoTheSame() throws Exception {
        List<Line> lines = lines();
        List<Answer> bash = bash(lines);
        List<Answer> isaac = isaac(lines);
        assertThat(lines).hasSizeGreaterThan(200);
        assertThat(bash).hasSameSizeAs(lines);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (bash.get(i).equals(isaac.get(i)) == lines.get(i).differs()) {
                wrong.add((lines.get(i).differs() ? "no longer differs: " : "")
                        + lines.get(i).text() + "\n  bash  " + bash.get(i) + "\n  isaac " + isaac.get(i));
            }
        }
        assertThat(wrong).isEmpty();
    }
}
