package dev.isaac.core.internal.command;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.core.internal.allow.AllowList;
import dev.isaac.core.internal.home.PolicyFile;
import dev.isaac.core.internal.route.Programs;
import java.nio.file.Path;
import java.util.Optional;

/** What the three {@code allow} commands share. */
final class AllowCommands {

    private AllowCommands() {}

    static AllowList list(IsaacHome home) {
        return new AllowList(home.root().resolve("allow.json"), PolicyFile.of(home));
    }

    /** The program or folder that a word means: a path, or the name of a program on the search path. */
    static Path target(Invocation invocation) throws CommandException {
        String word = invocation.text("program");
        if (word.indexOf('/') >= 0 || word.indexOf('\\') >= 0 || word.startsWith(".")) {
            return invocation.directory().resolve(word).normalize();
        }
        Optional<Path> program = new Programs(System::nanoTime)
                .find(word, invocation.environment().getOrDefault("PATH", ""), invocation.directory());
        return program.orElseThrow(() -> Fault.of(
                        FaultKind.NOT_FOUND, "allow.no-program", "There is no program " + word + " on the search path.")
                .hint("Give its path.")
                .exception());
    }
}
