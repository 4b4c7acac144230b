package dev.isaac.launcher.internal.host;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The file {@code lib/host.index}: manifest and component descriptors of every host bundle, so that a start opens none of
 * their jars. It is written when the distribution is assembled and is only a cache: where a jar differs in length from
 * what was indexed, the jar is read.
 */
public final class HostIndex {

    private static final int MAGIC = 0x49534158;
    private static final int FORMAT = 2;

    private static final Set<String> IDLE = Set.of(
            "Bundle-Developers",
            "Bundle-DocURL",
            "Bundle-License",
            "Bundle-SCM",
            "Bundle-Description",
            "Bundle-Copyright",
            "Bundle-Vendor");

    private HostIndex() {}

    /**
     * Reads the index, and those jars that changed since it was written.
     *
     * @throws IOException when the index is damaged, or a jar is missing or unreadable
     */
    public static List<HostBundle> read(Path index) throws IOException {
        Path folder = index.getParent();
        if (folder == null) {
            throw new IOException("the index lies in no folder: " + index);
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(index)))) {
            if (in.readInt() != MAGIC || in.readInt() != FORMAT) {
                throw new IOException(index + " is no index of host bundles that this version can read");
            }
            int count = in.readInt();
            List<HostBundle> bundles = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                HostBundle indexed = readBundle(in, folder);
                boolean same = Files.size(indexed.jar()) == indexed.length();
                bundles.add(same ? indexed : scan(indexed.jar(), indexed.startLevel()));
            }
            return bundles;
        }
    }

    /** Whether entries of this path are in the index, if they are in the jar: what the framework and its extenders read. */
    static boolean isIndexed(String path) {
        return path.startsWith("OSGI-INF/") || (path.startsWith("META-INF/versions/") && path.contains("/OSGI-INF/"));
    }

    /** Whether the framework or an extender reads that header. Others would only be carried along at every start. */
    private static boolean isMeaningful(String header) {
        return (header.startsWith("Bundle-") && !IDLE.contains(header))
                || header.equals("Service-Component")
                || header.equals("Fragment-Host")
                || header.equals("Require-Bundle")
                || (header.endsWith("-Package") && !header.equals("Private-Package"))
                || header.endsWith("-Capability");
    }

    /** Writes the index. */
    public static void write(Path index, List<HostBundle> bundles) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(index)))) {
            out.writeInt(MAGIC);
            out.writeInt(FORMAT);
            out.writeInt(bundles.size());
            for (HostBundle bundle : bundles) {
                out.writeUTF(bundle.symbolicName());
                out.writeUTF(bundle.jar().getFileName().toString());
                out.writeLong(bundle.length());
                out.writeInt(bundle.startLevel());
                out.writeInt(bundle.headers().size());
                for (Map.Entry<String, String> header : bundle.headers().entrySet()) {
                    out.writeUTF(header.getKey());
                    writeBytes(out, header.getValue().getBytes(StandardCharsets.UTF_8));
                }
                out.writeInt(bundle.descriptors().size());
                for (Map.Entry<String, byte[]> descriptor : bundle.descriptors().entrySet()) {
                    out.writeUTF(descriptor.getKey());
                    writeBytes(out, descriptor.getValue());
                }
                out.writeInt(bundle.entries().size());
                for (String entry : bundle.entries()) {
                    out.writeUTF(entry);
                }
            }
        }
    }

    /** Reads what the index holds of one bundle from its jar. */
    public static HostBundle scan(Path jar, int startLevel) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            if (file.getManifest() == null) {
                throw new IOException(jar + " has no manifest");
            }
            Map<String, String> headers = new TreeMap<>();
            Attributes main = file.getManifest().getMainAttributes();
            main.forEach((name, value) -> headers.put(name.toString(), (String) value));
            headers.keySet().removeIf(name -> !isMeaningful(name));
            String name = headers.get("Bundle-SymbolicName");
            if (name == null) {
                throw new IOException(jar + " is no bundle: it has no Bundle-SymbolicName");
            }
            Map<String, byte[]> descriptors = new TreeMap<>();
            List<String> entries = new ArrayList<>();
            for (Enumeration<JarEntry> all = file.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                entries.add(entry.getName());
                if (isIndexed(entry.getName()) && !entry.isDirectory()) {
                    try (InputStream in = file.getInputStream(entry)) {
                        descriptors.put(entry.getName(), in.readAllBytes());
                    }
                }
            }
            ComponentDescriptors.merge(headers, descriptors);
            if (headers.containsKey(ComponentDescriptors.HEADER)) {
                entries.removeIf(entry -> isIndexed(entry) && !entry.endsWith("/"));
                entries.addAll(descriptors.keySet());
            } else {
                entries.clear(); // the component runtime lists only what the header leads it to
            }
            int directive = name.indexOf(';');
            String symbolicName = (directive < 0 ? name : name.substring(0, directive)).strip();
            return new HostBundle(symbolicName, jar, Files.size(jar), startLevel, headers, descriptors, entries);
        }
    }

    private static HostBundle readBundle(DataInputStream in, Path folder) throws IOException {
        String symbolicName = in.readUTF();
        Path jar = folder.resolve(in.readUTF());
        long length = in.readLong();
        int startLevel = in.readInt();
        Map<String, String> headers = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            headers.put(in.readUTF(), new String(readBytes(in), StandardCharsets.UTF_8));
        }
        Map<String, byte[]> descriptors = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            descriptors.put(in.readUTF(), readBytes(in));
        }
        List<String> entries = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            entries.add(in.readUTF());
        }
        return new HostBundle(
                symbolicName,
                jar,
                length,
                startLevel,
                Collections.unmodifiableMap(headers),
                Collections.unmodifiableMap(descriptors),
                Collections.unmodifiableList(entries));
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("the index of host bundles is cut off");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
