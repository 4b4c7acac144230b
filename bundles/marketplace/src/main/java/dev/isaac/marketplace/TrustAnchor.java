package dev.isaac.marketplace;

import java.nio.file.Path;
import java.util.Objects;

/** What the verification of a registry begins with; obtained from its operator by another way than the registry itself. */
public sealed interface TrustAnchor {

    /**
     * The root itself.
     *
     * @param file the file with it
     */
    record OfFile(Path file) implements TrustAnchor {
        public OfFile {
            Objects.requireNonNull(file);
        }
    }

    /**
     * The fingerprint of a root that the registry has: any version of it, so that one that was printed before a rotation
     * still serves.
     *
     * @param sha256 SHA-256 of the root's bytes in hexadecimal; upper case, colons, spaces and a leading {@code sha256:}
     *     are accepted where it is used
     */
    record OfFingerprint(String sha256) implements TrustAnchor {
        public OfFingerprint {
            Objects.requireNonNull(sha256);
        }
    }
}
