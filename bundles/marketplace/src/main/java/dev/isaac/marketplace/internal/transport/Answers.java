package dev.isaac.marketplace.internal.transport;

import dev.isaac.marketplace.internal.state.DurableFiles;
import dev.isaac.trust.Digests;
import dev.isaac.trust.json.Json;
import dev.isaac.trust.json.JsonException;
import dev.isaac.trust.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers that a server is asked for again and again, with their validators, so that an unchanged one is not sent again.
 * A server that says so of what did change can hide it only until it expires, as one that sends the old one can.
 */
final class Answers {

    private static final System.Logger LOG = System.getLogger(Answers.class.getName());
    private static final int MAX_BYTES = 64 * 1024;

    private final Path folder;

    Answers(Path folder) {
        this.folder = folder;
    }

    /**
     * An answer.
     *
     * @param validators what the server said of it
     * @param body its bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Answer(Validators validators, byte[] body) {}

    Optional<Answer> get(URI address) {
        Path file = file(address);
        try {
            JsonObject kept = Json.parseObject(Files.readAllBytes(file));
            byte[] body = Base64.getDecoder().decode(kept.string("body"));
            if (!kept.string("address").equals(address.toString())
                    || !kept.string("sha256").equals(Digests.sha256(body))) {
                return Optional.empty();
            }
            return Optional.of(new Answer(new Validators(kept.string("etag"), kept.string("modified")), body));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JsonException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot use " + file, e);
            return Optional.empty();
        }
    }

    void put(URI address, Answer answer) {
        if (!answer.validators().isUseful() || answer.body().length > MAX_BYTES) {
            return;
        }
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("address", address.toString());
        kept.put("etag", answer.validators().etag());
        kept.put("modified", answer.validators().modified());
        kept.put("sha256", Digests.sha256(answer.body()));
        kept.put("body", Base64.getEncoder().encodeToString(answer.body()));
        try {
            DurableFiles.write(file(address), Json.write(kept), folder.resolve("part"));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot keep the answer of " + address, e);
        }
    }

    private Path file(URI address) {
        return folder.resolve(Digests.sha256(address.toString().getBytes(StandardCharsets.UTF_8)) + ".json");
    }
}
