package dev.isaac.marketplace.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.NewRegistry;
import dev.isaac.marketplace.RegistryInfo;
import dev.isaac.marketplace.SearchQuery;
import dev.isaac.marketplace.TrustAnchor;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.marketplace.testing.TestRegistry;
import dev.isaac.testing.http.Behaviour;
import dev.isaac.testing.http.FaultyHttpServer;
import dev.isaac.testing.http.TestAuthority;
import dev.isaac.trust.Digests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries on web servers: how they are added, and what their failures mean. */
class WebRegistryTest extends MarketplaceCase {

    private final TestAuthority authority = new TestAuthority();
    private TestRegistry mine;
    private FaultyHttpServer server;

    @BeforeEach
    void serve() throws Exception {
        registry.write();
        mine = new TestRegistry(folder.resolve("mine"))
                .publish(TestPlugin.of("alpha", "1.0.0", "alpha hello"))
                .write();
        server = FaultyHttpServer.serving(mine.folder(), authority.server("127.0.0.1"));
    }

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }

    private RegistryInfo add(TrustAnchor anchor, Optional<Path> authorities) throws Exception {
        return marketplace()
                .addRegistry(
                        new NewRegistry(
                                "mine",
                                server.address().toString(),
                                anchor,
                                List.of("alpha"),
                                authorities,
                                Optional.empty()),
                        progress);
    }

    private Optional<Path> ca() throws Exception {
        return Optional.of(Files.writeString(folder.resolve("ca.pem"), authority.pem()));
    }

    private String fingerprint() throws Exception {
        return Digests.sha256(Files.readAllBytes(mine.rootFile()));
    }

    private List<String> search() throws Exception {
        return marketplace().search(new SearchQuery("", List.of(), 10), progress).stream()
                .map(plugin -> plugin.id().value())
                .toList();
    }

    @Test
    void addedByFingerprintAndItsOwnAuthority() throws Exception {
        RegistryInfo added = add(new TrustAnchor.OfFingerprint(fingerprint()), ca());

        assertThat(added.rootDigest()).isEqualTo(fingerprint());
        Files.delete(folder.resolve("ca.pem"));
        restart();
        install("alpha");
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
        assertThat(files("trust")).anyMatch(file -> file.endsWith(".ca.pem"));

        marketplace().removeRegistry("mine");
        assertThat(files("trust")).noneMatch(file -> file.endsWith(".ca.pem") || file.endsWith(".root.json"));
    }

    @Test
    void fingerprintIsReadAsPeopleWriteIt() throws Exception {
        String pairs = fingerprint().toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");

        assertThat(add(new TrustAnchor.OfFingerprint("SHA256:" + pairs), ca()).rootDigest())
                .isEqualTo(fingerprint());
    }

    @Test
    void otherFingerprintTrustsNothingAndTellsNone() throws Exception {
        Fault fault = fault(() -> add(new TrustAnchor.OfFingerprint("0".repeat(64)), ca()));

        assertThat(fault.code()).isEqualTo("registry.root-mismatch");
        assertThat(fault.kind()).isEqualTo(FaultKind.VERIFICATION);
        assertThat(fault.message() + fault.hint()).doesNotContain(fingerprint());
        assertThat(marketplace().registries()).hasSize(1);
        assertThat(files("trust")).noneMatch(file -> file.contains("mine"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "g", "sha1:0000"})
    void whatIsNoFingerprint(String text) {
        assertThat(code(() -> add(new TrustAnchor.OfFingerprint(text), ca()))).isEqualTo("registry.bad-fingerprint");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void serverThatNobodyVouchesFor() throws Exception {
        Fault fault = fault(() -> add(new TrustAnchor.OfFile(mine.rootFile()), Optional.empty()));

        assertThat(fault.code()).isEqualTo("registry.certificate");
        assertThat(fault.kind().exitCode()).isEqualTo(6);
        assertThat(fault.hint()).contains("--ca");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void authoritiesMustBeCertificatesForAnAddress() throws Exception {
        Optional<Path> nothing = Optional.of(Files.writeString(folder.resolve("x.pem"), "nothing"));
        assertThat(code(() -> add(new TrustAnchor.OfFile(mine.rootFile()), nothing)))
                .isEqualTo("registry.bad-authorities");
        assertThat(code(() -> marketplace()
                        .addRegistry(
                                new NewRegistry(
                                        "mine",
                                        mine.folder().toString(),
                                        new TrustAnchor.OfFile(mine.rootFile()),
                                        List.of(),
                                        ca(),
                                        Optional.empty()),
                                progress)))
                .isEqualTo("registry.bad-authorities");
    }

    @Test
    void unreachableExpiredAndEmptyAreThreeThings() throws Exception {
        server.always("timestamp.json", Behaviour.status(404));
        assertThat(code(() -> add(new TrustAnchor.OfFile(mine.rootFile()), ca())))
                .isEqualTo("registry.empty");
        server.heal().always("timestamp.json", Behaviour.status(501));
        assertThat(code(() -> add(new TrustAnchor.OfFile(mine.rootFile()), ca())))
                .isEqualTo("registry.unreachable");
        server.heal().always("root.json", Behaviour.status(501));
        assertThat(code(() -> add(new TrustAnchor.OfFile(mine.rootFile()), ca())))
                .isEqualTo("registry.unreachable");
        server.heal();
        mine.expiring("2020-01-01T00:00:00Z").write();
        assertThat(code(() -> add(new TrustAnchor.OfFile(mine.rootFile()), ca())))
                .isEqualTo("trust.expired");
        assertThat(marketplace().registries()).hasSize(1);
    }

    @Test
    void passingFailuresAreNotSeen() throws Exception {
        server.next("timestamp.json", Behaviour.status(503), Behaviour.truncateAfter(50))
                .next(".jar", Behaviour.resetAfter(1500));

        add(new TrustAnchor.OfFile(mine.rootFile()), ca());
        install("alpha");

        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
        assertThat(progress.warnings).isEmpty();
    }

    @Test
    void loginPageIsNoMetadata() throws Exception {
        server.always(
                "timestamp.json",
                Behaviour.body("<html>Welcome to the hotel</html>".getBytes(StandardCharsets.UTF_8), "\"x\""));

        assertThat(fault(() -> add(new TrustAnchor.OfFile(mine.rootFile()), ca()))
                        .kind())
                .isEqualTo(FaultKind.VERIFICATION);
    }

    @Test
    void serverThatHidesAChangeIsFoundOutWhenItExpires() throws Exception {
        mine.expiring("2099-01-01T00:00:00Z").write();
        add(new TrustAnchor.OfFile(mine.rootFile()), ca());
        mine.publish(TestPlugin.of("alpha", "1.1.0", "alpha hello")).write();
        server.always("timestamp.json", Behaviour.notModified());

        install("alpha");
        assertThat(marketplace().installed())
                .extracting(plugin -> plugin.version().toString())
                .containsExactly("1.0.0");

        server.heal();
        update("alpha");
        assertThat(framework().commands()).containsExactly("alpha hello 1.1.0");
        assertThat(search()).containsExactly("alpha");
    }
}
