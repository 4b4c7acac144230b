package dev.isaac.marketplace.internal.watch;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits until something may have become other in folders. Where the operating system tells it, nothing wakes the machine in
 * between; where it does not (other machines' disks, macOS), there is a look every second.
 */
final class HomeWatch implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(HomeWatch.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Should an event be lost. */
    private static final Duration NET = Duration.ofSeconds(30);
    /** On these, others write what this machine's kernel does not see. */
    private static final List<String> REMOTE = List.of("nfs", "cifs", "smb", "fuse", "9p", "afs", "vboxsf", "virtiofs");

    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE
    };

    private final List<Path> folders;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private volatile @Nullable WatchService events;

    /**
     * Watches folders, which need not be there yet: the first one holds the others.
     *
     * @param told whether the operating system tells of changes
     */
    HomeWatch(List<Path> folders, boolean told) {
        this.folders = List.copyOf(folders);
        this.events = told ? open(folders.get(0)) : null;
        register();
    }

    private static @Nullable WatchService open(Path folder) {
        try {
            String type = Files.getFileStore(folder).type().toLowerCase(Locale.ROOT);
            return REMOTE.stream().anyMatch(type::startsWith)
                    ? null
                    : folder.getFileSystem().newWatchService();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot be told of changes in " + folder, e);
            return null;
        }
    }

    /** Whether a system, by Java's name of it, tells of changes; elsewhere Java looks by itself, and more seldom. */
    static boolean tells(String system) {
        return system.startsWith("Linux") || system.startsWith("Windows");
    }

    private void register() {
        WatchService service = events;
        if (service == null) {
            return;
        }
        try {
            for (Path folder : folders) {
                if (!keys.containsKey(folder) && Files.isDirectory(folder)) {
                    keys.put(folder, folder.register(service, KINDS));
                }
            }
        } catch (IOException e) {
            // Such as a limit of the system: then it is looked every second.
            LOG.log(System.Logger.Level.DEBUG, "cannot be told of changes in " + folders, e);
            events = null;
            close(service);
        }
    }

    /** Waits until something may have changed, but no longer than a time; returns at once when it was closed. */
    void await(Duration longest) throws InterruptedException {
        WatchService service = events;
        if (service == null || !keys.containsKey(folders.get(0))) {
            closed.await(shorter(longest, LOOK), TimeUnit.NANOSECONDS);
            register();
            return;
        }
        try {
            for (WatchKey key = service.poll(shorter(longest, NET), TimeUnit.NANOSECONDS);
                    key != null;
                    key = service.poll()) {
                key.pollEvents();
                if (!key.reset()) {
                    keys.values().remove(key); // its folder went
                }
            }
            register();
        } catch (ClosedWatchServiceException e) {
            LOG.log(System.Logger.Level.TRACE, "closed while it waited", e);
        }
    }

    private static long shorter(Duration one, Duration other) {
        return (one.compareTo(other) < 0 ? one : other).toNanos();
    }

    @Override
    public void close() {
        closed.countDown();
        WatchService service = events;
        if (service != null) {
            close(service);
        }
    }

    private static void close(WatchService service) {
        try {
            service.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot stop being told of changes", e);
        }
    }
}
