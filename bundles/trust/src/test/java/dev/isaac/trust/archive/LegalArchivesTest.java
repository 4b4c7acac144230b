package dev.isaac.trust.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.testing.archives.ArchiveForge;
import dev.isaac.testing.archives.Bytes;
import dev.isaac.testing.archives.ForgedEntry;
import dev.isaac.testing.archives.TinyClass;
import dev.isaac.trust.permission.ByteCodeScan;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is unusual and legal passes, and is read by others as by the inspector. */
class LegalArchivesTest {

    private static final byte[] CLASS = TinyClass.of("acme/A", 61);

    @TempDir
    Path folder;

    private final ArchiveInspector inspector = new ArchiveInspector(ArchiveLimits.DEFAULT, 17);

    private InspectedArchive accepted(ArchiveForge forge) throws Exception {
        byte[] bytes = forge.toByteArray();
        InspectedArchive archive = inspector.inspectBundle(bytes, HostSurface.NONE);
        OtherReaders.requireAgreement(bytes, archive, folder.resolve("scratch.jar"));
        return archive;
    }

    private static byte[] archive(ForgedEntry... entries) {
        ArchiveForge forge = ArchiveForge.empty();
        for (ForgedEntry entry : entries) {
            forge.add(entry);
        }
        return forge.toByteArray();
    }

    @Test
    void zip64RecordsThatNothingNeedsAndThatAgree() throws Exception {
        accepted(ArchiveForge.bundle().with(forge -> {
            forge.zip64 = true;
            forge.saturated = false;
        }));
    }

    @Test
    void zip64SizesInALocalHeader() throws Exception {
        accepted(ArchiveForge.bundle().add(ForgedEntry.stored("a", "text").wideLocal()));
    }

    @Test
    void aUnicodePathFieldThatSaysTheNameAgain() throws Exception {
        byte[] name = "größe.txt".getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(name);
        byte[] field = new Bytes()
                .u16(0x7075)
                .u16(5 + name.length)
                .raw(new byte[] {1})
                .u32(crc.getValue())
                .raw(name)
                .toByteArray();
        for (int flags : new int[] {0, 0x0800}) {
            InspectedArchive archive = accepted(ArchiveForge.bundle()
                    .add(ForgedEntry.stored("größe.txt", "x").both(header -> {
                        header.flags = flags;
                        header.extra = field;
                    })));
            assertThat(archive.entries().get(1).name()).isEqualTo("größe.txt");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/console.txt",
                "com.txt",
                "com10",
                "lpt/x",
                "auxiliary",
                "nul0",
                "a b/c",
                "a.b.c",
                ".hidden",
                ".so",
                "jar",
                "folder.d/zip",
                "licence",
                "emoji \u2764\ufe0f.png",
                "\u05d0\u05d1"
            })
    void namesThatOnlyLookLikeReservedOnes(String name) throws Exception {
        assertThat(accepted(ArchiveForge.bundle().add(ForgedEntry.stored(name, "x")))
                        .entries())
                .hasSize(2);
    }

    @Test
    void foldersOfOneNameWithFilesBesideThem() throws Exception {
        accepted(ArchiveForge.bundle()
                .add(ForgedEntry.stored("a.txt", ""))
                .add(ForgedEntry.folder("a/"))
                .add(ForgedEntry.stored("a!", ""))
                .add(ForgedEntry.stored("a/x", ""))
                .add(ForgedEntry.stored("LICENSE", ""))
                .add(ForgedEntry.stored("license/mit.txt", "")));
    }

    @Test
    void manyDeepNamesInBoundedTime() throws Exception {
        ArchiveForge forge = ArchiveForge.bundle();
        String deep = "a/".repeat(500);
        for (int i = 0; i < 5_000; i++) {
            forge.add(ForgedEntry.stored(deep + i, ""));
        }

        // The test's own time-out is the bound: this took minutes when each parent was looked up.
        assertThat(inspector.inspect(forge.toByteArray()).entries()).hasSize(5_001);
    }

    @Test
    void archivesThatAreDataAndHoldNoCode() throws Exception {
        byte[] document = archive(
                ForgedEntry.stored("word/document.xml", "<x/>")
                        .both(header -> header.extra =
                                new Bytes().u16(0xa220).u16(4).u32(0).toByteArray()),
                ForgedEntry.deflated("word/picture.png", new byte[300]));
        byte[] library = archive(ForgedEntry.stored("data.zip", document), ForgedEntry.deflated("acme/A.class", CLASS));

        accepted(ArchiveForge.bundle("Bundle-ClassPath: lib/a.jar")
                .add(ForgedEntry.stored("template.docx", document))
                .add(ForgedEntry.stored("lib/a.jar", library)));
    }

