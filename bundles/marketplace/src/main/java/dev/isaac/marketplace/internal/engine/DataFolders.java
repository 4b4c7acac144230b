package dev.isaac.marketplace.internal.engine;

import dev.isaac.command.CommandException;
import dev.isaac.command.spi.PluginData;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.marketplace.internal.state.HomeFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Where a plugin's folder is, or would be. */
    Path path(PluginId id) {
        return root.resolve(id.value());
    }

    /**
     * The version that wrote the data of a plugin that was uninstalled; empty when nobody noted it.
     */
    public String leftBy(PluginId id) {
        try {
            return Files.readString(note(id)).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Notes which version wrote the data that a plugin leaves behind. */
    public void left(PluginId id, PluginVersion version) throws CommandException {
        if (exists(id)) {
            try {
                Files.writeString(note(id), version + "\n");
            } catch (IOException e) {
                throw HomeFaults.of(e, note(id));
            }
        }
    }

    /** Forgets the note: the plugin is there. */
    public void taken(PluginId id) throws CommandException {
        try {
            Files.deleteIfExists(note(id));
        } catch (IOException e) {
            throw HomeFaults.of(e, note(id));
        }
    }

    private Path note(PluginId id) {
        return root.resolve(id.value() + "@version");
    }

    /** Deletes a plugin's folder, links in it but not what they lead to. */
    public void delete(PluginId id) throws CommandException {
        Path folder = root.resolve(id.value());
        taken(id);
        try {
            FolderCopy.delete(folder);
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
