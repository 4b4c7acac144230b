package dev.isaac.marketplace.internal.registry;

import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandException;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.internal.state.HomeFaults;
import dev.isaac.marketplace.internal.state.HomeLock;
import dev.isaac.marketplace.internal.state.WaitNotice;
import dev.isaac.trust.tuf.MetadataStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a home with what is trusted of one registry, which belongs to one process at a time. Where the home cannot be
 * written, what comes is kept in memory. Not thread-safe.
 */
final class TrustedFolder {

    private final Path trust;
    private final Path folder;
    private final HomeLock lock;
    private final Notice unwritable;

    private @Nullable MetadataStore memory;

    /**
     * Creates nothing yet.
     *
     * @param unwritable tells once that the home cannot be written
     */
    TrustedFolder(Path home, String name, WaitNotice waiting, Notice unwritable) {
        this.trust = home.resolve("trust");
        this.folder = trust.resolve(name);
        this.lock = new HomeLock(trust.resolve(name + ".lock"), waiting);
        this.unwritable = unwritable;
    }

    Path path() {
        return folder;
    }

    MetadataStore store() {
        return memory == null ? MetadataStore.folder(folder) : memory;
    }

    /** One process at a time; where the home cannot be written there is nothing to share, and no lock. */
    HomeLock.@Nullable Held lock(Progress progress) throws CommandException {
        if (memory != null) {
            return null;
        }
        try {
            Files.createDirectories(trust);
            return lock.acquire(progress, Cancellation.never());
        } catch (IOException e) {
            forgo(HomeFaults.of(e, trust), progress);
        } catch (CommandException e) {
            forgo(e, progress);
        }
        return null;
    }

    private void forgo(CommandException error, Progress progress) throws CommandException {
        if (!HomeFaults.isReadOnly(error)) {
            throw error;
        }
        memory = new OverlayStore(MetadataStore.folder(folder));
        unwritable.warn(
                progress,
                "The home folder cannot be written: what registries say is kept in memory and asked again next time.");
    }

    /** Forgets what is trusted. */
    void delete() throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(folder);
        }
        Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + ".lock"));
    }
}
