package dev.isaac.trust.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.isaac.testing.archives.ArchiveForge;
import dev.isaac.testing.archives.Bytes;
import dev.isaac.testing.archives.ForgedEntry;
import dev.isaac.testing.archives.HostileArchives;
import dev.isaac.testing.archives.HostileBundles;
import dev.isaac.testing.archives.TinyClass;
import dev.isaac.trust.Digests;
import dev.isaac.trust.TrustException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveInspectorTest {

    @TempDir
    Path folder;

    private final ArchiveInspector inspector = new ArchiveInspector();

    private static void assertRefused(String code, ThrowingInspection inspection) {
        assertThatExceptionOfType(ArchiveException.class)
                .isThrownBy(inspection::run)
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.kind()).isEqualTo(TrustException.Kind.ARCHIVE);
                    assertThat(e.fault().code()).isEqualTo(code);
                    assertThat(e.fault().sentence()).isNotEmpty();
                    assertThat(e).hasMessageStartingWith(e.fault().sentence());
                });
    }

    @FunctionalInterface
    private interface ThrowingInspection {
        void run() throws Exception;
    }

    @TestFactory
    Stream<DynamicTest> refusesEachHostileArchiveWithItsCode() {
        return HostileArchives.all().entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.getKey(),
                        () -> assertRefused(
                                one.getValue().code(),
                                () -> inspector.inspect(one.getValue().archive().get()))));
    }

    @Test
    void theCorpusIsNotEmpty() {
        assertThat(HostileArchives.all()).hasSizeGreaterThan(75);
    }

    @Test
    void acceptsAnHonestArchive() throws Exception {
        byte[] bytes = HostileArchives.honest().toByteArray();

        InspectedArchive archive = inspector.inspect(bytes);

        assertThat(archive.length()).isEqualTo(bytes.length);
        assertThat(archive.sha256()).isEqualTo(Digests.sha256(bytes));
        assertThat(archive.attribute("bundle-symbolicname")).isEqualTo("acme.tools");
        assertThat(archive.attribute("Missing")).isEmpty();
        assertThat(archive.entries())
                .extracting(ArchiveEntry::name)
                .containsExactly("META-INF/MANIFEST.MF", "a/stored.txt", "a/packed.txt");
        assertThat(archive.entries().get(2).packed())
                .isLessThan(archive.entries().get(2).size());
        assertThat(archive.entries()).noneMatch(ArchiveEntry::isFolder);
    }

    @Test
    void readsAFileAsItReadsBytes() throws Exception {
        byte[] bytes = HostileArchives.honest().toByteArray();
        Path file = Files.write(folder.resolve("a.jar"), bytes);

        assertThat(inspector.inspect(file)).isEqualTo(inspector.inspect(bytes));
        assertThat(inspector.inspectBundle(file, HostSurface.NONE))
                .isEqualTo(inspector.inspectBundle(bytes, HostSurface.NONE));
        assertThatIOException().isThrownBy(() -> inspector.inspect(folder.resolve("missing.jar")));
    }

    @Test
    void acceptsWhatTheJavaToolsWrite() throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Long-Header", "ü".repeat(200));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new JarEntry("folder/"));
            jar.putNextEntry(new JarEntry("folder/größe.txt"));
            jar.write(new byte[100_000]);
            jar.putNextEntry(new JarEntry("folder/日本語"));
        }

        InspectedArchive archive = inspector.inspect(out.toByteArray());

        assertThat(archive.attribute("Long-Header")).isEqualTo("ü".repeat(200));
        assertThat(archive.entries()).hasSize(4).anyMatch(ArchiveEntry::isFolder);
    }

    @Test
    void acceptsDescriptorsWithAndWithoutTheirMarkAndWithWideSizes() throws Exception {
        byte[] text = "text that is packed".repeat(10).getBytes(StandardCharsets.UTF_8);
        ForgedEntry plain = ForgedEntry.deflated("a", text).descriptor();
        ForgedEntry unmarked = ForgedEntry.deflated("b", text)
                .descriptor()
                .with(entry -> entry.afterData = Arrays.copyOfRange(entry.afterData, 4, 16));
        ForgedEntry wide = ForgedEntry.deflated("c", text).wideDescriptor();
        byte[] bytes = ArchiveForge.bundle().add(plain).add(unmarked).add(wide).toByteArray();

        assertThat(inspector.inspect(bytes).entries()).hasSize(4);
    }

    @Test
    void acceptsZip64WhereItIsNeeded() throws Exception {
        ArchiveForge forge = ArchiveForge.bundle().with(f -> f.zip64 = true);
        for (int i = 0; i < 66_000; i++) {
            forge.add(ForgedEntry.stored("f" + i, ""));
        }

        assertThat(inspector.inspect(forge.toByteArray()).entries()).hasSize(66_001);
    }

    @Test
    void acceptsZip64SizesInALocalHeader() throws Exception {
        ForgedEntry entry = ForgedEntry.stored("a", "text").with(one -> {
            one.local.extra = new Bytes().u16(1).u16(16).u64(4).u64(4).toByteArray();
            one.local.size = 0xffffffffL;
            one.local.packed = 0xffffffffL;
        });

        assertThat(inspector
                        .inspect(ArchiveForge.bundle().add(entry).toByteArray())
                        .entries())
                .hasSize(2);
        entry.local.extra = new Bytes().u16(1).u16(16).u64(5).u64(5).toByteArray();
        assertRefused(
                "archive.header-mismatch",
                () -> inspector.inspect(ArchiveForge.bundle().add(entry).toByteArray()));
        entry.local.extra = new Bytes().u16(1).u16(8).u64(4).toByteArray();
        assertRefused(
                "archive.zip64",
                () -> inspector.inspect(ArchiveForge.bundle().add(entry).toByteArray()));
    }

    @Test
    void acceptsCommentsAndTheModesOfOldTools() throws Exception {
        byte[] bytes = ArchiveForge.bundle()
                .add(ForgedEntry.folder("a/").with(entry -> entry.attributes = 0xffff0010L))
                .add(ForgedEntry.folder("b/").with(entry -> entry.attributes = 0x41ed0010L))
                .with(forge -> forge.comment = "a harmless comment".getBytes(StandardCharsets.UTF_8))
                .toByteArray();

        assertThat(inspector.inspect(bytes).entries()).hasSize(3);
    }

    @Test
    void acceptsHarmlessExtraFields() throws Exception {
        ForgedEntry entry = ForgedEntry.stored("a", "text")
                .both(header -> header.extra = new Bytes()
                        .u16(0xcafe)
                        .u16(0)
                        .u16(0x5455)
                        .u16(1)
                        .raw(new byte[1])
                        .toByteArray());

        assertThat(inspector
                        .inspect(ArchiveForge.bundle().add(entry).toByteArray())
                        .entries())
                .hasSize(2);
    }

    @Test
    void keepsItsLimits() {
        byte[] bytes = HostileArchives.honest().toByteArray();

        assertRefused("archive.too-long", () -> limited(10, 100, 1000, 1000).inspect(bytes));
        assertRefused(
                "archive.too-many-entries", () -> limited(10_000, 2, 1000, 1000).inspect(bytes));
        assertRefused(
                "archive.entry-too-large", () -> limited(10_000, 100, 20, 1000).inspect(bytes));
        assertRefused(
                "archive.total-too-large", () -> limited(10_000, 100, 1000, 150).inspect(bytes));
    }

    private static ArchiveInspector limited(long archive, int entries, long entry, long total) {
        return new ArchiveInspector(new ArchiveLimits(archive, entries, entry, total, 200, 1), 17);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\r\n",
                "Manifest-Version: 1.0",
                "Created-By: x\r\nManifest-Version: 1.0\r\n",
                "Manifest-Version: 1.0\r\nA: 1\r\na: 2\r\n",
                "Manifest-Version: 1.0\r\nno header\r\n",
                "Manifest-Version: 1.0\r\nBad Name: x\r\n",
                "Manifest-Version: 1.0\r\nA:x\r\n",
                " Manifest-Version: 1.0\r\n",
                "Manifest-Version: 1.0\r\n\r\n continued\r\n",
                "Manifest-Version: 1.0\r\n\r\nSHA-256-Digest: x\r\n",
                "Manifest-Version: 1.0\r\n\r\nName: a\r\n\r\nName: a\r\n",
                "Manifest-Version: 1.0\r\nA: b\rC: d\r\n",
                "Manifest-Version: 1.0\r\nA: b\u0000c\r\n",
                "Manifest-Version: 1.0\r\nA: b\ufffec\r\n",
                "Manifest-Version: 1.0\r\nA: b\uffffc\r\n",
            })
    void refusesManifestsThatTwoReadersUnderstandDifferently(String manifest) {
        assertRefused(
                "archive.manifest",
                () -> inspector.inspect(ArchiveForge.withManifest(manifest).toByteArray()));
    }

    @Test
    void refusesAManifestThatIsNotUtf8OrMissing() {
        byte[] manifest = "Manifest-Version: 1.0\r\nA: ?\r\n".getBytes(StandardCharsets.UTF_8);
        manifest[manifest.length - 3] = (byte) 0xff;
        ArchiveForge forge = ArchiveForge.empty().add(ForgedEntry.stored("META-INF/MANIFEST.MF", manifest));

        assertRefused("archive.manifest", () -> inspector.inspect(forge.toByteArray()));
        assertRefused(
                "archive.no-manifest",
                () -> inspector.inspect(ArchiveForge.empty().toByteArray()));
    }

    @Test
    void readsSectionsAndContinuations() throws Exception {
        InspectedArchive archive = inspector.inspect(
                ArchiveForge.withManifest("Manifest-Version: 1.0\nA: b\n c\n  d\n\n\nName: x\nA: other\n")
                        .toByteArray());

        assertThat(archive.manifest()).containsEntry("A", "bc d").hasSize(2);
    }

    private void assertBundleRefused(String code, ArchiveForge forge) {
        HostSurface host = new HostSurface(Set.of("dev.isaac.command"), Set.of("dev.isaac.core"));
        assertRefused(code, () -> inspector.inspectBundle(forge.toByteArray(), host));
    }

    @Test
    void refusesBundlesThatImpersonateTheHost() {
        assertBundleRefused(
                "archive.host-export", ArchiveForge.bundle("Export-Package: a.b,dev.isaac.command;version=1"));
        assertBundleRefused("archive.host-export", ArchiveForge.bundle("Export-Package: java.lang"));
        assertBundleRefused("archive.fragment", ArchiveForge.bundle("Fragment-Host: dev.isaac.core"));
        assertBundleRefused("archive.dynamic-import", ArchiveForge.bundle("DynamicImport-Package: a.*,*"));
        assertBundleRefused("archive.require-bundle", ArchiveForge.bundle("Require-Bundle: dev.isaac.core"));
        assertBundleRefused("archive.require-bundle", ArchiveForge.bundle("Require-Bundle: system.bundle"));
        assertBundleRefused(
                "archive.host-name",
                ArchiveForge.withManifest(
                        "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: dev.isaac.core;singleton:=true\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Manifest-Version: 1.0\n",
                "Manifest-Version: 1.0\nBundle-SymbolicName: a\n",
                "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: a,b\n",
                "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: a b\n",
            })
    void refusesWhatIsNoBundle(String manifest) {
        assertBundleRefused("archive.not-a-bundle", ArchiveForge.withManifest(manifest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib/native.so", "lib/native.so.1", "x.DLL", "a.dylib"})
    void refusesNativeCodeThatIsNotDeclared(String name) throws Exception {
        assertBundleRefused("archive.native-code", ArchiveForge.bundle().add(ForgedEntry.stored(name, "x")));
        byte[] declared = ArchiveForge.bundle("Bundle-NativeCode: " + name)
                .add(ForgedEntry.stored(name, "x"))
                .toByteArray();
        assertThat(inspector.inspectBundle(declared, HostSurface.NONE).entries())
                .hasSize(2);
    }

    @Test
    void refusesArchivesThatAreNotOnTheClassPath() throws Exception {
        byte[] inner = ArchiveForge.empty()
                .add(ForgedEntry.stored("A.class", TinyClass.of("A", 52)))
                .toByteArray();
        ForgedEntry nested = ForgedEntry.stored("lib/inner.dat", inner);

        assertBundleRefused("archive.nested-archive", ArchiveForge.bundle().add(nested));
        byte[] declared = ArchiveForge.bundle("Bundle-ClassPath: .,lib/inner.dat")
                .add(nested)
                .toByteArray();
        assertThat(inspector.inspectBundle(declared, HostSurface.NONE).entries())
                .hasSize(2);
    }

    @Test
    void inspectsNestedArchivesAsStrictly() {
        byte[] hostile =
                ArchiveForge.empty().add(ForgedEntry.stored("../x", "x")).toByteArray();
        byte[] holding = ArchiveForge.empty()
                .add(ForgedEntry.stored(
                        "deep.jar",
                        ArchiveForge.empty()
                                .add(ForgedEntry.stored("A.class", TinyClass.of("A", 52)))
                                .toByteArray()))
                .toByteArray();
        byte[] nativeCode =
                ArchiveForge.empty().add(ForgedEntry.stored("x.so", "x")).toByteArray();

        assertBundleRefused("archive.nested-archive", nesting(hostile));
        assertBundleRefused("archive.nested-archive", nesting(holding));
        assertBundleRefused("archive.nested-archive", nesting(nativeCode));
    }

    private static ArchiveForge nesting(byte[] inner) {
        return ArchiveForge.bundle("Bundle-ClassPath: lib/inner.jar").add(ForgedEntry.deflated("lib/inner.jar", inner));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "missing.jar", "a.txt", ".,classes/,classes", "C:x"})
    void refusesClassPathsThatLeadAstray(String path) {
        assertBundleRefused(
                "archive.class-path",
                ArchiveForge.bundle("Bundle-ClassPath: " + path)
                        .add(ForgedEntry.stored("a.txt", "x"))
                        .add(ForgedEntry.stored("classes/x", "x")));
    }

    private static byte[] classBytes() throws IOException {
        String name = "/" + ArchiveInspectorTest.class.getName().replace('.', '/') + ".class";
        try (var in = Objects.requireNonNull(ArchiveInspectorTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }

    @Test
    void checksClassFiles() throws Exception {
        String place = ArchiveInspectorTest.class.getName().replace('.', '/') + ".class";
        byte[] good = classBytes();
        byte[] newer = good.clone();
        newer[7] = 99;
        ArchiveInspector java17 = new ArchiveInspector(ArchiveLimits.DEFAULT, 17);

        byte[] accepted = ArchiveForge.bundle("Bundle-ClassPath: .,inner", "Multi-Release: true")
                .add(ForgedEntry.deflated(place, good))
                .add(ForgedEntry.deflated("inner/" + place, good))
                .add(ForgedEntry.deflated("META-INF/versions/55/" + place, newer))
                .add(ForgedEntry.deflated("META-INF/versions/x/data.txt", new byte[] {1}))
                .toByteArray();
        assertThat(java17.inspectBundle(accepted, HostSurface.NONE).entries()).hasSize(5);

        assertBundleRefused("archive.class-version", ArchiveForge.bundle().add(ForgedEntry.deflated(place, newer)));
        assertBundleRefused(
                "archive.class-file", ArchiveForge.bundle().add(ForgedEntry.deflated("other/Place.class", good)));
        assertBundleRefused(
                "archive.class-file", ArchiveForge.bundle().add(ForgedEntry.deflated(place, Arrays.copyOf(good, 100))));
        assertBundleRefused("archive.class-file", ArchiveForge.bundle().add(ForgedEntry.stored(place, "no class")));
        byte[] data = ArchiveForge.bundle("Bundle-ClassPath: inner")
                .add(ForgedEntry.stored("inner/x", "x"))
                .add(ForgedEntry.stored("templates/Some.class", "no class"))
                .toByteArray();
        assertThat(java17.inspectBundle(data, HostSurface.NONE).entries()).hasSize(3);
    }

    private static Stream<Arguments> hostileBundles() {
        return HostileBundles.all().entrySet().stream().map(one -> Arguments.of(one.getKey(), one.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileBundles")
    void refusesHostileBundles(String name, HostileArchives.Case hostile) {
        HostSurface host = new HostSurface(Set.of("dev.isaac.command"), Set.of("dev.isaac.core"));
        ArchiveInspector java17 = new ArchiveInspector(ArchiveLimits.DEFAULT, 17);
        byte[] archive = hostile.archive().get();

        assertRefused(hostile.code(), () -> java17.inspectBundle(archive, host));
    }

    @Test
    void everyCodeHasAHostileArchive() {
        Set<String> covered = Stream.of(HostileArchives.all(), HostileBundles.all())
                .flatMap(corpus -> corpus.values().stream())
                .map(HostileArchives.Case::code)
                .collect(Collectors.toSet());

        assertThat(Arrays.stream(ArchiveFault.values()).map(ArchiveFault::code).filter(code -> !covered.contains(code)))
                .containsExactlyInAnyOrder(
                        // Held against limits that the test sets: keepsItsLimits.
                        "archive.too-long",
                        "archive.too-many-entries",
                        "archive.entry-too-large",
                        "archive.total-too-large",
                        // Held against the index by whoever installs.
                        "archive.identity");
    }

    @Test
    void acceptsUnusualButLegalBundles() throws Exception {
        byte[] library = ArchiveForge.withManifest("Manifest-Version: 1.0\nMulti-Release: true\n")
                .add(ForgedEntry.deflated("lib/A.class", TinyClass.of("lib/A", 52)))
                .add(ForgedEntry.deflated("META-INF/versions/9/module-info.class", TinyClass.of("module-info", 53)))
                .add(ForgedEntry.deflated("META-INF/versions/21/lib/A.class", TinyClass.of("lib/A", 65)))
                .add(ForgedEntry.stored("META-INF/versions/9/OSGI-INF/MANIFEST.MF", "Import-Package: a\n"))
                .add(ForgedEntry.stored("META-INF/services/java.sql.Driver", "lib.A\n"))
                .toByteArray();
        byte[] bundle = ArchiveForge.bundle(
                        "Bundle-ClassPath: .,lib/library.jar", "Multi-Release: true", "Import-Package: x")
                .add(ForgedEntry.stored("lib/library.jar", library))
                .add(ForgedEntry.deflated("acme/Größe.class", TinyClass.of("acme/Größe", 61)))
                .add(ForgedEntry.deflated("META-INF/versions/17/acme/Größe.class", TinyClass.of("acme/Größe", 61)))
                .add(ForgedEntry.stored("META-INF/services/acme.Service", "# who\nacme.Größe # us\n\n"))
                .add(ForgedEntry.stored("texte/übersicht.txt", "ä"))
                .add(ForgedEntry.stored("empty.zip.txt", ""))
                .toByteArray();

        assertThat(new ArchiveInspector(ArchiveLimits.DEFAULT, 17)
                        .inspectBundle(bundle, HostSurface.NONE)
                        .entries())
                .hasSize(7);
    }

    @Tag("large") // takes seconds; mutation tests leave it out
    @Test
    void inspectsALargeFileWithLittleMemory() throws Exception {
        Path file = folder.resolve("large.jar");
        byte[] noise = new byte[64 * 1024];
        new Random(1).nextBytes(noise);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            out.setLevel(1);
            out.putNextEntry(new ZipEntry(JarFile.MANIFEST_NAME + ".txt"));
            for (int i = 0; i < 1600; i++) {
                out.write(noise);
            }
            out.closeEntry();
        }
        long before = allocated();

        InspectedArchive archive = inspector.inspect(file);

        assertThat(archive.entries()).hasSize(2);
        assertThat(archive.length()).isGreaterThan(100L << 20);
        // What one inspection takes does not grow with what it inspects.
        assertThat(allocated() - before).isLessThan(8L << 20);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,,b",
                "a;;b",
                "=x",
                "a;=x",
                "\uffff",
                "a\uffff",
                "\"open",
                "a;x=1;x=2",
                "x=1",
                "a;:=1",
                "a;x=\"open",
                "a;x=\"open\\\"",
                "a;x=\\"
            })
    void refusesMalformedHeaders(String header) {
        assertRefused("archive.manifest", () -> HeaderClause.parse(header));
    }

    @Test
    void readsHeaders() throws Exception {
        var clauses = HeaderClause.parse("a;b;version=\"[1,2)\";x:=\"q\\\"q,;\", c ;d=1");

        assertThat(clauses).hasSize(2);
        assertThat(clauses.get(0).paths()).containsExactly("a", "b");
        assertThat(clauses.get(0).attributes()).containsEntry("version", "[1,2)");
        assertThat(clauses.get(0).directives()).containsEntry("x", "q\"q,;");
        assertThat(clauses.get(1).path()).isEqualTo("c");
        assertThat(HeaderClause.parse(" ")).isEmpty();
        assertThat(HeaderClause.paths("a;b,c")).containsExactly("a", "b", "c");
    }
}
