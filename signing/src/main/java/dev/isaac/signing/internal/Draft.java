package dev.isaac.signing.internal;

import dev.isaac.signing.MetadataSigner;
import dev.isaac.signing.SigningException;
import dev.isaac.signing.SigningFault;
import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A registry as it shall become: what is published, with what is staged on top, and open for changes. Nothing is signed
 * or written here. Not thread-safe.
 */
public final class Draft {

    static final String ROOT = "root";
    static final String TARGETS = "targets";
    static final String SNAPSHOT = "snapshot";
    static final String TIMESTAMP = "timestamp";
    static final String CLAIMED = "claimed";
    static final String NEW_CLAIMS = "new-claims";
    static final String BIN = "bins-";
    static final List<String> TOP_LEVEL = List.of(ROOT, TARGETS, SNAPSHOT, TIMESTAMP);

    private final RegistryFolder folder;
    private final Map<String, byte[]> published;
    private final Map<String, byte[]> staged;
    private final Map<String, Map<String, Object>> bodies = new LinkedHashMap<>();
    private final Set<String> touched = new LinkedHashSet<>();
    private final Map<String, byte[]> targets = new LinkedHashMap<>();

    private Draft(RegistryFolder folder, Map<String, byte[]> published, Map<String, byte[]> staged) {
        this.folder = folder;
        this.published = published;
        this.staged = staged;
    }

    /** Reads what is there. */
    static Draft load(RegistryFolder folder) throws TrustException, IOException {
        Draft draft = new Draft(folder, folder.documents(), folder.stagedDocuments());
        for (Map<String, byte[]> documents : List.of(draft.published, draft.staged)) {
            for (Map.Entry<String, byte[]> document : documents.entrySet()) {
                draft.bodies.put(
                        document.getKey(),
                        Bodies.mutable(Json.parseObject(document.getValue()).object("signed")));
            }
        }
        draft.targets.putAll(folder.stagedTargets());
        return draft;
    }

    /** The published document of a role, if there is one. */
    Optional<byte[]> published(String role) {
        return Optional.ofNullable(published.get(role));
    }

    Map<String, byte[]> publishedDocuments() {
        return published;
    }

    /** The staged document of a role that was not changed since. */
    Optional<byte[]> untouchedStaged(String role) {
        return touched.contains(role) ? Optional.empty() : Optional.ofNullable(staged.get(role));
    }

    /** Every role but snapshot and timestamp, root first. */
    List<String> roles() {
        List<String> roles = new ArrayList<>(bodies.keySet());
        roles.removeAll(List.of(SNAPSHOT, TIMESTAMP));
        return roles;
    }

    /** The bins, in their order. */
    List<String> bins() {
        return roles().stream().filter(role -> role.startsWith(BIN)).sorted().toList();
    }

    boolean has(String role) {
        return bodies.containsKey(role);
    }

    /** A role's body, to read. */
    Map<String, Object> body(String role) {
        return Optional.ofNullable(bodies.get(role))
                .orElseThrow(() -> new IllegalStateException("the registry has no role " + role));
    }

    /** A role's body, to change: the role gets a new version and needs its signatures anew. */
    Map<String, Object> edit(String role) {
        touched.add(role);
        return body(role);
    }

    /** A new role. */
    void add(String role, Map<String, Object> body) {
        touched.add(role);
        bodies.put(role, body);
    }

    /** The roles that differ from what is published: changed now, or staged before. */
    Set<String> changed() {
        Set<String> changed = new LinkedHashSet<>(staged.keySet());
        changed.addAll(touched);
        return changed;
    }

    /** The version that a changed role gets: one more than the published one. */
    long nextVersion(String role) throws TrustException {
        Optional<byte[]> before = published(role);
        return before.isEmpty() ? 1 : signed(before.get()).integer("version") + 1;
    }

    static JsonObject signed(byte[] document) throws TrustException {
        return Json.parseObject(document).object("signed");
    }

    /** Who may sign a role, by the draft itself. */
    Authority authority(String role) {
        return authority(bodies, role);
    }

    /** Who must have signed a new root besides: those whom the published root names. */
    Optional<Authority> formerRootAuthority() throws TrustException {
        Optional<byte[]> root = published(ROOT);
        return root.isEmpty()
                ? Optional.empty()
                : Optional.of(authority(Map.of(ROOT, Bodies.mutable(signed(root.get()))), ROOT));
    }

