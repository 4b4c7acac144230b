package dev.isaac.trust.tuf.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import dev.isaac.trust.tuf.MetadataStore;
import dev.isaac.trust.tuf.RoleNames;
import dev.isaac.trust.tuf.TrustedRole;
import dev.isaac.trust.tuf.TufLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of the client workflow, TUF specification 1.0.x section 5, with one fixed time (5.1). Each document is
 * verified in full before it is stored, except that a root is stored before its expiry is checked (5.3.8, 5.3.10).
 */
public final class Workflow {

    private static final String ROOT = "root";
    private static final String TIMESTAMP = "timestamp";
    private static final String SNAPSHOT = "snapshot";
    private static final String TARGETS = "targets";

    private final MetadataStore store;
    private final Source source;
    private final TufLimits limits;
    private final Instant now;
    private final boolean online;

    private RootRole root;
    private @Nullable SnapshotRole timestamp;
    private @Nullable SnapshotRole snapshot;
    private @Nullable TargetsRole targets;
    /** Delegated roles by delegator and role: two delegators may demand different keys. */
    private final Map<List<String>, TargetsRole> delegated = new LinkedHashMap<>();

    private Workflow(MetadataStore store, Source source, TufLimits limits, Instant now, boolean online, RootRole root) {
        this.store = store;
        this.source = source;
        this.limits = limits;
        this.now = now;
        this.online = online;
        this.root = root;
    }

    /** Reads and checks a trusted root: it must be signed by its own threshold of keys. */
    public static RootRole trustedRoot(byte[] bytes, TufLimits limits) throws TrustException {
        if (bytes.length > limits.maxRoot()) {
            throw new TrustException(Kind.LENGTH, "the trusted root is longer than " + limits.maxRoot() + " bytes");
        }
        RootRole root = RootRole.parse(bytes, limits.acceptPkcs1());
        requireSigned(root.keys(ROOT), root.signed(), ROOT);
        return root;
    }

    /** Runs the update of the top-level roles, 5.3 to 5.6. */
    public static Workflow refresh(MetadataStore store, Source source, TufLimits limits, Instant now)
            throws TrustException {
        Workflow run = start(store, source, limits, now, true);
        run.updateRoot();
        run.updateTimestamp();
        run.updateSnapshot();
        run.targets = run.targetsRole(TARGETS, run.root.keys(TARGETS));
        return run;
    }

    /** Takes the stored top-level roles as they are, verified again, without the network. */
    public static Workflow load(MetadataStore store, Source source, TufLimits limits, Instant now)
            throws TrustException {
        Workflow offline = start(store, source, limits, now, false);
        offline.requireFresh(offline.root.signed(), ROOT);
        SnapshotRole stored = offline.storedTimestamp();
        if (stored == null) {
            throw nothingStored(TIMESTAMP);
        }
        requireSigned(offline.root.keys(TIMESTAMP), stored.signed(), TIMESTAMP);
        offline.requireFresh(stored.signed(), TIMESTAMP);
        offline.timestamp = stored;
        offline.updateSnapshot();
        offline.targets = offline.targetsRole(TARGETS, offline.root.keys(TARGETS));
        Workflow run = new Workflow(store, source, limits, now, true, offline.root);
        run.timestamp = offline.timestamp;
        run.snapshot = offline.snapshot;
        run.targets = offline.targets;
        return run;
    }

    private static Workflow start(MetadataStore store, Source source, TufLimits limits, Instant now, boolean online)
            throws TrustException {
        // 5.2: the trusted root that was shipped, or what it became.
        byte[] bytes = store.read(ROOT)
                .orElseThrow(() -> new TrustException(
                        Kind.NOT_FOUND, "there is no trusted root", "give the registry's root file first"));
        return new Workflow(store, source, limits, now, online, trustedRoot(bytes, limits));
    }

    // 5.3
    private void updateRoot() throws TrustException {
        // 5.3.3: the walk ends with a version that the repository does not have, or at the bound. There the newest root
        // so far is judged like a last one, and the next refresh walks on from it.
        for (int i = 0; i < limits.maxRootRotations(); i++) {
            long next = root.signed().version() + 1;
            Optional<byte[]> bytes = source.find(next + ".root.json", limits.maxRoot());
            if (bytes.isEmpty()) {
                break;
            }
            RootRole newer = RootRole.parse(bytes.get(), limits.acceptPkcs1());
            // 5.3.4: signed by a threshold of the old keys, and of its own.
            requireSigned(root.keys(ROOT), newer.signed(), ROOT);
            requireSigned(newer.keys(ROOT), newer.signed(), ROOT);
            // 5.3.5: exactly the next version.
            if (newer.signed().version() != next) {
                throw new TrustException(
                        Kind.VERSION,
                        "root has version " + newer.signed().version() + " where " + next + " was asked for");
            }
            // 5.3.11: recovery from fast-forward attacks. Whoever lost a key may have announced absurd versions. Before
            // the root is stored: after a crash in between, the same root comes again and the rest is as intended,
            // whereas a stored root would never again show which keys were lost.
            if (root.keys(TIMESTAMP).lostKeyIn(newer.keys(TIMESTAMP))
                    || root.keys(SNAPSHOT).lostKeyIn(newer.keys(SNAPSHOT))) {
                store.delete(TIMESTAMP);
                store.delete(SNAPSHOT);
            }
            // 5.3.8
            store.write(ROOT, newer.signed().bytes());
            root = newer;
        }
        // 5.3.10: only the last root's expiry counts.
        requireFresh(root.signed(), ROOT);
    }

