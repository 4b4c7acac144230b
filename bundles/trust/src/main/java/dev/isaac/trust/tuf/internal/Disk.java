package dev.isaac.trust.tuf.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The changes that {@link FolderStore} makes to a disk, each of which a crash may follow. A change is sure to survive one
 * only after the {@code sync} that comes after it.
 */
interface Disk {

    /** The disk of the machine. */
    Disk REAL = new Disk() {};

    /** Creates a folder and its parents, where they are missing. */
    default void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
    }

    /** A new, empty file that only its owner can read. */
    default Path temporary(Path folder) throws IOException {
        return Files.createTempFile(folder, ".", ".tmp");
    }

    /** Writes a file. */
    default void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    /** Waits until what a file holds has reached the disk. */
    default void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Puts one file in the place of another, as one step. */
    default void replace(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes a file; false when there is none. */
    default boolean delete(Path file) throws IOException {
        return Files.deleteIfExists(file);
    }

    /** Waits until the names in a folder have reached the disk, where the platform lets a folder be opened. */
    default void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (FileSystemException e) {
            // Windows refuses to open folders; there the names are journaled.
            return;
        }
    }
}
