package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.tuf.MetadataStore;
import dev.isaac.trust.tuf.RoleNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Metadata in a folder. When a change returns, it has reached the disk, and so has every change before it. */
public final class FolderStore implements MetadataStore {

    private final Path folder;
    private final Disk disk;

    /** A store in that folder. */
    public FolderStore(Path folder) {
        this(folder, Disk.REAL);
    }

    FolderStore(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
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
            disk.createFolder(folder);
            Path temporary = disk.temporary(folder);
            try {
                // The bytes first, then the name: a name that survives a crash never stands for bytes that did not.
                disk.write(temporary, document);
                disk.sync(temporary);
                disk.replace(temporary, file(role));
            } catch (IOException e) {
                disk.delete(temporary);
                throw e;
            }
            disk.syncFolder(folder);
        } catch (IOException e) {
            throw failure("write", role, e);
        }
    }

    @Override
    public void delete(String role) throws TrustException {
        try {
            if (disk.delete(file(role))) {
                disk.syncFolder(folder);
            }
        } catch (IOException e) {
            throw failure("delete", role, e);
        }
    }

    private Path file(String role) {
        return folder.resolve(RoleNames.encode(role) + ".json");
    }

    private TrustException failure(String verb, String role, IOException e) {
        return new TrustException(Kind.STORAGE, "cannot " + verb + " the metadata of '" + role + "' in " + folder, e);
    }
}
