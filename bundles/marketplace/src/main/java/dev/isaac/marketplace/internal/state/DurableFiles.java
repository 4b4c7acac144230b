package dev.isaac.marketplace.internal.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.UUID;

/** Writes files that are there entirely or not at all, also after a power failure. */
public final class DurableFiles {

    private DurableFiles() {}

    /**
     * Writes a file under another name in {@code quarantine}, forces it to the disk and moves it into place.
     *
     * @param quarantine a folder on the same file system, created when it is missing
     */
    public static void write(Path target, byte[] bytes, Path quarantine) throws IOException {
        Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent(), "a file lies in a folder");
        Files.createDirectories(quarantine);
        Path part = quarantine.resolve(target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            createFolders(folder);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        forceFolder(folder);
    }

    /**
     * Gives a file that is on the disk already a second name, in the place of whatever had that name. Where the file system
     * knows no links, the bytes are written again.
     *
     * @param quarantine a folder on the same file system, created when it is missing
     */
    public static void keep(Path file, Path name, Path quarantine) throws IOException {
        Files.createDirectories(quarantine);
        Path link = quarantine.resolve(name.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.createLink(link, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            System.getLogger(DurableFiles.class.getName()).log(System.Logger.Level.TRACE, "cannot link " + file, e);
            write(name, Files.readAllBytes(file), quarantine);
            return;
        }
        try {
            Files.move(link, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(link); // two names of one file: the move did nothing
        }
    }

    /** Creates what is missing of a folder; its name lasts only when the folder above reached the disk, too. */
    private static void createFolders(Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path one = folder; one != null && !Files.exists(one); one = one.getParent()) {
            missing.push(one);
        }
        Files.createDirectories(folder);
        for (Path one : missing) {
            Path above = one.getParent();
            if (above != null) {
                forceFolder(above);
            }
        }
    }

    private static void forceFolder(Path folder) {
        // A rename lasts only when its folder reached the disk. Windows cannot open folders, and does not need it.
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            System.getLogger(DurableFiles.class.getName())
                    .log(System.Logger.Level.TRACE, "cannot force folder " + folder, e);
        }
    }
}
