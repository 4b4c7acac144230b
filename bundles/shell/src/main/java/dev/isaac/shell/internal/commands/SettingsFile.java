package dev.isaac.shell.internal.commands;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.spi.IsaacHome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Whether the user's settings can be read at all: where they cannot, defaults hold, and who asks must be told. */
final class SettingsFile {

    private SettingsFile() {}

    /** Throws {@code config.unreadable} when the file is there and is no JSON object. */
    static void check(IsaacHome home) throws CommandException {
        Path file = home.root().resolve("config.json");
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = new JsonFactory().createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw unreadable(file, "it is no JSON object");
            }
            json.skipChildren();
            if (json.nextToken() != null) {
                throw unreadable(file, "something follows the JSON object");
            }
        } catch (NoSuchFileException e) {
            return; // nothing was ever set
        } catch (JsonProcessingException e) {
            throw unreadable(
                    file,
                    "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + " is no JSON");
        } catch (IOException e) {
            throw unreadable(file, Fault.reason(e));
        }
    }

    private static CommandException unreadable(Path file, String reason) {
        return Fault.of(
                        FaultKind.FAILED,
                        "config.unreadable",
                        "The settings in " + file + " cannot be read, so the defaults hold: " + reason + ".")
                .hint("Repair the file, or delete it to begin anew.")
                .exception();
    }
}
