package dev.isaac.signing.internal;

import dev.isaac.signing.MetadataSigner;
import dev.isaac.signing.Signer;
import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Signs a draft with the keys that are here, and says which signatures are still missing. */
final class Seal {

    private final Draft draft;
    private final AvailableKeys keys;
    private final OperatorSettings settings;
    private final Instant now;
    private final Map<String, byte[]> documents = new LinkedHashMap<>();
    private final Map<String, Integer> missing = new LinkedHashMap<>();

    Seal(Draft draft, AvailableKeys keys, OperatorSettings settings, Instant now) {
        this.draft = draft;
        this.keys = keys;
        this.settings = settings;
        this.now = now;
    }

    /** Signs every changed role but snapshot and timestamp. */
    Seal changes() throws TrustException, IOException {
        for (String role : draft.changed()) {
            byte[] document = draft.untouchedStaged(role).orElse(null);
            if (document == null) {
                Map<String, Object> body = new TreeMap<>(draft.body(role));
                body.put("version", draft.nextVersion(role));
                body.put("expires", now.plus(settings.validity(role)).toString());
                document = MetadataSigner.sign(body, List.of());
            }
            documents.put(role, sign(role, document));
        }
        return this;
    }

    /** Adds what every publication has anew: the snapshot, when a version changed or it grows old, and the timestamp. */
    Seal online() throws TrustException, IOException {
        Map<String, Object> meta = new TreeMap<>();
        for (String role : draft.roles()) {
            if (!role.equals(Draft.ROOT)) {
                byte[] document = documents.containsKey(role)
                        ? documents.get(role)
                        : draft.published(role).orElseThrow();
                meta.put(
                        role + ".json",
                        new TreeMap<>(Map.of(
                                "version",
                                Draft.signed(Optional.ofNullable(document).orElseThrow())
                                        .integer("version"))));
            }
        }
        Map<String, Object> snapshot = Draft.newBody(Draft.SNAPSHOT);
        snapshot.put("meta", meta);
        byte[] current = keepOrSign(Draft.SNAPSHOT, snapshot);
        Map<String, Object> announced = new TreeMap<>();
        announced.put("version", Draft.signed(current).integer("version"));
        announced.put("length", (long) current.length);
        announced.put("hashes", new TreeMap<>(Map.of("sha256", Digests.sha256(current))));
        Map<String, Object> timestamp = Draft.newBody(Draft.TIMESTAMP);
        timestamp.put("meta", new TreeMap<>(Map.of("snapshot.json", announced)));
        documents.put(Draft.TIMESTAMP, signNew(Draft.TIMESTAMP, timestamp));
        return this;
    }

    private byte[] keepOrSign(String role, Map<String, Object> body) throws TrustException, IOException {
        Optional<byte[]> before = draft.published(role);
        if (before.isPresent()) {
            JsonObject signed = Draft.signed(before.get());
            boolean lasts = Instant.parse(signed.string("expires"))
                    .isAfter(now.plus(settings.validity(role).dividedBy(2)));
            boolean same =
                    Arrays.equals(Json.canonical(signed.object("meta")), Json.canonical(Bodies.object(body, "meta")));
            if (lasts && same && draft.authority(role).missing(signers(before.get())) == 0) {
                return before.get();
            }
        }
        byte[] document = signNew(role, body);
        documents.put(role, document);
        return document;
    }

    private byte[] signNew(String role, Map<String, Object> body) throws TrustException, IOException {
        body.put("version", draft.nextVersion(role));
        body.put("expires", now.plus(settings.validity(role)).toString());
        return sign(role, MetadataSigner.sign(body, List.of()));
    }

    /** Adds the signatures that can be made here, and counts what is missing. */
    private byte[] sign(String role, byte[] document) throws TrustException, IOException {
        Authority authority = draft.authority(role);
        Optional<Authority> former = role.equals(Draft.ROOT) ? draft.formerRootAuthority() : Optional.empty();
        Set<String> candidates = new LinkedHashSet<>(authority.keyIds());
        former.ifPresent(one -> candidates.addAll(one.keyIds()));
        byte[] result = document;
        for (String keyId : candidates) {
            if (!signers(result).contains(keyId)) {
                Optional<Signer> signer = keys.find(keyId);
                if (signer.isPresent()) {
                    result = MetadataSigner.addSignature(result, signer.get());
                }
            }
        }
        Set<String> signed = signers(result);
        // At least so many: one signature may count for the old keys and for the new ones.
        int lacking = Math.max(
                authority.missing(signed),
                former.map(one -> one.missing(signed)).orElse(0));
        if (lacking > 0) {
            missing.put(role, lacking);
        } else {
            missing.remove(role);
        }
        return result;
    }

    /** The ids of the keys whose signatures a document carries; whether they are valid, our client finds out. */
    static Set<String> signers(byte[] document) throws TrustException {
        Set<String> ids = new LinkedHashSet<>();
        for (JsonObject signature : Json.parseObject(document).objects("signatures")) {
            if (!signature.string("sig").isEmpty()) {
                ids.add(signature.string("keyid"));
            }
        }
        return ids;
    }

    /** The new document of each role. */
    Map<String, byte[]> documents() {
        return documents;
    }

    /** How many signatures each role still lacks; empty when the draft can be published. */
    Map<String, Integer> missing() {
        return missing;
    }
}
