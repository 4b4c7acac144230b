package dev.isaac.trust.permission;

import dev.isaac.trust.permission.PermissionException.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What a plugin may do altogether.
 *
 * @param all each once, in the order of their texts
 */
public record Permissions(List<Permission> all) {

    /** Nothing. */
    public static final Permissions NONE = new Permissions(List.of());

    /** The manifest header that declares them. */
    public static final String HEADER = "Isaac-Permissions";

    public Permissions {
        all = List.copyOf(new TreeSet<>(all));
    }

    /**
     * Reads the header: permissions separated by commas; a blank header has none.
     *
     * @throws PermissionException {@code permission.unknown} or {@code permission.malformed}, also for one that stands
     *     twice and for an empty one
     */
    public static Permissions parse(String header) throws PermissionException {
        return header.isBlank() ? NONE : of(List.of(header.split(",", -1)));
    }

    /**
     * Reads permissions one by one, as statement and index have them.
     *
     * @throws PermissionException as {@link #parse}
     */
    public static Permissions of(Collection<String> texts) throws PermissionException {
        List<Permission> found = new ArrayList<>();
        for (String text : texts) {
            Permission permission = Permission.parse(text.strip());
            if (found.contains(permission)) {
                throw new PermissionException(
                        Reason.MALFORMED, "the permission " + permission + " stands twice", "leave one of them out");
            }
            found.add(permission);
        }
        return new Permissions(found);
    }

    /** Whether one of them covers a permission. */
    public boolean covers(Permission permission) {
        return all.stream().anyMatch(one -> one.covers(permission));
    }

    /** Whether all that others allow is allowed by these. */
    public boolean covers(Permissions others) {
        return others.all.stream().allMatch(this::covers);
    }

    /** Those that go beyond what others allow, by meaning: {@code network:a.example.org} is not beyond {@code network:*}. */
    public List<Permission> beyond(Permissions others) {
        return all.stream().filter(permission -> !others.covers(permission)).toList();
    }

    /** Whether one of them is of a kind. */
    public boolean has(PermissionKind kind) {
        return all.stream().anyMatch(permission -> permission.kind() == kind);
    }

    /** Their texts. */
    public List<String> texts() {
        return all.stream().map(Permission::text).toList();
    }

    /** One sentence for each, for a person. */
    public List<String> sentences() {
        return all.stream().map(Permission::sentence).toList();
    }

    /**
     * Of texts from documents that were written before the grammar, or for a newer one, those that go beyond others. What
     * is no permission is beyond whatever is not the same text.
     */
    public static List<String> beyond(Collection<String> texts, Collection<String> others) {
        Permissions known = new Permissions(
                others.stream().flatMap(text -> Permission.find(text).stream()).toList());
        return texts.stream()
                .filter(text -> !others.contains(text)
                        && !Permission.find(text).map(known::covers).orElse(false))
                .toList();
    }

    /** The sentence for a text; the text itself where it is no permission. */
    public static String sentence(String text) {
        return Permission.find(text).map(Permission::sentence).orElse(text);
    }
}
