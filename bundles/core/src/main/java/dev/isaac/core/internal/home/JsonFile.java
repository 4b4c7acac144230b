package dev.isaac.core.internal.home;

import dev.isaac.core.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** A small JSON file that is replaced as a whole: readers see the old one or the new one. */
public final class JsonFile {

    private JsonFile() {}

    /** The object in the file; empty when there is no file. */
    public static Map<String, Object> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Json.parseObject(in);
        } catch (NoSuchFileException e) {
            return new LinkedHashMap<>();
        }
    }

    /** Replaces the file. */
    public static void write(Path file, Map<String, ?> content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("no folder: " + file);
        }
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, "." + file.getFileName(), ".new");
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                Json.write(content, true, out);
                out.write('\n');
            }
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
