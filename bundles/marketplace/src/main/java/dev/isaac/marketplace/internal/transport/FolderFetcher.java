package dev.isaac.marketplace.internal.transport;

import dev.isaac.trust.tuf.FetchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads from a folder: a local registry, a mounted share, a USB stick. */
final class FolderFetcher implements FollowedFetcher {

    private final Path registry;
    private final Path folder;

    FolderFetcher(Path registry, String part) {
        this.registry = registry;
        this.folder = registry.resolve(part).normalize();
    }

    @Override
    public byte[] fetch(String path, long maxLength) throws FetchException {
        return fetch(path, maxLength, bytes -> {});
    }

    @Override
    public byte[] fetch(String path, long maxLength, Arrival arrival) throws FetchException {
        return fetch(path, maxLength, arrival::arrived);
    }

    private byte[] fetch(String path, long maxLength, Limited.Follower follower) throws FetchException {
        Path file;
        try {
            file = folder.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new FetchException(FetchException.Kind.NOT_FOUND, "no file can have the name " + path, e);
        }
        if (!file.startsWith(folder)) {
            throw new FetchException(FetchException.Kind.NOT_FOUND, path + " leads out of the registry");
        }
        if (!Files.isDirectory(registry)) {
            throw new FetchException(FetchException.Kind.UNREACHABLE, "there is no folder " + registry);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe would be waited for without end, a device never ends.
            throw new FetchException(FetchException.Kind.NOT_FOUND, path + " is no file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Limited.read(in, maxLength, path, follower);
        } catch (NoSuchFileException e) {
            throw new FetchException(FetchException.Kind.NOT_FOUND, "there is no " + path, e);
        } catch (IOException e) {
            throw new FetchException(FetchException.Kind.UNREACHABLE, "cannot read " + file + ": " + e, e);
        }
    }
}
