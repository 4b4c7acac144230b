package dev.isaac.shell.internal;

import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Words whose bytes are no text: what Java makes of them would name something else. */
final class Undecodable {

    private static final char REPLACEMENT = '\uFFFD';

    private Undecodable() {}

    /**
     * The fault for a command line with such a word; empty when there is none, or nobody can tell.
     *
     * @param bytes the command line as the system has it; empty where it does not say
     */
    static Optional<Fault> in(List<String> arguments, Supplier<Optional<byte[]>> bytes) {
        for (String argument : arguments) {
            if (argument.indexOf(REPLACEMENT) >= 0) {
                // Somebody may mean that very character.
                Optional<byte[]> known = bytes.get();
                return known.isEmpty()
                                || new String(known.get(), StandardCharsets.ISO_8859_1).contains("\u00EF\u00BF\u00BD")
                        ? Optional.empty()
                        : Optional.of(fault("The word " + argument));
            }
        }
        return Optional.empty();
    }

    /** The fault. */
    static Fault fault(String what) {
        return Fault.of(
                        FaultKind.USAGE,
                        "shell.not-text",
                        what + " is no text: its bytes are not valid in this locale.")
                .hint("Names of files that are no text can be used in another shell only.");
    }

    /** The command line of this process, words between NULs. */
    static Optional<byte[]> ofThisProcess() {
        try {
            return Optional.of(Files.readAllBytes(Path.of("/proc/self/cmdline")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
