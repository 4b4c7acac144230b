package dev.isaac.aliases.internal.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.aliases.internal.FakeGateway;
import dev.isaac.command.Command;
import dev.isaac.command.CommandResult;
import dev.isaac.command.spi.LineAliases;
import dev.isaac.core.internal.alias.AliasTable;
import dev.isaac.plugin.kit.FakeInvocation;
import dev.isaac.plugin.kit.Manifests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UserAliasCommandsTest {

    @TempDir
    private Path folder;

    private LineAliases aliases;

    @BeforeEach
    void open() {
        aliases = new AliasTable(folder.resolve("aliases.json"), System::nanoTime);
    }

    private String run(Command command, String... words) throws Exception {
        return ((CommandResult.Text) FakeInvocation.of(command).words(words).execute()).text();
    }

    private List<String> kept() {
        return aliases.all().stream()
                .map(entry ->
                        entry.definition().name() + "=" + entry.definition().line()
                                + (entry.enabled() ? "" : " (off)")
                                + (entry.definition().category().isEmpty()
                                        ? ""
                                        : " [" + entry.definition().category() + "]"))
                .toList();
    }

    private List<String> imported(String text, String... options) throws Exception {
        Path file = Files.writeString(folder.resolve("given"), text);
        String[] words = new String[options.length + 1];
        System.arraycopy(options, 0, words, 0, options.length);
        words[options.length] = file.toString();
        CommandResult.Table table =
                (CommandResult.Table) FakeInvocation.of(new ImportAliasesCommand(aliases, new FakeGateway()))
                        .words(words)
                        .execute();
        return table.rows().stream()
                .map(row -> row.get("name") + " " + row.get("status")
                        + (String.valueOf(row.get("reason")).isEmpty() ? "" : ": " + row.get("reason")))
                .toList();
    }

    @Test
    void theManifestsAreComplete() {
        for (Command command : List.of(
                new AddAliasCommand(aliases),
                new RemoveAliasCommand(aliases),
                new EnableAliasCommand(aliases),
                new DisableAliasCommand(aliases),
                new ImportAliasesCommand(aliases, new FakeGateway()))) {
            assertThat(Manifests.problems(command.manifest())).isEmpty();
        }
    }

    @Test
    void addsDisablesEnablesAndRemoves() throws Exception {
        assertThat(run(new AddAliasCommand(aliases), "gs", "git status --short"))
                .isEqualTo("gs stands for git status --short");
        run(new AddAliasCommand(aliases), "--category", "Git", "gl", "git", "log", "--format=%h %s");
        assertThat(kept()).containsExactly("gl=git log '--format=%h %s' [Git]", "gs=git status --short");
        run(new DisableAliasCommand(aliases), "gs");
        assertThat(kept()).contains("gs=git status --short (off)");
        run(new EnableAliasCommand(aliases), "gs");
        run(new RemoveAliasCommand(aliases), "gl");
        assertThat(kept()).containsExactly("gs=git status --short");
    }

    @Test
    void importsFromBash() throws Exception {
        assertThat(imported("""
                # comment
                alias ll='ls -l' la="ls -A"
                alias -- up='cd ..'
                export EDITOR=vi
                greet() { echo hi $1; }
                if [ -x /usr/bin/dircolors ]; then
                    alias ls='ls --color=auto'
                fi
                alias now="echo $(date)"
                alias first='echo $1'
                [ -f x ] && alias cond='true'
                alias bad='echo "'
                """))
                .containsExactly(
                        "ll imported",
                        "la imported",
                        "up imported",
                        "greet refused: It is a function; an alias is one line.",
                        "ls refused: It stands inside a condition or a loop.",
                        "now refused: What it stands for is worked out when the file runs.",
                        "first refused: It mentions an argument such as $1, which means something else to bash.",
                        "cond refused: It stands behind a condition.",
                        "bad refused: The line of bad cannot be read: It is not finished.");
        assertThat(kept()).containsExactly("la=ls -A", "ll=ls -l", "up=cd ..");
        assertThat(imported("alias ll='ls -la'\nalias la='ls -A'\n"))
                .containsExactly("ll refused: You have an alias of that name: ls -l", "la imported");
        assertThat(imported("alias ll='ls -la'\n", "--replace", "--category", "Files"))
                .containsExactly("ll imported");
        assertThat(kept()).contains("ll=ls -la [Files]");
    }

    @Test
    void takesTheLinesThatCanBeReadOfAFileThatCannot() throws Exception {
        assertThat(imported("alias ll='ls -l'\nif [ x\nalias q='open\n"))
                .containsExactly("ll imported", "q refused: The line cannot be read.");
    }

    @Test
    void importsFromPowerShell() throws Exception {
        assertThat(imported("""
                Set-Alias -Name ll -Value Get-ChildItem -Option AllScope
                New-Alias g git   # version control
                sal -Value 'Get-Content' -Name show
                function Get-It { param($x) $x }
                Set-Alias np (Get-Command notepad)
                """))
                .containsExactly(
                        "ll imported",
                        "g imported",
                        "show imported",
                        "Get-It refused: It is a function; an alias is one line.",
                        "np refused: What it stands for is no plain name.");
        assertThat(kept()).containsExactly("g=git", "ll=Get-ChildItem", "show=Get-Content");
        assertThat(imported("# Alias File\r\n# Exported by: x\r\n\"gx\",\"Get-Item\",\"\",\"None\"\r\n"))
                .containsExactly("gx imported");
        assertThat(imported("Alias           gy -> Get-Item        1.0  Core\n"))
                .containsExactly("gy imported");
    }
}
