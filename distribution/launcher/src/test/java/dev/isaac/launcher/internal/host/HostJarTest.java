package dev.isaac.launcher.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostJarTest {

    @TempDir
    private Path folder;

    private Path jar(Manifest manifest, String... entries) throws IOException {
        Path jar = folder.resolve("library.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (String name : entries) {
                out.putNextEntry(new ZipEntry(name));
                out.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static Manifest manifest(String exports, String imports) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-SymbolicName", "library");
        main.putValue("Export-Package", exports);
        main.putValue("Import-Package", imports);
        return manifest;
    }

    @Test
    void takesTheSignatureOutAndLeavesTheRest() throws IOException {
        Manifest manifest = manifest("a", "b");
        Attributes digest = new Attributes();
        digest.putValue("SHA-256-Digest", "none");
        manifest.getEntries().put("data.txt", digest);
        Path jar = jar(manifest, "META-INF/A.SF", "META-INF/A.RSA", "data.txt", "META-INF/sub/B.SF");

        HostJar.fit(jar, Set.of("a"));

        try (JarFile fitted = new JarFile(jar.toFile())) {
            assertThat(fitted.stream().map(ZipEntry::getName))
                    .containsExactly("META-INF/MANIFEST.MF", "data.txt", "META-INF/sub/B.SF");
            assertThat(fitted.getInputStream(fitted.getEntry("data.txt"))).hasContent("data.txt");
            assertThat(fitted.getManifest().getEntries()).isEmpty();
        }
        byte[] once = Files.readAllBytes(jar);
        HostJar.fit(jar, Set.of("a"));
        assertThat(jar).hasBinaryContent(once);
    }

    @Test
    void exportsOnlyWhatTheHostImportsAndImportsOnlyWhatIsNeeded() throws IOException {
        Path jar = jar(manifest(
                "a;b;version=\"1.2\";uses:=\"b,c;d\",c;uses:=\"a\";version=1.0,d",
                "java.util,x;version=\"[1,2)\",y;resolution:=optional,java.net;z"));

        HostJar.fit(jar, Set.of("b", "c", "q"));

        try (JarFile fitted = new JarFile(jar.toFile())) {
            Attributes main = fitted.getManifest().getMainAttributes();
            assertThat(main.getValue("Export-Package")).isEqualTo("b;version=\"1.2\",c;version=1.0");
            assertThat(main.getValue("Import-Package")).isEqualTo("x;version=\"[1,2)\",z");
        }
    }

    @Test
    void exportsNothingThatNobodyImports() throws IOException {
        Path jar = jar(manifest("a", "java.util"));

        HostJar.fit(jar, Set.of());

        assertThat(List.of(HostIndex.scan(jar, 1).headers().keySet().toArray())).containsExactly("Bundle-SymbolicName");
    }

    @Test
    void exportsMoreWhenMoreIsImportedLater() throws IOException {
        Path jar = jar(manifest("a;version=1,b;version=2,c", "x"), "a/A.class", "b/B.class", "c/C.class");
        HostJar.fit(jar, Set.of("a"));
        HostJar.requireExports(jar, Set.of("a"));

        HostJar.fit(jar, Set.of("a", "b"));

        try (JarFile fitted = new JarFile(jar.toFile())) {
            assertThat(fitted.getManifest().getMainAttributes().getValue("Export-Package"))
                    .isEqualTo("a;version=1,b;version=2");
        }
        HostJar.requireExports(jar, Set.of("a", "b"));
    }

    @Test
    void refusesAJarThatWasFittedWithoutKeepingItsExports() throws IOException {
        Path jar = jar(manifest("a;version=1", "x"), "a/A.class", "b/B.class");
        HostJar.fit(jar, Set.of("a", "b"));

        assertThatIOException()
                .isThrownBy(() -> HostJar.requireExports(jar, Set.of("a", "b")))
                .withMessageContaining("library.jar does not export b");
    }
}
