package dev.isaac.marketplace.testing;

import dev.isaac.command.Command;
import dev.isaac.command.spi.CommandCalls;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.command.spi.PluginData;
import dev.isaac.core.internal.call.CallBook;
import dev.isaac.marketplace.Marketplace;
import dev.isaac.marketplace.internal.Activator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * A real Felix with the marketplace in it. The marketplace's classes are those of the class path (so that coverage sees
 * them), as with the launcher; plugins are ordinary bundles.
 */
public final class TestFramework implements AutoCloseable {

    /** How long running commands are waited for, and may take when they are asked to end. */
    public static final int DRAIN_MILLIS = 400;

    public static final int GRACE_MILLIS = 400;

    private static final String PACKAGES = String.join(
            ",",
            "dev.isaac.command;version=1.0.0",
            "dev.isaac.command.spi;version=1.0.0",
            "org.osgi.service.component;version=1.5.0",
            "org.osgi.service.component.runtime;version=1.5.0",
            "org.osgi.service.component.runtime.dto;version=1.5.0",
            "org.osgi.util.promise;version=1.3.0",
            "org.osgi.util.function;version=1.2.0");

    /** Parts of the host that plugins do not see, with what they export. */
    private static final Map<String, String> HOSTS = Map.of(
            "dev.isaac.core", "dev.isaac.core;version=1.0.0",
            "host.terminal", "org.jline.terminal;version=3.29.0,org.apache.felix.service.command;version=1.0.0");

    private final Framework framework;
    private final Activator activator = new Activator();
    private final CallBook calls = new CallBook();
    private final Set<Long> forgotten = ConcurrentHashMap.newKeySet();
    private final Path cache;

    private TestFramework(Framework framework, Path cache) {
        this.framework = framework;
        this.cache = cache;
    }

    /** Starts a framework on a home. */
    public static TestFramework start(Path home, Path distribution) throws Exception {
        return start(home, distribution, 30_000, 30_000);
    }

    /** Starts a framework on a home; plugins have so many milliseconds to start, and web servers for the next byte. */
    public static TestFramework start(Path home, Path distribution, int startLimit, int readLimit) throws Exception {
        Path cache = Files.createTempDirectory("isaac-market");
        Map<String, String> configuration = new HashMap<>();
        configuration.put("org.osgi.framework.storage", cache.toString());
        configuration.put("org.osgi.framework.system.packages.extra", PACKAGES);
        configuration.put("isaac.marketplace.start-limit", Integer.toString(startLimit));
        configuration.put("isaac.marketplace.read-limit", Integer.toString(readLimit));
        configuration.put("isaac.marketplace.drain-limit", Integer.toString(DRAIN_MILLIS));
        configuration.put("isaac.marketplace.grace-limit", Integer.toString(GRACE_MILLIS));
        configuration.put("ds.loglevel", "1");
        System.setProperty("felix.extensions.disable", "true"); // as the launcher does
        Framework framework = new FrameworkFactory().newFramework(configuration);
        framework.init();
        TestFramework test = new TestFramework(framework, cache);
        BundleContext context = framework.getBundleContext();
        context.registerService(CommandCalls.class, new Calls(test.calls, test.forgotten), null);
        context.registerService(IsaacHome.class, new Home(home, distribution), null);
        context.installBundle(ServiceComponentRuntime.class.getName() + "/scr", scr())
                .start();
        for (Map.Entry<String, String> host : HOSTS.entrySet()) {
            context.installBundle(
                            "host:" + host.getKey(),
                            new ByteArrayInputStream(hostBundle(host.getKey(), host.getValue())))
                    .start();
        }
        framework.start();
        test.activator.start(context);
        return test;
    }

    /** A bundle of the host that exports packages without content and registers nothing by itself. */
    public static byte[] hostBundle(String symbolicName, String exports) {
        return bundle(symbolicName, Map.of("Export-Package", exports));
    }

    /** A bundle without content. */
    public static byte[] bundle(String symbolicName, Map<String, String> headers) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", symbolicName);
        main.putValue("Bundle-Version", "1.0.0");
        headers.forEach(main::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            out.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static InputStream scr() throws IOException {
        String jar = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("org.apache.felix.scr-"))
                .findFirst()
                .orElseThrow();
        return Files.newInputStream(Path.of(jar));
    }

    /** The calls that are under way, as the gateway counts them. */
    public CallBook calls() {
        return calls;
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    public Marketplace marketplace() {
        return service(Marketplace.class);
    }

    public <T> T service(Class<T> type) {
        ServiceReference<T> reference = Objects.requireNonNull(context().getServiceReference(type));
        return Objects.requireNonNull(context().getService(reference));
    }

    /** The names of all commands of plugins that the gateway knows, with the versions that answer, sorted. */
    public List<String> commands() throws Exception {
        ServiceReference<?>[] references = context().getAllServiceReferences(Command.class.getName(), null);
        if (references == null) {
            return List.of();
        }
        return Stream.of(references)
                .filter(reference -> !forgotten.contains(reference.getBundle().getBundleId()))
                .map(reference -> {
                    Object command = context().getService(reference);
                    context().ungetService(reference);
                    return String.valueOf(command);
                })
                .sorted()
                .toList();
    }

    /** Calls what a plugin registered under an interface of the platform; sees every service. */
    @SuppressWarnings("unchecked")
    public <T> T fromPlugin(String id, Class<T> type) throws Exception {
        Bundle bundle = Objects.requireNonNull(context().getBundle("isaac:plugin/" + id), id);
        for (ServiceReference<?> reference : context().getAllServiceReferences(type.getName(), null)) {
            if (bundle.equals(reference.getBundle())) {
                return (T) Objects.requireNonNull(context().getService(reference));
            }
        }
        throw new IllegalStateException(id + " offers no " + type.getName());
    }

    /** The symbolic names of the plugin bundles with their versions. */
    public List<String> plugins() {
        return Stream.of(context().getBundles())
                .filter(bundle -> bundle.getLocation().startsWith("isaac:plugin/"))
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion()
                        + (bundle.getState() == Bundle.ACTIVE ? "" : " state " + bundle.getState()))
                .sorted()
                .toList();
    }

    @Override
    public void close() throws Exception {
        activator.stop(context());
        framework.stop();
        framework.waitForStop(5_000);
        deleteAll(cache);
    }

    private static void deleteAll(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the gateway has them. */
    private record Calls(CallBook book, Set<Long> forgotten) implements CommandCalls {
        @Override
        public Hold hold(Collection<Long> bundles) {
            return book.hold(bundles);
        }

        @Override
        public void forget(long bundle) {
            forgotten.add(bundle);
        }
    }

    private record Home(Path root, Path distribution) implements IsaacHome {
        @Override
        public Path folder(String name) {
            try {
                return Files.createDirectories(root.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Path process() {
            return folder("run");
        }
    }

    /** The data folder as a bundle of the host sees it. */
    public Path hostData() {
        return service(PluginData.class).folder();
    }
}
