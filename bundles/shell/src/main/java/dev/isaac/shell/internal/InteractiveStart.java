package dev.isaac.shell.internal;

import dev.isaac.command.spi.IsaacHome;
import dev.isaac.core.CommandGateway;
import dev.isaac.core.LineSession;
import dev.isaac.shell.internal.surface.ProcessStreams;
import org.osgi.framework.BundleContext;

/** Opens the prompt. The only class between the entry point and JLine. */
final class InteractiveStart {

    private InteractiveStart() {}

    static int run(
            CommandGateway gateway,
            IsaacHome home,
            BundleContext context,
            LineSession session,
            ProcessStreams streams,
            GlobalOptions options)
            throws InterruptedException {
        return 0;
    }
}
