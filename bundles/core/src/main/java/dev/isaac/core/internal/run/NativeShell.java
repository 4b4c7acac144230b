package dev.isaac.core.internal.run;

import dev.isaac.command.CancellationSource;
import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.LineTranslator;
import dev.isaac.core.Surface;
import dev.isaac.core.internal.route.Programs;
import dev.isaac.core.internal.state.SessionState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs native text by the shell of the host. The only class of the bundle that starts processes. Thread-safe. */
public final class NativeShell {

    /** How long programs have to end by themselves when the process ends. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** A kind of shell, and how it is told what to run. */
    enum Dialect {
        BASH("bash"),
        SH("sh"),
        POWERSHELL_7("pwsh"),
        POWERSHELL("powershell"),
        CMD("cmd");

        final String program;

        Dialect(String program) {
            this.program = program;
        }
    }

    private record Found(Dialect dialect, Path program) {}

    private final Programs programs;
    private final Supplier<@Nullable Path> scratch;
    private final boolean windows;
    private final boolean mac;
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /**
     * @param programs finds the shell
     * @param scratch a private folder for the files that carry state; {@code null}: none, state is lost
     */
    public NativeShell(Programs programs, Supplier<@Nullable Path> scratch) {
        this.programs = programs;
        this.scratch = scratch;
        this.windows = java.io.File.separatorChar == '\\';
        this.mac = System.getProperty("os.name", "").startsWith("Mac");
    }

    /** The shell that runs native lines of a session. */
    public Optional<Path> shell(SessionState session) {
        return find(session).map(Found::program);
    }

    /** What the native lines of a session are written in; empty where there is no shell. */
    public Optional<LineTranslator.Shell> target(SessionState session) {
        return find(session).map(found -> switch (found.dialect()) {
            case BASH, SH -> mac ? LineTranslator.Shell.MACOS : LineTranslator.Shell.LINUX;
            case POWERSHELL_7 -> LineTranslator.Shell.POWERSHELL;
            case POWERSHELL -> LineTranslator.Shell.POWERSHELL5;
            case CMD -> LineTranslator.Shell.CMD;
        });
    }

    private Optional<Found> find(SessionState session) {
        List<Dialect> order = windows
                ? List.of(Dialect.POWERSHELL_7, Dialect.POWERSHELL, Dialect.CMD)
                : List.of(Dialect.BASH, Dialect.SH);
        for (Dialect dialect : order) {
            Optional<Path> program = programs.find(dialect.program, session.searchPath(), session.directory());
            if (program.isEmpty() && !windows) {
                program = programs.find("/bin/" + dialect.program, "", session.directory());
            }
            if (program.isPresent()) {
                return Optional.of(new Found(dialect, program.get()));
            }
        }
        return Optional.empty();
    }

    /**
     * Runs text and waits for its end.
     *
     * @param keepState whether directory, variables and functions are carried back into the session
     * @param detached whether programs may go on in the background after the end
     * @return the exit code
     */
    int run(
            String text,
            SessionState session,
            Surface surface,
            Io io,
            CancellationSource interruption,
            boolean keepState,
            boolean detached)
            throws CommandException {
        try (ShellState state = keepState ? ShellState.prepare(scratch.get(), session) : null) {
            Running running = start(text, session, surface, io, state, interruption);
            int code = running.await(detached);
            if (state != null) {
                state.adopt(session);
            }
            programs.forget();
            return code;
        }
    }

