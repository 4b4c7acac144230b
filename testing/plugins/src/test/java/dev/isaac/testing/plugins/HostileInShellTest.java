package dev.isaac.testing.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.spi.EntryPoint;
import dev.isaac.launcher.IsaacRuntime;
import dev.isaac.launcher.RuntimeOptions;
import dev.isaac.testing.plugins.hostile.GatewayUser;
import dev.isaac.testing.plugins.hostile.Snooper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** Plugins that mean harm, signed and published as any other, in the shell as it is delivered and with Gogo running. */
final class HostileInShellTest {

    private static final int WITH_GOGO = 20;

    @TempDir
    private Path folder;

    private IsaacRuntime isaac;

    @BeforeEach
    void start() throws Exception {
        isaac = IsaacRuntime.start(
                RuntimeOptions.of(folder.resolve("home"), Path.of(System.getProperty("isaac.test.distribution")))
                        .withStartLevel(WITH_GOGO));
    }

    @AfterEach
    void stop() throws Exception {
        isaac.close();
    }

    /** Publishes a jar in a registry of its own, and installs it. Returns the code of the refusal, or nothing. */
    private List<String> install(String id, Class<?> type, Map<String, String> headers, String component)
            throws Exception {
        PublishedPlugin plugin = PublishedPlugin.publish(
                folder, id, List.of("1.0.0"), List.of(type.getName()), headers, Map.of("OSGI-INF/one.xml", component));
        TestSurface surface = new TestSurface();
        isaac.execute(plugin.add("at-" + id), surface);
        isaac.execute("marketplace install " + id, surface);
        return surface.faults().stream().map(fault -> fault.code()).toList();
    }

    @SuppressWarnings("unchecked")
    private <T> T service(String id, Class<T> type) throws Exception {
        Bundle bundle = Objects.requireNonNull(isaac.context().getBundle("isaac:plugin/" + id), id);
        for (ServiceReference<?> reference : isaac.context().getAllServiceReferences(type.getName(), null)) {
            if (bundle.equals(reference.getBundle())) {
                return (T) Objects.requireNonNull(isaac.context().getService(reference));
            }
        }
        throw new IllegalStateException("no " + type);
    }

    private Function<String, List<String>> snooper() throws Exception {
        assertThat(install(
                        "snooper",
                        Snooper.class,
                        Map.of(
                                "Bundle-Activator", Snooper.class.getName(),
                                "Import-Package", "org.osgi.framework,dev.isaac.command.spi",
                                "Isaac-Permissions", "framework"),
                        ""))
                .isEmpty();
        @SuppressWarnings("unchecked")
        Function<String, List<String>> snooper = service("snooper", Function.class);
        return snooper;
    }

    @Test
    void thePluginSeesItselfAndWhatIsForAll() throws Exception {
        Function<String, List<String>> snooper = snooper();

        assertThat(isaac.context().getBundles()).hasSizeGreaterThan(15);
        assertThat(snooper.apply("bundles")).containsExactly("org.example.snooper");
        assertThat(snooper.apply("services"))
                .containsExactly(
                        "dev.isaac.command.spi.PluginData",
                        "java.util.function.Function",
                        "org.osgi.service.condition.Condition",
                        "org.osgi.service.log.LogService",
                        "org.osgi.service.log.LoggerFactory");
    }

    @Test
    void theProcessKeepsItsEntryPoint() throws Exception {
        EntryPoint before = isaac.service(EntryPoint.class).orElseThrow();

        assertThat(snooper().apply("entry")).containsExactly("registered");

        assertThat(isaac.services(EntryPoint.class)).hasSize(2);
        assertThat(isaac.service(EntryPoint.class)).containsSame(before);
        assertThat(isaac.await(EntryPoint.class, Duration.ofSeconds(1))).isSameAs(before);
    }

    @Test
    void whoRunsLinesOfItsOwnHasToSaySo() throws Exception {
        String component = """
                <?xml version="1.0" encoding="UTF-8"?>
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="org.example.GatewayUser">
                  <implementation class="%s"/>
                  <service><provide interface="java.util.function.Supplier"/></service>
                  <reference name="gateway" interface="dev.isaac.core.CommandGateway" bind="bind"/>
                </scr:component>
                """.formatted(GatewayUser.class.getName());
        Map<String, String> silent =
                Map.of("Service-Component", "OSGI-INF/one.xml", "Import-Package", "dev.isaac.core,org.jline.reader");
        Map<String, String> honest = Map.of(
                "Service-Component",
                "OSGI-INF/one.xml",
                "Import-Package",
                "dev.isaac.core",
                "Isaac-Permissions",
                "service:dev.isaac.core.CommandGateway");

        assertThat(install("greedy", GatewayUser.class, withPermission(silent), component))
                .containsExactly("plugin.hidden-package");
        assertThat(install("honest", GatewayUser.class, honest, component)).isEmpty();
        assertThat(service("honest", Supplier.class).get()).isEqualTo("dev.isaac.core.internal.session.GatewayService");
    }

    /** What it declares opens one package, and it takes another. */
    private static Map<String, String> withPermission(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Isaac-Permissions", "service:dev.isaac.core.CommandGateway");
        return all;
    }
}
