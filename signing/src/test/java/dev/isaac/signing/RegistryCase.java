package dev.isaac.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.signing.Registry.Outcome;
import dev.isaac.signing.Registry.Setup;
import dev.isaac.signing.internal.PluginJar;
import dev.isaac.testing.archives.ArchiveForge;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.AuthorKey;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.tuf.MetadataStore;
import dev.isaac.trust.tuf.TargetFile;
import dev.isaac.trust.tuf.TrustedRole;
import dev.isaac.trust.tuf.TufClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;

/** A registry in a folder, with an author and a plugin, at a time that the test sets. */
abstract class RegistryCase {

    static final Setup PLAIN = new Setup(Map.of(), Map.of(), Map.of(), 1);

    @TempDir
    Path folder;

    final SecureRandom random = new SecureRandom();
    final Signer author = Signer.generate(SignatureAlgorithm.ED25519, random);
    Instant now = Instant.parse("2026-06-01T12:00:00Z");

    Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    Path dir() {
        return folder.resolve("registry");
    }

    Outcome create(Setup setup) throws TrustException, IOException {
        return Registry.create(dir(), setup, clock(), Passphrases.none(), Optional.empty(), random);
    }

    Registry registry() {
        return Registry.open(dir(), clock(), Passphrases.none());
    }

    static Claim claim(String publisher, Signer key, String... plugins) {
        return new Claim(
                publisher,
                publisher + " Inc",
                "",
                List.of(plugins),
                List.of(new AuthorKey(key.publicKey(), Instant.EPOCH)));
    }

    Path jar(String id, String version, String more) throws TrustException, IOException {
        byte[] bytes = ArchiveForge.withManifest(
                        "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: acme."
                                + id + "\nBundle-Version: " + version + "\nIsaac-Plugin: " + id
                                + "\nIsaac-Publisher: acme\nX-More: " + more + "\n")
                .toByteArray();
        Path file = folder.resolve(id + "-" + version + more + ".jar");
        Files.write(file, bytes);
        Files.write(
                folder.resolve(id + "-" + version + more + ".dsse.json"),
                Statements.sign(PluginJar.read(file).statement(), author));
        return file;
    }

    void withTools() throws TrustException, IOException {
        create(PLAIN);
        registry().claim(claim("acme", author, "tools", "acme.*"));
        registry().add(List.of(jar("tools", "1.0.0", "a")));
    }

    TufClient client(String store, Path from) throws TrustException, IOException {
        MetadataStore trusted = MetadataStore.folder(folder.resolve(store));
        if (trusted.read("root").isEmpty()) {
            TufClient.init(trusted, Files.readAllBytes(dir().resolve("public/metadata/1.root.json")));
        }
        TufClient client = TufClient.open(
                trusted, new FileFetcher(from.resolve("metadata")), new FileFetcher(from.resolve("targets")), clock());
        client.refresh();
        return client;
    }

    TufClient client(String store) throws TrustException, IOException {
        return client(store, dir().resolve("public"));
    }

    static byte[] download(TufClient client, String path) throws TrustException {
        TargetFile file = client.target(path).orElseThrow();
        return client.download(file);
    }

    static String text(TufClient client, String path) throws TrustException {
        return new String(download(client, path), UTF_8);
    }

    static Map<String, Long> versions(TufClient client) {
        Map<String, Long> versions = new HashMap<>();
        for (TrustedRole role : client.trustedRoles()) {
            versions.put(role.name(), role.version());
        }
        return versions;
    }

    static void assertFault(String code, ThrowingCallable action) {
        assertThatExceptionOfType(SigningException.class)
                .isThrownBy(action)
                .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(dir())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        dir().relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }
}
