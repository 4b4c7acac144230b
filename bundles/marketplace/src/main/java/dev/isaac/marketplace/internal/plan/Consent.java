package dev.isaac.marketplace.internal.plan;

import dev.isaac.trust.permission.CodeFlag;
import dev.isaac.trust.permission.Permission;
import dev.isaac.trust.permission.PermissionException;
import java.util.Collection;
import java.util.Set;

/** What a user who named a plugin is asked about before it comes; the rest is only told. */
final class Consent {

    /** What the commands of a shell do every day: files where the user works, and those of the plugin itself. */
    private static final Set<String> PLACES = Set.of("directory", "temporary", "data");

    private static final String THIS_MACHINE = "localhost";

    private Consent() {}

    /**
     * Whether one of the flags is of a kind that this ISAAC does not know. The known ones are told: reflection alone reaches
     * as far as all of them together, nearly every larger library has it, and a question that always comes is not read.
     */
    static boolean asksAboutCode(Collection<String> flags) {
        return flags.stream().anyMatch(flag -> CodeFlag.of(flag).isEmpty());
    }

    /** Whether one of them goes beyond what a named plugin gets without a question. */
    static boolean asks(Collection<String> permissions) {
        return permissions.stream().anyMatch(Consent::asks);
    }

    private static boolean asks(String text) {
        Permission permission;
        try {
            permission = Permission.parse(text);
        } catch (PermissionException e) {
            return true;
        }
        return switch (permission.kind()) {
            case READ, WRITE -> !PLACES.contains(permission.scope());
            case NETWORK -> !permission.scope().equals(THIS_MACHINE);
            case RUN, ENVIRONMENT -> permission.scope().equals(Permission.ANY);
            case NATIVE, SERVICE, FRAMEWORK -> true;
        };
    }
}
