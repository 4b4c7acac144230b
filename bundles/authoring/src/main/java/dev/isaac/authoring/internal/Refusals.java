package dev.isaac.authoring.internal;

import dev.isaac.command.CommandException;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.signing.SigningFault;
import dev.isaac.trust.TrustException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What goes wrong below the commands, in the words of a {@link Fault}. */
public final class Refusals {

    private static final Pattern BEGINS_WITH_A_WORD = Pattern.compile("[a-z]+[ ,:]");

    private Refusals() {}

    /** The work of a command. */
    @FunctionalInterface
    public interface Work {
        /** Does it. */
        CommandResult run() throws CommandException, TrustException, IOException;
    }

    /** Does the work; every failure becomes a fault with its code. */
    public static CommandResult translate(Work work) throws CommandException {
        try {
            return work.run();
        } catch (TrustException e) {
            throw Fault.of(kind(e), e.code(), sentence(e.getMessage()))
                    .hint(e.hint().isEmpty() ? "" : sentence(e.hint()))
                    .exception(e);
        } catch (Unanswered e) {
            throw e.fault();
        } catch (NoSuchFileException e) {
            throw Fault.of(FaultKind.NOT_FOUND, "authoring.file-missing", "There is no file " + e.getFile() + ".")
                    .exception(e);
        } catch (FileAlreadyExistsException e) {
            throw Fault.of(FaultKind.CONFLICT, "authoring.file-exists", "There is a file " + e.getFile() + " already.")
                    .hint("Name another one, or remove it first.")
                    .exception(e);
        } catch (AccessDeniedException e) {
            throw Fault.of(
                            FaultKind.FAILED,
                            "authoring.file-denied",
                            "The file " + e.getFile() + " may not be read or written.")
                    .exception(e);
        } catch (IOException e) {
            throw Fault.of(FaultKind.FAILED, "authoring.io-failed", sentence("A file cannot be read or written: " + e))
                    .exception(e);
        } catch (IllegalArgumentException e) {
            throw Fault.of(FaultKind.USAGE, "authoring.usage", sentence(e.getMessage()))
                    .exception(e);
        }
    }

    private static FaultKind kind(TrustException e) {
        int exit = SigningFault.exit(e);
        return Arrays.stream(FaultKind.values())
                .filter(kind -> kind.exitCode() == exit)
                .findFirst()
                .orElse(FaultKind.FAILED);
    }

    private static String sentence(@Nullable String words) {
        String text = String.valueOf(words).strip();
        // A name of a file or a plugin keeps its letters.
        String begun = BEGINS_WITH_A_WORD.matcher(text).lookingAt()
                ? Character.toUpperCase(text.charAt(0)) + text.substring(1)
                : text;
        return begun.endsWith(".") || begun.endsWith("?") ? begun : begun + ".";
    }
}
