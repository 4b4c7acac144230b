package dev.isaac.aliases.internal.command;

import dev.isaac.aliases.internal.model.SourceLanguage;
import dev.isaac.aliases.internal.model.Target;
import dev.isaac.aliases.internal.model.Translation;
import dev.isaac.aliases.internal.translate.Mapping;
import dev.isaac.aliases.internal.translate.Request;
import dev.isaac.command.Argument;
import dev.isaac.command.Column;
import dev.isaac.command.Command;
import dev.isaac.command.CommandCategory;
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
import dev.isaac.command.line.ParsedLine;
import dev.isaac.core.CommandGateway;
import dev.isaac.core.LineSession;
import dev.isaac.core.SessionOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code alias translate}. */
@Component(service = Command.class)
@CommandName(TranslateCommand.NAME)
@CommandCategory(Categories.ALIASES)
@CommandSummary(TranslateCommand.SUMMARY)
public final class TranslateCommand implements Command {

    static final String NAME = "alias translate";
    static final String SUMMARY = "Show a line in the words of another shell, without running it";

    private final CommandGateway gateway;
    private final Supplier<Mapping> mapping;

    /** Called by the component runtime. */
    @Activate
    public TranslateCommand(@Reference CommandGateway gateway) {
        this(gateway, Mapping::get);
    }

    TranslateCommand(CommandGateway gateway, Supplier<Mapping> mapping) {
        this.gateway = gateway;
        this.mapping = mapping;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command(NAME, SUMMARY)
                .category(Categories.ALIASES)
                .description(
                        "The answer is exact, approximate with the differences named, or a refusal with the reason. Nothing of"
                                + " a line is ever dropped, and what destroys is exact or refused.\n\n"
                                + "Quote the line, so that nothing in it is run. With --json it is one object on a line for each line.")
                .arguments(Argument.optional("line", ValueType.TEXT, "The line, quoted")
                        .repeating())
                .options(
                        Option.value("target", "TARGET", ValueType.TEXT, "Where it is to run")
                                .of("powershell", "powershell5", "cmd", "linux", "macos")
                                .mandatory(),
                        Option.value("source", "LANGUAGE", ValueType.TEXT, "What it is written in")
                                .of("auto", "unix", "powershell", "cmd")
                                .orElse("auto"),
                        Option.value("manager", "NAME", ValueType.TEXT, "The package manager of the target"),
                        Option.flag("batch", "Write CMD for a batch file, where a percent sign is doubled"),
                        Option.value("file", "LINES", ValueType.PATH, "Translate each line of a file"),
                        Option.flag("json", "Write one JSON object for each line"))
                .example("alias translate 'ls -la | wc -l' --target powershell", "a pipe")
                .example("alias translate 'brew install jq' --target linux --manager apt", "a package manager")
                .build();
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        List<String> words = in.values("line");
        if (words.isEmpty() != in.has("file")) {
            throw Fault.of(FaultKind.USAGE, "alias.usage", "alias translate needs a line, or --file and no line.")
                    .hint("alias translate LINE --target T | alias translate --file LINES --target T")
                    .exception();
        }
        Optional<String> manager = in.value("manager");
        if (manager.isPresent() && !mapping.get().managers().knows(manager.get())) {
            throw Fault.of(FaultKind.USAGE, "alias.manager", "There is no package manager " + manager.get() + ".")
                    .hint("One of " + String.join(", ", mapping.get().managers().names()) + ".")
                    .exception();
        }
        List<String> lines = in.has("file") ? lines(in.path("file")) : List.of(String.join(" ", words));
        List<Map<String, Object>> answers = new ArrayList<>();
        try (LineSession session = gateway.open(new SessionOptions(in.directory(), in.environment(), false))) {
            for (String line : lines) {
                in.cancellation().check();
                answers.add(TranslationData.of(translate(session.parse(line), in)));
            }
        }
        if (in.has("json")) {
            return written(answers, in);
        }
        return in.has("file") ? table(answers) : details(answers.get(0));
    }

    private static List<String> lines(Path file) throws CommandException {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw Fault.of(
                            FaultKind.NOT_FOUND,
                            "alias.file",
                            "The file " + file + " cannot be read: " + Fault.reason(e) + ".")
                    .exception(e);
        }
    }

    private Translation translate(ParsedLine parsed, Invocation in) {
        Optional<SourceLanguage> source = SourceLanguage.of(in.text("source"));
        if (!(parsed instanceof ParsedLine.Complete complete)) {
            String why = parsed instanceof ParsedLine.Invalid invalid
                    ? invalid.message()
                    : "The line is not finished: " + ((ParsedLine.Incomplete) parsed).opened() + " is still open.";
            return new Translation.RefusedLine(
                    parsed.text(), source.orElse(SourceLanguage.UNIX), "alias.parse", why, "");
        }
        return mapping.get()
                .translator()
                .translate(new Request(
                        parsed.text(),
                        complete.root(),
                        Target.of(in.text("target")).orElseThrow(),
                        source,
                        in.value("manager"),
                        in.has("batch")));
    }

    private static CommandResult written(List<Map<String, Object>> answers, Invocation in) throws CommandException {
        StringBuilder text = new StringBuilder();
        answers.forEach(answer -> text.append(TranslationData.json(answer)).append('\n'));
        try {
            in.out().write(text.toString().getBytes(StandardCharsets.UTF_8));
            in.out().flush();
        } catch (IOException e) {
            throw Fault.of(FaultKind.FAILED, "alias.output", "The answer cannot be written: " + e.getMessage())
                    .exception(e);
        }
        return CommandResult.nothing();
    }

    private static CommandResult table(List<Map<String, Object>> answers) {
        return CommandResult.table(
                List.of(
                        Column.text("status", "Status"),
                        Column.text("input", "Line"),
                        Column.text("output", "Becomes")),
                answers);
    }

    private static CommandResult details(Map<String, Object> answer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Status", answer.get("status"));
        if (answer.containsKey("output")) {
            fields.put("Becomes", answer.get("output"));
        }
        if (answer.get("notes") instanceof List<?> notes && !notes.isEmpty()) {
            fields.put(
                    "Differs",
                    String.join(" ", notes.stream().map(String::valueOf).toList()));
        }
        if (answer.get("reason") instanceof Map<?, ?> reason) {
            fields.put("Reason", reason.get("message") + " [" + reason.get("code") + "]");
            if (reason.get("alternative") != null) {
                fields.put("Instead", reason.get("alternative"));
            }
        }
        fields.put("Source", answer.get("source"));
        return new CommandResult.Details(fields, answer);
    }
}
