package dev.isaac.core.internal.run;

import dev.isaac.command.CancellationSource;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Tier;
import dev.isaac.core.Surface;
import dev.isaac.core.internal.bind.ArgumentBinder;
import dev.isaac.core.internal.bind.BoundValues;
import dev.isaac.core.internal.call.CallBook;
import dev.isaac.core.internal.call.RunningCall;
import dev.isaac.core.internal.route.CommandEntry;
import dev.isaac.core.internal.route.CommandRegistry;
import dev.isaac.core.internal.route.Nearest;
import dev.isaac.core.internal.route.Routed;
import dev.isaac.core.internal.state.SessionState;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Runs one command of ours. Whatever it throws becomes a fault: the shell goes on. Thread-safe. */
final class CommandRunner {

    private static final System.Logger LOG = System.getLogger(CommandRunner.class.getName());

    /** What a native program that dies of a broken pipe ends with. */
    private static final int BROKEN_PIPE = 141;

    private final CommandRegistry registry;
    private final CallBook calls;

    CommandRunner(CommandRegistry registry, CallBook calls) {
        this.registry = registry;
        this.calls = calls;
    }

    /**
     * Runs a command.
     *
     * @param words its words, name included
     * @return the exit code
     * @throws CommandException what the user is told
     */
    int run(
            Routed routed,
            List<String> words,
            SessionState session,
            Surface surface,
            Io io,
            CancellationSource interruption)
            throws CommandException {
        CommandEntry entry = routed.entry();
        List<String> arguments = words.subList(Math.min(routed.words(), words.size()), words.size());
        if (entry == null) {
            if (arguments.size() == 1
                    && (arguments.get(0).equals("--help") || arguments.get(0).equals("-h"))) {
                return help(routed.target(), session, surface, io, interruption);
            }
            throw group(routed.target(), arguments);
        }
        CommandEntry there = entry;
        RunningCall call = calls.begin(there.bundle(), there.name(), interruption);
        while (call == null) {
            there = whenChanged(there, interruption);
            call = calls.begin(there.bundle(), there.name(), interruption);
        }
        try (RunningCall running = call) {
            return run(there, running, arguments, session, surface, io, interruption);
        }
    }

    /** Waits while the plugin of a command changes. The line was judged by what the command said before. */
    private CommandEntry whenChanged(CommandEntry before, CancellationSource interruption) throws CommandException {
        calls.awaitRelease(before.bundle(), interruption);
        CommandEntry now = registry.find(before.name()).orElseThrow(() -> gone(before.name()));
        if (tier(now).compareTo(tier(before)) > 0) {
            throw Fault.of(
                            FaultKind.CONFLICT,
                            "command.changed",
                            "The command " + now.name() + " is another one since its plugin changed.")
                    .hint("Type it again: it asks for more than before.")
                    .exception();
        }
        return now;
    }

    private static Tier tier(CommandEntry entry) {
        return entry.manifest().map(CommandManifest::tier).orElse(Tier.CONFIRM);
    }

    private int run(
            CommandEntry entry,
            RunningCall running,
            List<String> arguments,
            SessionState session,
            Surface surface,
            Io io,
            CancellationSource interruption)
            throws CommandException {
        CommandManifest manifest = entry.manifest().orElseThrow(() -> gone(entry.name()));
        try {
            Command command = entry.command().orElseThrow(() -> gone(entry.name()));
            requireAvailable(entry.name(), command, interruption);
            BoundValues bound = ArgumentBinder.bind(manifest, arguments);
            if (bound.common().help() && !entry.name().equals("help")) {
                return help(entry.name(), session, surface, io, interruption);
            }
            return call(command, running, bound, session, surface, io, interruption);
        } catch (CommandException e) {
            if (JsonEnvelope.isAsked(manifest, arguments)) {
                answer(e.fault(), surface, io);
            }
            throw e;
        }
    }

