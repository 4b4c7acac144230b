package dev.isaac.core.internal.session;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.core.internal.call.RunningCall;
import dev.isaac.core.internal.route.CommandEntry;
import dev.isaac.core.internal.route.CommandRegistry;
import dev.isaac.core.internal.route.Router;
import dev.isaac.core.internal.state.SessionState;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Proposes what could stand at the cursor. */
final class Completer {

    private static final System.Logger LOG = System.getLogger(Completer.class.getName());
    private static final int MOST = 500;

    private final Workshop workshop;
    private final SessionState state;
    private final TypedVariables variables;

    Completer(Workshop workshop, SessionState state) {
        this.workshop = workshop;
        this.state = state;
        this.variables = new TypedVariables(state);
    }

    List<Completion> complete(String line, int cursor) {
        CursorWords at = CursorWords.before(line.substring(0, Math.min(cursor, line.length())));
        return variables.complete(at).orElseGet(() -> complete(at));
    }

    private List<Completion> complete(CursorWords at) {
        if (at.redirected()) {
            return files(at, false);
        }
        List<String> words = new ArrayList<>(at.words());
        boolean slash =
                !words.isEmpty() && words.get(0).startsWith("/") && words.get(0).lastIndexOf('/') == 0;
        if (words.isEmpty()) {
            return first(at);
        }
        if (slash) {
            words.set(0, words.get(0).substring(1));
        }
        CommandRegistry.Match match = workshop.registry().match(words);
        if (match == null) {
            return files(at, words.get(0).equals("cd"));
        }
        List<Completion> found = new ArrayList<>(continuations(String.join(" ", words), at.typed()));
        CommandEntry entry = match.entry();
        if (entry != null) {
            Optional<CommandManifest> manifest = entry.manifest();
            if (manifest.isPresent()) {
                found.addAll(values(entry, manifest.get(), words.subList(match.words(), words.size()), at));
            }
        }
        return found;
    }

    private List<Completion> first(CursorWords at) {
        String prefix = at.typed();
        boolean slash = prefix.startsWith("/");
        String bare = slash ? prefix.substring(1) : prefix;
        Map<String, Completion> found = new TreeMap<>();
        for (CommandEntry entry : workshop.registry().all()) {
            String name = entry.name();
            int blank = name.indexOf(' ');
            String word = blank < 0 ? name : name.substring(0, blank);
            if (word.startsWith(bare)) {
                String shown = slash ? "/" + word : word;
                found.putIfAbsent(shown, Completion.of(shown, blank < 0 ? summary(entry) : ""));
            }
        }
        if (!slash) {
            Router.BUILTINS.stream()
                    .filter(name -> name.startsWith(bare))
                    .forEach(name -> found.putIfAbsent(name, Completion.of(name, "")));
            if (!bare.isEmpty()) {
                programs(bare, found);
            }
        }
        List<Completion> all = new ArrayList<>(found.values());
        if (prefix.indexOf('/') >= 0 && !(slash && prefix.lastIndexOf('/') == 0 && !all.isEmpty())) {
            all.addAll(files(at, false));
        }
        return all;
    }

    private static String summary(CommandEntry entry) {
        return entry.summary();
    }

