package dev.isaac.shell.internal.surface;

import dev.isaac.command.Confirmation;
import dev.isaac.core.Surface;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The answers that were given on the command line. {@code --yes} answers what is ordinary; a new signer and a plan need
 * their own option with exactly what they accept.
 *
 * @param yes whether {@code --yes} was given
 * @param signers fingerprints given with {@code --accept-signer}
 * @param plans digests given with {@code --accept-plan}
 */
public record Consent(boolean yes, Set<String> signers, Set<String> plans) {

    public Consent {
        signers = Set.copyOf(signers);
        plans = Set.copyOf(plans);
    }

    /** Nothing was answered. */
    public static Consent none() {
        return new Consent(false, Set.of(), Set.of());
    }

    /** The answer of the command line, if it answers this question. */
    public Optional<Surface.Answer> answer(Confirmation confirmation) {
        boolean accepted = confirmation
                .acceptOption()
                .map(option -> accepted(option).contains(normal(confirmation.digest())))
                .orElse(yes);
        return accepted ? Optional.of(Surface.Answer.YES) : Optional.empty();
    }

    /** What an option accepted. */
    public Set<String> accepted(String option) {
        return switch (option) {
            case "accept-signer" -> signers;
            case "accept-plan" -> plans;
            default -> Set.of();
        };
    }

    /** How fingerprints and digests are compared: hex digits in lower case, no colons, no name of the algorithm. */
    public static String normal(String digest) {
        String lower = digest.strip().toLowerCase(Locale.ROOT);
        return (lower.startsWith("sha256:") ? lower.substring("sha256:".length()) : lower).replace(":", "");
    }
}
