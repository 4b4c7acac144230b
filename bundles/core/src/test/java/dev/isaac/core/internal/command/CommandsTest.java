package dev.isaac.core.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Command;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandOutline;
import dev.isaac.command.CommandResult;
import dev.isaac.core.CommandGateway;
import dev.isaac.core.LineSession;
import dev.isaac.core.SessionOptions;
import dev.isaac.core.internal.route.CommandEntry;
import dev.isaac.core.internal.session.Fixture;
import dev.isaac.core.internal.session.RecordingSurface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

    private final Fixture fixture;

    CommandsTest(@TempDir Path folder) throws Exception {
        fixture = new Fixture(folder.toRealPath()).usual();
        add(new ExplainCommand(new Gateway()));
        add(new AllowAddCommand(fixture.allowList));
        add(new AllowListCommand(fixture.allowList));
        add(new AllowRemoveCommand(fixture.allowList));
    }

    private void add(Command command) {
        fixture.registry.add(new CommandEntry(command.manifest().name(), List.of(), 0, 1000, () -> command));
    }

    @Test
    void explainsALine() {
        RecordingSurface surface = fixture.run("explain 'ls; rm -rf /'");
        assertThat(surface.faults).isEmpty();
        CommandResult.Details details = (CommandResult.Details) surface.shown.get(0);
        assertThat(details.fields().get("Tier")).isEqualTo("4 (does not run)");
        assertThat((Map<?, ?>) details.data()).extracting("tier").isEqualTo("4");
        assertThat(fixture.run("explain").faults.get(0).code()).isEqualTo("usage.missing-argument");
    }

    @Test
    void explainsTheWordsOfACommandAsTheyStand() {
        assertThat(explained("explain git push --force")).containsEntry("line", "git push --force");
        assertThat(explained("explain -- git push --force")).containsEntry("line", "git push --force");
        assertThat(explained("explain rm -rf '/ x'"))
                .containsEntry("line", "rm -rf '/ x'")
                .containsEntry("tier", "3");
        assertThat(explained("explain echo '$(rm -rf /)'"))
                .containsEntry("line", "echo '$(rm -rf /)'")
                .containsEntry("tier", "1");
    }

    private Map<String, Object> explained(String line) {
        RecordingSurface surface = fixture.run(line);
        assertThat(surface.faults).isEmpty();
        CommandResult.Details details = (CommandResult.Details) surface.shown.get(0);
        Map<String, Object> data = new LinkedHashMap<>();
        if (details.data() instanceof Map<?, ?> map) {
            map.forEach((key, value) -> data.put(String.valueOf(key), value));
        }
        return data;
    }

    @Test
    void explainsAFile() throws Exception {
        Files.writeString(fixture.work.resolve("lines"), "ls\n\nrm x\n:(){ :|:& };:\n");
        CommandResult.Table table =
                (CommandResult.Table) fixture.run("explain --file lines").shown.get(0);
        assertThat(table.rows())
                .extracting(row -> String.valueOf(row.get("tier")))
                .containsExactly("1", "3", "4");
        assertThat(fixture.run("explain --file missing").faults.get(0).code()).isEqualTo("explain.file");
    }

    @Test
    void allowsListsAndRemoves() {
        assertThat(fixture.run("allow add cat").faults).isEmpty();
        CommandResult.Table table =
                (CommandResult.Table) fixture.run("allow list").shown.get(0);
        assertThat(table.rows()).hasSize(1);
        assertThat(fixture.run("allow remove cat").faults).isEmpty();
        assertThat(fixture.run("allow remove cat").faults.get(0).code()).isEqualTo("allow.not-found");
        assertThat(fixture.run("allow add no-such-program-x").faults.get(0).code())
                .isEqualTo("allow.no-program");
        assertThat(fixture.run("allow add /").faults.get(0).code()).isEqualTo("allow.too-wide");
    }

    private final class Gateway implements CommandGateway {
        @Override
        public LineSession open(SessionOptions options) {
            return fixture.open();
        }

        @Override
        public List<String> commandNames() {
            return fixture.registry.names();
        }

        @Override
        public Optional<CommandManifest> manifest(String name) {
            return Optional.empty();
        }

        @Override
        public List<CommandManifest> manifests() {
            return List.of();
        }

        @Override
        public List<CommandOutline> outlines() {
            return manifests().stream().map(CommandOutline::of).toList();
        }

        @Override
        public Optional<String> nearest(String typed) {
            return Optional.empty();
        }

        @Override
        public AutoCloseable onChange(Runnable callback) {
            return fixture.registry.onChange(callback);
        }

        @Override
        public Optional<Command> command(String name) {
            return Optional.empty();
        }
    }
}
