package dev.isaac.marketplace.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.marketplace.NewRegistry;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSelector;
import dev.isaac.marketplace.PluginSummary;
import dev.isaac.marketplace.RegistryInfo;
import dev.isaac.marketplace.SearchQuery;
import dev.isaac.marketplace.TrustAnchor;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.marketplace.testing.TestRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registries of every kind and in every state. */
class RegistriesTest extends MarketplaceCase {

    private final AtomicInteger requests = new AtomicInteger();
    private Optional<HttpServer> server = Optional.empty();

    @AfterEach
    void stopServer() {
        server.ifPresent(running -> running.stop(0));
    }

    private List<String> search(String text) throws Exception {
        return marketplace().search(new SearchQuery(text, List.of(), 10), progress).stream()
                .map(plugin -> plugin.id().value())
                .toList();
    }

    @Test
    void catalogueIsSearchedWithWhatIsInstalled() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello"))
                .publish(TestPlugin.of("beta", "2.0.0"))
                .write();
        install("alpha");

        PluginSummary found = marketplace()
                .search(new SearchQuery("alpha", List.of("testing"), 10), progress)
                .get(0);

        assertThat(found.installed()).hasToString("Optional[1.0.0]");
        assertThat(found.author()).isEqualTo("Ann Author");
        assertThat(marketplace().known()).hasSize(2);
        restart();
        assertThat(marketplace().known()).as("completion needs no registry").hasSize(2);
    }

    @Test
    void aFreshHomeCompletesFromAFolderAndNamesTheNearest() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0"))
                .publish(TestPlugin.of("beta", "2.0.0"))
                .write();

        assertThat(marketplace().known())
                .extracting(plugin -> plugin.id().value())
                .containsExactly("alpha", "beta");
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> marketplace().versions(PluginId.of("alhpa"), progress))
                .satisfies(e -> assertThat(e.fault().hint()).isEqualTo("Did you mean alpha?"));
    }

    @Test
    void statisticsOrderPopularAndTrending() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0"))
                .publish(TestPlugin.of("beta", "2.0.0"))
                .write();
        assertThat(marketplace().popular(5, progress)).isEmpty();
        registry.statistics("""
                        {"format":1,"generated":"2026-01-01T00:00:00Z","plugins":{
                          "alpha":{"downloads":100,"recent":1,"rating":4.5,"ratings":3},
                          "beta":{"downloads":7,"recent":6,"rating":2,"ratings":1}}}
                        """).write();

        assertThat(marketplace().popular(5, progress).orElseThrow())
                .extracting(plugin -> plugin.id().value())
                .containsExactly("alpha", "beta");
        assertThat(marketplace().trending(1, progress).orElseThrow())
                .extracting(plugin -> plugin.id().value())
                .containsExactly("beta");
    }

    @Test
    void infoTellsAllVersionsAndWhereTheFileLies() throws Exception {
        TestPlugin first = TestPlugin.of("alpha", "1.0.0", "alpha hello");
        registry.publish(first)
                .publish(TestPlugin.of("alpha", "1.1.0").yanked())
                .publish(TestPlugin.of("alpha", "2.0.0").channel("beta"))
                .write();

        var info = marketplace().info(PluginSelector.parse("alpha"), progress);

        assertThat(info.release().version()).hasToString("1.0.0");
        assertThat(info.versions()).hasToString("[2.0.0, 1.1.0, 1.0.0]");
        assertThat(Path.of(info.download())).isEqualTo(registry.jarFile(first));
        assertThat(code(() -> install("alpha@1.1.0"))).isEqualTo("plugin.yanked");
        assertThat(code(() -> marketplace().info(PluginSelector.parse("alpha@7"), progress)))
                .isEqualTo("plugin.version-not-found");
    }

    @Test
    void unknownPluginNamesTheNearest() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0")).write();
        search("");

        Fault fault = fault(() -> install("alhpa"));

        assertThat(fault.code()).isEqualTo("plugin.not-found");
        assertThat(fault.kind()).isEqualTo(FaultKind.NOT_FOUND);
        assertThat(fault.hint()).contains("alpha");
    }

    @Test
    void emptyRegistryIsNotAnUnreachableOne() throws Exception {
        registry.write();
        assertThat(search("")).isEmpty();
        assertThat(progress.warnings).isEmpty();

        Files.delete(registry.folder().resolve("metadata/timestamp.json"));
        assertThat(code(() -> search(""))).isEqualTo("registry.empty");

        Files.move(registry.rootFile(), distribution.resolve("root.json"));
        configure(distribution.resolve("nowhere").toString(), "root.json");
        Fault fault = fault(() -> search(""));
        assertThat(fault.code()).isEqualTo("registry.unreachable");
        assertThat(fault.kind().exitCode()).isEqualTo(6);
    }

    @Test
    void registryWithoutRootIsRefused() throws Exception {
        registry.write();
        Files.delete(registry.rootFile());

        assertThat(code(() -> search(""))).isEqualTo("registry.bad-root");
        assertThat(marketplace().registries())
                .extracting(RegistryInfo::rootDigest)
                .containsExactly("");
    }

    @Test
    void expiredMetadataIsRefused() throws Exception {
        registry.expiring("2020-01-01T00:00:00Z")
                .publish(TestPlugin.of("alpha", "1.0.0"))
                .write();

        Fault fault = fault(() -> install("alpha"));

        assertThat(fault.code()).isEqualTo("trust.expired");
        assertThat(fault.kind().exitCode()).isEqualTo(4);
    }

    @Test
    void lastSignedStateServesWhileTheRegistryIsAway() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0")).write();
        serve();
        assertThat(search("alpha")).containsExactly("alpha");
        restart();
        server.orElseThrow().stop(0);

        assertThat(search("alpha")).containsExactly("alpha");

        assertThat(progress.warnings).singleElement().asString().contains("cannot be reached", "2099-01-01");
        assertThat(code(() -> install("alpha"))).isEqualTo("registry.unreachable");
    }

    @Test
    void pluginsAreInstalledOverHttp() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello")).write();
        serve();

        install("alpha");

        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
        int before = requests.get();
        search("alpha");
        assertThat(requests.get()).as("what is fresh is not asked again").isEqualTo(before);
    }

    @Test
    void damagedMetadataIsRefused() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0")).write();
        Path bins = registry.folder().resolve("metadata/1.bins-0.json");
        Files.writeString(bins, Files.readString(bins).replace("alpha", "omega"));

        assertThat(fault(() -> install("alpha")).kind()).isEqualTo(FaultKind.VERIFICATION);
    }

    @Test
    void documentThatIsNotAsItShouldBeIsRefused() throws Exception {
        registry.target("plugins/gamma.json", "{\"format\":1,\"id\":\"other\",\"publisher\":\"acme\",\"versions\":[]}")
                .target("plugins/delta.json", "{\"format\":9}")
                .write();

        assertThat(code(() -> install("gamma"))).isEqualTo("registry.malformed");
        assertThat(code(() -> install("delta"))).isEqualTo("registry.malformed");
    }

    @Test
    void registryThatFailsDoesNotHideWhatIsNewerInOthers() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello")).write();
        TestRegistry mine = new TestRegistry(folder.resolve("mine"))
                .publish(TestPlugin.of("omega", "1.0.0", "omega hello"))
                .write();
        marketplace()
                .addRegistry(
                        new NewRegistry(
                                "mine",
                                mine.folder().toString(),
                                new TrustAnchor.OfFile(mine.rootFile()),
                                List.of("omega")),
                        progress);
        install("alpha", "omega");
        registry.publish(TestPlugin.of("alpha", "1.1.0", "alpha hello")).write();
        Files.move(mine.folder(), folder.resolve("elsewhere"));
        progress.warnings.clear();

        assertThat(marketplace().outdated(progress))
                .singleElement()
                .satisfies(outdated -> assertThat(outdated.id().value()).isEqualTo("alpha"));
        assertThat(progress.warnings).anyMatch(warning -> warning.contains("Registry 'mine' cannot be reached"));

        update("alpha");
        assertThat(code(() -> marketplace().outdated(progress)))
                .as("nothing is not the same as nobody knows")
                .isEqualTo("registry.unreachable");
    }

    @Test
    void documentThatWouldFillTheMemoryIsNotFetched() throws Exception {
        String honest = "{\"format\":1,\"id\":\"gamma\",\"publisher\":\"acme\",\"versions\":[]}";
        registry.target("plugins/gamma.json", honest + " ".repeat(16 << 20)).write();

        Fault fault = fault(() -> install("gamma"));

        assertThat(fault.kind()).isEqualTo(FaultKind.VERIFICATION);
        assertThat(fault.message()).contains("at most 16777216 are taken");
    }

    @Test
    void registriesAreAddedListedAndRemoved() throws Exception {
        registry.write();
        TestRegistry mine = new TestRegistry(folder.resolve("mine"))
                .publish(TestPlugin.of("omega", "1.0.0", "omega hello"))
                .write();

        RegistryInfo added = marketplace()
                .addRegistry(
                        new NewRegistry(
                                "mine",
                                mine.folder().toString(),
                                new TrustAnchor.OfFile(mine.rootFile()),
                                List.of("omega")),
                        progress);

        assertThat(added.plugins()).containsExactly("omega");
        assertThat(marketplace().registries()).extracting(RegistryInfo::name).containsExactly("isaac", "mine");
        install("omega");
        assertThat(code(() -> marketplace()
                        .addRegistry(
                                new NewRegistry(
                                        "mine",
                                        mine.folder().toString(),
                                        new TrustAnchor.OfFile(mine.rootFile()),
                                        List.of()),
                                progress)))
                .isEqualTo("registry.exists");
        assertThat(code(() -> marketplace().removeRegistry("isaac"))).isEqualTo("registry.built-in");
        marketplace().removeRegistry("mine");
        assertThat(code(() -> marketplace().removeRegistry("mine"))).isEqualTo("registry.not-found");
        assertThat(files("trust")).allMatch(file -> file.startsWith("isaac"));
        assertThat(framework().commands()).as("what was installed stays").containsExactly("omega hello 1.0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "Bad Name, folder, '', registry.bad-name",
        "mine, https://user:secret@example.org/, '', registry.bad-location",
        "mine, https://example.org/?token=x, '', registry.bad-location",
        "mine, folder, 'a*', registry.bad-pattern",
        "mine, nowhere, '', registry.unreachable"
    })
    void wrongRegistryIsNotAdded(String name, String location, String pattern, String code) throws Exception {
        registry.write();
        String place = location.equals("nowhere") ? folder.resolve("nowhere").toString() : location;

        assertThat(code(() -> marketplace()
                        .addRegistry(
                                new NewRegistry(
                                        name,
                                        place,
                                        new TrustAnchor.OfFile(registry.rootFile()),
                                        pattern.isEmpty() ? List.of() : List.of(pattern)),
                                progress)))
                .isEqualTo(code);
        assertThat(marketplace().registries()).hasSize(1);
    }

    @Test
    void rootOfAnotherRegistryIsNotAccepted() throws Exception {
        registry.write();
        TestRegistry mine = new TestRegistry(folder.resolve("mine")).write();
        Path noRoot = Files.writeString(folder.resolve("no-root.json"), "{}");

        assertThat(fault(() -> marketplace()
                                .addRegistry(
                                        new NewRegistry(
                                                "mine",
                                                mine.folder().toString(),
                                                new TrustAnchor.OfFile(registry.rootFile()),
                                                List.of()),
                                        progress))
                        .kind())
                .isEqualTo(FaultKind.VERIFICATION);
        assertThat(code(() -> marketplace()
                        .addRegistry(
                                new NewRegistry(
                                        "mine", mine.folder().toString(), new TrustAnchor.OfFile(noRoot), List.of()),
                                progress)))
                .isEqualTo("registry.bad-root");
        assertThat(marketplace().registries()).hasSize(1);
    }

    @Test
    void mappedNameNeverComesFromAnotherRegistry() throws Exception {
        registry.publish(TestPlugin.of("acme-tool", "9.0.0", "tool run")).write();
        TestRegistry mine = new TestRegistry(folder.resolve("mine"))
                .publish(TestPlugin.of("alpha", "1.0.0"))
                .write();
        marketplace()
                .addRegistry(
                        new NewRegistry(
                                "mine",
                                mine.folder().toUri().toString(),
                                new TrustAnchor.OfFile(mine.rootFile()),
                                List.of("acme-*")),
                        progress);

        assertThat(code(() -> install("acme-tool"))).isEqualTo("plugin.not-found");
        assertThat(search("tool")).isEmpty();
        assertThat(code(() -> marketplace().versions(PluginId.of("alpha"), progress)))
                .as("and a mapped registry offers nothing else")
                .isEqualTo("plugin.not-found");
    }

    @Test
    void oneFailingRegistryDoesNotHideTheOthers() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0")).write();
        TestRegistry mine = new TestRegistry(folder.resolve("mine")).write();
        marketplace()
                .addRegistry(
                        new NewRegistry(
                                "mine", mine.folder().toString(), new TrustAnchor.OfFile(mine.rootFile()), List.of()),
                        progress);
        Files.move(mine.folder(), folder.resolve("away"));

        assertThat(search("")).containsExactly("alpha");
        assertThat(progress.warnings).anyMatch(warning -> warning.contains("'mine' cannot be reached"));
    }

    @Test
    void policyDecidesWhatMayBeInstalled() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0"))
                .publish(TestPlugin.of("beta", "1.0.0"))
                .write();
        policy("{\"marketplace\":{\"refusedPlugins\":[\"alpha\"]}}");
        Fault fault = fault(() -> install("alpha"));
        assertThat(fault.code()).isEqualTo("policy.refused");
        assertThat(fault.hint()).contains("marketplace.refusedPlugins");
        install("beta");

        policy("{\"marketplace\":{\"plugins\":[\"beta\"]}}");
        assertThat(code(() -> install("alpha"))).isEqualTo("policy.refused");
        policy("{\"marketplace\":{\"publishers\":[\"somebody\"]}}");
        assertThat(code(() -> install("alpha"))).isEqualTo("policy.refused");
        policy("{\"marketplace\":{\"registries\":[\"other\"]}}");
        assertThat(code(() -> install("alpha"))).isEqualTo("policy.refused");
        policy("{\"marketplace\":{\"plugin\":[]}}");
        assertThat(code(() -> install("alpha"))).as("a misspelt rule").isEqualTo("policy.unreadable");
        policy("{");
        assertThat(fault(() -> install("alpha")).kind().exitCode()).isEqualTo(3);
    }

    @Test
    void unreadableListOfRegistriesIsTold() throws Exception {
        registry.write();
        Files.writeString(home.resolve("registries.json"), "[]");

        assertThat(code(() -> search(""))).isEqualTo("registry.config-unreadable");
    }

    private void policy(String text) throws Exception {
        Files.writeString(home.resolve("policy.json"), text);
    }

    private void configure(String location, String root) throws Exception {
        Files.writeString(
                distribution.resolve("etc/registries.json"),
                "{\"format\":1,\"registries\":[{\"name\":\"isaac\",\"location\":\"" + location + "\",\"root\":\"" + root
                        + "\"}]}");
    }

    /** Serves the registry's folder on the loopback interface. */
    private void serve() throws Exception {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            requests.incrementAndGet();
            Path file =
                    registry.folder().resolve(exchange.getRequestURI().getPath().substring("/reg/".length()));
            if (Files.isRegularFile(file)) {
                byte[] bytes = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
            exchange.close();
        });
        http.start();
        server = Optional.of(http);
        configure(
                "http://" + http.getAddress().getAddress().getHostAddress() + ":"
                        + http.getAddress().getPort() + "/reg/",
                "registry/root.json");
    }
}
