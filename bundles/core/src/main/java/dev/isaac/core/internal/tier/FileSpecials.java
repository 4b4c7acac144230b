package dev.isaac.core.internal.tier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Programs that copy and write files. */
final class FileSpecials {

    private static final Set<String> EVERYBODYS_DEVICES =
            Set.of("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty", "/dev/ptmx");

    private final Function<String, Boolean> isFile;

    FileSpecials(Function<String, Boolean> isFile) {
        this.isFile = isFile;
    }

    void register(Map<String, Specials.Special> specials) {
        specials.put("dd", this::dd);
        specials.put("copy", this::copy);
        specials.put("writes", this::writes);
    }

    private Verdict dd(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        for (String word : rest) {
            if (word.startsWith("of=")) {
                Verdict write = write(word.substring(3), scope);
                return write.stricter(Verdict.confirm("dd overwrites " + word.substring(3)));
            }
            if (word.indexOf(WordValues.UNKNOWN) == 0) {
                return Verdict.confirm("an expansion decides where dd writes");
            }
        }
        return Verdict.run("dd without of= only reads");
    }

    /** What writing to a path means. */
    static Verdict write(String path, Scope scope) {
        return switch (scope.kind(path)) {
            case ORDINARY -> Verdict.run("writes " + path);
            case UNKNOWN -> Verdict.confirm("an expansion decides which file is written");
            case STARTUP -> Verdict.confirm("writes " + path + ", which decides what runs at a start or who gets in");
            case SYSTEM -> Verdict.refuse("writes the system file " + path);
            case CRITICAL ->
                Verdict.refuse("writes " + path + ", without which the system does not start or nobody gets in");
            case DEVICE -> Verdict.refuse("writes to the device " + path);
            case PROTECTED -> Verdict.refuse("writes over " + path);
        };
    }

    private Verdict writes(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        Verdict verdict = Verdict.run(name + " writes files");
        for (String operand : CommandWords.of(rest, spec.values()).operands()) {
            verdict = verdict.stricter(write(operand, scope));
        }
        return verdict;
    }

    /** What it means that a program replaces a file that its words name. */
    static Verdict overwrites(String name, String path, Scope scope) {
        return switch (scope.kind(path)) {
            case ORDINARY -> Verdict.HARMLESS;
            case UNKNOWN -> Verdict.confirm("an expansion decides which file " + name + " writes");
            case STARTUP ->
                Verdict.confirm(name + " writes " + path + ", which decides what runs at a start or who gets in");
            case SYSTEM -> Verdict.confirm(name + " writes the system file " + path);
            case CRITICAL, DEVICE -> Verdict.refuse(name + " writes over " + path + ", which the system needs");
            case PROTECTED -> into(name, path, scope);
        };
    }

    /** What it means that a program writes into a folder. */
    static Verdict into(String name, String folder, Scope scope) {
        boolean own = PathClasses.normalise(folder).equals(scope.home()) || folder.startsWith("~");
        return switch (scope.kind(folder)) {
            case ORDINARY -> Verdict.HARMLESS;
            case UNKNOWN -> Verdict.confirm("an expansion decides where " + name + " writes");
            case STARTUP ->
                Verdict.confirm(
                        name + " writes into " + folder + ", which decides what runs at a start or who gets in");
            case SYSTEM, CRITICAL, DEVICE -> Verdict.confirm(name + " writes into the system folder " + folder);
            case PROTECTED ->
                own || (isHere(folder) && scope.directories().stream().allMatch(scope.home()::equals))
                        ? Verdict.HARMLESS
                        : Verdict.confirm(name + " writes into " + folder);
        };
    }

    private static boolean isHere(String folder) {
        return folder.equals(".") || folder.equals("./");
    }

