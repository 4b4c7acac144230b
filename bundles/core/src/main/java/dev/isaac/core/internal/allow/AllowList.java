package dev.isaac.core.internal.allow;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.core.internal.home.JsonFile;
import dev.isaac.core.internal.home.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Programs that need no confirmation any more, in {@code allow.json} of the home: absolute paths of programs or scripts, or
 * folders whose programs are all meant. Never consulted for tier 4. Read when asked, so that processes share it.
 * Thread-safe.
 */
public final class AllowList {

    private static final System.Logger LOG = System.getLogger(AllowList.class.getName());

    private final @Nullable Path file;
    private final PolicyFile policy;
    private @Nullable List<Path> cached;
    private long cachedAt;

    /**
     * @param file where the list is kept; {@code null}: there is no home, and nothing is allowed
     * @param policy may lock the list
     */
    public AllowList(@Nullable Path file, PolicyFile policy) {
        this.file = file;
        this.policy = policy;
    }

    /** Whether policy forbids the list: it then holds nothing and takes nothing. */
    public boolean isLocked() {
        return file == null || policy.isOn("allow", "locked");
    }

    /** All entries, sorted. */
    public synchronized List<Path> entries() throws CommandException {
        if (file == null) {
            return List.of();
        }
        try {
            List<Path> entries = new ArrayList<>();
            if (JsonFile.read(file).get("paths") instanceof List<?> list) {
                list.forEach(element -> entries.add(Path.of(String.valueOf(element))));
            }
            return entries;
        } catch (IOException e) {
            throw Fault.of(
                            FaultKind.FAILED,
                            "allow.unreadable",
                            "The list " + file + " cannot be read: " + Fault.reason(e) + ".")
                    .hint("Repair or delete it.")
                    .exception(e);
        }
    }

    /** Whether a program may run without being asked about. */
    public boolean allows(Path program) {
        if (isLocked()) {
            return false;
        }
        Path resolved = resolve(program);
        for (Path entry : current()) {
            if (entry.equals(resolved) || (resolved.startsWith(entry) && Files.isDirectory(entry))) {
                return true;
            }
        }
        return false;
    }

    private synchronized List<Path> current() {
        Path source = file;
        if (source == null) {
            return List.of();
        }
        long changed = source.toFile().lastModified();
        List<Path> now = cached;
        if (now == null || changed != cachedAt) {
            try {
                now = entries();
            } catch (CommandException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "nothing is allowed: " + e.fault().message(),
                        e);
                now = List.of();
            }
            cached = now;
            cachedAt = changed;
        }
        return now;
    }

    /** Adds a program or a folder. */
    public synchronized void add(Path path) throws CommandException {
        change(path, true);
    }

    /** Removes an entry. */
    public synchronized void remove(Path path) throws CommandException {
        change(path, false);
    }

    private void change(Path path, boolean add) throws CommandException {
        Path target = file;
        if (target == null || isLocked()) {
            throw Fault.of(FaultKind.REFUSED, "allow.locked", "Policy does not let anything be allowed for good.")
                    .exception();
        }
        Path resolved = resolve(path);
        if (add && (resolved.getNameCount() == 0)) {
            throw Fault.of(FaultKind.USAGE, "allow.too-wide", "The root folder cannot be allowed.")
                    .exception();
        }
        TreeSet<String> paths = new TreeSet<>();
        entries().forEach(entry -> paths.add(entry.toString()));
        boolean changed = add
                ? paths.add(resolved.toString())
                : (paths.remove(resolved.toString()) || paths.remove(path.toString()));
        if (!changed && !add) {
            throw Fault.of(FaultKind.NOT_FOUND, "allow.not-found", path + " is not on the list.")
                    .hint("allow list shows what is.")
                    .exception();
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("format", 1);
        content.put("paths", List.copyOf(paths));
        try {
            JsonFile.write(target, content);
            cached = null;
        } catch (IOException e) {
            throw JsonFile.notWritten("allow.not-written", "The list " + target + " cannot be written", e);
        }
    }

    /** The path that an entry for this program has: absolute, without links where it exists. */
    public static Path resolve(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
