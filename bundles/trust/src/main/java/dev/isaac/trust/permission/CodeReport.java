package dev.isaac.trust.permission;

import dev.isaac.trust.permission.PermissionException.Reason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the code of a bundle can reach, as far as its constants tell.
 *
 * @param kinds the kinds of permissions that it needs, each with the first places that show it
 * @param flags what it does that no permission covers, each with the first places that show it
 * @param classes how many classes the bundle has
 * @param reached how many of them can run
 */
public record CodeReport(
        Map<PermissionKind, List<Evidence>> kinds, Map<CodeFlag, List<Evidence>> flags, int classes, int reached) {

    public CodeReport {
        Map<PermissionKind, List<Evidence>> byKind = new EnumMap<>(PermissionKind.class);
        byKind.putAll(kinds);
        Map<CodeFlag, List<Evidence>> byFlag = new EnumMap<>(CodeFlag.class);
        byFlag.putAll(flags);
        kinds = Collections.unmodifiableMap(byKind);
        flags = Collections.unmodifiableMap(byFlag);
    }

    /** The words of its flags, sorted. */
    public List<String> flagWords() {
        return flags.keySet().stream().map(CodeFlag::word).sorted().toList();
    }

    /** The kinds that the code reaches and none of the permissions is about. */
    public List<PermissionKind> undeclared(Permissions declared) {
        return kinds.keySet().stream().filter(kind -> !declared.has(kind)).toList();
    }

    /**
     * Refuses code that reaches what is not declared.
     *
     * @throws PermissionException {@code permission.undeclared}, with the first evidence of each kind
     */
    public void require(Permissions declared) throws PermissionException {
        List<PermissionKind> missing = undeclared(declared);
        if (missing.isEmpty()) {
            return;
        }
        StringBuilder why = new StringBuilder();
        for (PermissionKind kind : missing) {
            why.append(why.length() == 0 ? "" : "; ")
                    .append("its code ")
                    .append(kind.phrase())
                    .append(" without saying so (")
                    .append(kinds.getOrDefault(kind, List.of()).get(0))
                    .append(')');
        }
        throw new PermissionException(
                Reason.UNDECLARED,
                why.toString(),
                "an author declares it in " + Permissions.HEADER + ", beginning with "
                        + String.join(
                                " and ",
                                missing.stream().map(PermissionKind::word).toList())
                        + ", or leaves the code out");
    }
}
