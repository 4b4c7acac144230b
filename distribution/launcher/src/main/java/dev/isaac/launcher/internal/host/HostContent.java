package dev.isaac.launcher.internal.host;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.connect.ConnectContent;
import org.osgi.framework.connect.ConnectModule;

/**
 * A host bundle as the framework sees it: classes from the class path, headers and descriptors from the index, everything
 * else from the jar, which is opened when something asks for it.
 */
final class HostContent implements ConnectModule, ConnectContent {

    private final HostBundle bundle;
    private final ClassLoader loader;
    private @Nullable JarFile jar;

    HostContent(HostBundle bundle, ClassLoader loader) {
        this.bundle = bundle;
        this.loader = loader;
    }

    @Override
    public ConnectContent getContent() {
        return this;
    }

    @Override
    public Optional<Map<String, String>> getHeaders() {
        return Optional.of(new HashMap<>(bundle.headers())); // the framework changes what it gets
    }

    @Override
    public Iterable<String> getEntries() throws IOException {
        if (!bundle.entries().isEmpty()) {
            return bundle.entries();
        }
        List<String> names = new ArrayList<>();
        jar().stream().forEach(entry -> names.add(entry.getName()));
        return names;
    }

    @Override
    public Optional<ConnectEntry> getEntry(String path) {
        byte[] descriptor = bundle.descriptors().get(path);
        if (descriptor != null) {
            return Optional.of(new Descriptor(path, descriptor));
        }
        if (HostIndex.isIndexed(path)) {
            return Optional.empty(); // not in the index: not in the jar, which need not be opened to know it
        }
        try {
            JarFile file = jar();
            ZipEntry entry = file.getEntry(path);
            return entry == null ? Optional.empty() : Optional.of(new FileEntry(file, entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<ClassLoader> getClassLoader() {
        return Optional.of(loader);
    }

    @Override
    public void open() {
        // The jar is opened by who needs it first.
    }

    @Override
    public synchronized void close() throws IOException {
        if (jar != null) {
            jar.close();
            jar = null;
        }
    }

    private synchronized JarFile jar() throws IOException {
        if (jar == null) {
            jar = new JarFile(bundle.jar().toFile(), false);
        }
        return jar;
    }

    private static final class Descriptor implements ConnectEntry {
        private final String name;
        private final byte[] content;

        Descriptor(String name, byte[] content) {
            this.name = name;
            this.content = content;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public long getContentLength() {
            return content.length;
        }

        @Override
        public long getLastModified() {
            return 0;
        }

        @Override
        public byte[] getBytes() {
            return content.clone();
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(content);
        }
    }

    private record FileEntry(JarFile jar, ZipEntry entry) implements ConnectEntry {
        @Override
        public String getName() {
            return entry.getName();
        }

        @Override
        public long getContentLength() {
            return entry.getSize();
        }

        @Override
        public long getLastModified() {
            return entry.getTime();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return jar.getInputStream(entry);
        }
    }
}
