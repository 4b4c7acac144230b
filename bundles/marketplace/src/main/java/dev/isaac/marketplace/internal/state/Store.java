package dev.isaac.marketplace.internal.state;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.trust.Digests;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The verified bytes of a home, each file under its own digest. Safe for several processes. */
public final class Store {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;
    private final Path quarantine;

    /** The store of a home. Creates nothing yet. */
    public Store(Path home) {
        this.folder = home.resolve("store").resolve("sha256");
        this.quarantine = quarantine(home);
    }

    static Path quarantine(Path home) {
        return home.resolve("store").resolve("quarantine");
    }

    /** Where the bytes with a digest are, or would be. */
    public Path path(String sha256) {
        if (!DIGEST.matcher(sha256).matches()) {
            throw new IllegalArgumentException("not a SHA-256 digest: " + sha256);
        }
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    /** Keeps bytes; returns their digest. */
    public String put(byte[] bytes) throws CommandException {
        return put(Digests.sha256(bytes), bytes);
    }

    /**
     * Keeps bytes whose digest is known; returns it.
     *
     * @param sha256 the digest of exactly these bytes, computed or verified by the caller
     */
    public String put(String sha256, byte[] bytes) throws CommandException {
        Path target = path(sha256);
        try {
            if (!Files.exists(target) || !Digests.sha256(target).equals(sha256)) {
                DurableFiles.write(target, bytes, quarantine);
            }
            return sha256;
        } catch (IOException e) {
            throw HomeFaults.of(e, target);
        }
    }

    /**
     * Reads bytes and checks that they are still the ones that were kept.
     *
     * @param what whose bytes they are, for people: {@code the jar of notes 1.0.0}
     * @param repair what to do when they are not there, or are others
     * @throws CommandException {@code plugin.bytes-missing} or {@code plugin.tampered}
     */
    public byte[] read(String sha256, String what, String repair) throws CommandException {
        Path source = path(sha256);
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(source);
        } catch (NoSuchFileException e) {
            throw Fault.of(FaultKind.VERIFICATION, "plugin.bytes-missing", "The store has lost " + what + ".")
                    .hint(repair)
                    .detail("file", source.toString())
                    .exception(e);
        } catch (IOException e) {
            throw HomeFaults.of(e, source);
        }
        if (!Digests.sha256(bytes).equals(sha256)) {
            throw Fault.of(
                            FaultKind.VERIFICATION,
                            "plugin.tampered",
                            "What the store holds as " + what + " is not what was verified at its installation.")
                    .hint(repair)
                    .detail("file", source.toString())
                    .exception();
        }
        return bytes;
    }

    /** Deletes what nobody refers to, and what interrupted installations left. The caller holds the home lock. */
    public void clean(Set<String> keep) throws IOException {
        deleteContents(quarantine);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> groups = Files.newDirectoryStream(folder)) {
            for (Path group : groups) {
                cleanGroup(group, keep);
            }
        }
    }

    /** Whether an interrupted installation left something. */
    public boolean hasLeftovers() {
        try (Stream<Path> files = Files.list(quarantine)) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static void cleanGroup(Path group, Set<String> keep) throws IOException {
        boolean empty = true;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(group)) {
            for (Path file : files) {
                if (keep.contains(file.getFileName().toString())) {
                    empty = false;
                } else {
                    Files.deleteIfExists(file);
                }
            }
        }
        if (empty) {
            Files.deleteIfExists(group);
        }
    }

    private static void deleteContents(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}
