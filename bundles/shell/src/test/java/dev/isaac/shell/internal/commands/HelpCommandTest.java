package dev.isaac.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.command.Argument;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.Option;
import dev.isaac.command.Tier;
import dev.isaac.command.ValueType;
import dev.isaac.plugin.kit.FakeInvocation;
import dev.isaac.shell.internal.FakeGateway;
import dev.isaac.shell.internal.render.HumanText;
import dev.isaac.shell.internal.render.Look;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HelpCommandTest {

    private final FakeGateway gateway = new FakeGateway();
    private final HelpCommand help = new HelpCommand(gateway, "1.2.3");

    @BeforeEach
    void commands() {
        gateway.command(
                CommandManifest.command("marketplace install", "Install plugins and what they need")
                        .description("Shows what will happen first.\n\nThe bytes are verified.")
                        .category("Marketplace")
                        .tier(Tier.CONFIRM)
                        .arguments(Argument.required("plugin", ValueType.TEXT, "What to install")
                                .repeating())
                        .options(
                                Option.flag("plan", "Only show what would happen")
                                        .letter('p'),
                                Option.value("channel", "NAME", ValueType.TEXT, "Which releases")
                                        .of("stable", "beta")
                                        .orElse("stable"),
                                Option.value("from", "FILE", ValueType.PATH, "Take it from a file")
                                        .repeating())
                        .example("marketplace install git-helpers", "Install one plugin")
                        .example(
                                "marketplace install git-helpers@1.0.0 json-tools --plan --channel stable",
                                "Show a plan")
                        .aliases("install")
                        .build(),
                (words, surface) -> CommandResult.nothing());
        gateway.command(
                CommandManifest.command("marketplace search", "Find plugins")
                        .category("Marketplace")
                        .build(),
                (words, surface) -> CommandResult.nothing());
        gateway.command(
                CommandManifest.command("version", "Show the version")
                        .category("Shell")
                        .build(),
                (words, surface) -> CommandResult.nothing());
    }

    private CommandResult run(String... words) throws CommandException {
        return FakeInvocation.of(help).words(words).execute();
    }

    private List<String> lines(CommandResult result, int width) {
        List<String> lines = new ArrayList<>();
        new HumanText(new Look(false, true, true, () -> width), lines::add).show(result);
        return lines;
    }

    @Test
    void explainsOneCommandInFull() throws Exception {
        assertThat(lines(run("marketplace", "install"), 80))
                .containsExactly(
                        "marketplace install \u2013 Install plugins and what they need",
                        "",
                        "Usage",
                        "  marketplace install PLUGIN\u2026 [--plan] [--channel NAME] [--from FILE]\u2026",
                        "",
                        "Shows what will happen first.",
                        "",
                        "The bytes are verified.",
                        "",
                        "Arguments",
                        "  PLUGIN\u2026  What to install",
                        "",
                        "Options",
                        "  -p, --plan      Only show what would happen",
                        "  --channel NAME  Which releases (one of: stable, beta; default: stable)",
                        "  --from FILE     Take it from a file (may be repeated)",
                        "",
                        "Examples",
                        "  marketplace install git-helpers           Install one plugin",
                        "  marketplace install git-helpers@1.0.0 json-tools --plan --channel stable",
                        "      Show a plan",
                        "",
                        "Other names",
                        "  install",
                        "",
                        "Safety",
                        "  Asks before it runs (tier 3).");
    }

    @Test
    void fitsANarrowTerminal() throws Exception {
        assertThat(lines(run("marketplace", "install"), 40))
                .contains("  marketplace install PLUGIN\u2026 [--plan]", "                      [--channel NAME]");
    }

    @Test
    void findsACommandByItsOtherNameAndWithASlash() throws Exception {
        assertThat(lines(run("install"), 80).get(0)).startsWith("marketplace install");
        assertThat(lines(run("/marketplace", "search"), 80).get(0)).startsWith("marketplace search");
    }

    @Test
    void listsTheCommandsOfAGroup() throws Exception {
        assertThat(lines(run("marketplace"), 80))
                .containsExactly(
                        "The commands of marketplace",
                        "",
                        "  marketplace install  Install plugins and what they need",
                        "  marketplace search   Find plugins",
                        "",
                        "More about one of them: help marketplace install");
    }

    @Test
    void listsEverythingByCategoryWithGroupsInOneLine() throws Exception {
        assertThat(lines(run(), 80))
                .startsWith("ISAAC 1.2.3: a command shell that you extend while it runs.")
                .containsSubsequence(
                        "Marketplace",
                        "  marketplace  install, search",
                        "Shell",
                        "  version  Show the version",
                        "Global options");
    }

    @Test
    void namesTheNearestCommandForAnUnknownOne() {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> run("vresion"))
                .satisfies(e -> {
                    assertThat(e.fault().code()).isEqualTo("help.unknown-command");
                    assertThat(e.fault().hint()).contains("Did you mean: help version?");
                });
    }

    @Test
    void beginsWithFirstStepsOfWhatIsThere() throws Exception {
        assertThat(lines(run(), 80))
                .containsSequence(
                        "First steps",
                        "  marketplace search git           Find a plugin",
                        "  marketplace install git-helpers  Install it: its commands work at once")
                .noneMatch(line -> line.contains("explain '"));
    }

    /** Only names, which cannot be broken, may be longer than the line. */
    @Test
    void fitsAVeryNarrowTerminal() throws Exception {
        for (List<String> page :
                List.of(lines(run(), 20), lines(run("marketplace"), 20), lines(run("marketplace", "install"), 20))) {
            assertThat(page).filteredOn(line -> line.length() > 20).allMatch(line -> line.matches(" {2,5}\\S.*"));
            assertThat(page).noneMatch(line -> line.length() > 20 && line.contains("what"));
        }
        assertThat(lines(run("marketplace", "install"), 20)).containsSequence("  PLUGIN\u2026", "    What to install");
    }

    @Test
    void givesDataToAScript() throws Exception {
        CommandResult.Text result = (CommandResult.Text) run("marketplace", "install");
        assertThat(result.data())
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("name", "marketplace install")
                .containsEntry("tier", "3")
                .containsEntry("aliases", List.of("install"));
        assertThat(result.text()).contains("Usage\n  marketplace install PLUGIN");
    }

    @Test
    void completesTheWordsOfCommands() {
        assertThat(complete("m")).containsExactly("marketplace");
        assertThat(complete("", "marketplace")).containsExactly("install", "search");
    }

    private List<String> complete(String prefix, String... words) {
        Command command = help;
        return command.complete(new CompletionRequest("command", prefix, List.of(words), Path.of("/"))).stream()
                .map(Completion::value)
                .toList();
    }
}
