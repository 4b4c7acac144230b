package dev.isaac.shell.internal.commands;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandOutline;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.ValueType;
import dev.isaac.core.CommandGateway;
import dev.isaac.shell.internal.commands.HelpText.Entry;
import dev.isaac.shell.internal.lookup.Commands;
import dev.isaac.shell.internal.render.Look;
import dev.isaac.shell.internal.render.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Explains commands. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName("help")
@CommandSummary(HelpCommand.SUMMARY)
public final class HelpCommand implements Command {

    static final String SUMMARY = "Explain a command, or list all of them";

    private static final List<Entry> GLOBAL_OPTIONS = List.of(
            new Entry("-c LINE", "Run one line as typed at the prompt: pipes, aliases, tiers"),
            new Entry("--json", "Print one JSON document instead of text"),
            new Entry("--yes", "Answer ordinary confirmations with yes"),
            new Entry("--accept-signer FP", "Accept a new signer with this fingerprint"),
            new Entry("--accept-plan DIGEST", "Accept a plan with this digest"),
            new Entry("--home DIR", "Use another home folder than ~/.isaac (also ISAAC_HOME)"),
            new Entry("--quiet", "Print results, warnings and errors only"),
            new Entry("--no-color", "Use no colours (also NO_COLOR)"),
            new Entry("--help, --version", "Show this help, or the version"));

    /** Shown where the command that a line begins with is there. */
    private static final List<Entry> FIRST_STEPS = List.of(
            new Entry("marketplace search git", "Find a plugin"),
            new Entry("marketplace install git-helpers", "Install it: its commands work at once"),
            new Entry("explain 'rm -r build'", "See what a line would do, without running it"),
            new Entry("help marketplace", "List the commands of a group"));

    private final CommandGateway gateway;
    private final String version;

    /** Explains the commands of the gateway. */
    @Activate
    public HelpCommand(@Reference CommandGateway gateway, BundleContext context) {
        this(gateway, context.getBundle().getVersion().toString());
    }

    HelpCommand(CommandGateway gateway, String version) {
        this.gateway = gateway;
        this.version = version;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command("help", SUMMARY)
                .description("Without a name, lists all commands by category. With the name of a group such as"
                        + " marketplace, lists its commands. With the name of a command, shows all of it: usage,"
                        + " arguments, options with their defaults, examples.")
                .category("Shell")
                .arguments(Argument.optional("command", ValueType.TEXT, "The command or group to explain")
                        .repeating())
                .example("help", "List all commands")
                .example("help config", "List the commands of a group")
                .example("help config set", "Explain one command")
                .build();
    }

    @Override
    public CommandResult execute(Invocation invocation) throws CommandException {
        List<String> words = invocation.values("command");
        if (words.isEmpty()) {
            List<CommandOutline> all = gateway.outlines();
            return page(Map.of("commands", HelpData.list(all)), look -> overview(all, look));
        }
        String name = Commands.withoutSlash(String.join(" ", words));
        Optional<CommandManifest> manifest = gateway.manifest(name);
        if (manifest.isPresent()) {
            return page(HelpData.of(manifest.get()), look -> HelpText.command(manifest.get(), look));
        }
        List<CommandOutline> group = gateway.outlines().stream()
                .filter(m -> m.name().startsWith(name + " "))
                .toList();
        if (!group.isEmpty()) {
            return page(Map.of("group", name, "commands", HelpData.list(group)), look -> groupPage(name, group, look));
        }
        throw unknown(name).exception();
    }

    private Fault unknown(String name) {
        Optional<String> nearest = gateway.nearest(name);
        return Fault.of(FaultKind.NOT_FOUND, "help.unknown-command", "There is no command named \"" + name + "\".")
                .hint(nearest.map(near -> "Did you mean: help " + near + "? ").orElse("")
                        + "The command help lists all of them; a program of the system explains itself with: "
                        + name + " --help");
    }

