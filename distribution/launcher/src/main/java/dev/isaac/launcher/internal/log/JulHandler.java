package dev.isaac.launcher.internal.log;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** Writes records of {@code java.util.logging} to the log file. */
public final class JulHandler extends Handler {

    /** Made by the log manager. */
    public JulHandler() {
        setFormatter(new SimpleFormatter());
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            String source = record.getLoggerName() == null ? "" : record.getLoggerName();
            LogFile.record(
                    record.getLevel().getName(), source, getFormatter().formatMessage(record), record.getThrown());
        }
    }

    @Override
    public void flush() {
        // Every record is written at once.
    }

    @Override
    public void close() {
        // The file belongs to the process.
    }
}
