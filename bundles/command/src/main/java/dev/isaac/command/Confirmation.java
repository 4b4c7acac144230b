package dev.isaac.command;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A question that must be answered with yes before something happens. The answer holds only for the digest.
 *
 * @param question one sentence that ends with a question mark
 * @param details what is about to happen, one line each
 * @param digest names exactly what was shown (SHA-256, hex), or a fingerprint
 * @param acceptOption the global option that answers it on a command line ({@code accept-signer}, {@code accept-plan});
 *     empty: {@code --yes} does
 */
public record Confirmation(String question, List<String> details, String digest, Optional<String> acceptOption) {

    public Confirmation {
        Objects.requireNonNull(question);
        details = List.copyOf(details);
        Objects.requireNonNull(digest);
        Objects.requireNonNull(acceptOption);
    }

    /** A question that {@code --yes} answers. */
    public static Confirmation ordinary(String question, List<String> details, String digest) {
        return new Confirmation(question, details, digest, Optional.empty());
    }
}
