package dev.isaac.launcher.internal.home;

import dev.isaac.command.FaultKind;
import dev.isaac.launcher.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells a full disk from other failures. */
public final class DiskSpace {

    /** The code of the fault. */
    public static final String FULL = "disk.full";

    /** What the framework writes down about its bundles takes less. */
    private static final long ENOUGH = 1 << 20;

    private static final int MOST_CAUSES = 20;

    private DiskSpace() {}

    /** Whether there is no space left for a folder: because the error says so, or because it failed and the disk is full. */
    public static boolean isExhausted(Path folder, Throwable error) {
        @Nullable Throwable cause = error;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("no space left")
                    || message.contains("quota")
                    || message.contains("not enough space")) {
                return true;
            }
            cause = cause.getCause();
        }
        try {
            return Files.getFileStore(folder).getUsableSpace() < ENOUGH;
        } catch (IOException e) {
            return false;
        }
    }

    /** The fault. */
    public static LaunchException full(Path folder, Throwable cause) {
        return LaunchException.of(
                FaultKind.FAILED,
                FULL,
                "there is no space left for " + folder,
                "free some space, or name a home on another disk with --home DIR",
                cause);
    }
}
