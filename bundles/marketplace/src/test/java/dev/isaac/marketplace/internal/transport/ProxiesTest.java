package dev.isaac.marketplace.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.isaac.testing.http.FaultyHttpServer;
import dev.isaac.testing.http.ForwardProxy;
import dev.isaac.testing.http.TestAuthority;
import dev.isaac.trust.tuf.FetchException;
import dev.isaac.trust.tuf.Fetcher;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way through proxies and past authorities that nobody knows. */
class ProxiesTest {

    @TempDir
    private Path folder;

    private static Proxies proxies(String... pairs) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            environment.put(pairs[i], pairs[i + 1]);
        }
        return new Proxies(environment, name -> null);
    }

    private Fetcher fetcher(String base, Proxies proxies, Optional<Path> only, Optional<Path> extra) {
        Transport transport = new Transport(
                Patience.DEFAULT,
                proxies,
                () -> extra,
                folder.resolve("cache"),
                Stopwatch.SYSTEM,
                Clock.systemUTC(),
                new Random(1));
        return transport.open(URI.create(base), "metadata/", only);
    }

    private static FetchException refused(Fetcher fetcher) {
        return Objects.requireNonNull(
                catchThrowableOfType(FetchException.class, () -> fetcher.fetch("1.root.json", 100)),
                "nothing was refused");
    }

    private void root() throws Exception {
        Files.createDirectories(folder.resolve("metadata"));
        Files.writeString(folder.resolve("metadata/1.root.json"), "root");
    }

    @ParameterizedTest
    @CsvSource({
        "https_proxy, http://proxy:3128, https://a.example/, HTTP @ proxy:3128",
        "HTTPS_PROXY, proxy:3128, https://a.example/, HTTP @ proxy:3128",
        "HTTPS_PROXY, http://proxy:3128, http://a.example/, DIRECT",
        "http_proxy, http://proxy, http://a.example/, HTTP @ proxy:80",
        "ALL_PROXY, socks5://proxy, https://a.example/, SOCKS @ proxy:1080",
        "all_proxy, socks5h://proxy:9, http://a.example/, SOCKS @ proxy:9"
    })
    void variablesNameTheProxy(String variable, String value, String address, String expected) {
        Proxies.Route route = proxies(variable, value).route(URI.create(address));

        if (expected.equals("DIRECT")) {
            assertThat(route.proxy()).isEqualTo(Proxy.NO_PROXY);
        } else {
            java.net.InetSocketAddress at =
                    (java.net.InetSocketAddress) route.proxy().address();
            assertThat(route.proxy().type() + " @ " + at.getHostString() + ":" + at.getPort())
                    .isEqualTo(expected);
        }
    }

    @Test
    void propertiesComeFirst() {
        Map<String, String> properties =
                Map.of("https.proxyHost", "corp", "https.proxyPort", "8080", "http.nonProxyHosts", "*.inside|10.*");
        Proxies proxies = new Proxies(Map.of("HTTPS_PROXY", "http://other:1", "NO_PROXY", "*"), properties::get);

        assertThat(proxies.route(URI.create("https://a.example/")).proxy())
                .asString()
                .contains("corp")
                .contains("8080");
        assertThat(proxies.route(URI.create("https://a.inside/")).proxy()).isEqualTo(Proxy.NO_PROXY);
        assertThat(proxies.route(URI.create("https://10.1.2.3/")).proxy()).isEqualTo(Proxy.NO_PROXY);
    }

    @ParameterizedTest
    @CsvSource({
        "*, https://a.example/, true",
        "example, https://a.example/, true",
        ".example, https://a.example/, true",
        "*.example, https://a.b.example/, true",
        "a.example, https://ba.example/, false",
        "a.example:443, https://a.example/, true",
        "a.example:8443, https://a.example/, false",
        "10.0.0.0/8, https://10.200.3.4/, true",
        "10.0.0.0/8, https://11.0.0.1/, false",
        "172.16.0.0/12, https://172.31.255.255/, true",
        "172.16.0.0/12, https://172.32.0.0/, false",
        "10.0.0.0/8, https://a10.example/, false",
        "10.0.0.0/99, https://10.0.0.1/, false",
        "fd00::/8, 'https://[fd12::1]/', true",
        "::1, 'https://[::1]/', true",
        "[::1]:443, 'https://[::1]/', true",
        "0.0.1, https://10.0.0.1/, false",
        "'x,  a.example ,y', https://a.example/, true",
        "'', https://a.example/, false"
    })
    void someAddressesNeedNoProxy(String list, String address, boolean direct) {
        Proxies proxies = proxies("https_proxy", "http://proxy:1", "NO_PROXY", list);

        assertThat(proxies.route(URI.create(address)).proxy().equals(Proxy.NO_PROXY))
                .isEqualTo(direct);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://proxy:1", "http://", "ftp://user:secret@x", "http://user:secret@a b"})
    void whatIsNoProxyIsRefusedWithoutItsPassword(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> proxies("https_proxy", value).route(URI.create("https://a.example/")))
                .withMessageContaining("socks5")
                .withMessageNotContaining("secret");
    }

    @Test
    void plainRequestsGoThroughTheProxy() throws Exception {
        root();
        try (FaultyHttpServer server = FaultyHttpServer.serving(folder);
                ForwardProxy proxy = ForwardProxy.to(server.port(), "ann:p@ss word")) {
            Proxies named = proxies("http_proxy", "http://ann:p%40ss%20word@127.0.0.1:" + proxy.port());
            assertThat(fetcher("http://registry.test/", named, Optional.empty(), Optional.empty())
                            .fetch("1.root.json", 100))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("root");
            assertThat(proxy.requests().get(0).target()).isEqualTo("http://registry.test/metadata/1.root.json");

            Proxies wrong = proxies("http_proxy", "http://ann:wrong@127.0.0.1:" + proxy.port());
            assertThat(refused(fetcher("http://registry.test/", wrong, Optional.empty(), Optional.empty())))
                    .hasMessageContaining("user and password");
            Proxies nobody = proxies("http_proxy", "http://127.0.0.1:" + proxy.port());
            assertThat(refused(fetcher("http://registry.test/", nobody, Optional.empty(), Optional.empty())))
                    .hasMessageContaining("wants a user and password");
        }
    }

    @Test
    void tunnelsLeadThroughTheProxy() throws Exception {
        root();
        TestAuthority authority = new TestAuthority();
        Path pem = Files.writeString(folder.resolve("ca.pem"), authority.pem());
        try (FaultyHttpServer server = FaultyHttpServer.serving(folder, authority.server("registry.test"));
                ForwardProxy proxy = ForwardProxy.to(server.port())) {
            Proxies named = proxies("https_proxy", "http://127.0.0.1:" + proxy.port());

            assertThat(fetcher("https://registry.test/", named, Optional.of(pem), Optional.empty())
                            .fetch("1.root.json", 100))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("root");

            assertThat(proxy.requests().get(0).target()).isEqualTo("registry.test:443");
        }
    }

    @Test
    void tunnelWithPassword() throws Exception {
        root();
        TestAuthority authority = new TestAuthority();
        Path pem = Files.writeString(folder.resolve("ca.pem"), authority.pem());
        try (FaultyHttpServer server = FaultyHttpServer.serving(folder, authority.server("registry.test"));
                ForwardProxy proxy = ForwardProxy.to(server.port(), "ann:secret")) {
            Proxies named = proxies("https_proxy", "http://ann:secret@127.0.0.1:" + proxy.port());

            assertThat(fetcher("https://registry.test/", named, Optional.of(pem), Optional.empty())
                            .fetch("1.root.json", 100))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("root");
        }
    }

    @Test
    void onlyKnownAuthoritiesCount() throws Exception {
        root();
        TestAuthority ours = new TestAuthority();
        TestAuthority theirs = new TestAuthority();
        Path pem = Files.writeString(folder.resolve("ours.pem"), ours.pem());
        Path other = Files.writeString(folder.resolve("theirs.pem"), theirs.pem());
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
        try (FaultyHttpServer server = FaultyHttpServer.serving(folder, ours.server("127.0.0.1"))) {
            String base = server.address().toString();
            assertThat(fetcher(base, proxies(), Optional.of(pem), Optional.empty())
                            .fetch("1.root.json", 100))
                    .hasSize(4);
            assertThat(fetcher(base, proxies(), Optional.empty(), Optional.of(pem))
                            .fetch("1.root.json", 100))
                    .as("beside Java's")
                    .hasSize(4);
            assertThat(refused(fetcher(base, proxies(), Optional.empty(), Optional.empty()))
                            .kind())
                    .isEqualTo(FetchException.Kind.UNREACHABLE);
            assertThat(refused(fetcher(base, proxies(), Optional.of(other), Optional.of(pem))))
                    .as("those of a registry are the only ones")
                    .hasMessageContaining("PKIX");
            assertThat(refused(fetcher(base, proxies(), Optional.of(empty), Optional.empty())))
                    .hasMessageContaining("certificate");
        }
        try (FaultyHttpServer server = FaultyHttpServer.serving(folder, ours.server("other.test"))) {
            assertThat(refused(fetcher(server.address().toString(), proxies(), Optional.of(pem), Optional.empty())))
                    .as("a certificate of another machine")
                    .hasMessageContaining("127.0.0.1");
        }
    }
}
