package dev.isaac.example.git;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.internal.util.ShutdownHook;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.StoredConfig;
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

        @Override
        public StoredConfig getUserConfig() throws ConfigInvalidException, IOException {
            return new KnownFileSystem(super.getUserConfig());
        }
    }

    /**
     * What the user configured, and how exact times of files are. Where nobody said, JGit would write and touch files in
     * the repository for seconds to find out; the coarsest clock of all file systems in use makes it look a little closer
     * at files that just changed, and is always right.
     */
    private static final class KnownFileSystem extends StoredConfig {

        private static final Duration COARSEST = Duration.ofSeconds(2);

        private final StoredConfig user;

        KnownFileSystem(StoredConfig user) {
            super(user);
            this.user = user;
        }

        @Override
        public long getTimeUnit(String section, String subsection, String name, long fallback, TimeUnit unit) {
            long known = super.getTimeUnit(section, subsection, name, fallback, unit);
            boolean clock = section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
                    && (name.equals(ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION)
                            || name.equals(ConfigConstants.CONFIG_KEY_MIN_RACY_THRESHOLD));
            return clock && known == fallback ? unit.convert(COARSEST) : known;
        }

        @Override
        public void load() throws IOException, ConfigInvalidException {
            user.load();
        }

        @Override
        public void save() {
            // A reader changes nothing.
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
