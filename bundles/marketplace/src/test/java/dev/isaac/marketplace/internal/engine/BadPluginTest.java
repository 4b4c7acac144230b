package dev.isaac.marketplace.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.marketplace.InstalledPlugin;
import dev.isaac.marketplace.testing.MarketplaceCase;
import dev.isaac.marketplace.testing.TestPlugin;
import dev.isaac.trust.Digests;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;

/** Bad plugins: each is refused with its code, and what was there before stands. */
class BadPluginTest extends MarketplaceCase {

    @AfterEach
    void release() {
        System.clearProperty("isaac.test.release");
    }

    private void assertNothingChanged() throws Exception {
        assertThat(framework().plugins()).isEmpty();
        assertThat(framework().commands()).isEmpty();
        assertThat(marketplace().installed()).isEmpty();
        assertThat(files("store")).isEmpty();
        assertThat(files("data")).isEmpty();
    }

    @Test
    void unsignedPluginIsRefused() throws Exception {
        TestPlugin plugin = TestPlugin.of("alpha", "1.0.0");
        byte[] jar = plugin.jar();
        registry.publish(plugin, jar, Digests.sha256(jar), new byte[0]).write();

        assertThat(code(() -> install("alpha"))).isEqualTo("plugin.unsigned");
        assertNothingChanged();
    }

    @Test
    void pluginSignedByAStrangerIsRefused() throws Exception {
        registry.stealSigning("acme").publish(TestPlugin.of("alpha", "1.0.0")).write();

        assertThat(code(() -> install("alpha"))).isEqualTo("plugin.wrong-signer");
        assertNothingChanged();
    }

    @Test
    void pluginWithABrokenSignatureIsRefused() throws Exception {
        TestPlugin plugin = TestPlugin.of("alpha", "1.0.0");
        byte[] jar = plugin.jar();
        String envelope = new String(registry.envelope(plugin, jar), StandardCharsets.UTF_8);
        int sig = envelope.indexOf("\"sig\":\"") + 7;
        char other = envelope.charAt(sig) == 'A' ? 'B' : 'A';
        registry.publish(
                        plugin,
                        jar,
                        Digests.sha256(jar),
                        TestPlugin.text(envelope.substring(0, sig) + other + envelope.substring(sig + 1)))
                .write();

        assertThat(code(() -> install("alpha"))).isEqualTo("plugin.bad-signature");
        assertNothingChanged();
    }

    @Test
    void statementAboutOtherBytesIsRefused() throws Exception {
        TestPlugin plugin = TestPlugin.of("alpha", "1.0.0");
        byte[] signed = plugin.jar();
        byte[] other = plugin.header("Test-Other", "yes").jar();
        registry.publish(plugin, other, Digests.sha256(other), registry.envelope(plugin, signed))
                .write();

        assertThat(code(() -> install("alpha"))).isEqualTo("plugin.wrong-statement");
        assertNothingChanged();
    }

    @Test
    void pluginWhoseNameBelongsToNobodyIsRefused() throws Exception {
        registry.publish(TestPlugin.of("unclaimed", "1.0.0")).write();

        assertThat(code(() -> install("unclaimed"))).isEqualTo("plugin.unclaimed");
        assertNothingChanged();
    }

    @Test
    void pluginOfAnotherPublisherThanItsNameIsRefused() throws Exception {
        registry.publisher("mallory", "mallory-*")
                .publish(TestPlugin.of("alpha", "1.0.0").by("mallory"))
                .write();

        assertThat(code(() -> install("alpha"))).isEqualTo("plugin.wrong-publisher");
        assertNothingChanged();
    }

    @Test
    void tamperedJarIsRefused() throws Exception {
        TestPlugin plugin = TestPlugin.of("alpha", "1.0.0");
        registry.publish(plugin).write();
        Path file = registry.jarFile(plugin);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        Fault fault = fault(() -> install("alpha"));

        assertThat(fault.code()).isEqualTo("plugin.tampered");
        assertThat(fault.kind()).isEqualTo(FaultKind.VERIFICATION);
        assertNothingChanged();
    }

