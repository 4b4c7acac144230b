package dev.isaac.marketplace.internal.transport;

import dev.isaac.marketplace.internal.state.DurableFiles;
import dev.isaac.trust.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Half downloads in quarantine, so that the next process need not begin again: one file for an address, its first line the
 * validator of the answer. Nobody reads them but the download that goes on, and what it becomes is verified as ever.
 */
final class Halves {

    private static final System.Logger LOG = System.getLogger(Halves.class.getName());
    private static final int WORTH = 16 * 1024;
    private static final int MAX_VALIDATOR = 512;
    private static final Duration LIFE = Duration.ofDays(7);
    private static final String ENDING = ".half";

    private final Path folder;
    private final Clock clock;

    Halves(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Takes what is there of a file out of quarantine. */
    Received take(URI address, long maxLength) {
        Path file = file(address);
        try {
            if (!Files.exists(file)) {
                return new Received();
            }
            boolean fits = Files.size(file) <= maxLength + MAX_VALIDATOR;
            byte[] content = fits ? Files.readAllBytes(file) : new byte[0];
            Files.deleteIfExists(file);
            int line = 0;
            while (line < content.length && line <= MAX_VALIDATOR && content[line] != '\n') {
                line++;
            }
            boolean sound = line > 0 && line < content.length && content[line] == '\n';
            if (!sound || content.length - line - 1 >= maxLength) {
                return new Received();
            }
            return new Received(
                    Arrays.copyOfRange(content, line + 1, content.length),
                    new String(content, 0, line, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot go on with " + file, e);
            return new Received();
        }
    }

    /** Keeps what arrived, where it is worth it and the rest can be asked for. */
    void keep(URI address, Received received) {
        if (received.length() < WORTH || received.resumable().isEmpty()) {
            return;
        }
        String validator = received.resumable().get();
        if (validator.length() > MAX_VALIDATOR || validator.indexOf('\n') >= 0) {
            return;
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream(received.length() + validator.length() + 1);
        content.writeBytes((validator + "\n").getBytes(StandardCharsets.ISO_8859_1));
        content.writeBytes(received.bytes());
        try {
            prune();
            DurableFiles.write(file(address), content.toByteArray(), folder);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot keep what arrived of " + address, e);
        }
    }

    private void prune() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Instant old = clock.instant().minus(LIFE);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Path file(URI address) {
        return folder.resolve(Digests.sha256(address.toString().getBytes(StandardCharsets.UTF_8)) + ENDING);
    }
}
