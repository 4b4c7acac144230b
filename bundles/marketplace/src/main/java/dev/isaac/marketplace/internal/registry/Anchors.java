package dev.isaac.marketplace.internal.registry;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.TrustAnchor;
import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;
import dev.isaac.trust.tuf.MetadataStore;
import dev.isaac.trust.tuf.TufClient;
import dev.isaac.trust.tuf.TufLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes a root of trust out of what a person got from an operator. Never takes one because it was the first to come. */
final class Anchors {

    private static final String FILE_HINT = "Ask the registry's operator for its root.json.";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private Anchors() {}

    /** The bytes of the root; the registry is asked only where a fingerprint says which root it has to be. */
    static byte[] root(TrustAnchor anchor, RegistryConfig registry, Fetcher metadata) throws CommandException {
        if (anchor instanceof TrustAnchor.OfFile file) {
            return read(file.file());
        }
        return fetch(fingerprint(((TrustAnchor.OfFingerprint) anchor).sha256()), registry, metadata);
    }

    private static byte[] read(Path root) throws CommandException {
        try {
            byte[] bytes = Files.readAllBytes(root);
            TufClient.init(MetadataStore.memory(), bytes);
            return bytes;
        } catch (IOException e) {
            throw Fault.of(FaultKind.NOT_FOUND, "registry.bad-root", "The root file cannot be read: " + root + ".")
                    .hint(FILE_HINT)
                    .exception(e);
        } catch (TrustException e) {
            throw Fault.of(
                            FaultKind.VERIFICATION,
                            "registry.bad-root",
                            root + " is not the root of a registry: " + e.getMessage() + ".")
                    .hint(FILE_HINT)
                    .exception(e);
        }
    }

    private static String fingerprint(String text) throws CommandException {
        String plain = text.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^sha256:", "")
                .replaceAll("[:\\s]", "");
        if (!SHA256.matcher(plain).matches()) {
            throw Fault.of(
                            FaultKind.USAGE,
                            "registry.bad-fingerprint",
                            "'" + text + "' is no SHA-256 in hexadecimal: it has 64 digits.")
                    .hint("sha256sum root.json prints it on the operator's side.")
                    .exception();
        }
        return plain;
    }

    private static byte[] fetch(String fingerprint, RegistryConfig registry, Fetcher metadata) throws CommandException {
        try {
            for (int version = 1; version <= TufLimits.DEFAULT.maxRootRotations(); version++) {
                byte[] bytes = metadata.fetch(version + ".root.json", TufLimits.DEFAULT.maxRoot());
                if (Digests.sha256(bytes).equals(fingerprint)) {
                    TufClient.init(MetadataStore.memory(), bytes);
                    return bytes;
                }
            }
        } catch (FetchException e) {
            if (e.kind() == FetchException.Kind.UNREACHABLE) {
                throw TrustFaults.of(
                        new TrustException(TrustException.Kind.UNREACHABLE, String.valueOf(e.getMessage()), e),
                        registry);
            }
            throw mismatch(fingerprint, registry).exception(e);
        } catch (TrustException e) {
            throw TrustFaults.of(e, registry);
        }
        throw mismatch(fingerprint, registry).exception();
    }

    /** Says nothing of the fingerprints that the registry has: whoever copied one from here would trust it on first use. */
    private static Fault mismatch(String fingerprint, RegistryConfig registry) {
        return Fault.of(
                        FaultKind.VERIFICATION,
                        "registry.root-mismatch",
                        "At " + registry.place() + " there is no root with the fingerprint " + fingerprint + ".")
                .hint("Compare address and fingerprint with what its operator published. Nothing was trusted.")
                .detail("registry", registry.name());
    }
}
