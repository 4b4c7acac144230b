package dev.isaac.marketplace.internal.registry;

import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Progress;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.internal.state.HomeFaults;
import dev.isaac.marketplace.internal.state.HomeLock;
import dev.isaac.marketplace.internal.state.WaitNotice;
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
    private final Path trust;
    private final Path folder;
    private final HomeLock lock;
    private final RegistryOrigin origin;
    private final TargetCache cache;
    private final Notice unwritable;
    private final KeptAdvisories kept;

    private @Nullable TufClient client;
    private @Nullable Instant refreshed;
    private byte[] seenTimestamp = {};
    private boolean hasNoTimestamp;
    /** Where trusted metadata is kept when the home cannot be written. */
    private @Nullable MetadataStore memory;

    /**
     * Opens nothing yet but the root file.
     *
     * @throws CommandException {@code registry.bad-root} when the root file cannot be read
     */
    Registry(RegistryConfig config, Path home, Clock clock, Notice unwritable, WaitNotice waiting, KeptAdvisories kept)
            throws CommandException {
        this(config, RegistryOrigin.of(config), home, clock, unwritable, waiting, kept);
    }

    /** As the other constructor; the files come from another place than the configuration names. */
    Registry(
            RegistryConfig config,
            RegistryOrigin origin,
            Path home,
            Clock clock,
            Notice unwritable,
            WaitNotice waiting,
            KeptAdvisories kept)
            throws CommandException {
        this.config = config;
        this.origin = origin;
        this.unwritable = unwritable;
        this.kept = kept;
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
        this.trust = home.resolve("trust");
        this.folder = trust.resolve(name);
        this.lock = new HomeLock(trust.resolve(name + ".lock"), waiting);
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
            return store().read("root").orElse(root);
        } catch (TrustException e) {
            throw TrustFaults.of(e, config);
        }
    }

    /** The folder with its trusted metadata. */
    public Path folder() {
        return folder;
    }

    /** Makes sure that what is known is as fresh as asked. */
    public synchronized void refresh(Freshness freshness, Progress progress) throws CommandException {
        if (client != null && isFresh(client, freshness)) {
            return;
        }
        try (HomeLock.@Nullable Held held = lock(progress)) {
            byte[] timestamp = folderTimestamp();
            hasNoTimestamp = false;
            TufClient fresh = open(store());
            try {
                fresh.refresh();
            } catch (TrustException e) {
                fresh = fallBack(e, progress);
            }
            acceptAdvisories(fresh);
            client = fresh;
            refreshed = clock.instant();
            seenTimestamp = timestamp;
        } catch (TrustException e) {
            throw TrustFaults.of(e, config);
        }
    }

    /** Whoever knows of a registry's plugins knows of its warnings, too: a refresh without them is none. */
    private void acceptAdvisories(TufClient fresh) throws TrustException, CommandException {
        Optional<TargetFile> target = fresh.target(Advisories.PATH);
        if (target.isEmpty()) {
            kept.accept(config.name(), Optional.empty());
            return;
        }
        Optional<byte[]> same = kept.bytes(config.name()).filter(bytes -> TufClient.matches(target.get(), bytes));
        kept.accept(config.name(), Optional.of(same.isPresent() ? same.get() : fresh.download(target.get())));
    }

    private TufClient fallBack(TrustException error, Progress progress) throws CommandException, TrustException {
        if (hasNoTimestamp) {
            throw TrustFaults.empty(error, config);
        }
        if (error.kind() != TrustException.Kind.UNREACHABLE) {
            throw error;
        }
        try {
            TufClient stored = open(store());
            stored.load();
            progress.warn("Registry '" + config.name()
                    + "' cannot be reached; using its last signed state, valid until " + expiry(stored) + ".");
            return stored;
        } catch (TrustException e) {
            error.addSuppressed(e);
            throw TrustFaults.unreachable(error, config);
        }
    }

    private static Instant expiry(TufClient client) {
        return client.trustedRoles().stream()
                .map(TrustedRole::expires)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private MetadataStore store() {
        return memory == null ? MetadataStore.folder(folder) : memory;
    }

    /**
     * Looks whether the registry can be used now, and changes nothing.
     *
     * @return until when what it signed is valid
     * @throws CommandException what is wrong with it
     */
    public synchronized Instant check() throws CommandException {
        hasNoTimestamp = false;
        try {
            TufClient probe = open(new OverlayStore(store()));
            probe.refresh();
            Optional<TargetFile> advisories = probe.target(Advisories.PATH);
            if (advisories.isPresent()) {
                Advisories.parse(probe.download(advisories.get()));
            }
            return expiry(probe);
        } catch (TrustException e) {
            throw hasNoTimestamp ? TrustFaults.empty(e, config) : TrustFaults.of(e, config);
        }
    }

    private TufClient open(MetadataStore store) throws TrustException {
        if (store.read("root").isEmpty()) {
            TufClient.init(store, root);
        }
        return TufClient.open(store, this::fetchMetadata, origin.targets(), clock);
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
        try (HomeLock.@Nullable Held held = lock(progress)) {
            return client().target(path);
        } catch (TrustException e) {
            throw TrustFaults.of(e, config);
        }
    }

    /** The verified bytes of a small document; empty when no signed metadata lists it. */
    public synchronized Optional<byte[]> document(String path, Progress progress) throws CommandException {
        try (HomeLock.@Nullable Held held = lock(progress)) {
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
        try (HomeLock.@Nullable Held held = lock(progress)) {
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
        try (HomeLock.@Nullable Held held = lock(progress)) {
            return new Claims(client(), this::bytes).owner(id.value());
        } catch (TrustException e) {
            throw TrustFaults.of(e, config);
        }
    }

    private byte[] bytes(TargetFile target) throws TrustException {
        Optional<byte[]> cached = cache.get(target);
        if (cached.isPresent()) {
            return cached.get();
        }
        byte[] bytes = client().download(target);
        cache.put(target, bytes);
        return bytes;
    }

    /** Fetches a target; length and digests were checked. The trust library's own words tell what was wrong. */
    public byte[] download(TargetFile target) throws TrustException {
        TufClient known;
        synchronized (this) {
            known = client();
        }
        return known.download(target);
    }

    /** Where a target lies, for people. */
    public URI address(TargetFile target) {
        String path = target.path();
        int slash = path.lastIndexOf('/');
        String name = target.sha256().map(hash -> hash + ".").orElse("") + path.substring(slash + 1);
        return config.location().resolve("targets/" + path.substring(0, slash + 1) + name);
    }

    /** One process at a time; where the home cannot be written there is nothing to share, and no lock. */
    private HomeLock.@Nullable Held lock(Progress progress) throws CommandException {
        if (memory != null) {
            return null;
        }
        try {
            Files.createDirectories(trust);
            return lock.acquire(progress, NEVER);
        } catch (IOException e) {
            forgo(HomeFaults.of(e, trust), progress);
        } catch (CommandException e) {
            forgo(e, progress);
        }
        return null;
    }

    private void forgo(CommandException error, Progress progress) throws CommandException {
        if (!HomeFaults.isReadOnly(error)) {
            throw error;
        }
        memory = new OverlayStore(MetadataStore.folder(folder));
        unwritable.warn(
                progress,
                "The home folder cannot be written: what registries say is kept in memory and asked again next time.");
    }

    private TufClient client() {
        if (client == null) {
            throw new IllegalStateException("refresh comes first");
        }
        return client;
    }

    private static final Cancellation NEVER = new Cancellation() {
        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public Registration onCancel(Runnable action) {
            return () -> {};
        }
    };
}
