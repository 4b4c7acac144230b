package dev.isaac.core.internal.run;

import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.core.Surface;
import dev.isaac.core.internal.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command with {@code --json} answers: the same document in a pipe, in a file, at the prompt and from
 * {@code isaac --json}. A reader sees from {@code ok} whether there is data or an error.
 */
final class JsonEnvelope {

    private JsonEnvelope() {}

    /** Whether the words of a command ask for the document; a command may give the option a meaning of its own. */
    static boolean isAsked(CommandManifest manifest, List<String> arguments) {
        int end = arguments.indexOf("--");
        return (end < 0 ? arguments : arguments.subList(0, end)).contains("--json")
                && manifest.options().stream().noneMatch(option -> option.name().equals("json"));
    }

    /** Gives a result to the stream, or where there is none to the surface. */
    static void success(CommandResult result, Surface surface, @Nullable OutputStream out) throws IOException {
        Object data = ResultWriter.data(result);
        if (out == null && surface.collects()) {
            surface.show(CommandResult.json(data));
            return;
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ok", true);
        document.put("data", data);
        give(document, surface, out);
    }

    /** Gives a fault to the stream, or where there is none to the surface. It is reported as every other one besides. */
    static void failure(Fault fault, Surface surface, @Nullable OutputStream out) throws IOException {
        if (out == null && surface.collects()) {
            return;
        }
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", fault.code());
        error.put("message", fault.message());
        error.put("hint", fault.hint());
        error.put("details", fault.details());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ok", false);
        document.put("error", error);
        give(document, surface, out);
    }

    private static void give(Map<String, Object> document, Surface surface, @Nullable OutputStream out)
            throws IOException {
        if (out == null) {
            surface.show(CommandResult.json(document));
        } else {
            Json.write(document, true, out);
            out.write('\n');
            out.flush();
        }
    }
}
