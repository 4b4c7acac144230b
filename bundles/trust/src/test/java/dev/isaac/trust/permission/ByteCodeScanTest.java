package dev.isaac.trust.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.trust.archive.ArchiveInspector;
import dev.isaac.trust.archive.HostSurface;
import dev.isaac.trust.archive.InspectedArchive;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scan sees in compiled code, and what it leaves out. */
class ByteCodeScanTest {

    private static CodeReport scan(SourceBundle bundle) throws Exception {
        return scan(bundle, new ByteCodeScan());
    }

    private static CodeReport scan(SourceBundle bundle, ByteCodeScan scan) throws Exception {
        InspectedArchive archive = new ArchiveInspector().inspectBundle(bundle.jar(), "", HostSurface.NONE, scan);
        return scan.report(archive);
    }

    private static SourceBundle running(String statement) {
        return SourceBundle.of("p.Main")
                .type(
                        "Main",
                        "public class Main { public Object run(String s) throws Exception { " + statement + " } }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network     | java.net.Socket                         | return new java.net.Socket(s, 80);",
                "network     | java.net.http.HttpClient                | return java.net.http.HttpClient.newHttpClient();",
                "network     | java.nio.channels.SocketChannel         | return java.nio.channels.SocketChannel.open();",
                "network     | java.net.InetAddress.getByName          | return java.net.InetAddress.getByName(s);",
                "read        | java.io.FileInputStream                 | return new java.io.FileInputStream(s);",
                "read        | java.nio.file.Files.readString          | return java.nio.file.Files.readString(java.nio.file.Path.of(s));",
                "read        | java.util.zip.ZipFile                   | return new java.util.zip.ZipFile(s);",
                "read        | java.util.Scanner.<init>                | return new java.util.Scanner(new java.io.File(s));",
                "write       | java.io.FileOutputStream                | return new java.io.FileOutputStream(s);",
                "write       | java.io.File.delete                     | return new java.io.File(s).delete();",
                "write       | java.io.PrintWriter.<init>              | return new java.io.PrintWriter(s);",
                "write       | java.nio.file.Files.copy                | return java.nio.file.Files.copy(System.in, java.nio.file.Path.of(s));",
                "run         | java.lang.ProcessBuilder                | return new ProcessBuilder(s).start();",
                "run         | java.lang.Runtime.exec                  | return Runtime.getRuntime().exec(s);",
                "native      | java.lang.System.loadLibrary            | System.loadLibrary(s); return s;",
                "native      | sun.misc.Unsafe                         | return sun.misc.Unsafe.class;",
                "environment | java.lang.System.getenv                 | return System.getenv(s);"
            })
    void seesADirectCall(String kind, String used, String statement) throws Exception {
        assertThat(scan(running(statement)).kinds())
                .containsExactly(
                        Map.entry(PermissionKind.of(kind).orElseThrow(), List.of(new Evidence("p.Main", used))));
    }

