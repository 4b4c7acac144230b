package dev.isaac.plugin.kit;

import dev.isaac.command.Argument;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.Option;
import java.util.ArrayList;
import java.util.List;

/** Looks at manifests with the eyes of a newcomer. */
public final class Manifests {

    private Manifests() {}

    /** What a manifest lacks for good help and completion, one sentence each; empty when it is complete. */
    public static List<String> problems(CommandManifest manifest) {
        List<String> problems = new ArrayList<>();
        String name = manifest.name();
        summary(name, manifest.summary(), problems);
        if (manifest.summary().length() > 72) {
            problems.add(name + ": the summary has more than 72 characters");
        }
        if (manifest.description().isBlank()) {
            problems.add(name + ": the description is missing");
        }
        if (manifest.category().equals("General")) {
            problems.add(name + ": the category is not set");
        }
        if (manifest.examples().isEmpty()) {
            problems.add(name + ": there is no example");
        }
        for (CommandManifest.Example example : manifest.examples()) {
            if (!example.line().contains(name)) {
                problems.add(name + ": this example does not use the command: " + example.line());
            }
            if (example.purpose().isBlank()) {
                problems.add(name + ": this example has no purpose: " + example.line());
            }
        }
        for (Argument argument : manifest.arguments()) {
            summary(name + " " + argument.name(), argument.summary(), problems);
        }
        for (Option option : manifest.options()) {
            summary(name + " --" + option.name(), option.summary(), problems);
        }
        return List.copyOf(problems);
    }

    private static void summary(String what, String summary, List<String> problems) {
        if (summary.isBlank()) {
            problems.add(what + ": the summary is missing");
        } else if (summary.endsWith(".")) {
            problems.add(what + ": the summary ends with a full stop");
        } else if (summary.contains("\n")) {
            problems.add(what + ": the summary has more than one line");
        }
    }
}
