package dev.isaac.shell.internal;

import dev.isaac.command.spi.IsaacHome;
import dev.isaac.command.spi.Settings;
import dev.isaac.core.CommandGateway;
import dev.isaac.core.LineSession;
import dev.isaac.shell.internal.prompt.Prompt;
import dev.isaac.shell.internal.prompt.PromptTerminal;
import dev.isaac.shell.internal.surface.ProcessStreams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Opens the prompt. The only class between the entry point and JLine. */
final class InteractiveStart {

    /** Set while the archive of loaded classes is made: the prompt is rehearsed on what standard input holds. */
    private static final String TRAINING = "isaac.training";

    private InteractiveStart() {}

    /** Whether the prompt runs without a terminal, so that what it loads becomes a part of the archive. */
    static boolean isRehearsal() {
        return Boolean.getBoolean(TRAINING);
    }

    /** The folder that the prompt shows as {@code ~}: what the line language makes of it too. */
    private static Path userHome(LineSession session) {
        String home = session.variables().get("HOME");
        return Path.of(home == null || home.isEmpty() ? System.getProperty("user.home", "/") : home);
    }

    static int run(
            CommandGateway gateway,
            IsaacHome home,
            BundleContext context,
            LineSession session,
            ProcessStreams streams,
            GlobalOptions options)
            throws InterruptedException {
        String version = context.getBundle().getVersion().toString();
        boolean banner = !options.quiet()
                && !setting(context, PromptSettings.BANNER, "on").equals("off");
        Prompt.Settings settings = new Prompt.Settings(
                home.root(),
                userHome(session),
                banner
                        ? Optional.of("ISAAC " + version + ": help lists the commands, Tab completes, Ctrl-D leaves")
                        : Optional.empty(),
                options.colour(),
                options.quiet(),
                !setting(context, PromptSettings.HINTS, "on").equals("off"),
                setting(context, PromptSettings.KEYS, "emacs").equals("vi"),
                options.consent());
        PromptBackground background = new PromptBackground(context);
        try (Terminal terminal = isRehearsal()
                ? PromptTerminal.rehearsal(streams.in())
                : PromptTerminal.open(streams.terminals().charset())) {
            int status = new Prompt(gateway, session, terminal, streams, settings).run(background::start);
            if (isRehearsal()) {
                background.await();
            }
            return status;
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal could not be opened", e);
        } finally {
            background.close();
        }
    }

    private static String setting(BundleContext context, String key, String otherwise) {
        ServiceReference<Settings> reference = context.getServiceReference(Settings.class);
        Settings settings = reference == null ? null : context.getService(reference);
        if (settings == null) {
            return otherwise;
        }
        try {
            return settings.get(key).orElse(otherwise);
        } finally {
            context.ungetService(reference);
        }
    }
}
