package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.TrustException;
import java.util.List;

/**
 * One delegation that may cover a path.
 *
 * @param role the delegated role
 * @param keys who must sign it
 * @param terminating whether the search ends with it
 * @param patterns path patterns; empty when hash prefixes decide
 * @param hashPrefixes lower-case hex prefixes of the SHA-256 of a path; empty when patterns decide
 */
record Delegation(String role, RoleKeys keys, boolean terminating, List<String> patterns, List<String> hashPrefixes) {

    Delegation {
        patterns = List.copyOf(patterns);
        hashPrefixes = List.copyOf(hashPrefixes);
    }

    /**
     * Whether the role may speak for that path.
     *
     * @throws TrustException {@code trust.limit} when comparing its patterns takes too long
     */
    boolean covers(String path, String pathHash, Effort effort) throws TrustException {
        for (String pattern : patterns) {
            if (PathPattern.matches(pattern, path, effort)) {
                return true;
            }
        }
        return hashPrefixes.stream().anyMatch(pathHash::startsWith);
    }
}
