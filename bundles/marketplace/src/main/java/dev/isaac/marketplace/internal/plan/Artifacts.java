package dev.isaac.marketplace.internal.plan;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.PluginSummary;
import dev.isaac.marketplace.Release;
import dev.isaac.marketplace.internal.advisory.Hit;
import dev.isaac.marketplace.internal.advisory.Warnings;
import dev.isaac.marketplace.internal.catalog.Catalogs;
import dev.isaac.marketplace.internal.policy.PolicySource;
import dev.isaac.marketplace.internal.registry.Registry;
import dev.isaac.marketplace.internal.state.SignerKey;
import dev.isaac.marketplace.internal.verify.PluginVerifier;
import dev.isaac.trust.author.AuthorKey;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.tuf.TargetFile;
import java.util.Base64;
import java.util.Optional;

/** Turns releases into what can be fetched: allowed by the policy, claimed, signed by the author, listed by the registry. */
final class Artifacts {

    private final Catalogs catalogs;
    private final PolicySource policies;
    private final Warnings warnings;

    Artifacts(Catalogs catalogs, PolicySource policies, Warnings warnings) {
        this.catalogs = catalogs;
        this.policies = policies;
        this.warnings = warnings;
    }

    /** Verifies everything about a release but its jar, and holds it against the policy. */
    Artifact of(Release release, Progress progress) throws CommandException {
        Optional<Fault> refusal = policies.now().release(release);
        if (refusal.isPresent()) {
            throw refusal.get().exception();
        }
        return verified(release, progress);
    }

    /** Verifies everything about a release but its jar. */
    Artifact verified(Release release, Progress progress) throws CommandException {
        Registry registry = catalogs.registry(release.registry());
        Optional<Claim> claim = registry.owner(release.id(), progress);
        byte[] envelope = statement(release, registry, progress);
        AuthorKey signer = PluginVerifier.verifyStatement(release, envelope, claim);
        TargetFile jar = registry.find(release.file(), progress).orElseThrow(() -> Fault.of(
                        FaultKind.VERIFICATION,
                        "plugin.file-missing",
                        "Registry '" + release.registry() + "' lists " + release.id() + " " + release.version()
                                + ", but not its file.")
                .hint("Tell its operator.")
                .exception());
        boolean same = jar.length() == release.length()
                && jar.sha256().map(release.sha256()::equals).orElse(true);
        if (!same) {
            throw Fault.of(
                            FaultKind.VERIFICATION,
                            "plugin.tampered",
                            "Registry '" + release.registry() + "' has another file of " + release.id() + " "
                                    + release.version() + " than its author signed.")
                    .hint("Nothing was changed; tell its operator.")
                    .exception();
        }
        String summary = catalogs.summary(release.id(), release.registry(), progress)
                .map(PluginSummary::summary)
                .orElse("");
        SignerKey key = new SignerKey(
                signer.keyId(),
                signer.algorithm().id(),
                Base64.getEncoder().encodeToString(signer.key().spki()));
        return new Artifact(release, registry, jar, envelope, key, summary);
    }

    private static byte[] statement(Release release, Registry registry, Progress progress) throws CommandException {
        Optional<TargetFile> file =
                release.statement().isEmpty() ? Optional.empty() : registry.find(release.statement(), progress);
        if (file.isEmpty()) {
            throw PluginVerifier.unsigned(release).exception();
        }
        return registry.document(file.get(), progress).orElseThrow(() -> Fault.of(
                        FaultKind.VERIFICATION,
                        "plugin.statement-missing",
                        "The author's statement of " + release.id() + " " + release.version() + " is not in registry '"
                                + release.registry() + "', which lists it.")
                .hint("Nothing was changed; tell the operator of the registry.")
                .exception());
    }

    /** Holds a release against the advisories, now that it is known who signed it. */
    void hold(Artifact artifact, PlanAssembler plan) throws CommandException {
        for (Hit hit : warnings.of(artifact.release(), artifact.signer().keyId())) {
            if (hit.forbidsInstallation()) {
                throw hit.refusal().exception();
            }
            plan.warn(hit.plugin() + " " + hit.version() + ": " + hit.shown().line());
        }
    }
}
