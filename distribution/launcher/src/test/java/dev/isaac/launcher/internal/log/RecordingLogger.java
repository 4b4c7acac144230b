package dev.isaac.launcher.internal.log;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Keeps what is logged from INFO on. */
final class RecordingLogger implements System.Logger {

    final List<String> records = new ArrayList<>();

    @Override
    public String getName() {
        return "recording";
    }

    @Override
    public boolean isLoggable(Level level) {
        return level.getSeverity() >= Level.INFO.getSeverity();
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle texts, String message, @Nullable Throwable thrown) {
        records.add(level + " " + message + (thrown == null ? "" : " " + thrown.getMessage()));
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle texts, String format, @Nullable Object... parameters) {
        records.add(level + " " + format);
    }
}
