package dev.isaac.trust.tuf;

import java.time.Instant;

/**
 * What is trusted of one role.
 *
 * @param name the role
 * @param version its version, 1 or more
 * @param expires when its metadata expires
 */
public record TrustedRole(String name, long version, Instant expires) {}
