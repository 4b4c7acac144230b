package dev.isaac.marketplace.internal.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells one content of a file from the next at the cost of one look: files of a home are replaced, never written in
 * place, so that each content has a file of its own.
 *
 * @param modified when it was written
 * @param length how long it is
 * @param file which file it is, where the file system says so
 */
public record FileStamp(
        FileTime modified, long length, @Nullable Object file) {

    /** There is no such file, or it cannot be seen. */
    public static final FileStamp NONE = new FileStamp(FileTime.fromMillis(0), -1, null);

    /** Looks at a file. */
    public static FileStamp of(Path file) {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(seen.lastModifiedTime(), seen.size(), seen.fileKey());
        } catch (IOException e) {
            return NONE;
        }
    }
}
