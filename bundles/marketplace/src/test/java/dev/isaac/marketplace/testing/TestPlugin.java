package dev.isaac.marketplace.testing;

import dev.isaac.marketplace.testplugin.EchoCommand;
import dev.isaac.marketplace.testplugin.TestActivator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A plugin for tests: what its manifest says, and what its registry says of it. */
public final class TestPlugin {

    public final String id;
    public final String version;
    public String publisher = "acme";
    public String symbolicName;
    public List<String> commands = new ArrayList<>();
    public final List<Map<String, Object>> requires = new ArrayList<>();
    /** What its activator needs at least. */
    public List<String> permissions = List.of("write:data");

    public String channel = "stable";
    public String status = "available";
    public int java = 17;
    public String hostApi = "";
    public final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private TestPlugin(String id, String version) {
        this.id = id;
        this.version = version;
        this.symbolicName = "test." + id;
    }

    /** A plugin that starts, with one command. */
    public static TestPlugin of(String id, String version, String... commands) {
        TestPlugin plugin = new TestPlugin(id, version);
        plugin.commands = List.of(commands);
        return plugin;
    }

    /** What its activator does. */
    public TestPlugin behaving(String behaviour) {
        headers.put("Test-Behaviour", behaviour);
        return this;
    }

    public TestPlugin needing(String plugin, String range) {
        return needing(plugin, range, false);
    }

    public TestPlugin needing(String plugin, String range, boolean optional) {
        Map<String, Object> need = new LinkedHashMap<>();
        need.put("plugin", plugin);
        need.put("range", range);
        need.put("optional", optional);
        requires.add(need);
        return this;
    }

    public TestPlugin permitted(String... values) {
        permissions = Stream.concat(permissions.stream(), Stream.of(values)).toList();
        return this;
    }

    public TestPlugin by(String name) {
        publisher = name;
        return this;
    }

    public TestPlugin channel(String name) {
        channel = name;
        return this;
    }

    public TestPlugin yanked() {
        status = "yanked";
        return this;
    }

    public TestPlugin java(int release) {
        java = release;
        return this;
    }

    public TestPlugin header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public TestPlugin file(String name, byte[] bytes) {
        files.put(name, bytes);
        return this;
    }

    /** The jar. */
    public byte[] jar() {
        try {
            return build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] build() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", symbolicName);
        main.putValue("Bundle-Version", version);
        main.putValue("Bundle-Activator", TestActivator.class.getName());
        main.putValue(
                "Import-Package",
                "org.osgi.framework,dev.isaac.command;version=\"[1.0,2)\",dev.isaac.command.spi;version=\"[1.0,2)\"");
        main.putValue("Isaac-Plugin", id);
        main.putValue("Isaac-Publisher", publisher);
        if (!permissions.isEmpty()) {
            main.putValue("Isaac-Permissions", String.join(",", permissions));
        }
        if (!commands.isEmpty()) {
            main.putValue("Test-Commands", String.join(",", commands));
        }
        headers.forEach(main::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        manifest.write(text);
        try (JarOutputStream out = new JarOutputStream(bytes)) {
            put(out, "META-INF/MANIFEST.MF", text.toByteArray());
            for (Class<?> type : Arrays.asList(TestActivator.class, EchoCommand.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                put(out, name, read(name));
            }
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(out, file.getKey(), file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** A file of text for {@link #file}. */
    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream in = TestPlugin.class.getClassLoader().getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        }
    }

    private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(1_700_000_000_000L);
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }
}
