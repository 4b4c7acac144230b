package dev.isaac.launcher.internal.log;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.LoggerConsumer;

/**
 * A logger of the log service that writes to a {@link System.Logger}. Texts have {@code {}} for each argument, or are
 * those of {@link String#format} for a {@link FormatterLogger}. What OSGi services call information is detail to us: they
 * tell of every start.
 */
final class BridgeLogger implements FormatterLogger {

    private final System.Logger target;
    private final boolean printf;

    BridgeLogger(System.Logger target, boolean printf) {
        this.target = target;
        this.printf = printf;
    }

    @Override
    public String getName() {
        return target.getName();
    }

    private void write(Level level, String format, @Nullable Object... arguments) {
        if (!target.isLoggable(level)) {
            return;
        }
        Throwable thrown = null;
        int count = arguments.length;
        if (count > 0 && arguments[count - 1] instanceof Throwable last) {
            thrown = last;
            count--;
        }
        if (count > 0 && arguments[count - 1] instanceof ServiceReference) {
            count--; // tells where the record comes from, is no part of the text
        }
        target.log(level, count == 0 ? format : text(format, Arrays.copyOf(arguments, count)), thrown);
    }

    @SuppressWarnings("AnnotateFormatMethod") // it is a format of that kind only for some loggers
    private String text(String format, @Nullable Object... arguments) {
        if (printf) {
            return String.format(format, arguments);
        }
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (Object argument : arguments) {
            int hole = format.indexOf("{}", from);
            if (hole < 0) {
                break;
            }
            text.append(format, from, hole).append(argument);
            from = hole + 2;
        }
        return text.append(format.substring(from)).toString();
    }

    @Override
    public boolean isTraceEnabled() {
        return target.isLoggable(Level.TRACE);
    }

    @Override
    public void trace(String message) {
        write(Level.TRACE, message);
    }

    @Override
    public void trace(String format, @Nullable Object argument) {
        write(Level.TRACE, format, argument);
    }

    @Override
    public void trace(String format, @Nullable Object first, @Nullable Object second) {
        write(Level.TRACE, format, first, second);
    }

    @Override
    public void trace(String format, @Nullable Object... arguments) {
        write(Level.TRACE, format, arguments);
    }

    @Override
    public <E extends Exception> void trace(LoggerConsumer<E> consumer) throws E {
        if (isTraceEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public boolean isDebugEnabled() {
        return target.isLoggable(Level.DEBUG);
    }

    @Override
    public void debug(String message) {
        write(Level.DEBUG, message);
    }

    @Override
    public void debug(String format, @Nullable Object argument) {
        write(Level.DEBUG, format, argument);
    }

    @Override
    public void debug(String format, @Nullable Object first, @Nullable Object second) {
        write(Level.DEBUG, format, first, second);
    }

    @Override
    public void debug(String format, @Nullable Object... arguments) {
        write(Level.DEBUG, format, arguments);
    }

    @Override
    public <E extends Exception> void debug(LoggerConsumer<E> consumer) throws E {
        if (isDebugEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public boolean isInfoEnabled() {
        return target.isLoggable(Level.DEBUG);
    }

    @Override
    public void info(String message) {
        write(Level.DEBUG, message);
    }

    @Override
    public void info(String format, @Nullable Object argument) {
        write(Level.DEBUG, format, argument);
    }

    @Override
    public void info(String format, @Nullable Object first, @Nullable Object second) {
        write(Level.DEBUG, format, first, second);
    }

    @Override
    public void info(String format, @Nullable Object... arguments) {
        write(Level.DEBUG, format, arguments);
    }

    @Override
    public <E extends Exception> void info(LoggerConsumer<E> consumer) throws E {
        if (isInfoEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public boolean isWarnEnabled() {
        return target.isLoggable(Level.WARNING);
    }

    @Override
    public void warn(String message) {
        write(Level.WARNING, message);
    }

    @Override
    public void warn(String format, @Nullable Object argument) {
        write(Level.WARNING, format, argument);
    }

    @Override
    public void warn(String format, @Nullable Object first, @Nullable Object second) {
        write(Level.WARNING, format, first, second);
    }

    @Override
    public void warn(String format, @Nullable Object... arguments) {
        write(Level.WARNING, format, arguments);
    }

    @Override
    public <E extends Exception> void warn(LoggerConsumer<E> consumer) throws E {
        if (isWarnEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public boolean isErrorEnabled() {
        return target.isLoggable(Level.ERROR);
    }

    @Override
    public void error(String message) {
        write(Level.ERROR, message);
    }

    @Override
    public void error(String format, @Nullable Object argument) {
        write(Level.ERROR, format, argument);
    }

    @Override
    public void error(String format, @Nullable Object first, @Nullable Object second) {
        write(Level.ERROR, format, first, second);
    }

    @Override
    public void error(String format, @Nullable Object... arguments) {
        write(Level.ERROR, format, arguments);
    }

    @Override
    public <E extends Exception> void error(LoggerConsumer<E> consumer) throws E {
        if (isErrorEnabled()) {
            consumer.accept(this);
        }
    }

    @Override
    public void audit(String message) {
        write(Level.INFO, message);
    }

    @Override
    public void audit(String format, @Nullable Object argument) {
        write(Level.INFO, format, argument);
    }

    @Override
    public void audit(String format, @Nullable Object first, @Nullable Object second) {
        write(Level.INFO, format, first, second);
    }

    @Override
    public void audit(String format, @Nullable Object... arguments) {
        write(Level.INFO, format, arguments);
    }
}