    /** Ways of the platform to files, networks and programs that do not look like one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network,read | return new java.net.URL(s).openStream();",
                "network,read | return new java.net.URLClassLoader(new java.net.URL[] {new java.net.URL(s)}).getResource(s);",
                "network,read | return java.awt.Toolkit.getDefaultToolkit().getImage(s);",
                "network,read | return javax.sound.midi.MidiSystem.getSoundbank(new java.io.File(s));",
                "network,read | return new org.xml.sax.InputSource(s);",
                "network,read | return new javax.security.auth.login.LoginContext(s);",
                "network,read | return new javax.management.loading.MLet();",
                "network      | return javax.sql.rowset.RowSetProvider.newFactory().createJdbcRowSet();",
                "read         | return java.awt.Font.createFont(0, new java.io.File(s));",
                "read,write   | return new jdk.jfr.Recording();",
                "write        | return com.sun.management.HotSpotDiagnosticMXBean.class;",
                "run          | return jdk.jshell.JShell.create().eval(s);",
                "network,run  | return com.sun.jdi.Bootstrap.virtualMachineManager();"
            })
    void seesTheWaysRound(String kinds, String statement) throws Exception {
        assertThat(scan(running(statement)).kinds().keySet().stream().map(PermissionKind::word))
                .containsExactlyInAnyOrder(kinds.split(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jvm-control      | return Thread.getAllStackTraces();",
                "jvm-control      | java.net.ProxySelector.setDefault(null); return s;",
                "reflection       | return Class.forName(s);",
                "reflection       | Object m = s.getClass().getMethod(s); return m;",
                "method-handles   | return java.lang.invoke.MethodHandles.lookup().findStatic(Main.class, s, null);",
                "class-definition | return java.lang.invoke.MethodHandles.lookup().defineClass(null);",
                "serialization    | return new java.io.ObjectInputStream(null).readObject();",
                "jvm-control      | System.exit(1); return s;",
                "jvm-control      | Runtime.getRuntime().halt(1); return s;"
            })
    void flagsWhatNoPermissionCovers(String flag, String statement) throws Exception {
        CodeReport report = scan(running(statement));
        assertThat(report.flags()).containsOnlyKeys(CodeFlag.of(flag).orElseThrow());
        assertThat(report.kinds()).isEmpty();
    }

    @Test
    void seesNothingInCodeThatOnlyComputes() throws Exception {
        CodeReport report = scan(running("Runnable r = () -> s.length(); r.run(); return s + r + new java.io.File(s)"
                + ".getName() + new java.util.Formatter() + java.nio.file.Path.of(s).getParent();"));
        assertThat(report.kinds()).isEmpty();
        assertThat(report.flags()).isEmpty();
        assertThat(report.classes()).isEqualTo(1);
    }

    @Test
    void seesAMethodReferenceAndTheBodyOfALambda() throws Exception {
        CodeReport report = scan(running("java.util.function.Function<String, Object> f = System::getenv;"
                + " java.util.concurrent.Callable<Object> c = () -> Runtime.getRuntime().exec(s);"
                + " return java.util.List.of(f, c);"));
        assertThat(report.kinds()).containsOnlyKeys(PermissionKind.ENVIRONMENT, PermissionKind.RUN);
    }

    @Test
    void seesAClassOfThePlatformThatIsExtended() throws Exception {
        CodeReport report =
                scan(running("return new Quiet();").type("Quiet", "class Quiet extends java.net.Socket {}"));
        assertThat(report.kinds())
                .containsEntry(PermissionKind.NETWORK, List.of(new Evidence("p.Quiet", "java.net.Socket")));
    }

    @Test
    void seesAMethodThatIsInheritedFromThePlatform() throws Exception {
        CodeReport report = scan(running("return new Deeper(s).delete();")
                .type("Deep", "class Deep extends java.io.File { Deep(String s) { super(s); } }")
                .type("Deeper", "class Deeper extends Deep { Deeper(String s) { super(s); } }"));
        assertThat(report.kinds())
                .containsEntry(PermissionKind.WRITE, List.of(new Evidence("p.Main", "java.io.File.delete")));
    }

    @Test
    void seesNativeMethodsOfItsOwn() throws Exception {
        CodeReport report = scan(running("return s;").type("Main", "public class Main { native void run(); }"));
        assertThat(report.kinds()).containsOnlyKeys(PermissionKind.NATIVE);
    }

    @Test
    void seesWhatAnEmbeddedArchiveDoes() throws Exception {
        CodeReport report = scan(running("return new Inner();")
                .type("Inner", "class Inner { Object o = System.getenv(); }")
                .embedding("lib/inner.jar", "Inner"));
        assertThat(report.kinds())
                .containsEntry(PermissionKind.ENVIRONMENT, List.of(new Evidence("p.Inner", "java.lang.System.getenv")));
    }

    @Test
    void leavesOutClassesThatNothingReaches() throws Exception {
        CodeReport report = scan(running("return s;")
                .type("Unused", "class Unused { Object o = System.getenv(); Object p = new More(); }")
                .type("More", "class More { Object o = new ProcessBuilder(); }"));
        assertThat(report.kinds()).isEmpty();
        assertThat(report.classes()).isEqualTo(3);
        assertThat(report.reached()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"p.Hidden", "p/Hidden"})
    void followsATextThatNamesAClass(String name) throws Exception {
        CodeReport report = scan(running("return \"" + name + "\";")
                .type("Hidden", "public class Hidden { Object o = System.getenv(); }"));
        assertThat(report.kinds()).containsOnlyKeys(PermissionKind.ENVIRONMENT);
    }

    @Test
    void followsTheValueOfAnAnnotation() throws Exception {
        CodeReport report = scan(SourceBundle.of("p.Main")
                .type("Mark", "@interface Mark { Class<?> value(); }")
                .type("Main", "@Mark(Hidden.class) public class Main {}")
                .type("Hidden", "class Hidden { Object o = System.getenv(); }"));
        assertThat(report.kinds()).containsOnlyKeys(PermissionKind.ENVIRONMENT);
    }

    @Test
    void beginsAtComponentsProvidersAndExportedPackages() throws Exception {
        String hidden = "public class Hidden { Object o = System.getenv(); }";
        SourceBundle component = new SourceBundle()
                .type("Hidden", hidden)
                .header("Service-Component", "OSGI-INF/one.xml")
                .file("OSGI-INF/one.xml", "<component><implementation class=\"p.Hidden\"/></component>");
        SourceBundle provider =
                new SourceBundle().type("Hidden", hidden).file("META-INF/services/org.example.Plug", "p.Hidden\n");
        SourceBundle exported = new SourceBundle().type("Hidden", hidden).header("Export-Package", "p;version=\"1.0\"");
        for (SourceBundle bundle : List.of(component, provider, exported)) {
            assertThat(scan(bundle).kinds()).containsOnlyKeys(PermissionKind.ENVIRONMENT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OSGI-INF/one.xml, <component><implementation class='p&#46;Hidden'/></component>",
        "OSGI-INF/one.xml, <!DOCTYPE c [<!ENTITY a 'p.Hid'>]><implementation class='&a;den'/>",
        "OSGI-INF/one.xml, <?xml version='1.0' encoding='IBM037'?><x/>",
        "OSGI-INF/one.txt, <component/>"
    })
    void countsEveryClassWhereADescriptionMayMeanSomethingElse(String name, String content) throws Exception {
        CodeReport report = scan(new SourceBundle()
                .type("Hidden", "class Hidden { Object o = System.getenv(); }")
                .header("Service-Component", name)
                .file(name, content));
        assertThat(report.kinds()).containsOnlyKeys(PermissionKind.ENVIRONMENT);
    }

    @Test
    void refusesWhatIsNotDeclaredAndNamesTheFirstPlace() throws Exception {
        CodeReport report = scan(running("return new ProcessBuilder(System.getenv(s));"));
        report.require(Permissions.parse("run:git,environment:PATH"));
        assertThat(report.undeclared(Permissions.parse("run:*"))).containsExactly(PermissionKind.ENVIRONMENT);
        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() -> report.require(Permissions.parse("run:*")))
                .withMessage("its code reads environment variables without saying so"
                        + " (p.Main uses java.lang.System.getenv)")
                .satisfies(e -> assertThat(e.code()).isEqualTo("permission.undeclared"));
    }

    @Test
    void refusesMoreCodeThanIsScanned() {
        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() -> scan(running("return s;"), new ByteCodeScan(10)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("permission.unscannable"));
    }

    @Test
    void refusesMoreThan128MebibytesOfCode() throws Exception {
        ByteCodeScan scan = new ByteCodeScan();
        SourceBundle bundle = running("return s;");
        InspectedArchive archive = new ArchiveInspector().inspectBundle(bundle.jar(), "", HostSurface.NONE, scan);
        byte[] mebibyte = new byte[1 << 20];
        for (int i = 0; i < 128; i++) {
            scan.code("p/C" + i + ".class", "p/C" + i, mebibyte);
        }
        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() -> scan.report(archive))
                .withMessageContaining("more than 128 MiB");
    }

    private static final String SECRETS = "class Hidden { Object o = System.getenv(); }";

    /** A library may define such a class by itself, and nothing says when. */
    @Test
    void countsAClassThatLiesUnderAnotherName() throws Exception {
        CodeReport report = scan(running("return s;").type("Hidden", SECRETS).placing("Hidden", "lib/code.bin"));
        assertThat(report.kinds()).containsOnlyKeys(PermissionKind.ENVIRONMENT);
        assertThat(report.reached()).isEqualTo(2);
    }

