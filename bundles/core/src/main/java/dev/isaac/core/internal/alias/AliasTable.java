package dev.isaac.core.internal.alias;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.AliasDefinition;
import dev.isaac.command.spi.LineAliases;
import dev.isaac.core.internal.home.JsonFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The user's aliases in {@code aliases.json} of the home, and those of plugins. The file is replaced as a whole, under a lock
 * that all processes of the home share, and is looked at again ten times a second at most. Thread-safe.
 */
public final class AliasTable implements LineAliases {

    private static final System.Logger LOG = System.getLogger(AliasTable.class.getName());
    private static final long GLANCE_NANOS = 100_000_000L;
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final long RETRY_NANOS = 2_000_000L;

    private record Own(String line, String category, boolean enabled) {}

    private record Content(Map<String, Own> own, Set<String> off) {}

    private record OfPlugin(AliasDefinition definition, String bundle) {}

    /** What lines may use. */
    private record Usable(Map<String, Alias> own, Map<String, Alias> plugins) {}

    private record Stamp(long changed, long length) {}

    private final Path file;
    private final LongSupplier nanos;
    private final Map<Object, List<OfPlugin>> plugins = new LinkedHashMap<>();
    private Stamp stamp = new Stamp(-1, -1);
    private volatile long glanced;
    private volatile @Nullable Usable usable;

    /**
     * @param file where the user's are kept
     * @param nanos a clock that only runs forward
     */
    public AliasTable(Path file, LongSupplier nanos) {
        this.file = file;
        this.nanos = nanos;
        this.glanced = nanos.getAsLong() - GLANCE_NANOS;
    }

    /** Whether there is none at all. */
    public boolean isEmpty() {
        Usable now = usable();
        return now.own().isEmpty() && now.plugins().isEmpty();
    }

    /** An alias of the user that is enabled; {@code null}: there is none of that name. */
    public @Nullable Alias own(String name) {
        return usable().own().get(name);
    }

    /** An alias of a plugin that is enabled. */
    public @Nullable Alias ofPlugin(String name) {
        return usable().plugins().get(name);
    }

    private Usable usable() {
        Usable now = usable;
        long time = nanos.getAsLong();
        if (now != null && time - glanced < GLANCE_NANOS) {
            return now;
        }
        return look(time);
    }

    private synchronized Usable look(long time) {
        glanced = time;
        Stamp current = new Stamp(file.toFile().lastModified(), file.toFile().length());
        Usable now = usable;
        if (now == null || !current.equals(stamp)) {
            stamp = current;
            now = read();
            usable = now;
        }
        return now;
    }

