package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The delegations of one targets role, in their order. */
final class Delegations {

    static final Delegations NONE = new Delegations(List.of(), null);

    /** In whatever case: where file names have none, another role's document would take the place of these. */
    private static final Set<String> TOP_LEVEL = Set.of("root", "timestamp", "snapshot", "targets");

    private static final int MAX_BITS = 32;

    /** Bins that share keys, named by a prefix and the first bits of a path's hash. */
    private record Succinct(String prefix, int bits, RoleKeys keys) {

        String binOf(String pathHash) {
            long head = Long.parseLong(pathHash.substring(0, 8), 16);
            return name(head >>> (MAX_BITS - bits));
        }

        String name(long bin) {
            int digits = Long.toHexString((1L << bits) - 1).length();
            return prefix + "-" + String.format(Locale.ROOT, "%0" + digits + "x", bin);
        }

        boolean has(String role) {
            String start = prefix + "-";
            if (!role.startsWith(start)) {
                return false;
            }
            try {
                long bin = Long.parseLong(role.substring(start.length()), 16);
                return bin >= 0 && bin < 1L << bits && name(bin).equals(role);
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }

    private final List<Delegation> roles;
    private final @Nullable Succinct succinct;

    private Delegations(List<Delegation> roles, @Nullable Succinct succinct) {
        this.roles = roles;
        this.succinct = succinct;
    }

    /** Reads a {@code delegations} object. */
    static Delegations parse(JsonObject json, boolean acceptPkcs1) throws TrustException {
        Keys keys = Keys.parse(json.object("keys"), acceptPkcs1);
        if (json.has("roles") == json.has("succinct_roles")) {
            throw new JsonException("delegations need either 'roles' or 'succinct_roles'");
        }
        if (json.has("succinct_roles")) {
            return new Delegations(List.of(), succinct(json.object("succinct_roles"), keys));
        }
        List<Delegation> roles = new ArrayList<>();
        Set<String> names = new HashSet<>();
        json.array("roles");
        for (JsonObject one : json.objects("roles")) {
            String name = one.string("name");
            if (name.isEmpty() || TOP_LEVEL.contains(name.toLowerCase(Locale.ROOT)) || !names.add(name)) {
                throw new JsonException("a delegation has an empty, reserved or repeated name: '" + name + "'");
            }
            // TUF 4.5: exactly one of the two ways to say what a role may speak for.
            if (one.has("paths") == one.has("path_hash_prefixes")) {
                throw new JsonException("a delegation needs either 'paths' or 'path_hash_prefixes'");
            }
            roles.add(new Delegation(
                    name,
                    RoleKeys.parse(one, keys),
                    one.bool("terminating"),
                    one.strings("paths"),
                    one.strings("path_hash_prefixes").stream()
                            .map(prefix -> prefix.toLowerCase(Locale.ROOT))
                            .toList()));
        }
        return new Delegations(roles, null);
    }

    private static Succinct succinct(JsonObject json, Keys keys) throws JsonException {
        long bits = json.integer("bit_length");
        if (bits < 1 || bits > MAX_BITS) {
            throw new JsonException("'bit_length' must be 1 to " + MAX_BITS);
        }
        String prefix = json.string("name_prefix");
        return new Succinct(prefix, (int) bits, RoleKeys.parse(json, keys));
    }

    /** The delegations that cover a path, in their order. */
    List<Delegation> covering(String path, String pathHash, Effort effort) throws TrustException {
        Succinct bins = succinct;
        if (bins != null) {
            // TAP 15: exactly one bin covers a path, and the search ends with it.
            return List.of(new Delegation(bins.binOf(pathHash), bins.keys(), true, List.of(), List.of("")));
        }
        List<Delegation> covering = new ArrayList<>();
        for (Delegation delegation : roles) {
            if (delegation.covers(path, pathHash, effort)) {
                covering.add(delegation);
            }
        }
        return covering;
    }

    /** The delegation to a role of that name. */
    Optional<Delegation> named(String role) {
        Succinct bins = succinct;
        if (bins != null) {
            return bins.has(role)
                    ? Optional.of(new Delegation(role, bins.keys(), true, List.of(), List.of("")))
                    : Optional.empty();
        }
        return roles.stream()
                .filter(delegation -> delegation.role().equals(role))
                .findFirst();
    }
}
