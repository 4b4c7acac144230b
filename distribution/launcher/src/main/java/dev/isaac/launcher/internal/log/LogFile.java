package dev.isaac.launcher.internal.log;

import dev.isaac.launcher.internal.home.OwnerOnly;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The log file of a process. It is opened when the first record comes, is readable by its owner only, and is renamed to
 * {@code isaac.log.1} when it has grown too long. Several processes may write to one file: each record is one write at
 * its end.
 */
public final class LogFile {

    private static final long LIMIT = 4L << 20;

    private static volatile @Nullable LogFile current;

    private static final String NAME = "isaac.log";

    private final Path folder;
    private final Path file;
    private final long limit;
    private @Nullable FileChannel channel;
    private boolean failed;

    LogFile(Path folder, long limit) {
        this.folder = folder;
        this.file = folder.resolve(NAME);
        this.limit = limit;
    }

    /** From now on records of this process go to the file in that folder. */
    public static void use(Path folder) {
        current = new LogFile(folder, LIMIT);
    }

    /** From now on records of this process are dropped. */
    public static void discard() {
        current = null;
    }

    /** Writes a record to the file of this process; before one was named, records are dropped. */
    static void record(String level, String source, String message, @Nullable Throwable thrown) {
        LogFile log = current;
        if (log != null) {
            log.write(level, source, message, thrown);
        }
    }

    synchronized void write(String level, String source, String message, @Nullable Throwable thrown) {
        if (failed) {
            return;
        }
        StringBuilder text = new StringBuilder(200)
                .append(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(ProcessHandle.current().pid())
                .append(' ')
                .append(level)
                .append(' ')
                .append(source)
                .append(": ")
                .append(message.replace("\n", "\n  "))
                .append('\n');
        if (thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            text.append("  ")
                    .append(trace.toString().strip().replace("\n", "\n  "))
                    .append('\n');
        }
        try {
            open().write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            failed = true; // a log that cannot be written must not stop the work, nor try again at every record
        }
    }

    private FileChannel open() throws IOException {
        FileChannel open = channel;
        if (open != null && open.size() < limit) {
            return open;
        }
        if (open != null) {
            open.close();
        }
        OwnerOnly.folder(folder);
        if (Files.exists(file) && Files.size(file) >= limit) {
            Files.move(file, folder.resolve(NAME + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                OwnerOnly.fileAttributes(file));
        return channel;
    }
}
