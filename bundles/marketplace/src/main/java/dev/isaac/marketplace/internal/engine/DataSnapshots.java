package dev.isaac.marketplace.internal.engine;

import dev.isaac.command.CommandException;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.internal.state.HomeFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The data of plugins as it was when another version took over: {@code snapshots/ID/GENERATION-VERSION}, named by the state
 * in which it was live and the version that wrote it. A snapshot is there entirely or not at all. The caller holds the home
 * lock, and the plugin does not run here.
 */
public final class DataSnapshots {

    private static final String PART = ".part";

    private final Path data;
    private final Path snapshots;

    /** Those of a home; creates nothing yet. */
    public DataSnapshots(Path home) {
        this.data = home.resolve("data");
        this.snapshots = home.resolve("snapshots");
    }

    /** Keeps the data of a plugin as it is; where it has none, nothing. */
    void take(PluginId id, long generation, PluginVersion version) throws CommandException {
        Path live = data.resolve(id.value());
        Path folder = folder(id);
        Path target = folder.resolve(name(generation, version));
        try {
            if (!Files.exists(live)) {
                return;
            }
            Files.createDirectories(folder);
            Path part = folder.resolve(PART);
            FolderCopy.delete(part);
            FolderCopy.copy(live, part);
            FolderCopy.delete(target);
            move(part, target);
        } catch (IOException e) {
            throw HomeFaults.of(e, target);
        }
    }

    /** Deletes what an earlier attempt to leave a generation kept. Called before the journal tells of a new one. */
    public void discard(PluginId id, long generation) throws CommandException {
        Optional<Path> stale = of(id, generation);
        if (stale.isPresent()) {
            try {
                FolderCopy.delete(stale.get());
            } catch (IOException e) {
                throw HomeFaults.of(e, stale.get());
            }
        }
    }

    /** Where the data is that a version wrote last. */
    public Optional<Path> latest(PluginId id, PluginVersion version) {
        String end = "-" + version;
        return all(id).stream()
                .filter(snapshot -> snapshot.getFileName().toString().endsWith(end))
                .findFirst();
    }

    /** Where the data is that was live in a generation. */
    Optional<Path> of(PluginId id, long generation) {
        String start = number(generation) + "-";
        return all(id).stream()
                .filter(snapshot -> snapshot.getFileName().toString().startsWith(start))
                .findFirst();
    }

    /** Puts a snapshot in the place of the live data; the snapshot stays. Can be repeated after a crash. */
    void bringBack(PluginId id, Path snapshot) throws CommandException {
        Path live = data.resolve(id.value());
        Path part = folder(id).resolve(PART);
        try {
            FolderCopy.delete(part);
            FolderCopy.copy(snapshot, part);
            FolderCopy.delete(live);
            Files.createDirectories(data);
            move(part, live);
        } catch (IOException e) {
            throw HomeFaults.of(e, live);
        }
    }

    /** Deletes the snapshots of a plugin whose versions are none of these; without any left its folder goes, too. */
    public void retain(PluginId id, Set<PluginVersion> versions) throws CommandException {
        Path folder = folder(id);
        if (!Files.exists(folder)) {
            return;
        }
        try {
            FolderCopy.delete(folder.resolve(PART));
            boolean empty = true;
            for (Path snapshot : all(id)) {
                String name = snapshot.getFileName().toString();
                String version = name.substring(name.indexOf('-') + 1);
                boolean kept =
                        versions.stream().anyMatch(each -> each.toString().equals(version))
                                && latest(id, PluginVersion.parse(version)).equals(Optional.of(snapshot));
                if (kept) {
                    empty = false;
                } else {
                    FolderCopy.delete(snapshot);
                }
            }
            if (empty) {
                FolderCopy.delete(folder);
                deleteIfEmpty(snapshots);
            }
        } catch (IOException e) {
            throw HomeFaults.of(e, folder);
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(folder);
    }

    /** The newest first. */
    private List<Path> all(PluginId id) {
        Path folder = folder(id);
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().equals(PART))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder(PluginId id) {
        return snapshots.resolve(id.value());
    }

    private static String name(long generation, PluginVersion version) {
        return number(generation) + "-" + version;
    }

    private static String number(long generation) {
        return String.format(Locale.ROOT, "%08d", generation);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException(from + " cannot become " + to + " in one step", e);
        }
    }
}
