package dev.isaac.launcher.internal.log;

import java.lang.System.Logger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends {@link System.Logger} to the log file. Registered only in the class path of the distribution, so that an
 * application that embeds ISAAC keeps its own logging.
 */
public final class FileLoggerFinder extends System.LoggerFinder {

    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();

    @Override
    public Logger getLogger(String name, Module module) {
        return loggers.computeIfAbsent(name, FileLogger::new);
    }
}