    @Override
    public List<Completion> complete(CompletionRequest request) {
        String before = String.join(" ", request.words());
        String start = before.isEmpty() ? "" : before + " ";
        Set<String> next = new LinkedHashSet<>();
        for (String name : gateway.commandNames()) {
            if (name.startsWith(start + request.prefix())) {
                String rest = name.substring(start.length());
                int blank = rest.indexOf(' ');
                next.add(blank < 0 ? rest : rest.substring(0, blank));
            }
        }
        return next.stream().map(word -> Completion.of(word, "")).toList();
    }

    private static CommandResult page(Map<String, ?> data, Page.Layout layout) {
        Page page = new Page(data, layout);
        return CommandResult.text(String.join("\n", layout.lines(Look.plain())), page);
    }

    private List<String> overview(List<CommandOutline> commands, Look look) {
        HelpText page = new HelpText(look);
        page.paragraph("ISAAC " + version + ": a command shell that you extend while it runs.");
        page.heading("Usage");
        page.entries(List.of(
                new Entry("isaac", "Open the prompt"),
                new Entry("isaac [OPTION]" + (look.unicode() ? "\u2026" : "...") + " COMMAND", "Run one command"),
                new Entry(
                        "isaac [OPTION]" + (look.unicode() ? "\u2026" : "...") + " -c LINE",
                        "Run one line with pipes")));
        List<Entry> first = FIRST_STEPS.stream()
                .filter(step ->
                        commands.stream().anyMatch(command -> step.term().startsWith(command.name())))
                .toList();
        if (!first.isEmpty()) {
            page.heading("First steps");
            page.entries(first);
        }
        categories(commands).forEach((category, entries) -> {
            page.heading(category);
            List<Entry> shown = new ArrayList<>();
            entries.forEach((term, meaning) -> shown.add(new Entry(term, meaning)));
            page.entries(shown);
        });
        page.heading("Global options");
        page.entries(GLOBAL_OPTIONS);
        page.gap();
        page.paragraph(
                "Global options stand before the command; those without a value, --accept-signer and --accept-plan"
                        + " also behind a command of ISAAC. Words behind the name of a native program are its own: isaac --json"
                        + " ls -l answers in JSON, isaac ls --json gives --json to ls.");
        page.gap();
        page.paragraph("More about one of them: help COMMAND. Everything else runs in the system's own shell.");
        return page.lines();
    }

    /** Category to entries; groups appear as one entry that names their commands. */
    private static Map<String, Map<String, String>> categories(List<CommandOutline> commands) {
        Map<String, List<CommandOutline>> families = new TreeMap<>();
        for (CommandOutline command : commands) {
            families.computeIfAbsent(words(command)[0], word -> new ArrayList<>())
                    .add(command);
        }
        Map<String, Map<String, String>> categories = new TreeMap<>();
        families.forEach((word, family) -> {
            Map<String, String> entries =
                    categories.computeIfAbsent(family.get(0).category(), c -> new LinkedHashMap<>());
            if (family.size() == 1) {
                entries.put(family.get(0).name(), family.get(0).summary());
                return;
            }
            Set<String> names = new LinkedHashSet<>();
            for (CommandOutline member : family) {
                String[] words = words(member);
                if (words.length == 1) {
                    entries.put(member.name(), member.summary());
                } else {
                    names.add(words[1]);
                }
            }
            entries.merge(word, String.join(", ", names), (summary, list) -> summary + "; also " + list);
        });
        return categories;
    }

    private static String[] words(CommandOutline command) {
        return command.name().split(" ", -1);
    }

    private static List<String> groupPage(String group, List<CommandOutline> members, Look look) {
        HelpText page = new HelpText(look);
        page.paragraph("The commands of " + group);
        page.gap();
        page.entries(members.stream()
                .map(member -> new Entry(member.name(), member.summary()))
                .toList());
        page.gap();
        page.paragraph("More about one of them: help " + members.get(0).name());
        return page.lines();
    }
}
