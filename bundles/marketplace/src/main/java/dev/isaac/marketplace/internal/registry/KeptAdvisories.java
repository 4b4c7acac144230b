package dev.isaac.marketplace.internal.registry;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.internal.state.DurableFiles;
import dev.isaac.marketplace.internal.state.FileStamp;
import dev.isaac.marketplace.internal.state.HomeFaults;
import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.advisory.Advisories;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The advisories of each registry as they were last verified, kept in the home so that a start needs neither network nor
 * signatures: one file for a registry, its first line the SHA-256 of what follows. They outlive the removal of their
 * registry, as what was installed from it does. Thread-safe.
 */
public final class KeptAdvisories {

    private static final int DIGEST = 64;

    private final Path folder;
    private final Path quarantine;
    private final Map<String, Advisories> known = new HashMap<>();
    private final Map<String, FileStamp> seen = new HashMap<>();
    private long changes;

    /** Reads nothing yet. */
    KeptAdvisories(Path home) {
        this.folder = home.resolve("trust");
        this.quarantine = home.resolve("cache").resolve("part");
    }

    /**
     * What a registry warned of when it was last asked; nothing when it never was.
     *
     * @throws CommandException {@code advisory.damaged} when what was kept is not what was verified: not knowing is not
     *     the same as no warning
     */
    public synchronized Advisories of(String registry) throws CommandException {
        Advisories advisories = known.get(registry);
        if (advisories == null) {
            seen.put(registry, FileStamp.of(file(registry))); // before they are read, so that a later write is seen
            Optional<byte[]> kept = read(registry);
            try {
                advisories = kept.isEmpty() ? Advisories.NONE : Advisories.parse(kept.get());
            } catch (TrustException e) {
                throw damaged(registry).exception(e);
            }
            known.put(registry, advisories);
        }
        return advisories;
    }

    /**
     * Looks whether another process learned of others since they were read here, and forgets those that are not what the
     * home keeps any more.
     *
     * @return whether some became others
     */
    public synchronized boolean reread() {
        Set<String> others = new HashSet<>();
        known.keySet().stream()
                .filter(registry -> !FileStamp.of(file(registry)).equals(seen.get(registry)))
                .forEach(others::add);
        others.forEach(known::remove);
        if (!others.isEmpty()) {
            changes++;
        }
        return !others.isEmpty();
    }

    /** Counts how often a registry's advisories became others in this process. */
    public synchronized long changes() {
        return changes;
    }

    /** The bytes that were kept; empty when there are none, or damaged ones. */
    synchronized Optional<byte[]> bytes(String registry) {
        try {
            return read(registry);
        } catch (CommandException e) {
            return Optional.empty(); // they are fetched again
        }
    }

    /**
     * Takes what a registry signed now.
     *
     * @param document verified bytes; empty when its signed metadata lists none
     * @throws TrustException {@code trust.malformed} when they are no advisories
     */
    synchronized void accept(String registry, Optional<byte[]> document) throws TrustException, CommandException {
        Advisories advisories = document.isEmpty() ? Advisories.NONE : Advisories.parse(document.get());
        boolean same = Arrays.equals(bytes(registry).orElse(new byte[0]), document.orElse(new byte[0]));
        if (same && known.containsKey(registry)) {
            return;
        }
        try {
            if (document.isEmpty()) {
                Files.deleteIfExists(file(registry));
            } else if (!same) {
                write(registry, document.get());
            }
        } catch (IOException e) {
            CommandException fault = HomeFaults.of(e, file(registry));
            if (!HomeFaults.isReadOnly(fault)) {
                throw fault;
            }
        }
        known.put(registry, advisories);
        seen.put(registry, FileStamp.of(file(registry)));
        changes++;
    }

    private void write(String registry, byte[] document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(DIGEST + 1 + document.length);
        bytes.writeBytes((Digests.sha256(document) + "\n").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(document);
        DurableFiles.write(file(registry), bytes.toByteArray(), quarantine);
    }

    private Optional<byte[]> read(String registry) throws CommandException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file(registry));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw HomeFaults.of(e, file(registry));
        }
        if (bytes.length <= DIGEST) {
            throw damaged(registry).exception();
        }
        byte[] document = Arrays.copyOfRange(bytes, DIGEST + 1, bytes.length);
        byte[] digest = Digests.sha256(document).getBytes(StandardCharsets.US_ASCII);
        if (!Arrays.equals(digest, Arrays.copyOf(bytes, DIGEST))) {
            throw damaged(registry).exception();
        }
        return Optional.of(document);
    }

    private Path file(String registry) {
        return folder.resolve(registry + ".advisories");
    }

    private static Fault damaged(String registry) {
        return Fault.of(
                        FaultKind.VERIFICATION,
                        "advisory.damaged",
                        "What is kept of the advisories of registry '" + registry
                                + "' is damaged, so nobody knows whether its plugins may run.")
                .hint("marketplace outdated asks the registry for them again.")
                .detail("registry", registry);
    }
}
