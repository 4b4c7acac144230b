package dev.isaac.marketplace.testplugin;

import dev.isaac.command.Command;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Invocation;

/** Answers with the version of its plugin. */
public final class EchoCommand implements Command {

    private final String name;
    private final String version;

    EchoCommand(String name, String version) {
        this.name = name;
        this.version = version;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(name, "Answer with the version").build();
    }

    @Override
    public CommandResult execute(Invocation invocation) {
        return CommandResult.text(version);
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
