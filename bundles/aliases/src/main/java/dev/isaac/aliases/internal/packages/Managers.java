package dev.isaac.aliases.internal.packages;

import dev.isaac.aliases.internal.data.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The package managers, as {@code packages.json} holds them. */
public final class Managers {

    private final List<Manager> all = new ArrayList<>();
    private final Map<String, String> named = new HashMap<>();
    private final Set<String> reading = new HashSet<>();

    private Managers() {}

    /** Those that come with the bundle. */
    public static Managers load() {
        try (InputStream in = Managers.class.getResourceAsStream("packages.json")) {
            if (in == null) {
                throw new IllegalStateException("packages.json is not in the bundle");
            }
            Map<String, Object> json = JsonReader.object(in);
            Managers managers = new Managers();
            for (Object item : (List<?>) json.getOrDefault("managers", List.of())) {
                managers.all.add(manager((Map<?, ?>) item));
            }
            ((Map<?, ?>) json.getOrDefault("named", Map.of()))
                    .forEach((verb, how) -> managers.named.put(String.valueOf(verb), String.valueOf(how)));
            managers.reading.addAll(strings(json.get("reading")));
            return managers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manager manager(Map<?, ?> json) {
        Map<String, List<String>> verbs = new HashMap<>();
        if (json.get("verbs") instanceof Map<?, ?> map) {
            map.forEach((verb, spellings) -> verbs.put(String.valueOf(verb), strings(spellings)));
        }
        Map<String, String> leaves = new HashMap<>();
        if (json.get("leaves") instanceof Map<?, ?> map) {
            map.forEach((option, note) -> leaves.put(String.valueOf(option), String.valueOf(note)));
        }
        return new Manager(
                String.valueOf(json.get("name")),
                strings(json.get("programs")),
                Boolean.TRUE.equals(json.get("root")),
                Boolean.TRUE.equals(json.get("asks")),
                strings(json.get("yes")),
                strings(json.get("emitYes")),
                strings(json.get("takes")),
                leaves,
                verbs);
    }

    private static List<String> strings(@org.jspecify.annotations.Nullable Object value) {
        List<String> strings = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> strings.add(String.valueOf(item)));
        }
        return strings;
    }

    /** The manager to which a program belongs. */
    Optional<Manager> ofProgram(String program) {
        return all.stream().filter(m -> m.programs().contains(program)).findFirst();
    }

    /** The manager of that name; {@code apt-get} is {@code apt}. */
    Optional<Manager> find(String name) {
        return all.stream().filter(m -> m.name().equals(name)).findFirst().or(() -> ofProgram(name));
    }

    /** Whether there is a manager of that name. */
    public boolean knows(String name) {
        return find(name).isPresent();
    }

    /** The names of all managers. */
    public List<String> names() {
        return all.stream().map(Manager::name).toList();
    }

    /** Whether a verb takes names of packages. */
    boolean takesNames(String verb) {
        return !"none".equals(named.get(verb));
    }

    /** Whether a verb takes files rather than packages. */
    boolean takesFiles(String verb) {
        return "files".equals(named.get(verb));
    }

    /** Whether a verb only reads. */
    boolean reads(String verb) {
        return reading.contains(verb);
    }
}
