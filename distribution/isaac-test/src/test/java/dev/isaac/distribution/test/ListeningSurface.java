package dev.isaac.distribution.test;

import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.Progress;
import dev.isaac.core.Surface;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a line says. Nobody is there to answer. */
final class ListeningSurface implements Surface {

    final List<CommandResult> results = new ArrayList<>();
    final List<Fault> faults = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Override
    public InputStream in() {
        return InputStream.nullInputStream();
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public OutputStream err() {
        return out;
    }

    @Override
    public boolean inheritsProcessStreams() {
        return false;
    }

    @Override
    public boolean hasInput() {
        return false;
    }

    @Override
    public void show(CommandResult result) {
        results.add(result);
    }

    @Override
    public void report(Fault fault) {
        faults.add(fault);
    }

    @Override
    public Progress progress() {
        return (Progress) Proxy.newProxyInstance(
                Progress.class.getClassLoader(), new Class<?>[] {Progress.class}, (proxy, method, arguments) -> null);
    }

    @Override
    public Answer ask(Question question) {
        return Answer.NOBODY;
    }

    @Override
    public char[] askSecret(String prompt) {
        return new char[0];
    }

    @Override
    public void running(Runnable interrupt) {
        // nobody interrupts
    }
}
