package dev.isaac.launcher.internal.log;

import java.lang.System.Logger.Level;
import org.apache.felix.framework.Logger;
import org.jspecify.annotations.Nullable;

/** What the framework has to say, sent to the log. */
public final class FrameworkLog extends Logger {

    @Override
    protected void doLog(int level, String message, @Nullable Throwable thrown) {
        System.Logger.Level translated =
                switch (level) {
                    case LOG_ERROR -> Level.ERROR;
                    case LOG_WARNING -> Level.WARNING;
                    case LOG_INFO -> Level.INFO;
                    default -> Level.DEBUG;
                };
        System.getLogger("org.apache.felix.framework").log(translated, message, thrown);
    }
}
