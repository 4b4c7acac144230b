package dev.isaac.signing.internal;

import dev.isaac.signing.KeyFiles;
import dev.isaac.signing.MetadataSigner;
import dev.isaac.signing.Passphrases;
import dev.isaac.signing.Registry.Outcome;
import dev.isaac.signing.Registry.Setup;
import dev.isaac.signing.Signer;
import dev.isaac.signing.SigningException;
import dev.isaac.signing.SigningFault;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.keys.SignatureAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes a registry that has no plugin yet, with the roles of docs/registry-format.md. */
public final class NewRegistry {

    private static final int MAX_BINS = 4096;
    private static final String BINS = "bins";
    private static final List<String> ROLES =
            List.of(Draft.ROOT, Draft.TARGETS, Draft.CLAIMED, Draft.NEW_CLAIMS, BINS, Draft.SNAPSHOT, Draft.TIMESTAMP);

    private final RegistryFolder folder;
    private final Instant now;
    private final Passphrases passphrases;
    private final SecureRandom random;

    /** In a folder, at a time. */
    public NewRegistry(RegistryFolder folder, Instant now, Passphrases passphrases, SecureRandom random) {
        this.folder = folder;
        this.now = now;
        this.passphrases = passphrases;
        this.random = random;
    }

    /** Makes it; keys that are made here are encrypted when there is a passphrase. */
    public Outcome create(Setup setup, char[] passphrase) throws TrustException, IOException {
        if (setup.bins() < 1 || setup.bins() > MAX_BINS || Integer.bitCount(setup.bins()) != 1) {
            throw new IllegalArgumentException("the number of bins must be a power of two up to " + MAX_BINS);
        }
        for (String role : List.of(setup.keys(), setup.thresholds(), setup.validity()).stream()
                .flatMap(map -> map.keySet().stream())
                .toList()) {
            if (!ROLES.contains(role)) {
                throw new IllegalArgumentException("there is no role '" + role + "'; there are " + ROLES);
            }
        }
        try (RegistryFolder.Lock lock = folder.lock()) {
            if (Files.exists(folder.settings())
                    || Files.exists(folder.published().resolve("metadata"))) {
                throw new SigningException(
                        SigningFault.REGISTRY_EXISTS,
                        folder.folder() + " holds a registry already",
                        "choose another folder");
            }
            Map<String, Long> days = new TreeMap<>();
            setup.validity().forEach((role, duration) -> days.put(role, duration.toDays()));
            OperatorSettings settings = new OperatorSettings(Map.of(), days);
            List<Signer> signers = new ArrayList<>();
            Map<String, List<KeyHolder>> keys = new LinkedHashMap<>();
            for (String role : ROLES) {
                keys.put(role, keys(role, setup.keys().getOrDefault(role, List.of()), passphrase));
            }
            keys.values()
                    .forEach(list -> list.forEach(key -> key.signer().ifPresent(signer -> {
                        settings.remember(key.id(), key.place(folder.folder()));
                        signers.add(signer);
                    })));
            return new Operation(folder, now, passphrases, signers, false)
                    .run(lock, context -> fill(context.draft(), setup, keys), settings);
        }
    }

    private List<KeyHolder> keys(String role, List<Path> files, char[] passphrase) throws TrustException, IOException {
        List<KeyHolder> keys = new ArrayList<>();
        for (Path file : files) {
            keys.add(KeyHolder.read(file, passphrases));
        }
        if (keys.isEmpty()) {
            Path file = folder.keys().resolve(role + "-1.pem");
            Signer made = KeyFiles.create(file, SignatureAlgorithm.ED25519, passphrase, random);
            keys.add(new KeyHolder(made.publicKey(), Optional.of(made), file));
        }
        return keys;
    }

    private static void fill(Draft draft, Setup setup, Map<String, List<KeyHolder>> keys) throws TrustException {
        Map<String, Object> root = Draft.newBody(Draft.ROOT);
        Map<String, Object> records = new TreeMap<>();
        Map<String, Object> roles = new TreeMap<>();
        for (String role : Draft.TOP_LEVEL) {
            roles.put(
                    role, grant(records, keysOf(keys, role), setup.thresholds().getOrDefault(role, 1), role));
        }
        root.put("consistent_snapshot", true);
        root.put("keys", records);
        root.put("roles", roles);
        draft.add(Draft.ROOT, root);

        Bins bins = new Bins(setup.bins());
        Map<String, Object> delegatedKeys = new TreeMap<>();
        List<Object> delegations = new ArrayList<>();
        for (String role : List.of(Draft.CLAIMED, Draft.NEW_CLAIMS)) {
            Map<String, Object> one =
                    grant(delegatedKeys, keysOf(keys, role), setup.thresholds().getOrDefault(role, 1), role);
            one.put("name", role);
            one.put("paths", new ArrayList<>(List.of("claims/*.json")));
            // No bin, whose key is online for more, can ever speak for a claim.
            one.put("terminating", role.equals(Draft.NEW_CLAIMS));
            delegations.add(one);
        }
        for (int bin = 0; bin < bins.count(); bin++) {
            Map<String, Object> one =
                    grant(delegatedKeys, keysOf(keys, BINS), setup.thresholds().getOrDefault(BINS, 1), BINS);
            one.put("name", bins.name(bin));
            one.put("path_hash_prefixes", new ArrayList<>(bins.prefixes(bin)));
            one.put("terminating", false);
            delegations.add(one);
        }
        Map<String, Object> targets = listing();
        targets.put("delegations", new TreeMap<>(Map.of("keys", delegatedKeys, "roles", delegations)));
        draft.add(Draft.TARGETS, targets);
        draft.add(Draft.CLAIMED, listing());
        draft.add(Draft.NEW_CLAIMS, listing());
        for (int bin = 0; bin < bins.count(); bin++) {
            draft.add(bins.name(bin), listing());
        }
        draft.put("catalog.json", Json.writePretty(new TreeMap<>(Map.of("format", 1, "plugins", List.of()))));
        draft.put("advisories.json", Json.writePretty(new TreeMap<>(Map.of("format", 1, "advisories", List.of()))));
    }

    private static List<KeyHolder> keysOf(Map<String, List<KeyHolder>> keys, String role) {
        return Optional.ofNullable(keys.get(role)).orElseThrow();
    }

    private static Map<String, Object> listing() {
        Map<String, Object> body = Draft.newBody(Draft.TARGETS);
        body.put("targets", new TreeMap<String, Object>());
        return body;
    }

    /** Writes the keys' records, and returns what a role says of them. */
    static Map<String, Object> grant(Map<String, Object> records, List<KeyHolder> keys, int threshold, String role) {
        List<Object> ids = new ArrayList<>();
        for (KeyHolder key : keys) {
            records.put(key.id(), MetadataSigner.record(key.publicKey()));
            if (!ids.contains(key.id())) {
                ids.add(key.id());
            }
        }
        if (threshold < 1 || threshold > ids.size()) {
            throw new IllegalArgumentException(
                    "'" + role + "' has " + ids.size() + " keys, of which " + threshold + " cannot sign");
        }
        Map<String, Object> grant = new TreeMap<>();
        grant.put("keyids", ids);
        grant.put("threshold", (long) threshold);
        return grant;
    }
}
