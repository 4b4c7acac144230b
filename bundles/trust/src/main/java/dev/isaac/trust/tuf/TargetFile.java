package dev.isaac.trust.tuf;

import dev.isaac.trust.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * A target that trusted metadata describes.
 *
 * @param path its name in the repository, with {@code /} between segments
 * @param length in bytes
 * @param hashes lower-case hex by algorithm ({@code sha256}, {@code sha512}); at least one of these
 * @param custom what the repository says about it besides; empty when absent
 * @param role the role that lists it
 */
public record TargetFile(String path, long length, Map<String, String> hashes, JsonObject custom, String role) {

    public TargetFile {
        hashes = Map.copyOf(hashes);
    }

    /** The SHA-256 in lower-case hex, if listed. */
    public Optional<String> sha256() {
        return Optional.ofNullable(hashes.get("sha256"));
    }
}