    @Test
    void linesOfAManifestAsLongAsThePlatformReads() throws Exception {
        String start = "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: a\nLong: ";
        int room = 512 - "Long: \n".length();

        accepted(ArchiveForge.withManifest(start + "x".repeat(room) + "\n"));
        assertThatExceptionOfType(ArchiveException.class)
                .isThrownBy(() -> accepted(ArchiveForge.withManifest(start + "x".repeat(room + 1) + "\n")))
                .satisfies(e -> assertThat(e.code()).isEqualTo("archive.manifest"));
    }

    @Test
    void everyTextThatMayNameClassesIsToldOf() throws Exception {
        byte[] library = ArchiveForge.withManifest("Manifest-Version: 1.0\n")
                .add(ForgedEntry.stored("META-INF/services/acme.S", "acme.A\n"))
                .add(ForgedEntry.deflated("acme/A.class", CLASS))
                .toByteArray();
        byte[] bundle = ArchiveForge.bundle("Bundle-ClassPath: .,lib/a.jar")
                .add(ForgedEntry.stored("OSGI-INF/a.xml", "<x/>"))
                .add(ForgedEntry.deflated("a.xml", noise(64 * 1024)))
                .add(ForgedEntry.deflated("long.xml", noise(64 * 1024 + 1)))
                .add(ForgedEntry.folder("META-INF/services/"))
                .add(ForgedEntry.stored("lib/a.jar", library))
                .toByteArray();
        List<String> told = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();

        inspector.inspectBundle(bundle, "", HostSurface.NONE, new BundleContent() {
            @Override
            public void code(String place, String name, byte[] bytes) {
                told.add(place);
            }

            @Override
            public void text(String place, byte[] bytes) {
                told.add(place);
                lengths.add(bytes.length);
            }
        });

        assertThat(told)
                .containsExactly(
                        "META-INF/MANIFEST.MF",
                        "OSGI-INF/a.xml",
                        "a.xml",
                        "lib/a.jar!META-INF/MANIFEST.MF",
                        "lib/a.jar!META-INF/services/acme.S",
                        "lib/a.jar!acme/A.class");
        assertThat(lengths).contains(4, 64 * 1024).doesNotContain(0);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        return noise;
    }

    @Test
    void aClassUnderAnotherNameIsCodeThatIsToldOf() throws Exception {
        byte[] library = archive(ForgedEntry.deflated("Probes.bin", CLASS));
        byte[] bundle = ArchiveForge.bundle("Bundle-ClassPath: .,lib/a.jar")
                .add(ForgedEntry.stored("lib/a.jar", library))
                .toByteArray();
        List<String> told = new ArrayList<>();

        inspector.inspectBundle(bundle, "", HostSurface.NONE, new BundleContent() {
            @Override
            public void code(String place, String name, byte[] bytes) {
                told.add(place + " " + name + " " + bytes.length);
            }

            @Override
            public void text(String place, byte[] bytes) {}
        });

        assertThat(told).containsExactly("lib/a.jar!Probes.bin acme/A " + CLASS.length);
    }

    @Test
    void endlessNamesNeedNoEndlessStack() throws Exception {
        String name = "a.".repeat(30_000) + "a";
        byte[] bundle = ArchiveForge.bundle("Import-Package: " + name)
                .add(ForgedEntry.stored("META-INF/services/acme.S", name + "\n"))
                .add(ForgedEntry.stored("x.xml", name))
                .toByteArray();
        ByteCodeScan scan = new ByteCodeScan();

        InspectedArchive archive = inspector.inspectBundle(bundle, "", HostSurface.NONE, scan);

        assertThat(scan.report(archive).kinds()).isEmpty();
        byte[] endless = ArchiveForge.withManifest(
                        "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: a\n"
                                + " .a\n".repeat(100_000))
                .toByteArray();
        assertThat(inspector.inspectBundle(endless, HostSurface.NONE).attribute("Bundle-SymbolicName"))
                .hasSize(200_001);
    }

    @Test
    void headersOfAnotherJavaThatAskForNoMore() throws Exception {
        accepted(ArchiveForge.bundle(
                        "Multi-Release: true",
                        "Import-Package: acme.api;version=\"[1,2)\",other;resolution:=optional",
                        "Require-Capability: osgi.extender;filter:=\"(a=b)\"")
                .add(ForgedEntry.stored("META-INF/versions/9/OSGI-INF/MANIFEST.MF", """
                        Manifest-Version: 1.0
                        Import-Package: acme.api;version="[1,2)",java.util
                        Require-Capability: osgi.ee;filter:="(version=11)",osgi.extender;filter:="(a=b)"
                        """)));
    }

