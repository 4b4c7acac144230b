package dev.isaac.shell.internal.commands;

import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.command.spi.IsaacHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the end of the log file. */
@Component(service = Command.class)
@CommandName("log")
@CommandSummary(LogCommand.SUMMARY)
public final class LogCommand implements Command {

    static final String SUMMARY = "Show the end of the log";

    private static final long MOST = 10_000;

    private final IsaacHome home;

    /** Reads the log in the home. */
    @Activate
    public LogCommand(@Reference IsaacHome home) {
        this.home = home;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command("log", SUMMARY)
                .description("The log is the file log/isaac.log in the home folder. It never holds secrets.")
                .category("Shell")
                .options(Option.value("lines", "N", ValueType.INTEGER, "How many lines, at most 10000")
                        .letter('n')
                        .orElse("50"))
                .example("log", "Show the last 50 lines")
                .example("log --lines 200", "Show more of them")
                .build();
    }

    @Override
    public CommandResult execute(Invocation invocation) throws CommandException {
        long count = invocation.integer("lines");
        if (count < 1 || count > MOST) {
            throw Fault.of(FaultKind.USAGE, "log.bad-lines", "--lines takes a number from 1 to " + MOST + ".")
                    .exception();
        }
        Path file = home.folder("log").resolve("isaac.log");
        if (!Files.exists(file)) {
            return CommandResult.text("The log is empty.", List.of());
        }
        Deque<String> last = new ArrayDeque<>();
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        try (var in = Files.newInputStream(file);
                var reader = new BufferedReader(new InputStreamReader(in, decoder))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (last.size() == count) {
                    last.removeFirst();
                }
                last.addLast(line);
            }
        } catch (IOException e) {
            throw Fault.of(FaultKind.FAILED, "log.unreadable", "The log could not be read: " + e.getMessage())
                    .exception(e);
        }
        return CommandResult.text(String.join("\n", last), List.copyOf(last));
    }
}
