package dev.isaac.marketplace.internal.registry;

import dev.isaac.marketplace.internal.transport.Arrival;
import dev.isaac.marketplace.internal.transport.FollowedFetcher;
import dev.isaac.marketplace.internal.transport.Transport;
import dev.isaac.trust.pack.RegistryPackage;
import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the files of a registry come from. Whatever it is, what comes is verified in the same way. */
interface RegistryOrigin {

    /** For metadata. */
    Fetcher metadata();

    /** For targets. */
    FollowedFetcher targets();

    /** Whether asking is cheap, and nothing of it need be kept. */
    boolean isLocal();

    /** Whether it has that metadata; only asked where it is local. */
    boolean has(String name);

    /** A folder or a web server. */
    static RegistryOrigin of(URI location, Optional<Path> authorities, Transport transport) {
        Fetcher metadata = transport.open(location, "metadata/", authorities);
        FollowedFetcher targets = transport.open(location, "targets/", authorities);
        if (!Transport.isFolder(location)) {
            return new Origin(metadata, targets, false);
        }
        Path folder = Path.of(location).resolve("metadata");
        return new Origin(metadata, targets, true) {
            @Override
            public boolean has(String name) {
                return Files.exists(folder.resolve(name));
            }
        };
    }

    /** A package. */
    static RegistryOrigin of(RegistryPackage file) {
        return new Origin(file.metadata(), new InMemory(file.targets()), true);
    }

    /** What is there at once, and so need not be followed. */
    record InMemory(Fetcher files) implements FollowedFetcher {
        @Override
        public byte[] fetch(String path, long maxLength) throws FetchException {
            return files.fetch(path, maxLength);
        }

        @Override
        public byte[] fetch(String path, long maxLength, Arrival arrival) throws FetchException {
            return files.fetch(path, maxLength);
        }
    }

    /** Two fetchers. */
    class Origin implements RegistryOrigin {

        private static final long MAX_METADATA = 1L << 20;

        private final Fetcher metadata;
        private final FollowedFetcher targets;
        private final boolean local;

        Origin(Fetcher metadata, FollowedFetcher targets, boolean local) {
            this.metadata = metadata;
            this.targets = targets;
            this.local = local;
        }

        @Override
        public Fetcher metadata() {
            return metadata;
        }

        @Override
        public FollowedFetcher targets() {
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
