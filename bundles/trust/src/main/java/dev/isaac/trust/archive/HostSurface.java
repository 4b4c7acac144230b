package dev.isaac.trust.archive;

import java.util.Set;

/**
 * What the host has, and a plugin must not impersonate.
 *
 * @param packages the packages that host bundles export
 * @param bundles the symbolic names of host bundles
 */
public record HostSurface(Set<String> packages, Set<String> bundles) {

    /** A host of which nothing is known. */
    public static final HostSurface NONE = new HostSurface(Set.of(), Set.of());

    public HostSurface {
        packages = Set.copyOf(packages);
        bundles = Set.copyOf(bundles);
    }
}
