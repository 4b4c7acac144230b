package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A snapshot or timestamp document: the versions of other documents. */
public final class SnapshotRole {

    private static final String JSON = ".json";

    private final Signed signed;
    private final Map<String, MetaFile> files;

    private SnapshotRole(Signed signed, Map<String, MetaFile> files) {
        this.signed = signed;
        this.files = files;
    }

    /** Reads a snapshot. */
    static SnapshotRole parse(byte[] bytes) throws TrustException {
        return parse(bytes, "snapshot");
    }

    /** Reads a timestamp, which announces the snapshot and nothing else. */
    static SnapshotRole parseTimestamp(byte[] bytes) throws TrustException {
        SnapshotRole role = parse(bytes, "timestamp");
        if (!role.files.keySet().equals(Set.of("snapshot"))) {
            throw new JsonException("a timestamp must announce the snapshot and nothing else");
        }
        return role;
    }

    private static SnapshotRole parse(byte[] bytes, String type) throws TrustException {
        Signed signed = Signed.parse(bytes, type);
        JsonObject meta = signed.body().object("meta");
        Map<String, MetaFile> files = new LinkedHashMap<>();
        for (String name : meta.names()) {
            if (!name.endsWith(JSON)) {
                throw new JsonException("'meta' names a file that is no metadata: " + name);
            }
            files.put(name.substring(0, name.length() - JSON.length()), MetaFile.parse(meta.object(name)));
        }
        return new SnapshotRole(signed, files);
    }

    Signed signed() {
        return signed;
    }

    /** What is announced of a role; null when it is not listed. */
    @Nullable
    MetaFile file(String role) {
        return files.get(role);
    }

    Map<String, MetaFile> files() {
        return files;
    }
}
