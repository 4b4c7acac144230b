package dev.isaac.core.internal.state;

import dev.isaac.command.line.Node;
import dev.isaac.core.SessionOptions;
import dev.isaac.core.internal.route.Router;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Directory, variables and functions of a session. Thread-safe. */
public final class SessionState implements Router.Place {

    private final boolean interactive;
    private Path directory;
    private Path previous;
    private Map<String, String> exported;
    private Map<String, String> local = new LinkedHashMap<>();
    /** Arrays, attributes and functions in the words of the native shell. */
    private String carried = "";

    private Map<String, Node> functions = Map.of();
    private Map<String, String> aliases = Map.of();
    private Set<String> options = Set.of();
    private boolean showsTranslations;
    private Traces traces = Traces.NONE;
    private int status;

    /** A session at its start. */
    public SessionState(SessionOptions options) {
        this.directory = options.directory().normalize();
        this.previous = directory;
        this.exported = new LinkedHashMap<>(options.environment());
        this.interactive = options.interactive();
    }

    private SessionState(SessionState other) {
        this.interactive = other.interactive;
        this.directory = other.directory;
        this.previous = other.previous;
        this.exported = new LinkedHashMap<>(other.exported);
        this.local = new LinkedHashMap<>(other.local);
        this.carried = other.carried;
        this.functions = other.functions;
        this.aliases = other.aliases;
        this.options = other.options;
        this.showsTranslations = other.showsTranslations;
        this.traces = other.traces;
        this.status = other.status;
    }

    /** A copy that a subshell may change. */
    public synchronized SessionState copy() {
        return new SessionState(this);
    }

    @Override
    public synchronized Path directory() {
        return directory;
    }

    /** Where the session was before the last change of directory. */
    public synchronized Path previous() {
        return previous;
    }

    /**
     * What a native line leaves behind that only the next one sees.
     *
     * @param positional {@code $1} and what follows
     * @param pipeStatus the codes of the stages of its last pipe, with blanks between them
     * @param lastWord {@code $_}
     * @param constants variables that nobody may set any more
     * @param opaque variables whose value only the native shell knows, such as arrays
     */
    public record Traces(
            List<String> positional, String pipeStatus, String lastWord, Set<String> constants, Set<String> opaque) {
        static final Traces NONE = new Traces(List.of(), "", "", Set.of(), Set.of());

        public Traces {
            positional = List.copyOf(positional);
            constants = Set.copyOf(constants);
            opaque = Set.copyOf(opaque);
        }
    }

    /** Takes over the traces of a native line. */
    public synchronized void adopt(Traces left) {
        traces = left;
    }

    /** Something else than a native pipe has run. */
    public synchronized void forgetPipe() {
        traces = new Traces(traces.positional(), "", traces.lastWord(), traces.constants(), traces.opaque());
    }

    /** {@code $1} and what follows. */
    public synchronized List<String> positional() {
        return traces.positional();
    }

    /** The traces of the last native line. */
    public synchronized Traces traces() {
        return traces;
    }

    /** Whether nobody may set a variable any more. */
    public synchronized boolean isConstant(String name) {
        return traces.constants().contains(name);
    }

    /** Whether a variable has a value that only the native shell knows. */
    public synchronized boolean isOpaque(String name) {
        return traces.opaque().contains(name) && variable(name) == null;
    }

    /** Goes somewhere else. */
    public synchronized void directory(Path target) {
        Path normal = target.normalize();
        if (!normal.equals(directory)) {
            previous = directory;
            directory = normal;
        }
    }

    @Override
    public synchronized String searchPath() {
        return exported.getOrDefault("PATH", local.getOrDefault("PATH", ""));
    }

    @Override
    public synchronized boolean hasFunction(String name) {
        return functions.containsKey(name);
    }

    /** The shell functions by name. */
    public synchronized Map<String, Node> functions() {
        return functions;
    }

    /** What names stand for that {@code alias} defined. */
    public synchronized Map<String, String> aliases() {
        return aliases;
    }

    /** Whether an option of the shell such as {@code pipefail} is on. */
    public synchronized boolean hasOption(String name) {
        return options.contains(name);
    }

    /** Whether the user wants to see what a translated line became: {@code set -o show-translation}. */
    public synchronized boolean showsTranslations() {
        return showsTranslations;
    }

    /** Shows what translated lines become, or no longer. */
    public synchronized void showTranslations(boolean show) {
        showsTranslations = show;
    }

    /** Takes over aliases and options that a native line left behind. */
    public synchronized void adopt(Map<String, String> newAliases, Set<String> newOptions) {
        aliases = Map.copyOf(newAliases);
        options = Set.copyOf(newOptions);
    }

    /** A variable's value; {@code null} when it is unset. */
    public synchronized @Nullable String variable(String name) {
        String value = exported.get(name);
        return value != null ? value : local.get(name);
    }

    /** Sets a variable; an exported one stays exported. */
    public synchronized void set(String name, String value) {
        if (exported.containsKey(name)) {
            exported.put(name, value);
        } else {
            local.put(name, value);
        }
    }

    /** Exports a variable, with a new value where one is given. */
    public synchronized void export(String name, @Nullable String value) {
        String now = value != null ? value : local.getOrDefault(name, exported.getOrDefault(name, ""));
        local.remove(name);
        exported.put(name, now);
    }

    /** Removes a variable. */
    public synchronized void unset(String name) {
        exported.remove(name);
        local.remove(name);
    }

    /** The exported variables. A copy. */
    public synchronized Map<String, String> exported() {
        return new LinkedHashMap<>(exported);
    }

    /** The variables that are not exported. A copy. */
    public synchronized Map<String, String> local() {
        return new LinkedHashMap<>(local);
    }

    /** All variables, sorted by name. A copy. */
    public synchronized Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(local);
        all.putAll(exported);
        return all;
    }

    /** What the native shell must be told beyond plain variables. */
    public synchronized String carried() {
        return carried;
    }

    /** Takes over what a native line left behind. */
    public synchronized void adopt(
            Path newDirectory,
            Map<String, String> newExported,
            Map<String, String> newLocal,
            String newCarried,
            Map<String, Node> newFunctions) {
        directory(newDirectory);
        exported = new LinkedHashMap<>(newExported);
        local = new LinkedHashMap<>(newLocal);
        carried = newCarried;
        functions = Map.copyOf(newFunctions);
    }

    /** The exit code of the last line. */
    public synchronized int status() {
        return status;
    }

    /** Remembers the exit code. */
    public synchronized void status(int code) {
        status = code;
    }

    /** Whether a person types. */
    public boolean interactive() {
        return interactive;
    }
}
