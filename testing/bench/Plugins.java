import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Makes plugins for the benchmarks, and what build-registry needs to know of them. Each has a command {@code bench run N}, a
 * dozen classes and 20 KB that do not shrink. Plugin 0 needs 1 to 3, each of these two more: with 0 come nine others.
 */
final class Plugins {

    private static final int PARTS = 10;
    private static final int PICTURE = 20 * 1024;

    private Plugins() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int count = Integer.parseInt(args[1]);
        Path sources = folder.resolve("sources");
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.addAll(sources(Files.createDirectories(sources.resolve(name(i))), i));
        }
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compile(files, classes);
        Path jars = Files.createDirectories(folder.resolve("jars"));
        for (int i = 0; i < count; i++) {
            jar(jars.resolve("bench-" + i + "-1.0.0.jar"), classes, i);
        }
        Files.writeString(folder.resolve("registry.json"), """
                {"format": 1, "bins": 16, "published": {}, "publishers": [{"publisher": "bench", "name": "Benchmarks",
                 "homepage": "https://example.org/", "plugins": ["bench-*"], "role": "claimed",
                 "since": "2026-01-01T00:00:00Z", "keys": ["ed25519"]}]}
                """);
    }

    private static String name(int i) {
        return String.format(Locale.ROOT, "p%03d", i);
    }

    private static List<Path> sources(Path folder, int i) throws IOException {
        List<Path> files = new ArrayList<>();
        StringBuilder sum = new StringBuilder("0");
        for (int part = 0; part < PARTS; part++) {
            sum.append(" + new Part").append(part).append("().value(").append(part).append(')');
            files.add(Files.writeString(folder.resolve("Part" + part + ".java"), """
                    package bench.%1$s;
                    final class Part%2$d {
                        private final java.util.Map<String, Integer> known = new java.util.TreeMap<>();
                        int value(int of) {
                            return known.computeIfAbsent("%1$s " + of, key -> key.length() * of) %% %3$d;
                        }
                        @Override
                        public String toString() {
                            return "part %2$d of %1$s: " + known;
                        }
                    }
                    """.formatted(name(i), part, part + 2)));
        }
        files.add(Files.writeString(folder.resolve("RunCommand.java"), """
                package bench.%1$s;
                import dev.isaac.command.*;
                public final class RunCommand implements Command {
                    @Override
                    public CommandManifest manifest() {
                        return CommandManifest.command("bench run%2$d", "Adds up").build();
                    }
                    @Override
                    public CommandResult execute(Invocation in) {
                        return CommandResult.text("plugin %2$d says " + (%3$s));
                    }
                }
                """.formatted(name(i), i, sum)));
        return files;
    }

    private static void compile(List<Path> files, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "--release", "17", "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());
            if (!compiler.getTask(problems, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call()) {
                throw new IllegalStateException(problems.toString());
            }
        }
    }

    private static void jar(Path file, Path classes, int i) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "bench." + name(i));
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue("Bundle-Name", "Bench " + i);
        main.putValue("Bundle-Description", "Plugin " + i + " of the benchmarks");
        main.putValue("Bundle-License", "Apache-2.0");
        main.putValue("Import-Package", "dev.isaac.command;version=\"[1.0,2)\"");
        main.putValue("Isaac-Plugin", "bench-" + i);
        main.putValue("Isaac-Publisher", "bench");
        main.putValue("Provide-Capability", "isaac.plugin;isaac.plugin=bench-" + i + ";version:Version=\"1.0.0\"");
        Stream<String> needed = needs(i)
                .mapToObj(need -> "isaac.plugin;filter:=\"(&(isaac.plugin=bench-" + need
                        + ")(version>=1.0)(!(version>=2.0)))\"");
        main.putValue(
                "Require-Capability",
                String.join(
                        ",",
                        Stream.concat(
                                        needed,
                                        Stream.of("osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.5.0)"
                                                + "(!(version>=2.0.0)))\""))
                                .toList()));
        main.putValue("Service-Component", "OSGI-INF/run.xml");
        try (OutputStream bytes = Files.newOutputStream(file);
                JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            out.putNextEntry(new ZipEntry("OSGI-INF/run.xml"));
            out.write("""
                    <?xml version="1.0" encoding="UTF-8"?>
                    <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="bench.%1$s.RunCommand">
                      <property name="isaac.command.name" type="String" value="bench run%2$d"/>
                      <property name="isaac.command.summary" type="String" value="Adds up"/>
                      <service><provide interface="dev.isaac.command.Command"/></service>
                      <implementation class="bench.%1$s.RunCommand"/>
                    </scr:component>
                    """.formatted(name(i), i).getBytes(StandardCharsets.UTF_8));
            for (String type : Stream.concat(
                            Stream.of("RunCommand"), IntStream.range(0, PARTS).mapToObj(part -> "Part" + part))
                    .toList()) {
                String path = "bench/" + name(i) + "/" + type + ".class";
                out.putNextEntry(new ZipEntry(path));
                out.write(Files.readAllBytes(classes.resolve(path)));
            }
            byte[] picture = new byte[PICTURE];
            new Random(i).nextBytes(picture);
            out.putNextEntry(new ZipEntry("bench/" + name(i) + "/picture.png"));
            out.write(picture);
        }
    }

    private static IntStream needs(int i) {
        return i == 0 ? IntStream.rangeClosed(1, 3) : i <= 3 ? IntStream.of(2 * i + 2, 2 * i + 3) : IntStream.empty();
    }
}
