package dev.isaac.launcher.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.LogService;

/** What bundles and the framework log arrives with its level, its source, its text and its cause. */
class BridgeTest {

    private final List<String> records = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            Throwable thrown = record.getThrown();
            records.add(record.getLevel() + " " + record.getLoggerName() + " " + record.getMessage()
                    + (thrown == null ? "" : " because " + thrown.getMessage()));
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };
    private final Logger root = Logger.getLogger("");
    private final Level level = root.getLevel();
    private final Handler[] others = root.getHandlers();

    @BeforeEach
    void listen() {
        for (Handler other : others) {
            root.removeHandler(other);
        }
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        root.setLevel(Level.FINE);
    }

    @AfterEach
    void restore() {
        root.removeHandler(handler);
        for (Handler other : others) {
            root.addHandler(other);
        }
        root.setLevel(level);
    }

    /** A level of the log service, what it becomes, and its five forms. */
    static Stream<Arguments> levels() {
        return Stream.of(
                Arguments.of(
                        "SEVERE",
                        forms(
                                FormatterLogger::error,
                                FormatterLogger::error,
                                FormatterLogger::error,
                                FormatterLogger::error)),
                Arguments.of(
                        "WARNING",
                        forms(
                                FormatterLogger::warn,
                                FormatterLogger::warn,
                                FormatterLogger::warn,
                                FormatterLogger::warn)),
                Arguments.of(
                        "FINE",
                        forms(
                                FormatterLogger::info,
                                FormatterLogger::info,
                                FormatterLogger::info,
                                FormatterLogger::info)),
                Arguments.of(
                        "FINE",
                        forms(
                                FormatterLogger::debug,
                                FormatterLogger::debug,
                                FormatterLogger::debug,
                                FormatterLogger::debug)),
                Arguments.of(
                        "INFO",
                        forms(
                                FormatterLogger::audit,
                                FormatterLogger::audit,
                                FormatterLogger::audit,
                                FormatterLogger::audit)));
    }

    private interface One {
        void log(FormatterLogger logger, String format, Object argument);
    }

    private interface Two {
        void log(FormatterLogger logger, String format, Object first, Object second);
    }

    private interface Many {
        void log(FormatterLogger logger, String format, Object... arguments);
    }

    private static List<BiConsumer<FormatterLogger, Object>> forms(
            BiConsumer<FormatterLogger, String> plain, One one, Two two, Many many) {
        return List.of(
                (logger, cause) -> plain.accept(logger, "plain"),
                (logger, cause) -> one.log(logger, "one {}", 1),
                (logger, cause) -> two.log(logger, "one {} cause", 1, cause),
                (logger, cause) -> many.log(logger, "{} {} {}", 1, 2, 3, cause));
    }

    @ParameterizedTest
    @MethodSource("levels")
    void carriesEveryFormOfEveryLevel(String expected, List<BiConsumer<FormatterLogger, Object>> forms) {
        FormatterLogger logger = new BridgeLogger(System.getLogger("a.source"), false);

        forms.forEach(form -> form.accept(logger, new IOException("c")));

        assertThat(records)
                .containsExactly(
                        expected + " a.source plain",
                        expected + " a.source one 1",
                        expected + " a.source one 1 cause because c",
                        expected + " a.source 1 2 3 because c");
    }

    @Test
    void makesNoTextForALevelThatIsOff() {
        FormatterLogger logger = new BridgeLogger(System.getLogger("a.source"), false);
        Object explosive = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("nobody wants this text");
            }
        };

        logger.trace("plain");
        logger.trace("{}", explosive);
        logger.trace("{}{}", explosive, explosive);
        logger.trace("{}{}{}", explosive, explosive, explosive);
        logger.trace(never -> never.error("never"));
        logger.debug(consumer -> consumer.debug("debug"));
        logger.info(consumer -> consumer.info("info"));
        logger.warn(consumer -> consumer.warn("warn"));

        assertThat(records).containsExactly("FINE a.source debug", "FINE a.source info", "WARNING a.source warn");
    }

    @Test
    @SuppressWarnings("deprecation") // bundles use it
    void offersTheLogServiceInItsOldAndItsNewForm() throws Exception {
        LogService service = new BridgeLogService();

        service.log(LogService.LOG_ERROR, "error");
        service.log(LogService.LOG_WARNING, "warning", new IOException("c"));
        service.log(null, LogService.LOG_INFO, "info");
        service.log(null, LogService.LOG_DEBUG, "debug", null);
        service.getLogger("by.name").warn("{}", "x");
        service.getLogger(String.class).warn("by class");
        service.getLogger("by.format", FormatterLogger.class).warn("%04d", 7);
        service.getLogger(String.class, org.osgi.service.log.Logger.class).warn("%04d {}", 7);

        assertThat(records)
                .containsExactly(
                        "SEVERE osgi error",
                        "WARNING osgi warning because c",
                        "INFO osgi info",
                        "FINE osgi debug",
                        "WARNING by.name x",
                        "WARNING java.lang.String by class",
                        "WARNING by.format 0007",
                        "WARNING java.lang.String %04d 7");
    }

    @Test
    void tellsWhatTheFrameworkSays() {
        FrameworkLog log = new FrameworkLog();

        log.doLog(org.apache.felix.framework.Logger.LOG_ERROR, "error", new IOException("c"));
        log.doLog(org.apache.felix.framework.Logger.LOG_WARNING, "warning", null);
        log.doLog(org.apache.felix.framework.Logger.LOG_INFO, "info", null);
        log.doLog(org.apache.felix.framework.Logger.LOG_DEBUG, "debug", null);

        String source = " org.apache.felix.framework ";
        assertThat(records)
                .containsExactly(
                        "SEVERE" + source + "error because c",
                        "WARNING" + source + "warning",
                        "INFO" + source + "info",
                        "FINE" + source + "debug");
    }
}
