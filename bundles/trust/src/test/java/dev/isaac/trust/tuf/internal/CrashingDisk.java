package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.tuf.MetadataStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A disk whose power goes out before one of the changes, and which then has forgotten what nobody waited for. */
public final class CrashingDisk implements Disk {

    /** What of the changes since the last {@code sync} is lost. */
    public enum Loss {
        /** None: each had reached the disk. */
        NOTHING,
        /** The bytes of files, whose names survive: such files are empty. */
        CONTENT,
        /** Every new, replaced or removed name. */
        NAMES,
        /** Removed names, although names replaced after them survive. */
        DELETIONS
    }

    private interface Undo {
        void run() throws IOException;
    }

    private final Loss loss;
    private int left;
    private boolean off;
    private final Set<Path> unwritten = new LinkedHashSet<>();
    private final Deque<Undo> names = new ArrayDeque<>();

    private CrashingDisk(Loss loss, int changes) {
        this.loss = loss;
        this.left = changes;
    }

    /** A store in a folder, on a disk that makes so many changes and no more. */
    public static MetadataStore store(Path folder, Loss loss, int changes) {
        return new FolderStore(folder, new CrashingDisk(loss, changes));
    }

    private void change() throws IOException {
        if (!off && left-- == 0) {
            off = true;
            if (loss == Loss.CONTENT) {
                for (Path file : unwritten) {
                    if (Files.exists(file)) {
                        Files.write(file, new byte[0]);
                    }
                }
            }
            for (Undo undo : names) {
                undo.run();
            }
        }
        if (off) {
            throw new IOException("the power went out");
        }
    }

    private void forgetAt(Loss when, Undo undo) {
        if (loss == when) {
            names.push(undo);
        }
    }

    private static byte @Nullable [] content(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : null;
    }

    private static Undo restoring(Path file, byte @Nullable [] before) {
        return () -> {
            if (before == null) {
                Files.deleteIfExists(file);
            } else {
                Files.write(file, before);
            }
        };
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        change();
        Disk.super.createFolder(folder);
    }

    @Override
    public Path temporary(Path folder) throws IOException {
        change();
        Path file = Disk.super.temporary(folder);
        unwritten.add(file);
        forgetAt(Loss.NAMES, restoring(file, null));
        return file;
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        change();
        Disk.super.write(file, content);
        unwritten.add(file);
    }

    @Override
    public void sync(Path file) throws IOException {
        change();
        Disk.super.sync(file);
        unwritten.remove(file);
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        change();
        Undo undo = restoring(to, content(to));
        Disk.super.replace(from, to);
        forgetAt(Loss.NAMES, undo);
        if (unwritten.remove(from)) {
            unwritten.add(to);
        }
    }

    @Override
    public boolean delete(Path file) throws IOException {
        change();
        byte[] before = content(file);
        boolean deleted = Disk.super.delete(file);
        forgetAt(Loss.NAMES, restoring(file, before));
        forgetAt(Loss.DELETIONS, restoring(file, before));
        return deleted;
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        change();
        Disk.super.syncFolder(folder);
        names.clear();
    }
}
