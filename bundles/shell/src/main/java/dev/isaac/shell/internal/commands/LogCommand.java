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
import dev.isaac.shell.internal.render.Clean;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Shows the end of the log file, and what is written to it from then on. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
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
                .options(
                        Option.value("lines", "N", ValueType.INTEGER, "How many lines, at most 10000")
                                .letter('n')
                                .orElse("50"),
                        Option.value("level", "LEVEL", ValueType.TEXT, "Only records that are at least so grave")
                                .letter('l')
                                .of(LogLevels.NAMES.toArray(String[]::new))
                                .orElse("debug"),
                        Option.flag("follow", "Go on with what is written from now on; Ctrl-C ends it")
                                .letter('f'))
                .example("log", "Show the last 50 lines")
                .example("log --lines 200", "Show more of them")
                .example("log --follow --level warning", "Watch for what goes wrong")
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
        LogLevels levels = new LogLevels(invocation.text("level"));
        boolean follow = invocation.has("follow");
        if (!follow && !Files.exists(file)) {
            return CommandResult.text("The log is empty.", List.of());
        }
        Deque<String> last = new ArrayDeque<>();
        LogTail.Position end = new LogTail.Position(null, 0);
        try {
            if (Files.exists(file)) {
                end = read(file, count, levels, last, follow);
            }
            if (!follow) {
                return CommandResult.text(String.join("\n", last), List.copyOf(last));
            }
            OutputStream out = invocation.out();
            for (String line : last) {
                out.write((Clean.line(line) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
            new LogTail(file, end, levels).follow(out, invocation.cancellation());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw Fault.of(FaultKind.FAILED, "log.unreadable", "The log could not be read: " + Fault.reason(e) + ".")
                    .exception(e);
        }
        throw Fault.of(FaultKind.INTERRUPTED, "command.interrupted", "The log is not followed any more.")
                .exception();
    }

    /** Keeps the last lines, an unfinished one only where nobody waits for its end; returns how far it read. */
    private static LogTail.Position read(Path file, long count, LogLevels levels, Deque<String> last, boolean follow)
            throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        long read = 0;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                line.write(b);
                if (b == '\n') {
                    read += line.size();
                    keep(line.toString(StandardCharsets.UTF_8).stripTrailing(), count, levels, last);
                    line.reset();
                }
            }
        }
        if (line.size() > 0 && !follow) {
            keep(line.toString(StandardCharsets.UTF_8), count, levels, last);
        }
        return new LogTail.Position(attributes.fileKey(), read);
    }

    private static void keep(String line, long count, LogLevels levels, Deque<String> last) {
        if (!levels.test(line)) {
            return;
        }
        if (last.size() == count) {
            last.removeFirst();
        }
        last.addLast(line);
    }
}
