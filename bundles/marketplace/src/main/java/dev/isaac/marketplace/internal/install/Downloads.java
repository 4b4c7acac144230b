package dev.isaac.marketplace.internal.install;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.internal.plan.Artifact;
import dev.isaac.marketplace.internal.transport.Arrival;
import dev.isaac.trust.TrustException;

/** Fetches the bytes of a release; exactly as many as announced, with the announced digest, or none. */
final class Downloads {

    private Downloads() {}

    static byte[] fetch(Artifact artifact, Arrival arrival) throws CommandException {
        Release release = artifact.release();
        String name = release.id() + " " + release.version();
        try {
            return artifact.registry().download(artifact.jar(), arrival);
        } catch (TrustException e) {
            throw fault(release, name, e).exception(e);
        }
    }

    private static Fault fault(Release release, String name, TrustException error) {
        String registry = "registry '" + release.registry() + "'";
        return switch (error.kind()) {
            case UNREACHABLE ->
                Fault.of(
                                FaultKind.UNAVAILABLE,
                                "registry.unreachable",
                                "The file of " + name + " cannot be fetched from " + registry + ": "
                                        + error.getMessage() + ".")
                        .hint("Check the network and try again; nothing was changed.");
            case MISSING, NOT_FOUND ->
                Fault.of(
                                FaultKind.VERIFICATION,
                                "plugin.file-missing",
                                "The file of " + name + " is not in " + registry + ", which lists it.")
                        .hint("Nothing was changed; tell the operator of the registry.");
            case LENGTH ->
                Fault.of(
                                FaultKind.VERIFICATION,
                                "plugin.truncated",
                                "The file of " + name + " in " + registry + " has not the length that was signed.")
                        .hint("Nothing was changed; try again, or tell the operator of " + registry + ".");
            case HASH ->
                Fault.of(
                                FaultKind.VERIFICATION,
                                "plugin.tampered",
                                "The file of " + name + " in " + registry + " is not the one that was signed.")
                        .hint("Nothing was changed; tell the operator of the registry.");
            case MALFORMED,
                    SIGNATURE,
                    ALGORITHM,
                    EXPIRED,
                    ROLLBACK,
                    VERSION,
                    MISMATCH,
                    UNCLAIMED,
                    STORAGE,
                    LIMIT,
                    KEY_FILE,
                    ARCHIVE ->
                Fault.of(
                                FaultKind.VERIFICATION,
                                error.code(),
                                "The file of " + name + " cannot be trusted: " + error.getMessage() + ".")
                        .hint("Nothing was changed.");
        };
    }
}
