package dev.isaac.distribution.test;

import dev.isaac.command.spi.IsaacHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * A home in a temporary folder, in the place of the launcher's. This bundle is started before those that ask for it: the
 * order of {@code -runbundles} is that of their names.
 */
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>='dev.isaac.command.spi.IsaacHome'",
        effective = "active")
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class TestHome implements IsaacHome, BundleActivator {

    private final Path root;

    /** Makes the folder. */
    public TestHome() {
        try {
            root = Files.createTempDirectory("isaac-wiring");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void start(BundleContext context) {
        context.registerService(IsaacHome.class, this, null);
    }

    @Override
    public void stop(BundleContext context) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public Path root() {
        return root;
    }

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
        return folder("run/test");
    }

    @Override
    public Path distribution() {
        return folder("distribution");
    }
}