    @Test
    void truncatedJarIsRefused() throws Exception {
        TestPlugin plugin = TestPlugin.of("alpha", "1.0.0");
        registry.publish(plugin).write();
        Path file = registry.jarFile(plugin);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 10));

        assertThat(code(() -> install("alpha"))).isEqualTo("plugin.truncated");
        assertNothingChanged();
    }

    @Test
    void missingJarIsRefused() throws Exception {
        TestPlugin plugin = TestPlugin.of("alpha", "1.0.0");
        registry.publish(plugin).write();
        Files.delete(registry.jarFile(plugin));

        assertThat(code(() -> install("alpha"))).isEqualTo("plugin.file-missing");
        assertNothingChanged();
    }

    @Test
    void missingStatementIsRefusedAsAMissingJarIs() throws Exception {
        TestPlugin plugin = TestPlugin.of("alpha", "1.0.0");
        registry.publish(plugin).write();
        Path file = registry.statementFile(plugin);
        Files.delete(file);

        Fault fault = fault(() -> install("alpha"));

        assertThat(fault.code()).isEqualTo("plugin.statement-missing");
        assertThat(fault.kind()).isEqualTo(FaultKind.VERIFICATION);
        assertThat(fault.message()).contains("statement of alpha 1.0.0").doesNotContain(".json");
        assertNothingChanged();
    }

    @ParameterizedTest
    @CsvSource({
        "Isaac-Plugin, beta",
        "Isaac-Publisher, somebody",
        "Bundle-SymbolicName, test.beta",
        "Bundle-Version, 9.9.9",
        "Isaac-Permissions, network:*"
    })
    void mislabelledPluginIsRefused(String header, String value) throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0").header(header, value)).write();

        assertThat(code(() -> install("alpha"))).isEqualTo("plugin.wrong-identity");
        assertNothingChanged();
    }

    @Test
    void codeThatDoesWhatThePluginDoesNotDeclareIsRefused() throws Exception {
        TestPlugin plugin = TestPlugin.of("alpha", "1.0.0");
        plugin.permissions = List.of("framework", "read:data");
        registry.publish(plugin).write();

        Fault fault = fault(() -> install("alpha"));

        assertThat(fault.code()).isEqualTo("permission.undeclared");
        assertThat(fault.kind()).isEqualTo(FaultKind.VERIFICATION);
        assertThat(fault.message())
                .contains("writes files", "testplugin.TestActivator uses java.nio.file.Files.writeString");
        assertThat(fault.hint()).contains("Isaac-Permissions", "acme");
        assertNothingChanged();
    }

    @ParameterizedTest
    @CsvSource({"filesystem, permission.unknown", "network:Example.org, permission.malformed"})
    void permissionThatNobodyUnderstandsIsRefusedBeforeAnythingIsPlanned(String permission, String code)
            throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0").permitted(permission)).write();

        assertThat(code(() -> marketplace().plan(installing("alpha"), progress)))
                .isEqualTo(code);
        assertNothingChanged();
    }

    @Test
    void pluginThatExportsAPackageOfTheHostIsRefused() throws Exception {
        registry.publish(
                        TestPlugin.of("alpha", "1.0.0").header("Export-Package", "dev.isaac.command;version=\"1.0.5\""))
                .write();

        assertThat(code(() -> install("alpha"))).isEqualTo("plugin.exports-host-package");
        assertNothingChanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.apache.felix.scr", "dev.isaac.authoring", "dev.isaac.not.yet", "dev.isaac"})
    void pluginWithTheNameOfAPartOfTheHostIsRefusedAlsoWhereThatIsNotInstalled(String name) throws Exception {
        TestPlugin plugin = TestPlugin.of("alpha", "1.0.0");
        plugin.symbolicName = name;
        registry.publish(plugin).write();

        assertThat(code(() -> install("alpha"))).isEqualTo("plugin.host-name");
        assertNothingChanged();
    }

    @Test
    void fragmentIsRefused() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0").header("Fragment-Host", "org.apache.felix.scr"))
                .write();

        assertThat(code(() -> install("alpha"))).isEqualTo("plugin.fragment");
        assertNothingChanged();
    }

    @ParameterizedTest
    @CsvSource({"throw, plugin.start-failed", "error, plugin.start-failed", "hang, plugin.start-timeout"})
    void pluginThatDoesNotStartIsTakenBack(String behaviour, String code) throws Exception {
        startLimit = 2_000;
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello").behaving(behaviour))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .write();

        assertThat(code(() -> install("alpha"))).isEqualTo(code);
        assertNothingChanged();

        install("beta");
        assertThat(framework().commands()).containsExactly("beta hello 1.0.0");
    }

    @Test
    void pluginThatIgnoresItsInterruptionIsLeftAloneAndTheShellGoesOn() throws Exception {
        startLimit = 2_000;
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello").behaving("hang-hard"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .write();

        Fault fault = fault(() -> install("alpha"));
        assertThat(fault.code()).isEqualTo("plugin.start-timeout");
        assertThat(fault.message()).contains("left alone");
        assertThat(marketplace().installed()).isEmpty();

        install("beta");
        assertThat(framework().commands()).containsExactly("beta hello 1.0.0");
        uninstall(false, "beta");

        System.setProperty("isaac.test.release", "true");
        awaitNoPlugins();
    }

    /** The bundle is removed when its activator comes back at last; its life-cycle events tell when. */
    private void awaitNoPlugins() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        framework().context().addBundleListener(event -> {
            if (event.getType() == BundleEvent.UNINSTALLED) {
                gone.countDown();
            }
        });
        if (!framework().plugins().isEmpty()) {
            assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(framework().plugins()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"throw, plugin.start-failed", "hang, plugin.start-timeout", "hang-hard, plugin.start-timeout"})
    void oldVersionRunsAgainWhenTheNewOneDoesNotStart(String behaviour, String code) throws Exception {
        startLimit = 2_000;
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello").behaving("data"))
                .write();
        install("alpha");
        registry.publish(TestPlugin.of("alpha", "1.1.0", "alpha hello").behaving(behaviour))
                .write();

        assertThat(code(() -> update("alpha"))).isEqualTo(code);

        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0");
        assertThat(marketplace().installed()).singleElement().satisfies(plugin -> {
            assertThat(plugin.version()).hasToString("1.0.0");
            assertThat(plugin.status()).isEqualTo(InstalledPlugin.Status.RUNNING);
        });
        assertThat(files("data")).containsExactly("alpha/starts");
        assertThat(files("store/sha256")).hasSize(2);
        if (behaviour.equals("hang-hard")) {
            System.setProperty("isaac.test.release", "true");
        }
    }

    @Test
    void pluginThatLacksAPackageIsExplained() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0")
                        .header("Require-Capability", "isaac.plugin;filter:=\"(isaac.plugin=nowhere)\""))
                .write();

        Fault fault = fault(() -> install("alpha"));

        assertThat(fault.code()).isEqualTo("plugin.unresolved");
        assertThat(fault.message()).contains("it needs the plugin nowhere");
        assertNothingChanged();
    }

    @Test
    void commandThatIsThereAlreadyIsNotTaken() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "shared"))
                .publish(TestPlugin.of("beta", "1.0.0", "shared"))
                .write();
        install("alpha");

        assertThat(code(() -> install("beta"))).isEqualTo("plugin.command-taken");
        assertThat(framework().commands()).containsExactly("shared 1.0.0");
    }

    @Test
    void announcedCommandMustBeThere() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello").header("Test-Commands", "alpha other"))
                .write();

        assertThat(code(() -> install("alpha"))).isEqualTo("plugin.command-missing");
        assertNothingChanged();
    }

    @Test
    void commandComponentThatLacksAServiceIsUnhealthy() throws Exception {
        String component = """
                <?xml version="1.0" encoding="UTF-8"?>
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="wanting">
                  <implementation class="dev.isaac.marketplace.testplugin.EchoCommand"/>
                  <service><provide interface="dev.isaac.command.Command"/></service>
                  <reference name="missing" interface="java.util.concurrent.Executor"/>
                </scr:component>
                """;
        registry.publish(TestPlugin.of("alpha", "1.0.0")
                        .header("Service-Component", "OSGI-INF/wanting.xml")
                        .file("OSGI-INF/wanting.xml", TestPlugin.text(component)))
                .write();

        Fault fault = fault(() -> install("alpha"));

        assertThat(fault.code()).isEqualTo("plugin.unsatisfied");
        assertThat(fault.message()).contains("'missing'");
        assertNothingChanged();
    }

    @Test
    void wholeSetIsTakenBackWhenOneOfItFails() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello")
                        .needing("beta", "1.0")
                        .behaving("throw"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .write();

        assertThat(code(() -> install("alpha"))).isEqualTo("plugin.start-failed");
        assertNothingChanged();
    }

    @Test
    void pluginThatHangsWhenItStopsIsRemovedAllTheSame() throws Exception {
        startLimit = 2_000;
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello").behaving("hang-on-stop"))
                .write();
        install("alpha");

        uninstall(false, "alpha");

        assertThat(framework().commands()).isEmpty();
        assertThat(marketplace().installed()).isEmpty();
    }

    @Test
    void changedBytesAreNotStartedAndSayWhy() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello"))
                .publish(TestPlugin.of("beta", "1.0.0", "beta hello"))
                .write();
        install("alpha", "beta");
        String digest =
                Digests.sha256(TestPlugin.of("alpha", "1.0.0", "alpha hello").jar());
        Path stored = home.resolve("store/sha256/" + digest.substring(0, 2) + "/" + digest);
        byte[] bytes = Files.readAllBytes(stored);
        bytes[100] ^= 1;
        Files.write(stored, bytes);

        restart();

        assertThat(framework().commands()).containsExactly("alpha hello blocked", "beta hello 1.0.0");
        assertThat(marketplace().installed().get(0)).satisfies(plugin -> {
            assertThat(plugin.status()).isEqualTo(InstalledPlugin.Status.BLOCKED);
            assertThat(plugin.problem().orElseThrow().code()).isEqualTo("plugin.tampered");
        });
        assertThat(marketplace().verify(Optional.empty(), progress))
                .extracting(result -> result.problem().map(Fault::code).orElse("ok"))
                .containsExactly("plugin.tampered", "ok");
        assertThat(framework().service(HealthCheck.class).check())
                .extracting(HealthCheck.Finding::topic, HealthCheck.Finding::status)
                .containsExactly(tuple("plugin alpha", HealthCheck.Status.PROBLEM));

        uninstall(false, "alpha");
        install("alpha");
        assertThat(framework().commands()).containsExactly("alpha hello 1.0.0", "beta hello 1.0.0");
    }

    @Test
    void bundleThatTheEngineDidNotInstallNeverRuns() throws Exception {
        registry.write();
        Bundle stranger = framework()
                .context()
                .installBundle(
                        "file:stranger.jar",
                        new ByteArrayInputStream(
                                TestPlugin.of("alpha", "1.0.0", "alpha hello").jar()));

        assertThatExceptionOfType(BundleException.class).isThrownBy(stranger::start);
        assertThat(framework().commands()).isEmpty();
    }

    @Test
    void pluginThatSomebodyElseUpdatesDoesNotRunAgain() throws Exception {
        registry.publish(TestPlugin.of("alpha", "1.0.0", "alpha hello")).write();
        install("alpha");
        Bundle bundle = framework().context().getBundle("isaac:plugin/alpha");

        bundle.stop();
        bundle.update(new ByteArrayInputStream(
                TestPlugin.of("alpha", "6.6.6", "alpha hello").jar()));

        assertThatExceptionOfType(BundleException.class).isThrownBy(bundle::start);
        assertThat(framework().commands()).isEqualTo(List.of());
    }
}
