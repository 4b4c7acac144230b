package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.tuf.MetadataStore;
import dev.isaac.trust.tuf.RoleNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Metadata in a folder, replaced by rename after the bytes reached the disk. */
public final class FolderStore implements MetadataStore {

    private final Path folder;

    /** A store in that folder. */
    public FolderStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<byte[]> read(String role) throws TrustException {
        try {
            return Optional.of(Files.readAllBytes(file(role)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure("read", role, e);
        }
    }

    @Override
    public void write(String role, byte[] document) throws TrustException {
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, ".", ".tmp");
            try {
                try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                    ByteBuffer buffer = ByteBuffer.wrap(document);
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                    channel.force(true);
                }
                Files.move(temporary, file(role), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            syncFolder();
        } catch (IOException e) {
            throw failure("write", role, e);
        }
    }

    @Override
    public void delete(String role) throws TrustException {
        try {
            Files.deleteIfExists(file(role));
        } catch (IOException e) {
            throw failure("delete", role, e);
        }
    }

    private Path file(String role) {
        return folder.resolve(RoleNames.encode(role) + ".json");
    }

    /** Makes the rename itself durable, where the platform lets a folder be opened. */
    private void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (FileSystemException e) {
            // Windows refuses to open folders; the rename is journaled there.
            return;
        }
    }

    private TrustException failure(String verb, String role, IOException e) {
        return new TrustException(Kind.STORAGE, "cannot " + verb + " the metadata of '" + role + "' in " + folder, e);
    }
}
