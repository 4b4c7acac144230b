package dev.isaac.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.testing.archives.ArchiveForge;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonObject;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of those who run a registry, on the command line. */
class RegistryCommandsTest {

    @TempDir
    Path folder;

    private final Operator operator = new Operator();

    private int tuf(String... args) {
        return new TufClientMain(
                        new PrintStream(OutputStream.nullOutputStream()), Clock.fixed(operator.now, ZoneOffset.UTC))
                .run(args);
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

        assertThat(operator.run(args)).isZero();
        assertThat(operator.out()).startsWith("registry: 0 plugins, 0 versions");
        assertThat(tuf(
                        "--metadata-dir",
                        folder.resolve("md").toString(),
                        "init",
                        folder.resolve("root.json").toString()))
                .isZero();
        assertThat(tuf(
                        "--metadata-dir",
                        folder.resolve("md").toString(),
                        "--metadata-url",
                        folder.resolve("out/metadata").toUri().toString(),
                        "refresh"))
                .isZero();
    }

    @Test
    void anOperatorRunsARegistryFromTheCommandLine() throws Exception {
        String dir = folder.resolve("registry").toString();
        String key = folder.resolve("author.pem").toString();
        assertThat(operator.run("create-key", "--algorithm", "ed25519", "--out", key))
                .isZero();
        assertThat(operator.run("show-key", "--key", key)).isZero();
        JsonObject shown = Json.parseObject(operator.out().getBytes(StandardCharsets.UTF_8));
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
        operator.run(
                "sign-statement",
                "--jar",
                jar.toString(),
                "--key",
                key,
                "--out",
                folder.resolve("p.dsse.json").toString());

        assertThat(operator.run("registry", "init", dir, "--bins", "2", "--validity", "timestamp=30", "root=400"))
                .as(operator.err())
                .isZero();
        assertThat(operator.out()).contains("root 1", "bins-1 1", "published");
        assertThat(operator.run("registry", "claim", dir, claim.toString())).isZero();
        assertThat(operator.run("registry", "add", dir, jar.toString(), "--dry-run", "--json"))
                .isZero();
        assertThat(operator.out()).startsWith("{\"ok\":true,\"data\":{\"published\":false");
        assertThat(operator.run("registry", "add", dir, jar.toString())).isZero();
        assertThat(operator.run("registry", "yank", dir, "tools", "1.0.0", "--reason", "broken"))
                .isZero();
        assertThat(operator.run("registry", "unyank", dir, "tools", "1.0.0")).isZero();
        assertThat(operator.run("registry", "ceremony", dir)).isZero();
        assertThat(operator.run(
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
        assertThat(operator.run("registry", "status", dir)).isZero();
        assertThat(operator.out()).contains("timestamp", "advisory: A-1");
        assertThat(operator.run("registry", "status", dir, "--json", "--alarm", "400"))
                .isZero();
        assertThat(operator.out()).contains("\"alarm\":\"none\"");
        assertThat(operator.run("registry", "withdraw", dir, "A-1")).isZero();
        assertThat(operator.run("registry", "withdraw", dir, "A-1", "--json")).isEqualTo(5);
        assertThat(operator.out()).startsWith("{\"ok\":false").contains("registry.unknown-item");
        assertThat(operator.run("registry", "publish", dir)).isEqualTo(5);
        assertThat(operator.run("registry", "init", dir)).isEqualTo(7);
        assertThat(operator.run("registry", "rotate", dir, "bins", "--threshold", "2"))
                .isEqualTo(7);
        assertThat(operator.run("registry", "renew", dir, "--within", "9")).isZero();
        assertThat(operator.run(
                        "registry",
                        "mirror",
                        folder.resolve("registry/public").toString(),
                        folder.resolve("mirror").toString(),
                        "--root",
                        folder.resolve("registry/public/metadata/1.root.json").toString()))
                .as(operator.err())
                .isZero();
        assertThat(operator.out()).startsWith("mirrored");
    }

    @Test
    void alarmsReachProgramsByTheExitCode() throws Exception {
        String dir = folder.resolve("registry").toString();
        operator.run("registry", "init", dir);

        operator.now = operator.now.plus(Duration.ofDays(10));
        assertThat(operator.run("registry", "status", dir)).isEqualTo(1);
        assertThat(operator.run("registry", "status", dir, "--alarm", "1")).isZero();
        operator.now = operator.now.plus(Duration.ofDays(10));
        assertThat(operator.run("registry", "status", dir, "--alarm", "1", "--json"))
                .isEqualTo(1);
        assertThat(operator.out()).contains("\"alarm\":\"expired\"");
    }

    @Test
    void wrongUseOfRegistryCommandsIsUsage() {
        String dir = folder.resolve("registry").toString();
        assertThat(operator.run("registry")).isEqualTo(2);
        assertThat(operator.run("registry", "status")).isEqualTo(2);
        assertThat(operator.run("registry", "dance", dir)).isEqualTo(2);
        assertThat(operator.run("registry", "init", dir, "--validity", "root")).isEqualTo(2);
        assertThat(operator.run("registry", "init", dir, "--validity", "root=x"))
                .isEqualTo(2);
        assertThat(operator.run("registry", "init", dir, "--bins", "3")).isEqualTo(2);
        assertThat(operator.run("registry", "advise", dir, "--id", "A")).isEqualTo(2);
        assertThat(operator.run("registry", "yank", dir, "a", "1.0.0")).isEqualTo(2);
        assertThat(operator.run("registry", "status", dir)).isEqualTo(5);
    }
}
