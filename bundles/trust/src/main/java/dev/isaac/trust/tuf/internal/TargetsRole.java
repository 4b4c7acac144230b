package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.tuf.TargetFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A targets document, top-level or delegated. Targets are read when they are asked for. */
final class TargetsRole {

    private final String name;
    private final Signed signed;
    private final JsonObject targets;
    private final Delegations delegations;

    private TargetsRole(String name, Signed signed, JsonObject targets, Delegations delegations) {
        this.name = name;
        this.signed = signed;
        this.targets = targets;
        this.delegations = delegations;
    }

    /** Reads a targets document. */
    static TargetsRole parse(String name, byte[] bytes, boolean acceptPkcs1) throws TrustException {
        Signed signed = Signed.parse(bytes, "targets");
        Optional<JsonObject> delegations = signed.body().optionalObject("delegations");
        return new TargetsRole(
                name,
                signed,
                signed.body().object("targets"),
                delegations.isPresent() ? Delegations.parse(delegations.get(), acceptPkcs1) : Delegations.NONE);
    }

    Signed signed() {
        return signed;
    }

    Delegations delegations() {
        return delegations;
    }

    /** The target of that path, if this role lists it. */
    Optional<TargetFile> target(String path) throws JsonException {
        return targets.has(path) ? Optional.of(read(path)) : Optional.empty();
    }

    /** Every target that this role lists, in its order. */
    List<TargetFile> targets() throws JsonException {
        List<TargetFile> all = new ArrayList<>();
        for (String path : targets.names()) {
            all.add(read(path));
        }
        return all;
    }

    private TargetFile read(String path) throws JsonException {
        JsonObject json = targets.object(path);
        long length = json.integer("length");
        if (length < 0) {
            throw new JsonException("a target has a negative length: " + path);
        }
        return new TargetFile(
                path,
                length,
                MetaFile.knownHashes(json.object("hashes")),
                json.optionalObject("custom").orElse(JsonObject.EMPTY),
                name);
    }
}
