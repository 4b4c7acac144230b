package dev.isaac.authoring.internal.plugin;

import dev.isaac.signing.PluginInspection;
import dev.isaac.trust.author.PluginStatement;
import dev.isaac.trust.permission.CodeFlag;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is known of a plugin's jar, as data. */
final class PluginData {

    private PluginData() {}

    static Map<String, Object> of(PluginInspection plugin) {
        PluginStatement statement = plugin.statement();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", statement.id());
        data.put("version", statement.version());
        data.put("publisher", statement.publisher());
        data.put("symbolicName", statement.symbolicName());
        data.put("length", statement.length());
        data.put("sha256", statement.sha256());
        data.put("permissions", statement.permissions());
        data.put(
                "requires",
                statement.requires().stream()
                        .map(need ->
                                Map.of("plugin", need.plugin(), "range", need.range(), "optional", need.optional()))
                        .toList());
        data.put(
                "commands",
                plugin.commands().stream()
                        .map(command -> Map.of("name", command.name(), "summary", command.summary()))
                        .toList());
        data.put("java", plugin.java());
        data.put("hostApi", plugin.hostApi());
        data.put("classes", plugin.classes());
        data.put("flags", plugin.flags().stream().map(CodeFlag::word).toList());
        plugin.jarSignature()
                .ifPresent(signature -> data.put(
                        "jarSignature", Map.of("signer", signature.signer(), "certificate", signature.fingerprint())));
        data.put("advice", plugin.advice());
        return data;
    }
}
