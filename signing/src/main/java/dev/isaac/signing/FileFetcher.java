package dev.isaac.signing;

import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Fetches from a folder, and never from outside of it. */
public final class FileFetcher implements Fetcher {

    private final Path folder;

    /** Over a folder. */
    public FileFetcher(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public byte[] fetch(String path, long maxLength) throws FetchException {
        Path file;
        try {
            file = folder.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new FetchException(FetchException.Kind.NOT_FOUND, "no file can have the name " + path, e);
        }
        if (!file.startsWith(folder) || file.equals(folder)) {
            throw new FetchException(FetchException.Kind.NOT_FOUND, path + " lies outside of the repository");
        }
        if (!Files.isDirectory(folder)) {
            throw new FetchException(FetchException.Kind.UNREACHABLE, "there is no folder " + folder);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe would be waited for without end, a device never ends.
            throw new FetchException(FetchException.Kind.NOT_FOUND, path + " is no file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, maxLength + 1));
            if (bytes.length > maxLength) {
                throw new FetchException(FetchException.Kind.TOO_LONG, path + " is longer than " + maxLength);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new FetchException(FetchException.Kind.NOT_FOUND, "no file " + path, e);
        } catch (IOException e) {
            throw new FetchException(FetchException.Kind.UNREACHABLE, "cannot read " + file, e);
        }
    }
}
