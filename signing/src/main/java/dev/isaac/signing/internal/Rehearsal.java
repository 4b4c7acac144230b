package dev.isaac.signing.internal;

import com.sun.net.httpserver.HttpServer;
import dev.isaac.signing.RepositoryBuilder;
import dev.isaac.signing.Signer;
import dev.isaac.signing.TufClientMain;
import dev.isaac.trust.TrustException;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs the trust client once against a tiny repository of its own, with every kind of key. The build does this to record
 * which classes the client needs, so that {@code tuf-client} starts faster; it fails the build when the client fails.
 */
public final class Rehearsal {

    private static final Map<String, SignatureAlgorithm> ROLES = Map.of(
            "root", SignatureAlgorithm.ED25519,
            "targets", SignatureAlgorithm.ECDSA_P256_SHA256,
            "snapshot", SignatureAlgorithm.RSA_PSS_SHA256,
            "timestamp", SignatureAlgorithm.RSA_PKCS1_SHA256,
            "delegated", SignatureAlgorithm.ED25519);

    private Rehearsal() {}

    /** Takes the folder to work in. */
    public static void main(String[] args) throws IOException, TrustException {
        Path folder = Path.of(args[0]);
        Map<String, byte[]> files = repository(folder);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = files.get(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            if (body != null) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            run("--metadata-dir", folder.resolve("md") + "", "init", folder.resolve("root.json") + "");
            run("--metadata-url", base + "/metadata", "--metadata-dir", folder.resolve("md") + "", "refresh");
            run(
                    "--metadata-url",
                    base + "/metadata",
                    "--metadata-dir",
                    folder.resolve("md") + "",
                    "--target-name",
                    "dir/file",
                    "--target-dir",
                    folder.resolve("targets") + "",
                    "--target-base-url",
                    base + "/targets",
                    "download");
        } finally {
            server.stop(0);
        }
    }

    private static Map<String, byte[]> repository(Path folder) throws TrustException, IOException {
        SecureRandom random = new SecureRandom();
        RepositoryBuilder builder = new RepositoryBuilder(Clock.systemUTC().instant(), Duration.ofDays(1), Map.of());
        for (Map.Entry<String, SignatureAlgorithm> role : ROLES.entrySet()) {
            builder.keys(role.getKey(), 1, List.of(Signer.generate(role.getValue(), random)));
        }
        builder.delegate("targets", "delegated", RepositoryBuilder.Scope.PATTERNS, List.of("*/*"), false);
        builder.target("delegated", "dir/file", "content".getBytes(StandardCharsets.UTF_8));
        Map<String, byte[]> files = builder.build();
        Files.createDirectories(folder);
        Files.write(
                folder.resolve("root.json"),
                Objects.requireNonNull(builder.documents().get("root")));
        return files;
    }

    private static void run(String... args) {
        ByteArrayOutputStream faults = new ByteArrayOutputStream();
        int exit =
                new TufClientMain(new PrintStream(faults, true, StandardCharsets.UTF_8), Clock.systemUTC()).run(args);
        if (exit != 0) {
            throw new IllegalStateException(
                    "the trust client failed its rehearsal: " + faults.toString(StandardCharsets.UTF_8));
        }
    }
}