    private Usable read() {
        Content content;
        try {
            content = content();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "no alias of the user holds: " + file + " cannot be read", e);
            content = new Content(Map.of(), Set.of());
        }
        Map<String, Alias> own = new HashMap<>();
        content.own().forEach((name, alias) -> {
            if (alias.enabled()) {
                use(own, name, alias.line());
            }
        });
        Map<String, Alias> others = new HashMap<>();
        Set<String> off = content.off();
        brought()
                .map(OfPlugin::definition)
                .filter(definition -> !off.contains(definition.name()))
                .forEach(definition -> use(others, definition.name(), definition.line()));
        return new Usable(own, others);
    }

    private static void use(Map<String, Alias> aliases, String name, String line) {
        try {
            aliases.putIfAbsent(name, Alias.of(name, line));
        } catch (CommandException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "an alias is left out: " + e.fault().message());
        }
    }

    private Content content() throws IOException {
        Map<String, Object> json = JsonFile.read(file);
        Map<String, Own> own = new TreeMap<>();
        if (json.get("aliases") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (value instanceof Map<?, ?> alias && alias.get("line") instanceof String line) {
                    String category = alias.get("category") instanceof String text ? text : "";
                    own.put(String.valueOf(name), new Own(line, category, !Boolean.FALSE.equals(alias.get("enabled"))));
                }
            });
        }
        Set<String> off = new TreeSet<>();
        if (json.get("off") instanceof List<?> list) {
            list.forEach(name -> off.add(String.valueOf(name)));
        }
        return new Content(own, off);
    }

    /** A plugin brings aliases; {@code key} names what brings them. */
    public synchronized void add(Object key, List<AliasDefinition> definitions, String bundle) {
        plugins.put(
                key, definitions.stream().map(one -> new OfPlugin(one, bundle)).toList());
        usable = null;
    }

    /** A plugin takes its aliases away. */
    public synchronized void take(Object key) {
        plugins.remove(key);
        usable = null;
    }

    private Stream<OfPlugin> brought() {
        return plugins.values().stream().flatMap(List::stream);
    }

    @Override
    public synchronized List<Entry> all() {
        Content content;
        try {
            content = content();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the aliases of the user cannot be read: " + file, e);
            content = new Content(Map.of(), Set.of());
        }
        List<Entry> entries = new ArrayList<>();
        content.own()
                .forEach((name, own) -> entries.add(
                        new Entry(new AliasDefinition(name, own.line(), own.category()), own.enabled(), USER)));
        Set<String> off = content.off();
        brought()
                .sorted((a, b) -> a.definition().name().compareTo(b.definition().name()))
                .forEach(one -> entries.add(new Entry(
                        one.definition(), !off.contains(one.definition().name()), one.bundle())));
        return entries;
    }

    @Override
    public void check(AliasDefinition definition) throws CommandException {
        Alias.of(definition.name(), definition.line());
    }

    @Override
    public void put(List<AliasDefinition> definitions) throws CommandException {
        for (AliasDefinition definition : definitions) {
            check(definition);
        }
        change(content -> {
            for (AliasDefinition definition : definitions) {
                content.own().put(definition.name(), new Own(definition.line(), definition.category(), true));
            }
            return true;
        });
    }

    @Override
    public void remove(String name) throws CommandException {
        if (!change(content -> content.own().remove(name) != null)) {
            throw unknown(name, "alias list shows them; those of plugins can be disabled.");
        }
    }

    @Override
    public void enable(String name, boolean enabled) throws CommandException {
        boolean known = change(content -> {
            Own own = content.own().get(name);
            if (own != null) {
                content.own().put(name, new Own(own.line(), own.category(), enabled));
                return true;
            }
            if (brought().noneMatch(one -> one.definition().name().equals(name))) {
                return false;
            }
            if (enabled) {
                content.off().remove(name);
            } else {
                content.off().add(name);
            }
            return true;
        });
        if (!known) {
            throw unknown(name, "alias list shows them.");
        }
    }

    private static CommandException unknown(String name, String hint) {
        return Fault.of(FaultKind.NOT_FOUND, "alias.unknown", "There is no alias " + name + " of yours.")
                .hint(hint)
                .exception();
    }

    private interface Change {
        /** Changes the content; false: there is nothing to change. */
        boolean on(Content content);
    }

    private synchronized boolean change(Change change) throws CommandException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path lock = file.resolveSibling("aliases.lock");
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = lock(channel)) {
                Content content = content();
                if (!held.isValid() || !change.on(content)) {
                    return false;
                }
                write(content);
                usable = null;
                return true;
            }
        } catch (IOException e) {
            throw JsonFile.notWritten("alias.not-written", "The aliases in " + file + " cannot be changed", e);
        }
    }

    /** Waits for the lock, also where somebody else in this process holds it, for which Java has no waiting. */
    private FileLock lock(FileChannel channel) throws IOException {
        long end = nanos.getAsLong() + PATIENCE_NANOS;
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                if (nanos.getAsLong() > end || Thread.currentThread().isInterrupted()) {
                    throw new IOException("another change does not end", e);
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private void write(Content content) throws IOException {
        Map<String, Object> aliases = new LinkedHashMap<>();
        content.own().forEach((name, own) -> {
            Map<String, Object> alias = new LinkedHashMap<>();
            alias.put("line", own.line());
            if (!own.category().isEmpty()) {
                alias.put("category", own.category());
            }
            if (!own.enabled()) {
                alias.put("enabled", false);
            }
            aliases.put(name, alias);
        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("aliases", aliases);
        if (!content.off().isEmpty()) {
            json.put("off", List.copyOf(content.off()));
        }
        JsonFile.write(file, json);
    }
}
