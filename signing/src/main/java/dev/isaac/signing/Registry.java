package dev.isaac.signing;

import dev.isaac.signing.internal.AdvisoryEdits;
import dev.isaac.signing.internal.ClaimEdits;
import dev.isaac.signing.internal.KeyEdits;
import dev.isaac.signing.internal.NewRegistry;
import dev.isaac.signing.internal.Operation;
import dev.isaac.signing.internal.PluginEdits;
import dev.isaac.signing.internal.RegistryFolder;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.advisory.Advisory;
import dev.isaac.trust.author.Claim;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A registry from its operator's side, in a folder: {@code public/} is what gets served. Every change is signed with the
 * keys that are here, verified by the client that users have, and then published as one; a change that lacks signatures
 * of keys that lie elsewhere waits in {@code staged/}. One process at a time works on a folder; the others are told
 * {@code registry.busy}.
 */
public final class Registry {

    /**
     * How a new registry shall be.
     *
     * @param keys the keys of each role as files; a role without any gets a new one in the registry's folder
     * @param thresholds how many keys of a role must sign, where it is not 1
     * @param validity how long a role's documents are valid, where it is not the default
     * @param bins over how many hash bins its targets are spread: a power of two
     */
    public record Setup(
            Map<String, List<Path>> keys, Map<String, Integer> thresholds, Map<String, Duration> validity, int bins) {

        public Setup {
            keys = Map.copyOf(keys);
            thresholds = Map.copyOf(thresholds);
            validity = Map.copyOf(validity);
        }
    }

    /**
     * What came of a change.
     *
     * @param published whether it is visible now; never in a dry run
     * @param roles the roles that changed, with their new versions
     * @param files the files that were, or would be, written
     * @param missing how many signatures each role lacks; empty when the change is complete
     */
    public record Outcome(
            boolean published, Map<String, Long> roles, List<String> files, Map<String, Integer> missing) {

        public Outcome {
            roles = Map.copyOf(roles);
            files = List.copyOf(files);
            missing = Map.copyOf(missing);
        }
    }

    private final RegistryFolder folder;
    private final Clock clock;
    private final Passphrases passphrases;
    private final boolean dryRun;
    private final List<Signer> signers;

    private Registry(
            RegistryFolder folder,
            Clock clock,
            Passphrases passphrases,
            boolean dryRun,
            List<? extends Signer> signers) {
        this.folder = folder;
        this.clock = clock;
        this.passphrases = passphrases;
        this.dryRun = dryRun;
        this.signers = List.copyOf(signers);
    }

    /** A registry that is there. */
    public static Registry open(Path folder, Clock clock, Passphrases passphrases) {
        return new Registry(new RegistryFolder(folder), clock, passphrases, false, List.of());
    }

    /**
     * Makes a registry in a folder that has none.
     *
     * @throws TrustException {@code registry.folder-taken} when it has one
     */
    public static Outcome create(
            Path folder,
            Setup setup,
            Clock clock,
            Passphrases passphrases,
            Optional<char[]> newKeys,
            SecureRandom random)
            throws TrustException, IOException {
        return new NewRegistry(new RegistryFolder(folder), clock.instant(), passphrases, random)
                .create(setup, newKeys.orElse(new char[0]));
    }

    /** The same registry, where changes are tried and verified, and nothing is written. */
    public Registry dryRun() {
        return new Registry(folder, clock, passphrases, true, signers);
    }

    /** The same registry, with further keys at hand. */
    public Registry with(Collection<? extends Signer> more) {
        return new Registry(folder, clock, passphrases, dryRun, List.copyOf(more));
    }

    private Operation operation() {
        return new Operation(folder, clock.instant(), passphrases, signers, dryRun);
    }

    /** Adds plugins; beside each {@code NAME.jar} lies its author's statement, {@code NAME.dsse.json}. */
    public Outcome add(List<Path> jars) throws TrustException, IOException {
        return operation().run(new PluginEdits(clock.instant()).add(jars));
    }

    /** Marks a version as withdrawn: it stays verifiable for those who have it. */
    public Outcome yank(String plugin, String version, String reason) throws TrustException, IOException {
        return operation().run(new PluginEdits(clock.instant()).status(plugin, version, reason));
    }

    /** Takes {@link #yank} back. */
    public Outcome unyank(String plugin, String version) throws TrustException, IOException {
        return operation().run(new PluginEdits(clock.instant()).status(plugin, version, ""));
    }

    /** Adds a publisher's claim, or replaces it: in {@code new-claims}, or where it lies already. */
    public Outcome claim(Claim claim) throws TrustException, IOException {
        return operation().run(new ClaimEdits().put(claim));
    }

    /** Moves claims from {@code new-claims} to {@code claimed}: of these publishers, or all. */
    public Outcome ceremony(Collection<String> publishers) throws TrustException, IOException {
        return operation().run(new ClaimEdits().move(publishers));
    }

    /**
     * Exchanges keys of a role; {@code bins} stands for all bins.
     *
     * @param add files of keys that the role gets
     * @param drop ids of keys that it loses
     * @param threshold how many must sign from now on; empty to leave it
     */
    public Outcome rotate(String role, List<Path> add, List<String> drop, OptionalInt threshold)
            throws TrustException, IOException {
        return operation().run(new KeyEdits(passphrases).rotate(role, add, drop, threshold));
    }

    /** Signs anew what expires within a time; snapshot and timestamp in any case. */
    public Outcome renew(Duration within) throws TrustException, IOException {
        return operation().run(new KeyEdits(passphrases).renew(clock.instant().plus(within)));
    }

    /** Warns of a key, a plugin's versions or one file. */
    public Outcome advise(Advisory advisory) throws TrustException, IOException {
        return operation().run(new AdvisoryEdits().put(advisory));
    }

    /** Takes a warning back. */
    public Outcome withdraw(String advisoryId) throws TrustException, IOException {
        return operation().run(new AdvisoryEdits().remove(advisoryId));
    }

    /** Adds the signatures that the keys at hand can make to what is staged; publishes nothing. */
    public Outcome sign() throws TrustException, IOException {
        return operation().sign();
    }

    /**
     * Publishes what is staged.
     *
     * @throws TrustException {@code registry.signatures-missing} when it is not complete, {@code registry.nothing-staged}
     */
    public Outcome publish() throws TrustException, IOException {
        return operation().publish();
    }

    /** Forgets what is staged. */
    public void discard() throws TrustException, IOException {
        operation().discard();
    }

    /** How the registry stands. */
    public RegistryStatus status() throws TrustException, IOException {
        return RegistryStatus.read(folder, clock.instant());
    }
}
