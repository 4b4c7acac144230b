package dev.isaac.signing.internal;

import dev.isaac.signing.MetadataSigner;
import dev.isaac.signing.Passphrases;
import dev.isaac.signing.SigningException;
import dev.isaac.signing.SigningFault;
import dev.isaac.trust.TrustException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Changes of who signs, and signing anew before documents expire. */
public final class KeyEdits {

    private static final String BINS = "bins";

    private final Passphrases passphrases;

    /** With the passphrases of new keys. */
    public KeyEdits(Passphrases passphrases) {
        this.passphrases = passphrases;
    }

    /** Exchanges keys of a role. */
    public Edit rotate(String role, List<Path> add, List<String> drop, OptionalInt threshold) {
        return context -> {
            List<KeyHolder> added = new ArrayList<>();
            for (Path file : add) {
                KeyHolder key = KeyHolder.read(file, passphrases);
                added.add(key);
                if (key.signer().isPresent()) {
                    context.settings()
                            .remember(key.id(), key.place(context.folder().folder()));
                }
            }
            Draft draft = context.draft();
            if (Draft.TOP_LEVEL.contains(role)) {
                Map<String, Object> root = draft.edit(Draft.ROOT);
                change(Bodies.object(Bodies.object(root, "roles"), role), role, added, drop, threshold);
                record(Bodies.object(root, "keys"), added);
                prune(root, Bodies.object(root, "roles").values());
                if (role.equals(Draft.TARGETS)) {
                    draft.edit(Draft.TARGETS);
                }
                return;
            }
            delegated(draft, role, added, drop, threshold);
        };
    }

    private static void delegated(
            Draft draft, String role, List<KeyHolder> added, List<String> drop, OptionalInt threshold)
            throws TrustException {
        List<String> roles = role.equals(BINS) ? draft.bins() : List.of(role);
        if (!roles.stream().allMatch(draft::has)) {
            throw new SigningException(
                    SigningFault.REGISTRY_NOT_FOUND, "there is no role '" + role + "'", "registry status lists them");
        }
        Map<String, Object> delegations = Bodies.object(draft.edit(Draft.TARGETS), "delegations");
        List<Map<String, Object>> all = Bodies.objects(delegations, "roles");
        for (Map<String, Object> one : all) {
            if (roles.contains(Bodies.string(one, "name"))) {
                change(one, role, added, drop, threshold);
            }
        }
        record(Bodies.object(delegations, "keys"), added);
        prune(delegations, all);
        roles.forEach(draft::edit);
    }

    private static void change(
            Map<String, Object> grant, String role, List<KeyHolder> added, List<String> drop, OptionalInt threshold)
            throws TrustException {
        List<String> ids = new ArrayList<>(Bodies.strings(grant, "keyids"));
        for (String id : drop) {
            if (!ids.remove(id)) {
                throw new SigningException(
                        SigningFault.REGISTRY_NOT_FOUND,
                        "'" + role + "' has no key " + id,
                        "registry status --json lists them");
            }
        }
        for (KeyHolder key : added) {
            if (!ids.contains(key.id())) {
                ids.add(key.id());
            }
        }
        long needed = threshold.orElse((int) Bodies.integer(grant, "threshold"));
        if (needed < 1 || needed > ids.size()) {
            throw new SigningException(
                    SigningFault.REGISTRY_CONFLICT,
                    "'" + role + "' would have " + ids.size() + " keys, of which " + needed + " cannot sign",
                    "add a key, or lower the threshold");
        }
        grant.put("keyids", ids);
        grant.put("threshold", needed);
    }

    private static void record(Map<String, Object> records, List<KeyHolder> keys) {
        keys.forEach(key -> records.put(key.id(), MetadataSigner.record(key.publicKey())));
    }

    /** A key that no role names any more has no business in the document. */
    private static void prune(Map<String, Object> holder, Iterable<?> grants) {
        Set<Object> used = new HashSet<>();
        for (Object grant : grants) {
            if (grant instanceof Map<?, ?> role && role.get("keyids") instanceof List<?> ids) {
                used.addAll(ids);
            }
        }
        Bodies.object(holder, "keys").keySet().retainAll(used);
    }

    /** Signs anew what expires before a time. */
    public Edit renew(Instant before) {
        return context -> {
            Draft draft = context.draft();
            for (String role : draft.roles()) {
                String expires = Bodies.string(draft.body(role), "expires");
                if (!expires.isEmpty() && Instant.parse(expires).isBefore(before)) {
                    draft.edit(role);
                }
            }
        };
    }
}
