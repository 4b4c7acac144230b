package dev.isaac.example.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** {@code json check}: says whether something is JSON. */
@Component(service = Command.class)
@CommandName(CheckCommand.NAME)
@CommandSummary(CheckCommand.SUMMARY)
public final class CheckCommand implements Command {

    static final String NAME = "json check";
    static final String SUMMARY = "Check that JSON is valid and count what it holds";

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .description(
                        "Reads the input to its end, as a stream. Besides the syntax it refuses objects that name a"
                                + " member twice, which readers understand differently. Ends with exit code 1 and the line and"
                                + " column of the first mistake when there is one.")
                .category("JSON")
                .arguments(Source.FILE)
                .example("json check settings.json", "A file")
                .example("cat settings.json | json check && echo good", "In a script")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        long documents = 0;
        long values = 0;
        int depth = 0;
        int deepest = 0;
        try (InputStream data = Source.open(in);
                JsonParser parser = Trees.FACTORY.createParser(data)) {
            parser.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (depth == 0) {
                    documents++;
                    in.cancellation().check();
                }
                if (token.isStructStart()) {
                    depth++;
                    deepest = Math.max(deepest, depth);
                    values++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token.isScalarValue()) {
                    values++;
                }
            }
        } catch (JsonProcessingException e) {
            if (String.valueOf(e.getOriginalMessage()).startsWith("Duplicate")) {
                throw Fault.of(
                                FaultKind.FAILED,
                                "json.duplicate-key",
                                "Line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage() + ".")
                        .hint("Readers differ in which of the two they take.")
                        .exception(e);
            }
            throw Source.fault(e);
        } catch (IOException e) {
            throw Source.unreadable(e);
        }
        if (documents == 0) {
            throw Source.empty();
        }
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("documents", documents);
        counts.put("values", values);
        counts.put("depth", deepest);
        return CommandResult.text(
                "valid: " + documents + (documents == 1 ? " document, " : " documents, ") + values
                        + (values == 1 ? " value, " : " values, ") + "depth " + deepest,
                counts);
    }
}
