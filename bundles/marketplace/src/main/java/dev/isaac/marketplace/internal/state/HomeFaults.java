package dev.isaac.marketplace.internal.state;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in plain words why the home could not be read or written. */
public final class HomeFaults {

    private static final String READ_ONLY = "home.read-only";

    private static final int MOST_CAUSES = 20;

    private HomeFaults() {}

    /** Whether a fault says that the home cannot be written. */
    public static boolean isReadOnly(CommandException error) {
        return error.fault().code().equals(READ_ONLY);
    }

    /** The fault for an input or output error in the home. */
    public static CommandException of(IOException error, Path path) {
        if (error instanceof ClosedByInterruptException) {
            return Fault.of(FaultKind.INTERRUPTED, "command.interrupted", "The command was interrupted.")
                    .exception(error);
        }
        String reason = Fault.reason(error).toLowerCase(Locale.ROOT);
        if (saysFull(reason)) {
            return Fault.of(FaultKind.FAILED, "disk.full", "There is no space left for " + path + ".")
                    .hint("Free some space and try again; nothing was changed.")
                    .exception(error);
        }
        if (error instanceof AccessDeniedException
                || reason.contains("read-only")
                || reason.contains("permission denied")) {
            return Fault.of(FaultKind.UNAVAILABLE, READ_ONLY, "The home folder cannot be written: " + path + ".")
                    .hint("Make it writable for you, or choose another with --home; nothing was changed.")
                    .exception(error);
        }
        return Fault.of(FaultKind.FAILED, "home.io", "Cannot use " + path + ": " + Fault.reason(error) + ".")
                .hint("Nothing was changed.")
                .exception(error);
    }

    /** Whether an error, or what caused it, says that a disk is full. */
    public static boolean isFull(Throwable error) {
        @Nullable Throwable cause = error;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            if (saysFull(String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean saysFull(String reason) {
        return reason.contains("no space left") || reason.contains("quota") || reason.contains("not enough space");
    }
}
