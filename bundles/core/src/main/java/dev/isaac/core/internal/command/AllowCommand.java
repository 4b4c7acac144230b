package dev.isaac.core.internal.command;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.ValueType;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.core.internal.allow.AllowList;
import dev.isaac.core.internal.home.PolicyFile;
import dev.isaac.core.internal.route.Programs;
import java.nio.file.Path;

/** A command on the list of allowed programs: what {@code allow add}, {@code list} and {@code remove} have in common. */
abstract class AllowCommand implements Command {

    private final CommandManifest manifest;
    private final AllowList list;

    AllowCommand(CommandManifest manifest, AllowList list) {
        this.manifest = manifest;
        this.list = list;
    }

    static AllowList of(IsaacHome home) {
        return new AllowList(home.root().resolve("allow.json"), PolicyFile.of(home));
    }

    static Argument program(String summary) {
        return Argument.required("program", ValueType.TEXT, summary);
    }

    @Override
    public final CommandManifest manifest() {
        return manifest;
    }

    @Override
    public final CommandResult execute(Invocation invocation) throws CommandException {
        return execute(list, invocation);
    }

    abstract CommandResult execute(AllowList allowed, Invocation invocation) throws CommandException;

    /** The program or folder that a word means: a path, or the name of a program on the search path. */
    static Path target(Invocation invocation) throws CommandException {
        String word = invocation.text("program");
        if (word.indexOf('/') >= 0 || word.indexOf('\\') >= 0 || word.startsWith(".")) {
            return invocation.directory().resolve(word).normalize();
        }
        return new Programs(System::nanoTime)
                .find(word, invocation.environment().getOrDefault("PATH", ""), invocation.directory())
                .orElseThrow(() -> Fault.of(
                                FaultKind.NOT_FOUND,
                                "allow.no-program",
                                "There is no program " + word + " on the search path.")
                        .hint("Give its path.")
                        .exception());
    }
}
