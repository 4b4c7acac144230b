package dev.isaac.core.internal.session;

import dev.isaac.command.Argument;
import dev.isaac.command.Column;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Invocation;
import dev.isaac.command.Option;
import dev.isaac.command.Tier;
import dev.isaac.command.ValueType;
import dev.isaac.command.spi.LineRewriter;
import dev.isaac.command.spi.ScopedFunctions;
import dev.isaac.core.LineSession;
import dev.isaac.core.Outcome;
import dev.isaac.core.SessionOptions;
import dev.isaac.core.internal.alias.AliasTable;
import dev.isaac.core.internal.allow.AllowList;
import dev.isaac.core.internal.home.PolicyFile;
import dev.isaac.core.internal.route.CommandEntry;
import dev.isaac.core.internal.route.CommandRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Commands and a session for tests. */
public final class Fixture {

    /** The body of a test command. */
    public interface Body {
        CommandResult run(Invocation in) throws Exception;
    }

    public final CommandRegistry registry = new CommandRegistry();
    public final List<LineRewriter> rewriters = new ArrayList<>();
    public final List<Translations.Named> translators = new ArrayList<>();
    public final List<ScopedFunctions> functions = new ArrayList<>();
    public final Path home;
    public final Path work;
    public final AliasTable aliases;
    public final AllowList allowList;
    public final Workshop workshop;
    private int nextId = 1;

    public Fixture(Path folder) {
        try {
            home = Files.createDirectories(folder.resolve("home"));
            work = Files.createDirectories(folder.resolve("work"));
            Path scratch = Files.createDirectories(folder.resolve("scratch"));
            aliases = new AliasTable(home.resolve("aliases.json"), System::nanoTime);
            allowList = new AllowList(home.resolve("allow.json"), PolicyFile.of(null));
            workshop = Workshop.of(
                    registry,
                    new Workshop.Services(() -> rewriters, () -> translators, () -> functions, aliases),
                    () -> scratch,
                    allowList);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CommandEntry add(CommandManifest manifest, Body body) {
        CommandEntry entry =
                new CommandEntry(manifest.name(), manifest.aliases(), 0, nextId++, () -> command(manifest, body));
        registry.add(entry);
        return entry;
    }

    public static Command command(CommandManifest manifest, Body body) {
        return new Command() {
            @Override
            public CommandManifest manifest() {
                return manifest;
            }

            @Override
            public CommandResult execute(Invocation invocation) throws CommandException {
                try {
                    return body.run(invocation);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (CommandException | RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    /** Commands that most tests need. */
    public Fixture usual() {
        add(CommandManifest.command("version", "Show the version").build(), in -> CommandResult.text("isaac 1"));
        add(
                CommandManifest.command("say", "Say words")
                        .arguments(Argument.optional("word", ValueType.TEXT, "What to say")
                                .repeating())
                        .options(Option.flag("loud", "Shout").letter('l'))
                        .build(),
                in -> {
                    String text = String.join("|", in.values("word"));
                    return CommandResult.text(in.has("loud") ? text.toUpperCase(java.util.Locale.ROOT) : text);
                });
        add(
                CommandManifest.command("upper", "Make upper case").build(),
                in -> CommandResult.text(new String(in.in().readAllBytes(), StandardCharsets.UTF_8)
                        .strip()
                        .toUpperCase(java.util.Locale.ROOT)));
        add(
                CommandManifest.command("marketplace list", "List plugins").build(),
                in -> CommandResult.table(
                        List.of(Column.text("id", "ID")), List.of(Map.of("id", "git-helpers"), Map.of("id", "notes"))));
        add(
                CommandManifest.command("marketplace install", "Install a plugin")
                        .arguments(Argument.required("plugin", ValueType.TEXT, "Which"))
                        .tier(Tier.CONFIRM)
                        .build(),
                in -> CommandResult.text("installed " + in.text("plugin")));
        add(CommandManifest.command("crash", "Crash").build(), in -> {
            throw new IllegalStateException("boom");
        });
        add(CommandManifest.command("numbers", "Count without end").build(), in -> {
            Stream<Map<String, ?>> rows = IntStream.iterate(0, i -> i + 1).mapToObj(i -> Map.of("n", i));
            return new CommandResult.Records(List.of(Column.number("n", "N")), rows);
        });
        add(
                CommandManifest.command("git summary", "Summarise a repository").build(),
                in -> CommandResult.text("summary"));
        return this;
    }

    public LineSession open() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("HOME", home.toString());
        environment.put("LC_ALL", "C.UTF-8");
        return workshop.open(new SessionOptions(work, environment, true));
    }

    /** Runs lines in one session; the surface of the last one. */
    public RecordingSurface run(String... lines) {
        RecordingSurface surface = new RecordingSurface();
        try (LineSession session = open()) {
            for (String line : lines) {
                surface = new RecordingSurface().answering(dev.isaac.core.Surface.Answer.YES);
                last = session.execute(line, surface);
            }
        }
        return surface;
    }

    public Outcome last = new Outcome(0, java.util.Optional.empty(), false);
}
