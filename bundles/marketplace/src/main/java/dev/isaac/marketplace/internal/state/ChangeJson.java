package dev.isaac.marketplace.internal.state;

import dev.isaac.marketplace.HistoryEntry.Change;
import dev.isaac.marketplace.PluginId;
import dev.isaac.marketplace.PluginVersion;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The changes of a plan as they stand in the journal and in the history. */
final class ChangeJson {

    private ChangeJson() {}

    static List<Map<String, Object>> write(List<Change> changes) {
        return changes.stream().map(ChangeJson::write).toList();
    }

    private static Map<String, Object> write(Change change) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", change.id().value());
        data.put("from", change.from().map(PluginVersion::toString).orElse(""));
        data.put("to", change.to().map(PluginVersion::toString).orElse(""));
        data.put("sha256", change.sha256());
        data.put("signer", change.signer());
        return data;
    }

    /** @throws IllegalArgumentException when a name or version is none */
    static List<Change> read(List<JsonObject> objects) throws JsonException {
        List<Change> changes = new ArrayList<>();
        for (JsonObject change : objects) {
            changes.add(new Change(
                    PluginId.of(change.string("id")),
                    version(change.string("from", "")),
                    version(change.string("to", "")),
                    change.string("sha256"),
                    change.string("signer")));
        }
        return changes;
    }

    private static Optional<PluginVersion> version(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(PluginVersion.parse(text));
    }
}
