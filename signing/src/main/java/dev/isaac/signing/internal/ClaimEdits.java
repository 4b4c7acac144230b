package dev.isaac.signing.internal;

import dev.isaac.signing.SigningException;
import dev.isaac.signing.SigningFault;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.AuthorKey;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Claims: who owns which plugin ids. */
public final class ClaimEdits {

    private static final List<String> ROLES = List.of(Draft.CLAIMED, Draft.NEW_CLAIMS);

    /** Adds a claim to {@code new-claims}, or replaces it where it lies. */
    public Edit put(Claim claim) {
        return context -> {
            Draft draft = context.draft();
            String path = Claim.path(claim.publisher());
            for (Claim other : all(draft)) {
                if (!other.publisher().equals(claim.publisher())) {
                    requireApart(claim, other);
                }
            }
            // A claim that a ceremony confirmed changes with the offline keys only.
            String role = draft.entry(Draft.CLAIMED, path).isPresent() ? Draft.CLAIMED : Draft.NEW_CLAIMS;
            draft.put(role, path, document(claim), Map.of("plugins", new ArrayList<Object>(claim.plugins())));
        };
    }

    private static void requireApart(Claim claim, Claim other) throws TrustException {
        for (String mine : claim.plugins()) {
            for (String theirs : other.plugins()) {
                if (overlap(mine, theirs)) {
                    throw new SigningException(
                            SigningFault.REGISTRY_CONFLICT,
                            "'" + mine + "' overlaps with '" + theirs + "' of '" + other.publisher() + "'",
                            "names are owned by one publisher; settle it between them first");
                }
            }
        }
    }

    /** Whether there can be an id that both patterns cover. */
    static boolean overlap(String a, String b) {
        boolean openA = a.endsWith("*");
        boolean openB = b.endsWith("*");
        String stemA = openA ? a.substring(0, a.length() - 1) : a;
        String stemB = openB ? b.substring(0, b.length() - 1) : b;
        if (openA && openB) {
            return stemA.startsWith(stemB) || stemB.startsWith(stemA);
        }
        if (openA) {
            return b.length() > stemA.length() && b.startsWith(stemA);
        }
        return openB ? a.length() > stemB.length() && a.startsWith(stemB) : a.equals(b);
    }

    /** Moves claims to {@code claimed}. */
    public Edit move(Collection<String> publishers) {
        return context -> {
            Draft draft = context.draft();
            List<String> paths = publishers.isEmpty()
                    ? draft.paths(Draft.NEW_CLAIMS)
                    : publishers.stream().map(Claim::path).toList();
            for (String path : paths) {
                byte[] document = draft.read(Draft.NEW_CLAIMS, path)
                        .orElseThrow(() -> new SigningException(
                                SigningFault.REGISTRY_NOT_FOUND,
                                "new-claims does not hold " + path,
                                "registry status shows what waits"));
                Claim claim = Claim.parse(document);
                draft.remove(Draft.NEW_CLAIMS, path);
                draft.put(Draft.CLAIMED, path, document, Map.of("plugins", new ArrayList<Object>(claim.plugins())));
            }
        };
    }

    /** Every claim, in the order in which clients look for them. */
    static List<Claim> all(Draft draft) throws TrustException, IOException {
        List<Claim> claims = new ArrayList<>();
        for (String role : ROLES) {
            for (String path : draft.paths(role)) {
                Optional<byte[]> document = draft.read(role, path);
                if (document.isPresent()) {
                    claims.add(Claim.parse(document.get()));
                }
            }
        }
        return claims;
    }

    private static byte[] document(Claim claim) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("publisher", claim.publisher());
        json.put("name", claim.name());
        json.put("homepage", claim.homepage());
        json.put("plugins", claim.plugins());
        json.put("keys", claim.keys().stream().map(AuthorKey::toJson).toList());
        return Json.writePretty(json);
    }
}
