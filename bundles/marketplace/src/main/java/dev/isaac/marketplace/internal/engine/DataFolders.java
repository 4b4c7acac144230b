package dev.isaac.marketplace.internal.engine;

import dev.isaac.command.CommandException;
import dev.isaac.command.spi.PluginData;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.internal.state.HomeFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** The private folders of plugins. Each bundle that asks gets its own; nothing of the bundle is kept. */
public final class DataFolders implements ServiceFactory<PluginData> {

    private final Path root;
    private final PluginRuntime runtime;

    /** Below the home; creates nothing yet. */
    public DataFolders(Path home, PluginRuntime runtime) {
        this.root = home.resolve("data");
        this.runtime = runtime;
    }

    @Override
    public PluginData getService(Bundle bundle, ServiceRegistration<PluginData> registration) {
        // A part of ISAAC has a name that no plugin can have. Only the engine says which bundle is which plugin.
        String name = runtime.pluginOf(bundle)
                .map(plugin -> plugin.id().value())
                .orElseGet(() -> "_" + bundle.getSymbolicName());
        return new Folder(root.resolve(name));
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<PluginData> registration, PluginData service) {
        // Nothing is held for it.
    }

    /** Whether a plugin has a folder. */
    public boolean exists(PluginId id) {
        return Files.exists(root.resolve(id.value()));
    }

    /** Deletes a plugin's folder, links in it but not what they lead to. */
    public void delete(PluginId id) throws CommandException {
        Path folder = root.resolve(id.value());
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException error)
                        throws IOException {
                    if (error != null) {
                        throw error;
                    }
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw HomeFaults.of(e, folder);
        }
    }

    private record Folder(Path path) implements PluginData {
        @Override
        public Path folder() {
            try {
                return Files.createDirectories(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
