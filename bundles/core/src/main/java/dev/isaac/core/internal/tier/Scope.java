package dev.isaac.core.internal.tier;

import dev.isaac.command.line.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is known while a line is judged: variables, functions, folders. Not thread-safe; one for each judgement. */
final class Scope {

    private static final String UNKNOWN = String.valueOf(WordValues.UNKNOWN);

    private final Function<String, @Nullable String> session;
    private final Map<String, String> assigned = new HashMap<>();
    private final Map<String, Node> functions;
    private final String home;
    private String directory;
    private PathClasses paths;
    private int depth;

    Scope(Function<String, @Nullable String> session, Map<String, Node> functions, String directory, String home) {
        this.session = session;
        this.functions = new HashMap<>(functions);
        this.directory = directory;
        this.home = home;
        this.paths = new PathClasses(directory, home);
    }

    /** The same for a machine or container of which nothing is known but where such things usually lie. */
    Scope elsewhere() {
        Scope other = new Scope(name -> UNKNOWN, Map.of(), "/root", "/root");
        other.depth = depth;
        return other;
    }

    String home() {
        return home;
    }

    PathClasses paths() {
        return paths;
    }

    /** Where relative paths lead from now on. */
    void directory(String target) {
        if (target.indexOf(WordValues.UNKNOWN) >= 0) {
            // It may lead anywhere; relative paths stay judged from here.
            return;
        }
        String path = target.startsWith("~") ? home + target.substring(1) : target;
        directory = PathClasses.normalise(path.startsWith("/") ? path : directory + "/" + path);
        paths = new PathClasses(directory, home);
    }

    String directory() {
        return directory;
    }

    /** The value of a variable; unset ones are empty, as the shell has it. */
    String value(String name) {
        String value = assigned.get(name);
        if (value != null) {
            return value;
        }
        if (name.equals("HOME")) {
            return home;
        }
        if (name.equals("PWD")) {
            return directory;
        }
        char first = name.isEmpty() ? '?' : name.charAt(0);
        if (!WordValuesNames.isStart(first) || WordValuesNames.CHANGING.contains(name)) {
            return UNKNOWN;
        }
        value = session.apply(name);
        return value == null ? "" : value;
    }

    void assign(String name, String value) {
        assigned.put(name, value);
    }

    void forget(String name) {
        assigned.put(name, UNKNOWN);
    }

    @Nullable
    Node function(String name) {
        return functions.get(name);
    }

    void define(String name, Node body) {
        functions.put(name, body);
    }

    /** Goes one level deeper into commands inside commands; false when that is too deep to go on. */
    boolean enter() {
        return ++depth <= 24;
    }

    void leave() {
        depth--;
    }
}
