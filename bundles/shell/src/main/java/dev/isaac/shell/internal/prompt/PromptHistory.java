package dev.isaac.shell.internal.prompt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Iterator;
import java.util.ListIterator;
import java.util.regex.Pattern;
import org.jline.reader.History;
import org.jline.reader.impl.history.DefaultHistory;

/** Earlier lines, kept in a file that only its owner can read. Lines that seem to hold a secret are not kept. */
final class PromptHistory extends DefaultHistory {

    private static final System.Logger LOG = System.getLogger(PromptHistory.class.getName());

    /** A name that says secret, followed by a value; a value that is a variable or a file is none. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(?:passw(?:or)?d|passphrase|secret|token|api[-_]?key|access[-_]?key|credential)[a-z0-9_-]*"
                    + "(?:\\s*[=:]\\s*|\\s+)(?![$/~.-])[\"']?[^\\s\"'$]{4,}");

    private static final Pattern URL_PASSWORD = Pattern.compile("://[^\\s/:@]+:[^\\s/@]+@");
    private static final Pattern AUTHORIZATION = Pattern.compile("(?i)authorization:\\s*\\S+");

    /** Makes the file readable by its owner alone before anything is written to it. */
    static void protect(Path file) {
        try {
            if (!Files.exists(file)
                    && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the history cannot be kept in " + file, e);
        }
    }

    @Override
    public void add(Instant time, String line) {
        if (!holdsSecret(line)) {
            super.add(time, line);
        }
    }

    static boolean holdsSecret(String line) {
        return SECRET.matcher(line).find()
                || URL_PASSWORD.matcher(line).find()
                || AUTHORIZATION.matcher(line).find();
    }

    /** The lines, the newest first. */
    Iterable<String> newestFirst() {
        return () -> {
            ListIterator<History.Entry> entries = iterator(last() + 1);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return entries.hasPrevious();
                }

                @Override
                public String next() {
                    return entries.previous().line();
                }
            };
        };
    }
}
