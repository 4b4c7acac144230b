package dev.isaac.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.isaac.testing.archives.ArchiveForge;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.author.DetachedSignature;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonObject;
import dev.isaac.trust.keys.SignatureAlgorithm;
import dev.isaac.trust.keys.VerificationKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String stdin = "";
    private Instant now = Instant.parse("2026-06-01T12:00:00Z");
    private final Map<String, byte[]> served = new HashMap<>();
    private final Map<String, Integer> statuses = new HashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server = unstarted();

    private static HttpServer unstarted() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void serve() {
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getRawPath();
            requests.add(path);
            byte[] body = served.get(path);
            int status = statuses.getOrDefault(path, body == null ? 404 : 200);
            exchange.sendResponseHeaders(status, body == null ? -1 : body.length);
            if (body != null) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private int tuf(String... args) {
        err.reset();
        return new TufClientMain(new PrintStream(err, true, StandardCharsets.UTF_8), Clock.fixed(now, ZoneOffset.UTC))
                .run(args);
    }

    private int operator(String... args) {
        out.reset();
        err.reset();
        return new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                        Map.of("PASS", "secret"),
                        Passphrases.none(),
                        Clock.fixed(now, ZoneOffset.UTC))
                .run(args);
    }

    private String md() {
        return folder.resolve("md").toString();
    }

    /** A repository with an oddly named role and target, served by HTTP as a plain file server would. */
    private void repository() throws Exception {
        SecureRandom random = new SecureRandom();
        RepositoryBuilder builder = new RepositoryBuilder(now, Duration.ofDays(30), Map.of());
        for (String role : List.of("root", "targets", "snapshot", "timestamp", "odd ?role")) {
            builder.keys(role, 1, List.of(Signer.generate(SignatureAlgorithm.ECDSA_P256_SHA256, random)));
        }
        builder.delegate("targets", "odd ?role", RepositoryBuilder.Scope.PATTERNS, List.of("*", "*/*"), false);
        builder.target("targets", "plain", "plain text".getBytes(StandardCharsets.UTF_8));
        builder.target("odd ?role", "dir/größe 100%", "odd text".getBytes(StandardCharsets.UTF_8));
        builder.build().forEach((path, bytes) -> {
            String address =
                    "/" + path.replace("odd ?role", "odd%20%3Frole").replace("größe 100%", "gr%C3%B6%C3%9Fe%20100%25");
            served.put(address, bytes);
        });
        Files.write(
                folder.resolve("root.json"),
                Objects.requireNonNull(builder.documents().get("root")));
    }

    private int download(String... names) {
        List<String> args = new ArrayList<>(List.of("--metadata-url", url("/metadata"), "--metadata-dir", md()));
        for (String name : names) {
            args.addAll(List.of("--target-name", name));
        }
        args.addAll(List.of(
                "--target-dir", folder.resolve("t").toString(), "--target-base-url", url("/targets/"), "download"));
        return tuf(args.toArray(String[]::new));
    }

    @Test
    void initRefreshAndDownloadByHttp() throws Exception {
        repository();

        assertThat(tuf(
                        "--metadata-dir",
                        md(),
                        "init",
                        folder.resolve("root.json").toString()))
                .isZero();
        assertThat(tuf("--metadata-url", url("/metadata/"), "--metadata-dir", md(), "refresh"))
                .isZero();
        assertThat(download("plain", "dir/größe 100%")).isZero();

        assertThat(folder.resolve("t/plain")).hasContent("plain text");
        assertThat(folder.resolve("t/dir%2Fgr%C3%B6%C3%9Fe%20100%25")).hasContent("odd text");
        assertThat(folder.resolve("md").toFile().list())
                .containsExactlyInAnyOrder(
                        "root.json", "timestamp.json", "snapshot.json", "targets.json", "odd%20%3Frole.json");
    }

    @Test
    void asksForNothingThatTheSpecificationDoesNotAskFor() throws Exception {
        repository();
        tuf("--metadata-dir", md(), "init", folder.resolve("root.json").toString());

        assertThat(requests).isEmpty();
        download("plain");
        assertThat(requests)
                .startsWith(
                        "/metadata/2.root.json",
                        "/metadata/timestamp.json",
                        "/metadata/1.snapshot.json",
                        "/metadata/1.targets.json")
                .hasSize(5)
                .last()
                .asString()
                .startsWith("/targets/");
        requests.clear();
        tuf("--metadata-url", url("/metadata/"), "--metadata-dir", md(), "refresh");
        assertThat(requests).containsExactly("/metadata/2.root.json", "/metadata/timestamp.json");
    }

    @Test
    void aRootThatIsNoneLeavesTheTrustedOne() throws Exception {
        repository();
        tuf("--metadata-dir", md(), "init", folder.resolve("root.json").toString());
        Path other = Files.writeString(folder.resolve("other.json"), "{}");

        assertThat(tuf("--metadata-dir", md(), "init", other.toString())).isEqualTo(1);
        assertThat(Files.readAllBytes(folder.resolve("md/root.json")))
                .isEqualTo(Files.readAllBytes(folder.resolve("root.json")));
    }

    @Test
    void aTargetThatIsThereIsNotFetchedAgain() throws Exception {
        repository();
        tuf("--metadata-dir", md(), "init", folder.resolve("root.json").toString());
        download("plain");
        served.keySet().removeIf(path -> path.startsWith("/targets/"));

        assertThat(download("plain")).isZero();
        Files.writeString(folder.resolve("t/plain"), "other text");
        assertThat(download("plain")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("trust.missing");
        assertThat(folder.resolve("t/plain")).hasContent("other text");
    }

    @Test
    void theFirstFailureEndsADownload() throws Exception {
        repository();
        tuf("--metadata-dir", md(), "init", folder.resolve("root.json").toString());

        assertThat(download("missing", "plain")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("trust.not-found");
        assertThat(folder.resolve("t/plain")).doesNotExist();
        assertThat(folder.resolve("md/targets.json")).exists();
    }

    @Test
    void httpErrorsAreNotAbsence() throws Exception {
        repository();
        tuf("--metadata-dir", md(), "init", folder.resolve("root.json").toString());
        statuses.put("/metadata/2.root.json", 500);

        assertThat(tuf("--metadata-url", url("/metadata/"), "--metadata-dir", md(), "refresh"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("trust.unreachable");
        server.stop(0);
        statuses.clear();
        assertThat(tuf("--metadata-url", url("/metadata/"), "--metadata-dir", md(), "refresh"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("trust.unreachable");
    }

    @Test
    void forbiddenMeansThereIsNoSuchFile() throws Exception {
        repository();
        tuf("--metadata-dir", md(), "init", folder.resolve("root.json").toString());
        statuses.put("/metadata/2.root.json", 403);

        assertThat(tuf("--metadata-url", url("/metadata/"), "--metadata-dir", md(), "refresh"))
                .isZero();
    }

    @Test
    void anEndlessAnswerIsCutOff() throws Exception {
        repository();
        tuf("--metadata-dir", md(), "init", folder.resolve("root.json").toString());
        served.put("/metadata/timestamp.json", new byte[1_000_000]);

        assertThat(tuf("--metadata-url", url("/metadata/"), "--metadata-dir", md(), "refresh"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("trust.length");
    }

    @Test
    void badArgumentsAreRefused() {
        assertThat(tuf()).isEqualTo(1);
        assertThat(tuf("--metadata-dir")).isEqualTo(1);
        assertThat(tuf("--nonsense", "x", "refresh")).isEqualTo(1);
        assertThat(tuf("--metadata-dir", md(), "init")).isEqualTo(1);
        assertThat(tuf("--metadata-dir", md(), "init", folder.resolve("missing").toString()))
                .isEqualTo(1);
        assertThat(tuf("--metadata-dir", md(), "--metadata-url", "ftp://x", "refresh"))
                .isEqualTo(1);
        assertThat(tuf("--metadata-dir", md(), "refresh")).isEqualTo(1);
        assertThat(tuf("--metadata-dir", md(), "dance")).isEqualTo(1);
    }

    @Test
    void aKeySignsAStatement() throws Exception {
        Path jar = Files.write(
                folder.resolve("p.jar"),
                ArchiveForge.bundle("Isaac-Plugin: tools", "Isaac-Publisher: acme")
                        .toByteArray());
        String key = folder.resolve("k.pem").toString();

        assertThat(operator("create-key", "--algorithm", "ed25519", "--out", key, "--passphrase-env", "PASS"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("key id").doesNotContain("secret");
        assertThat(operator("show-statement", "--jar", jar.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"id\":\"tools\"");
        String envelope = folder.resolve("s.json").toString();
        assertThat(operator(
                        "sign-statement",
                        "--jar",
                        jar.toString(),
                        "--key",
                        key,
                        "--out",
                        envelope,
                        "--passphrase-env",
                        "PASS"))
                .isZero();
        assertThat(Path.of(envelope)).content().contains("payloadType");
        assertThat(operator("sign-statement", "--jar", jar.toString(), "--key", key, "--out", envelope))
                .isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("key.passphrase", "hint");
        stdin = "secret\nmore";
        assertThat(operator("show-key", "--key", key, "--passphrase-stdin")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"algorithm\": \"ed25519\"");
        Path file = Files.writeString(folder.resolve("pass.txt"), "secret\r\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(operator("show-key", "--key", key, "--passphrase-file", file.toString()))
                .isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("key.readable-by-others");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(operator("show-key", "--key", key, "--passphrase-file", file.toString()))
                .isZero();
        assertThat(operator("show-key", "--key", key, "--passphrase-stdin", "--passphrase-env", "PASS"))
                .isEqualTo(2);
    }

    @Test
    void policiesAreSignedBesideTheirFile() throws Exception {
        String key = folder.resolve("policy.pem").toString();
        operator("create-key", "--algorithm", "ed25519", "--out", key);
        Path policy = Files.writeString(folder.resolve("policy.json"), "{\"marketplace\":{}}");

        assertThat(operator("sign-policy", "--policy", policy.toString(), "--key", key))
                .isZero();

        byte[] signature = Files.readAllBytes(folder.resolve("policy.json.sig"));
        VerificationKey signer = KeyFiles.open(Path.of(key), Passphrases.none()).publicKey();
        DetachedSignature.verify(DetachedSignature.POLICY, Files.readAllBytes(policy), signature, List.of(signer));
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> DetachedSignature.verify(
                        DetachedSignature.POLICY,
                        "{\"marketplace\": {}}".getBytes(StandardCharsets.UTF_8),
                        signature,
                        List.of(signer)));
        Files.writeString(policy, "no policy");
        assertThat(operator("sign-policy", "--policy", policy.toString(), "--key", key))
                .isEqualTo(4);
    }

    @Test
    void theCommandLineBuildsARegistry() throws Exception {
        Files.writeString(folder.resolve("c.json"), "{\"format\":1,\"publishers\":[]}");
        Files.createDirectories(folder.resolve("jars"));
        String[] args = {
            "build-registry",
            "--config",
            folder.resolve("c.json").toString(),
            "--jars",
            folder.resolve("jars").toString(),
            "--out",
            folder.resolve("out").toString(),
            "--keys",
            folder.resolve("keys").toString(),
            "--root-out",
            folder.resolve("root.json").toString(),
            "--expires",
            "30"
        };

        assertThat(operator(args)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("registry: 0 plugins, 0 versions");
        assertThat(tuf(
                        "--metadata-dir",
                        md(),
                        "init",
                        folder.resolve("root.json").toString()))
                .isZero();
        assertThat(tuf(
                        "--metadata-dir",
                        md(),
                        "--metadata-url",
                        folder.resolve("out/metadata").toUri().toString(),
                        "refresh"))
                .isZero();
    }

    @Test
    void anOperatorRunsARegistryFromTheCommandLine() throws Exception {
        String dir = folder.resolve("registry").toString();
        String key = folder.resolve("author.pem").toString();
        assertThat(operator("create-key", "--algorithm", "ed25519", "--out", key))
                .isZero();
        assertThat(operator("show-key", "--key", key)).isZero();
        JsonObject shown = Json.parseObject(out.toByteArray());
        Path jar = Files.write(
                folder.resolve("p.jar"),
                ArchiveForge.bundle("Isaac-Plugin: tools", "Isaac-Publisher: acme")
                        .toByteArray());
        Path claim = Files.write(
                folder.resolve("claim.json"),
                Json.write(Map.of(
                        "format",
                        1,
                        "publisher",
                        "acme",
                        "plugins",
                        List.of("tools"),
                        "keys",
                        List.of(Map.of(
                                "algorithm",
                                "ed25519",
                                "keyid",
                                shown.string("keyid"),
                                "public",
                                shown.string("public"),
                                "since",
                                "2026-01-01T00:00:00Z")))));
        operator(
                "sign-statement",
                "--jar",
                jar.toString(),
                "--key",
                key,
                "--out",
                folder.resolve("p.dsse.json").toString());

        assertThat(operator("registry", "init", dir, "--bins", "2", "--validity", "timestamp=30", "root=400"))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("root 1", "bins-1 1", "published");
        assertThat(operator("registry", "claim", dir, claim.toString())).isZero();
        assertThat(operator("registry", "add", dir, jar.toString(), "--dry-run", "--json"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{\"ok\":true,\"data\":{\"published\":false");
        assertThat(operator("registry", "add", dir, jar.toString())).isZero();
        assertThat(operator("registry", "yank", dir, "tools", "1.0.0", "--reason", "broken"))
                .isZero();
        assertThat(operator("registry", "unyank", dir, "tools", "1.0.0")).isZero();
        assertThat(operator("registry", "ceremony", dir)).isZero();
        assertThat(operator(
                        "registry",
                        "advise",
                        dir,
                        "--id",
                        "A-1",
                        "--plugin",
                        "tools",
                        "--severity",
                        "low",
                        "--reason",
                        "x"))
                .isZero();
        assertThat(operator("registry", "status", dir)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("timestamp", "advisory: A-1");
        assertThat(operator("registry", "status", dir, "--json", "--alarm", "400"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"alarm\":\"none\"");
        assertThat(operator("registry", "withdraw", dir, "A-1")).isZero();
        assertThat(operator("registry", "withdraw", dir, "A-1", "--json")).isEqualTo(5);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("{\"ok\":false")
                .contains("registry.unknown-item");
        assertThat(operator("registry", "publish", dir)).isEqualTo(5);
        assertThat(operator("registry", "init", dir)).isEqualTo(7);
        assertThat(operator("registry", "rotate", dir, "bins", "--threshold", "2"))
                .isEqualTo(7);
        assertThat(operator("registry", "renew", dir, "--within", "9")).isZero();
        assertThat(operator(
                        "registry",
                        "mirror",
                        folder.resolve("registry/public").toString(),
                        folder.resolve("mirror").toString(),
                        "--root",
                        folder.resolve("registry/public/metadata/1.root.json").toString()))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("mirrored");
    }

    @Test
    void alarmsReachProgramsByTheExitCode() throws Exception {
        String dir = folder.resolve("registry").toString();
        operator("registry", "init", dir);

        now = now.plus(Duration.ofDays(10));
        assertThat(operator("registry", "status", dir)).isEqualTo(1);
        assertThat(operator("registry", "status", dir, "--alarm", "1")).isZero();
        now = now.plus(Duration.ofDays(10));
        assertThat(operator("registry", "status", dir, "--alarm", "1", "--json"))
                .isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"alarm\":\"expired\"");
    }

    @Test
    void wrongUseOfRegistryCommandsIsUsage() {
        String dir = folder.resolve("registry").toString();
        assertThat(operator("registry")).isEqualTo(2);
        assertThat(operator("registry", "status")).isEqualTo(2);
        assertThat(operator("registry", "dance", dir)).isEqualTo(2);
        assertThat(operator("registry", "init", dir, "--validity", "root")).isEqualTo(2);
        assertThat(operator("registry", "init", dir, "--validity", "root=x")).isEqualTo(2);
        assertThat(operator("registry", "init", dir, "--bins", "3")).isEqualTo(2);
        assertThat(operator("registry", "advise", dir, "--id", "A")).isEqualTo(2);
        assertThat(operator("registry", "yank", dir, "a", "1.0.0")).isEqualTo(2);
        assertThat(operator("registry", "status", dir)).isEqualTo(5);
    }

    @Test
    void wrongUseHasItsOwnExitCode() {
        assertThat(operator()).isEqualTo(2);
        assertThat(operator("dance")).isEqualTo(2);
        assertThat(operator("create-key", "stray")).isEqualTo(2);
        assertThat(operator("create-key", "--algorithm", "md5", "--out", "x")).isEqualTo(2);
        assertThat(operator("create-key", "--algorithm", "a", "b")).isEqualTo(2);
        assertThat(operator("create-key", "--algorithm", "ed25519", "--out", "x", "--passphrase-env", "NONE"))
                .isEqualTo(3);
        assertThat(operator("show-statement", "stray", "--jar", "x")).isEqualTo(2);
        assertThat(operator("show-statement", "--jar", "x", "--more", "y")).isEqualTo(2);
        assertThat(operator("build-registry", "--config", "x")).isEqualTo(2);
        assertThat(operator("show-statement", "--jar", folder.resolve("none").toString()))
                .isEqualTo(1);
    }
}
