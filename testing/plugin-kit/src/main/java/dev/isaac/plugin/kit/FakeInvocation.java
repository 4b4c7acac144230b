package dev.isaac.plugin.kit;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Confirmation;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One call of a command, set up by a test with the words that a user would type after the command's name. A question is
 * answered with no, and a secret with {@code command.input-needed}, until the test says otherwise. Not thread-safe while
 * it is set up.
 */
public final class FakeInvocation implements Invocation {

    private final Command command;
    private final CommandManifest manifest;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private final FakeProgress progress = new FakeProgress();
    private final FakeCancellation cancellation = new FakeCancellation();
    private final List<Confirmation> asked = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Map<String, List<String>> given = Map.of();
    private Predicate<Confirmation> answer = question -> false;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = collected;
    private boolean hasInput;
    private Path directory = Path.of("").toAbsolutePath();
    private @Nullable String secret;

    private FakeInvocation(Command command) {
        this.command = command;
        this.manifest = command.manifest();
    }

    /** A call of a command without any words, with no input, in the working directory of the process. */
    public static FakeInvocation of(Command command) {
        return new FakeInvocation(command);
    }

    /**
     * What is typed after the name of the command.
     *
     * @throws IllegalArgumentException when the words do not fit the manifest; the shell would answer with a usage fault
     */
    public FakeInvocation words(String... words) {
        given = Words.bind(manifest, List.of(words));
        return this;
    }

    /** What comes through the pipe. */
    public FakeInvocation input(String text) {
        return input(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What comes through the pipe. */
    public FakeInvocation input(InputStream stream) {
        in = stream;
        hasInput = true;
        return this;
    }

    /** Where raw output goes, for a test of what happens when the reader is gone. */
    public FakeInvocation output(OutputStream stream) {
        out = stream;
        return this;
    }

    /** The working directory. */
    public FakeInvocation directory(Path folder) {
        directory = folder.toAbsolutePath();
        return this;
    }

    /** An exported variable. */
    public FakeInvocation environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Answers every question in the same way. */
    public FakeInvocation answer(boolean yes) {
        answer = question -> yes;
        return this;
    }

    /** Answers each question after the test has looked at it, or has changed what the question is about. */
    public FakeInvocation answerAfter(Predicate<Confirmation> decision) {
        answer = decision;
        return this;
    }

    /** What is typed when a secret is asked for. */
    public FakeInvocation secretIs(String text) {
        secret = text;
        return this;
    }

    /** Runs the command. The required arguments must be there. */
    public CommandResult execute() throws CommandException {
        for (Argument argument : manifest.arguments()) {
            if (argument.required() && values(argument.name()).isEmpty()) {
                throw new IllegalArgumentException("argument " + argument.name() + " is missing");
            }
        }
        return command.execute(this);
    }

    /** Runs the command, which must fail, and returns what the user would be told. */
    public Fault fault() {
        CommandResult result;
        try {
            result = execute();
        } catch (CommandException e) {
            return e.fault();
        }
        throw new AssertionError("the command should have failed but returned " + result);
    }

    /** What was written to {@link #out()}, as UTF-8. */
    public String written() {
        return collected.toString(StandardCharsets.UTF_8);
    }

    /** What was written to {@link #out()}. */
    public byte[] writtenBytes() {
        return collected.toByteArray();
    }

    /** The questions that the command asked, in order. */
    public List<Confirmation> asked() {
        return List.copyOf(asked);
    }

    @Override
    public CommandManifest manifest() {
        return manifest;
    }

    @Override
    public boolean has(String name) {
        typeOf(name);
        return given.containsKey(name);
    }

    @Override
    public Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    @Override
    public List<String> values(String name) {
        typeOf(name);
        List<String> found = given.get(name);
        if (found != null) {
            return found;
        }
        return manifest.option(name).flatMap(Option::defaultValue).map(List::of).orElse(List.of());
    }

    @Override
    public long integer(String name) {
        return Long.parseLong(typed(name, ValueType.INTEGER));
    }

    @Override
    public BigDecimal decimal(String name) {
        return new BigDecimal(typed(name, ValueType.DECIMAL));
    }

    @Override
    public Path path(String name) {
        return directory.resolve(typed(name, ValueType.PATH)).normalize();
    }

    @Override
    public Duration duration(String name) {
        return Words.duration(typed(name, ValueType.DURATION));
    }

    @Override
    public long size(String name) {
        return Words.size(typed(name, ValueType.SIZE));
    }

    @Override
    public URI uri(String name) {
        return URI.create(typed(name, ValueType.URI));
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public boolean hasInput() {
        return hasInput;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public FakeProgress progress() {
        return progress;
    }

    @Override
    public FakeCancellation cancellation() {
        return cancellation;
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    @Override
    public void confirm(Confirmation confirmation) throws CommandException {
        asked.add(confirmation);
        if (!answer.test(confirmation)) {
            throw Fault.of(FaultKind.REFUSED, "command.declined", "The answer was no.")
                    .exception();
        }
    }

    @Override
    public char[] secret(String prompt) throws CommandException {
        if (secret == null) {
            throw Fault.of(FaultKind.REFUSED, "command.input-needed", "Nobody can be asked.")
                    .exception();
        }
        return secret.toCharArray();
    }

    private String typed(String name, ValueType type) {
        if (typeOf(name) != type) {
            throw new IllegalArgumentException(name + " is declared as " + typeOf(name) + ", not as " + type);
        }
        return text(name);
    }

    private ValueType typeOf(String name) {
        return manifest.option(name)
                .map(Option::type)
                .or(() -> manifest.argument(name).map(Argument::type))
                .orElseThrow(() -> new IllegalArgumentException("the manifest does not declare " + name));
    }
}
