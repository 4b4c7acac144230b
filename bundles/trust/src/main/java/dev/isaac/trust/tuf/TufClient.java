package dev.isaac.trust.tuf;

import dev.isaac.trust.TrustException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * A client of one TUF repository. Not thread-safe, and its store belongs to one process at a time.
 *
 * <p>{@link #open} needs a trusted root in the store (see {@link #init}).
 */
@SuppressWarnings("DoNotCallSuggester")
public final class TufClient {

    private TufClient() {}

    /**
     * Puts a trusted root into an empty store, byte for byte. The root must be signed by its own threshold of keys.
     *
     * @throws TrustException when it is not a root, or the store already has one that differs
     */
    public static void init(MetadataStore store, byte[] trustedRoot) throws TrustException {
        throw new UnsupportedOperationException("coming within the hour");
    }

    /**
     * A client of a repository.
     *
     * @param store holds a trusted root, and whatever was verified before
     * @param metadata resolves names such as {@code 2.root.json}
     * @param targets resolves names such as {@code dir/HASH.name}
     * @param clock decides what is expired
     */
    public static TufClient open(MetadataStore store, Fetcher metadata, Fetcher targets, Clock clock)
            throws TrustException {
        return open(store, metadata, targets, clock, TufLimits.DEFAULT);
    }

    /** A client with other bounds. */
    public static TufClient open(MetadataStore store, Fetcher metadata, Fetcher targets, Clock clock, TufLimits limits)
            throws TrustException {
        throw new UnsupportedOperationException("coming within the hour");
    }

    /** Brings the top-level roles up to date. Each is verified before it is stored; a failure leaves what is sound. */
    public void refresh() throws TrustException {
        throw new UnsupportedOperationException("coming within the hour");
    }

    /**
     * Loads and verifies the stored top-level roles, expiry included, without the network; afterwards look-ups work as
     * after {@link #refresh}, fetching only delegated roles that are not stored in the announced version.
     */
    public void load() throws TrustException {
        throw new UnsupportedOperationException("coming within the hour");
    }

    /** Searches the delegations, pre-order and depth-first, for a target. Call {@link #refresh} or {@link #load} first. */
    public Optional<TargetFile> target(String path) throws TrustException {
        throw new UnsupportedOperationException("coming within the hour");
    }

    /**
     * The targets that a role lists itself and may list, in the order of its document: {@code targets}, or a role that
     * {@code targets} delegates to; empty when there is no such delegation.
     */
    public List<TargetFile> targetsOf(String role) throws TrustException {
        throw new UnsupportedOperationException("coming within the hour");
    }

    /** Fetches a target and verifies its length and every known hash before it returns the bytes. */
    public byte[] download(TargetFile target) throws TrustException {
        throw new UnsupportedOperationException("coming within the hour");
    }

    /** As {@link #download(TargetFile)}, writing the verified bytes. */
    public void download(TargetFile target, OutputStream out) throws TrustException {
        throw new UnsupportedOperationException("coming within the hour");
    }

    /** Whether bytes that are already there are the target's: length and every known hash. */
    public static boolean matches(TargetFile target, byte[] bytes) {
        throw new UnsupportedOperationException("coming within the hour");
    }

    /** What is trusted now, of the roles read so far; root first. */
    public List<TrustedRole> trustedRoles() {
        throw new UnsupportedOperationException("coming within the hour");
    }
}
