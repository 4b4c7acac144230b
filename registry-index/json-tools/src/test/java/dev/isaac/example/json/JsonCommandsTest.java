package dev.isaac.example.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.isaac.command.Column;
import dev.isaac.command.Command;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.example.json.api.JsonException;
import dev.isaac.plugin.kit.FakeInvocation;
import dev.isaac.plugin.kit.Manifests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonCommandsTest {

    private static final String SHOP = """
            {"name": "shop", "open": true, "items": [
              {"title": "pen", "price": 1.50, "tags": ["blue"]},
              {"title": "ink", "price": 12.00},
              {"title": "pad", "price": 3, "tags": null}
            ]}
            """;

    private final Documents documents = new Documents();

    @TempDir
    private Path folder;

    private FakeInvocation call(Command command, String... words) {
        return FakeInvocation.of(command).words(words).directory(folder);
    }

    private String pretty(String input, String... words) throws Exception {
        FakeInvocation call = call(new PrettyCommand(), words).input(input);
        assertThat(call.execute()).isEqualTo(CommandResult.nothing());
        return call.written();
    }

    private @Nullable Object query(String path, String input) throws Exception {
        CommandResult result =
                call(new QueryCommand(documents), path).input(input).execute();
        return ((CommandResult.Json) result).value();
    }

    private static CommandResult.Table table(CommandResult result) {
        assertThat(result).isInstanceOf(CommandResult.Table.class);
        return (CommandResult.Table) result;
    }

    @Test
    void manifestsAreComplete() {
        for (Command command : List.of(
                new PrettyCommand(),
                new QueryCommand(documents),
                new KeysCommand(documents),
                new TableCommand(documents),
                new CheckCommand())) {
            assertThat(Manifests.problems(command.manifest())).isEmpty();
        }
    }

    @Test
    void laysOutADocument() throws Exception {
        assertThat(pretty("{\"b\":[1,{}, []],\"a\":null}")).isEqualTo("""
                        {
                          "b": [
                            1,
                            {},
                            []
                          ],
                          "a": null
                        }
                        """);
        assertThat(pretty("[1]", "--indent", "4")).isEqualTo("[\n    1\n]\n");
    }

    @Test
    void keepsNumbersAsTheyWereWritten() throws Exception {
        String numbers = "[1.0,1.50,1E400,-0,123456789012345678901234567890,0.1000000000000000055511151231257827]";
        assertThat(pretty(numbers, "--compact")).isEqualTo(numbers + "\n");
    }

    @Test
    void laysOutManyDocumentsAndSortsOnRequest() throws Exception {
        assertThat(pretty("{\"b\":1,\"a\":{\"d\":2,\"c\":[{\"z\":1,\"y\":2}]}} 7\n\"x\"", "-cs"))
                .isEqualTo("{\"a\":{\"c\":[{\"y\":2,\"z\":1}],\"d\":2},\"b\":1}\n7\n\"x\"\n");
    }

    @Test
    void writesWhileItReads() throws Exception {
        long count = 1_000;
        String element = "{\"text\":\"" + "x".repeat(50_000) + "\"}";
        Counting out = new Counting();
        Repeated in = new Repeated("[" + element, "," + element, "]", count, out);
        assertThat(call(new PrettyCommand(), "--compact").input(in).output(out).execute())
                .isEqualTo(CommandResult.nothing());
        assertThat(out.total).isEqualTo((count + 1) * (element.length() + 1) + 2);
        assertThat(in.largestLead).isLessThan(1 << 20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':1,}|1|8",
                "{'a':1|1|7",
                "[1 2]|1|4",
                "{'a':nul}|1|6",
                "['a', \\n  x]|2|3",
                "{'a':'\\t'}|1|7",
                "]|1|1",
                "[01]|1|3"
            })
    void saysWhereADocumentIsWrong(String document, int line, int column) throws Exception {
        String json = document.replace('\'', '"').replace("\\n", "\n").replace("\\t", "\t");
        Fault fault = call(new PrettyCommand()).input(json).fault();
        assertThat(fault.code()).isEqualTo("json.invalid");
        assertThat(fault.kind()).isEqualTo(FaultKind.FAILED);
        assertThat(fault.message()).startsWith("This is not JSON: line " + line + ", column ");
        assertThat(fault.details()).containsEntry("line", line);
        assertThat((Integer) fault.details().get("column")).isBetween(column - 1, column + 1);
    }

    @Test
    void refusesNestingThatOnlyAnAttackerHas() {
        assertThat(call(new PrettyCommand()).input("[".repeat(100_000)).fault().message())
                .contains("nesting depth");
        assertThat(call(new CheckCommand()).input("[".repeat(100_000)).fault().code())
                .isEqualTo("json.invalid");
    }

    @Test
    void readsFilesAndSaysWhenThereIsNothing() throws Exception {
        Files.writeString(folder.resolve("shop.json"), SHOP);
        assertThat(call(new QueryCommand(documents), "name", "shop.json").execute())
                .isEqualTo(CommandResult.json("shop"));
        assertThat(call(new PrettyCommand(), "nowhere.json").fault().code()).isEqualTo("json.no-file");
        assertThat(call(new PrettyCommand(), ".").fault().code()).isEqualTo("json.unreadable");
        assertThat(call(new PrettyCommand()).fault().code()).isEqualTo("json.nothing");
        for (Command command : List.of(
                new PrettyCommand(), new CheckCommand(), new TableCommand(documents), new KeysCommand(documents))) {
            assertThat(call(command).input(" \n").fault().code()).isEqualTo("json.empty");
        }
        assertThat(call(new PrettyCommand(), "--indent", "17").fault().code()).isEqualTo("json.bad-indent");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$.name|\"shop\"",
                "name|\"shop\"",
                "/name|\"shop\"",
                "/items/1/title|\"ink\"",
                "$.items[0].price|1.50",
                "$.items[*].title|[\"pen\",\"ink\",\"pad\"]",
                "$.items[?(@.price < 10)].title|[\"pen\",\"pad\"]",
                "$.items[?(@.title in ['ink','pad'])].price|[12.00,3]",
                "$..price|[1.50,12.00,3]",
                "$.items.length()|3",
                "$.items[-1:].title|[\"pad\"]",
                "$.items[2].tags|null",
                "/items/2/tags|null",
                "$.nothing[*]|",
            })
    void queriesWithJsonPathAndPointer(String path, @Nullable String expected) throws Exception {
        if (expected == null) {
            assertThat(call(new QueryCommand(documents), path)
                            .input(SHOP)
                            .fault()
                            .code())
                    .isEqualTo("json.no-match");
        } else {
            assertThat(documents.write(query(path, SHOP))).isEqualTo(expected);
        }
    }

    @Test
    void wholeDocumentsAndManyOfThem() throws Exception {
        assertThat(query("$", "[1]")).isEqualTo(List.of(1L));
        assertThat(query("", "7")).isEqualTo(7L);
        assertThat(query("a", "{\"a\":1}\n{\"a\":2}")).isEqualTo(List.of(1L, 2L));
        assertThat(query("/~1x~0", "{\"/x~\":true}")).isEqualTo(true);
    }

    @Test
    void rawGivesLines() throws Exception {
        CommandResult result = call(new QueryCommand(documents), "--raw", "$.items[*].title")
                .input(SHOP)
                .execute();
        assertThat(((CommandResult.Text) result).text()).isEqualTo("pen\nink\npad");
        result = call(new QueryCommand(documents), "-r", "$.items[0]")
                .input(SHOP)
                .execute();
        assertThat(((CommandResult.Text) result).text())
                .isEqualTo("{\"title\":\"pen\",\"price\":1.50,\"tags\":[\"blue\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.nothing", "/nothing", "/items/9", "/items/x", "$.items[9]", "$.name.deeper"})
    void saysWhenNothingMatches(String path) {
        assertThat(call(new QueryCommand(documents), path).input(SHOP).fault().code())
                .isEqualTo("json.no-match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.items[?(@.price <)]", "$..", "$.items.sum("})
    void saysWhenAPathIsNone(String path) {
        Fault fault = call(new QueryCommand(documents), path).input(SHOP).fault();
        assertThat(fault.code()).isEqualTo("json.bad-path");
        assertThat(fault.kind()).isEqualTo(FaultKind.USAGE);
    }

    @Test
    void theServiceTellsItsMistakesApart() throws Exception {
        InputStream broken = new ByteArrayInputStream("{".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> documents.parse(broken))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(JsonException.Kind.INVALID))
                .satisfies(e -> assertThat(e.line()).isEqualTo(1))
                .satisfies(e -> assertThat(e.column()).isPositive());
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> documents.query(null, "$.a"))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(JsonException.Kind.NO_MATCH));
    }

    @Test
    void listsTheKeysOfAllObjects() throws Exception {
        CommandResult.Table keys = table(call(new KeysCommand(documents), "--path", "$.items")
                .input(SHOP)
                .execute());
        assertThat(keys.rows())
                .extracting(row ->
                        row.get("key") + " " + row.get("type") + " " + row.get("count") + " " + row.get("example"))
                .containsExactly("title string 3 pen", "price number 3 1.50", "tags array|null 2 [\"blue\"]");
        assertThat(table(call(new KeysCommand(documents)).input(SHOP).execute()).rows())
                .extracting(row -> row.get("type"))
                .isEqualTo(List.of("string", "boolean", "array"));
        assertThat(call(new KeysCommand(documents)).input("[1]").fault().code()).isEqualTo("json.no-object");
        assertThat(call(new KeysCommand(documents), "-p", "$.no")
                        .input(SHOP)
                        .fault()
                        .code())
                .isEqualTo("json.no-match");
    }

    @Test
    void showsArraysAndLogsAsTables() throws Exception {
        CommandResult.Table items = table(
                call(new TableCommand(documents), "--path", "items").input(SHOP).execute());
        assertThat(items.columns())
                .containsExactly(
                        Column.text("title", "title"), Column.number("price", "price"), Column.text("tags", "tags"));
        assertThat(items.rows().get(0).get("tags")).isEqualTo("[\"blue\"]");

        CommandResult.Table log = table(call(new TableCommand(documents), "--limit", "2", "--columns", "b, a")
                .input("{\"a\":1,\"b\":2}\n{\"a\":3}\nnot json any more")
                .execute());
        assertThat(log.columns()).extracting(Column::key).containsExactly("b", "a");
        assertThat(log.rows()).isEqualTo(List.of(Map.of("a", 1L, "b", 2L), Map.of("a", 3L)));
        assertThat(table(call(new TableCommand(documents))
                                .input("[{\"a\":1},{\"b\":2}]")
                                .execute())
                        .rows())
                .hasSize(2);
    }

    @Test
    void refusesTablesOfWhatHasNoRows() {
        assertThat(call(new TableCommand(documents)).input("[1]").fault().message())
                .isEqualTo("A table needs objects, but this is 1.");
        assertThat(call(new TableCommand(documents), "-c", "x")
                        .input("[{\"a\":1}]")
                        .fault()
                        .hint())
                .isEqualTo("There are: a.");
        assertThat(call(new TableCommand(documents)).input("[{]").fault().code())
                .isEqualTo("json.invalid");
        assertThat(call(new TableCommand(documents), "-p", "$[")
                        .input("[{}]")
                        .fault()
                        .code())
                .isEqualTo("json.bad-path");
    }

    @Test
    void checksAndCounts() throws Exception {
        CommandResult.Text result =
                (CommandResult.Text) call(new CheckCommand()).input(SHOP).execute();
        assertThat(result.text()).isEqualTo("valid: 1 document, 16 values, depth 4");
        Fault twice = call(new CheckCommand()).input("{\"a\":1,\n\"a\":2}").fault();
        assertThat(twice.code()).isEqualTo("json.duplicate-key");
        assertThat(twice.message()).startsWith("Line 2:").contains("'a'");
        assertThat(call(new CheckCommand()).input("{").fault().code()).isEqualTo("json.invalid");
    }

    @Test
    void stopsWhenTheReaderIsGoneOrTheUserInterrupts() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        };
        assertThat(call(new PrettyCommand()).input("[1]").output(gone).fault().code())
                .isEqualTo("json.unreadable");
        FakeInvocation call = call(new PrettyCommand()).input("[1]");
        call.cancellation().cancel();
        assertThat(call.fault().kind()).isEqualTo(FaultKind.INTERRUPTED);
    }

    /** Counts what is written and forgets it. */
    private static final class Counting extends OutputStream {
        private long total;

        @Override
        public void write(int b) {
            total++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            total += length;
        }
    }

    /** A stream of a head, many times the same part, and a tail. */
    private static final class Repeated extends InputStream {
        private final byte[] part;
        private final byte[] tail;
        private final Counting out;
        private long left;
        private byte[] current;
        private int position;
        private long given;
        private long largestLead;

        Repeated(String head, String part, String tail, long times, Counting out) {
            this.out = out;
            this.current = head.getBytes(StandardCharsets.UTF_8);
            this.part = part.getBytes(StandardCharsets.UTF_8);
            this.tail = tail.getBytes(StandardCharsets.UTF_8);
            this.left = times + 1;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            while (position == current.length) {
                if (left == 0) {
                    return -1;
                }
                left--;
                current = left == 0 ? tail : part;
                position = 0;
            }
            int count = Math.min(length, current.length - position);
            System.arraycopy(current, position, target, offset, count);
            position += count;
            given += count;
            largestLead = Math.max(largestLead, given - out.total);
            return count;
        }
    }
}
