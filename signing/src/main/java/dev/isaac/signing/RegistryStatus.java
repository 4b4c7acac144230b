package dev.isaac.signing;

import dev.isaac.signing.internal.RegistryFolder;
import dev.isaac.signing.internal.StatusReader;
import dev.isaac.trust.TrustException;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a registry stands.
 *
 * @param roles the published roles, root first
 * @param staged what waits, with the number of signatures that each role lacks
 * @param newClaims publishers whose claim no ceremony confirmed yet
 * @param advisories the ids of the warnings that it publishes
 */
public record RegistryStatus(
        List<Role> roles, Map<String, Integer> staged, List<String> newClaims, List<String> advisories) {

    /** How near a document is to its expiry; only what is less than half of its validity counts. */
    public enum Alarm {
        /** Nothing to do. */
        NONE(Integer.MAX_VALUE),
        /** Less than 90 days. */
        NOTICE(90),
        /** Less than 30 days. */
        WARNING(30),
        /** Less than 7 days. */
        URGENT(7),
        /** Clients refuse it. */
        EXPIRED(0);

        private final int days;

        Alarm(int days) {
            this.days = days;
        }

        /** Below how many days it sounds. */
        public int days() {
            return days;
        }
    }

    /**
     * One role.
     *
     * @param name the role
     * @param version its version
     * @param expires when its document expires
     * @param daysLeft whole days until then; negative afterwards
     * @param alarm how urgent it is
     * @param keyIds the keys that may sign it
     * @param threshold how many of them must
     */
    public record Role(
            String name,
            long version,
            Instant expires,
            long daysLeft,
            Alarm alarm,
            List<String> keyIds,
            int threshold) {

        public Role {
            keyIds = List.copyOf(keyIds);
        }
    }

    public RegistryStatus {
        roles = List.copyOf(roles);
        staged = Map.copyOf(staged);
        newClaims = List.copyOf(newClaims);
        advisories = List.copyOf(advisories);
    }

    static RegistryStatus read(RegistryFolder folder, Instant now) throws TrustException, IOException {
        return new StatusReader(folder, now).read();
    }

    /** The most urgent alarm of all roles. */
    public Alarm worst() {
        return roles.stream().map(Role::alarm).max(Alarm::compareTo).orElse(Alarm.NONE);
    }

    /** As a value for JSON. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("alarm", worst().name().toLowerCase(Locale.ROOT));
        json.put(
                "roles",
                roles.stream()
                        .map(role -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("name", role.name());
                            one.put("version", role.version());
                            one.put("expires", role.expires().toString());
                            one.put("daysLeft", role.daysLeft());
                            one.put("alarm", role.alarm().name().toLowerCase(Locale.ROOT));
                            one.put("threshold", role.threshold());
                            one.put("keys", role.keyIds());
                            return one;
                        })
                        .toList());
        json.put("staged", staged);
        json.put("newClaims", newClaims);
        json.put("advisories", advisories);
        return json;
    }
}
