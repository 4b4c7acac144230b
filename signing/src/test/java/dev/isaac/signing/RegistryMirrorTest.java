package dev.isaac.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.trust.TrustException;
import dev.isaac.trust.keys.SignatureAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegistryMirrorTest extends RegistryCase {

    private RegistryMirror mirror(Path root, Path from) throws IOException {
        return new RegistryMirror(
                new FileFetcher(from.resolve("metadata")),
                new FileFetcher(from.resolve("targets")),
                Files.readAllBytes(root),
                clock());
    }

    @Test
    void aMirrorIsTheSameByteForByte() throws Exception {
        withTools();
        Path root = dir().resolve("public/metadata/1.root.json");
        Path fresh = folder.resolve("fresh.pem");
        KeyFiles.create(fresh, SignatureAlgorithm.ED25519, new char[0], random);
        registry().rotate("root", List.of(fresh), List.of(), OptionalInt.empty());
        Path copy = folder.resolve("mirror");

        RegistryMirror.Summary summary = mirror(root, dir().resolve("public")).copy(copy, List.of());

        assertThat(summary.targets()).isEqualTo(6);
        try (Stream<Path> all = Files.walk(copy)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(file).hasSameBinaryContentAs(dir().resolve("public").resolve(copy.relativize(file)));
            }
        }
        assertThat(text(client("user", copy), "catalog.json")).contains("tools");
        assertThat(mirror(root, dir().resolve("public")).copy(copy, List.of()).filesWritten())
                .isZero();
        // A mirror of some plugins has all of the metadata, and of the files those.
        RegistryMirror.Summary part =
                mirror(root, dir().resolve("public")).copy(folder.resolve("part"), List.of("else"));
        assertThat(part.targets()).isEqualTo(3);
    }

    @Test
    void aMirrorRefusesWhatAClientRefuses() throws Exception {
        withTools();
        Path root = dir().resolve("public/metadata/1.root.json");
        Path copy = folder.resolve("mirror");
        Path old = folder.resolve("old");
        mirror(root, dir().resolve("public")).copy(old, List.of());
        registry().renew(Duration.ofDays(1));
        mirror(root, dir().resolve("public")).copy(copy, List.of());

        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> mirror(root, old).copy(copy, List.of()))
                .satisfies(e -> assertThat(e.code()).isEqualTo("trust.rollback"));
        Path target;
        try (Stream<Path> all = Files.walk(old.resolve("targets"))) {
            target = all.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.write(target, new byte[(int) Files.size(target)]);
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> mirror(root, old).copy(folder.resolve("third"), List.of()))
                .satisfies(e -> assertThat(e.code()).isEqualTo("trust.hash"));
        assertThat(folder.resolve("third/metadata/timestamp.json")).doesNotExist();
    }

    @Test
    void aMirrorForgetsNothingOfItsFormerCopyWhenKeysHadChangedBefore() throws Exception {
        withTools();
        Path first = dir().resolve("public/metadata/1.root.json");
        Path fresh = folder.resolve("fresh.pem");
        KeyFiles.create(fresh, SignatureAlgorithm.ED25519, new char[0], random);
        String former = registry().status().roles().stream()
                .filter(role -> role.name().equals("timestamp"))
                .findFirst()
                .orElseThrow()
                .keyIds()
                .get(0);
        registry().rotate("timestamp", List.of(fresh), List.of(former), OptionalInt.empty());
        Path second = dir().resolve("public/metadata/2.root.json");
        Path old = folder.resolve("old");
        mirror(first, dir().resolve("public")).copy(old, List.of());
        registry().renew(Duration.ofDays(1));
        for (Path begunAt : List.of(first, second)) {
            Path copy = folder.resolve("copy of " + begunAt.getFileName());
            mirror(begunAt, dir().resolve("public")).copy(copy, List.of());

            assertThatExceptionOfType(TrustException.class)
                    .isThrownBy(() -> mirror(first, old).copy(copy, List.of()))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("trust.rollback"));
            assertThat(mirror(first, dir().resolve("public"))
                            .copy(copy, List.of())
                            .targets())
                    .isEqualTo(6);
        }
        // Keys that change after a copy was made are followed.
        Path newer = folder.resolve("newer.pem");
        KeyFiles.create(newer, SignatureAlgorithm.ED25519, new char[0], random);
        registry().rotate("timestamp", List.of(newer), List.of(), OptionalInt.empty());
        assertThat(mirror(first, dir().resolve("public")).copy(old, List.of()).filesWritten())
                .isPositive();
        Files.writeString(old.resolve("metadata/timestamp.json"), "{}");
        assertFault("registry.tampered", () -> mirror(first, dir().resolve("public"))
                .copy(old, List.of()));
    }
}
