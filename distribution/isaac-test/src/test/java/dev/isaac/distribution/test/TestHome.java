package dev.isaac.distribution.test;

import dev.isaac.command.spi.IsaacHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** A home in a temporary folder, in the place of the launcher's. */
@Component(service = IsaacHome.class)
public final class TestHome implements IsaacHome {

    private final Path root;

    /** Makes the folder. */
    @Activate
    public TestHome() {
        try {
            root = Files.createTempDirectory("isaac-wiring");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Deactivate
    void remove() throws IOException {
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
