package dev.isaac.core.internal.call;

import dev.isaac.command.Fault;
import dev.isaac.command.spi.CommandCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call that is under way. Closed by the thread that began it. Thread-safe. */
public final class RunningCall implements CommandCalls.Call, AutoCloseable {

    private final CallBook book;
    private final long bundle;
    private final String command;
    private final Object line;
    private final Thread thread;
    private final List<Runnable> atEnd = new ArrayList<>();
    private @Nullable Runnable interrupt;
    private @Nullable Fault reason;
    private boolean ended;

    RunningCall(CallBook book, long bundle, String command, Object line, Thread thread) {
        this.book = book;
        this.bundle = bundle;
        this.command = command;
        this.line = line;
        this.thread = thread;
    }

    Object line() {
        return line;
    }

    @Override
    public long bundle() {
        return bundle;
    }

    @Override
    public String command() {
        return command;
    }

    @Override
    public boolean isOwn() {
        return Thread.currentThread() == thread;
    }

    /** Says how the command is interrupted; does it when somebody asked for it before. */
    public void interruptedBy(Runnable action) {
        synchronized (this) {
            interrupt = action;
            if (reason == null) {
                return;
            }
        }
        action.run();
    }

    /** Why it was asked to end; empty when nobody asked. */
    public synchronized Optional<Fault> reason() {
        return Optional.ofNullable(reason);
    }

    @Override
    public void end(Fault why) {
        Runnable action;
        synchronized (this) {
            if (ended) {
                return;
            }
            reason = reason == null ? why : reason;
            action = interrupt;
        }
        if (action != null) {
            action.run();
        }
    }

    @Override
    public void onEnd(Runnable action) {
        synchronized (this) {
            if (!ended) {
                atEnd.add(action);
                return;
            }
        }
        action.run();
    }

    /** The call is over. */
    @Override
    public void close() {
        List<Runnable> actions;
        synchronized (this) {
            ended = true;
            interrupt = null;
            actions = List.copyOf(atEnd);
            atEnd.clear();
        }
        book.ended(this);
        actions.forEach(Runnable::run);
    }
}
