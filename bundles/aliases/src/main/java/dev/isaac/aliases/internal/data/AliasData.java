package dev.isaac.aliases.internal.data;

import dev.isaac.aliases.internal.model.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The mapping, as {@code aliases.json} holds it. Immutable. */
public final class AliasData {

    private final List<Entry> entries;
    private final Map<String, Entry> byName = new HashMap<>();

    private AliasData(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        for (Entry entry : entries) {
            for (String name : entry.names()) {
                if (byName.put(name, entry) != null) {
                    throw new IllegalArgumentException("aliases.json maps " + name + " twice");
                }
            }
        }
    }

    /** The mapping that comes with the bundle. */
    public static AliasData load() {
        try (InputStream in = AliasData.class.getResourceAsStream("aliases.json")) {
            if (in == null) {
                throw new IllegalStateException("aliases.json is not in the bundle");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a mapping. */
    public static AliasData read(InputStream in) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Object item : list(JsonReader.object(in), "commands")) {
            entries.add(entry(map(item)));
        }
        return new AliasData(entries);
    }

    /** All commands, in the order of the data. */
    public List<Entry> entries() {
        return entries;
    }

    /** The command of a name. */
    public Optional<Entry> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private static Entry entry(Map<String, Object> json) {
        String name = text(json, "name").orElseThrow(() -> new IllegalArgumentException("a command without a name"));
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(strings(json, "aliases"));
        Map<Target, String> translators = new EnumMap<>(Target.class);
        Map<Target, List<Rule>> rules = new EnumMap<>(Target.class);
        for (Target target : Target.values()) {
            String key = target == Target.POWERSHELL5 && !json.containsKey("powershell5") ? "powershell" : target.id();
            Object value = json.get(key);
            if (value instanceof String translator) {
                translators.put(target, translator);
            } else if (value instanceof List<?> && target.isWindows()) {
                List<Rule> list = new ArrayList<>();
                for (Object item : list(json, key)) {
                    list.add(rule(map(item)));
                }
                if (!list.isEmpty()) {
                    rules.put(target, list);
                }
            }
        }
        List<OptionSpec> options =
                strings(json, "options").stream().map(OptionSpec::parse).toList();
        Optional<Set<String>> macos = Optional.empty();
        if (json.get("macos") instanceof Boolean same && same) {
            Set<String> all = new LinkedHashSet<>();
            options.forEach(option -> all.addAll(option.spellings()));
            macos = Optional.of(all);
        } else if (json.get("macos") instanceof List<?>) {
            macos = Optional.of(new LinkedHashSet<>(strings(json, "macos")));
        }
        List<Entry.Example> examples = new ArrayList<>();
        for (Object item : list(json, "examples")) {
            Map<String, Object> one = map(item);
            String target = text(one, "target").orElse("powershell");
            examples.add(new Entry.Example(
                    text(one, "line").orElseThrow(),
                    Target.of(target).orElseThrow(() -> new IllegalArgumentException("no target: " + target)),
                    text(one, "status").orElseThrow(),
                    text(one, "output").orElse("")));
        }
        return new Entry(
                name,
                names,
                text(json, "category").orElse("other"),
                text(json, "summary").orElse(""),
                options,
                text(json, "number"),
                flag(json, "raw"),
                flag(json, "operandsEnd"),
                flag(json, "destructive"),
                translators,
                rules,
                macos,
                !(json.get("linux") instanceof Boolean linux) || linux,
                text(json, "alternative").orElse(""),
                examples);
    }

    private static Rule rule(Map<String, Object> json) {
        List<List<String>> emit = new ArrayList<>();
        for (Object stage : list(json, "emit")) {
            List<String> words = new ArrayList<>();
            if (stage instanceof List<?> items) {
                items.forEach(item -> words.add(String.valueOf(item)));
            }
            emit.add(words);
        }
        if (emit.isEmpty() || emit.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a rule that emits nothing");
        }
        int least = 0;
        int most = 0;
        if (json.get("count") instanceof List<?> count && count.size() == 2) {
            least = Integer.parseInt(String.valueOf(count.get(0)));
            most = Integer.parseInt(String.valueOf(count.get(1)));
        } else if (json.get("count") instanceof Long count) {
            least = count.intValue();
            most = least;
        }
        return new Rule(
                new LinkedHashSet<>(strings(json, "require")),
                new LinkedHashSet<>(strings(json, "allow")),
                least,
                most,
                strings(json, "operands"),
                emit,
                text(json, "gives").orElse("objects"),
                strings(json, "notes"));
    }

    private static Optional<String> text(Map<String, Object> json, String key) {
        return json.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static boolean flag(Map<String, Object> json, String key) {
        return json.get(key) instanceof Boolean value && value;
    }

    private static List<String> strings(Map<String, Object> json, String key) {
        List<String> strings = new ArrayList<>();
        for (Object item : list(json, key)) {
            strings.add((String) item);
        }
        return strings;
    }

    private static List<Object> list(Map<String, Object> json, String key) {
        List<Object> list = new ArrayList<>();
        if (json.get(key) instanceof List<?> items) {
            list.addAll(items);
        }
        return list;
    }

    private static Map<String, Object> map(Object item) {
        Map<String, Object> map = new HashMap<>();
        ((Map<?, ?>) item).forEach((key, value) -> map.put(String.valueOf(key), value));
        return map;
    }
}
