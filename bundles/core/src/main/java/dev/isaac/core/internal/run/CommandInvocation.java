package dev.isaac.core.internal.run;

import dev.isaac.command.Argument;
import dev.isaac.command.Cancellation;
import dev.isaac.command.CancellationSource;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.Progress;
import dev.isaac.command.ValueType;
import dev.isaac.core.Surface;
import dev.isaac.core.internal.bind.BoundValues;
import dev.isaac.core.internal.bind.Values;
import dev.isaac.core.internal.state.InSession;
import dev.isaac.core.internal.state.SessionState;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One call of a command, from its bound words and the streams of its place in the line. */
final class CommandInvocation implements Invocation, InSession {

    private final BoundValues bound;
    private final Surface surface;
    private final Io io;
    private final CancellationSource interruption;
    private final SessionState session;
    private final Path directory;
    private final Map<String, String> environment;

    CommandInvocation(
            BoundValues bound, Surface surface, Io io, CancellationSource interruption, SessionState session) {
        this.bound = bound;
        this.surface = surface;
        this.io = io;
        this.interruption = interruption;
        this.session = session;
        // As they are now: a later line of the session may change them while this call still runs.
        this.directory = session.directory();
        this.environment = Collections.unmodifiableMap(session.exported());
    }

    @Override
    public SessionState session() {
        return session;
    }

    @Override
    public CommandManifest manifest() {
        return bound.manifest();
    }

    private void require(String name, ValueType... types) {
        Optional<Option> option = manifest().option(name);
        Optional<Argument> argument = manifest().argument(name);
        if (option.isEmpty() && argument.isEmpty()) {
            throw new IllegalArgumentException(manifest().name() + " declares no " + name);
        }
        ValueType declared =
                option.map(Option::type).orElseGet(() -> argument.orElseThrow().type());
        if (types.length > 0 && !List.of(types).contains(declared)) {
            throw new IllegalArgumentException(manifest().name() + " declares " + name + " as " + declared);
        }
    }

    @Override
    public boolean has(String name) {
        require(name);
        return bound.flags().contains(name) || bound.values().containsKey(name);
    }

    @Override
    public Optional<String> value(String name) {
        require(name);
        List<String> given = bound.values().get(name);
        if (given != null && !given.isEmpty()) {
            return Optional.of(given.get(given.size() - 1));
        }
        Optional<Option> option = manifest().option(name);
        if (option.isPresent() && option.get().isFlag()) {
            return Optional.of(String.valueOf(bound.flags().contains(name)));
        }
        return option.flatMap(Option::defaultValue);
    }

    @Override
    public List<String> values(String name) {
        require(name);
        List<String> given = bound.values().get(name);
        if (given != null) {
            return given;
        }
        return manifest()
                .option(name)
                .flatMap(Option::defaultValue)
                .map(List::of)
                .orElse(List.of());
    }

    @Override
    public long integer(String name) {
        require(name, ValueType.INTEGER);
        return Long.parseLong(text(name));
    }

    @Override
    public BigDecimal decimal(String name) {
        require(name, ValueType.DECIMAL, ValueType.INTEGER);
        return new BigDecimal(text(name));
    }

    @Override
    public Path path(String name) {
        require(name, ValueType.PATH);
        return Values.path(directory, text(name));
    }

    @Override
    public Duration duration(String name) {
        require(name, ValueType.DURATION);
        return Values.duration(text(name));
    }

    @Override
    public long size(String name) {
        require(name, ValueType.SIZE);
        return Values.size(text(name));
    }

    @Override
    public URI uri(String name) {
        require(name, ValueType.URI);
        return Values.uri(text(name));
    }

    @Override
    public InputStream in() {
        return io.in();
    }

    @Override
    public boolean hasInput() {
        return io.hasInput();
    }

    @Override
    public OutputStream out() {
        OutputStream out = io.out();
        return out != null ? out : surface.out();
    }

    @Override
    public Progress progress() {
        return surface.progress();
    }

    @Override
    public Cancellation cancellation() {
        return interruption;
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public void confirm(Confirmation confirmation) throws CommandException {
        if (bound.common().answer(confirmation)) {
            return;
        }
        Surface.Answer answer =
                surface.ask(new Surface.Question(confirmation, Surface.Source.COMMAND, Optional.empty()));
        switch (answer) {
            case YES, ALWAYS -> {
                // Go on.
            }
            case NO ->
                throw Fault.of(FaultKind.REFUSED, "command.declined", "You said no.")
                        .exception();
            case NOBODY ->
                throw Fault.of(FaultKind.REFUSED, "command.confirmation-needed", confirmation.question())
                        .hint(
                                confirmation.acceptOption().isPresent()
                                        ? "Answer it with --"
                                                + confirmation.acceptOption().get() + " " + confirmation.digest() + "."
                                        : "Answer it with --yes.")
                        .detail("digest", confirmation.digest())
                        .detail("details", confirmation.details())
                        .exception();
        }
    }

    @Override
    public Set<String> accepted(String option) {
        Set<String> accepted = new HashSet<>(surface.accepted(option));
        accepted.addAll(bound.common().accepted().getOrDefault(option, Set.of()));
        return Collections.unmodifiableSet(accepted);
    }

    @Override
    public char[] secret(String prompt) throws CommandException {
        char[] secret = surface.askSecret(prompt);
        if (secret == null) {
            throw Fault.of(FaultKind.REFUSED, "command.input-needed", "Nobody can be asked for: " + prompt)
                    .exception();
        }
        return secret;
    }
}
