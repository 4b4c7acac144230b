package dev.isaac.marketplace.testing;

import dev.isaac.command.Argument;
import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.Progress;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** A call of a command with values given by name. */
public final class TestInvocation implements Invocation {

    private final CommandManifest manifest;
    private final Path directory;
    private Callable<?> whenAsked = () -> "nothing";
    private final Map<String, List<String>> values = new TreeMap<>();
    private final RecordingProgress progress = new RecordingProgress();
    public final List<Confirmation> asked = new ArrayList<>();
    public boolean agrees = true;
    public Set<String> acceptedPlans = Set.of();
    public InputStream in = InputStream.nullInputStream();

    public TestInvocation(CommandManifest manifest, Path directory) {
        this.manifest = manifest;
        this.directory = directory;
    }

    public TestInvocation with(String name, String... given) {
        requireDeclared(name);
        values.put(name, List.of(given));
        return this;
    }

    private void requireDeclared(String name) {
        boolean declared = manifest.arguments().stream().map(Argument::name).anyMatch(name::equals)
                || manifest.options().stream().map(Option::name).anyMatch(name::equals);
        if (!declared) {
            throw new IllegalArgumentException(manifest.name() + " declares no " + name);
        }
    }

    public RecordingProgress recorded() {
        return progress;
    }

    @Override
    public CommandManifest manifest() {
        return manifest;
    }

    @Override
    public boolean has(String name) {
        requireDeclared(name);
        return values.containsKey(name);
    }

    @Override
    public Optional<String> value(String name) {
        List<String> given = values(name);
        return given.isEmpty() ? manifest.option(name).flatMap(Option::defaultValue) : Optional.of(given.get(0));
    }

    @Override
    public List<String> values(String name) {
        requireDeclared(name);
        return values.getOrDefault(name, List.of());
    }

    @Override
    public long integer(String name) {
        return Long.parseLong(text(name));
    }

    @Override
    public BigDecimal decimal(String name) {
        return new BigDecimal(text(name));
    }

    @Override
    public Path path(String name) {
        return directory.resolve(text(name));
    }

    @Override
    public Duration duration(String name) {
        return Duration.parse(text(name));
    }

    @Override
    public long size(String name) {
        return integer(name);
    }

    @Override
    public URI uri(String name) {
        return URI.create(text(name));
    }

    @Override
    public InputStream in() {
        return in;
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
        return progress;
    }

    @Override
    public Cancellation cancellation() {
        return RecordingProgress.NEVER;
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public Set<String> accepted(String option) {
        return option.equals("accept-plan") ? acceptedPlans : Set.of();
    }

    /** Does something each time that a question is asked, before the answer. */
    public TestInvocation whenAsked(Callable<?> action) {
        whenAsked = action;
        return this;
    }

    @Override
    public void confirm(Confirmation confirmation) throws CommandException {
        asked.add(confirmation);
        try {
            whenAsked.call();
        } catch (Exception e) {
            throw new AssertionError("what happens at a question failed", e);
        }
        if (!agrees) {
            throw Fault.of(FaultKind.REFUSED, "command.declined", "The answer was no.")
                    .exception();
        }
    }

    @Override
    public char[] secret(String prompt) {
        return new char[0];
    }
}
