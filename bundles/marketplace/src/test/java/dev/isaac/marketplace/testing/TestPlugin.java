package dev.isaac.marketplace.testing;

import dev.isaac.marketplace.testplugin.EchoCommand;
import dev.isaac.marketplace.testplugin.TestActivator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/** A plugin for tests: what its manifest says, and what its registry says of it. */
public final class TestPlugin {

    public final String id;
    public final String version;
    public String publisher = "acme";
    public String symbolicName;
    public List<String> commands = new ArrayList<>();
    public final List<Map<String, Object>> requires = new ArrayList<>();
    /** What its activator needs at least. */
    public List<String> permissions = List.of("framework", "write:data");

    /** What its registry says of its code; null: what a scan finds. */
    public @Nullable List<String> flags;

    public String channel = "stable";
    public String published = "2026-01-01T00:00:00Z";
    public String status = "available";
    public int java = 17;
    public List<String> platforms = List.of();
    public String hostApi = "";
    public final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private @Nullable Class<?> activator = TestActivator.class;
    private List<Class<?>> classes = List.of(TestActivator.class, EchoCommand.class);
    private String imports =
            "org.osgi.framework,dev.isaac.command;version=\"[1.0,2)\",dev.isaac.command.spi;version=\"[1.0,2)\"";

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

    /** When its registry listed it. */
    public TestPlugin published(String instant) {
        published = instant;
        return this;
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

    /** Declares exactly these permissions. */
    public TestPlugin allowed(String... values) {
        permissions = List.of(values);
        return this;
    }

    /** What its registry says of its code, whatever the code does. */
    public TestPlugin flagged(String... words) {
        flags = List.of(words);
        return this;
    }

    /** Has this class, too. */
    public TestPlugin with(Class<?> type) {
        classes = Stream.concat(classes.stream(), Stream.of(type)).toList();
        return this;
    }

    /** Another activator, with classes of its own. */
    public TestPlugin activator(Class<?> type, Class<?>... more) {
        activator = type;
        classes = Stream.concat(Stream.of(type), Stream.of(more)).toList();
        return this;
    }

    /** No activator: a component of the class, which provides an interface, with more XML in it. */
    public TestPlugin component(Class<?> type, String provides, String more) {
        activator = null;
        classes = List.of(type);
        String name = "OSGI-INF/" + type.getSimpleName() + ".xml";
        return header("Service-Component", name)
                .file(name, text("""
                    <?xml version="1.0" encoding="UTF-8"?>
                    <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s" immediate="true">
                      <implementation class="%s"/>
                      <service><provide interface="%s"/></service>
                      %s
                    </scr:component>
                    """.formatted(symbolicName, type.getName(), provides, more)));
    }

    /** Its component takes the configuration of a name. */
    public TestPlugin configuredAs(String pid) {
        files.replaceAll((name, bytes) -> text(new String(bytes, StandardCharsets.UTF_8)
                .replace("immediate=", "configuration-pid=\"" + pid + "\" immediate=")));
        return this;
    }

    /** Other imports than those that its usual activator needs. */
    public TestPlugin importing(String packages) {
        imports = packages;
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

    /** Runs there only. */
    public TestPlugin on(String... names) {
        platforms = List.of(names);
        return header("Isaac-Platforms", String.join(",", names));
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
        if (activator != null) {
            main.putValue("Bundle-Activator", activator.getName());
        }
        if (!imports.isEmpty()) {
            main.putValue("Import-Package", imports);
        }
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
            for (Class<?> type : classes) {
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
