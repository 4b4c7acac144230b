package dev.isaac.shell.internal;

import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandOutline;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Completion;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Tier;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.ParsedLine;
import dev.isaac.command.line.Span;
import dev.isaac.command.line.Word;
import dev.isaac.command.line.WordPart;
import dev.isaac.core.CommandGateway;
import dev.isaac.core.Explanation;
import dev.isaac.core.LineSession;
import dev.isaac.core.Outcome;
import dev.isaac.core.SessionOptions;
import dev.isaac.core.Surface;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway that splits lines at blanks and semicolons, and runs what a test gave it. */
public final class FakeGateway implements CommandGateway {

    /** Runs the words of one command. */
    public interface Body {
        CommandResult run(List<String> words, Surface surface) throws CommandException;
    }

    private final Map<String, CommandManifest> manifests = new TreeMap<>();
    private final Map<String, Body> bodies = new TreeMap<>();
    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();
    /** What was run, word by word. */
    /** Names of programs that are there. */
    public final Set<String> programs = new HashSet<>();

    public final List<List<String>> executed = new CopyOnWriteArrayList<>();
    /** Whether the last session was interactive. */
    public boolean interactive;

    public FakeGateway command(CommandManifest manifest, Body body) {
        manifests.put(manifest.name(), manifest);
        bodies.put(manifest.name(), body);
        callbacks.forEach(Runnable::run);
        return this;
    }

    public FakeGateway command(String name, Body body) {
        return command(
                CommandManifest.command(name, "Do " + name.replace(' ', '-')).build(), body);
    }

    public void remove(String name) {
        manifests.remove(name);
        bodies.remove(name);
        callbacks.forEach(Runnable::run);
    }

    @Override
    public LineSession open(SessionOptions options) {
        interactive = options.interactive();
        return new Session(options);
    }

    @Override
    public List<String> commandNames() {
        return List.copyOf(manifests.keySet());
    }

    @Override
    public Optional<CommandManifest> manifest(String name) {
        return manifests.values().stream()
                .filter(m -> m.name().equals(name) || m.aliases().contains(name))
                .findFirst();
    }

    @Override
    public List<CommandManifest> manifests() {
        return List.copyOf(manifests.values());
    }

    @Override
    public List<CommandOutline> outlines() {
        return manifests().stream().map(CommandOutline::of).toList();
    }

    @Override
    public Optional<String> nearest(String typed) {
        return manifests.keySet().stream()
                .filter(name -> name.charAt(0) == typed.charAt(0))
                .findFirst();
    }

    @Override
    public AutoCloseable onChange(Runnable callback) {
        callbacks.add(callback);
        return () -> callbacks.remove(callback);
    }

    @Override
    public Optional<Command> command(String name) {
        return Optional.empty();
    }

    private final class Session implements LineSession {
        private final SessionOptions options;
        private int status;

        Session(SessionOptions options) {
            this.options = options;
        }

        @Override
        public Outcome execute(String line, Surface surface) {
            Outcome outcome = new Outcome(0, Optional.empty(), false);
            for (String part : line.replace("\\\n", "").split(";", -1)) {
                outcome = execute(List.of(part.strip().split(" +", -1)), surface);
            }
            return outcome;
        }

        @Override
        public Outcome execute(List<String> words, Surface surface) {
            executed.add(words);
            if (words.get(0).equals("exit")) {
                return new Outcome(words.size() > 1 ? Integer.parseInt(words.get(1)) : status, Optional.empty(), true);
            }
            for (int count = words.size(); count > 0; count--) {
                Body body = bodies.get(String.join(" ", words.subList(0, count)));
                if (body != null) {
                    try {
                        surface.show(body.run(words.subList(count, words.size()), surface));
                        return done(0, Optional.empty());
                    } catch (CommandException e) {
                        surface.report(e.fault());
                        return done(e.fault().kind().exitCode(), Optional.of(e.fault()));
                    }
                }
            }
            Fault fault = Fault.of(FaultKind.NOT_FOUND, "line.unknown", "There is no " + words.get(0) + ".");
            surface.report(fault);
            return done(fault.kind().exitCode(), Optional.of(fault));
        }

        private Outcome done(int code, Optional<Fault> fault) {
            status = code;
            return new Outcome(code, fault, false);
        }

        @Override
        public ParsedLine parse(String line) {
            if (line.endsWith("\\")) {
                return new ParsedLine.Incomplete(line, "backslash", new Span(line.length() - 1, line.length()));
            }
            if (line.chars().filter(c -> c == '\'').count() % 2 == 1) {
                return new ParsedLine.Incomplete(line, "quote", new Span(line.indexOf('\''), line.length()));
            }
            Span all = new Span(0, line.length());
            if (line.isBlank() || line.startsWith("#")) {
                return new ParsedLine.Complete(line, new Node.Sequence(List.of(), all));
            }
            List<Node.Entry> entries = new ArrayList<>();
            entries.add(new Node.Entry(new Node.Simple(List.of(), words(line), List.of(), all), false));
            return new ParsedLine.Complete(line, new Node.Sequence(entries, all));
        }

        private List<Word> words(String line) {
            List<Word> words = new ArrayList<>();
            Matcher matcher = Pattern.compile("\\S+").matcher(line);
            while (matcher.find()) {
                words.add(new Word(
                        List.of(new WordPart.Literal(matcher.group(), WordPart.Quoting.NONE)),
                        matcher.group(),
                        new Span(matcher.start(), matcher.end())));
            }
            return words;
        }

        @Override
        public Explanation explain(String line) {
            String word = line.strip().split(" ", -1)[0];
            boolean program = programs.contains(word) && !manifests.containsKey(word);
            boolean known = manifests.keySet().stream().anyMatch(n -> n.equals(word) || n.startsWith(word + " "));
            return new Explanation(
                    parse(line),
                    Optional.empty(),
                    known ? Tier.RUN : Tier.CONFIRM,
                    "",
                    List.of(new Explanation.Part(
                            line,
                            program
                                    ? Explanation.Route.NATIVE
                                    : known ? Explanation.Route.COMMAND : Explanation.Route.UNKNOWN,
                            word,
                            known ? Tier.RUN : Tier.CONFIRM,
                            "")),
                    Optional.empty());
        }

        @Override
        public List<Completion> complete(String line, int cursor) {
            String typed = line.substring(0, cursor);
            int blank = typed.lastIndexOf(' ');
            String before = typed.substring(0, blank + 1);
            String prefix = typed.substring(blank + 1);
            return manifests.keySet().stream()
                    .filter(n -> n.startsWith(before + prefix))
                    .map(n -> n.substring(before.length()).split(" ", -1)[0])
                    .distinct()
                    .map(n -> Completion.of(n, "about " + n))
                    .toList();
        }

        @Override
        public Path directory() {
            return options.directory();
        }

        @Override
        public Map<String, String> variables() {
            return options.environment();
        }

        @Override
        public int lastStatus() {
            return status;
        }

        @Override
        public void close() {}
    }
}
