package dev.isaac.aliases.internal.user;

import dev.isaac.aliases.internal.command.Categories;
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
import dev.isaac.command.spi.AliasDefinition;
import dev.isaac.command.spi.LineAliases;
import dev.isaac.core.CommandGateway;
import dev.isaac.core.LineSession;
import dev.isaac.core.SessionOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code alias import}. */
@Component(service = Command.class)
@CommandName(ImportAliasesCommand.NAME)
@CommandCategory(Categories.ALIASES)
@CommandSummary(ImportAliasesCommand.SUMMARY)
public final class ImportAliasesCommand implements Command {

    static final String NAME = "alias import";
    static final String SUMMARY = "Take over aliases of bash or PowerShell";

    private static final int LARGEST = 4 << 20;

    /** How PowerShell writes aliases, in a profile or when it lists them. */
    private static final Pattern POWERSHELL = Pattern.compile(
            "(?im)^\\s*(?:(?:Set|New)-Alias\\s|(?:sal|nal)\\s|Alias\\s+\\S+ -> |# Alias File|function\\s+(?:global:)?\\w+-\\w+)");

    private static final CommandManifest MANIFEST = CommandManifest.command(NAME, SUMMARY)
            .category(Categories.ALIASES)
            .description(
                    "Reads the output of alias, a .bashrc, a profile of PowerShell, or what Export-Alias and Get-Alias write, from a"
                            + " file or from standard input. Nothing of it is run. What cannot be taken over is listed with the reason: functions,"
                            + " what stands behind a condition, what is worked out when the file runs. A name that is taken stays as it is"
                            + " unless --replace is given.")
            .arguments(Argument.optional("file", ValueType.PATH, "Without it, standard input"))
            .options(
                    Option.value("from", "SHELL", ValueType.TEXT, "Whose aliases they are")
                            .of("auto", "bash", "powershell")
                            .orElse("auto"),
                    Option.value("category", "NAME", ValueType.TEXT, "A heading for all of them"),
                    Option.flag("replace", "Take those whose names are taken, too"))
            .example("alias import ~/.bashrc", "from a start file of bash")
            .example("alias import aliases.csv --from powershell", "from Export-Alias")
            .build();

    private final LineAliases aliases;
    private final CommandGateway gateway;

    /** Called by the component runtime. */
    @Activate
    public ImportAliasesCommand(@Reference LineAliases aliases, @Reference CommandGateway gateway) {
        this.aliases = aliases;
        this.gateway = gateway;
    }

    @Override
    public CommandManifest manifest() {
        return MANIFEST;
    }

    @Override
    public CommandResult execute(Invocation in) throws CommandException {
        String text = text(in);
        String from = in.text("from");
        boolean powershell = from.equals("powershell")
                || (from.equals("auto") && POWERSHELL.matcher(text).find());
        List<Found> found;
        try (LineSession session = gateway.open(new SessionOptions(in.directory(), in.environment(), false))) {
            found = powershell ? PowerShellAliases.read(text) : new BashAliases(session::parse).read(text);
        }
        Map<String, String> taken = aliases.all().stream()
                .filter(entry -> entry.source().equals(LineAliases.USER))
                .collect(Collectors.toMap(entry -> entry.definition().name(), entry -> entry.definition()
                        .line()));
        String category = in.value("category").orElse("");
        Map<String, AliasDefinition> accepted = new LinkedHashMap<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Found one : found) {
            String refusal = refusal(one, taken, in.has("replace"), category);
            if (refusal.isEmpty()) {
                accepted.put(one.name(), new AliasDefinition(one.name(), one.line(), category));
            }
            rows.add(row(one, refusal));
        }
        aliases.put(List.copyOf(accepted.values()));
        return CommandResult.table(
                List.of(
                        Column.text("name", "Alias"),
                        Column.text("status", "Status"),
                        Column.text("line", "Line"),
                        Column.text("reason", "Reason")),
                rows);
    }

    private String refusal(Found one, Map<String, String> taken, boolean replace, String category) {
        if (!one.refusal().isEmpty()) {
            return one.refusal();
        }
        String now = taken.get(one.name());
        if (now != null && !now.equals(one.line()) && !replace) {
            return "You have an alias of that name: " + now;
        }
        try {
            aliases.check(new AliasDefinition(one.name(), one.line(), category));
            return "";
        } catch (CommandException e) {
            return e.fault().message();
        }
    }

    private static Map<String, Object> row(Found one, String refusal) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", one.name());
        row.put("status", refusal.isEmpty() ? "imported" : "refused");
        row.put("line", one.line());
        row.put("reason", refusal);
        return row;
    }

    private static String text(Invocation in) throws CommandException {
        try {
            byte[] bytes;
            if (in.has("file")) {
                if (Files.size(in.path("file")) > LARGEST) {
                    throw tooLarge();
                }
                bytes = Files.readAllBytes(in.path("file"));
            } else {
                bytes = in.in().readNBytes(LARGEST + 1);
                if (bytes.length > LARGEST) {
                    throw tooLarge();
                }
            }
            return new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw Fault.of(FaultKind.NOT_FOUND, "alias.file", "The aliases cannot be read: " + e.getMessage())
                    .exception(e);
        }
    }

    private static CommandException tooLarge() {
        return Fault.of(
                        FaultKind.USAGE,
                        "alias.file",
                        String.format(Locale.ROOT, "More than %d MiB are no list of aliases.", LARGEST >> 20))
                .exception();
    }
}
