package dev.isaac.example.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** {@code json pretty}: lays documents out for people, while they stream through. */
@Component(service = Command.class)
@CommandName(PrettyCommand.NAME)
@CommandSummary(PrettyCommand.SUMMARY)
public final class PrettyCommand implements Command {

    static final String NAME = "json pretty";
    static final String SUMMARY = "Lay JSON out for reading";

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .description("Writes each document with one member a line, or with --compact in one line. Numbers stay"
                        + " exactly as they were written. Documents of any size pass through; only --sort-keys holds"
                        + " one in memory.")
                .category("JSON")
                .arguments(Source.FILE)
                .options(
                        Option.value("indent", "N", ValueType.INTEGER, "Blanks for each level, from 0 to 16")
                                .orElse("2"),
                        Option.flag("compact", "One line for each document").letter('c'),
                        Option.flag("sort-keys", "Sort the members of objects by name")
                                .letter('s'))
                .example("json pretty package.json", "A file")
                .example("cat log.ndjson | json pretty --compact --sort-keys", "Many documents, one line each")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        long indent = in.integer("indent");
        if (indent < 0 || indent > 16) {
            throw Fault.of(FaultKind.USAGE, "json.bad-indent", "--indent must be from 0 to 16, not " + indent + ".")
                    .exception();
        }
        try (InputStream data = Source.open(in);
                JsonParser parser = Trees.FACTORY.createParser(data)) {
            OutputStream out = new BufferedOutputStream(in.out(), 1 << 16);
            boolean any = false;
            try {
                while (parser.nextToken() != null) {
                    any = true;
                    document(in, parser, out, (int) indent);
                    out.write('\n');
                }
            } finally {
                // What came before a mistake helps to find it.
                out.flush();
            }
            if (!any) {
                throw Source.empty();
            }
            return CommandResult.nothing();
        } catch (JsonProcessingException e) {
            throw Source.fault(e);
        } catch (IOException e) {
            throw Source.unreadable(e);
        }
    }

    private static void document(Invocation in, JsonParser parser, OutputStream out, int indent)
            throws IOException, CommandException {
        JsonGenerator generator = Trees.FACTORY.createGenerator(out);
        generator.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        if (!in.has("compact")) {
            generator.setPrettyPrinter(printer(indent));
        }
        if (in.has("sort-keys")) {
            Trees.write(generator, sorted(Trees.read(parser)));
        } else {
            copy(in, parser, generator);
        }
        generator.flush();
    }

    private static void copy(Invocation in, JsonParser parser, JsonGenerator out) throws IOException, CommandException {
        int depth = 0;
        JsonToken token = parser.currentToken();
        while (true) {
            if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
                out.writeNumber(parser.getText());
            } else {
                out.copyCurrentEvent(parser);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 0) {
                return;
            }
            in.cancellation().check();
            token = parser.nextToken();
        }
    }

    private static @Nullable Object sorted(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            Map<String, @Nullable Object> byName = new TreeMap<>();
            object.forEach((name, member) -> byName.put(String.valueOf(name), sorted(member)));
            return new LinkedHashMap<>(byName);
        }
        if (value instanceof List<?> array) {
            return array.stream().map(PrettyCommand::sorted).toList();
        }
        return value;
    }

    private static DefaultPrettyPrinter printer(int indent) {
        DefaultIndenter indenter = new DefaultIndenter(" ".repeat(indent), "\n");
        return new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator("")
                        .withRootSeparator(""))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }
}
