package dev.isaac.marketplace.internal.registry;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.internal.state.HomeLock;
import dev.isaac.marketplace.internal.state.WaitNotice;
import dev.isaac.marketplace.internal.transport.Arrival;
import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.advisory.Advisories;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.author.Claims;
import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.MetadataStore;
import dev.isaac.trust.tuf.TargetFile;
import dev.isaac.trust.tuf.TrustedRole;
import dev.isaac.trust.tuf.TufClient;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One registry with what is trusted of it. Everything it returns was verified. Thread-safe; several processes take
 * turns, as the trusted metadata on disk belongs to one at a time.
 */
public final class Registry {

    private static final System.Logger LOG = System.getLogger(Registry.class.getName());
    /** Some tens of thousands of plugins; what is read from it takes a multiple in memory. */
    private static final long MAX_DOCUMENT = 16L << 20;
    /** A file is in memory twice while it is installed. */
    private static final long MAX_FILE =
            Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 4);

    /** How fresh an answer must be. */
    public enum Freshness {
        /** For looking around: what was verified within the last minute will do. */
        BROWSE,
        /** For a change: the registry is asked now. */
        CHANGE
    }

    private static final Duration BROWSE_AGE = Duration.ofSeconds(60);
    private static final int TIMESTAMP_LIMIT = 64 * 1024;
    private static final int FOLDER_DIGITS = 12;

    private final RegistryConfig config;
    private final Clock clock;
    private final byte[] root;
    private final TrustedFolder trusted;
    private final RegistryOrigin origin;
    private final TargetCache cache;
    private final KeptAdvisories kept;
    private final Lenience lenience;

    private @Nullable TufClient client;
    private @Nullable Instant refreshed;
    private byte[] seenTimestamp = {};
    private boolean hasNoTimestamp;
    private boolean hasAnswered;

    /**
     * Opens nothing yet but the root file.
     *
     * @param origin where the files come from: the place that the configuration names, or a package
     * @throws CommandException {@code registry.bad-root} when the root file cannot be read
     */
    Registry(
            RegistryConfig config,
            RegistryOrigin origin,
            Path home,
            Clock clock,
            Notice unwritable,
            WaitNotice waiting,
            KeptAdvisories kept,
            ExpiryAllowance expiry)
            throws CommandException {
        this.config = config;
        this.origin = origin;
        this.kept = kept;
        this.lenience = new Lenience(config.name(), expiry, clock);
        this.clock = clock;
        try {
            this.root = Files.readAllBytes(config.root());
        } catch (IOException e) {
            throw Fault.of(
                            FaultKind.VERIFICATION,
                            "registry.bad-root",
                            "The root of trust of registry '" + config.name() + "' cannot be read: " + config.root()
                                    + ".")
                    .hint("Without it nothing of the registry can be verified; add the registry again.")
                    .exception(e);
        }
        String name = config.name() + "-" + Digests.sha256(root).substring(0, FOLDER_DIGITS);
        this.trusted = new TrustedFolder(home, name, waiting, unwritable);
        this.cache = new TargetCache(home.resolve("cache").resolve("targets"), !origin.isLocal());
    }

    /** Its configuration. */
    public RegistryConfig config() {
        return config;
    }

    /** SHA-256 of the trusted root file. */
    public String rootDigest() {
        return Digests.sha256(root);
    }

    /** The newest root that was verified; the one that was given, as long as there is none. */
    public synchronized byte[] trustedRoot() throws CommandException {
        try {
            return trusted.store().read("root").orElse(root);
        } catch (TrustException e) {
            throw TrustFaults.of(e, config);
        }
    }

    /** Forgets what is trusted of it. */
    void forget() throws IOException {
        trusted.delete();
    }

    /** Makes sure that what is known is as fresh as asked. */
    public synchronized void refresh(Freshness freshness, Progress progress) throws CommandException {
        if (client != null && isFresh(client, freshness)) {
            return;
        }
        try (HomeLock.@Nullable Held held = trusted.lock(progress)) {
            byte[] timestamp = folderTimestamp();
            hasNoTimestamp = false;
            hasAnswered = true;
            TufClient fresh = open(trusted.store(), clock);
            try {
                fresh.refresh();
            } catch (TrustException e) {
                fresh = e.kind() == TrustException.Kind.EXPIRED ? leniently(e, progress) : fallBack(e, progress);
            }
            acceptAdvisories(fresh);
            client = fresh;
            refreshed = clock.instant();
            seenTimestamp = timestamp;
        } catch (TrustException e) {
            throw TrustFaults.of(e, config);
        }
    }

    /** Whether it answered when it was last asked; where it did not, its last signed state serves as long as it is valid. */
    public synchronized boolean hasAnswered() {
        return hasAnswered;
    }

    /** Whoever knows of a registry's plugins knows of its warnings, too: a refresh without them is none. */
    private void acceptAdvisories(TufClient fresh) throws TrustException, CommandException {
        Optional<TargetFile> target = fresh.target(Advisories.PATH);
        if (target.isEmpty()) {
            kept.accept(config.name(), Optional.empty());
            return;
        }
        Optional<byte[]> same = kept.bytes(config.name()).filter(bytes -> TufClient.matches(target.get(), bytes));
        kept.accept(
                config.name(), Optional.of(same.isPresent() ? same.get() : fresh.download(target.get(), MAX_DOCUMENT)));
    }

    private TufClient fallBack(TrustException error, Progress progress) throws CommandException, TrustException {
        if (hasNoTimestamp) {
            throw TrustFaults.empty(error, config);
        }
        if (error.kind() != TrustException.Kind.UNREACHABLE) {
            throw error;
        }
        hasAnswered = false;
        try {
            TufClient stored = open(trusted.store(), clock);
            try {
                stored.load();
            } catch (TrustException e) {
                Optional<Duration> allowed = lenience.allowed();
                if (e.kind() != TrustException.Kind.EXPIRED || allowed.isEmpty()) {
                    throw e;
                }
                stored = open(trusted.store(), lenience.clock(allowed.get()));
                stored.load();
                lenience.warn(expiry(stored), allowed.get(), progress);
            }
            progress.warn("Registry '" + config.name()
                    + "' cannot be reached, and its last signed state is used, valid until " + expiry(stored) + ": "
                    + error.getMessage() + ".");
            return stored;
        } catch (TrustException e) {
            error.addSuppressed(e);
            throw TrustFaults.unreachable(error, config);
        }
    }

    /** Expired metadata under an explicit rule: as valid as it was that long ago, and told at every use. */
    private TufClient leniently(TrustException error, Progress progress) throws CommandException, TrustException {
        Optional<Duration> allowed = lenience.allowed();
        if (allowed.isEmpty()) {
            throw error;
        }
        TufClient lenient = open(trusted.store(), lenience.clock(allowed.get()));
        try {
            lenient.refresh();
        } catch (TrustException e) {
            if (e.kind() == TrustException.Kind.EXPIRED) {
                throw TrustFaults.tooOld(e, config, allowed.get());
            }
            throw e;
        }
        lenience.warn(expiry(lenient), allowed.get(), progress);
        return lenient;
    }

    private static Instant expiry(TufClient client) {
        return client.trustedRoles().stream()
                .map(TrustedRole::expires)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /**
     * Looks whether the registry can be used now, and changes nothing.
     *
     * @return until when what it signed is valid; in the past where a policy allows its use all the same
     * @throws CommandException what is wrong with it
     */
    public synchronized Instant check() throws CommandException {
        hasNoTimestamp = false;
        try {
            Duration allowed = lenience.allowed().orElse(Duration.ZERO);
            TufClient probe = open(new OverlayStore(trusted.store()), lenience.clock(allowed));
            probe.refresh();
            Optional<TargetFile> advisories = probe.target(Advisories.PATH);
            if (advisories.isPresent()) {
                Advisories.parse(probe.download(advisories.get(), MAX_DOCUMENT));
            }
            return expiry(probe);
        } catch (TrustException e) {
            throw hasNoTimestamp ? TrustFaults.empty(e, config) : TrustFaults.of(e, config);
        }
    }

    private TufClient open(MetadataStore store, Clock time) throws TrustException {
        if (store.read("root").isEmpty()) {
            TufClient.init(store, root);
        }
        return TufClient.open(store, this::fetchMetadata, origin.targets(), time);
    }

    private byte[] fetchMetadata(String path, long maxLength) throws FetchException {
        try {
            return origin.metadata().fetch(path, maxLength);
        } catch (FetchException e) {
            if (path.equals("timestamp.json") && e.kind() == FetchException.Kind.NOT_FOUND) {
                hasNoTimestamp = true;
            }
            throw e;
        }
    }

    /** A folder is asked cheaply: nothing changed when its timestamp did not, no new root came and nothing expired. */
    private boolean isFresh(TufClient known, Freshness freshness) {
        Instant now = clock.instant();
        if (known.trustedRoles().stream().anyMatch(role -> !now.isBefore(role.expires()))) {
            return false;
        }
        if (origin.isLocal()) {
            long version = known.trustedRoles().stream()
                    .filter(role -> role.name().equals("root"))
                    .mapToLong(TrustedRole::version)
                    .findFirst()
                    .orElse(0);
            return seenTimestamp.length > 0
                    && Arrays.equals(seenTimestamp, folderTimestamp())
                    && !origin.has((version + 1) + ".root.json");
        }
        return freshness == Freshness.BROWSE
                && refreshed != null
                && Duration.between(refreshed, now).abs().compareTo(BROWSE_AGE) < 0;
    }

    private byte[] folderTimestamp() {
        if (!origin.isLocal()) {
            return new byte[0];
        }
        try {
            return origin.metadata().fetch("timestamp.json", TIMESTAMP_LIMIT);
        } catch (FetchException e) {
            return new byte[0];
        }
    }

    /** A target that signed metadata lists. */
    public synchronized Optional<TargetFile> find(String path, Progress progress) throws CommandException {
        try (HomeLock.@Nullable Held held = trusted.lock(progress)) {
            return client().target(path);
        } catch (TrustException e) {
            throw TrustFaults.of(e, config);
        }
    }

    /** The verified bytes of a small document; empty when no signed metadata lists it. */
    public synchronized Optional<byte[]> document(String path, Progress progress) throws CommandException {
        try (HomeLock.@Nullable Held held = trusted.lock(progress)) {
            Optional<TargetFile> target = client().target(path);
            if (target.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(bytes(target.get()));
        } catch (TrustException e) {
            throw TrustFaults.of(e, config);
        }
    }

    /** The verified bytes of a small document; empty when the registry lists it but has no such file. */
    public synchronized Optional<byte[]> document(TargetFile target, Progress progress) throws CommandException {
        try (HomeLock.@Nullable Held held = trusted.lock(progress)) {
            return Optional.of(bytes(target));
        } catch (TrustException e) {
            if (e.kind() == TrustException.Kind.MISSING || e.kind() == TrustException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw TrustFaults.of(e, config);
        }
    }

    /** The claim that owns a name. */
    public synchronized Optional<Claim> owner(PluginId id, Progress progress) throws CommandException {
        try (HomeLock.@Nullable Held held = trusted.lock(progress)) {
            return new Claims(client(), this::bytes).owner(id.value());
        } catch (TrustException e) {
            throw TrustFaults.of(e, config);
        }
    }

    /** Whether the claim of a publisher was confirmed in a ceremony: offline keys vouch for it. */
    public synchronized boolean isConfirmed(String publisher, Progress progress) throws CommandException {
        try (HomeLock.@Nullable Held held = trusted.lock(progress)) {
            return client().targetsOf("claimed").stream()
                    .anyMatch(target -> target.path().equals(Claim.path(publisher)));
        } catch (TrustException e) {
            throw TrustFaults.of(e, config);
        }
    }

    private byte[] bytes(TargetFile target) throws TrustException {
        Optional<byte[]> cached = cache.get(target);
        if (cached.isPresent()) {
            return cached.get();
        }
        byte[] bytes = client().download(target, MAX_DOCUMENT);
        cache.put(target, bytes);
        return bytes;
    }

    /** Fetches a target; length and digests were checked. The trust library's own words tell what was wrong. */
    public byte[] download(TargetFile target, Arrival arrival) throws TrustException {
        TufClient known;
        synchronized (this) {
            known = client();
        }
        return known.download(
                target, MAX_FILE, (path, maxLength) -> origin.targets().fetch(path, maxLength, arrival));
    }

    /** Where a target lies, for people. */
    public URI address(TargetFile target) {
        String path = target.path();
        int slash = path.lastIndexOf('/');
        String name = target.sha256().map(hash -> hash + ".").orElse("") + path.substring(slash + 1);
        try {
            return config.location()
                    .resolve(new URI(null, null, "targets/" + path.substring(0, slash + 1) + name, null));
        } catch (URISyntaxException e) {
            LOG.log(System.Logger.Level.DEBUG, "no address can hold " + path, e);
            return config.location();
        }
    }

    private TufClient client() {
        if (client == null) {
            throw new IllegalStateException("refresh comes first");
        }
        return client;
    }
}
