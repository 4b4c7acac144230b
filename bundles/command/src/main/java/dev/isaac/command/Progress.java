package dev.isaac.command;

import org.osgi.annotation.versioning.ProviderType;

/** The way a command tells what it is doing. Goes to the diagnostic side of a surface, never into a pipe. Thread-safe. */
@ProviderType
public interface Progress {

    /** Progress that nobody watches. */
    static Progress unwatched() {
        return UnwatchedProgress.INSTANCE;
    }

    /** Says something useful to know. */
    void note(String sentence);

    /** Says something that deserves attention. */
    void warn(String sentence);

    /**
     * Starts a step that takes time.
     *
     * @param title what is being done, in the present participle: {@code downloading git-helpers}
     * @param total how much there is to do, in {@code unit}; negative: unknown
     * @param unit what is counted
     */
    Task task(String title, long total, Unit unit);

    /** What a task counts. */
    enum Unit {
        /** Bytes. */
        BYTES,
        /** Things. */
        ITEMS
    }

    /** A step in progress. */
    @ProviderType
    interface Task extends AutoCloseable {
        /** Tells how much was done in all. */
        void done(long amount);

        /** Ends the step. */
        @Override
        void close();
    }
}
