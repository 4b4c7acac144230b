package dev.isaac.trust.tuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import dev.isaac.trust.TrustException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetching targets and comparing them with what is signed. */
class TargetDownloadTest extends TufClientFixture {

    @Test
    void downloadsAndVerifiesTargets() throws TrustException {
        repository.target("targets", "dir/file", "content");
        release("targets");
        TufClient client = refreshed();
        TargetFile file = client.target("dir/file").orElseThrow();

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        client.download(file, out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("content");
        assertThat(TufClient.matches(file, out.toByteArray())).isTrue();
        assertThat(TufClient.matches(file, new byte[7])).isFalse();
        assertThat(file.role()).isEqualTo("targets");
        assertThat(file.sha256()).isPresent();
        assertThat(client.target("dir/other")).isEmpty();
    }

    @Test
    void fetchesNothingThatIsListedWithMoreThanIsTaken() throws TrustException {
        repository.target("targets", "dir/file", "content");
        release("targets");
        TufClient client = refreshed();
        TargetFile file = client.target("dir/file").orElseThrow();

        assertThat(client.download(file, 7)).hasSize(7);
        repository.requests.clear();
        assertRefused(Kind.LIMIT, () -> client.download(file, 6));
        assertThat(repository.requests).isEmpty();
    }

    @Test
    void fetchesFromAnotherSourceWhatIsVerifiedAlike() throws TrustException {
        repository.target("targets", "dir/file", "content");
        release("targets");
        TufClient client = refreshed();
        TargetFile file = client.target("dir/file").orElseThrow();
        repository.requests.clear();

        assertThat(client.download(file, 7, (path, maxLength) -> "content".getBytes(StandardCharsets.UTF_8)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("content");
        assertRefused(
                Kind.HASH,
                () -> client.download(file, 7, (path, maxLength) -> "malicE!".getBytes(StandardCharsets.UTF_8)));
        assertRefused(
                Kind.LIMIT,
                () -> client.download(file, 6, (path, maxLength) -> {
                    throw new AssertionError("nothing is to be fetched");
                }));
        assertThat(repository.requests).isEmpty();
    }

    @Test
    void namesATargetThatCannotBeWritten() throws TrustException {
        repository.target("targets", "file", "content");
        release("targets");
        TufClient client = refreshed();
        TargetFile file = client.target("file").orElseThrow();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("full");
            }
        };

        assertRefused(Kind.STORAGE, () -> client.download(file, full));
    }

    @Test
    void refusesSubstitutedTargets() throws TrustException {
        repository.target("targets", "file", "content");
        release("targets");
        TufClient client = refreshed();
        TargetFile file = client.target("file").orElseThrow();
        String name = file.sha256().orElseThrow() + ".file";

        repository.targets.put(name, "malicE!".getBytes(StandardCharsets.UTF_8));
        assertRefused(Kind.HASH, () -> client.download(file));
        assertThatExceptionOfType(TrustException.class)
                .isThrownBy(() -> client.download(file))
                .withMessageContaining("has not the signed hash");
        repository.targets.put(name, "short".getBytes(StandardCharsets.UTF_8));
        assertRefused(Kind.LENGTH, () -> client.download(file));
        repository.targets.put(name, "much longer than it was".getBytes(StandardCharsets.UTF_8));
        assertRefused(Kind.LENGTH, () -> client.download(file));
        repository.targets.remove(name);
        assertRefused(Kind.MISSING, () -> client.download(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "/etc/passwd", "a//b", "a/./b", "a\\b", "\\b", "a\nb", ""})
    void neverAsksForAPathThatLeadsAstray(String path) throws TrustException {
        repository.target("targets", path, "content");
        release("targets");
        TufClient client = refreshed();
        TargetFile file = client.target(path).orElseThrow();
        repository.requests.clear();

        assertRefused(Kind.MALFORMED, () -> client.download(file));
        assertThat(repository.requests).isEmpty();
    }

    @Test
    void needsAHashThatItKnows() throws TrustException {
        repository.target("targets", "file", "content");
        Map<String, Object> entry = SimulatedRepository.map(
                SimulatedRepository.map(repository.of("targets").get("targets")).get("file"));
        entry.put("hashes", new TreeMap<>(Map.of("md5", "00")));
        release("targets");
        TufClient client = refreshed();

        assertRefused(
                Kind.ALGORITHM, () -> client.download(client.target("file").orElseThrow()));
    }

    @Test
    void fileIsNamedByTheHashThatThereIs() throws TrustException {
        byte[] content = "content".getBytes(StandardCharsets.UTF_8);
        repository.target("targets", "dir/file", "content");
        Map<String, Object> entry = SimulatedRepository.map(
                SimulatedRepository.map(repository.of("targets").get("targets")).get("dir/file"));
        entry.put("hashes", new TreeMap<>(Map.of("sha512", Digests.sha512(content))));
        release("targets");
        repository.targets.clear();
        repository.targets.put("dir/" + Digests.sha512(content) + ".file", content);
        TufClient client = refreshed();

        assertThat(client.download(client.target("dir/file").orElseThrow())).isEqualTo(content);
    }

    @Test
    void checksEveryHashThatItKnows() throws TrustException {
        repository.target("targets", "file", "content");
        Map<String, Object> entry = SimulatedRepository.map(
                SimulatedRepository.map(repository.of("targets").get("targets")).get("file"));
        SimulatedRepository.map(entry.get("hashes")).put("sha512", "00");
        release("targets");
        TufClient client = refreshed();

        assertRefused(Kind.HASH, () -> client.download(client.target("file").orElseThrow()));
    }
}
