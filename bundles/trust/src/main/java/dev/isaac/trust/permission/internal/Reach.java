package dev.isaac.trust.permission.internal;

import dev.isaac.trust.permission.CodeFlag;
import dev.isaac.trust.permission.CodeReport;
import dev.isaac.trust.permission.Evidence;
import dev.isaac.trust.permission.PermissionException;
import dev.isaac.trust.permission.PermissionException.Reason;
import dev.isaac.trust.permission.PermissionKind;
import dev.isaac.trust.permission.internal.ClassNames.Member;
import dev.isaac.trust.permission.internal.ReachTable.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows classes from the entries on, and collects what those that can run name. */
public final class Reach {

    /** More places than these tell a reader nothing new. */
    private static final int MAX_EVIDENCE = 5;

    private final ReachTable table = ReachTable.get();
    private final Map<String, List<byte[]>> classes;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Set<String> reached = new HashSet<>();
    private final Map<String, List<String>> parents = new HashMap<>();
    private final Map<String, Set<String>> foreign = new HashMap<>();
    private final Map<Member, String> inherited = new HashMap<>();
    private final Map<PermissionKind, List<Evidence>> kinds = new EnumMap<>(PermissionKind.class);
    private final Map<CodeFlag, List<Evidence>> flags = new EnumMap<>(CodeFlag.class);

    /** Over class files by their internal names. */
    public Reach(Map<String, List<byte[]>> classes) {
        this.classes = classes;
    }

    /** Takes a class of the bundle as one that can run; other names are ignored. */
    public void enter(String name) {
        if (classes.containsKey(name) && reached.add(name)) {
            waiting.add(name);
        }
    }

    /**
     * Follows everything.
     *
     * @throws PermissionException {@code permission.unscannable}
     */
    public CodeReport follow() throws PermissionException {
        while (!waiting.isEmpty()) {
            String name = waiting.remove();
            for (byte[] bytes : classes.getOrDefault(name, List.of())) {
                read(name, bytes);
            }
        }
        // Only now are all parents known.
        inherited.forEach((member, user) -> {
            for (String parent : foreignParents(member.owner(), new HashSet<>())) {
                use(user, table.member(parent, member.name(), member.descriptor()), parent, member.name());
            }
        });
        return new CodeReport(kinds, flags, classes.size(), reached.size());
    }

    private void read(String name, byte[] bytes) throws PermissionException {
        ClassNames names;
        try {
            names = ClassNames.read(bytes);
        } catch (IllegalArgumentException e) {
            throw new PermissionException(
                    Reason.UNSCANNABLE,
                    dotted(name) + " is for a Java release whose code is not scanned yet",
                    "leave out what is for newer Java releases");
        }
        parents.computeIfAbsent(name, key -> new ArrayList<>()).addAll(names.parents());
        if (names.hasNative()) {
            add(kinds, PermissionKind.NATIVE, new Evidence(dotted(name), "a native method of its own"));
        }
        for (String one : names.classes()) {
            enter(one);
            use(name, table.mention(one), one, "");
        }
        for (Member member : names.members()) {
            use(name, table.member(member.owner(), member.name(), member.descriptor()), member.owner(), member.name());
            if (classes.containsKey(member.owner())) {
                inherited.putIfAbsent(member, name);
            }
        }
        names.texts().forEach(this::enter);
    }

    /** The classes outside of the bundle that a class extends, directly or through others of the bundle. */
    private Set<String> foreignParents(String name, Set<String> seen) {
        Set<String> known = foreign.get(name);
        if (known != null) {
            return known;
        }
        Set<String> found = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            String one = open.remove();
            if (!seen.add(one)) {
                continue;
            }
            if (classes.containsKey(one)) {
                open.addAll(parents.getOrDefault(one, List.of()));
            } else if (table.hasMembers(one)) {
                found.add(one);
            }
        }
        foreign.put(name, found);
        return found;
    }

    private void use(String user, List<Rule> rules, String owner, String member) {
        for (Rule rule : rules) {
            Evidence evidence =
                    new Evidence(dotted(user), member.isEmpty() ? dotted(owner) : dotted(owner) + "." + member);
            if (rule.isFlag()) {
                add(flags, rule.flag(), evidence);
            } else {
                add(kinds, rule.kind(), evidence);
            }
        }
    }

    private static <K> void add(Map<K, List<Evidence>> found, K key, Evidence evidence) {
        List<Evidence> places = found.computeIfAbsent(key, unused -> new ArrayList<>());
        if (places.size() < MAX_EVIDENCE && !places.contains(evidence)) {
            places.add(evidence);
        }
    }

    private static String dotted(String name) {
        return name.replace('/', '.');
    }
}
