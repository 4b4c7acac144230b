package dev.isaac.testing.archives;

import dev.isaac.testing.archives.HostileArchives.Case;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The corpus of archives that every reader sees alike and that harm the host as bundles, each with the code that must
 * refuse it. The host exports {@code dev.isaac.command}, has a bundle {@code dev.isaac.core} and runs Java 17.
 */
public final class HostileBundles {

    private static final String PLACE = "acme/A.class";
    private static final byte[] GOOD = TinyClass.of("acme/A", 61);

    private final Map<String, Case> cases = new LinkedHashMap<>();

    private HostileBundles() {}

    /** All cases, by a name that says what is wrong. */
    public static Map<String, Case> all() {
        HostileBundles corpus = new HostileBundles();
        corpus.manifests();
        corpus.hosts();
        corpus.files();
        corpus.nested();
        corpus.classes();
        corpus.versions();
        corpus.versionedHeaders();
        corpus.services();
        return corpus.cases;
    }

    private void add(String name, String code, ArchiveForge forge) {
        byte[] archive = forge.toByteArray();
        cases.put(name, new Case(code, archive::clone));
    }

    private void headers(String name, String code, String... headers) {
        add(name, code, ArchiveForge.bundle(headers));
    }

    private void file(String name, String code, String path, byte[] content) {
        add(name, code, ArchiveForge.bundle().add(ForgedEntry.deflated(path, content)));
    }

    private void manifests() {
        add("no manifest", "archive.no-manifest", ArchiveForge.empty().add(ForgedEntry.stored("a", "x")));
        add("a line that is no header", "archive.manifest", ArchiveForge.withManifest("Manifest-Version: 1.0\nx\n"));
        for (String hidden :
                new String[] {"a;x=b\"c,dev.isaac.command,\"", "a\",dev.isaac.command,\"b", "a;x=b\\,c", "\"a\""}) {
            headers("exports with a quote astray " + hidden, "archive.manifest", "Export-Package: " + hidden);
        }
        headers("something after a quote", "archive.manifest", "Import-Package: a;version=\"1\"2");
        headers("a name that is none", "archive.manifest", "Import-Package: a;x y=1");
        headers("the end of a text", "archive.manifest", "A: b\0c");
        headers("a control character of old terminals", "archive.manifest", "A: \u009b31m");
        headers("a character that is none", "archive.manifest", "Import-Package: a\uffff,b");
        add(
                "a line that is too long",
                "archive.manifest",
                ArchiveForge.withManifest("Manifest-Version: 1.0\nA: " + "x".repeat(600) + "\n"));
        add("a plain jar", "archive.not-a-bundle", ArchiveForge.withManifest("Manifest-Version: 1.0\n"));
    }

    private static ArchiveForge named(String symbolicName) {
        return ArchiveForge.withManifest(
                "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: " + symbolicName + "\n");
    }

    private void hosts() {
        add("a host bundle's name", "archive.host-name", named("dev.isaac.core"));
        add("a host bundle's name in capitals", "archive.host-name", named("Dev.Isaac.Core"));
        add("the framework's name", "archive.host-name", named("system.bundle"));
        headers("fragment of a host bundle", "archive.fragment", "Fragment-Host: dev.isaac.core");
        headers("fragment of the framework", "archive.fragment", "Fragment-Host: system.bundle;extension:=framework");
        headers("exports the platform", "archive.host-export", "Export-Package: java.util");
        headers("exports the framework", "archive.host-export", "Export-Package: org.osgi.framework");
        headers("exports the root of the platform", "archive.host-export", "Export-Package: java");
        headers("exports the root of the framework", "archive.host-export", "Export-Package: org.osgi");
        headers("exports a host package", "archive.host-export", "Export-Package: acme,dev.isaac.command;version=9");
        headers("imports whatever there is", "archive.dynamic-import", "DynamicImport-Package: acme.*,*;version=1");
        headers("requires a host bundle", "archive.require-bundle", "Require-Bundle: dev.isaac.core");
        headers("provides a package", "archive.host-capability", "Provide-Capability: osgi.wiring.package;x=java.lang");
        headers(
                "provides an identity",
                "archive.host-capability",
                "Provide-Capability: a,osgi.identity;osgi.identity=x");
        headers("provides a Java", "archive.host-capability", "Provide-Capability: osgi.ee;osgi.ee=JavaSE");
        headers("requires a bundle otherwise", "archive.host-capability", "Require-Capability: osgi.wiring.bundle");
        headers("an activator of others", "archive.activator", "Bundle-Activator: dev.isaac.command.Thing");
        add(
                "an activator that lies elsewhere",
                "archive.activator",
                ArchiveForge.bundle("Bundle-Activator: acme.A", "Bundle-ClassPath: classes")
                        .add(ForgedEntry.deflated("classes/x", new byte[] {1}))
                        .add(ForgedEntry.deflated(PLACE, GOOD)));
        headers("requires the framework", "archive.require-bundle", "Require-Bundle: system.bundle");
        headers("class path outside", "archive.class-path", "Bundle-ClassPath: ../evil.jar");
        headers("class path to nothing", "archive.class-path", "Bundle-ClassPath: lib/none.jar");
        headers("endless class path", "archive.class-path", "Bundle-ClassPath: " + ".,".repeat(300) + ".");
    }

