package dev.isaac.core.internal.tier;

import dev.isaac.command.line.Node;
import dev.isaac.command.line.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known while a line is judged: variables, functions, folders, and what they may be where a branch decides. Not
 * thread-safe; one for each judgement.
 */
final class Scope {

    /** A function that may not be there: then the program of that name runs. */
    static final Node UNDEFINED = new Node.Sequence(List.of(), Span.NONE);

    private static final String UNKNOWN = String.valueOf(WordValues.UNKNOWN);
    private static final List<List<String>> UNKNOWN_VALUE = List.of(List.of(UNKNOWN));
    private static final String POSITIONAL = "@";
    private static final String HERE = "here";
    private static final String BEFORE = "before";

    /** What a branch may have changed. */
    record Effects(
            Map<String, List<List<String>>> variables,
            Map<String, List<Node>> functions,
            Map<String, List<String>> folders) {}

    /** A place to come back to. */
    record Mark(int variables, int functions, int folders) {}

    private final Function<String, @Nullable String> session;
    private final Cells<List<String>> variables;
    private final Cells<Node> functions;
    private final Cells<String> folders;
    private final Map<String, String> documents = new HashMap<>();
    private final List<String> stack = new ArrayList<>();
    private final String home;
    private final boolean interactive;
    private @Nullable List<PathClasses> paths;
    private int depth;

    /**
     * @param session the variables of the session; {@code null} where unset
     * @param interactive whether a person types into what is started
     */
    Scope(
            Function<String, @Nullable String> session,
            Map<String, Node> known,
            String directory,
            String home,
            boolean interactive) {
        this.session = session;
        this.home = home;
        this.interactive = interactive;
        this.variables = new Cells<>(this::initial, List.of(UNKNOWN));
        this.functions = new Cells<>(name -> List.of(UNDEFINED), UNDEFINED);
        this.folders = new Cells<>(name -> List.of(directory), directory);
        known.forEach((name, body) -> functions.set(name, List.of(body)));
        folders.set(HERE, List.of(directory));
        String before = session.apply("OLDPWD");
        folders.set(BEFORE, List.of(before == null ? directory : before));
    }

    /** The same for a machine or container of which nothing is known but where such things usually lie. */
    Scope elsewhere() {
        Scope other = new Scope(name -> UNKNOWN, Map.of(), "/root", "/root", interactive);
        other.depth = depth;
        return other;
    }

    String home() {
        return home;
    }

    boolean interactive() {
        return interactive;
    }

    /** What place a path names, the most dangerous of all folders that may be the working directory. */
    PathClasses.Kind kind(String path) {
        List<PathClasses> all = paths;
        if (all == null) {
            all = directories().stream()
                    .map(directory -> new PathClasses(directory, home))
                    .toList();
            paths = all;
        }
        PathClasses.Kind worst = all.get(0).kind(path);
        for (int i = 1; i < all.size(); i++) {
            PathClasses.Kind kind = all.get(i).kind(path);
            worst = kind.compareTo(worst) > 0 ? kind : worst;
        }
        return worst;
    }

    /** Where relative paths lead from now on. */
    void directory(List<String> targets) {
        List<String> now = new ArrayList<>(directories());
        List<String> next = new ArrayList<>();
        for (String target : targets) {
            if (target.equals("-")) {
                next.addAll(folder(BEFORE));
            } else if (target.indexOf(WordValues.UNKNOWN) >= 0) {
                // It may lead anywhere; relative paths stay judged from here.
                next.addAll(now);
            } else {
                String path = target.startsWith("~") ? home + target.substring(1) : target;
                for (String from : now) {
                    next.add(PathClasses.normalise(path.startsWith("/") ? path : from + "/" + path));
                }
            }
        }
        folders.set(BEFORE, now);
        folders.set(HERE, List.copyOf(next.subList(0, Math.min(next.size(), 16))));
        paths = null;
    }

