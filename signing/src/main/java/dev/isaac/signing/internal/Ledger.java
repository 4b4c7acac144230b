package dev.isaac.signing.internal;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a registry's builds must remember, beside its keys: the latest document of each role, every root, statements (an
 * RSA signature differs each time) and when a version was first published. Nothing in it is secret.
 */
final class Ledger {

    private static final String JSON = ".json";

    private final Path folder;

    Ledger(Path folder) {
        this.folder = folder;
    }

    /** The latest document of each role. */
    Map<String, byte[]> documents() throws IOException {
        return files(folder.resolve("metadata"));
    }

    /** Every root, by its version. */
    Map<String, byte[]> roots() throws IOException {
        return files(folder.resolve("roots"));
    }

    /** The statements by the SHA-256 of what they are of. */
    Map<String, byte[]> statements() throws IOException {
        return files(folder.resolve("statements"));
    }

    /** When versions were published, by {@code ID@VERSION}. */
    Map<String, String> published() throws IOException, TrustException {
        Map<String, String> times = new TreeMap<>();
        Path file = folder.resolve("published.json");
        if (Files.exists(file)) {
            JsonObject json = Json.parseObject(Files.readAllBytes(file));
            for (String name : json.names()) {
                times.put(name, json.string(name));
            }
        }
        return times;
    }

    void save(
            Map<String, byte[]> documents,
            Map<String, byte[]> roots,
            Map<String, byte[]> statements,
            Map<String, String> published)
            throws IOException {
        save(folder.resolve("roots"), roots);
        save(folder.resolve("statements"), statements);
        FilePublisher.replace(folder.resolve("published.json"), Json.writePretty(published));
        save(folder.resolve("metadata"), documents);
    }

    private static void save(Path folder, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            FilePublisher.replace(folder.resolve(file.getKey() + JSON), file.getValue());
        }
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> list = Files.list(folder)) {
                for (Path file : list.sorted().toList()) {
                    String name = file.getFileName() + "";
                    if (name.endsWith(JSON)) {
                        found.put(name.substring(0, name.length() - JSON.length()), Files.readAllBytes(file));
                    }
                }
            }
        }
        return found;
    }
}
