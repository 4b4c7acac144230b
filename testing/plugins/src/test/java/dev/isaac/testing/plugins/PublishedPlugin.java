package dev.isaac.testing.plugins;

import dev.isaac.signing.RegistryBuild;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** Versions of one plugin, made of classes of these tests, signed and published in a registry of their own. */
record PublishedPlugin(Path registry, Path root) {

    static PublishedPlugin publish(
            Path folder,
            String id,
            List<String> versions,
            List<String> classes,
            Map<String, String> headers,
            Map<String, String> files)
            throws Exception {
        List<Path> jars = new ArrayList<>();
        for (String version : versions) {
            jars.add(jar(folder, id, version, classes, headers, files));
        }
        Path config = folder.resolve("registry.json");
        Files.writeString(config, """
                {"format": 1, "publishers": [{"publisher": "example", "name": "Example",
                 "homepage": "https://example.org", "plugins": ["%s"], "keys": ["ed25519"]}]}""".formatted(id));
        Path registry = folder.resolve("registry-" + id);
        Path root = folder.resolve("root-" + id + ".json");
        new RegistryBuild(Clock.systemUTC(), new SecureRandom())
                .run(new RegistryBuild.Request(
                        config, jars, registry, folder.resolve("keys-" + id), root, Duration.ofDays(1)));
        return new PublishedPlugin(registry, root);
    }

    /** The line that adds its registry. */
    String add(String name) {
        return "marketplace registry add " + name + " " + registry + " --root " + root;
    }

    private static Path jar(
            Path folder,
            String id,
            String version,
            List<String> classes,
            Map<String, String> headers,
            Map<String, String> files)
            throws IOException {
        StringBuilder manifest = new StringBuilder("""
                Manifest-Version: 1.0
                Bundle-ManifestVersion: 2
                Bundle-SymbolicName: org.example.%s
                Bundle-Version: %s
                Isaac-Plugin: %s
                Isaac-Publisher: example
                Provide-Capability: isaac.plugin;isaac.plugin=%s;version:Version=%s
                """.formatted(id, version, id, id, version));
        headers.forEach((name, value) ->
                manifest.append(name).append(": ").append(value).append('\n'));
        Path jar = folder.resolve(id + "-" + version + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            put(out, "META-INF/MANIFEST.MF", manifest.toString().getBytes(StandardCharsets.UTF_8));
            for (String type : classes) {
                String name = type.replace('.', '/') + ".class";
                put(out, name, bytes(name));
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                if (!file.getValue().isEmpty()) {
                    put(out, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return jar;
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = PublishedPlugin.class.getClassLoader().getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
