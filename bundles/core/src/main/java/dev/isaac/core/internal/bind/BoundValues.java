package dev.isaac.core.internal.bind;

import dev.isaac.command.CommandManifest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of a call, sorted by the names of the manifest and checked against it.
 *
 * @param manifest whose names they are
 * @param values values by name of argument or option, in the order typed
 * @param flags the options without a value that were given
 * @param common the options that every command takes
 */
public record BoundValues(
        CommandManifest manifest, Map<String, List<String>> values, Set<String> flags, CommonOptions common) {

    public BoundValues {
        values = Map.copyOf(values);
        flags = Set.copyOf(flags);
    }
}
