package dev.isaac.example.git;

import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.internal.util.ShutdownHook;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.internal.WorkQueue;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** Keeps the embedded JGit from reaching beyond the repository that it reads. Thread-safe. */
final class JGit {

    private static final AtomicBoolean USED = new AtomicBoolean();

    private JGit() {}

    /** To be called before anything else of JGit. */
    static void prepare() {
        if (USED.compareAndSet(false, true)) {
            SystemReader.setInstance(new QuietReader(SystemReader.getInstance()));
        }
    }

    static void shutDown() {
        if (USED.compareAndSet(true, false)) {
            ShutdownHook.INSTANCE.shutDown();
            WorkQueue.getExecutor().shutdownNow();
        }
    }

    /**
     * JGit would run the native git to find the configuration of the machine, and write what it measured about file
     * systems to its own file in the user's home. Reading needs neither.
     */
    private static final class QuietReader extends SystemReader.Delegate {

        QuietReader(SystemReader reader) {
            super(reader);
        }

        @Override
        public FileBasedConfig openSystemConfig(Config parent, FS fs) {
            return new MemoryConfig(parent, fs);
        }

        @Override
        public FileBasedConfig openJGitConfig(Config parent, FS fs) {
            return new MemoryConfig(parent, fs);
        }
    }

    /** A configuration without a file. */
    private static final class MemoryConfig extends FileBasedConfig {

        MemoryConfig(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // There is nothing to load.
        }

        @Override
        public void save() {
            // What is set holds until the process ends.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
