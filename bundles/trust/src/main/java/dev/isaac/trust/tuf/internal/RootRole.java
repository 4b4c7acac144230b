package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.json.JsonObject;
import java.util.Map;

/** A root document. */
public final class RootRole {

    private final Signed signed;
    private final Map<String, RoleKeys> roles;
    private final boolean consistentSnapshot;

    private RootRole(Signed signed, Map<String, RoleKeys> roles, boolean consistentSnapshot) {
        this.signed = signed;
        this.roles = roles;
        this.consistentSnapshot = consistentSnapshot;
    }

    /** Reads a root document; nothing is verified. */
    static RootRole parse(byte[] bytes, boolean acceptPkcs1) throws TrustException {
        Signed signed = Signed.parse(bytes, "root");
        JsonObject body = signed.body();
        Keys keys = Keys.parse(body.object("keys"), acceptPkcs1);
        JsonObject roles = body.object("roles");
        return new RootRole(
                signed,
                Map.of(
                        "root", RoleKeys.parse(roles.object("root"), keys),
                        "timestamp", RoleKeys.parse(roles.object("timestamp"), keys),
                        "snapshot", RoleKeys.parse(roles.object("snapshot"), keys),
                        "targets", RoleKeys.parse(roles.object("targets"), keys)),
                body.bool("consistent_snapshot", false));
    }

    Signed signed() {
        return signed;
    }

    /** The keys of a top-level role. */
    RoleKeys keys(String role) {
        RoleKeys keys = roles.get(role);
        if (keys == null) {
            throw new IllegalArgumentException("not a top-level role: " + role);
        }
        return keys;
    }

    boolean consistentSnapshot() {
        return consistentSnapshot;
    }
}
