package dev.isaac.marketplace.internal.registry;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.internal.policy.Span;
import dev.isaac.marketplace.internal.state.HomeFaults;
import dev.isaac.trust.TrustException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says what the trust library refused, and of which registry. */
final class TrustFaults {

    private TrustFaults() {}

    static CommandException of(TrustException error, RegistryConfig registry) {
        return switch (error.kind()) {
            case UNREACHABLE -> unreachable(error, registry);
            case STORAGE -> storage(error);
            case EXPIRED ->
                Fault.of(
                                FaultKind.VERIFICATION,
                                error.code(),
                                about(registry) + " is out of date: " + plain(error) + ".")
                        .hint(
                                "Its operator has to sign it anew; check also that this machine's clock is right. Where copies have to be"
                                        + " used longer, a policy says so: marketplace.expiredMetadata.")
                        .exception(error);
            case MISSING -> untrusted(error, registry, FaultKind.UNAVAILABLE);
            case NOT_FOUND -> untrusted(error, registry, FaultKind.NOT_FOUND);
            case MALFORMED,
                    SIGNATURE,
                    ALGORITHM,
                    ROLLBACK,
                    VERSION,
                    LENGTH,
                    HASH,
                    MISMATCH,
                    UNCLAIMED,
                    LIMIT,
                    KEY_FILE,
                    ARCHIVE -> untrusted(error, registry, FaultKind.VERIFICATION);
        };
    }

    /** Older than even the policy allows. */
    static CommandException tooOld(TrustException error, RegistryConfig registry, Duration allowed) {
        return Fault.of(
                        FaultKind.VERIFICATION,
                        error.code(),
                        about(registry) + " offers signed metadata that expired more than " + Span.text(allowed)
                                + " ago: " + plain(error) + ".")
                .hint("The rule marketplace.expiredMetadata allows no more. Get a newer copy of the registry.")
                .detail("registry", registry.name())
                .exception(error);
    }

    private static CommandException untrusted(TrustException error, RegistryConfig registry, FaultKind kind) {
        return Fault.of(kind, error.code(), about(registry) + " cannot be used as it is: " + plain(error) + ".")
                .hint(hint(error))
                .detail("registry", registry.name())
                .exception(error);
    }

    static CommandException unreachable(TrustException error, RegistryConfig registry) {
        if (isCertificate(error)) {
            return Fault.of(
                            FaultKind.UNAVAILABLE,
                            "registry.certificate",
                            "The server of registry '" + registry.name() + "' at " + registry.place()
                                    + " cannot prove who it is: " + plain(error) + ".")
                    .hint(
                            "Where it has a certificate of an authority of your own, add the registry with --ca FILE, or set"
                                    + " marketplace.ca-file; the proxy of a company may need that, too.")
                    .detail("registry", registry.name())
                    .exception(error);
        }
        return Fault.of(
                        FaultKind.UNAVAILABLE,
                        "registry.unreachable",
                        about(registry) + " cannot be reached: " + plain(error) + ".")
                .hint("Check the address and the network; marketplace registry list shows all registries.")
                .detail("registry", registry.name())
                .detail("location", registry.place())
                .exception(error);
    }

    private static boolean isCertificate(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    static CommandException empty(TrustException error, RegistryConfig registry) {
        return Fault.of(
                        FaultKind.UNAVAILABLE,
                        "registry.empty",
                        "There is no registry at " + registry.place() + ": it answers, but has no signed metadata.")
                .hint("Check the location of registry '" + registry.name() + "'.")
                .detail("registry", registry.name())
                .exception(error);
    }

    private static CommandException storage(TrustException error) {
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                String file = io instanceof FileSystemException f && f.getFile() != null ? f.getFile() : "trust";
                return HomeFaults.of(io, Path.of(file));
            }
        }
        return Fault.of(FaultKind.FAILED, error.code(), "Trusted metadata cannot be kept: " + plain(error) + ".")
                .exception(error);
    }

    private static String about(RegistryConfig registry) {
        return "Registry '" + registry.name() + "'";
    }

    private static String hint(TrustException error) {
        return error.hint().isEmpty()
                ? "Nothing was taken from it; tell its operator."
                : error.hint().substring(0, 1).toUpperCase(Locale.ROOT)
                        + error.hint().substring(1) + ".";
    }

    private static String plain(TrustException error) {
        String message = String.valueOf(error.getMessage());
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