    private void files() {
        byte[] elf = {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0};
        byte[] fat = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 2, 0};
        byte[] fat64 = fat.clone();
        fat64[3]++;
        byte[] mach = {(byte) 0xcf, (byte) 0xfa, (byte) 0xed, (byte) 0xfe, 7, 0, 0, 1};
        file("a library", "archive.native-code", "lib/x.so.1", new byte[] {1});
        file("a library by its content", "archive.native-code", "data.bin", elf);
        file("a library for several processors", "archive.native-code", "data", fat);
        file("another library for several processors", "archive.native-code", "x", fat64);
        file("a library of Windows", "archive.native-code", "data.txt", windows(0x80));
        file("a library of Windows with a long head", "archive.native-code", "data.txt", windows(200_000));
        file("a library of Windows with a short head", "archive.native-code", "data.txt", windows(4));
        add(
                "a library beside one that is declared",
                "archive.native-code",
                ArchiveForge.bundle("Bundle-NativeCode: lib/a.so;osname=linux;osname=aix,*")
                        .add(ForgedEntry.stored("lib/a.so", "x"))
                        .add(ForgedEntry.stored("lib/b.so", "x")));
        file("another library", "archive.native-code", "a/b.dat", mach);
    }

    private static byte[] windows(int at) {
        byte[] bytes = new byte[at + 300];
        bytes[0] = 'M';
        bytes[1] = 'Z';
        byte[] mark = new Bytes().u32(at).toByteArray();
        System.arraycopy(mark, 0, bytes, 60, mark.length);
        bytes[at] = 'P';
        bytes[at + 1] = 'E';
        return bytes;
    }

    private static byte[] library(ForgedEntry... entries) {
        ArchiveForge forge = ArchiveForge.empty();
        Arrays.stream(entries).forEach(forge::add);
        return forge.toByteArray();
    }

    private void embedded(String name, String code, byte[] library) {
        add(
                name,
                code,
                ArchiveForge.bundle("Bundle-ClassPath: .,lib/a.jar").add(ForgedEntry.deflated("lib/a.jar", library)));
    }

    private void nested() {
        byte[] plain = library(ForgedEntry.deflated("x/A.class", TinyClass.of("x/A", 61)));
        byte[] prefixed = ArchiveForge.empty()
                .add(ForgedEntry.stored("a", "x"))
                .with(forge -> forge.prefix = "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8))
                .toByteArray();
        String code = "archive.nested-archive";
        file("an archive that nobody declares", code, "hidden.dat", plain);
        file("an archive that does not begin as one", code, "lib/a.jar", prefixed);
        embedded("an archive in an archive in an archive", code, library(ForgedEntry.stored("deep.dat", plain)));
        embedded("code in an archive that no class path reaches", code, library(ForgedEntry.stored("x.jar", plain)));
        byte[] hiding = library(ForgedEntry.deflated("a.png", TinyClass.of("x/A", 61)));
        file("a class under another name in an archive", code, "hidden.zip", hiding);
        file("a library in an archive", code, "hidden.zip", library(ForgedEntry.stored("a.so", "x")));
        byte[] data = library(ForgedEntry.stored("x", "x"));
        embedded(
                "data that lies too deep",
                code,
                library(ForgedEntry.stored("b.zip", library(ForgedEntry.stored("c.zip", data)))));
        embedded("a hostile archive inside", code, library(ForgedEntry.stored("../x", "x")));
        embedded("native code inside", code, library(ForgedEntry.stored("x.dll", "x")));
        embedded(
                "a service of the platform inside",
                code,
                library(ForgedEntry.stored("META-INF/services/java.x.Y", "a")));
        embedded(
                "versions inside that nobody announces",
                code,
                library(ForgedEntry.deflated("META-INF/versions/11/x/A.class", TinyClass.of("x/A", 55))));
        embedded("a text on the class path", "archive.nested-archive", "text".getBytes(StandardCharsets.UTF_8));
        embedded(
                "a new class inside",
                "archive.class-version",
                library(ForgedEntry.deflated("x/A.class", TinyClass.of("x/A", 99))));
    }

    private void classes() {
        file("no class", "archive.class-file", PLACE, "no class".getBytes(StandardCharsets.UTF_8));
        file("half a class", "archive.class-file", PLACE, Arrays.copyOf(GOOD, GOOD.length - 1));
        file("a class and more", "archive.class-file", PLACE, Arrays.copyOf(GOOD, GOOD.length + 1));
        file("another class", "archive.class-file", "acme/B.class", GOOD);
        file("no class under another name", "archive.class-file", "acme/A.png", Arrays.copyOf(GOOD, GOOD.length - 1));
        file("a class of the platform under another name", "archive.class-file", "x.png", TinyClass.of("java/A", 61));
        file("a class too new under another name", "archive.class-version", "x.png", TinyClass.of("acme/A", 62));
        file("a class of the platform", "archive.class-file", "java/A.class", TinyClass.of("java/A", 61));
        file("a class older than Java", "archive.class-file", PLACE, TinyClass.of("acme/A", 44));
        file("a class too new", "archive.class-version", PLACE, TinyClass.of("acme/A", 62));
        file("a class with preview features", "archive.class-version", PLACE, TinyClass.of("acme/A", 61, 65535));
    }

    private void versions() {
        String code = "archive.multi-release";
        byte[] other = TinyClass.of("acme/A", 55);
        file("code in a version that nobody announces", code, "META-INF/versions/11/acme/A.class", other);
        headers("versions, perhaps", code, "Multi-Release: yes");
        headers("versions, with a space", code, "Multi-Release: true ");
        add("versions that not every reader sees announced", code, ArchiveForge.withManifest("""
                        Manifest-Version: 1.0
                        Bundle-ManifestVersion: 2
                        Bundle-SymbolicName: a
                        Multi-Release: tr
                         ue
                        """));
        for (String path : new String[] {
            "META-INF/versions/8/acme/A.class",
            "META-INF/versions/09/acme/A.class",
            "META-INF/versions/x/acme/A.class",
            "META-INF/versions/17/META-INF/services/acme.S",
            "META-INF/versions/9/OSGI-INF/acme.xml",
            "META-INF/versions/9/osgi-inf/MANIFEST.MF"
        }) {
            add(
                    "versioned " + path,
                    code,
                    ArchiveForge.bundle("Multi-Release: true")
                            .add(
                                    path.endsWith(".class")
                                            ? ForgedEntry.deflated(path, other)
                                            : ForgedEntry.stored(path, "acme.A\n")));
        }
    }

    private void versionedHeaders() {
        for (String header : new String[] {
            "Import-Package: acme.api,other",
            "Import-Package: acme.api;version=2",
            "Import-Package: javax.script",
            "Require-Capability: osgi.service;filter:=(a=b)",
            "Export-Package: acme",
            "DynamicImport-Package: *"
        }) {
            add(
                    "another Java reads " + header,
                    "archive.multi-release",
                    ArchiveForge.bundle("Multi-Release: true", "Import-Package: acme.api;version=1")
                            .add(ForgedEntry.stored(
                                    "META-INF/versions/9/OSGI-INF/MANIFEST.MF",
                                    "Manifest-Version: 1.0\n" + header + "\n")));
        }
        add(
                "another Java reads no manifest",
                "archive.manifest",
                ArchiveForge.bundle("Multi-Release: true")
                        .add(ForgedEntry.stored("META-INF/versions/9/OSGI-INF/MANIFEST.MF", "x\n")));
        file(
                "another Java reads an endless manifest",
                "archive.multi-release",
                "META-INF/versions/9/OSGI-INF/MANIFEST.MF",
                new byte[100_000]);
    }

    private void services() {
        String code = "archive.service-provider";
        byte[] provider = "acme.A\n".getBytes(StandardCharsets.UTF_8);
        for (String service : new String[] {
            "java.nio.file.spi.FileSystemProvider",
            "java.net.spi.URLStreamHandlerProvider",
            "org.osgi.framework.launch.FrameworkFactory",
            "dev.isaac.command.Command"
        }) {
            file("provides " + service, code, "META-INF/services/" + service, provider);
        }
        file("names no class", code, "META-INF/services/acme.S", "a b".getBytes(StandardCharsets.UTF_8));
        file("is no text", code, "META-INF/services/acme.S", new byte[] {(byte) 0xff});
        file(
                "endless services",
                code,
                "META-INF/services/acme.S",
                "# x\n".repeat(20_000).getBytes(StandardCharsets.UTF_8));
    }
}
