package dev.isaac.trust.tuf;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.tuf.internal.Source;
import dev.isaac.trust.tuf.internal.TargetFiles;
import dev.isaac.trust.tuf.internal.TargetSearch;
import dev.isaac.trust.tuf.internal.Workflow;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client of one TUF repository. Not thread-safe, and its store belongs to one process at a time.
 *
 * <p>{@link #open} needs a trusted root in the store (see {@link #init}). Expiry is judged at the time of the last
 * {@link #refresh} or {@link #load}: begin every operation with one of them.
 */
public final class TufClient {

    private final MetadataStore store;
    private final Source metadata;
    private final Source targets;
    private final Clock clock;
    private final TufLimits limits;
    private @Nullable Workflow workflow;

    private TufClient(MetadataStore store, Fetcher metadata, Fetcher targets, Clock clock, TufLimits limits) {
        this.store = store;
        this.metadata = new Source(metadata);
        this.targets = new Source(targets);
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Puts a trusted root into a store, byte for byte. The root must be signed by its own threshold of keys.
     *
     * @throws TrustException when it is not a root, or the store already has one that differs
     */
    public static void init(MetadataStore store, byte[] trustedRoot) throws TrustException {
        init(store, trustedRoot, TufLimits.DEFAULT);
    }

    /** As {@link #init(MetadataStore, byte[])}, with other bounds. */
    public static void init(MetadataStore store, byte[] trustedRoot, TufLimits limits) throws TrustException {
        Workflow.trustedRoot(trustedRoot, limits);
        Optional<byte[]> old = store.read("root");
        if (old.isPresent() && !Arrays.equals(old.get(), trustedRoot)) {
            throw new TrustException(Kind.MISMATCH, "the store has another trusted root already");
        }
        if (old.isEmpty()) {
            store.write("root", trustedRoot);
        }
    }

    /**
     * A client of a repository.
     *
     * @param store holds a trusted root, and whatever was verified before
     * @param metadata resolves names such as {@code 2.root.json}
     * @param targets resolves names such as {@code dir/HASH.name}
     * @param clock decides what is expired
     */
    public static TufClient open(MetadataStore store, Fetcher metadata, Fetcher targets, Clock clock) {
        return open(store, metadata, targets, clock, TufLimits.DEFAULT);
    }

    /** A client with other bounds. */
    public static TufClient open(
            MetadataStore store, Fetcher metadata, Fetcher targets, Clock clock, TufLimits limits) {
        return new TufClient(store, metadata, targets, clock, limits);
    }

    /** Brings the top-level roles up to date. Each is verified before it is stored; a failure leaves what is sound. */
    public void refresh() throws TrustException {
        workflow = null;
        workflow = Workflow.refresh(store, metadata, limits, clock.instant());
    }

    /**
     * Loads and verifies the stored top-level roles, expiry included, without the network; afterwards look-ups work as
     * after {@link #refresh}, fetching only delegated roles that are not stored in the announced version.
     *
     * @throws TrustException {@code trust.not-found} when a role is not stored, or what the check found
     */
    public void load() throws TrustException {
        workflow = null;
        workflow = Workflow.load(store, metadata, limits, clock.instant());
    }

    /**
     * Searches the delegations, pre-order and depth-first, for a target.
     *
     * @throws IllegalStateException before a successful {@link #refresh} or {@link #load}
     */
    public Optional<TargetFile> target(String path) throws TrustException {
        return new TargetSearch(workflow()).find(path);
    }

    /**
     * The targets that a role lists itself and may list, in the order of its document: {@code targets}, or a role that
     * {@code targets} delegates to; empty when there is no such delegation.
     */
    public List<TargetFile> targetsOf(String role) throws TrustException {
        return new TargetSearch(workflow()).targetsOf(role);
    }

    /** Fetches a target and verifies its length and every known hash before it returns the bytes. */
    public byte[] download(TargetFile target) throws TrustException {
        return TargetFiles.download(target, targets, workflow().consistentSnapshot());
    }

    /**
     * As {@link #download(TargetFile)}, for what has to fit into memory: a signed length is the word of whoever signs lists, and
     * no reason to fetch without end.
     *
     * @throws TrustException {@code trust.limit} when the target is longer than that, before anything is fetched
     */
    public byte[] download(TargetFile target, long maxLength) throws TrustException {
        requireNotLonger(target, maxLength);
        return download(target);
    }

    private static void requireNotLonger(TargetFile target, long maxLength) throws TrustException {
        if (target.length() > maxLength) {
            throw new TrustException(
                    Kind.LIMIT,
                    "the repository lists " + target.path() + " with " + target.length() + " bytes, and at most "
                            + maxLength + " are taken");
        }
    }

    /**
     * As {@link #download(TargetFile, long)}, from another source, which has the same files under the same names: one that tells
     * how the bytes arrive, for example.
     */
    public byte[] download(TargetFile target, long maxLength, Fetcher from) throws TrustException {
        requireNotLonger(target, maxLength);
        return TargetFiles.download(target, new Source(from), workflow().consistentSnapshot());
    }

    /** As {@link #download(TargetFile)}, writing the verified bytes. */
    public void download(TargetFile target, OutputStream out) throws TrustException {
        byte[] bytes = download(target);
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new TrustException(Kind.STORAGE, "cannot write " + target.path(), e);
        }
    }

    /** Whether bytes that are already there are the target's: length and every known hash. */
    public static boolean matches(TargetFile target, byte[] bytes) {
        return TargetFiles.matches(target, bytes);
    }

    /** What is trusted now, of the roles read so far; root first. */
    public List<TrustedRole> trustedRoles() {
        return workflow().trusted();
    }

    private Workflow workflow() {
        Workflow current = workflow;
        if (current == null) {
            throw new IllegalStateException("refresh or load first");
        }
        return current;
    }
}
