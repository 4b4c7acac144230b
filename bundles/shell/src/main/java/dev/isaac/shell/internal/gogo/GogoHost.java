package dev.isaac.shell.internal.gogo;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.ScopedFunctions.Streams;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.gogo.runtime.CommandSessionImpl;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * Starts Gogo when it is needed and runs its functions. Variables of plain values live on from one call to the next;
 * objects of bundles do not, because they would keep the class loaders of plugins alive. Thread-safe.
 */
final class GogoHost {

    private static final System.Logger LOG = System.getLogger(GogoHost.class.getName());

    private static final String RUNTIME = "org.apache.felix.gogo.runtime";
    private static final int START_LEVEL = 20;
    private static final long PATIENCE_SECONDS = 10;

    private final BundleContext context;
    private final GogoPolicy policy;
    private final Map<String, Object> variables = new ConcurrentHashMap<>();
    private @Nullable GuardedRuntime runtime;
    private @Nullable CommandProcessor processor;
    private boolean stopped;

    GogoHost(BundleContext context, GogoPolicy policy) {
        this.context = context;
        this.policy = policy;
    }

    /** Starts Gogo unless it runs. An embedder's own Gogo is used as it is. */
    synchronized CommandProcessor start() throws CommandException {
        if (processor != null) {
            return processor;
        }
        if (stopped) {
            throw Fault.of(FaultKind.UNAVAILABLE, "gogo.stopped", "Gogo has stopped with the shell.")
                    .exception();
        }
        try {
            CommandProcessor running = running();
            if (running == null) {
                keepRuntimeBundleOut();
                raiseStartLevel();
                GuardedRuntime guarded = new GuardedRuntime(policy);
                guarded.start(context);
                runtime = guarded;
                running = running();
            }
            if (running == null) {
                throw new IllegalStateException("no command processor");
            }
            processor = running;
            return running;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Fault.of(FaultKind.INTERRUPTED, "command.interrupted", "The command was interrupted.")
                    .exception(e);
        } catch (Exception e) {
            throw Fault.of(FaultKind.UNAVAILABLE, "gogo.not-started", "Gogo could not be started: " + e.getMessage())
                    .exception(e);
        }
    }

    private @Nullable CommandProcessor running() {
        ServiceReference<CommandProcessor> reference = context.getServiceReference(CommandProcessor.class);
        return reference == null ? null : context.getService(reference);
    }

    /** Its activator would register an unguarded processor beside ours; we need only its classes. */
    private void keepRuntimeBundleOut() throws BundleException {
        for (Bundle bundle : context.getBundles()) {
            if (RUNTIME.equals(bundle.getSymbolicName()) && bundle.getState() != Bundle.ACTIVE) {
                bundle.stop();
            }
        }
    }

    private void raiseStartLevel() throws InterruptedException {
        FrameworkStartLevel level = context.getBundle(0).adapt(FrameworkStartLevel.class);
        if (level.getStartLevel() < START_LEVEL) {
            CountDownLatch reached = new CountDownLatch(1);
            level.setStartLevel(START_LEVEL, event -> reached.countDown());
            if (!reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "start level " + START_LEVEL + " is not reached yet");
            }
        }
    }

    /** Stops what was started here. */
    synchronized void stop() {
        stopped = true;
        processor = null;
        variables.clear();
        if (runtime != null) {
            runtime.stop(context);
            runtime = null;
        }
    }

    /** Whether a function exists now. */
    boolean has(String name) throws CommandException {
        if (start() instanceof GuardedProcessor guarded) {
            return guarded.has(name);
        }
        try (CommandSession session = session(new Streams(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                Path.of("").toAbsolutePath()))) {
            return session.get(name) instanceof Function;
        }
    }

    private CommandSession session(Streams streams) throws CommandException {
        CommandSession session = start().createSession(streams.in(), streams.out(), streams.err());
        session.currentDir(streams.directory());
        return session;
    }

    /** Calls a function and prints what it returns. */
    int execute(String name, List<String> arguments, Streams streams) throws CommandException {
        try (CommandSession session = session(streams)) {
            variables.forEach(session::put);
            StringBuilder line = new StringBuilder(name);
            for (int i = 0; i < arguments.size(); i++) {
                // As variables: Gogo expands what is written in its text, and these words were expanded already.
                session.put("isaac" + i, arguments.get(i));
                line.append(" $isaac").append(i);
            }
            Object result = session.execute(line);
            print(session, result, streams);
            keep(session);
            return 0;
        } catch (GogoRefusal e) {
            throw e.fault().exception(e);
        } catch (CommandNotFoundException e) {
            throw Fault.of(
                            FaultKind.NOT_FOUND,
                            "gogo.unknown-function",
                            "There is no Gogo function named \"" + e.getCommand() + "\".")
                    .hint("felix:help lists the functions.")
                    .exception(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Fault.of(FaultKind.INTERRUPTED, "command.interrupted", "The command was interrupted.")
                    .exception(e);
        } catch (CommandException e) {
            throw e;
        } catch (Exception e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof GogoRefusal refusal) {
                    throw refusal.fault().exception(e);
                }
            }
            throw Fault.of(FaultKind.FAILED, "gogo.failed", name + " failed: " + reason(e))
                    .exception(e);
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static void print(CommandSession session, @Nullable Object result, Streams streams) {
        if (result == null) {
            return;
        }
        CharSequence text = session.format(result, Converter.INSPECT);
        if (text != null) {
            PrintStream out = new PrintStream(streams.out(), false, StandardCharsets.UTF_8);
            out.println(text);
            out.flush();
        }
    }

    private void keep(CommandSession session) {
        if (!(session instanceof CommandSessionImpl gogo)) {
            return;
        }
        gogo.getVariables().forEach((name, value) -> {
            boolean own = name.startsWith("isaac") || name.startsWith(".") || name.startsWith("#") || name.equals("_");
            if (!own && value instanceof CharSequence text) {
                variables.put(name, text.toString());
            } else if (!own && (value instanceof Number || value instanceof Boolean)) {
                variables.put(name, value);
            }
        });
    }
}