    /** Starts text whose ends may be pipes to others in this process; state is not carried back. */
    Running start(
            String text,
            SessionState session,
            Surface surface,
            Io io,
            @Nullable ShellState given,
            CancellationSource interruption)
            throws CommandException {
        if (!Files.isDirectory(session.directory())) {
            throw Fault.of(
                            FaultKind.NOT_FOUND,
                            "session.directory-gone",
                            "The working directory " + session.directory() + " does not exist any more.")
                    .hint("Go somewhere else with cd.")
                    .exception();
        }
        Found shell = find(session).orElseThrow(() -> Fault.of(
                        FaultKind.UNAVAILABLE,
                        "native.no-shell",
                        "There is no shell on this machine to run native programs.")
                .hint("Install bash or sh, or put it on PATH.")
                .exception());
        ShellState own = given == null ? ShellState.prepare(scratch.get(), session) : null;
        ShellState state = given != null ? given : own;
        List<String> command = new ArrayList<>(command(shell, state == null ? text : state.passable(text), state));
        if (shell.dialect() == Dialect.BASH || shell.dialect() == Dialect.SH) {
            command.addAll(session.positional());
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(session.directory().toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(session.exported());
        environment.put("PWD", session.directory().toString());
        environment.put("OLDPWD", session.previous().toString());
        if (state != null && shell.dialect() == Dialect.BASH) {
            environment.put("BASH_ENV", state.before().toString());
        }
        if (io.inheritIn()) {
            builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
        }
        if (io.inheritOut()) {
            builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        }
        if (io.inheritErr()) {
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        }
        if (ended) {
            throw closing();
        }
        try {
            Running started = new Running(builder.start(), surface, io, own, interruption, running::remove);
            running.add(started);
            if (ended) { // in this very moment
                awaitEnd(started.terminate());
            }
            return started;
        } catch (IOException e) {
            if (own != null) {
                own.close();
            }
            throw Fault.of(
                            FaultKind.FAILED,
                            "native.not-started",
                            "The shell " + shell.program() + " did not start: " + e.getMessage())
                    .exception(e);
        }
    }

    /** From now on a program runs on when this process ends. */
    void release(Running program) {
        running.remove(program);
    }

    private static CommandException closing() {
        return Fault.of(FaultKind.INTERRUPTED, "session.closing", "ISAAC is ending; nothing more is started.")
                .exception();
    }

    /**
     * Ends the programs that run, with all that they started, because this process ends: politely first, after a grace
     * period by force. Nothing is started any more.
     */
    public void end() {
        ended = true;
        List<ProcessHandle> family = new ArrayList<>();
        running.forEach(program -> family.addAll(program.terminate()));
        awaitEnd(family);
    }

    private static void awaitEnd(List<ProcessHandle> family) {
        long deadline = System.nanoTime() + GRACE.toNanos();
        for (ProcessHandle member : family) {
            try {
                member.onExit().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                member.destroyForcibly();
            } catch (InterruptedException e) {
                member.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    private static List<String> command(Found shell, String text, @Nullable ShellState state) {
        String program = shell.program().toString();
        return switch (shell.dialect()) {
            case BASH -> List.of(program, "-c", text, "bash");
            case SH -> List.of(program, "-c", state == null ? text : ". '" + state.before() + "'\n" + text, "sh");
            case POWERSHELL_7, POWERSHELL -> List.of(program, "-NoLogo", "-NoProfile", "-Command", text);
            case CMD -> List.of(program, "/d", "/s", "/c", text);
        };
    }

    /** A native program that runs. */
    static final class Running {
        private static final long DETACHED_WAIT_MILLIS = 200;

        private final Process process;
        private final @Nullable ShellState state;
        private final List<StreamPump> outputs = new ArrayList<>(2);
        private final CancellationSource interruption;
        private final boolean ownsTerminal;
        private final Consumer<Running> over;
        private volatile boolean killed;

        Running(
                Process process,
                Surface surface,
                Io io,
                @Nullable ShellState state,
                CancellationSource interruption,
                Consumer<Running> over) {
            this.over = over;
            this.process = process;
            this.state = state;
            this.interruption = interruption;
            this.ownsTerminal = io.inheritIn();
            if (!io.inheritIn()) {
                StreamPump pump = new StreamPump("isaac native stdin", io.in(), process.getOutputStream(), true);
                pump.start();
            }
            if (!io.inheritOut()) {
                OutputStream out = io.out();
                output("isaac native stdout", process.getInputStream(), out != null ? out : surface.out());
            }
            if (!io.inheritErr()) {
                OutputStream err = io.err();
                output("isaac native stderr", process.getErrorStream(), err != null ? err : surface.err());
            }
        }

        private void output(String name, java.io.InputStream from, OutputStream to) {
            StreamPump pump = new StreamPump(name, from, to, false);
            outputs.add(pump);
            pump.start();
        }

        long pid() {
            return process.pid();
        }

        /** Ends it. A program that owns the terminal got the interrupt from there already; only a second one ends it. */
        private void interrupt() {
            if (ownsTerminal && !killed) {
                killed = true;
                return;
            }
            boolean again = killed;
            killed = true;
            process.descendants().forEach(child -> {
                if (again) {
                    child.destroyForcibly();
                } else {
                    child.destroy();
                }
            });
            if (again) {
                process.destroyForcibly();
            } else {
                process.destroy();
            }
        }

        /** Asks it and all that it started to end, and keeps the rest of its line from being run; returns whom it asked. */
        private List<ProcessHandle> terminate() {
            // Known before anybody dies: the children of a dead shell are nobody's.
            List<ProcessHandle> family = new ArrayList<>(List.of(process.toHandle()));
            process.descendants().forEach(family::add);
            interruption.cancel();
            killed = true;
            family.forEach(ProcessHandle::destroy); // the shell first: it must not go on to its next command
            return family;
        }

        int await(boolean detached) {
            try (var registration = interruption.onCancel(this::interrupt)) {
                int code = waitFor();
                for (StreamPump pump : outputs) {
                    // A child that the shell started in the moment of its death is nobody's, and may hold the pipe.
                    join(pump, detached || killed);
                }
                return code;
            } finally {
                over.accept(this);
                if (state != null) {
                    state.close();
                }
            }
        }

        private int waitFor() {
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        int code = process.waitFor();
                        return interrupted || (killed && !ownsTerminal) ? 130 : code;
                    } catch (InterruptedException e) {
                        interrupted = true;
                        process.descendants().forEach(ProcessHandle::destroy);
                        process.destroy();
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private static void join(StreamPump pump, boolean detached) {
            try {
                // What runs on in the background keeps the pipe open: take what is there and leave the rest to the
                // pump.
                if (detached) {
                    pump.join(DETACHED_WAIT_MILLIS);
                } else {
                    pump.join();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
