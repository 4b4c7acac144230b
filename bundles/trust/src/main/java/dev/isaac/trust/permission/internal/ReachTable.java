package dev.isaac.trust.permission.internal;

import dev.isaac.trust.permission.CodeFlag;
import dev.isaac.trust.permission.PermissionKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The reviewed table {@code reach.txt}: what the members of platform and host let code do. Immutable. */
final class ReachTable {

    private static final String RESOURCE = "reach.txt";

    private final Map<String, List<Rule>> mentions = new HashMap<>();
    private final Map<String, Map<String, List<Rule>>> members = new HashMap<>();
    private final Map<String, List<Rule>> packages = new HashMap<>();
    private final Map<String, List<Rule>> trees = new HashMap<>();
    private final NameTable<String> memberNames = new NameTable<>();

    /** Loaded when the first plugin is scanned, and kept: a shell that installs nothing never reads it. */
    private static final class Holder {
        static final ReachTable TABLE = load();
    }

    /**
     * One word of a line.
     *
     * @param descriptor how the descriptor of the member begins; empty for all
     * @param word a kind's word, or a flag's with {@code !} before it
     */
    record Rule(String descriptor, String word) {
        boolean isFlag() {
            return word.startsWith("!");
        }

        CodeFlag flag() {
            return CodeFlag.of(word.substring(1)).orElseThrow();
        }

        PermissionKind kind() {
            return PermissionKind.of(word).orElseThrow();
        }
    }

    /** Of lines as the resource has them. */
    ReachTable(List<String> lines) {
        lines.forEach(this::add);
        Set<String> names = new TreeSet<>();
        members.values().forEach(named -> names.addAll(named.keySet()));
        names.forEach(name -> memberNames.add(name, name));
    }

    static ReachTable get() {
        return Holder.TABLE;
    }

    /** Reads the resource. */
    static ReachTable load() {
        try (InputStream in = Objects.requireNonNull(ReachTable.class.getResourceAsStream(RESOURCE))) {
            return new ReachTable(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        String[] parts = line.strip().split("\\s+", -1);
        String owner = parts[1];
        for (String word : parts[0].split(",", -1)) {
            Rule rule = new Rule("", word);
            // A wrong word is found when the table is read, not when a plugin happens to meet it.
            Objects.requireNonNull(rule.isFlag() ? rule.flag() : rule.kind());
            if (owner.endsWith("/**")) {
                put(trees, owner.substring(0, owner.length() - 3), rule);
            } else if (owner.endsWith("/*")) {
                put(packages, owner.substring(0, owner.length() - 2), rule);
            } else if (parts.length == 2) {
                put(mentions, owner, rule);
            }
            for (int i = 2; i < parts.length; i++) {
                int bracket = parts[i].indexOf('(');
                String name = bracket < 0 ? parts[i] : parts[i].substring(0, bracket);
                String descriptor = bracket < 0 ? "" : parts[i].substring(bracket);
                put(members.computeIfAbsent(owner, key -> new HashMap<>()), name, new Rule(descriptor, word));
            }
        }
    }

    private static void put(Map<String, List<Rule>> map, String key, Rule rule) {
        map.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(rule);
    }

    /** What the mention of a class means. */
    List<Rule> mention(String name) {
        List<Rule> exact = mentions.getOrDefault(name, List.of());
        int slash = name.lastIndexOf('/');
        if (slash < 0) {
            return exact;
        }
        String folder = name.substring(0, slash);
        List<Rule> found = both(exact, packages.getOrDefault(folder, List.of()));
        while (true) {
            found = both(found, trees.getOrDefault(folder, List.of()));
            int next = folder.lastIndexOf('/');
            if (next < 0) {
                return found;
            }
            folder = folder.substring(0, next);
        }
    }

    private static List<Rule> both(List<Rule> one, List<Rule> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        List<Rule> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    /** What a member means. */
    List<Rule> member(String owner, String name, String descriptor) {
        Map<String, List<Rule>> named = members.get(owner);
        List<Rule> rules = named == null ? null : named.get(name);
        return rules == null
                ? List.of()
                : rules.stream()
                        .filter(rule -> descriptor.startsWith(rule.descriptor()))
                        .toList();
    }

    /** Whether a class has members in the table, which those that extend it inherit. */
    boolean hasMembers(String owner) {
        return members.containsKey(owner);
    }

    /** The name of a member that a text is; null if no class has such a member here. */
    @Nullable
    String memberName(ClassConstants constants, int text) {
        byte[] bytes = constants.bytes();
        int end = constants.end(text);
        int begin = constants.begin(text);
        int hash = 0;
        for (int i = begin; i < end; i++) {
            hash = NameTable.hash(hash, bytes[i]);
        }
        return memberNames.find(bytes, begin, end, hash);
    }

    /** The classes that are named, with their members where only these count. */
    Map<String, Set<String>> names() {
        Map<String, Set<String>> names = new HashMap<>();
        mentions.keySet().forEach(owner -> names.put(owner, Set.of("")));
        members.forEach((owner, named) -> names.put(owner, named.keySet()));
        return names;
    }
}
