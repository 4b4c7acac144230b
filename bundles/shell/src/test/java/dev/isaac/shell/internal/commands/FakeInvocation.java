package dev.isaac.shell.internal.commands;

import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Invocation;
import dev.isaac.command.Progress;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An invocation with the values that a test gives it. */
record FakeInvocation(CommandManifest manifest, Map<String, List<String>> given) implements Invocation {

    @Override
    public boolean has(String name) {
        return given.containsKey(name);
    }

    @Override
    public Optional<String> value(String name) {
        return given.containsKey(name)
                ? Optional.of(given.get(name).get(0))
                : manifest.option(name).flatMap(o -> o.defaultValue());
    }

    @Override
    public List<String> values(String name) {
        return given.getOrDefault(name, List.of());
    }

    @Override
    public long integer(String name) {
        return Long.parseLong(text(name));
    }

    @Override
    public BigDecimal decimal(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path path(String name) {
        return Path.of(text(name));
    }

    @Override
    public Duration duration(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long size(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public URI uri(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InputStream in() {
        return InputStream.nullInputStream();
    }

    @Override
    public boolean hasInput() {
        return false;
    }

    @Override
    public OutputStream out() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public Progress progress() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Cancellation cancellation() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path directory() {
        return Path.of("/");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public void confirm(Confirmation confirmation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public char[] secret(String prompt) {
        throw new UnsupportedOperationException();
    }
}
