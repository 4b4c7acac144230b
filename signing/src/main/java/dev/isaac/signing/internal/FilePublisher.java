package dev.isaac.signing.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** Writes files so that whoever reads meanwhile sees the old state or the new one. */
public final class FilePublisher {

    private FilePublisher() {}

    /** Writes the files in their order; one that has the same bytes already is left alone. */
    public static int publish(Path folder, Map<String, byte[]> files) throws IOException {
        int written = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            written += replace(folder.resolve(file.getKey()), file.getValue()) ? 1 : 0;
        }
        return written;
    }

    /** Replaces a file as one; says whether it had other bytes before. */
    public static boolean replace(Path file, byte[] bytes) throws IOException {
        if (Files.isRegularFile(file)
                && Files.size(file) == bytes.length
                && Arrays.equals(Files.readAllBytes(file), bytes)) {
            return false;
        }
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
        Files.createDirectories(folder);
        Path temporary = folder.resolve("." + file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(false);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }
}
