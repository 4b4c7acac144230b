package dev.isaac.launcher.internal.log;

import java.text.MessageFormat;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** A logger that writes to the log file of the process. Everything from INFO on; more with {@code isaac.log.level}. */
final class FileLogger implements System.Logger {

    private static final int THRESHOLD = threshold();

    private final String name;

    FileLogger(String name) {
        this.name = name;
    }

    private static int threshold() {
        try {
            return Level.valueOf(System.getProperty("isaac.log.level", "INFO")).getSeverity();
        } catch (IllegalArgumentException e) {
            return Level.INFO.getSeverity();
        }
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isLoggable(Level level) {
        return level.getSeverity() >= THRESHOLD && level != Level.OFF;
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle texts, @Nullable String message, @Nullable Throwable thrown) {
        if (isLoggable(level)) {
            LogFile.record(level.getName(), name, localized(texts, message), thrown);
        }
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle texts, @Nullable String format, @Nullable Object... parameters) {
        if (isLoggable(level)) {
            String text = localized(texts, format);
            LogFile.record(level.getName(), name, formatted(text, parameters), null);
        }
    }

    private static String formatted(String text, @Nullable Object @Nullable [] parameters) {
        if (parameters == null || parameters.length == 0) {
            return text;
        }
        try {
            return MessageFormat.format(text, parameters);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String localized(@Nullable ResourceBundle texts, @Nullable String key) {
        if (key == null) {
            return "";
        }
        try {
            return texts == null ? key : texts.getString(key);
        } catch (MissingResourceException e) {
            return key;
        }
    }
}
