package dev.isaac.shell.internal.prompt;

import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.core.LineSession;
import dev.isaac.core.Outcome;
import dev.isaac.core.Surface;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the lines of {@code isaacrc} when the prompt starts. A line that fails is named, and the next one runs. */
final class StartupFile {

    private StartupFile() {}

    /** Runs the file where there is one; tells whether one of its lines asked to leave. */
    static boolean run(Path file, LineSession session, Surface surface) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            surface.report(Fault.of(
                            FaultKind.FAILED,
                            "shell.startup-file",
                            file + " could not be read: " + Fault.reason(e) + ".")
                    .hint("It must be a text file in UTF-8."));
            return false;
        }
        int i = 0;
        while (i < lines.size()) {
            int first = i;
            String line = lines.get(i++);
            while (session.parse(line) instanceof ParsedLine.Incomplete && i < lines.size()) {
                line = line + "\n" + lines.get(i++);
            }
            if (line.isBlank()
                    || (session.parse(line) instanceof ParsedLine.Complete complete
                            && complete.root().entries().isEmpty())) {
                continue;
            }
            Outcome outcome = session.execute(line, surface);
            if (outcome.exit()) {
                return true;
            }
            if (outcome.exitCode() != 0) {
                surface.progress()
                        .warn(file + " line " + (first + 1) + " ended with exit code " + outcome.exitCode() + ".");
            }
        }
        return false;
    }
}