    private void programs(String prefix, Map<String, Completion> found) {
        if (prefix.indexOf('/') >= 0) {
            return;
        }
        for (String folder : state.searchPath().split(java.io.File.pathSeparator, -1)) {
            try (DirectoryStream<Path> stream =
                    Files.newDirectoryStream(state.directory().resolve(folder), file -> startsWith(file, prefix))) {
                for (Path file : stream) {
                    if (found.size() >= MOST) {
                        return;
                    }
                    if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                        String name = String.valueOf(file.getFileName());
                        found.putIfAbsent(name, Completion.of(name, ""));
                    }
                }
            } catch (IOException | InvalidPathException e) {
                LOG.log(System.Logger.Level.TRACE, "a folder of the search path cannot be listed", e);
            }
        }
    }

    private static boolean startsWith(Path file, String prefix) {
        return String.valueOf(file.getFileName()).startsWith(prefix);
    }

    private List<Completion> continuations(String group, String prefix) {
        Map<String, Completion> found = new TreeMap<>();
        for (String name : workshop.registry().under(group)) {
            String rest = name.substring(group.length() + 1);
            int blank = rest.indexOf(' ');
            String word = blank < 0 ? rest : rest.substring(0, blank);
            if (word.startsWith(prefix)) {
                String summary = blank < 0
                        ? workshop.registry().find(name).map(Completer::summary).orElse("")
                        : "";
                found.putIfAbsent(word, Completion.of(word, summary));
            }
        }
        return new ArrayList<>(found.values());
    }

    private List<Completion> values(CommandEntry entry, CommandManifest manifest, List<String> words, CursorWords at) {
        if (!words.isEmpty()) {
            Optional<Option> pending = option(manifest, words.get(words.size() - 1));
            if (pending.isPresent() && !pending.get().isFlag()) {
                return value(
                        entry,
                        "--" + pending.get().name(),
                        pending.get().type(),
                        pending.get().choices(),
                        words,
                        at);
            }
        }
        if (at.typed().startsWith("-")) {
            return options(manifest, words, at.typed());
        }
        int operands = 0;
        for (int i = 0; i < words.size(); i++) {
            Optional<Option> option = option(manifest, words.get(i));
            if (option.isPresent()) {
                i += option.get().isFlag() ? 0 : 1;
            } else if (!words.get(i).startsWith("-")) {
                operands++;
            }
        }
        List<Argument> arguments = manifest.arguments();
        if (arguments.isEmpty()) {
            return List.of();
        }
        Argument argument = arguments.get(Math.min(operands, arguments.size() - 1));
        if (operands >= arguments.size() && !argument.repeated()) {
            return List.of();
        }
        return value(entry, argument.name(), argument.type(), argument.choices(), words, at);
    }

    private static Optional<Option> option(CommandManifest manifest, String word) {
        if (word.startsWith("--")) {
            return manifest.option(word.substring(2));
        }
        if (word.length() == 2 && word.charAt(0) == '-') {
            return manifest.options().stream()
                    .filter(o -> o.letter().isPresent() && o.letter().get() == word.charAt(1))
                    .findFirst();
        }
        return Optional.empty();
    }

    private static List<Completion> options(CommandManifest manifest, List<String> words, String prefix) {
        List<Completion> found = new ArrayList<>();
        for (Option option : manifest.options()) {
            String name = "--" + option.name();
            if (name.startsWith(prefix) && (option.repeatable() || !words.contains(name))) {
                found.add(Completion.of(name, option.summary()));
            }
        }
        if ("--help".startsWith(prefix)) {
            found.add(Completion.of("--help", "Show the help of this command"));
        }
        if ("--json".startsWith(prefix)) {
            found.add(Completion.of("--json", "Answer with one JSON document"));
        }
        return found;
    }

    private List<Completion> value(
            CommandEntry entry,
            String parameter,
            ValueType type,
            List<String> choices,
            List<String> words,
            CursorWords at) {
        String prefix = at.typed();
        List<Completion> found = new ArrayList<>();
        for (String choice : choices) {
            if (choice.startsWith(prefix)) {
                found.add(Completion.of(choice, ""));
            }
        }
        // A command whose plugin changes just now proposes nothing.
        try (RunningCall call = workshop.calls().begin(entry.bundle(), entry.name(), this)) {
            Optional<Command> command = call == null ? Optional.empty() : entry.command();
            if (command.isPresent()) {
                found.addAll(
                        command.get().complete(new CompletionRequest(parameter, prefix, words, state.directory())));
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.WARNING, entry.name() + " failed to propose values", e);
        }
        if (type == ValueType.PATH) {
            found.addAll(files(at, false));
        }
        return found;
    }

    private List<Completion> files(CursorWords at, boolean foldersOnly) {
        String prefix = at.typed();
        int slash = prefix.lastIndexOf('/');
        String before = slash < 0 ? "" : prefix.substring(0, slash + 1);
        String start = prefix.substring(slash + 1);
        String home = state.variable("HOME");
        String folder = before.startsWith("~/") && home != null
                ? home + before.substring(1)
                : variables.expand(at, before.length());
        List<Completion> found = new ArrayList<>();
        try (DirectoryStream<Path> stream =
                Files.newDirectoryStream(state.directory().resolve(folder), file -> startsWith(file, start))) {
            for (Path file : stream) {
                String name = String.valueOf(file.getFileName());
                boolean isFolder = Files.isDirectory(file);
                boolean hidden = name.startsWith(".") && !start.startsWith(".");
                if (found.size() < MOST && !hidden && (isFolder || !foldersOnly)) {
                    found.add(new Completion(before + name + (isFolder ? "/" : ""), "", !isFolder));
                }
            }
        } catch (IOException | InvalidPathException e) {
            return List.of();
        }
        found.sort(Comparator.comparing(Completion::value));
        return found;
    }
}
