package dev.isaac.authoring.internal.registry;

import dev.isaac.command.CommandResult;
import dev.isaac.signing.Registry.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of a change, for people and as data. */
public final class Outcomes {

    private Outcomes() {}

    /**
     * The result of a command.
     *
     * @param what what was changed
     */
    public static CommandResult result(String what, Outcome outcome, boolean dryRun) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("published", outcome.published());
        data.put("roles", new TreeMap<>(outcome.roles()));
        data.put("files", outcome.files());
        data.put("missing", new TreeMap<>(outcome.missing()));
        List<String> lines = new ArrayList<>();
        if (outcome.published()) {
            lines.add(what + ": published; " + count(outcome.files().size(), "file") + " written.");
        } else if (!outcome.missing().isEmpty()) {
            lines.add(what + ": " + (dryRun ? "would wait" : "staged") + " for signatures: "
                    + new TreeMap<>(outcome.missing())
                            .entrySet().stream()
                                    .map(role -> role.getValue() + " of " + role.getKey())
                                    .collect(Collectors.joining(", "))
                    + ".");
        } else if (outcome.files().isEmpty()) {
            lines.add(what + ": every signature is there; registry publish publishes it.");
        } else {
            lines.add(what + ": complete; " + count(outcome.files().size(), "file") + " would be written.");
        }
        if (!outcome.roles().isEmpty()) {
            lines.add(new TreeMap<>(outcome.roles())
                    .entrySet().stream()
                            .map(role -> role.getKey() + " " + role.getValue())
                            .collect(Collectors.joining(", ", "Versions: ", ".")));
        }
        return CommandResult.text(String.join("\n", lines), data);
    }

    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
