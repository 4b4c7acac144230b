package dev.isaac.trust.permission;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A bundle that is compiled in memory from sources written in a test. */
final class SourceBundle {

    /** What sources became: compiling them takes longer than all else, and mutation tests ask for the same ones again and again. */
    private static final Map<Map<String, String>, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, List<String>> nested = new LinkedHashMap<>();
    private final Map<String, String> placed = new LinkedHashMap<>();

    static SourceBundle of(String activator) {
        return new SourceBundle().header("Bundle-Activator", activator);
    }

    SourceBundle header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** A class with its source; its package is {@code p}. */
    SourceBundle type(String name, String source) {
        sources.put("p." + name, "package p;\n" + source);
        return this;
    }

    SourceBundle file(String name, String content) {
        files.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Puts classes into an embedded archive instead. */
    SourceBundle embedding(String jar, String... types) {
        nested.put(jar, List.of(types));
        return header("Bundle-ClassPath", "., " + jar);
    }

    /** Puts the file of a class under another name, where no class loader looks for it. */
    SourceBundle placing(String type, String place) {
        placed.put(type, place);
        return this;
    }

    /** The file of one class. */
    byte[] classFile(String type) throws IOException {
        return compile().getOrDefault("p/" + type + ".class", new byte[0]);
    }

    byte[] jar() throws IOException {
        Map<String, byte[]> classes = compile();
        Map<String, byte[]> content = new TreeMap<>(files);
        placed.forEach((type, place) -> content.put(place, classes.remove("p/" + type + ".class")));
        for (Map.Entry<String, List<String>> jar : nested.entrySet()) {
            Map<String, byte[]> inner = new TreeMap<>();
            for (String type : jar.getValue()) {
                String name = "p/" + type + ".class";
                inner.put(name, classes.remove(name));
            }
            content.put(jar.getKey(), write(Map.of(), inner));
        }
        content.putAll(classes);
        return write(headers, content);
    }

    private static byte[] write(Map<String, String> headers, Map<String, byte[]> content) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "test.p");
        main.putValue("Bundle-Version", "1.0.0");
        headers.forEach(main::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> one : content.entrySet()) {
                out.putNextEntry(new ZipEntry(one.getKey()));
                out.write(one.getValue());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private Map<String, byte[]> compile() throws IOException {
        Map<String, byte[]> known = COMPILED.get(sources);
        if (known == null) {
            known = compile(sources);
            COMPILED.put(Map.copyOf(sources), known);
        }
        return new TreeMap<>(known);
    }

    private static Map<String, byte[]> compile(Map<String, String> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> made = new TreeMap<>();
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, source) -> units.add(new Unit(name, source)));
        StringWriter problems = new StringWriter();
        try (JavaFileManager files =
                new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
                    @Override
                    public JavaFileObject getJavaFileForOutput(
                            Location location, String name, JavaFileObject.Kind kind, javax.tools.FileObject sibling) {
                        ByteArrayOutputStream out = new ByteArrayOutputStream();
                        made.put(name.replace('.', '/') + ".class", out);
                        return new SimpleJavaFileObject(URI.create("mem:///" + name), kind) {
                            @Override
                            public ByteArrayOutputStream openOutputStream() {
                                return out;
                            }
                        };
                    }
                }) {
            boolean fine = compiler.getTask(
                            problems, files, null, List.of("--release", "17", "-proc:none", "-nowarn"), null, units)
                    .call();
            if (!fine) {
                throw new UncheckedIOException(new IOException(problems.toString()));
            }
        }
        Map<String, byte[]> classes = new TreeMap<>();
        made.forEach((name, out) -> classes.put(name, out.toByteArray()));
        return classes;
    }

    private static final class Unit extends SimpleJavaFileObject {
        private final String source;

        Unit(String name, String source) {
            super(URI.create("mem:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}
