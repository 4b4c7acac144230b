package dev.isaac.aliases.internal.reverse;

import dev.isaac.aliases.internal.data.JsonReader;
import dev.isaac.aliases.internal.model.Notes;
import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.model.SourceLanguage;
import dev.isaac.aliases.internal.model.Target;
import dev.isaac.command.line.Node;
import dev.isaac.command.line.Span;
import dev.isaac.command.line.Word;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From commands of PowerShell and CMD to Unix: single commands and chains of them, without pipes. Words are read as they
 * were typed, because a backslash is a part of a name there. Thread-safe.
 */
public final class WindowsTranslator {

    /** Names that Unix has too: they are taken for Unix. */
    private static final Set<String> SHARED =
            Set.of("type", "copy", "ping", "where", "route", "fc", "dir", "move", "rd", "md");

    private static final Set<String> TAKEN = Set.of("dir", "copy", "move", "rd", "md", "where");

    private final Map<SourceLanguage, Map<String, WindowsCommand>> commands = new HashMap<>();

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
                Map<String, WindowsCommand> byName = new HashMap<>();
                for (Object item : (List<?>) json.getOrDefault(language.id(), List.of())) {
                    WindowsCommand command = WindowsCommand.of((Map<?, ?>) item);
                    command.names().forEach(name -> byName.put(WindowsCommand.lower(name), command));
                }
                translator.commands.put(language, byName);
            }
            return translator;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a line is written in, by the name of its first command. */
    public SourceLanguage language(Node.Sequence line) {
        Optional<String> name = first(line).map(WindowsCommand::lower);
        if (name.isEmpty()) {
            return SourceLanguage.UNIX;
        }
        if (name.get().matches("[a-z]+-[a-z]+")
                && commands.getOrDefault(SourceLanguage.POWERSHELL, Map.of()).containsKey(name.get())) {
            return SourceLanguage.POWERSHELL;
        }
        boolean cmd = commands.getOrDefault(SourceLanguage.CMD, Map.of()).containsKey(name.get());
        if (cmd && (!SHARED.contains(name.get()) || TAKEN.contains(name.get()))) {
            return SourceLanguage.CMD;
        }
        return SourceLanguage.UNIX;
    }

    private static Optional<String> first(Node.Sequence line) {
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
                ? simple.words().get(0).literalValue()
                : Optional.empty();
    }

    /** Whether a language is at home on a target. */
    public boolean isHome(SourceLanguage source, Target target) {
        return (source == SourceLanguage.CMD && target == Target.CMD)
                || (source == SourceLanguage.POWERSHELL && target.isPowerShell());
    }

    /** The same line in the words of Unix. */
    public Node.Sequence toUnix(Node.Sequence line, SourceLanguage source, Target target, Notes notes) throws Refused {
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : line.entries()) {
            if (entry.background()) {
                throw Refused.construct("&, which means something else in each shell,");
            }
            entries.add(new Node.Entry(node(entry.node(), source, target, notes), false));
        }
        return new Node.Sequence(entries, line.span());
    }

    private Node node(Node node, SourceLanguage source, Target target, Notes notes) throws Refused {
        if (node instanceof Node.AndOr chain) {
            Node first = node(chain.first(), source, target, notes);
            List<Node.Link> links = new ArrayList<>();
            for (Node.Link link : chain.links()) {
                links.add(new Node.Link(link.junction(), node(link.node(), source, target, notes)));
            }
            return new Node.AndOr(first, links, chain.span());
        }
        if (node instanceof Node.Simple simple
                && simple.redirections().isEmpty()
                && simple.assignments().isEmpty()) {
            return simple(simple, source, target, notes);
        }
        throw new Refused(
                "alias.construct",
                "Of " + (source == SourceLanguage.CMD ? "CMD" : "PowerShell")
                        + " single commands are translated, without pipes and redirections.");
    }

    private Node simple(Node.Simple simple, SourceLanguage source, Target target, Notes notes) throws Refused {
        String name = simple.words().get(0).literalValue().orElse("");
        WindowsCommand command = commands.getOrDefault(source, Map.of()).get(WindowsCommand.lower(name));
        if (command == null) {
            throw Refused.unmapped(name + " of " + source.id(), target.id());
        }
        List<String> rest = new ArrayList<>();
        for (Word word : simple.words().subList(1, simple.words().size())) {
            rest.add(typed(word, source));
        }
        WindowsCall call = WindowsCall.read(name, command, rest);
        List<String> emit = target == Target.LINUX && !command.linux().isEmpty() ? command.linux() : command.emit();
        command.notes().forEach(notes::add);
        List<Word> words = call.write(emit).stream().map(Word::literal).toList();
        return new Node.Simple(List.of(), words, List.of(), Span.NONE);
    }

    /** The word as it was typed, outer quotes removed. */
    private static String typed(Word word, SourceLanguage source) throws Refused {
        String text = word.text();
        boolean doubled = text.matches("\"[^\"]*\"");
        boolean single = source == SourceLanguage.POWERSHELL && text.matches("'[^']*'");
        if (doubled || single) {
            text = text.substring(1, text.length() - 1);
            if (doubled && text.matches("(?s).*[$`].*") && source == SourceLanguage.POWERSHELL) {
                throw Refused.construct("The value " + word.text());
            }
        } else if (text.matches("(?s).*['\"`^$(){}@,;&|<>\\[\\]].*")) {
            throw Refused.construct("The word " + word.text());
        }
        if (text.matches("(?s).*[%*?\\n].*")) {
            throw Refused.construct("The word " + word.text());
        }
        return text;
    }
}