    // 5.4
    private void updateTimestamp() throws TrustException {
        SnapshotRole old = storedTimestamp();
        byte[] bytes = source.get("timestamp.json", limits.maxTimestamp());
        SnapshotRole fresh = SnapshotRole.parseTimestamp(bytes);
        requireSigned(root.keys(TIMESTAMP), fresh.signed(), TIMESTAMP);
        if (old != null) {
            requireNotOlder(old.signed().version(), fresh.signed().version(), TIMESTAMP);
            // 5.4.3: nothing new. The old one stays, and must not have expired meanwhile; where root now asks for more
            // signatures than it has, the fresh one takes its place.
            if (old.signed().version() == fresh.signed().version()
                    && root.keys(TIMESTAMP).satisfiedBy(old.signed())) {
                requireFresh(old.signed(), TIMESTAMP);
                timestamp = old;
                return;
            }
            requireNotOlder(
                    announced(old, SNAPSHOT).version(),
                    announced(fresh, SNAPSHOT).version(),
                    SNAPSHOT);
        }
        // 5.4.4, 5.4.5
        requireFresh(fresh.signed(), TIMESTAMP);
        store.write(TIMESTAMP, bytes);
        timestamp = fresh;
    }

    /** The stored timestamp, expired or not; null when there is none that a current key signed. */
    private @Nullable SnapshotRole storedTimestamp() throws TrustException {
        Optional<byte[]> bytes = store.read(TIMESTAMP);
        if (bytes.isEmpty()) {
            return null;
        }
        try {
            SnapshotRole stored = SnapshotRole.parseTimestamp(bytes.get());
            return root.keys(TIMESTAMP).anySigned(stored.signed()) ? stored : null;
        } catch (TrustException e) {
            // A stored document that does not parse is no document: the next write replaces it.
            return null;
        }
    }

    private @Nullable SnapshotRole storedSnapshot() throws TrustException {
        Optional<byte[]> bytes = store.read(SNAPSHOT);
        if (bytes.isEmpty()) {
            return null;
        }
        try {
            SnapshotRole stored = SnapshotRole.parse(bytes.get());
            return root.keys(SNAPSHOT).anySigned(stored.signed()) ? stored : null;
        } catch (TrustException e) {
            return null;
        }
    }

    // 5.5
    private void updateSnapshot() throws TrustException {
        MetaFile meta = announced(timestamp(), SNAPSHOT);
        SnapshotRole old = storedSnapshot();
        if (old != null
                && isAnnounced(old.signed(), meta)
                && root.keys(SNAPSHOT).satisfiedBy(old.signed())) {
            requireFresh(old.signed(), SNAPSHOT);
            snapshot = old;
            return;
        }
        byte[] bytes = fetch(SNAPSHOT, meta, limits.maxSnapshot());
        // 5.5.2
        meta.require(bytes, SNAPSHOT);
        SnapshotRole fresh = SnapshotRole.parse(bytes);
        // 5.5.3, 5.5.4
        requireSigned(root.keys(SNAPSHOT), fresh.signed(), SNAPSHOT);
        requireVersion(fresh.signed(), meta, SNAPSHOT);
        // 5.5.5: no role is lowered or lost.
        if (old != null) {
            for (Map.Entry<String, MetaFile> before : old.files().entrySet()) {
                MetaFile after = fresh.file(before.getKey());
                if (after == null) {
                    throw new TrustException(
                            Kind.ROLLBACK, "the new snapshot no longer lists '" + before.getKey() + "'");
                }
                requireNotOlder(before.getValue().version(), after.version(), before.getKey());
            }
        }
        // 5.5.6, 5.5.7
        requireFresh(fresh.signed(), SNAPSHOT);
        store.write(SNAPSHOT, bytes);
        snapshot = fresh;
    }

    // 5.6, for the top-level role and for delegated ones (5.6.7)
    private TargetsRole targetsRole(String role, RoleKeys keys) throws TrustException {
        MetaFile meta = announced(snapshot(), role);
        TargetsRole stored = storedTargets(role, keys, meta);
        if (stored != null) {
            requireFresh(stored.signed(), role);
            return stored;
        }
        byte[] bytes = fetch(role, meta, limits.maxTargets());
        // 5.6.2
        meta.require(bytes, role);
        TargetsRole fresh = TargetsRole.parse(role, bytes, limits.acceptPkcs1());
        // 5.6.3, 5.6.4, 5.6.5, 5.6.6
        requireSigned(keys, fresh.signed(), role);
        requireVersion(fresh.signed(), meta, role);
        requireFresh(fresh.signed(), role);
        store.write(role, bytes);
        return fresh;
    }

