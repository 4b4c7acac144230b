package dev.isaac.marketplace.testplugin;

import dev.isaac.command.Command;
import java.util.function.Supplier;

/** A component that wants a command of somebody else, which it would call without any gate. */
public final class CommandUser implements Supplier<String> {

    private volatile String seen = "nothing";

    void bind(Command command) {
        seen = String.valueOf(command);
    }

    @Override
    public String get() {
        return seen;
    }
}
