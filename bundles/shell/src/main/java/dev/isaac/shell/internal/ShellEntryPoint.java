package dev.isaac.shell.internal;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.EntryPoint;
import dev.isaac.command.spi.IsaacHome;
import dev.isaac.core.CommandGateway;
import dev.isaac.core.LineSession;
import dev.isaac.core.Outcome;
import dev.isaac.core.SessionOptions;
import dev.isaac.core.Surface;
import dev.isaac.shell.internal.surface.Consent;
import dev.isaac.shell.internal.surface.ConsoleDialog;
import dev.isaac.shell.internal.surface.Delivery;
import dev.isaac.shell.internal.surface.Dialog;
import dev.isaac.shell.internal.surface.HumanSurface;
import dev.isaac.shell.internal.surface.InterruptSignal;
import dev.isaac.shell.internal.surface.Interrupts;
import dev.isaac.shell.internal.surface.JsonSurface;
import dev.isaac.shell.internal.surface.ProcessStreams;
import dev.isaac.shell.internal.surface.Terminals;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Serves the process: one command, one line, a script on standard input, or the prompt. */
@Component(service = EntryPoint.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class ShellEntryPoint implements EntryPoint {

    private static final System.Logger LOG = System.getLogger(ShellEntryPoint.class.getName());

    /** What a program ends with that the system ends when the reader of its output is gone: 128 + SIGPIPE. */
    private static final int BROKEN_PIPE = 141;

    private final CommandGateway gateway;
    private final Interactive interactive;
    private final Map<String, String> environment;
    private final Path directory;
    private final Function<Map<String, String>, Terminals> terminals;
    private final boolean inheritable;

    /** The prompt, behind an interface, so that a single command loads nothing of it. */
    interface Interactive {
        int run(LineSession session, ProcessStreams streams, GlobalOptions options) throws InterruptedException;
    }

    /** Serves this process. */
    @Activate
    public ShellEntryPoint(@Reference CommandGateway gateway, @Reference IsaacHome home, BundleContext context) {
        this(
                gateway,
                (session, streams, options) -> InteractiveStart.run(gateway, home, context, session, streams, options),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Terminals::ofThisProcess,
                true);
    }

    ShellEntryPoint(
            CommandGateway gateway,
            Interactive interactive,
            Map<String, String> environment,
            Path directory,
            Function<Map<String, String>, Terminals> terminals,
            boolean inheritable) {
        this.gateway = gateway;
        this.interactive = interactive;
        this.environment = environment;
        this.directory = directory;
        this.terminals = terminals;
        this.inheritable = inheritable;
    }

    @Override
    public int run(List<String> arguments, InputStream in, OutputStream out, OutputStream err)
            throws InterruptedException {
        // NO_COLOR counts when it is there and not empty (no-color.org).
        boolean noColour = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        Delivery delivery = new Delivery(out, inheritable);
        ProcessStreams streams = ProcessStreams.of(in, delivery, err, terminals.apply(environment), inheritable);
        try {
            int code = serve(arguments, streams, noColour);
            streams.out().flush();
            return delivered(delivery, code, streams, !noColour);
        } finally {
            streams.out().flush();
            streams.err().flush();
        }
    }

    /** A result that did not arrive is no success; what failed before that stays what it was. */
    private static int delivered(Delivery delivery, int code, ProcessStreams streams, boolean colour) {
        if (delivery.isReaderGone()) {
            return code == 0 || code == FaultKind.INTERRUPTED.exitCode() ? BROKEN_PIPE : code;
        }
        if (delivery.failure().isEmpty()) {
            return code;
        }
        Fault fault = Fault.of(
                        FaultKind.FAILED,
                        "line.output",
                        "The output could not be written: "
                                + delivery.failure().get().getMessage() + ".")
                .hint("What the command did is done; its result is lost.");
        int failed = refuse(fault, streams, false, colour);
        return code == 0 ? failed : code;
    }

    private int serve(List<String> arguments, ProcessStreams streams, boolean noColour) throws InterruptedException {
        GlobalOptions options;
        Optional<Fault> undecodable =
                inheritable ? Undecodable.in(arguments, Undecodable::ofThisProcess) : Optional.empty();
        if (undecodable.isPresent()) {
            return refuse(undecodable.get(), streams, GlobalOptions.wantsJson(arguments), !noColour);
        }
        try {
            options = GlobalOptions.parse(
                    arguments, gateway, new SessionOptions(directory, environment, false), noColour);
            refuseEndlessDocument(options);
        } catch (CommandException e) {
            return refuse(e.fault(), streams, GlobalOptions.wantsJson(arguments), !noColour);
        }
        try {
            return run(options, streams);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.ERROR, "the shell failed", e);
            Fault fault = Fault.of(FaultKind.FAILED, "shell.internal-error", "Something broke inside the shell: " + e)
                    .hint("The log has the details: isaac log");
            return refuse(fault, streams, options.json(), options.colour());
        }
    }

    /** One document is printed at the end, and what follows the log has none. */
    private static void refuseEndlessDocument(GlobalOptions options) throws CommandException {
        List<String> words = options.words();
        boolean follows =
                !words.isEmpty() && words.get(0).equals("log") && (words.contains("--follow") || words.contains("-f"));
        if (options.json() && follows) {
            throw Fault.of(
                            FaultKind.USAGE,
                            "log.follow-json",
                            "The log is followed until you stop it, so there is no end at which one JSON document could be"
                                    + " printed.")
                    .hint("Leave out --json, or --follow.")
                    .exception();
        }
    }

    private int run(GlobalOptions options, ProcessStreams streams) throws InterruptedException {
        boolean prompt = options.words().isEmpty()
                && options.line().isEmpty()
                && !options.help()
                && !options.version()
                && (streams.terminals().in() || InteractiveStart.isRehearsal());
        SessionOptions session = new SessionOptions(directory, environment, prompt);
        try (LineSession line = gateway.open(session)) {
            return prompt ? interactive.run(line, streams, options) : once(line, options, streams);
        }
    }

    private static int once(LineSession session, GlobalOptions options, ProcessStreams streams) {
        Interrupts interrupts = new Interrupts();
        HumanSurface human = surface(options, streams, interrupts);
        JsonSurface json = options.json() ? new JsonSurface(human, streams) : null;
        Surface surface = json != null ? json : human;
        Outcome outcome;
        try (InterruptSignal signal = InterruptSignal.install(interrupts)) {
            outcome = execute(session, options, streams, surface);
        }
        return json != null ? json.finish(outcome) : outcome.exitCode();
    }

    private static Outcome execute(
            LineSession session, GlobalOptions options, ProcessStreams streams, Surface surface) {
        if (options.version()) {
            return session.execute(List.of("version"), surface);
        }
        if (options.help()) {
            List<String> words = new ArrayList<>(List.of("help"));
            options.words().stream().takeWhile(word -> !word.startsWith("-")).forEach(words::add);
            return session.execute(words, surface);
        }
        if (options.line().isPresent()) {
            return session.execute(options.line().get(), surface);
        }
        if (!options.words().isEmpty()) {
            return session.execute(options.words(), surface);
        }
        return new Script(streams.in(), streams.terminals().charset()).run(session, surface);
    }

    private static HumanSurface surface(GlobalOptions options, ProcessStreams streams, Interrupts interrupts) {
        Dialog dialog = streams.terminals().in() && streams.terminals().err()
                ? new ConsoleDialog(
                        streams.in(), streams.err(), streams.terminals().charset())
                : Dialog.NOBODY;
        return new HumanSurface(streams, dialog, options.consent(), options.colour(), options.quiet(), interrupts);
    }

    private static int refuse(Fault fault, ProcessStreams streams, boolean json, boolean colour) {
        HumanSurface human = new HumanSurface(streams, Dialog.NOBODY, Consent.none(), colour, true, new Interrupts());
        Outcome outcome = new Outcome(fault.kind().exitCode(), Optional.of(fault), false);
        if (json) {
            return new JsonSurface(human, streams).finish(outcome);
        }
        human.report(fault);
        return outcome.exitCode();
    }
}
