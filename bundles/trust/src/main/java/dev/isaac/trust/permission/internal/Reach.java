package dev.isaac.trust.permission.internal;

import dev.isaac.trust.permission.CodeFlag;
import dev.isaac.trust.permission.CodeReport;
import dev.isaac.trust.permission.Evidence;
import dev.isaac.trust.permission.PermissionException;
import dev.isaac.trust.permission.PermissionException.Reason;
import dev.isaac.trust.permission.PermissionKind;
import dev.isaac.trust.permission.internal.ReachTable.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows classes from the entries on, and collects what those that can run name. */
public final class Reach {

    /** More places than these tell a reader nothing new. */
    private static final int MAX_EVIDENCE = 5;

    private final ReachTable table = ReachTable.get();
    private final int classes;
    private final NamedClasses named;
    private final ClassConstants constants = new ClassConstants();
    private final Deque<Named> waiting = new ArrayDeque<>();
    private int reached;
    private Named[] owners = {};
    private final Map<Member, String> inherited = new LinkedHashMap<>();
    private final Map<String, Set<String>> foreign = new HashMap<>();
    private final Map<PermissionKind, List<Evidence>> kinds = new EnumMap<>(PermissionKind.class);
    private final Map<CodeFlag, List<Evidence>> flags = new EnumMap<>(CodeFlag.class);

    /** A method or field that is used. */
    private record Member(String owner, String name, String descriptor) {}

    /** Over class files by their internal names. */
    public Reach(Map<String, List<byte[]>> files) {
        this.classes = files.size();
        this.named = new NamedClasses(files, table);
    }

    /** Takes a class of the bundle as one that can run; other names are ignored. */
    public void enter(String name) {
        enter(named.find(name));
    }

    private void enter(@Nullable Named one) {
        if (one != null && one.isOwn() && one.reach()) {
            reached++;
            waiting.add(one);
        }
    }

    /**
     * Follows everything.
     *
     * @throws PermissionException {@code permission.unscannable}
     */
    public CodeReport follow() throws PermissionException {
        while (!waiting.isEmpty()) {
            Named one = waiting.remove();
            for (byte[] file : one.files()) {
                read(one, file);
            }
        }
        // Only now are all parents known.
        inherited.forEach((member, user) -> {
            for (String parent : foreignParents(member.owner())) {
                use(user, table.member(parent, member.name(), member.descriptor()), parent, member.name());
            }
        });
        return new CodeReport(kinds, flags, classes, reached);
    }

    private void read(Named user, byte[] file) throws PermissionException {
        try {
            constants.open(file);
            read(user);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            PermissionException refusal = new PermissionException(
                    Reason.UNSCANNABLE,
                    dotted(user.name()) + " is damaged, or for a Java release whose code is not scanned yet",
                    "leave out what is for newer Java releases");
            refusal.initCause(e);
            throw refusal;
        }
    }

    private void read(Named user) {
        if (owners.length < constants.count()) {
            owners = new Named[2 * constants.count()];
        }
        String name = user.name();
        ClassConstants.Numbers mentioned = constants.classes();
        for (int i = 0; i < mentioned.size(); i++) {
            Named one = named.ofConstant(constants, mentioned.get(i));
            owners[mentioned.get(i)] = one;
            enter(one);
            use(name, one.rules(), one.name(), "");
        }
        for (int parent : constants.parents()) {
            user.parents().add(named.ofConstant(constants, parent).name());
        }
        if (constants.hasNative()) {
            add(kinds, PermissionKind.NATIVE, new Evidence(dotted(name), "a native method of its own"));
        }
        ClassConstants.Numbers members = constants.members();
        for (int i = 0; i < members.size(); i++) {
            Named owner = owners[constants.owner(members.get(i))];
            if (owner.isOwn() || owner.isKnown()) {
                member(name, owner, members.get(i));
            }
        }
        ClassConstants.Numbers texts = constants.texts();
        for (int i = 0; i < texts.size(); i++) {
            enter(named.ofText(constants, texts.get(i)));
        }
    }

    private void member(String user, Named owner, int constant) {
        String name = table.memberName(constants, constants.name(constant));
        if (name == null) {
            return;
        }
        Member member = new Member(owner.name(), name, constants.text(constants.descriptor(constant)));
        use(user, table.member(member.owner(), member.name(), member.descriptor()), member.owner(), member.name());
        if (owner.isOwn()) {
            inherited.putIfAbsent(member, user);
        }
    }

    /** The classes outside of the bundle that a class extends, directly or through others of the bundle. */
    private Set<String> foreignParents(String name) {
        Set<String> known = foreign.get(name);
        if (known != null) {
            return known;
        }
        Set<String> found = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            String next = open.remove();
            Named one = seen.add(next) ? named.find(next) : null;
            if (one != null && one.isOwn()) {
                open.addAll(one.parents());
            } else if (one != null && one.isKnown()) {
                found.add(next);
            }
        }
        foreign.put(name, found);
        return found;
    }

    private void use(String user, List<Rule> rules, String owner, String member) {
        if (rules.isEmpty()) {
            return; // of thousands nearly all
        }
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