    private Verdict copy(String name, CommandSpec spec, List<String> rest, Scope scope, @Nullable String feed) {
        CommandWords words = CommandWords.of(rest, spec.values());
        List<String> operands = new ArrayList<>(words.operands());
        if (name.equals("install") && (words.has("-d") || words.has("--directory"))) {
            Verdict folders = Verdict.run("install makes folders");
            for (String folder : operands) {
                folders = folders.stricter(into(name, folder, scope));
            }
            return folders;
        }
        String target =
                words.optionValues().getOrDefault("-t", words.optionValues().get("--target-directory"));
        if (target == null) {
            if (operands.size() < 2) {
                return Verdict.run(name + " has nothing to do");
            }
            target = operands.remove(operands.size() - 1);
        }
        Verdict verdict = Verdict.run(name + " makes new files");
        boolean moves = name.equals("mv");
        for (String source : operands) {
            PathClasses.Kind kind = scope.kind(source);
            if (moves && kind == PathClasses.Kind.PROTECTED) {
                return Verdict.refuse("mv moves " + source + " away");
            }
            if (moves && kind.isSystem()) {
                verdict = verdict.stricter(
                        kind == PathClasses.Kind.SYSTEM
                                ? Verdict.confirm("mv moves the system file " + source)
                                : Verdict.refuse("mv moves " + source + ", which the system needs"));
            }
            if (moves && kind == PathClasses.Kind.STARTUP) {
                verdict = verdict.stricter(
                        Verdict.confirm("mv moves " + source + ", which decides what runs at a start or who gets in"));
            }
            if (moves && source.indexOf(WordValues.UNKNOWN) == 0) {
                verdict = verdict.stricter(Verdict.confirm("an expansion decides what mv moves"));
            }
        }
        return verdict.stricter(target(name, words, operands, target, scope));
    }

    private Verdict target(String name, CommandWords words, List<String> sources, String target, Scope scope) {
        // A copy is written into such a device, a move takes its place.
        if (!name.equals("cp") && EVERYBODYS_DEVICES.contains(PathClasses.normalise(target))) {
            return Verdict.refuse(name + " replaces " + target + ", which every program needs");
        }
        switch (scope.kind(target)) {
            case CRITICAL, DEVICE -> {
                return Verdict.refuse(name + " overwrites " + target + ", which the system needs");
            }
            case SYSTEM -> {
                return Verdict.confirm(name + " writes into the system folder of " + target);
            }
            case STARTUP -> {
                return Verdict.confirm(
                        name + " writes " + target + ", which decides what runs at a start or who gets in");
            }
            case UNKNOWN -> {
                return Verdict.confirm("an expansion decides what " + name + " overwrites");
            }
            case PROTECTED -> {
                boolean own = PathClasses.normalise(target).equals(scope.home())
                        || target.startsWith("~")
                        || scope.directory().equals(target)
                        || target.equals(".")
                        || target.equals("./");
                if (!own) {
                    return Verdict.confirm(name + " writes into " + target);
                }
            }
            case ORDINARY -> {
                // What matters then is whether something is overwritten.
            }
        }
        boolean keeps = words.has("-n")
                || words.has("--no-clobber")
                || words.has("-i")
                || words.has("--interactive")
                || words.has("-b")
                || words.has("--backup")
                || words.has("-u")
                || words.has("--update");
        if (keeps) {
            return Verdict.run(name + " overwrites nothing unasked");
        }
        if (isFile.apply(absolute(target, scope))) {
            return Verdict.confirm(name + " overwrites " + target);
        }
        for (String source : sources) {
            String last = source.substring(source.lastIndexOf('/') + 1);
            if (!last.isEmpty() && isFile.apply(absolute(target + "/" + last, scope))) {
                return Verdict.confirm(name + " overwrites " + target + "/" + last);
            }
        }
        return Verdict.run(name + " makes new files");
    }

    private static String absolute(String path, Scope scope) {
        String expanded = path.startsWith("~/") ? scope.home() + path.substring(1) : path;
        return PathClasses.normalise(expanded.startsWith("/") ? expanded : scope.directory() + "/" + expanded);
    }
}
