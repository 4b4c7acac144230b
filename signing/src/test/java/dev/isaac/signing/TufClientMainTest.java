package dev.isaac.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.isaac.trust.keys.SignatureAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** The trust client as a process, over a server that counts what it is asked for. */
class TufClientMainTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Instant now = Instant.parse("2026-06-01T12:00:00Z");
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
}