    private static Authority authority(Map<String, Map<String, Object>> bodies, String role) {
        if (TOP_LEVEL.contains(role)) {
            Map<String, Object> root =
                    Optional.ofNullable(bodies.get(ROOT)).orElseThrow(() -> new IllegalStateException("no root"));
            return Authority.of(Bodies.object(Bodies.object(root, "roles"), role));
        }
        Map<String, Object> targets =
                Optional.ofNullable(bodies.get(TARGETS)).orElseThrow(() -> new IllegalStateException("no targets"));
        for (Map<String, Object> one : Bodies.objects(Bodies.object(targets, "delegations"), "roles")) {
            if (role.equals(one.get("name"))) {
                return Authority.of(one);
            }
        }
        throw new IllegalStateException("nobody delegates to " + role);
    }

    /** The bin that lists a path. */
    String bin(String path) {
        String hash = Digests.sha256(path.getBytes(StandardCharsets.UTF_8));
        for (Map<String, Object> role : Bodies.objects(Bodies.object(body(TARGETS), "delegations"), "roles")) {
            if (Bodies.strings(role, "path_hash_prefixes").stream().anyMatch(hash::startsWith)) {
                return Bodies.string(role, "name");
            }
        }
        throw new IllegalStateException("no bin covers " + path);
    }

    /** Lists a target in its bin. */
    void put(String path, byte[] content) {
        put(bin(path), path, content, Map.of());
    }

    /** Lists a target in a role, replacing one of that path. */
    void put(String role, String path, byte[] content, Map<String, ?> custom) {
        String hash = Digests.sha256(content);
        Map<String, Object> entry = new TreeMap<>();
        entry.put("length", (long) content.length);
        entry.put("hashes", new TreeMap<>(Map.of("sha256", hash)));
        if (!custom.isEmpty()) {
            entry.put("custom", new TreeMap<>(custom));
        }
        Map<String, Object> listed = Bodies.object(body(role), "targets");
        if (entry.equals(listed.get(path))) {
            return;
        }
        touched.add(role);
        listed.put(path, entry);
        targets.put(file(path, hash), content);
    }

    /** Takes a target off a role's list; the file stays, for those who are about to fetch it. */
    void remove(String role, String path) {
        if (Bodies.object(body(role), "targets").remove(path) != null) {
            touched.add(role);
        }
    }

    /** What a role says of a path; nothing when it does not list it. */
    Optional<Map<String, Object>> entry(String role, String path) {
        Map<String, Object> listed = Bodies.object(body(role), "targets");
        return listed.containsKey(path) ? Optional.of(Bodies.object(listed, path)) : Optional.empty();
    }

    /** The content of a target in its bin. */
    Optional<byte[]> read(String path) throws TrustException, IOException {
        return read(bin(path), path);
    }

    /** The content of a target that a role lists; its digest is checked. */
    Optional<byte[]> read(String role, String path) throws TrustException, IOException {
        Optional<Map<String, Object>> entry = entry(role, path);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        String hash = Bodies.string(Bodies.object(entry.get(), "hashes"), "sha256");
        String file = file(path, hash);
        byte[] content = targets.get(file);
        if (content == null) {
            content = folder.target(file)
                    .orElseThrow(() -> new SigningException(
                            SigningFault.REGISTRY_NOT_FOUND,
                            "the registry's folder lacks " + path,
                            "restore it from a mirror"));
        }
        if (!Digests.sha256(content).equals(hash)) {
            throw new SigningException(
                    SigningFault.REGISTRY_CONFLICT, path + " was changed in the folder", "restore it from a mirror");
        }
        return Optional.of(content);
    }

    /** The paths that a role lists. */
    List<String> paths(String role) {
        return List.copyOf(Bodies.object(body(role), "targets").keySet());
    }

    /** Target files that are new, by their path under {@code targets/}. */
    Map<String, byte[]> newTargets() {
        return targets;
    }

    static String file(String path, String hash) {
        int name = path.lastIndexOf('/') + 1;
        return path.substring(0, name) + hash + "." + path.substring(name);
    }

    /** The body of a new role. */
    static Map<String, Object> newBody(String type) {
        Map<String, Object> body = new TreeMap<>();
        body.put("_type", type);
        body.put("spec_version", MetadataSigner.SPECIFICATION);
        return body;
    }
}
