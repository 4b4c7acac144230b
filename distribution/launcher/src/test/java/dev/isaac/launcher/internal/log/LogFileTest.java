package dev.isaac.launcher.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ListResourceBundle;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.Logger;

class LogFileTest {

    @TempDir
    private Path folder;

    @AfterEach
    void discard() {
        LogFile.discard();
    }

    private String content() throws IOException {
        return Files.readString(folder.resolve("log/isaac.log"));
    }

    @Test
    void opensNoFileBeforeTheFirstRecord() throws IOException {
        LogFile.use(folder.resolve("log"));
        assertThat(folder).isEmptyDirectory();

        LogFile.record("INFO", "source", "first\nsecond", null);

        assertThat(content()).matches("(?s)\\S+Z \\d+ INFO source: first\n  second\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("log/isaac.log"))))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsTheTraceOfAnError() throws IOException {
        LogFile.use(folder.resolve("log"));

        LogFile.record("ERROR", "source", "it broke", new IllegalStateException("because"));

        assertThat(content()).contains("it broke\n  java.lang.IllegalStateException: because\n  \tat ");
    }

    @Test
    void startsANewFileWhenTheOldOneIsFull() throws IOException {
        LogFile log = new LogFile(folder, 100);
        for (int i = 0; i < 3; i++) {
            log.write("INFO", "source", "record " + i + " " + "x".repeat(100), null);
        }

        assertThat(Files.readString(folder.resolve("isaac.log")))
                .contains("record 2")
                .doesNotContain("record 1");
        assertThat(Files.readString(folder.resolve("isaac.log.1"))).contains("record 1");
    }

    @Test
    void staysSilentWhereItCannotWrite() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        LogFile log = new LogFile(file, 100);

        log.write("INFO", "source", "lost", null);

        assertThat(file).isEmptyFile();
    }

    @Test
    void receivesWhatSystemLoggersSay() throws IOException {
        LogFile.use(folder.resolve("log"));
        System.Logger logger = new FileLoggerFinder().getLogger("name", LogFileTest.class.getModule());

        logger.log(Level.INFO, "hello {0}", "world");
        logger.log(Level.WARNING, "broken {", "pattern");
        logger.log(Level.DEBUG, "too fine");
        logger.log(Level.ERROR, TEXTS, "key", new IOException("cause"));
        logger.log(Level.ERROR, TEXTS, "absent");

        assertThat(logger.getName()).isEqualTo("name");
        assertThat(logger.isLoggable(Level.OFF)).isFalse();
        assertThat(content())
                .contains("INFO name: hello world")
                .contains("WARNING name: broken {")
                .contains("ERROR name: translated\n  java.io.IOException: cause")
                .contains("ERROR name: absent")
                .doesNotContain("too fine");
    }

    @Test
    void receivesWhatJavaUtilLoggingSays() throws IOException {
        LogFile.use(folder.resolve("log"));
        LogRecord record = new LogRecord(java.util.logging.Level.WARNING, "jul {0}");
        record.setParameters(new Object[] {"speaks"});
        record.setLoggerName("lib");

        JulHandler handler = new JulHandler();
        handler.publish(record);
        handler.flush();
        handler.close();

        assertThat(content()).contains("WARNING lib: jul speaks");
    }

    @Test
    void receivesWhatTheOsgiLogServiceSays() {
        RecordingLogger target = new RecordingLogger();
        Logger logger = new BridgeLogger(target, false);
        FormatterLogger formatter = new BridgeLogger(target, true);

        logger.error("plain");
        logger.warn("{} and {}", 1, 2);
        logger.warn("too few {}");
        logger.error("with cause {}", "x", new IOException("c"));
        formatter.audit("%s-%s", "a", "b");
        logger.info("detail for us");
        logger.error(l -> l.error("lazy"));
        logger.debug(l -> l.debug("never"));

        assertThat(target.records)
                .containsExactly(
                        "ERROR plain",
                        "WARNING 1 and 2",
                        "WARNING too few {}",
                        "ERROR with cause x c",
                        "INFO a-b",
                        "ERROR lazy");
        assertThat(logger.isErrorEnabled()).isTrue();
        assertThat(logger.isWarnEnabled()).isTrue();
        assertThat(logger.isInfoEnabled()).isFalse();
        assertThat(logger.isDebugEnabled()).isFalse();
        assertThat(logger.isTraceEnabled()).isFalse();
        assertThat(logger.getName()).isEqualTo("recording");
    }

    private static final ListResourceBundle TEXTS = new ListResourceBundle() {
        @Override
        protected Object[][] getContents() {
            return new Object[][] {{"key", "translated"}};
        }
    };
}
