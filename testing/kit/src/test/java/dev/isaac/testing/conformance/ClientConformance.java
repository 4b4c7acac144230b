package dev.isaac.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the public conformance tests for TUF clients can see of a client: its exit code, the metadata that it trusts
 * afterwards, the files that it downloaded, the requests that it made. The classes that extend this one ask for
 * the same behaviour, in their own words; what extends those asks the client as a process.
 */
abstract class ClientConformance {

    static final int DONE = 0;
    static final int REFUSED = 1;

    @TempDir
    Path folder;

    final Repository repository = new Repository();

    /** How the client runs. */
    Way way() {
        return Way.LIBRARY;
    }

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(folder.resolve("metadata"));
        Files.createDirectories(folder.resolve("targets"));
    }

    @AfterEach
    void stop() {
        repository.close();
    }

    int init() throws IOException, InterruptedException {
        return init(repository.root(1));
    }

    int init(byte[] root) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("initial_root.json"), root);
        return way().run(Instant.now(), false, List.of("--metadata-dir", metadata(), "init", file.toString()));
    }

    int refresh() throws IOException, InterruptedException {
        return way().run(Instant.now(), false, refreshing());
    }

    /** A refresh at another time. */
    int refreshAt(Instant now) throws IOException, InterruptedException {
        return way().run(now, true, refreshing());
    }

    int download(String... targets) throws IOException, InterruptedException {
        return way().run(Instant.now(), false, downloading(targets));
    }

    /** A download at another time. */
    int downloadAt(Instant now, String... targets) throws IOException, InterruptedException {
        return way().run(now, true, downloading(targets));
    }

    private String metadata() {
        return folder.resolve("metadata").toString();
    }

    private List<String> refreshing() {
        return List.of("--metadata-url", repository.metadataUrl(), "--metadata-dir", metadata(), "refresh");
    }

    private List<String> downloading(String... targets) {
        List<String> arguments =
                new ArrayList<>(List.of("--metadata-url", repository.metadataUrl(), "--metadata-dir", metadata()));
        for (String target : targets) {
            arguments.addAll(List.of("--target-name", target));
        }
        arguments.addAll(List.of(
                "--target-dir",
                folder.resolve("targets").toString(),
                "--target-base-url",
                repository.targetsUrl(),
                "download"));
        return arguments;
    }

    /** The version of each document in the metadata folder, by file name without its ending. */
    Map<String, Long> trusted() throws IOException {
        Map<String, Long> versions = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("metadata"))) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                assertThat(name).endsWith(".json");
                try {
                    versions.put(
                            name.substring(0, name.length() - ".json".length()),
                            Json.parseObject(Files.readAllBytes(file))
                                    .object("signed")
                                    .integer("version"));
                } catch (TrustException e) {
                    throw new AssertionError(name, e);
                }
            }
        }
        return versions;
    }

    /** Versions as {@link #trusted} gives them: {@code root 1 snapshot 2}. */
    static Map<String, Long> versions(String text) {
        Map<String, Long> versions = new LinkedHashMap<>();
        String[] words = text.split(" ", -1);
        for (int i = 0; i < words.length; i += 2) {
            versions.put(words[i], Long.valueOf(words[i + 1]));
        }
        return versions;
    }

    void assertTrusted(String versions) throws IOException {
        assertThat(trusted()).isEqualTo(versions(versions));
    }

    void assertTrusted(String role, byte[] document) {
        assertThat(folder.resolve("metadata/" + role + ".json")).hasBinaryContent(document);
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The contents of what was downloaded, the oldest first. */
    List<String> downloaded() throws IOException {
        List<String> contents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("targets"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(ClientConformance::modified))
                    .toList()) {
                contents.add(Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return contents;
    }
}