    @Test
    void countsEveryVersionOfAClass() throws Exception {
        ByteCodeScan scan = new ByteCodeScan();
        SourceBundle bundle = running("return s;");
        InspectedArchive archive = new ArchiveInspector().inspectBundle(bundle.jar(), "", HostSurface.NONE, scan);
        scan.code(
                "META-INF/versions/17/p/Main.class",
                "p/Main",
                running("return System.getenv();").classFile("Main"));
        CodeReport report = scan.report(archive);
        assertThat(report.kinds()).containsOnlyKeys(PermissionKind.ENVIRONMENT);
        assertThat(report.classes()).isEqualTo(1);
    }

    @Test
    void followsAnActivatorWhoseNameIsFolded() throws Exception {
        String name = "Folded".repeat(20);
        CodeReport report = scan(
                SourceBundle.of("p." + name).type(name, "public class " + name + " { Object o = System.getenv(); }"));
        assertThat(report.kinds()).containsOnlyKeys(PermissionKind.ENVIRONMENT);
    }

    /** What a class means by itself, by its package, and by the packages above. */
    @Test
    void countsEveryLineOfTheTableThatFits() throws Exception {
        CodeReport attach = scan(running("return com.sun.tools.attach.VirtualMachine.class;"));
        assertThat(attach.kinds()).containsOnlyKeys(PermissionKind.READ, PermissionKind.WRITE, PermissionKind.NATIVE);
        assertThat(attach.flags()).containsOnlyKeys(CodeFlag.JVM_CONTROL);
        assertThat(scan(running("return javax.naming.directory.InitialDirContext.class;"))
                        .kinds())
                .containsOnlyKeys(PermissionKind.NETWORK);
        CodeReport loader = scan(running("return java.net.URLClassLoader.class;"));
        assertThat(loader.kinds()).containsOnlyKeys(PermissionKind.NETWORK, PermissionKind.READ);
        assertThat(loader.flags()).containsOnlyKeys(CodeFlag.CLASS_DEFINITION);
    }