    private static void answer(Fault fault, Surface surface, Io io) {
        try {
            JsonEnvelope.failure(fault, surface, io.out());
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "nobody reads the document of a failure",
                    e); // it is reported all the same
        }
    }

    private static void requireAvailable(String name, Command command, CancellationSource interruption)
            throws CommandException {
        Optional<Fault> reason;
        try {
            reason = command.unavailable();
        } catch (Throwable e) { // a plugin may throw anything; the shell goes on
            throw crashed(name, e, interruption);
        }
        if (reason.isPresent()) {
            throw reason.get().exception();
        }
    }

    private int call(
            Command command,
            RunningCall running,
            BoundValues bound,
            SessionState session,
            Surface surface,
            Io io,
            CancellationSource line)
            throws CommandException {
        String name = bound.manifest().name();
        // Its own: what ends this call alone must not end the line.
        CancellationSource interruption = new CancellationSource();
        CommandInvocation invocation = new CommandInvocation(bound, surface, io, interruption, session);
        Thread worker = Thread.currentThread();
        try (var ofTheLine = line.onCancel(interruption::cancel);
                var ofTheWorker = interruption.onCancel(worker::interrupt)) {
            running.interruptedBy(interruption::cancel);
            CommandResult result = command.execute(invocation);
            if (result == null) {
                throw Fault.of(FaultKind.FAILED, "command.crashed", "The command " + name + " returned nothing at all.")
                        .exception();
            }
            deliver(result, bound.common().json(), surface, io);
            return 0;
        } catch (CommandException e) {
            if (isBrokenPipe(e)) {
                return BROKEN_PIPE;
            }
            throw told(running, e);
        } catch (IOException e) {
            if (isBrokenPipe(e)) {
                return BROKEN_PIPE;
            }
            throw outputFailed(name, e);
        } catch (Throwable e) { // a plugin may throw anything; the shell goes on
            if (isBrokenPipe(e)) {
                return BROKEN_PIPE;
            }
            throw told(running, crashed(name, e, interruption));
        } finally {
            running.interruptedBy(() -> {});
            if (interruption.isCancelled()) {
                // The interrupt was meant for the command alone.
                Thread.interrupted();
            }
        }
    }

    /** Who was asked to end has no fault of its own: the caller is told why it was asked. */
    private static CommandException told(RunningCall running, CommandException e) {
        return running.reason().map(reason -> reason.exception(e)).orElse(e);
    }

    /** Whether the reader of the output is gone: the command ends, and nobody is told, as with native programs. */
    private static boolean isBrokenPipe(Throwable e) {
        Throwable cause = e;
        for (int i = 0; cause != null && i < 10; i++) {
            if (cause instanceof BoundedPipe.BrokenPipe) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static CommandException crashed(String name, Throwable e, CancellationSource interruption) {
        if (interruption.isCancelled()) {
            return Fault.of(FaultKind.INTERRUPTED, "command.interrupted", "The command was interrupted.")
                    .exception(e);
        }
        LOG.log(System.Logger.Level.ERROR, "the command " + name + " crashed", e);
        return new Fault(
                        FaultKind.FAILED,
                        "command.crashed",
                        "The command " + name + " failed unexpectedly: "
                                + e.getClass().getSimpleName()
                                + (e.getMessage() == null ? "" : ": " + e.getMessage()) + ".",
                        "The log has the details; tell the author of the command.",
                        Map.of())
                .exception(e);
    }

    private static CommandException outputFailed(String name, IOException e) {
        return Fault.of(
                        FaultKind.FAILED,
                        "line.output",
                        "The output of " + name + " cannot be written: " + e.getMessage())
                .exception(e);
    }

    private static void deliver(CommandResult result, boolean json, Surface surface, Io io) throws IOException {
        OutputStream out = io.out();
        if (json) {
            JsonEnvelope.success(result, surface, out);
        } else if (out != null) {
            ResultWriter.write(result, out);
        } else {
            surface.show(result);
        }
    }

    private int help(String name, SessionState session, Surface surface, Io io, CancellationSource interruption)
            throws CommandException {
        Optional<CommandEntry> help = registry.find("help");
        Optional<CommandManifest> manifest = help.flatMap(CommandEntry::manifest);
        Optional<Command> command = help.flatMap(CommandEntry::command);
        if (manifest.isEmpty() || command.isEmpty()) {
            throw Fault.of(FaultKind.UNAVAILABLE, "command.no-help", "There is no help here for " + name + ".")
                    .exception();
        }
        // Help is of the host, whose commands are never held.
        try (RunningCall running = Objects.requireNonNull(calls.begin(CommandEntry.NO_BUNDLE, "help", interruption))) {
            return call(
                    command.get(),
                    running,
                    ArgumentBinder.bind(manifest.get(), List.of(name.split(" ", -1))),
                    session,
                    surface,
                    io,
                    interruption);
        }
    }

    /** Names are told once: the nearest one when it is near, else all of them as a list. */
    private CommandException group(String group, List<String> arguments) {
        List<String> names = registry.under(group);
        if (arguments.isEmpty()) {
            return Fault.of(FaultKind.USAGE, "usage.incomplete-command", group + " is a group of commands: say which.")
                    .hint("help " + group + " explains them.")
                    .detail("commands", names)
                    .exception();
        }
        String typed = group + " " + arguments.get(0);
        Fault unknown = Fault.of(FaultKind.NOT_FOUND, "command.not-found", "There is no command " + typed + ".");
        Optional<String> near = Nearest.of(typed, names);
        return near.isPresent()
                ? unknown.hint("Did you mean " + near.get() + "?").exception()
                : unknown.hint("help " + group + " explains them.")
                        .detail("commands", names)
                        .exception();
    }

    private static CommandException gone(String name) {
        return Fault.of(FaultKind.UNAVAILABLE, "command.gone", "The command " + name + " is not there any more.")
                .hint("Its plugin was removed or failed; marketplace list tells.")
                .exception();
    }
}
