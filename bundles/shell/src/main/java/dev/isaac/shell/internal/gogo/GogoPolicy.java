package dev.isaac.shell.internal.gogo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The {@code gogo} part of {@code policy.json}, of the distribution ({@code etc/}) and of the home:
 * {@code {"gogo":{"lifecycle":true}}}. What the distribution says holds; where it says nothing, the home does; where
 * neither says anything, or a file cannot be read, life-cycle commands are off. Read anew at each question.
 */
final class GogoPolicy {

    private static final System.Logger LOG = System.getLogger(GogoPolicy.class.getName());
    private static final JsonFactory JSON = new JsonFactory();

    private final List<Path> files;

    GogoPolicy(Path distribution, Path home) {
        this.files = List.of(distribution.resolve("etc").resolve("policy.json"), home.resolve("policy.json"));
    }

    /** Whether bundles may be installed, started, stopped and so on through Gogo. */
    boolean allowsLifecycle() {
        for (Path file : files) {
            try {
                Optional<Boolean> said = read(file);
                if (said.isPresent()) {
                    return said.get();
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, file + " cannot be read: life-cycle commands are off", e);
                return false;
            }
        }
        return false;
    }

    /** The fault that says so of a function of Gogo. */
    Fault functionRefusal(String name) {
        return refusal("The Gogo command " + name);
    }

    /** The fault that says so. */
    Fault refusal(String what) {
        return Fault.of(
                        FaultKind.REFUSED,
                        "policy.gogo-lifecycle",
                        what + " is off: bundles come and go through the marketplace, which verifies them.")
                .hint("Use marketplace install, update and uninstall. To allow it all the same, put"
                        + " {\"gogo\":{\"lifecycle\":true}} into " + files.get(1) + ".");
    }

    private static Optional<Boolean> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(Files.readAllBytes(file))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            Optional<Boolean> said = Optional.empty();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean gogo = json.currentName().equals("gogo");
                JsonToken value = json.nextToken();
                if (gogo && value == JsonToken.START_OBJECT) {
                    said = gogo(json);
                } else {
                    json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new IOException("not one JSON object");
            }
            return said;
        }
    }

    private static Optional<Boolean> gogo(JsonParser json) throws IOException {
        Optional<Boolean> said = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean lifecycle = json.currentName().equals("lifecycle");
            JsonToken value = json.nextToken();
            if (lifecycle && (value == JsonToken.VALUE_TRUE || value == JsonToken.VALUE_FALSE)) {
                said = Optional.of(value == JsonToken.VALUE_TRUE);
            } else if (lifecycle) {
                throw new IOException("gogo.lifecycle is neither true nor false");
            } else {
                json.skipChildren();
            }
        }
        return said;
    }
}
