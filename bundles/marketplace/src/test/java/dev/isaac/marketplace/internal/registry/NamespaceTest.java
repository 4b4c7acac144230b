package dev.isaac.marketplace.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Fault;
import dev.isaac.marketplace.NewRegistry;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginSummary;
import dev.isaac.marketplace.SearchQuery;
import dev.isaac.marketplace.TrustAnchor;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.marketplace.testing.TestRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A private name never comes from the public registry, whichever way somebody asks. */
class NamespaceTest extends MarketplaceCase {

    private TestRegistry mine;

    @BeforeEach
    void takeTheName() throws Exception {
        // The public registry offers the private name in a much newer version.
        registry.publish(TestPlugin.of("acme-tool", "9.0.0", "tool run"))
                .publish(TestPlugin.of("acme-tood", "9.0.0", "tood run"))
                .publish(TestPlugin.of("alpha", "1.0.0", "alpha hello").needing("acme-tool", "[1,10)"))
                .write();
        mine = new TestRegistry(folder.resolve("mine"))
                .publish(TestPlugin.of("acme-tool", "1.0.0", "tool run"))
                .write();
        add("mine", mine, "acme-*");
    }

    private void add(String name, TestRegistry added, String... patterns) throws Exception {
        marketplace()
                .addRegistry(
                        new NewRegistry(
                                name,
                                added.folder().toString(),
                                new TrustAnchor.OfFile(added.rootFile()),
                                List.of(patterns)),
                        progress);
    }

    private String installed() throws Exception {
        return marketplace().installed().stream()
                .filter(plugin -> plugin.id().value().equals("acme-tool"))
                .map(plugin -> plugin.version() + " from " + plugin.registry())
                .findFirst()
                .orElse("");
    }

    private Path bytes() throws Exception {
        try (Stream<Path> files = Files.walk(home.resolve("store"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() > 2000)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void notAsAnInstallation() throws Exception {
        install("acme-tool");

        assertThat(installed()).isEqualTo("1.0.0 from mine");
        assertThat(code(() -> install("acme-tool@9.0.0"))).isEqualTo("plugin.version-not-found");
    }

    @Test
    void notAsADependency() throws Exception {
        install("alpha");
        assertThat(installed()).isEqualTo("1.0.0 from mine");
        uninstall(false, "alpha", "acme-tool");

        mine.forget("acme-tool").write();
        assertThat(code(() -> install("alpha"))).isEqualTo("plugin.dependency-missing");
    }

    @Test
    void notWhenThePrivateRegistryIsAway() throws Exception {
        Files.move(mine.folder(), folder.resolve("away"));

        assertThat(code(() -> install("acme-tool"))).isEqualTo("registry.unreachable");
        assertThat(code(() -> install("alpha"))).isEqualTo("registry.unreachable");
    }

    @Test
    void notAsAnUpdate() throws Exception {
        install("acme-tool");

        assertThat(update()).isEmpty();
        assertThat(update("acme-tool")).isEmpty();
        assertThat(marketplace().outdated(progress)).isEmpty();
    }

    @Test
    void notAsAnUpdateAfterThePrivateRegistryWasRemoved() throws Exception {
        install("acme-tool");
        marketplace().removeRegistry("mine");

        assertThat(code(() -> update("acme-tool"))).isEqualTo("plugin.other-registry");
        assertThat(update()).as("others are not held up").isEmpty();
        assertThat(progress.warnings).anyMatch(warning -> warning.contains("was installed from registry 'mine'"));
        assertThat(marketplace().outdated(progress)).isEmpty();
        assertThat(installed()).isEqualTo("1.0.0 from mine");
    }

    @Test
    void notAsARepair() throws Exception {
        // The public registry has the very same bytes.
        TestPlugin same = TestPlugin.of("acme-tool", "1.0.0", "tool run");
        registry.publish(same).write();
        install("acme-tool");
        Files.write(bytes(), new byte[3000]);
        restart();
        marketplace().removeRegistry("mine");

        assertThat(code(() -> install("acme-tool"))).isEqualTo("plugin.other-registry");

        add("mine", mine, "acme-*");
        install("acme-tool");
        assertThat(framework().commands()).containsExactly("tool run 1.0.0");
    }

    @Test
    void notAsAHint() throws Exception {
        assertThat(marketplace().search(new SearchQuery("acme-too", List.of(), 10), progress))
                .extracting(plugin -> plugin.id() + " " + plugin.version() + " " + plugin.registry())
                .containsExactly("acme-tool 1.0.0 mine");
        assertThat(marketplace().known())
                .as("completion")
                .extracting(PluginSummary::id)
                .doesNotContain(PluginId.of("acme-tood"));

        Fault fault = fault(() -> install("acme-toof"));

        assertThat(fault.hint()).contains("acme-tool").doesNotContain("acme-tood");
    }

    @Test
    void distributionsNamesCannotBeTaken() {
        Namespaces namespaces = new Namespaces(List.of(
                config("corp", true, "corp.*"),
                config("public", true),
                config("thief", false, "corp.tools.*", "corp.*"),
                config("team", false, "team.*"),
                config("lab", false, "team.lab.*", "team.shared")));

        assertThat(offering(namespaces, "corp.tools.a")).containsExactly("corp");
        assertThat(offering(namespaces, "team.a")).containsExactly("team");
        assertThat(offering(namespaces, "team.lab.a")).as("the longest pattern").containsExactly("lab");
        assertThat(offering(namespaces, "team.shared")).containsExactly("lab");
        assertThat(offering(namespaces, "team")).containsExactly("public");
        assertThat(offering(namespaces, "corporate")).containsExactly("public");
    }

    @Test
    void severalMayShareAName() {
        Namespaces namespaces = new Namespaces(
                List.of(config("a", false, "x.*"), config("b", false), config("c", false, "x.*", "y.*")));

        assertThat(offering(namespaces, "x.one")).containsExactly("a", "c");
        assertThat(offering(namespaces, "z")).containsExactly("b");
    }

    private static List<String> offering(Namespaces namespaces, String id) {
        return namespaces.offering(PluginId.of(id)).stream()
                .map(RegistryConfig::name)
                .toList();
    }

    private static RegistryConfig config(String name, boolean builtIn, String... patterns) {
        return new RegistryConfig(
                name,
                URI.create("https://" + name + ".example/"),
                name,
                Path.of("root.json"),
                builtIn,
                List.of(patterns),
                Optional.empty());
    }
}
