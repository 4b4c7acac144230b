package dev.isaac.marketplace.internal.state;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.HistoryEntry;
import dev.isaac.trust.Digests;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code history.jsonl} in the home: who changed what, and when. Lines are only appended; each holds the hash of the line
 * before, so that none can be altered, taken out or put in between without all behind it. Who can write the file can write
 * a whole new one; the chain tells of mistakes and of careless hands, not of the owner of the home. A line that a crash cut
 * short is taken off before the next one is written.
 */
public final class History {

    private static final String START = "0".repeat(64);

    private final Path file;
    private final Clock clock;
    private final String who;

    /**
     * The audit log of a home.
     *
     * @param who written into each line: the user of the operating system, and the process
     */
    public History(Path home, Clock clock, String who) {
        this.file = home.resolve("history.jsonl");
        this.clock = clock;
        this.who = who;
    }

    /** Appends a line and forces it to the disk. The caller holds the home lock. */
    public void append(String action, String outcome, String plan, List<HistoryEntry.Change> changes)
            throws CommandException {
        byte[] all = bytes();
        int end = endOfLastLine(all);
        String previous = START;
        long number = 1;
        if (end > 0) {
            int start = startOfLine(all, end - 1);
            byte[] last = Arrays.copyOfRange(all, start, end - 1);
            previous = Digests.sha256(last);
            number = number(last) + 1;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("number", number);
        line.put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        line.put("who", who);
        line.put("action", action);
        line.put("outcome", outcome);
        line.put("plan", plan);
        line.put("changes", ChangeJson.write(changes));
        line.put("previous", previous);
        byte[] text = (Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(end);
            channel.position(end);
            ByteBuffer buffer = ByteBuffer.wrap(text);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (IOException e) {
            throw HomeFaults.of(e, file);
        }
    }

    /** A damaged last line must not keep the next one from being written. */
    private static long number(byte[] line) {
        try {
            return Json.parseObject(line).integer("number");
        } catch (JsonException e) {
            System.getLogger(History.class.getName())
                    .log(System.Logger.Level.WARNING, "the last line of the history is damaged", e);
            return 0;
        }
    }

    /**
     * Reads all lines and checks that each follows from the one before.
     *
     * @return the oldest first
     * @throws CommandException {@code history.damaged}
     */
    public List<HistoryEntry> read() throws CommandException {
        byte[] all = bytes();
        int end = endOfLastLine(all);
        List<HistoryEntry> entries = new ArrayList<>();
        String previous = START;
        int start = 0;
        while (start < end) {
            int stop = start;
            while (all[stop] != '\n') {
                stop++;
            }
            byte[] line = Arrays.copyOfRange(all, start, stop);
            String hash = Digests.sha256(line);
            try {
                JsonObject data = Json.parseObject(line);
                if (!data.string("previous").equals(previous)) {
                    throw damaged(entries.size() + 1, "it does not follow from the line before", null);
                }
                entries.add(entry(data, hash));
            } catch (JsonException | IllegalArgumentException | DateTimeParseException e) {
                throw damaged(entries.size() + 1, String.valueOf(e.getMessage()), e);
            }
            previous = hash;
            start = stop + 1;
        }
        return entries;
    }

    private CommandException damaged(int line, String why, @Nullable Exception cause) {
        Fault fault = Fault.of(
                        FaultKind.VERIFICATION,
                        "history.damaged",
                        "Line " + line + " of the history was altered, or one before it is missing: " + why + ".")
                .hint("The file is " + file + ". What is installed does not depend on it: marketplace verify.")
                .detail("line", (long) line);
        return cause == null ? fault.exception() : fault.exception(cause);
    }

    private static HistoryEntry entry(JsonObject data, String hash) throws JsonException {
        return new HistoryEntry(
                data.integer("number"),
                Instant.parse(data.string("time")),
                data.string("who"),
                data.string("action"),
                data.string("outcome"),
                data.string("plan"),
                ChangeJson.read(data.objects("changes")),
                hash);
    }

    private byte[] bytes() throws CommandException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new byte[0];
        } catch (IOException e) {
            throw HomeFaults.of(e, file);
        }
    }

    /** The place behind the last line that is whole. */
    private static int endOfLastLine(byte[] all) {
        int end = all.length;
        while (end > 0 && all[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static int startOfLine(byte[] all, int lineBreak) {
        int start = lineBreak;
        while (start > 0 && all[start - 1] != '\n') {
            start--;
        }
        return start;
    }
}
