package dev.isaac.signing.internal;

import dev.isaac.signing.Passphrases;
import dev.isaac.signing.Registry.Outcome;
import dev.isaac.signing.Signer;
import dev.isaac.signing.SigningException;
import dev.isaac.signing.SigningFault;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.tuf.RoleNames;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs a change through all its steps: edit, sign, verify, publish; or stage it where signatures are missing. */
public final class Operation {

    private final RegistryFolder folder;
    private final Instant now;
    private final Passphrases passphrases;
    private final Collection<? extends Signer> signers;
    private final boolean dryRun;

    /** One operation, at one time. */
    public Operation(
            RegistryFolder folder,
            Instant now,
            Passphrases passphrases,
            Collection<? extends Signer> signers,
            boolean dryRun) {
        this.folder = folder;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.passphrases = passphrases;
        this.signers = signers;
        this.dryRun = dryRun;
    }

    /** Applies a change. */
    public Outcome run(Edit edit) throws TrustException, IOException {
        folder.requireRegistry();
        try (RegistryFolder.Lock lock = folder.lock()) {
            OperatorSettings settings = OperatorSettings.parse(Files.readAllBytes(folder.settings()));
            return run(lock, edit, settings);
        }
    }

    /** Applies a change with settings that are not written yet: the first one of all. */
    Outcome run(RegistryFolder.Lock lock, Edit edit, OperatorSettings settings) throws TrustException, IOException {
        PublishedState.requireSigned(folder);
        Draft draft = Draft.load(folder);
        edit.apply(new Edit.Context(draft, settings, folder));
        Seal seal = new Seal(draft, keys(settings), settings, now).changes().online();
        Map<String, Long> roles = versions(seal.documents());
        if (!seal.missing().isEmpty()) {
            Map<String, byte[]> waiting = new LinkedHashMap<>(seal.documents());
            waiting.keySet().removeAll(List.of(Draft.SNAPSHOT, Draft.TIMESTAMP));
            if (!dryRun) {
                folder.stage(waiting, draft.newTargets());
                FilePublisher.replace(folder.settings(), settings.toBytes());
            }
            return new Outcome(false, roles, List.of(), seal.missing());
        }
        Map<String, byte[]> files = files(draft, seal.documents());
        new Acceptance(folder, draft, now).requireAccepted(files);
        if (!dryRun) {
            FilePublisher.replace(folder.settings(), settings.toBytes());
            FilePublisher.publish(folder.published(), files);
            folder.clearStaged();
        }
        return new Outcome(!dryRun, roles, List.copyOf(files.keySet()), Map.of());
    }

    /** Signs what is staged; neither the public folder nor the online keys are needed. */
    public Outcome sign() throws TrustException, IOException {
        folder.requireRegistry();
        try (RegistryFolder.Lock lock = folder.lock()) {
            requireStaged();
            PublishedState.requireSigned(folder);
            OperatorSettings settings = OperatorSettings.parse(Files.readAllBytes(folder.settings()));
            Seal seal = new Seal(Draft.load(folder), keys(settings), settings, now).changes();
            if (!dryRun) {
                folder.stage(seal.documents(), Map.of());
            }
            return new Outcome(false, versions(seal.documents()), List.of(), seal.missing());
        }
    }

    /** Publishes what is staged. */
    public Outcome publish() throws TrustException, IOException {
        folder.requireRegistry();
        requireStaged();
        Outcome outcome = run(context -> requireStaged());
        if (!outcome.missing().isEmpty()) {
            throw new SigningException(
                    SigningFault.REGISTRY_SIGNATURES,
                    "signatures are missing: " + new TreeMap<>(outcome.missing()),
                    "take the folder to where the keys are: registry sign");
        }
        return outcome;
    }

    /** Forgets what is staged. */
    public void discard() throws TrustException, IOException {
        folder.requireRegistry();
        try (RegistryFolder.Lock lock = folder.lock()) {
            requireStaged();
            folder.clearStaged();
        }
    }

    private void requireStaged() throws TrustException, IOException {
        if (folder.stagedDocuments().isEmpty()) {
            throw new SigningException(
                    SigningFault.REGISTRY_NOTHING_STAGED,
                    "nothing waits in " + folder.staged(),
                    "what was complete is published already");
        }
    }

    private AvailableKeys keys(OperatorSettings settings) {
        return new AvailableKeys(folder.folder(), settings, passphrases, signers);
    }

    private static Map<String, Long> versions(Map<String, byte[]> documents) throws TrustException {
        Map<String, Long> versions = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> document : documents.entrySet()) {
            versions.put(document.getKey(), Draft.signed(document.getValue()).integer("version"));
        }
        return versions;
    }

    /**
     * The files in the order in which they become visible: whatever nobody refers to yet, then root, and last the
     * timestamp, which refers to all of it.
     */
    private static Map<String, byte[]> files(Draft draft, Map<String, byte[]> documents) throws TrustException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        draft.newTargets().forEach((path, content) -> files.put("targets/" + path, content));
        List<String> order = new ArrayList<>(documents.keySet());
        order.removeAll(List.of(Draft.ROOT, Draft.TIMESTAMP));
        if (documents.containsKey(Draft.ROOT)) {
            order.add(Draft.ROOT);
        }
        for (String role : order) {
            byte[] document = Optional.ofNullable(documents.get(role)).orElseThrow();
            long version = Draft.signed(document).integer("version");
            files.put("metadata/" + version + "." + RoleNames.encode(role) + ".json", document);
        }
        files.put(
                "metadata/timestamp.json",
                Optional.ofNullable(documents.get(Draft.TIMESTAMP)).orElseThrow());
        return files;
    }
}
