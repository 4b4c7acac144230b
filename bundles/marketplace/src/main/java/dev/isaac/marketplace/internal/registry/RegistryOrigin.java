package dev.isaac.marketplace.internal.registry;

import dev.isaac.trust.pack.RegistryPackage;
import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Where the files of a registry come from. Whatever it is, what comes is verified in the same way. */
interface RegistryOrigin {

    /** For metadata. */
    Fetcher metadata();

    /** For targets. */
    Fetcher targets();

    /** Whether asking is cheap, and nothing of it need be kept. */
    boolean isLocal();

    /** Whether it has that metadata; only asked where it is local. */
    boolean has(String name);

    /** The place that a configuration names: a folder or a web server. */
    static RegistryOrigin of(RegistryConfig config) {
        if (!config.isFolder()) {
            URI place = config.location();
            return new Origin(
                    new HttpFetcher(place.resolve("metadata/"), Duration.ofSeconds(10), Duration.ofSeconds(30)),
                    new HttpFetcher(place.resolve("targets/"), Duration.ofSeconds(10), Duration.ofSeconds(30)),
                    false);
        }
        Path folder = Path.of(config.location());
        return new Origin(new FolderFetcher(folder, "metadata/"), new FolderFetcher(folder, "targets/"), true) {
            @Override
            public boolean has(String name) {
                return Files.exists(folder.resolve("metadata").resolve(name));
            }
        };
    }

    /** A package. */
    static RegistryOrigin of(RegistryPackage file) {
        return new Origin(file.metadata(), file.targets(), true);
    }

    /** Two fetchers. */
    class Origin implements RegistryOrigin {

        private static final long MAX_METADATA = 1L << 20;

        private final Fetcher metadata;
        private final Fetcher targets;
        private final boolean local;

        Origin(Fetcher metadata, Fetcher targets, boolean local) {
            this.metadata = metadata;
            this.targets = targets;
            this.local = local;
        }

        @Override
        public Fetcher metadata() {
            return metadata;
        }

        @Override
        public Fetcher targets() {
            return targets;
        }

        @Override
        public boolean isLocal() {
            return local;
        }

        @Override
        public boolean has(String name) {
            try {
                return metadata.fetch(name, MAX_METADATA).length > 0;
            } catch (FetchException e) {
                return e.kind() != FetchException.Kind.NOT_FOUND; // what cannot be told is asked properly
            }
        }
    }
}
