package dev.isaac.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.signing.PackageMaker.Summary;
import dev.isaac.signing.Registry.Setup;
import dev.isaac.signing.RegistryReader.Source;
import dev.isaac.testing.archives.ArchiveForge;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.Claim;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.pack.RegistryPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageMakerTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private Signer author = Signer.generate(SignatureAlgorithm.ED25519, new SecureRandom());
    private Path registry;
    private byte[] root;

    @BeforeEach
    void makeRegistry() throws Exception {
        registry = folder.resolve("registry");
        Registry.create(
                registry,
                new Setup(Map.of(), Map.of(), Map.of(), 4),
                clock,
                Passphrases.none(),
                Optional.empty(),
                new SecureRandom());
        root = Files.readAllBytes(registry.resolve("public/metadata/1.root.json"));
        open().claim(Claim.parse(Json.write(Map.of(
                "format",
                1,
                "publisher",
                "acme",
                "plugins",
                List.of("acme-*"),
                "keys",
                List.of(Map.of(
                        "keyid",
                        author.publicKey().keyId(),
                        "algorithm",
                        "ed25519",
                        "public",
                        Base64.getEncoder().encodeToString(author.publicKey().spki()),
                        "since",
                        "2026-01-01T00:00:00Z"))))));
    }

    private Registry open() {
        return Registry.open(registry, clock, Passphrases.none());
    }

    private void publish(String id, String version, String... needs) throws Exception {
        StringBuilder headers = new StringBuilder();
        for (String need : needs) {
            headers.append("Require-Capability: isaac.plugin;filter:=\"")
                    .append(need)
                    .append("\"\r\n");
        }
        Path jar = Files.write(
                folder.resolve(id + "-" + version + ".jar"),
                ArchiveForge.withManifest(
                                "Manifest-Version: 1.0\r\nBundle-ManifestVersion: 2\r\nBundle-SymbolicName: x." + id
                                        + "\r\nBundle-Version: " + version + "\r\nIsaac-Plugin: " + id
                                        + "\r\nIsaac-Publisher: acme\r\n" + headers + "\r\n")
                        .toByteArray());
        Files.write(
                Statements.beside(jar), Statements.sign(PluginInspection.of(jar).statement(), author));
        open().add(List.of(jar));
    }

    private PackageMaker maker() {
        return new PackageMaker(Source.of(registry.resolve("public")), root, clock);
    }

    private Path file() {
        return folder.resolve("made.isaac");
    }

    private RegistryReader read() throws TrustException, IOException {
        RegistryPackage made = RegistryPackage.open(file());
        return RegistryReader.open(new Source(made.metadata(), made.targets()), root, clock);
    }

    @Test
    void packsAPluginAndWhatItNeeds() throws Exception {
        publish("acme-base", "1.0.0");
        publish("acme-base", "1.5.0");
        publish("acme-base", "2.0.0");
        publish("acme-tool", "1.0.0", "(&(isaac.plugin=acme-base)(version>=1.0)(!(version>=2.0)))");
        publish("acme-other", "1.0.0");

        Summary summary = maker().make(file(), List.of("acme-tool"));

        assertThat(summary.plugins()).containsExactly("acme-tool@1.0.0");
        assertThat(summary.needed()).containsExactly("acme-base@1.5.0");
        RegistryPackage made = RegistryPackage.open(file());
        assertThat(made.plugins()).containsExactly("acme-tool@1.0.0");
        RegistryReader registryInside = read();
        assertThat(registryInside.owner("acme-tool")).isPresent();
        assertThat(registryInside.read("plugins/acme-base/1.5.0/acme-base-1.5.0.jar"))
                .isPresent();
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> registryInside.read("plugins/acme-base/2.0.0/acme-base-2.0.0.jar"))
                .satisfies(e -> assertThat(e.code()).isEqualTo("trust.missing"));
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> registryInside.versions("acme-other"))
                .satisfies(e -> assertThat(e.code()).isIn("trust.missing", "trust.unreachable"));
    }

    @Test
    void packsExactlyTheVersionThatWasNamed() throws Exception {
        publish("acme-base", "1.0.0");
        publish("acme-base", "1.5.0");

        assertThat(maker().make(file(), List.of("acme-base@1.0.0")).plugins()).containsExactly("acme-base@1.0.0");
        open().yank("acme-base", "1.5.0", "loses notes");
        assertThat(maker().make(file(), List.of("acme-base")).plugins()).containsExactly("acme-base@1.0.0");
    }

    @Test
    void takesEveryRootAlong() throws Exception {
        publish("acme-base", "1.0.0");
        Path second = folder.resolve("timestamp-2.pem");
        KeyFiles.create(second, SignatureAlgorithm.ED25519, new char[0], new SecureRandom());
        open().rotate("timestamp", List.of(second), List.of(), OptionalInt.empty());
        byte[] newest = Files.readAllBytes(registry.resolve("public/metadata/2.root.json"));

        new PackageMaker(Source.of(registry.resolve("public")), newest, clock).make(file(), List.of("acme-base"));

        assertThat(RegistryPackage.open(file()).metadata().fetch("1.root.json", 1 << 20))
                .isEqualTo(root);
        assertThat(read().versions("acme-base")).hasSize(1);
    }

    @Test
    void leavesNothingWhereItFails() throws Exception {
        publish("acme-tool", "1.0.0", "(isaac.plugin=acme-gone)");
        Files.writeString(file(), "of before");

        for (String plugin : List.of("acme-tool", "acme-absent", "acme-tool@2.0.0")) {
            assertThatExceptionOfType(TrustException.class)
                    .as(plugin)
                    .isThrownBy(() -> maker().make(file(), List.of(plugin)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("trust.not-found"));
        }
        Clock later = Clock.offset(clock, Duration.ofDays(60));
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> new PackageMaker(Source.of(registry.resolve("public")), root, later)
                        .make(file(), List.of("acme-tool")))
                .satisfies(e -> assertThat(e.code()).isEqualTo("trust.expired"));

        assertThat(file()).content().isEqualTo("of before");
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> String.valueOf(path.getFileName())))
                    .noneMatch(name -> name.startsWith(".package"));
        }
    }
}
