package dev.isaac.core.internal.route;

import dev.isaac.core.Explanation.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The one order in which names are looked up, frozen in {@code docs/routing.md} and its table test: {@code /name},
 * builtin, registered name, {@code scope:function}, native. Thread-safe.
 */
public final class Router {

    /** What the session itself does. */
    public static final Set<String> BUILTINS = Set.of("cd", "pwd", "export", "unset", "exit", "quit");

    /** What the router must know of a session. */
    public interface Place {
        /** The working directory. */
        Path directory();

        /** The search path for programs. */
        String searchPath();

        /** Whether the session has a shell function of that name. */
        boolean hasFunction(String name);
    }

    private final CommandRegistry registry;
    private final BiPredicate<String, String> scopedFunctions;
    private final Programs programs;

    /**
     * @param registry the commands
     * @param scopedFunctions whether a scope has a function
     * @param programs the native programs
     */
    public Router(CommandRegistry registry, BiPredicate<String, String> scopedFunctions, Programs programs) {
        this.registry = registry;
        this.scopedFunctions = scopedFunctions;
        this.programs = programs;
    }

    /**
     * Who runs a command.
     *
     * @param words its words; {@code null} where an expansion decides
     */
    public Routed route(List<? extends @Nullable String> words, Place place) {
        String first = words.isEmpty() ? null : words.get(0);
        if (first == null) {
            return Routed.of(Route.NATIVE, "");
        }
        if (first.length() > 1 && first.charAt(0) == '/' && first.indexOf('/', 1) < 0) {
            return slash(first, words, place);
        }
        if (place.hasFunction(first)) {
            return Routed.of(Route.NATIVE, first);
        }
        if (BUILTINS.contains(first)) {
            return Routed.of(Route.BUILTIN, first);
        }
        Routed registered = registered(words, first, place);
        if (registered != null) {
            return registered;
        }
        int colon = first.indexOf(':');
        if (colon > 0 && colon < first.length() - 1) {
            String scope = first.substring(0, colon);
            String function = first.substring(colon + 1);
            if (scope.equals("isaac")) {
                return registeredOnly(first, function, words);
            }
            if (scopedFunctions.test(scope, function)) {
                return Routed.of(Route.GOGO, first);
            }
        }
        if (programs.isShellWord(first)) {
            return Routed.of(Route.NATIVE, first);
        }
        Optional<Path> program = programs.find(first, place.searchPath(), place.directory());
        return program.isPresent()
                ? new Routed(Route.NATIVE, program.get().toString(), 1, null, program.get())
                : Routed.of(Route.UNKNOWN, first);
    }

    /** {@code /name}: nothing but a command of ours, unless there is a file of that name in the root folder. */
    private Routed slash(String first, List<? extends @Nullable String> words, Place place) {
        String bare = first.substring(1);
        if (BUILTINS.contains(bare)) {
            return Routed.of(Route.BUILTIN, bare);
        }
        Routed own = registeredOnly(first, bare, words);
        if (own.route() == Route.COMMAND) {
            return own;
        }
        Optional<Path> program = programs.find(first, "", place.directory());
        return program.isPresent() ? new Routed(Route.NATIVE, program.get().toString(), 1, null, program.get()) : own;
    }

    private Routed registeredOnly(String typed, String bare, List<? extends @Nullable String> words) {
        CommandRegistry.Match match = registry.match(replaceFirst(words, bare));
        if (match == null) {
            return Routed.of(Route.UNKNOWN, typed);
        }
        CommandEntry entry = match.entry();
        String name = entry == null ? group(replaceFirst(words, bare), match.words()) : entry.name();
        return new Routed(Route.COMMAND, name, match.words(), entry, null);
    }

    private static List<@Nullable String> replaceFirst(List<? extends @Nullable String> words, String first) {
        List<@Nullable String> changed = new java.util.ArrayList<>(words);
        changed.set(0, first);
        return changed;
    }

    private @Nullable Routed registered(List<? extends @Nullable String> words, String first, Place place) {
        CommandRegistry.Match match = registry.match(words);
        if (match == null) {
            return null;
        }
        CommandEntry entry = match.entry();
        if (entry != null) {
            return new Routed(Route.COMMAND, entry.name(), match.words(), entry, null);
        }
        // Only a group was named: a native program of that name goes first, so that `git status` stays git's.
        if (ShellWords.isIdle(first)) {
            return new Routed(Route.COMMAND, group(words, match.words()), match.words(), null, null);
        }
        if (programs.isShellWord(first)
                || programs.find(first, place.searchPath(), place.directory()).isPresent()) {
            return null;
        }
        return new Routed(Route.COMMAND, group(words, match.words()), match.words(), null, null);
    }

    private static String group(List<? extends @Nullable String> words, int length) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < length; i++) {
            name.append(i > 0 ? " " : "").append(words.get(i));
        }
        return name.toString();
    }
}
