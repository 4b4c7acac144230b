package dev.isaac.shell.internal.commands;

import dev.isaac.command.Argument;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandOutline;
import dev.isaac.command.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Manifests as plain JSON types. */
final class HelpData {

    private HelpData() {}

    static Map<String, Object> of(CommandManifest manifest) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", manifest.name());
        data.put("summary", manifest.summary());
        data.put("description", manifest.description());
        data.put("category", manifest.category());
        data.put("tier", manifest.tier().label());
        data.put(
                "arguments",
                manifest.arguments().stream().map(HelpData::argument).toList());
        data.put("options", manifest.options().stream().map(HelpData::option).toList());
        data.put(
                "examples",
                manifest.examples().stream()
                        .map(example -> Map.of("line", example.line(), "purpose", example.purpose()))
                        .toList());
        data.put("aliases", manifest.aliases());
        return data;
    }

    private static Map<String, Object> argument(Argument argument) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", argument.name());
        data.put("summary", argument.summary());
        data.put("type", argument.type().name().toLowerCase(Locale.ROOT));
        data.put("required", argument.required());
        data.put("repeated", argument.repeated());
        data.put("verbatim", argument.verbatim());
        data.put("choices", argument.choices());
        return data;
    }

    private static Map<String, Object> option(Option option) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", option.name());
        data.put("letter", option.letter().map(String::valueOf).orElse(null));
        data.put("value", option.valueName().orElse(null));
        data.put("summary", option.summary());
        data.put("type", option.type().name().toLowerCase(Locale.ROOT));
        data.put("repeatable", option.repeatable());
        data.put("default", option.defaultValue().orElse(null));
        data.put("choices", option.choices());
        return data;
    }

    /** Name, summary and category of each. */
    static List<Map<String, Object>> list(List<CommandOutline> outlines) {
        return outlines.stream()
                .map(outline -> {
                    Map<String, Object> data = new LinkedHashMap<>();
                    data.put("name", outline.name());
                    data.put("summary", outline.summary());
                    data.put("category", outline.category());
                    return data;
                })
                .toList();
    }
}
