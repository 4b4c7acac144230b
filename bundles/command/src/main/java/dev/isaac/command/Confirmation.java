package dev.isaac.command;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

    /** A question that {@code --yes} answers; the digest is that of question and details. */
    public static Confirmation ordinary(String question, List<String> details) {
        try {
            byte[] shown = (question + "\n" + String.join("\n", details)).getBytes(StandardCharsets.UTF_8);
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(shown));
            return ordinary(question, details, digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A question that {@code --yes} answers, about something that a digest names more exactly than the words. */
    public static Confirmation ordinary(String question, List<String> details, String digest) {
        return new Confirmation(question, details, digest, Optional.empty());
    }
}
