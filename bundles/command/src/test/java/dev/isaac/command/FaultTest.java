package dev.isaac.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultTest {

    /** The names of files are in the sentences that these end. */
    @Test
    void tellsWhyAFileCouldNotBeUsedWithoutItsName(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("file"), new byte[] {(byte) 0xff});
        assertThat(reason(() -> Files.readString(folder.resolve("none")))).isEqualTo("there is no such file or folder");
        assertThat(reason(() -> Files.createFile(file))).isEqualTo("it is there already");
        assertThat(reason(() -> Files.readString(file))).isEqualTo("its bytes are no text");
        assertThat(reason(() -> Files.newDirectoryStream(file))).isEqualTo("it is no folder");
        assertThat(reason(() -> Files.delete(folder))).isEqualTo("the folder is not empty");
        assertThat(reason(() -> Files.readString(folder))).isEqualTo("Is a directory");
        assertThat(reason(() -> Files.readString(file.resolve("below")))).isEqualTo("Not a directory");
        assertThat(Fault.reason(new AccessDeniedException("/x"))).isEqualTo("permission denied");
        assertThat(Fault.reason(new FileSystemException("/x", null, "No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(Fault.reason(new FileSystemLoopException("/x"))).isEqualTo("FileSystemLoopException");
        assertThat(Fault.reason(new EOFException())).isEqualTo("EOFException");
    }

    private static String reason(ThrowingCallable attempt) {
        return Fault.reason(catchThrowableOfType(IOException.class, attempt));
    }

    @Test
    void carriesCodeSentenceHintAndDetailsThroughTheException() {
        Exception cause = new IllegalStateException("inner");
        Fault fault = Fault.of(FaultKind.NOT_FOUND, "plugin.not-found", "There is no plugin named x.")
                .hint("Try marketplace search.")
                .detail("id", "x")
                .detail("registry", "isaac");
        CommandException exception = fault.exception(cause);
        assertThat(exception.fault()).isSameAs(fault);
        assertThat(exception)
                .hasMessage("plugin.not-found: There is no plugin named x.")
                .hasCause(cause);
        assertThat(fault.details()).isEqualTo(Map.of("id", "x", "registry", "isaac"));
        assertThat(fault.hint()).isEqualTo("Try marketplace search.");
    }

    @Test
    void refusesCodesThatScriptsCouldNotRelyOn() {
        for (String code : new String[] {"", "oops", "Plugin.x", "plugin.", "plugin not found", "a..b"}) {
            assertThatIllegalArgumentException()
                    .as("code <%s>", code)
                    .isThrownBy(() -> Fault.of(FaultKind.FAILED, code, "x"));
        }
    }

    @Test
    void detailsCannotBeChangedAfterwards() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(
                        () -> Fault.of(FaultKind.FAILED, "a.b", "x").details().put("k", "v"));
    }

    @Test
    void kindsHaveTheDocumentedExitCodes() {
        assertThat(Arrays.stream(FaultKind.values()).collect(Collectors.toMap(k -> k, FaultKind::exitCode)))
                .isEqualTo(Map.of(
                        FaultKind.FAILED, 1,
                        FaultKind.USAGE, 2,
                        FaultKind.REFUSED, 3,
                        FaultKind.VERIFICATION, 4,
                        FaultKind.NOT_FOUND, 5,
                        FaultKind.UNAVAILABLE, 6,
                        FaultKind.CONFLICT, 7,
                        FaultKind.INTERRUPTED, 130));
    }

    @Test
    void cancellationCheckThrowsOnlyWhenCancelled() throws CommandException {
        cancellation(false).check();
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> cancellation(true).check())
                .satisfies(e -> assertThat(e.fault().kind()).isEqualTo(FaultKind.INTERRUPTED));
    }

    private static Cancellation cancellation(boolean cancelled) {
        return new Cancellation() {
            @Override
            public boolean isCancelled() {
                return cancelled;
            }

            @Override
            public Registration onCancel(Runnable action) {
                return () -> {};
            }
        };
    }
}
