package dev.isaac.testing.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.spi.EntryPoint;
import dev.isaac.launcher.IsaacRuntime;
import dev.isaac.launcher.RuntimeOptions;
import dev.isaac.signing.RegistryBuild;
import dev.isaac.testing.plugins.hostile.GatewayUser;
import dev.isaac.testing.plugins.hostile.Snooper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
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
        Path jar = folder.resolve(id + ".jar");
        StringBuilder manifest = new StringBuilder("""
                Manifest-Version: 1.0
                Bundle-ManifestVersion: 2
                Bundle-SymbolicName: org.example.%s
                Bundle-Version: 1.0.0
                Isaac-Plugin: %s
                Isaac-Publisher: example
                Provide-Capability: isaac.plugin;isaac.plugin=%s;version:Version=1.0.0
                """.formatted(id, id, id));
        headers.forEach((name, value) ->
                manifest.append(name).append(": ").append(value).append('\n'));
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            put(out, "META-INF/MANIFEST.MF", manifest.toString().getBytes(StandardCharsets.UTF_8));
            String name = type.getName().replace('.', '/') + ".class";
            put(out, name, bytes(name));
            if (!component.isEmpty()) {
                put(out, "OSGI-INF/one.xml", component.getBytes(StandardCharsets.UTF_8));
            }
        }
        Path config = folder.resolve("registry.json");
        Files.writeString(config, """
                {"format": 1, "publishers": [{"publisher": "example", "name": "Example",
                 "homepage": "https://example.org", "plugins": ["%s"], "keys": ["ed25519"]}]}""".formatted(id));
        Path registry = folder.resolve("registry-" + id);
        Path root = folder.resolve("root-" + id + ".json");
        new RegistryBuild(Clock.systemUTC(), new SecureRandom())
                .run(new RegistryBuild.Request(
                        config, List.of(jar), registry, folder.resolve("keys-" + id), root, Duration.ofDays(1)));
        TestSurface surface = new TestSurface();
        isaac.execute("marketplace registry add at-" + id + " " + registry + " --root " + root, surface);
        isaac.execute("marketplace install " + id, surface);
        return surface.faults().stream().map(fault -> fault.code()).toList();
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = HostileInShellTest.class.getClassLoader().getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
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
