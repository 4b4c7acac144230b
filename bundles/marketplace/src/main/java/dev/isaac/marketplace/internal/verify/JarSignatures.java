package dev.isaac.marketplace.internal.verify;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.internal.policy.JarSigners;
import dev.isaac.marketplace.internal.policy.PolicySource;
import dev.isaac.marketplace.internal.state.PluginRecord;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.archive.ArchiveInspector;
import dev.isaac.trust.archive.InspectedArchive;
import dev.isaac.trust.jar.JarSignature;
import dev.isaac.trust.jar.JarSignatureException;
import dev.isaac.trust.jar.JarSignatureException.Reason;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The signature inside of a jar: whole where there is one, and there, by whom policy trusts, where policy says so. */
public final class JarSignatures {

    private final PolicySource policies;
    private final Clock clock;

    /** By a policy, at the time of a clock. */
    public JarSignatures(PolicySource policies, Clock clock) {
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * Checks a jar that is to come.
     *
     * @throws JarSignatureException when its signature is not whole, or not what policy demands
     * @throws CommandException when the policy cannot be read
     */
    void check(byte[] jar, InspectedArchive archive) throws JarSignatureException, CommandException {
        require(policies.now().jarSigners(), JarSignature.check(jar, archive), clock.instant());
    }

    /**
     * Checks the stored bytes of a plugin that comes back. A certificate need not be valid any longer than until the day of the
     * installation.
     *
     * @param jar bytes that were verified with what was recorded
     */
    public void requireComingBack(PluginRecord plugin, byte[] jar) throws CommandException {
        List<JarSigners> rules = policies.now().jarSigners();
        if (rules.isEmpty()) {
            return;
        }
        try {
            Optional<JarSignature> signature = JarSignature.check(jar, new ArchiveInspector().inspect(jar));
            require(rules, signature, installed(plugin));
        } catch (TrustException e) {
            throw Fault.of(
                            FaultKind.VERIFICATION,
                            e.code(),
                            plugin.id() + " " + plugin.version() + " may not come back: " + e.getMessage() + ".")
                    .hint("Nothing was changed. Ask who wrote the policy.")
                    .exception(e);
        }
    }

    private Instant installed(PluginRecord plugin) {
        try {
            return Instant.parse(plugin.installed());
        } catch (DateTimeException e) {
            return clock.instant();
        }
    }

    private static void require(List<JarSigners> rules, Optional<JarSignature> signature, Instant when)
            throws JarSignatureException {
        for (JarSigners rule : rules) {
            signature
                    .orElseThrow(() -> new JarSignatureException(
                            Reason.MISSING,
                            "its jar is not signed, and the rule 'marketplace.requireJarSignature' in " + rule.file()
                                    + " demands it"))
                    .require(rule.certificates(), when);
        }
    }
}
