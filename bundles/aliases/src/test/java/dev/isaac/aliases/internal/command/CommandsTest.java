package dev.isaac.aliases.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.aliases.internal.FakeGateway;
import dev.isaac.aliases.internal.translate.Mapping;
import dev.isaac.command.Command;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.spi.AliasDefinition;
import dev.isaac.command.spi.LineAliases;
import dev.isaac.core.internal.alias.AliasTable;
import dev.isaac.plugin.kit.FakeInvocation;
import dev.isaac.plugin.kit.Manifests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CommandsTest {

    private static final Mapping MAPPING = Mapping.load(Path.of("there", "is", "no", "such", "file"));

    @TempDir
    Path folder;

    private static Command translate() {
        return new TranslateCommand(new FakeGateway(), () -> MAPPING);
    }

    private LineAliases aliases() {
        return new AliasTable(folder.resolve("aliases.json"), System::nanoTime);
    }

    private static Map<String, Object> fields(CommandResult result) {
        return new LinkedHashMap<>(((CommandResult.Details) result).fields());
    }

    @Test
    void theManifestsAreComplete() {
        for (Command command :
                List.of(translate(), new ListCommand(() -> MAPPING, aliases()), new ShowCommand(() -> MAPPING))) {
            assertThat(Manifests.problems(command.manifest())).isEmpty();
        }
    }

    @Test
    void showsATranslationWithWhatDiffers() throws Exception {
        CommandResult result = FakeInvocation.of(translate())
                .words("df -h", "--target", "powershell")
                .execute();
        assertThat(fields(result))
                .containsEntry("Status", "approximate")
                .containsEntry("Becomes", "Get-PSDrive -PSProvider FileSystem")
                .containsKey("Differs");
    }

    @Test
    void showsARefusalWithItsReasonAndWhatComesNearest() throws Exception {
        CommandResult result = FakeInvocation.of(translate())
                .words("kill 12", "--target", "powershell")
                .execute();
        assertThat(fields(result))
                .containsEntry("Status", "refused")
                .containsKeys("Reason", "Instead")
                .doesNotContainKey("Becomes");
    }

    @Test
    void writesOneObjectForEachLineOfAFile() throws Exception {
        Path lines = Files.writeString(folder.resolve("lines"), "pwd\n\nrm -rf /\ncat 'x\ncat \"a\tb\"\n");
        FakeInvocation invocation =
                FakeInvocation.of(translate()).words("--file", lines.toString(), "--target", "powershell", "--json");
        assertThat(invocation.execute()).isInstanceOf(CommandResult.Nothing.class);
        assertThat(invocation.written().lines())
                .containsExactly(
                        "{\"input\":\"pwd\",\"status\":\"exact\",\"output\":\"(Get-Location).Path\",\"notes\":[],\"source\":\"unix\"}",
                        "{\"input\":\"rm -rf /\",\"status\":\"refused\",\"notes\":[],\"reason\":{\"code\":\"alias.unix-path\",\"message\":"
                                + "\"The path / means another place on Windows, and rm destroys.\"},\"source\":\"unix\"}",
                        "{\"input\":\"cat 'x\",\"status\":\"refused\",\"notes\":[],\"reason\":{\"code\":\"alias.parse\",\"message\":"
                                + "\"The line is not finished: quote is still open.\"},\"source\":\"unix\"}",
                        "{\"input\":\"cat \\\"a\\tb\\\"\",\"status\":\"exact\",\"output\":\"Get-Content -LiteralPath \\\"a`tb\\\"\",\"notes\":[],"
                                + "\"source\":\"unix\"}");
    }

    @Test
    void makesATableOfAFile() throws Exception {
        Path lines = Files.writeString(folder.resolve("lines"), "pwd\nls\n");
        CommandResult result = FakeInvocation.of(translate())
                .words("--file", lines.toString(), "--target", "cmd")
                .execute();
        assertThat(((CommandResult.Table) result).rows())
                .extracting(row -> String.valueOf(row.get("output")))
                .containsExactly("cd", "dir /b");
    }

    @Test
    void refusesWhatDoesNotFitTogether() {
        assertThat(FakeInvocation.of(translate())
                        .words("--target", "cmd")
                        .fault()
                        .code())
                .isEqualTo("alias.usage");
        assertThat(FakeInvocation.of(translate())
                        .words("ls", "--target", "cmd", "--manager", "nix")
                        .fault()
                        .code())
                .isEqualTo("alias.manager");
        assertThat(FakeInvocation.of(translate())
                        .words("--file", folder.resolve("none").toString(), "--target", "cmd")
                        .fault()
                        .code())
                .isEqualTo("alias.file");
        assertThat(FakeInvocation.of(new ShowCommand(() -> MAPPING))
                        .words("nosuch")
                        .fault()
                        .code())
                .isEqualTo("alias.not-found");
    }

    @Test
    void listsWhatATargetHas() throws Exception {
        CommandResult all =
                FakeInvocation.of(new ListCommand(() -> MAPPING, aliases())).execute();
        CommandResult cmd = FakeInvocation.of(new ListCommand(() -> MAPPING, aliases()))
                .words("--target", "cmd", "--category", "text")
                .execute();
        List<Map<String, ?>> rows = ((CommandResult.Table) cmd).rows();
        assertThat(((CommandResult.Table) all).rows()).hasSizeGreaterThan(110);
        assertThat(rows)
                .extracting(row -> String.valueOf(row.get("name")))
                .contains("grep", "sort")
                .doesNotContain("awk", "ls");
    }

    @Test
    void marksTheSourceOfWhatItLists() throws Exception {
        aliases().put(List.of(new AliasDefinition("gs", "git status", "Git"), new AliasDefinition("ll", "ls -l", "")));
        aliases().enable("ll", false);
        CommandResult all =
                FakeInvocation.of(new ListCommand(() -> MAPPING, aliases())).execute();
        assertThat(((CommandResult.Table) all).rows().subList(0, 3))
                .extracting(row -> row.get("name") + " " + row.get("source") + " " + row.get("enabled"))
                .startsWith("gs user true", "ll user false")
                .last()
                .asString()
                .endsWith("built-in true");
        CommandResult user = FakeInvocation.of(new ListCommand(() -> MAPPING, aliases()))
                .words("--source", "user", "--category", "Git")
                .execute();
        assertThat(((CommandResult.Table) user).rows())
                .extracting(row -> row.get("line"))
                .isEqualTo(List.of("git status"));
    }

    @Test
    void showsACommandAndCompletesItsName() throws Exception {
        ShowCommand show = new ShowCommand(() -> MAPPING);
        CommandResult result = FakeInvocation.of(show).words("rm").execute();
        assertThat(fields(result)).containsEntry("Destroys", "exact or refused").containsKeys("Options", "Example 1");
        assertThat(show.complete(new CompletionRequest("name", "gre", List.of(), folder)))
                .extracting(completion -> completion.value())
                .containsExactly("grep");
    }
}
