package dev.isaac.aliases.internal.reverse;

import dev.isaac.aliases.internal.data.JsonReader;
import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.model.SourceLanguage;
import dev.isaac.aliases.internal.model.Target;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.Redirection;
import dev.isaac.command.line.Span;
import dev.isaac.command.line.Word;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From lines of PowerShell and CMD to Unix: commands, chains of them, pipes of text, and redirections. Thread-safe. */
public final class WindowsTranslator {

    /** Names that Unix has too: they are taken for Unix. */
    private static final Set<String> SHARED =
            Set.of("type", "copy", "ping", "where", "route", "fc", "dir", "move", "rd", "md");

    private static final Set<String> TAKEN = Set.of("dir", "copy", "move", "rd", "md", "where");
    private static final String ENVIRONMENT = "\\$env:[A-Za-z_][A-Za-z0-9_]*";

    private final Map<SourceLanguage, Map<String, List<WindowsCommand>>> commands = new HashMap<>();
    private final Map<SourceLanguage, Set<String>> own = new HashMap<>();

    private WindowsTranslator() {}

    /** A translator over the data of the bundle. */
    public static WindowsTranslator load() {
        try (InputStream in = WindowsTranslator.class.getResourceAsStream("windows.json")) {
            if (in == null) {
                throw new IllegalStateException("windows.json is not in the bundle");
            }
            WindowsTranslator translator = new WindowsTranslator();
            Map<String, Object> json = JsonReader.object(in);
            for (SourceLanguage language : List.of(SourceLanguage.CMD, SourceLanguage.POWERSHELL)) {
                Set<String> names = new HashSet<>();
                Map<String, List<WindowsCommand>> byName = new HashMap<>();
                for (String key : List.of(language.id(), language.id() + "-shared")) {
                    for (Object item : (List<?>) json.getOrDefault(key, List.of())) {
                        WindowsCommand command = WindowsCommand.of((Map<?, ?>) item);
                        for (String name : command.names()) {
                            byName.computeIfAbsent(WindowsCommand.lower(name), n -> new ArrayList<>())
                                    .add(command);
                            if (key.equals(language.id())) {
                                names.add(WindowsCommand.lower(name));
                            }
                        }
                    }
                }
                translator.commands.put(language, byName);
                translator.own.put(language, names);
            }
            return translator;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a line is written in, by the name of its first command. */
    public SourceLanguage language(Node.Sequence line) {
        Optional<Word> word = first(line);
        if (word.isEmpty()) {
            return SourceLanguage.UNIX;
        }
        if (word.get().text().matches("(?i)" + ENVIRONMENT + "(=.*)?")) {
            return SourceLanguage.POWERSHELL;
        }
        String name = WindowsCommand.lower(word.get().literalValue().orElse(""));
        if (name.matches("[a-z]+-[a-z]+")
                && own.getOrDefault(SourceLanguage.POWERSHELL, Set.of()).contains(name)) {
            return SourceLanguage.POWERSHELL;
        }
        boolean cmd = own.getOrDefault(SourceLanguage.CMD, Set.of()).contains(name);
        if (cmd && (!SHARED.contains(name) || TAKEN.contains(name) || (name.equals("type") && printsFile(line)))) {
            return SourceLanguage.CMD;
        }
        return SourceLanguage.UNIX;
    }

    /** Whether {@code type} is given the names of files, and not those of commands as on Unix. */
    private static boolean printsFile(Node.Sequence line) {
        Node node = line.entries().get(0).node();
        if (node instanceof Node.AndOr chain) {
            node = chain.first();
        }
        if (node instanceof Node.Pipeline pipeline) {
            node = pipeline.stages().get(0).node();
        }
        return node instanceof Node.Simple simple
                && simple.words().size() > 1
                && simple.words().subList(1, simple.words().size()).stream()
                        .allMatch(word -> word.text().matches("\"?[^-].*[.\\\\].*"));
    }

    private static Optional<Word> first(Node.Sequence line) {
        if (line.entries().isEmpty()) {
            return Optional.empty();
        }
        Node node = line.entries().get(0).node();
        if (node instanceof Node.AndOr chain) {
            node = chain.first();
        }
        if (node instanceof Node.Pipeline pipeline) {
            node = pipeline.stages().get(0).node();
        }
        return node instanceof Node.Simple simple && !simple.words().isEmpty()
                ? Optional.of(simple.words().get(0))
                : Optional.empty();
    }

    /** Whether a language is at home on a target. */
    public boolean isHome(SourceLanguage source, Target target) {
        return (source == SourceLanguage.CMD && target == Target.CMD)
                || (source == SourceLanguage.POWERSHELL && target.isPowerShell());
    }

    /** The same line in the words of Unix. */
    public Node.Sequence toUnix(Node.Sequence line, SourceLanguage source, Target target, Notes notes) throws Refused {
        return new Line(source, target, notes).sequence(line);
    }

    /** One line. */
    private final class Line {
        private final SourceLanguage source;
        private final Target target;
        private final Notes notes;

        Line(SourceLanguage source, Target target, Notes notes) {
            this.source = source;
            this.target = target;
            this.notes = notes;
        }

        Node.Sequence sequence(Node.Sequence line) throws Refused {
            List<Node.Entry> entries = new ArrayList<>();
            for (Node.Entry entry : line.entries()) {
                // In CMD this sign only divides.
                if (entry.background() && source != SourceLanguage.CMD) {
                    throw Refused.construct("&, which means something else in each shell,");
                }
                entries.add(new Node.Entry(node(entry.node()), false));
            }
            return new Node.Sequence(entries, line.span());
        }

        private Node node(Node node) throws Refused {
            if (node instanceof Node.AndOr chain) {
                Node first = node(chain.first());
                List<Node.Link> links = new ArrayList<>();
                for (Node.Link link : chain.links()) {
                    links.add(new Node.Link(link.junction(), node(link.node())));
                }
                return new Node.AndOr(first, links, chain.span());
            }
            if (node instanceof Node.Pipeline pipeline && !pipeline.negated()) {
                return pipeline(pipeline);
            }
            if (node instanceof Node.Simple simple && simple.assignments().isEmpty()) {
                return stage(simple, false).node();
            }
            throw Refused.construct("This part of the line");
        }

        private Node pipeline(Node.Pipeline pipeline) throws Refused {
            List<Node.Stage> stages = new ArrayList<>();
            boolean text = true;
            boolean names = false;
            for (int i = 0; i < pipeline.stages().size(); i++) {
                Node.Stage stage = pipeline.stages().get(i);
                if (stage.joinsErrors()
                        || !(stage.node() instanceof Node.Simple simple)
                        || !simple.assignments().isEmpty()) {
                    throw Refused.construct("This part of the line");
                }
                String name = WindowsCommand.lower(
                        simple.words().isEmpty()
                                ? ""
                                : simple.words().get(0).literalValue().orElse(""));
                if (i > 0 && !text && !(names && (name.equals("findstr") || name.equals("find")))) {
                    throw new Refused(
                            "alias.pipeline",
                            "What comes before the pipe has another form on Unix, which the next command would not understand.");
                }
                Optional<Node.Simple> search = i == 0 ? Search.of(pipeline, source, notes) : Optional.empty();
                if (search.isPresent()) {
                    return search.get();
                }
                Stage written = stage(simple, i > 0);
                names = name.equals("tasklist");
                text = written.text() || (names && i > 0);
                stages.add(new Node.Stage(written.node(), false));
            }
            return new Node.Pipeline(false, stages, pipeline.span());
        }

        private Stage stage(Node.Simple simple, boolean piped) throws Refused {
            List<Redirection> redirections = new ArrayList<>();
            for (Redirection one : simple.redirections()) {
                redirections.add(redirection(one));
            }
            if (simple.words().isEmpty()) {
                throw Refused.construct("A redirection without a command");
            }
            if (source == SourceLanguage.POWERSHELL
                    && simple.words().get(0).text().matches("(?i)" + ENVIRONMENT + "(=.*)?")) {
                return new Stage(environment(simple, redirections), true);
            }
            String name = simple.words().get(0).literalValue().orElse("");
            List<WindowsCommand> all =
                    commands.getOrDefault(source, Map.of()).getOrDefault(WindowsCommand.lower(name), List.of());
            if (all.isEmpty()) {
                throw Refused.unmapped(name + " of " + source.id(), target.id());
            }
            List<String> rest = new ArrayList<>();
            for (Word word : simple.words().subList(1, simple.words().size())) {
                rest.add(WindowsWords.typed(word, source));
            }
            if (WindowsCommand.lower(name).equals("findstr")) {
                return new Stage(
                        new Node.Simple(List.of(), Findstr.translate(rest, piped, notes), redirections, Span.NONE),
                        true);
            }
            Optional<Refused> problem = Optional.empty();
            for (WindowsCommand command : all) {
                if (command.piped() != piped) {
                    continue;
                }
                try {
                    WindowsCall call = WindowsCall.read(name, command, rest);
                    boolean linux = target == Target.LINUX && !command.linux().isEmpty();
                    List<Word> words = call.write(linux ? command.linux() : command.emit());
                    command.notes().forEach(notes::add);
                    if (call.hasPattern()) {
                        notes.add("A pattern heeds case, and leaves out names that begin with a dot.");
                    }
                    return new Stage(new Node.Simple(List.of(), words, redirections, Span.NONE), command.text());
                } catch (Refused refused) {
                    problem = problem.or(() -> Optional.of(refused));
                }
            }
            throw problem.orElseGet(() -> new Refused(
                    "alias.pipeline", name + " does not read, or does not only read, what comes through a pipe."));
        }

        /** {@code $env:X}, and the assignment to it. */
        private Node.Simple environment(Node.Simple simple, List<Redirection> redirections) throws Refused {
            String text = simple.words().get(0).text();
            int equals = text.indexOf('=');
            if (simple.words().size() == 1 && equals < 0) {
                return new Node.Simple(
                        List.of(),
                        List.of(Word.literal("echo"), WindowsWords.word(text, false)),
                        redirections,
                        Span.NONE);
            }
            boolean apart =
                    simple.words().size() == 3 && simple.words().get(1).text().equals("=");
            if (!apart && (equals < 0 || simple.words().size() != 1)) {
                throw Refused.construct("This expression");
            }
            String name = (apart ? text : text.substring(0, equals)).substring(5);
            String raw = apart ? simple.words().get(2).text() : text.substring(equals + 1);
            String value = WindowsWords.typed(new Word(List.of(), raw, Span.NONE), source);
            return new Node.Simple(
                    List.of(),
                    List.of(Word.literal("export"), WindowsWords.word(name + "=" + value, false)),
                    redirections,
                    Span.NONE);
        }

        private Redirection redirection(Redirection one) throws Refused {
            boolean known =
                    switch (one.operator()) {
                        case READ -> source == SourceLanguage.CMD;
                        case WRITE, APPEND, DUPLICATE_OUTPUT -> true;
                        default -> false;
                    };
            if (!known) {
                throw Refused.construct("The redirection " + one.operator().text());
            }
            if (one.operator() == Redirection.Operator.DUPLICATE_OUTPUT) {
                return one;
            }
            String text = one.target().text();
            boolean nul = source == SourceLanguage.CMD ? text.equalsIgnoreCase("nul") : text.equalsIgnoreCase("$null");
            Word file = nul
                    ? Word.literal("/dev/null")
                    : WindowsWords.word(
                            WindowsWords.path("The redirection", WindowsWords.typed(one.target(), source)), false);
            return new Redirection(one.descriptor(), one.operator(), file, Optional.empty(), Span.NONE);
        }
    }

    private record Stage(Node.Simple node, boolean text) {}
}
