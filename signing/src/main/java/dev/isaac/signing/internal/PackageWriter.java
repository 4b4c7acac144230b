package dev.isaac.signing.internal;

import dev.isaac.trust.pack.RegistryPackage;
import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a package beside its final place, file by file as they are fetched, and holds none of them. Nothing is left
 * behind unless it was published.
 */
public final class PackageWriter implements AutoCloseable {

    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0, 0);

    private final Path file;
    private final Path temporary;
    private final ZipOutputStream zip;
    private final Set<String> names = new HashSet<>();

    /** Begins. */
    public PackageWriter(Path file) throws IOException {
        this.file = file.toAbsolutePath().normalize();
        Path folder = Objects.requireNonNull(this.file.getParent(), "a file has a folder");
        Files.createDirectories(folder);
        this.temporary = Files.createTempFile(folder, ".package-", ".new");
        this.zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(temporary)));
        zip.setMethod(ZipOutputStream.STORED);
    }

    /** A fetcher whose answers go into the package. */
    public Fetcher recording(Fetcher source, String folder) {
        return (path, maxLength) -> {
            byte[] bytes = source.fetch(path, maxLength);
            try {
                add(folder + path, bytes);
            } catch (IOException e) {
                throw new FetchException(
                        FetchException.Kind.UNREACHABLE, "the package cannot be written: " + e.getMessage(), e);
            }
            return bytes;
        };
    }

    /** Adds a file, unless it is in the package already. */
    public void add(String name, byte[] bytes) throws IOException {
        if (!names.add(name)) {
            return;
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        entry.setSize(bytes.length);
        entry.setCompressedSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /** How many files of the registry it has. */
    public int files() {
        return names.size() - 1;
    }

    /** Ends the archive, and returns it under its temporary name. */
    public Path finish(List<String> plugins) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue(RegistryPackage.FORMAT_HEADER, RegistryPackage.FORMAT);
        main.putValue(RegistryPackage.PLUGINS_HEADER, String.join(",", plugins));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        add(JarFile.MANIFEST_NAME, bytes.toByteArray());
        zip.close();
        return temporary;
    }

    /** Gives it its name. */
    public void publish() throws IOException {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        try {
            zip.close();
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw new UncheckedIOException("what was left of a package cannot be removed", e);
        }
    }
}
