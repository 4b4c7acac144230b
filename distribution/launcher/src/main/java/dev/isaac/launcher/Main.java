package dev.isaac.launcher;

import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.EntryPoint;
import dev.isaac.launcher.RuntimeOptions.Mode;
import dev.isaac.launcher.internal.home.DiskSpace;
import dev.isaac.launcher.internal.home.OwnerOnly;
import dev.isaac.launcher.internal.log.JulConfiguration;
import dev.isaac.launcher.internal.log.LogFile;
import dev.isaac.launcher.internal.process.Arguments;
import dev.isaac.launcher.internal.process.FaultText;
import dev.isaac.launcher.internal.process.ShutdownWatchdog;
import dev.isaac.launcher.internal.process.Training;
import dev.isaac.launcher.internal.process.WarmUp;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The process behind the start script: takes {@code --home}, starts the runtime, hands over to the entry point. */
public final class Main {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration HALT = Duration.ofSeconds(8);

    /** With these a command that needs no home works all the same. */
    private static final Set<String> NO_HOME = Set.of("home.read-only", DiskSpace.FULL);

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    private final PrintStream err =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    private final ShutdownWatchdog watchdog = new ShutdownWatchdog(HALT, err, new Halt());
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable IsaacRuntime runtime;
    private @Nullable Path temporary;
    private boolean stopping;

    private Main() {}

    /** Runs the process; ends it with the exit code of what it did. */
    public static void main(String... words) {
        int code = Boolean.getBoolean("isaac.training") ? Training.run() : new Main().run(words);
        System.exit(code);
    }

    private int run(String... words) {
        WarmUp.begin();
        boolean json = Arguments.wantsJson(words);
        int code;
        try {
            code = serve(Arguments.parse(words));
        } catch (LaunchException e) {
            code = report(e.fault(), json, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            code = FaultKind.INTERRUPTED.exitCode();
        } catch (RuntimeException | Error e) {
            code = report(
                    Fault.of(FaultKind.FAILED, "launcher.uncaught", "an error that nobody expected: " + e)
                            .hint("the log in the home folder has the details; please report them"),
                    json,
                    e);
        }
        return stop(code);
    }

    private int serve(Arguments arguments) throws LaunchException, InterruptedException {
        Thread.setDefaultUncaughtExceptionHandler(new Uncaught());
        System.setProperty(JulConfiguration.PROPERTY, JulConfiguration.class.getName());
        System.setOut(
                System.err); // results go out through the entry point; what a library prints does not mix with them
        IsaacRuntime started = start(arguments);
        synchronized (this) {
            runtime = started;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(new Interrupted(), "isaac-shutdown"));
        EntryPoint entry = started.await(EntryPoint.class, PATIENCE);
        // Not the print stream, which would keep to itself what cannot be written.
        OutputStream results = new FileOutputStream(FileDescriptor.out);
        return entry.run(arguments.rest(), new FileInputStream(FileDescriptor.in), results, err);
    }

    private IsaacRuntime start(Arguments arguments) throws LaunchException {
        Path distribution = distribution();
        Path home = home(arguments);
        try {
            return start(home, distribution);
        } catch (LaunchException e) {
            String code = e.fault().code();
            if (!NO_HOME.contains(code) || !arguments.needsNoHome()) {
                throw e;
            }
            err.print("isaac: warning: " + e.fault().message() + "; this command goes without it [" + code + "]\n");
            return start(temporaryHome(e), distribution);
        }
    }

    private static IsaacRuntime start(Path home, Path distribution) throws LaunchException {
        LogFile.use(home.resolve("log"));
        try {
            return IsaacRuntime.start(RuntimeOptions.of(home, distribution)
                    .withMode(Mode.CLASS_PATH)
                    .withStopTimeout(STOP));
        } catch (LaunchException e) {
            if (e.fault().code().startsWith("home.")) {
                LogFile.discard(); // a home that cannot be used, or that is not ours to change, gets no log either
            }
            throw e;
        }
    }

    private Path temporaryHome(LaunchException cause) throws LaunchException {
        try {
            temporary = Files.createTempDirectory("isaac-"); // for its owner only
            return temporary;
        } catch (IOException e) {
            cause.addSuppressed(e);
            throw cause;
        }
    }

    private static Path home(Arguments arguments) throws LaunchException {
        String folder = arguments.homeFolder(System.getenv(), System.getProperty("user.home"));
        try {
            return Path.of(folder).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw LaunchException.of(
                    FaultKind.USAGE, "launcher.usage", "this is no name of a folder: " + folder, "name another one", e);
        }
    }

    private static Path distribution() throws LaunchException {
        String folder = System.getProperty("isaac.distribution");
        if (folder == null || !Files.isDirectory(Path.of(folder))) {
            throw LaunchException.of(
                    FaultKind.FAILED,
                    "launcher.no-distribution",
                    "the folder of the distribution is not known",
                    "start ISAAC with bin/isaac, or pass -Disaac.distribution=FOLDER");
        }
        return Path.of(folder);
    }

    private int report(Fault fault, boolean json, @Nullable Throwable cause) {
        System.getLogger("dev.isaac.launcher").log(Level.ERROR, fault.code() + ": " + fault.message(), cause);
        if (json) {
            out.print(FaultText.json(fault));
        } else {
            err.print(FaultText.plain(fault));
        }
        return fault.kind().exitCode();
    }

    private int stop(int code) {
        IsaacRuntime running;
        boolean first;
        synchronized (this) {
            first = !stopping;
            stopping = true;
            running = runtime;
        }
        if (!first) {
            // Another thread stops already; the process must not end under its hands. The watchdog limits the wait.
            awaitStop();
            return code;
        }
        try {
            out.flush();
            if (running != null) {
                watchdog.start(code);
                close(running);
            }
        } finally {
            watchdog.stopped();
            stopped.countDown();
        }
        return code;
    }

    private void awaitStop() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void close(IsaacRuntime running) {
        try {
            running.close();
            if (temporary != null) {
                OwnerOnly.delete(temporary);
            }
        } catch (LaunchException e) {
            report(e.fault(), false, e);
        } catch (IOException e) {
            System.getLogger("dev.isaac.launcher").log(Level.WARNING, "a temporary home was left behind", e);
        }
    }

    // Classes and no lambdas: the first lambdas of a process cost more than all the rest of this class.

    /** Runs on a signal, and after an ordinary end, when there is nothing left to do. */
    private final class Interrupted implements Runnable {
        @Override
        public void run() {
            stop(FaultKind.INTERRUPTED.exitCode());
        }
    }

    private static final class Uncaught implements Thread.UncaughtExceptionHandler {
        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
            System.getLogger("dev.isaac.launcher")
                    .log(Level.ERROR, "nobody caught an error in the thread " + thread.getName(), thrown);
        }
    }

    private static final class Halt implements IntConsumer {
        @Override
        public void accept(int code) {
            Runtime.getRuntime().halt(code);
        }
    }
}
