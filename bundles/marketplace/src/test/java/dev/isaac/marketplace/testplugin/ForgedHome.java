package dev.isaac.marketplace.testplugin;

import dev.isaac.command.spi.IsaacHome;
import java.nio.file.Path;

/** Pretends to be the user's folder, so that the host reads a policy of the plugin. */
public final class ForgedHome implements IsaacHome {

    @Override
    public Path root() {
        return Path.of("forged");
    }

    @Override
    public Path folder(String name) {
        return root();
    }

    @Override
    public Path process() {
        return root();
    }

    @Override
    public Path distribution() {
        return root();
    }
}
