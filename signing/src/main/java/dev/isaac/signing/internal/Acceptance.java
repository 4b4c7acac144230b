package dev.isaac.signing.internal;

import dev.isaac.signing.SigningException;
import dev.isaac.signing.SigningFault;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.author.Claims;
import dev.isaac.trust.author.PluginStatement;
import dev.isaac.trust.author.StatementEnvelope;
import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;
import dev.isaac.trust.tuf.MetadataStore;
import dev.isaac.trust.tuf.TargetFile;
import dev.isaac.trust.tuf.TufClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lets the client that users have judge files before they are published: one client from each root that was ever
 * published, and one that holds everything of the present state. Each role that changed is loaded, each target that
 * changed is fetched, each statement is held against its claim.
 */
final class Acceptance {

    private static final String STATEMENT = ".dsse.json";

    private final RegistryFolder folder;
    private final Draft draft;
    private final Clock clock;

    Acceptance(RegistryFolder folder, Draft draft, Instant now) {
        this.folder = folder;
        this.draft = draft;
        this.clock = Clock.fixed(now, ZoneOffset.UTC);
    }

    void requireAccepted(Map<String, byte[]> files) throws TrustException, IOException {
        Map<Long, byte[]> roots = new TreeMap<>(folder.roots());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (file.getKey().endsWith(".root.json")) {
                roots.put(Draft.signed(file.getValue()).integer("version"), file.getValue());
            }
        }
        for (Map.Entry<Long, byte[]> root : roots.entrySet()) {
            try {
                MetadataStore store = MetadataStore.memory();
                TufClient.init(store, root.getValue());
                judge(store, files);
            } catch (TrustException e) {
                throw refused("a client that starts from root " + root.getKey(), e);
            }
        }
        try {
            MetadataStore store = MetadataStore.memory();
            for (Map.Entry<String, byte[]> document : draft.publishedDocuments().entrySet()) {
                store.write(document.getKey(), document.getValue());
            }
            if (!draft.publishedDocuments().isEmpty()) {
                judge(store, files);
            }
        } catch (TrustException e) {
            throw refused("a client that is up to date", e);
        }
    }

    private static SigningException refused(String who, TrustException e) {
        return new SigningException(
                SigningFault.REGISTRY_REFUSED,
                who + " would refuse the result: " + e.getMessage() + " (" + e.code() + ")",
                e);
    }

    private void judge(MetadataStore store, Map<String, byte[]> files) throws TrustException {
        TufClient client = TufClient.open(store, in(files, "metadata/"), in(files, "targets/"), clock);
        client.refresh();
        Set<String> changed = draft.changed();
        Claims claims = new Claims(client);
        for (String role : changed) {
            if (Draft.TOP_LEVEL.contains(role)) {
                continue;
            }
            // Loads the role, and with it checks its signatures by the keys that its delegator names.
            Map<String, TargetFile> listed = new LinkedHashMap<>();
            for (TargetFile file : client.targetsOf(role)) {
                listed.put(file.path(), file);
            }
            if (!listed.keySet().containsAll(draft.paths(role))) {
                throw new SigningException(
                        SigningFault.REGISTRY_REFUSED, role + " lists what it may not", "report this as a bug");
            }
            for (TargetFile file : listed.values()) {
                String stored =
                        "targets/" + Draft.file(file.path(), file.sha256().orElse(""));
                if (files.containsKey(stored)) {
                    target(client, claims, file);
                }
            }
        }
    }

    private static void target(TufClient client, Claims claims, TargetFile listed) throws TrustException {
        // By its path, as a client finds it: another role must not come first.
        TargetFile file = client.target(listed.path()).orElse(listed);
        byte[] content = client.download(file);
        if (!file.role().equals(listed.role())) {
            throw new SigningException(
                    SigningFault.REGISTRY_REFUSED,
                    listed.path() + " of " + listed.role() + " is hidden by that of " + file.role(),
                    "take one of them away");
        }
        if (file.path().startsWith("claims/")) {
            Claim.parse(content);
        } else if (file.path().endsWith(STATEMENT)) {
            statement(claims, file, content);
        }
    }

    private static void statement(Claims claims, TargetFile file, byte[] content) throws TrustException {
        String id = file.path().split("/", -1)[1];
        Claim claim = claims.owner(id)
                .orElseThrow(() -> new TrustException(TrustException.Kind.UNCLAIMED, "no claim covers '" + id + "'"));
        PluginStatement statement =
                StatementEnvelope.parse(content).verify(claim.keys()).statement();
        if (!statement.id().equals(id) || !statement.publisher().equals(claim.publisher())) {
            throw new TrustException(TrustException.Kind.MISMATCH, file.path() + " is about something else");
        }
    }

    /** The new files on top of those that are published. */
    private Fetcher in(Map<String, byte[]> files, String part) {
        Path published = folder.published().resolve(part);
        return (path, maxLength) -> {
            byte[] file = files.get(part + path);
            if (file != null) {
                return file;
            }
            try {
                Path stored = published.resolve(path);
                if (Files.isRegularFile(stored)) {
                    return Files.readAllBytes(stored);
                }
            } catch (IOException e) {
                throw new FetchException(FetchException.Kind.UNREACHABLE, "cannot read " + path, e);
            }
            throw new FetchException(FetchException.Kind.NOT_FOUND, "no " + path);
        };
    }
}
