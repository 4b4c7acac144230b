package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.keys.VerificationKey;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys of one role and how many distinct ones must sign. */
public final class RoleKeys {

    private final Map<String, VerificationKey> keys;
    private final int threshold;

    private RoleKeys(Map<String, VerificationKey> keys, int threshold) {
        this.keys = keys;
        this.threshold = threshold;
    }

    /** Reads {@code keyids} and {@code threshold}. */
    static RoleKeys parse(JsonObject role, Keys known) throws JsonException {
        long threshold = role.integer("threshold");
        if (threshold < 1 || threshold > Integer.MAX_VALUE) {
            throw new JsonException("a threshold must be 1 or more");
        }
        role.array("keyids");
        List<String> ids = role.strings("keyids");
        if (new LinkedHashSet<>(ids).size() != ids.size()) {
            throw new JsonException("a role lists a key id twice");
        }
        Map<String, VerificationKey> keys = new LinkedHashMap<>();
        for (String id : ids) {
            VerificationKey key = known.get(id);
            if (key != null) {
                keys.put(id, key);
            }
        }
        return new RoleKeys(keys, (int) threshold);
    }

    /** Whether enough distinct keys signed: two ids of one key count once. */
    boolean satisfiedBy(Signed document) {
        return countSigners(document) >= threshold;
    }

    /** Whether at least one of these keys signed. */
    boolean anySigned(Signed document) {
        return countSigners(document) > 0;
    }

    private int countSigners(Signed document) {
        Set<VerificationKey> signers = new LinkedHashSet<>();
        for (Signed.Signature signature : document.signatures()) {
            VerificationKey key = keys.get(signature.keyId());
            if (key != null
                    && !signers.contains(key)
                    && signature.bytes().length > 0
                    && key.verify(document.canonical(), signature.bytes())) {
                signers.add(key);
            }
        }
        return signers.size();
    }

    /** Whether a key of these is missing in the others: the role's keys were rotated. */
    boolean lostKeyIn(RoleKeys newer) {
        return !newer.keys.values().containsAll(keys.values());
    }
}
