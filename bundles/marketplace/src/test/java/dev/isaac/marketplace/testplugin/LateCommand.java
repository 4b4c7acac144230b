package dev.isaac.marketplace.testplugin;

import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import java.io.IOException;

/** Reads what comes in, and only then needs another class of its plugin. */
public final class LateCommand implements Command {

    private final String name;
    private final String version;

    LateCommand(String name, String version) {
        this.name = name;
        this.version = version;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(name, "Answer late").build();
    }

    @Override
    public CommandResult execute(Invocation invocation) throws CommandException {
        try {
            invocation.in().read();
        } catch (IOException e) {
            throw Fault.of(FaultKind.FAILED, "late.broken", "It was disturbed.").exception(e);
        }
        return CommandResult.text(Late.answer(version));
    }

    @Override
    public String toString() {
        return name + " " + version;
    }

    /** Loaded when the command has read its input, not before. */
    static final class Late {
        private Late() {}

        static String answer(String version) {
            return "late " + version;
        }
    }
}
