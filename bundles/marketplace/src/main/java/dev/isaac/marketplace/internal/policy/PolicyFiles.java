package dev.isaac.marketplace.internal.policy;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.DetachedSignature;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code policy.json} of the distribution ({@code etc/}) and of the home. Read anew at each question. A policy that cannot
 * be read, or lacks the signature that the distribution asks for, allows nothing. Thread-safe.
 */
public final class PolicyFiles implements PolicySource {

    private final Path ofDistribution;
    private final Path ofHome;

    /** Reads nothing yet. */
    public PolicyFiles(Path home, Path distribution) {
        this.ofDistribution = distribution.resolve("etc").resolve("policy.json");
        this.ofHome = home.resolve("policy.json");
    }

    @Override
    public Policy now() throws CommandException {
        Optional<byte[]> first = bytes(ofDistribution);
        Optional<Rules> distribution =
                first.isEmpty() ? Optional.empty() : Optional.of(rules(ofDistribution, true, first.get()));
        Optional<byte[]> second = bytes(ofHome);
        if (distribution.isPresent() && !distribution.get().signers().isEmpty()) {
            requireSignature(second, distribution.get());
        }
        Optional<Rules> home = second.isEmpty() ? Optional.empty() : Optional.of(rules(ofHome, false, second.get()));
        return new Policy(distribution, home);
    }

    private void requireSignature(Optional<byte[]> policy, Rules distribution) throws CommandException {
        Path beside = ofHome.resolveSibling(ofHome.getFileName() + ".sig");
        if (policy.isEmpty()) {
            throw unsigned(
                            "There is no policy " + ofHome + ", and this distribution asks for a signed one",
                            distribution)
                    .exception();
        }
        Optional<byte[]> signature = bytes(beside);
        if (signature.isEmpty()) {
            throw unsigned("The policy " + ofHome + " is not signed: there is no " + beside, distribution)
                    .exception();
        }
        try {
            DetachedSignature.verify(
                    DetachedSignature.POLICY, policy.get(), signature.get(), List.copyOf(distribution.signers()));
        } catch (TrustException e) {
            throw unsigned("The policy " + ofHome + " is not signed as it should be: " + e.getMessage(), distribution)
                    .exception(e);
        }
    }

    private static Fault unsigned(String message, Rules distribution) {
        return Fault.of(FaultKind.VERIFICATION, "policy.unsigned", message + ", so nothing is allowed.")
                .hint("The rule is 'marketplace.signedBy' in " + distribution.file()
                        + ". Ask whoever writes the policy for both files.")
                .detail("rule", "marketplace.signedBy")
                .detail("file", distribution.file().toString());
    }

    private static Optional<byte[]> bytes(Path file) throws CommandException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Rules rules(Path file, boolean distribution, byte[] bytes) throws CommandException {
        try {
            Optional<JsonObject> part = Json.parseObject(bytes).optionalObject("marketplace");
            return Rules.read(file, distribution, part.orElse(JsonObject.EMPTY));
        } catch (JsonException e) {
            throw unreadable(file, e);
        }
    }

    private static CommandException unreadable(Path file, Exception error) {
        return Fault.of(
                        FaultKind.REFUSED,
                        "policy.unreadable",
                        "The policy " + file + " cannot be read, so nothing is allowed: " + error.getMessage() + ".")
                .hint("Correct the file, or ask who wrote it.")
                .exception(error);
    }
}
