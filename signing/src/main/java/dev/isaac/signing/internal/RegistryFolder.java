package dev.isaac.signing.internal;

import dev.isaac.signing.SigningException;
import dev.isaac.signing.SigningFault;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.tuf.RoleNames;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an operator's registry lies: {@code public/} is what gets served, {@code staged/} what waits for signatures,
 * {@code keys/} the keys that were made here, {@code operator.json} the settings.
 */
public final class RegistryFolder {

    private static final String ROOT = ".root.json";

    private final Path folder;

    /** A folder that may hold a registry. */
    public RegistryFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    Path folder() {
        return folder;
    }

    Path published() {
        return folder.resolve("public");
    }

    Path staged() {
        return folder.resolve("staged");
    }

    Path settings() {
        return folder.resolve("operator.json");
    }

    Path keys() {
        return folder.resolve("keys");
    }

    /** Holds the registry for this process until closed. */
    Lock lock() throws TrustException, IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new Lock(channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new SigningException(SigningFault.REGISTRY_BUSY, "this process works on " + folder + " already", e);
        }
        channel.close();
        throw new SigningException(
                SigningFault.REGISTRY_BUSY, "another process works on " + folder, "wait until it has ended");
    }

    /** The right to change the registry. */
    static final class Lock implements AutoCloseable {
        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    void requireRegistry() throws TrustException {
        if (!Files.isRegularFile(settings())) {
            throw new SigningException(
                    SigningFault.REGISTRY_MISSING, folder + " holds no registry", "make one with: registry init");
        }
    }

    /** Every published root, by its version. */
    Map<Long, byte[]> roots() throws IOException {
        Map<Long, byte[]> roots = new LinkedHashMap<>();
        Path metadata = published().resolve("metadata");
        if (!Files.isDirectory(metadata)) {
            return roots;
        }
        List<Long> versions;
        try (Stream<Path> files = Files.list(metadata)) {
            versions = files.map(file -> file.getFileName() + "")
                    .filter(name -> name.matches("[1-9][0-9]{0,17}" + ROOT.replace(".", "\\.")))
                    .map(name -> Long.parseLong(name.substring(0, name.length() - ROOT.length())))
                    .sorted()
                    .toList();
        }
        for (long version : versions) {
            roots.put(version, Files.readAllBytes(metadata.resolve(version + ROOT)));
        }
        return roots;
    }

    /** The published document of each role, by its name; empty before the first publication. */
    Map<String, byte[]> documents() throws TrustException, IOException {
        Map<String, byte[]> documents = new LinkedHashMap<>();
        Path metadata = published().resolve("metadata");
        Path timestamp = metadata.resolve("timestamp.json");
        Map<Long, byte[]> roots = roots();
        if (!Files.exists(timestamp) || roots.isEmpty()) {
            return documents;
        }
        roots.values().forEach(root -> documents.put("root", root));
        byte[] time = Files.readAllBytes(timestamp);
        long version = meta(time).object("snapshot.json").integer("version");
        byte[] snapshot = announced(metadata, version + ".snapshot.json");
        JsonObject meta = meta(snapshot);
        for (String file : meta.names()) {
            String role = file.substring(0, file.length() - ".json".length());
            long of = meta.object(file).integer("version");
            documents.put(role, announced(metadata, of + "." + RoleNames.encode(role) + ".json"));
        }
        documents.put("snapshot", snapshot);
        documents.put("timestamp", time);
        return documents;
    }

    private static byte[] announced(Path metadata, String file) throws SigningException, IOException {
        try {
            return Files.readAllBytes(metadata.resolve(file));
        } catch (NoSuchFileException e) {
            throw new SigningException(
                    SigningFault.REGISTRY_TAMPERED, metadata + " announces " + file + ", which is not there", e);
        }
    }

    private static JsonObject meta(byte[] document) throws TrustException {
        return Json.parseObject(document).object("signed").object("meta");
    }

    /** What is staged of each role. */
    Map<String, byte[]> stagedDocuments() throws TrustException, IOException {
        Map<String, byte[]> documents = new LinkedHashMap<>();
        Path index = staged().resolve("roles.json");
        if (Files.exists(index)) {
            for (String role : Json.parseObject(Files.readAllBytes(index)).strings("roles")) {
                documents.put(
                        role,
                        Files.readAllBytes(staged().resolve("metadata").resolve(RoleNames.encode(role) + ".json")));
            }
        }
        return documents;
    }

    /** A target's file, staged or published; a path of the form {@code DIR/SHA256.NAME}. */
    Optional<byte[]> target(String file) throws IOException {
        for (Path place : List.of(staged(), published())) {
            Path path = place.resolve("targets").resolve(file);
            if (Files.isRegularFile(path)) {
                return Optional.of(Files.readAllBytes(path));
            }
        }
        return Optional.empty();
    }

    /** Target files that are staged, by their path under {@code targets/}. */
    Map<String, byte[]> stagedTargets() throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        Path targets = staged().resolve("targets");
        if (Files.isDirectory(targets)) {
            try (Stream<Path> files = Files.walk(targets)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    found.put(targets.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
        }
        return found;
    }

    /** Keeps what waits for signatures; the list of roles comes last, so that a crash leaves the former list. */
    void stage(Map<String, byte[]> documents, Map<String, byte[]> targets) throws IOException {
        for (Map.Entry<String, byte[]> target : targets.entrySet()) {
            FilePublisher.replace(staged().resolve("targets").resolve(target.getKey()), target.getValue());
        }
        for (Map.Entry<String, byte[]> document : documents.entrySet()) {
            FilePublisher.replace(
                    staged().resolve("metadata").resolve(RoleNames.encode(document.getKey()) + ".json"),
                    document.getValue());
        }
        FilePublisher.replace(
                staged().resolve("roles.json"), Json.writePretty(Map.of("roles", List.copyOf(documents.keySet()))));
    }

    /** Forgets what is staged; the list of roles goes first. */
    void clearStaged() throws IOException {
        Files.deleteIfExists(staged().resolve("roles.json"));
        if (!Files.isDirectory(staged())) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(staged())) {
            all = files.sorted((a, b) -> b.compareTo(a)).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
