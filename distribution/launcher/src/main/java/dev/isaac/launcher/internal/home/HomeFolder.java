package dev.isaac.launcher.internal.home;

import dev.isaac.command.spi.IsaacHome;
import dev.isaac.launcher.LaunchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A home that is open: its layout is current and a process folder exists. */
public final class HomeFolder implements IsaacHome, AutoCloseable {

    private final Path root;
    private final Path distribution;
    private final ProcessFolder process;

    private HomeFolder(Path root, Path distribution, ProcessFolder process) {
        this.root = root;
        this.distribution = distribution;
        this.process = process;
    }

    /**
     * Opens a home, creating or migrating it as needed. A home of the current layout that cannot be written, or has no
     * space left, is opened all the same: what only reads works, the folder of this process lies among the temporary files, and whatever writes will
     * say why it cannot.
     *
     * @throws LaunchException with a code {@code home.…}, or {@code disk.full}
     */
    public static HomeFolder open(Path root, Path distribution) throws LaunchException {
        new HomeLayout().prepare(root);
        try {
            return new HomeFolder(root, distribution, ProcessFolder.create(root.resolve("run")));
        } catch (IOException e) {
            LaunchException unusable = HomeLayout.unusable(root, e);
            String code = unusable.fault().code();
            if (!code.equals(HomeLayout.READ_ONLY) && !code.equals(DiskSpace.FULL)) {
                throw unusable;
            }
            return elsewhere(root, distribution, unusable);
        }
    }

    /**
     * Opens a home whose process folder lies among the temporary files.
     *
     * @param cause why it cannot lie in the home: thrown when it cannot lie there either
     */
    public static HomeFolder elsewhere(Path root, Path distribution, LaunchException cause) throws LaunchException {
        try {
            return new HomeFolder(root, distribution, ProcessFolder.temporary());
        } catch (IOException e) {
            cause.addSuppressed(e);
            throw cause;
        }
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public Path folder(String name) {
        Path folder = root.resolve(name).normalize();
        if (!folder.startsWith(root) || folder.equals(root)) {
            throw new IllegalArgumentException("not a folder below the home: " + name);
        }
        try {
            return OwnerOnly.folder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path process() {
        return process.path();
    }

    /** Where the framework of this process keeps its cache, outside of the process folder perhaps. */
    public Path cache() {
        return process.cache(root.resolve("store"));
    }

    @Override
    public Path distribution() {
        return distribution;
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