    @Test
    void seesTheElementsOfAnArray() throws Exception {
        CodeReport report = scan(running("return new java.net.Socket[1][1];"));
        assertThat(report.kinds())
                .containsExactly(Map.entry(PermissionKind.NETWORK, List.of(new Evidence("p.Main", "java.net.Socket"))));
    }

    @Test
    void keepsTheFirstFivePlacesEachOnce() throws Exception {
        SourceBundle bundle = running("System.getenv(s); return new Object[] {new A(), new B(), new C(), new D(),"
                + " new E(), System.getenv()};");
        for (String name : List.of("A", "B", "C", "D", "E")) {
            bundle.type(name, "class " + name + " { Object o = System.getenv(); }");
        }
        List<Evidence> places = scan(bundle).kinds().get(PermissionKind.ENVIRONMENT);
        assertThat(places).extracting(Evidence::user).containsExactly("p.Main", "p.A", "p.B", "p.C", "p.D");
    }

    @Test
    void followsAClassThatIsNamedAsElementOfAnArrayOnly() throws Exception {
        CodeReport report = scan(running("return new Hidden[1][1];").type("Hidden", SECRETS));
        assertThat(report.kinds()).containsOnlyKeys(PermissionKind.ENVIRONMENT);
    }

    /** Nothing but the one member is used of it, not even a constructor. */
    @Test
    void seesTheOnlyInheritedMemberThatIsUsed() throws Exception {
        CodeReport report = scan(running("return Sub.createTempFile(s, s);")
                .type("Sub", "public class Sub extends java.io.File { Sub() { super(\"x\"); } }"));
        assertThat(report.kinds()).containsOnlyKeys(PermissionKind.WRITE);
        assertThat(report.kinds().get(PermissionKind.WRITE))
                .containsExactly(new Evidence("p.Main", "java.io.File.createTempFile"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<component/>",
                "<?xml version='1.0' encoding='UTF-8'?><component/>",
                "<?xml version=\"1.0\" encoding = \"us-ascii\"?><component/>"
            })
    void reliesOnAPlainDescription(String content) throws Exception {
        CodeReport report = scan(new SourceBundle()
                .type("Hidden", SECRETS)
                .header("Service-Component", "OSGI-INF/one.xml, ")
                .file("OSGI-INF/one.xml", content));
        assertThat(report.kinds()).isEmpty();
        assertThat(report.reached()).isZero();
    }

    @Test
    void countsEveryClassWhereADescriptionCannotBeRead() throws Exception {
        String tooLong = "<component>" + " ".repeat(64 * 1024) + "</component>";
        // The first two in two bytes a character, whichever of them comes first.
        for (String content : List.of("<\0c\0/\0>\0", "\0<\0c\0/\0>", "<c>\ufffd</c>", "\ufffd<c/>", tooLong)) {
            CodeReport report = scan(new SourceBundle().type("Hidden", SECRETS).file("OSGI-INF/one.xml", content));
            assertThat(report.kinds()).containsOnlyKeys(PermissionKind.ENVIRONMENT);
        }
        assertThat(scan(new SourceBundle().type("Hidden", SECRETS).file("data/one.xml", tooLong))
                        .kinds())
                .isEmpty();
        String longest = "<component>" + " ".repeat(64 * 1024 - 23) + "</component>";
        assertThat(longest).hasSize(64 * 1024);
        assertThat(scan(new SourceBundle().type("Hidden", SECRETS).file("OSGI-INF/one.xml", longest))
                        .kinds())
                .isEmpty();
    }

    @Test
    void namesEveryKindThatIsNotDeclared() throws Exception {
        CodeReport report =
                scan(running("System.exit(1); Class.forName(s); return new ProcessBuilder(System.getenv(s));"));
        assertThat(report.flagWords()).containsExactly("jvm-control", "reflection");
        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() -> report.require(Permissions.NONE))
                .withMessage("its code runs programs without saying so (p.Main uses java.lang.ProcessBuilder);"
                        + " its code reads environment variables without saying so"
                        + " (p.Main uses java.lang.System.getenv)")
                .satisfies(e -> assertThat(e.hint()).contains("run and environment"))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(PermissionException.Reason.UNDECLARED));
    }

    @Test
    void holdsTheBoundToTheByte() throws Exception {
        SourceBundle bundle = running("return s;");
        int length = bundle.classFile("Main").length;
        assertThat(scan(bundle, new ByteCodeScan(length)).reached()).isEqualTo(1);
        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() -> scan(bundle, new ByteCodeScan(length - 1)));
    }

    @Test
    void saysWhatAFlagMeans() {
        assertThat(CodeFlag.sentence("serialization")).contains("which code that runs cannot be checked");
        assertThat(CodeFlag.sentence("a later word")).isEqualTo("a later word");
    }
}
