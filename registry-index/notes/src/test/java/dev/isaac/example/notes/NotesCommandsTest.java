package dev.isaac.example.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Completion;
import dev.isaac.command.CompletionRequest;
import dev.isaac.command.FaultKind;
import dev.isaac.plugin.kit.FakeInvocation;
import dev.isaac.plugin.kit.FakePluginData;
import dev.isaac.plugin.kit.Manifests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NotesCommandsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-01T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private Notebook notebook() {
        return new Notebook(new FakePluginData(folder));
    }

    private static FakeInvocation call(Command command, String... words) {
        return FakeInvocation.of(command).words(words);
    }

    private void add(String... words) throws Exception {
        call(new AddCommand(notebook(), CLOCK), words).execute();
    }

    private List<Object> list(String... words) throws Exception {
        return texts(call(new ListCommand(notebook(), CLOCK), words).execute());
    }

    private static List<Object> texts(CommandResult result) {
        if (result instanceof CommandResult.Text none) {
            assertThat(none).isEqualTo(CommandResult.text("No notes.", List.of()));
            return List.of();
        }
        assertThat(result).isInstanceOf(CommandResult.Table.class);
        return ((CommandResult.Table) result)
                .rows().stream().map(row -> (Object) row.get("text")).toList();
    }

    @Test
    void manifestsAreComplete() {
        for (Command command : List.of(
                new AddCommand(notebook()),
                new ListCommand(notebook()),
                new SearchCommand(notebook()),
                new DoneCommand(notebook()),
                new RemoveCommand(notebook()),
                new ExportCommand(notebook()))) {
            assertThat(Manifests.problems(command.manifest())).isEmpty();
        }
    }

    @Test
    void anEmptyNotebookHasNoNotes() throws Exception {
        assertThat(list()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void keepsNotesForTheNextProcess() throws Exception {
        CommandResult result = call(new AddCommand(notebook(), CLOCK), "Call", "the dentist", "-t", "Home")
                .execute();
        assertThat(((CommandResult.Text) result).text()).isEqualTo("note 1");
        add("tab\there \\ there");
        call(new AddCommand(notebook(), CLOCK)).input("two\nlines\n").execute();
        assertThat(list()).containsExactly("Call the dentist", "tab\there \\ there", "two\nlines");
        assertThat(list("--tag", "#home")).containsExactly("Call the dentist");
        assertThat(list("--tag", "home", "--tag", "work")).isEmpty();
    }

    @Test
    void ticksOffAndOpensAgain() throws Exception {
        add("one");
        add("two");
        call(new DoneCommand(notebook(), CLOCK), "#1").execute();
        assertThat(list()).containsExactly("two");
        assertThat(list("--done")).containsExactly("one");
        assertThat(list("--all")).containsExactly("one", "two");

        Clock later = Clock.offset(CLOCK, Duration.ofDays(1));
        call(new DoneCommand(notebook(), later), "1").execute();
        assertThat(notebook().notes().get(0).done()).contains(CLOCK.instant());

        call(new DoneCommand(notebook(), CLOCK), "--undo", "1").execute();
        assertThat(list()).containsExactly("one", "two");
    }

    @Test
    void findsAllWordsInTextAndTags() throws Exception {
        add("Buy green paint", "--tag", "house");
        add("Paint the door");
        assertThat(texts(call(new SearchCommand(notebook()), "PAINT").execute()))
                .hasSize(2);
        assertThat(texts(call(new SearchCommand(notebook()), "paint", "house").execute()))
                .containsExactly("Buy green paint");
        call(new DoneCommand(notebook(), CLOCK), "1").execute();
        assertThat(texts(call(new SearchCommand(notebook()), "--open", "paint").execute()))
                .containsExactly("Paint the door");
    }

    @Test
    void deletesOnlyAfterTheQuestionAndNeverReusesNumbers() throws Exception {
        add("one");
        add("two");
        FakeInvocation no = call(new RemoveCommand(notebook()), "2");
        assertThat(no.fault().code()).isEqualTo("command.declined");
        assertThat(no.asked().get(0).details()).containsExactly("2  two");
        assertThat(list()).hasSize(2);

        CommandResult result =
                call(new RemoveCommand(notebook()), "1", "2").answer(true).execute();
        assertThat(((CommandResult.Text) result).text()).isEqualTo("2 notes deleted");
        add("three");
        assertThat(notebook().notes()).extracting(Note::id).containsExactly(3L);
    }

    @Test
    void doesNotDeleteWhatChangedWhileTheQuestionStood() throws Exception {
        add("one");
        RemoveCommand remove = new RemoveCommand(notebook());
        FakeInvocation call = call(remove, "1").answerAfter(question -> {
            try {
                call(new DoneCommand(notebook(), CLOCK), "1").execute();
            } catch (CommandException e) {
                throw new AssertionError(e);
            }
            return true;
        });
        assertThat(call.fault().code()).isEqualTo("notes.changed");
        assertThat(list("--all")).containsExactly("one");
    }

    @Test
    void exportsEverything() throws Exception {
        add("one\nmore", "--tag", "x");
        add("two");
        call(new DoneCommand(notebook(), CLOCK), "2").execute();
        assertThat(call(new ExportCommand(notebook())).execute())
                .isInstanceOfSatisfying(CommandResult.Json.class, json -> assertThat(json.value())
                        .asInstanceOf(InstanceOfAssertFactories.LIST)
                        .first()
                        .asInstanceOf(InstanceOfAssertFactories.MAP)
                        .containsEntry("text", "one\nmore")
                        .containsEntry("created", "2026-05-01T10:00:00Z")
                        .containsEntry("done", null));
        CommandResult markdown =
                call(new ExportCommand(notebook()), "--format", "markdown").execute();
        assertThat(((CommandResult.Text) markdown).text()).isEqualTo("# Notes\n\n- [ ] one\n  more #x\n- [x] two");
    }

    @Test
    void refusesWhatItCannotTake() throws Exception {
        assertThat(call(new AddCommand(notebook())).fault().code()).isEqualTo("notes.empty");
        assertThat(call(new AddCommand(notebook()), "x", "--tag", "a b").fault().code())
                .isEqualTo("notes.bad-tag");
        assertThat(call(new AddCommand(notebook()))
                        .input("x".repeat((1 << 20) + 1))
                        .fault()
                        .code())
                .isEqualTo("notes.too-long");
        assertThat(call(new DoneCommand(notebook()), "7", "8").fault().message())
                .isEqualTo("There is no note 7, 8.");
        assertThat(call(new RemoveCommand(notebook()), "first").fault().code()).isEqualTo("notes.bad-number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "something else",
                "isaac-notes\tx\t1\n",
                "isaac-notes\t1\t2\nnot a note\n",
                "isaac-notes\t2\t-1\n",
                "isaac-notes\t2\t2\n1\t2026-05-01T10:00:00Z\t\tsoon\t\ttext\n",
                "isaac-notes\t1\t2\n1\tyesterday\t\t\ttext\n"
            })
    void leavesADamagedFileAlone(String content) throws Exception {
        Path file = folder.resolve("notes.tsv");
        Files.writeString(file, content);
        assertThat(call(new ListCommand(notebook())).fault().code()).isEqualTo("notes.unreadable");
        assertThat(call(new AddCommand(notebook()), "x").fault().code()).isEqualTo("notes.unreadable");
        assertThat(file).hasContent(content);
        assertThat(new RemoveCommand(notebook()).complete(new CompletionRequest("number", "", List.of(), folder)))
                .isEmpty();
    }

    @Test
    void doesNotTouchTheFileOfANewerVersion() throws Exception {
        Path file = folder.resolve("notes.tsv");
        Files.writeString(file, "isaac-notes\t3\tsomething new\n");
        assertThat(call(new AddCommand(notebook()), "x").fault())
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("notes.newer-format"))
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(FaultKind.CONFLICT));
        assertThat(file).hasContent("isaac-notes\t3\tsomething new\n");
    }

    @Test
    void readsTheFileOfTheFirstVersionAndKeepsItAsItIsUntilTheFirstChange() throws Exception {
        Path file = folder.resolve("notes.tsv");
        String first = """
                isaac-notes\t1\t3
                1\t2026-04-01T10:00:00Z\t\thome\tone
                2\t2026-04-02T10:00:00Z\t2026-04-03T10:00:00Z\t\ttwo\\tmore
                """;
        Files.writeString(file, first);

        assertThat(list("--all")).containsExactly("one", "two\tmore");
        assertThat(list("--tag", "home")).containsExactly("one");
        call(new DoneCommand(notebook(), CLOCK), "2").execute();
        assertThat(file).hasContent(first);

        add("three", "--due", "tomorrow");

        assertThat(file).hasContent("""
                        isaac-notes\t2\t4
                        1\t2026-04-01T10:00:00Z\t\t\thome\tone
                        2\t2026-04-02T10:00:00Z\t2026-04-03T10:00:00Z\t\t\ttwo\\tmore
                        3\t2026-05-01T10:00:00Z\t\t2026-05-02\t\tthree
                        """);
        assertThat(list("--all")).containsExactly("one", "two\tmore", "three");
    }

    @Test
    void tellsWhatIsOverdue() throws Exception {
        add("late", "--due", "2026-04-30");
        add("now", "--due", "today");
        add("whenever");
        assertThat(list("--overdue")).containsExactly("late");
        assertThat(notebook().notes().get(1).data()).containsEntry("due", "2026-05-01");

        call(new DoneCommand(notebook(), CLOCK), "1").execute();
        assertThat(list("--overdue")).isEmpty();
        assertThat(call(new AddCommand(notebook(), CLOCK), "x", "--due", "soon")
                        .fault()
                        .code())
                .isEqualTo("notes.bad-day");
    }

    @Test
    void losesNothingWhenManyWriteAtOnce() throws Exception {
        Notebook shared = notebook();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<CommandResult>> writers = IntStream.range(0, 40)
                    .<Callable<CommandResult>>mapToObj(i -> () ->
                            call(new AddCommand(shared, CLOCK), "note " + i).execute())
                    .toList();
            for (var future : pool.invokeAll(writers)) {
                future.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(shared.notes()).extracting(Note::id).doesNotHaveDuplicates().hasSize(40);
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void completesNumbersAndTags() throws Exception {
        add("one", "--tag", "home");
        add("two", "--tag", "hobby");
        call(new DoneCommand(notebook(), CLOCK), "2").execute();
        assertThat(new DoneCommand(notebook()).complete(new CompletionRequest("number", "", List.of(), folder)))
                .containsExactly(Completion.of("1", "one"));
        assertThat(new DoneCommand(notebook()).complete(new CompletionRequest("number", "", List.of("--undo"), folder)))
                .containsExactly(Completion.of("2", "two"));
        assertThat(new ListCommand(notebook()).complete(new CompletionRequest("--tag", "ho", List.of(), folder)))
                .extracting(Completion::value)
                .containsExactly("hobby", "home");
    }
}