    @Test
    void nativeCodeThatIsDeclared() throws Exception {
        accepted(ArchiveForge.bundle(
                        "Bundle-NativeCode: /lib/a.so;lib/b.so;osname=linux;osname=aix,lib/c.dll;osname=win32,*")
                .add(ForgedEntry.stored("lib/a.so", "x"))
                .add(ForgedEntry.stored("lib/b.so", "x"))
                .add(ForgedEntry.stored("lib/c.dll", "x")));
        accepted(ArchiveForge.bundle("Isaac-Permissions: network:*, native", "Bundle-ClassPath: .,lib/a.jar")
                .add(ForgedEntry.stored("x.so", "x"))
                .add(ForgedEntry.stored("lib/a.jar", archive(ForgedEntry.stored("y.dll", "x")))));
    }

    @Test
    void activatorsOfTheBundle() throws Exception {
        ForgedEntry library = ForgedEntry.stored("lib/a.jar", archive(ForgedEntry.deflated("acme/A.class", CLASS)));
        accepted(ArchiveForge.bundle("Bundle-Activator: acme.A ").add(ForgedEntry.deflated("acme/A.class", CLASS)));
        accepted(ArchiveForge.bundle("Bundle-Activator: acme.A", "Bundle-ClassPath: classes/")
                .add(ForgedEntry.deflated("classes/acme/A.class", CLASS)));
        accepted(ArchiveForge.bundle("Bundle-Activator: acme.A", "Bundle-ClassPath: .,lib/a.jar")
                .add(library));
    }

    @Test
    void servicesOfThePlatformThatALibraryBringsAlong() throws Exception {
        ForgedEntry service = ForgedEntry.stored("META-INF/services/java.nio.file.spi.FileSystemProvider", "acme.A\n");

        accepted(ArchiveForge.bundle("Bundle-ClassPath: lib/a.jar")
                .add(ForgedEntry.stored("lib/a.jar", archive(service))));
        assertThatExceptionOfType(ArchiveException.class)
                .isThrownBy(() -> accepted(ArchiveForge.bundle().add(service)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("archive.service-provider"));
    }

    @Test
    void beginningsOfWindowsProgramsThatAreNone() throws Exception {
        byte[] text = new byte[500];
        text[0] = 'M';
        text[1] = 'Z';
        text[60] = 100;

        accepted(ArchiveForge.bundle().add(ForgedEntry.deflated("x.txt", text)).add(ForgedEntry.stored("y", "MZ")));
    }

    @Test
    void aRefusalSpellsOutWhatCouldDeceive() {
        ArchiveException e = new ArchiveException(ArchiveFault.HOST_EXPORT, "a\u202eb\u001b[31m" + "x".repeat(5000));

        assertThat(e.getMessage()).contains("a\\u{202e}b\\u{1b}[31mxx").hasSizeLessThan(1200);
    }

    /** Of the tools that may be on the machine, those that are; the one of the JDK always is. */
    @Test
    void whatToolsWrite() throws Exception {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.createDirectories(tree.resolve("META-INF"));
        Files.createDirectories(tree.resolve("acme/empty"));
        Files.writeString(
                tree.resolve("META-INF/MANIFEST.MF"),
                "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: acme.tools\n");
        Files.write(tree.resolve("acme/A.class"), CLASS);
        Files.writeString(tree.resolve("acme/big.txt"), "many words ".repeat(20_000));
        Files.writeString(tree.resolve("acme/none"), "");
        Path made = Files.createDirectories(folder.resolve("made"));
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        for (String options : new String[] {"cfm", "c0fm"}) {
            int status = jar.run(
                    System.out,
                    System.err,
                    options,
                    made.resolve(options + ".jar").toString(),
                    tree.resolve("META-INF/MANIFEST.MF").toString(),
                    "-C",
                    tree.toString(),
                    "acme");
            assertThat(status).isZero();
        }
        runIfThere(tree, "zip", "-qr", made.resolve("zip.jar").toString(), ".");
        runIfThere(tree, "zip", "-q0rX", made.resolve("zip-stored.jar").toString(), ".");
        runIfThere(tree, "zip", "-qr", "-fz", made.resolve("zip-64.jar").toString(), ".");
        runIfThere(tree, "7z", "a", "-tzip", "-bd", made.resolve("7z.jar").toString(), ".");
        runIfThere(
                tree,
                "python3",
                "-m",
                "zipfile",
                "-c",
                made.resolve("python.jar").toString(),
                "META-INF",
                "acme");
        try (var files = Files.list(made)) {
            for (Path file : files.toList()) {
                InspectedArchive archive = inspector.inspectBundle(file, HostSurface.NONE);
                assertThat(archive.entries())
                        .as(file.toString())
                        .extracting(ArchiveEntry::name)
                        .contains("acme/A.class");
                OtherReaders.requireAgreement(Files.readAllBytes(file), archive, folder.resolve("scratch.jar"));
            }
        }
    }

    private static void runIfThere(Path folder, String... command) throws IOException, InterruptedException {
        boolean there = false;
        for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
            there |= Files.isExecutable(Path.of(place, command[0]));
        }
        if (!there) {
            return;
        }
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
