package dev.isaac.launcher.internal.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * Sends {@code java.util.logging}, which libraries use, to the log file instead of standard error. The JDK creates it
 * when the first library logs that way, because {@code java.util.logging.config.class} names it.
 */
public final class JulConfiguration {

    /** The system property that names this class. */
    public static final String PROPERTY = "java.util.logging.config.class";

    /** Configures the log manager. */
    public JulConfiguration() throws IOException {
        String configuration = "handlers=" + JulHandler.class.getName() + "\n.level=INFO\n";
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(configuration.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
