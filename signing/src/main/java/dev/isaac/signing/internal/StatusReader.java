package dev.isaac.signing.internal;

import dev.isaac.signing.Passphrases;
import dev.isaac.signing.RegistryStatus;
import dev.isaac.signing.RegistryStatus.Alarm;
import dev.isaac.signing.RegistryStatus.Role;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.advisory.Advisory;
import dev.isaac.trust.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads how a registry stands; changes nothing, and needs no key. */
public final class StatusReader {

    private final RegistryFolder folder;
    private final Instant now;

    /** Of a folder, at a time. */
    public StatusReader(RegistryFolder folder, Instant now) {
        this.folder = folder;
        this.now = now;
    }

    /** Reads it. */
    public RegistryStatus read() throws TrustException, IOException {
        folder.requireRegistry();
        OperatorSettings settings = OperatorSettings.parse(Files.readAllBytes(folder.settings()));
        Map<String, byte[]> documents = folder.documents();
        List<Role> roles = new ArrayList<>();
        for (String name : order(documents)) {
            JsonObject signed =
                    Draft.signed(Optional.ofNullable(documents.get(name)).orElseThrow());
            JsonObject grant = grant(documents, name);
            Instant expires = Instant.parse(signed.string("expires"));
            roles.add(new Role(
                    name,
                    signed.integer("version"),
                    expires,
                    Math.floorDiv(
                            Duration.between(now, expires).toSeconds(),
                            Duration.ofDays(1).toSeconds()),
                    alarm(expires, settings.validity(name)),
                    grant.strings("keyids"),
                    (int) grant.integer("threshold")));
        }
        Draft draft = Draft.load(folder);
        // Without a single key: what this cannot sign is what is missing.
        AvailableKeys none = new AvailableKeys(
                folder.folder(), new OperatorSettings(Map.of(), Map.of()), Passphrases.none(), List.of());
        Map<String, Integer> missing =
                new Seal(draft, none, settings, now).changes().missing();
        Map<String, Integer> staged = new TreeMap<>();
        for (String role : draft.changed()) {
            staged.put(role, missing.getOrDefault(role, 0));
        }
        List<String> waiting = draft.has(Draft.NEW_CLAIMS)
                ? draft.paths(Draft.NEW_CLAIMS).stream()
                        .map(path -> path.substring("claims/".length(), path.length() - ".json".length()))
                        .toList()
                : List.of();
        List<String> advisories = draft.has(Draft.TARGETS)
                ? AdvisoryEdits.present(draft).stream().map(Advisory::id).toList()
                : List.of();
        return new RegistryStatus(roles, staged, waiting, advisories);
    }

    private static Set<String> order(Map<String, byte[]> documents) {
        Set<String> order = new LinkedHashSet<>();
        for (String role : Draft.TOP_LEVEL) {
            if (documents.containsKey(role)) {
                order.add(role);
            }
        }
        order.addAll(documents.keySet());
        return order;
    }

    private static JsonObject grant(Map<String, byte[]> documents, String role) throws TrustException {
        if (Draft.TOP_LEVEL.contains(role)) {
            return Draft.signed(Optional.ofNullable(documents.get(Draft.ROOT)).orElseThrow())
                    .object("roles")
                    .object(role);
        }
        JsonObject targets =
                Draft.signed(Optional.ofNullable(documents.get(Draft.TARGETS)).orElseThrow());
        return targets.object("delegations").objects("roles").stream()
                .filter(one -> role.equals(one.get("name")))
                .findFirst()
                .orElseGet(() -> new JsonObject(Map.of("keyids", List.of(), "threshold", 0L)));
    }

    /** Only what is less than half of a document's validity is near: otherwise a timestamp would always alarm. */
    private Alarm alarm(Instant expires, Duration validity) {
        Alarm worst = Alarm.NONE;
        for (Alarm alarm : Alarm.values()) {
            boolean sounds = alarm == Alarm.EXPIRED
                    ? !expires.isAfter(now)
                    : alarm != Alarm.NONE
                            && validity.toDays() >= 2L * alarm.days()
                            && expires.isBefore(now.plus(Duration.ofDays(alarm.days())));
            worst = sounds ? alarm : worst;
        }
        return worst;
    }
}
