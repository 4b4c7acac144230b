package dev.isaac.marketplace.internal.verify;

/** Names that belong to ISAAC, also while the part that has one is not installed. */
public final class HostNames {

    /** Where they all begin. */
    public static final String ROOT = "dev.isaac";

    private static final String EXAMPLES = "dev.isaac.example.";

    private HostNames() {}

    /** Whether a bundle or configuration of that name is a part of ISAAC; its example plugins are none. */
    public static boolean isReserved(String name) {
        return name.equals(ROOT) || (name.startsWith(ROOT + ".") && !name.startsWith(EXAMPLES));
    }
}
