package dev.isaac.launcher.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.connect.ConnectContent.ConnectEntry;

class HostIndexTest {

    @TempDir
    private Path lib;

    private Path jar;
    private Path index;

    @BeforeEach
    void makeJar() throws IOException {
        jar = lib.resolve("one-1.0.jar");
        index = lib.resolve("host.index");
        jar("acme.one;singleton:=true", "first");
    }

    private void jar(String name, String descriptor) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!name.isEmpty()) {
            manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new ZipEntry("OSGI-INF/a.xml"));
            out.write(descriptor.getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new ZipEntry("data.txt"));
            out.write("data".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void givesBackWhatWasScanned() throws IOException {
        HostBundle scanned = HostIndex.scan(jar, 7);
        HostIndex.write(index, List.of(scanned));

        HostBundle read = HostIndex.read(index).get(0);

        assertThat(read.symbolicName()).isEqualTo("acme.one");
        assertThat(read.location()).isEqualTo("isaac:host/acme.one");
        assertThat(read.jar()).isEqualTo(jar);
        assertThat(read.startLevel()).isEqualTo(7);
        assertThat(read.headers()).isEqualTo(scanned.headers()).containsOnlyKeys("Bundle-SymbolicName");
        assertThat(read.descriptors()).containsOnlyKeys("OSGI-INF/a.xml");
    }

    @Test
    void readsAJarThatChangedSinceItWasIndexed() throws IOException {
        HostIndex.write(index, List.of(HostIndex.scan(jar, 7)));
        jar("acme.two", "second and longer");

        assertThat(HostIndex.read(index).get(0).symbolicName()).isEqualTo("acme.two");
    }

    @Test
    void refusesAnIndexThatIsDamagedOrCutOff() throws IOException {
        HostIndex.write(index, List.of(HostIndex.scan(jar, 7)));
        byte[] whole = Files.readAllBytes(index);
        List<Integer> accepted = new ArrayList<>();
        for (int length = 0; length < whole.length; length++) {
            Files.write(index, java.util.Arrays.copyOf(whole, length));
            try {
                HostIndex.read(index);
                accepted.add(length);
            } catch (IOException e) {
                assertThat(e).isNotNull();
            }
        }
        assertThat(accepted).isEmpty();

        Files.writeString(index, "no index at all");
        assertThatIOException().isThrownBy(() -> HostIndex.read(index)).withMessageContaining("no index");
    }

    @Test
    void refusesAJarThatIsNoBundle() throws IOException {
        jar("", "x");

        assertThatIOException().isThrownBy(() -> HostIndex.scan(jar, 1)).withMessageContaining("no bundle");
    }

    @Test
    void servesDescriptorsFromTheIndexAndTheRestFromTheJar() throws IOException {
        HostContent content = new HostContent(HostIndex.scan(jar, 1), HostIndexTest.class.getClassLoader());

        ConnectEntry descriptor = content.getEntry("OSGI-INF/a.xml").orElseThrow();
        assertThat(descriptor.getBytes()).asString().isEqualTo("first");
        assertThat(descriptor.getInputStream()).hasContent("first");
        assertThat(descriptor.getContentLength()).isEqualTo(5);
        assertThat(descriptor.getName()).isEqualTo("OSGI-INF/a.xml");
        ConnectEntry data = content.getEntry("data.txt").orElseThrow();
        assertThat(data.getInputStream()).hasContent("data");
        assertThat(data.getContentLength()).isEqualTo(4);
        assertThat(data.getName()).isEqualTo("data.txt");
        assertThat(content.getEntry("OSGI-INF/absent.xml")).isEmpty();
        assertThat(content.getEntry("absent")).isEmpty();
        assertThat(content.getEntries()).contains("data.txt", "OSGI-INF/a.xml");
        Map<String, String> headers = content.getHeaders().orElseThrow();
        headers.put("the framework", "may change them");
        assertThat(content.getHeaders().orElseThrow()).doesNotContainKey("the framework");
        content.close();
    }

    @Test
    void listsTheEntriesOfABundleWithComponentsWithoutItsJar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "acme.one");
        manifest.getMainAttributes().putValue("Service-Component", "OSGI-INF/a.xml,OSGI-INF/b.xml");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (String name : List.of("OSGI-INF/", "OSGI-INF/a.xml", "OSGI-INF/b.xml", "data.txt")) {
                out.putNextEntry(new ZipEntry(name));
                if (name.endsWith(".xml")) {
                    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>".getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        HostIndex.write(index, List.of(HostIndex.scan(jar, 7)));
        HostBundle read = HostIndex.read(index).get(0);
        Files.delete(jar);
        HostContent content = new HostContent(read, HostIndexTest.class.getClassLoader());

        assertThat(content.getEntries())
                .containsExactly("META-INF/MANIFEST.MF", "OSGI-INF/", "data.txt", "OSGI-INF/components.xml");
        assertThat(content.getEntry("OSGI-INF/components.xml")).isPresent();
        assertThat(content.getHeaders().orElseThrow()).containsEntry("Service-Component", "OSGI-INF/components.xml");
    }

    @Test
    void finishesADistribution() throws IOException {
        Files.createDirectories(lib.resolve("lib"));
        Files.move(jar, lib.resolve("lib/one-1.0.jar"));
        Files.createDirectories(lib.resolve("features"));
        Files.writeString(
                lib.resolve("features/host.json"), "{\"id\":\"a:b:1\",\"bundles\":[{\"id\":\"acme:one:1.0\"}]}");

        HostAssembly.assemble(lib);

        assertThat(HostIndex.read(lib.resolve("lib/host.index"))).hasSize(1);
        try (JarFile start = new JarFile(lib.resolve("lib/isaac.jar").toFile())) {
            Attributes main = start.getManifest().getMainAttributes();
            assertThat(main.getValue(Attributes.Name.CLASS_PATH)).isEqualTo("one-1.0.jar");
            assertThat(main.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("dev.isaac.launcher.Main");
            assertThat(start.getEntry("META-INF/services/java.lang.System$LoggerFinder"))
                    .isNotNull();
        }
        byte[] first = Files.readAllBytes(lib.resolve("lib/isaac.jar"));
        HostAssembly.assemble(lib);
        assertThat(lib.resolve("lib/isaac.jar")).hasBinaryContent(first);
    }

    @Test
    void namesAHostBundleThatIsMissing() throws IOException {
        Files.createDirectories(lib.resolve("lib"));
        Files.createDirectories(lib.resolve("features"));
        Files.writeString(
                lib.resolve("features/host.json"), "{\"id\":\"a:b:1\",\"bundles\":[{\"id\":\"acme:gone:1.0\"}]}");

        assertThatIOException().isThrownBy(() -> HostAssembly.assemble(lib)).withMessageContaining("gone-1.0.jar");
    }
}