    private @Nullable TargetsRole storedTargets(String role, RoleKeys keys, MetaFile meta) throws TrustException {
        Optional<byte[]> bytes = store.read(role);
        if (bytes.isEmpty()) {
            return null;
        }
        try {
            TargetsRole stored = TargetsRole.parse(role, bytes.get(), limits.acceptPkcs1());
            return isAnnounced(stored.signed(), meta) && keys.satisfiedBy(stored.signed()) ? stored : null;
        } catch (TrustException e) {
            return null;
        }
    }

    private byte[] fetch(String role, MetaFile meta, int cap) throws TrustException {
        if (!online) {
            throw nothingStored(role);
        }
        String name = RoleNames.encode(role) + ".json";
        // With consistent snapshots a file name carries its version (6.2).
        String path = root.consistentSnapshot() ? meta.version() + "." + name : name;
        return source.get(path, meta.length() >= 0 ? Math.min(meta.length(), cap) : cap);
    }

    /** A role that a trusted targets role delegates to, verified. */
    TargetsRole delegated(String delegator, Delegation delegation) throws TrustException {
        List<String> edge = List.of(delegator, delegation.role());
        TargetsRole known = delegated.get(edge);
        if (known == null) {
            known = targetsRole(delegation.role(), delegation.keys());
            delegated.put(edge, known);
        }
        return known;
    }

    TargetsRole topTargets() {
        return loaded(targets);
    }

    TufLimits limits() {
        return limits;
    }

    /** Whether target names carry hashes. */
    public boolean consistentSnapshot() {
        return root.consistentSnapshot();
    }

    /** What is trusted, of the roles read so far. */
    public List<TrustedRole> trusted() {
        List<TrustedRole> roles = new ArrayList<>();
        roles.add(trusted(ROOT, root.signed()));
        roles.add(trusted(TIMESTAMP, timestamp().signed()));
        roles.add(trusted(SNAPSHOT, snapshot().signed()));
        roles.add(trusted(TARGETS, topTargets().signed()));
        delegated.forEach((edge, role) -> roles.add(trusted(edge.get(1), role.signed())));
        return roles;
    }

    private static TrustedRole trusted(String role, Signed signed) {
        return new TrustedRole(role, signed.version(), signed.expires());
    }

    private SnapshotRole timestamp() {
        return loaded(timestamp);
    }

    private SnapshotRole snapshot() {
        return loaded(snapshot);
    }

    private static <T> T loaded(@Nullable T role) {
        if (role == null) {
            throw new IllegalStateException("the workflow has not come that far");
        }
        return role;
    }

    private static MetaFile announced(SnapshotRole by, String role) throws TrustException {
        MetaFile meta = by.file(role);
        if (meta == null) {
            throw new TrustException(Kind.MISSING, "the snapshot does not list the role '" + role + "'");
        }
        return meta;
    }

    private static boolean isAnnounced(Signed stored, MetaFile meta) {
        return stored.version() == meta.version() && meta.matches(stored.bytes());
    }

    private static void requireSigned(RoleKeys keys, Signed document, String role) throws TrustException {
        if (!keys.satisfiedBy(document)) {
            throw new TrustException(
                    Kind.SIGNATURE,
                    "the metadata of '" + role + "' (version " + document.version()
                            + ") is not signed by enough of its keys",
                    "the repository or a mirror may be damaged or hostile; nothing was changed");
        }
    }

    private static void requireVersion(Signed document, MetaFile meta, String role) throws TrustException {
        if (document.version() != meta.version()) {
            throw new TrustException(
                    Kind.VERSION,
                    "the metadata of '" + role + "' has version " + document.version() + " where " + meta.version()
                            + " was announced");
        }
    }

    private static void requireNotOlder(long trusted, long offered, String role) throws TrustException {
        if (offered < trusted) {
            throw new TrustException(
                    Kind.ROLLBACK,
                    "the repository offers version " + offered + " of '" + role + "' after version " + trusted,
                    "an outdated mirror, or somebody who hides updates; nothing was changed");
        }
    }

    private void requireFresh(Signed document, String role) throws TrustException {
        // "Higher than the fixed update start time": the moment itself counts as expired.
        if (!document.expires().isAfter(now)) {
            throw new TrustException(
                    Kind.EXPIRED,
                    "the metadata of '" + role + "' expired at " + document.expires(),
                    "check the clock; if it is right, the repository's operator must sign anew");
        }
    }

    private static TrustException nothingStored(String role) {
        return new TrustException(
                Kind.NOT_FOUND, "the metadata of '" + role + "' is not stored", "refresh the registry first");
    }
}