    /** {@code pushd}: remembers where it was. */
    void push(String target) {
        stack.add(directory());
        directory(List.of(target));
    }

    /** {@code popd}: goes back to where the last {@code pushd} was. */
    void pop() {
        if (!stack.isEmpty()) {
            directory(List.of(stack.remove(stack.size() - 1)));
        }
    }

    String directory() {
        return directories().get(0);
    }

    List<String> directories() {
        return folder(HERE);
    }

    private List<String> folder(String name) {
        List<String> all = folders.get(name);
        return all == null || all.isEmpty() ? List.of("/") : all;
    }

    private List<List<String>> initial(String name) {
        if (name.equals(POSITIONAL)) {
            return List.of(List.of());
        }
        char first = name.isEmpty() ? '?' : name.charAt(0);
        if (!WordValuesNames.isStart(first) || WordValuesNames.CHANGING.contains(name)) {
            return UNKNOWN_VALUE;
        }
        String value = session.apply(name);
        return List.of(List.of(value == null ? "" : value));
    }

    /** What a variable may hold: the elements of an array, one for any other. Unset ones are empty, as the shell has it. */
    List<List<String>> values(String name) {
        List<List<String>> assigned = variables.get(name);
        if (assigned != null) {
            return assigned;
        }
        return switch (name) {
            case "HOME" -> List.of(List.of(home));
            case "IFS" -> {
                String separators = session.apply("IFS");
                yield List.of(List.of(separators == null ? " \t\n" : separators));
            }
            case "PWD" -> directories().stream().map(List::of).toList();
            case "OLDPWD" -> folder(BEFORE).stream().map(List::of).toList();
            default -> initial(name);
        };
    }

    /** Sets a variable to one of several values. */
    void assign(String name, List<String> alternatives) {
        variables.set(name, alternatives.stream().map(List::of).toList());
    }

    void assign(String name, String value) {
        variables.set(name, List.of(List.of(value)));
    }

    void assignArray(String name, List<String> elements) {
        variables.set(name, List.of(List.copyOf(elements)));
    }

    void forget(String name) {
        variables.set(name, UNKNOWN_VALUE);
    }

    /** {@code $1} and what follows. At a prompt there are none. */
    List<List<String>> positional() {
        List<List<String>> given = variables.get(POSITIONAL);
        return given == null ? List.of(List.of()) : given;
    }

    void positional(List<List<String>> alternatives) {
        variables.set(POSITIONAL, alternatives);
    }

    void positionalUnknown() {
        variables.set(POSITIONAL, UNKNOWN_VALUE);
    }

    /** The bodies that a name may stand for; empty: no function has it. */
    List<Node> functions(String name) {
        List<Node> bodies = functions.get(name);
        return bodies == null ? List.of() : bodies;
    }

    void define(String name, Node body) {
        functions.set(name, List.of(body));
    }

    /** What can be read from a file that only this line makes, such as {@code /dev/fd/63}. */
    @Nullable
    String document(String path) {
        return documents.get(path);
    }

    /** Makes such a file. */
    String document(int number, String text) {
        String path = "/dev/fd/" + number;
        documents.put(path, text);
        return path;
    }

    /** A place to come back to. */
    Mark mark() {
        return new Mark(variables.mark(), functions.mark(), folders.mark());
    }

    /** Takes back all since the mark, as at the end of a subshell. */
    Effects take(Mark mark) {
        paths = null;
        return new Effects(
                variables.take(mark.variables()), functions.take(mark.functions()), folders.take(mark.folders()));
    }

    /** Adds what a branch may have done. */
    void merge(Effects effects) {
        paths = null;
        variables.merge(effects.variables());
        functions.merge(effects.functions());
        folders.merge(effects.folders());
    }

    /** Goes one level deeper into commands inside commands; false when that is too deep to go on. */
    boolean enter() {
        return ++depth <= 24;
    }

    void leave() {
        depth--;
    }
}
