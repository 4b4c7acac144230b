package dev.isaac.marketplace.internal.transport;

import dev.isaac.trust.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Half downloads in quarantine, so that the next process need not begin again, also where this one is killed: one file for an
 * address, its first line the validator of the answer. Nobody reads them but the download that goes on, and what it becomes is
 * verified as ever.
 */
final class Halves {

    private static final System.Logger LOG = System.getLogger(Halves.class.getName());
    private static final int WORTH = 16 * 1024;
    private static final int EACH = 256 * 1024;
    private static final int MAX_VALIDATOR = 512;
    private static final Duration LIFE = Duration.ofDays(7);
    private static final String ENDING = ".half";

    private final Path folder;
    private final Clock clock;

    Halves(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** What is there of a file. */
    Received take(URI address, long maxLength) {
        Path file = file(address);
        try {
            if (!Files.exists(file)) {
                return new Received();
            }
            boolean fits = Files.size(file) <= maxLength + MAX_VALIDATOR;
            byte[] content = fits ? Files.readAllBytes(file) : new byte[0];
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

    /** Nothing more is to come of a file. */
    void forget(URI address) {
        try {
            Files.deleteIfExists(file(address));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot delete what arrived of " + address, e);
        }
    }

    /** Keeps what arrives of a file, where it is worth it and the rest can be asked for. */
    Keeping keeping(URI address) {
        return new Keeping(address);
    }

    /** One file that is written down as it arrives. */
    final class Keeping {
        private final URI address;
        private String validator = "";
        private int written;

        private Keeping(URI address) {
            this.address = address;
        }

        /** Now and then it is written down. */
        void grown(Received received) {
            if (received.length() < written || received.length() - written >= EACH) {
                keep(received);
            }
        }

        /** Writes down what is not there yet. A part that lacks its end is as good as a shorter one. */
        void keep(Received received) {
            if (received.length() < WORTH || received.resumable().isEmpty()) {
                return;
            }
            String now = received.resumable().get();
            if (now.length() > MAX_VALIDATOR || now.indexOf('\n') >= 0) {
                return;
            }
            boolean goesOn = now.equals(validator) && received.length() >= written;
            try {
                if (!goesOn) {
                    Files.createDirectories(folder);
                    prune();
                    written = 0;
                }
                try (OutputStream out = goesOn
                        ? Files.newOutputStream(file(address), StandardOpenOption.APPEND)
                        : Files.newOutputStream(file(address))) {
                    if (!goesOn) {
                        out.write((now + "\n").getBytes(StandardCharsets.ISO_8859_1));
                    }
                    received.write(out, written);
                }
                validator = now;
                written = received.length();
            } catch (IOException e) {
                validator = "";
                LOG.log(System.Logger.Level.DEBUG, "cannot keep what arrived of " + address, e);
            }
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
