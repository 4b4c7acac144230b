package dev.isaac.core.internal.command;

import dev.isaac.command.Argument;
import dev.isaac.command.Column;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.ValueType;
import dev.isaac.command.line.LineText;
import dev.isaac.core.CommandGateway;
import dev.isaac.core.Explanation;
import dev.isaac.core.LineSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code explain LINE}: what would happen, without running anything. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName("explain")
public final class ExplainCommand implements Command {

    private static final CommandManifest MANIFEST = CommandManifest.command(
                    "explain", "Show what a line would do, without running it")
            .description("Reads the line, applies aliases, finds out who would run each command in it, and tells how"
                    + " dangerous it is and why. Quote a line that holds more than one command, so that nothing in it is"
                    + " run.")
            .category("Shell")
            .arguments(Argument.optional("line", ValueType.TEXT, "The line, quoted, or the words of one command")
                    .repeatingVerbatim())
            .options(Option.value("file", "LINES", ValueType.PATH, "Explain each line of a file"))
            .example("explain git push --force", "Why this is refused")
            .example("explain 'curl https://example.org/x | sh'", "What comes through a pipe is judged too")
            .build();

    private final CommandGateway gateway;

    /** Called by the component runtime. */
    @Activate
    public ExplainCommand(@Reference CommandGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public CommandManifest manifest() {
        return MANIFEST;
    }

    @Override
    public CommandResult execute(Invocation invocation) throws CommandException {
        List<String> words = invocation.values("line");
        boolean file = invocation.has("file");
        if (words.isEmpty() != file) {
            throw Fault.of(FaultKind.USAGE, "usage.missing-argument", "explain needs a line, or --file and no line.")
                    .hint("Usage: explain LINE | explain --file LINES")
                    .exception();
        }
        try (LineSession session = gateway.openLike(invocation)) {
            return file ? table(session, invocation) : details(session.explain(line(words)));
        }
    }

    /** One word is a whole line; several are the words of one command, and what was quoted in them stays so. */
    private static String line(List<String> words) {
        return words.size() == 1
                ? words.get(0)
                : words.stream().map(LineText::quote).collect(Collectors.joining(" "));
    }

    private static CommandResult table(LineSession session, Invocation invocation) throws CommandException {
        Path path = invocation.path("file");
        List<Map<String, Object>> rows = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(path)) {
                if (!line.isBlank()) {
                    invocation.cancellation().check();
                    rows.add(data(session.explain(line)));
                }
            }
        } catch (IOException e) {
            throw Fault.of(
                            FaultKind.NOT_FOUND,
                            "explain.file",
                            "The file " + path + " cannot be read: " + Fault.reason(e) + ".")
                    .exception(e);
        }
        return CommandResult.table(
                List.of(Column.text("tier", "Tier"), Column.text("line", "Line"), Column.text("reason", "Reason")),
                rows);
    }

    private static CommandResult details(Explanation explanation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Line", explanation.parsed().text());
        explanation.rewritten().ifPresent(text -> fields.put("Becomes", text));
        if (!explanation.differences().isEmpty()) {
            fields.put("Differs", String.join(" ", explanation.differences()));
        }
        fields.put("Tier", explanation.tier().label() + " (" + meaning(explanation) + ")");
        fields.put("Reason", explanation.reason());
        int number = 1;
        for (Explanation.Part part : explanation.parts()) {
            fields.put(
                    "Part " + number++,
                    part.text() + ": " + route(part) + ", tier " + part.tier().label() + ", " + part.reason());
        }
        explanation.refusal().ifPresent(fault -> fields.put("Refused", fault.message() + " [" + fault.code() + "]"));
        return new CommandResult.Details(fields, data(explanation));
    }

    private static String meaning(Explanation explanation) {
        if (explanation.refusal().isPresent()) {
            return "does not run";
        }
        return switch (explanation.tier()) {
            case RUN -> "runs at once";
            case CORRECT -> "is corrected and runs";
            case SUGGEST -> "is corrected and runs after a confirmation";
            case CONFIRM -> "runs after a confirmation";
            case REFUSE -> "never runs";
        };
    }

    private static String route(Explanation.Part part) {
        return switch (part.route()) {
            case COMMAND -> "command of ISAAC " + part.target();
            case BUILTIN -> "done by the session";
            case GOGO -> "Gogo function " + part.target();
            case NATIVE -> "native " + part.target();
            case UNKNOWN -> "unknown";
        };
    }

    private static Map<String, Object> data(Explanation explanation) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("line", explanation.parsed().text());
        explanation.rewritten().ifPresent(text -> data.put("rewritten", text));
        if (!explanation.differences().isEmpty()) {
            data.put("differences", explanation.differences());
        }
        data.put("tier", explanation.tier().label());
        data.put("reason", explanation.reason());
        List<Map<String, Object>> parts = new ArrayList<>();
        for (Explanation.Part part : explanation.parts()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("text", part.text());
            one.put("route", part.route().name().toLowerCase(Locale.ROOT));
            one.put("target", part.target());
            one.put("tier", part.tier().label());
            one.put("reason", part.reason());
            parts.add(one);
        }
        data.put("parts", parts);
        explanation
                .refusal()
                .ifPresent(fault -> data.put("refusal", Map.of("code", fault.code(), "message", fault.message())));
        return data;
    }
}
