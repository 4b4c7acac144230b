package dev.isaac.testing.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PluginJarsTest {

    private static final Pattern PROPERTY =
            Pattern.compile("name=\"isaac\\.command\\.(name|summary)\"[^>]*value=\"([^\"]+)\"");

    static Stream<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("isaac.test.jars")))) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
        }
    }

    private static Attributes manifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes();
        }
    }

    private static Set<String> packages(Attributes manifest, String header) {
        // Without quoted values, commas and semicolons only separate.
        String plain = Objects.requireNonNullElse(manifest.getValue(header), "").replaceAll("\"[^\"]*\"", "");
        Set<String> names = new TreeSet<>();
        for (String part : plain.split("[,;]", -1)) {
            if (!part.isBlank() && !part.contains("=")) {
                names.add(part);
            }
        }
        return names;
    }

    @Test
    void eightVersionsOfSixPlugins() throws IOException {
        Set<String> ids = new TreeSet<>();
        for (Path jar : jars().toList()) {
            ids.add(manifest(jar).getValue("Isaac-Plugin"));
        }
        assertThat(jars()).hasSize(8);
        assertThat(ids).containsExactly("api-tools", "git-helpers", "hash-tools", "http-tools", "json-tools", "notes");
    }

    @ParameterizedTest
    @MethodSource("jars")
    void saysWhatTheRegistryShows(Path jar) throws IOException {
        Attributes manifest = manifest(jar);
        String id = manifest.getValue("Isaac-Plugin");
        assertThat(manifest.getValue("Isaac-Publisher")).isEqualTo("isaac-examples");
        assertThat(manifest.getValue("Bundle-SymbolicName")).isEqualTo("dev.isaac.example." + id);
        assertThat(manifest.getValue("Bundle-Description"))
                .isNotBlank()
                .doesNotEndWith(".")
                .hasSizeLessThan(90);
        assertThat(List.of(
                        "Bundle-Name",
                        "Bundle-License",
                        "Bundle-DocURL",
                        "Isaac-Author",
                        "Isaac-Tags",
                        "Isaac-Description"))
                .allSatisfy(header -> assertThat(manifest.getValue(header)).isNotBlank());
        assertThat(manifest.getValue("Provide-Capability"))
                .contains("isaac.plugin;isaac.plugin=" + id + ";version:Version=\""
                        + manifest.getValue("Bundle-Version") + "\"");
    }

    @ParameterizedTest
    @MethodSource("jars")
    void usesNothingButTheApiTheJreAndOtherPlugins(Path jar) throws IOException {
        Set<String> ofPlugins = new TreeSet<>();
        for (Path other : jars().toList()) {
            ofPlugins.addAll(packages(manifest(other), "Export-Package"));
        }
        assertThat(ofPlugins).containsExactly("dev.isaac.example.http.api", "dev.isaac.example.json.api");
        Set<String> imported = packages(manifest(jar), "Import-Package");
        assertThat(imported).contains("dev.isaac.command");
        assertThat(imported)
                .allMatch(name -> ofPlugins.contains(name)
                        || name.equals("org.jspecify.annotations")
                        || ModuleLayer.boot().modules().stream()
                                .filter(module -> module.isNamed())
                                .anyMatch(module -> module.isExported(name))
                        || Set.of("dev.isaac.command", "dev.isaac.command.spi").contains(name));
    }

    @ParameterizedTest
    @MethodSource("jars")
    void everyCommandCanBeListedWithoutRunningIt(Path jar) throws IOException {
        int commands = 0;
        try (JarFile file = new JarFile(jar.toFile())) {
            for (String path : manifest(jar).getValue("Service-Component").split(",", -1)) {
                String xml;
                try (InputStream in = file.getInputStream(file.getJarEntry(path))) {
                    xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
                if (xml.contains("interface=\"dev.isaac.command.Command\"")) {
                    commands++;
                    assertThat(PROPERTY.matcher(xml).results().map(found -> found.group(1)))
                            .as(path)
                            .containsExactlyInAnyOrder("name", "summary");
                }
            }
        }
        assertThat(commands).isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("jars")
    void isAsSmallAsItCanBe(Path jar) throws IOException {
        String id = manifest(jar).getValue("Isaac-Plugin");
        long most =
                switch (id) {
                    case "git-helpers" -> 2_300_000;
                    case "json-tools" -> 1_200_000;
                    default -> 70_000;
                };
        assertThat(Files.size(jar)).isLessThan(most);
    }

    @Test
    void whatIsEmbeddedComesWithItsLicence() throws IOException {
        for (Path jar : jars().filter(file -> file.getFileName().toString().startsWith("git-"))
                .toList()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                assertThat(file.getEntry("META-INF/licenses/jgit.html")).isNotNull();
            }
        }
    }
}
