package dev.isaac.core.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandOutline;
import dev.isaac.command.CommandResult;
import dev.isaac.core.internal.session.Fixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one order of lookup, frozen. The same table stands in docs/routing.md. */
class RoutingTableTest {

    @Test
    void knowsWhatTheShellsOfWindowsDoThemselves() {
        for (String word : List.of("Get-ChildItem", "Where-Object", "gci", "CLS", "rd", "iex", "mklink")) {
            assertThat(ShellWords.has(word, true)).as(word).isTrue();
            assertThat(ShellWords.has(word, false)).as(word).isFalse();
        }
        for (String word : List.of("mapfile", "frobnicate", "git", "a-b-c")) {
            assertThat(ShellWords.has(word, true)).as(word).isFalse();
        }
    }

    private final Path bin;
    private final Router router;
    private final CommandRegistry registry = new CommandRegistry();
    private final Router.Place place;

    RoutingTableTest(@TempDir Path folder) throws Exception {
        bin = Files.createDirectories(folder.resolve("bin"));
        for (String name : List.of("git", "ls", "version", "cd")) {
            Files.createFile(
                    bin.resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        int id = 0;
        for (String name : List.of(
                "version",
                "marketplace install",
                "marketplace list",
                "git summary",
                "notes",
                "notes add",
                "alias list",
                "hash text",
                "test report")) {
            CommandManifest manifest = CommandManifest.command(name, "Do it").build();
            registry.add(new CommandEntry(
                    name,
                    name.equals("version") ? List.of("ver") : List.of(),
                    0,
                    id++,
                    () -> Fixture.command(manifest, in -> CommandResult.nothing())));
        }
        router = new Router(
                registry, (scope, name) -> scope.equals("felix") && name.equals("lb"), new Programs(System::nanoTime));
        place = new Router.Place() {
            @Override
            public Path directory() {
                return folder;
            }

            @Override
            public String searchPath() {
                return bin.toString();
            }

            @Override
            public boolean hasFunction(String name) {
                return Set.of("myfunction").contains(name);
            }
        };
    }

    private String route(String line) {
        Routed routed = router.route(List.of(line.split(" ", -1)), place);
        String target =
                routed.program() != null ? String.valueOf(routed.program().getFileName()) : routed.target();
        return routed.route() + " " + target + (routed.isGroup() ? " group" : "");
    }

    @Test
    void theTableHolds() {
        String[][] table = {
            {"/version", "COMMAND version"},
            {"/marketplace list", "COMMAND marketplace list"},
            {"/marketplace", "COMMAND marketplace group"},
            {"/git", "COMMAND git group"},
            {"/git summary", "COMMAND git summary"},
            {"/git status", "COMMAND git group"},
            {"/cd", "BUILTIN cd"},
            {"/ls", "UNKNOWN /ls"},
            {"/nothing", "UNKNOWN /nothing"},
            {"myfunction", "NATIVE myfunction"},
            {"cd x", "BUILTIN cd"},
            {"exit", "BUILTIN exit"},
            {"version", "COMMAND version"},
            {"ver", "COMMAND version"},
            {"marketplace install x", "COMMAND marketplace install"},
            {"marketplace x", "COMMAND marketplace group"},
            {"marketplace", "COMMAND marketplace group"},
            {"notes", "COMMAND notes"},
            {"notes add x", "COMMAND notes add"},
            {"notes other", "COMMAND notes"},
            {"git summary", "COMMAND git summary"},
            {"git status", "NATIVE git"},
            {"git", "NATIVE git"},
            {"alias list", "COMMAND alias list"},
            {"alias ll=ls", "NATIVE alias"},
            {"hash text x", "COMMAND hash text"},
            {"hash", "COMMAND hash group"},
            {"hash --help", "COMMAND hash group"},
            {"hash other", "COMMAND hash group"},
            {"jobs", "NATIVE jobs"},
            {"test report", "COMMAND test report"},
            {"test -f x", "NATIVE test"},
            {"isaac:version", "COMMAND version"},
            {"isaac:marketplace list", "COMMAND marketplace list"},
            {"isaac:nothing", "UNKNOWN isaac:nothing"},
            {"felix:lb", "GOGO felix:lb"},
            {"felix:other", "UNKNOWN felix:other"},
            {"echo x", "NATIVE echo"},
            {"ls", "NATIVE ls"},
            {bin + "/ls", "NATIVE ls"},
            {"bin/ls", "NATIVE ls"},
            {"nothing", "UNKNOWN nothing"},
        };
        for (String[] row : table) {
            assertThat(route(row[0])).as(row[0]).isEqualTo(row[1]);
        }
    }

    @Test
    void theHigherRankingWinsAndANameBeatsAnAlias() {
        CommandManifest manifest = CommandManifest.command("version", "Other").build();
        CommandEntry other = new CommandEntry(
                "version", List.of("notes"), 10, 99, () -> Fixture.command(manifest, in -> CommandResult.nothing()));
        registry.add(other);
        assertThat(registry.find("version")).containsSame(other);
        assertThat(registry.find("notes").orElseThrow().name()).isEqualTo("notes");
        registry.remove(other);
        assertThat(registry.find("version")).isPresent().get().isNotSameAs(other);
    }

    @Test
    void leavesOutACommandWhoseManifestDisagreesOrThrows() {
        CommandManifest manifest = CommandManifest.command("other", "Other").build();
        CommandEntry wrong = new CommandEntry(
                "wrong", List.of(), 0, 50, () -> Fixture.command(manifest, in -> CommandResult.nothing()));
        CommandEntry broken = new CommandEntry("broken", List.of(), 0, 51, () -> {
            throw new NoClassDefFoundError("gone");
        });
        CommandEntry gone = new CommandEntry("gone", List.of(), 0, 52, () -> null);
        assertThat(wrong.manifest()).isEmpty();
        assertThat(wrong.command()).isEmpty();
        assertThat(broken.manifest()).isEmpty();
        assertThat(gone.command()).isEmpty();
    }

    @Test
    void tellsOfACommandWithoutMakingIt() {
        int[] made = {0};
        CommandManifest manifest = CommandManifest.command("parked", "Of the manifest")
                .category("Manifest")
                .build();
        CommandEntry parked =
                new CommandEntry("parked", List.of("p"), new CommandEntry.Told("Told", "What is told"), 0, 70, () -> {
                    made[0]++;
                    return Fixture.command(manifest, in -> CommandResult.nothing());
                });
        assertThat(parked.summary()).isEqualTo("What is told");
        assertThat(parked.outline()).contains(new CommandOutline("parked", List.of("p"), "Told", "What is told"));
        assertThat(made[0]).isZero();

        CommandEntry half = new CommandEntry(
                "parked",
                List.of(),
                new CommandEntry.Told(null, "What is told"),
                0,
                71,
                () -> Fixture.command(manifest, in -> CommandResult.nothing()));
        assertThat(half.summary()).isEqualTo("What is told");
        assertThat(half.outline()).contains(CommandOutline.of(manifest));
    }

    @Test
    void addsAndRemovesManyAsOneChange() throws Exception {
        int[] calls = {0};
        List<CommandEntry> many = List.of(
                new CommandEntry("many one", List.of(), Integer.MIN_VALUE, Long.MAX_VALUE, () -> null),
                new CommandEntry("many two", List.of(), Integer.MIN_VALUE, Long.MAX_VALUE, () -> null));
        try (AutoCloseable registration = registry.onChange(() -> calls[0]++)) {
            registry.add(many);
            assertThat(registry.under("many")).containsExactly("many one", "many two");
            registry.remove(many);
        }
        assertThat(registry.under("many")).isEmpty();
        assertThat(calls[0]).isEqualTo(2);
    }

    @Test
    void guessesWhatWasMeant() {
        assertThat(registry.nearest("verison").orElseThrow()).isEqualTo(new Nearest.Guess("version", 1, true));
        assertThat(registry.nearest("marketplace instal").orElseThrow().name()).isEqualTo("marketplace install");
        assertThat(registry.nearest("zzzzz")).isEmpty();
        assertThat(Nearest.of("gti", List.of("git", "cat"))).contains("git");
        assertThat(Nearest.guess("lt", List.of("ls", "ln")).map(Nearest.Guess::obvious))
                .contains(false);
        assertThat(Nearest.of("", List.of("a"))).isEmpty();
    }

    @Test
    void tellsOfChanges() throws Exception {
        int[] calls = {0};
        CommandEntry entry = new CommandEntry("x", List.of(), 0, 60, () -> null);
        try (AutoCloseable registration = registry.onChange(() -> calls[0]++)) {
            registry.add(entry);
            registry.remove(entry);
        }
        registry.add(entry);
        assertThat(calls[0]).isEqualTo(2);
        assertThat(registry.names()).contains("x").isSorted();
        assertThat(registry.under("marketplace")).containsExactly("marketplace install", "marketplace list");
    }
}
