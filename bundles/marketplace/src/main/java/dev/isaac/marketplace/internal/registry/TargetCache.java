package dev.isaac.marketplace.internal.registry;

import dev.isaac.marketplace.internal.state.DurableFiles;
import dev.isaac.trust.tuf.TargetFile;
import dev.isaac.trust.tuf.TufClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Small documents from web servers, by digest, so that an unchanged one is not fetched twice. Verified when read. */
final class TargetCache {

    private static final System.Logger LOG = System.getLogger(TargetCache.class.getName());
    private static final long MAX_LENGTH = 4L << 20;

    private final Path folder;
    private final boolean enabled;

    TargetCache(Path folder, boolean enabled) {
        this.folder = folder;
        this.enabled = enabled;
    }

    Optional<byte[]> get(TargetFile target) {
        Optional<Path> file = file(target);
        if (file.isEmpty() || !Files.exists(file.get())) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(file.get());
            return TufClient.matches(target, bytes) ? Optional.of(bytes) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void put(TargetFile target, byte[] bytes) {
        Optional<Path> file = file(target);
        if (file.isEmpty()) {
            return;
        }
        try {
            DurableFiles.write(file.get(), bytes, folder.resolve("part"));
        } catch (IOException e) {
            // A cache that cannot be written costs time, nothing else.
            LOG.log(System.Logger.Level.DEBUG, "cannot cache " + target.path(), e);
        }
    }

    private Optional<Path> file(TargetFile target) {
        if (!enabled || target.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return target.sha256().map(folder::resolve);
    }
}
