package dev.isaac.launcher.internal.log;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.LogService;
import org.osgi.service.log.Logger;

/** The log service of the framework, for bundles that know no other: everything goes to {@link System.Logger}. */
public final class BridgeLogService implements LogService {

    @Override
    public Logger getLogger(String name) {
        return new BridgeLogger(System.getLogger(name), false);
    }

    @Override
    public Logger getLogger(Class<?> type) {
        return getLogger(type.getName());
    }

    @Override
    public <L extends Logger> L getLogger(String name, Class<L> type) {
        return type.cast(new BridgeLogger(System.getLogger(name), type == FormatterLogger.class));
    }

    @Override
    public <L extends Logger> L getLogger(Class<?> source, Class<L> type) {
        return getLogger(source.getName(), type);
    }

    @Override
    public <L extends Logger> L getLogger(Bundle bundle, String name, Class<L> type) {
        return getLogger(name, type);
    }

    @Override
    @Deprecated
    public void log(int level, String message) {
        log(null, level, message, null);
    }

    @Override
    @Deprecated
    public void log(int level, String message, @Nullable Throwable thrown) {
        log(null, level, message, thrown);
    }

    @Override
    @Deprecated
    public void log(@Nullable ServiceReference<?> source, int level, String message) {
        log(source, level, message, null);
    }

    @Override
    @Deprecated
    public void log(@Nullable ServiceReference<?> source, int level, String message, @Nullable Throwable thrown) {
        System.getLogger(source == null ? "osgi" : source.getBundle().getSymbolicName())
                .log(level(level), message, thrown);
    }

    private static Level level(int osgi) {
        return switch (osgi) {
            case 1 -> Level.ERROR;
            case 2 -> Level.WARNING;
            case 3 -> Level.INFO;
            default -> Level.DEBUG;
        };
    }
}
