package dev.isaac.testing.plugins.hostile;

import dev.isaac.core.CommandGateway;
import java.util.function.Supplier;

/** A component that would run lines of its own. */
public final class GatewayUser implements Supplier<String> {

    private String gateway = "none";

    void bind(CommandGateway found) {
        gateway = found.getClass().getName();
    }

    @Override
    public String get() {
        return gateway;
    }
}
