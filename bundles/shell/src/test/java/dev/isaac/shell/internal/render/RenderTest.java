package dev.isaac.shell.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Column;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenderTest {

    private static final List<Column> PLUGINS = List.of(
            Column.text("id", "ID"),
            Column.text("version", "VERSION"),
            Column.number("downloads", "DOWNLOADS"),
            Column.text("summary", "SUMMARY"),
            Column.text("author", "AUTHOR"));

    private static final List<Map<String, ?>> ROWS = List.of(
            row(
                    "git-helpers",
                    "1.1.0",
                    1234,
                    "Look at the state of a Git repository and its branches",
                    "ISAAC examples"),
            row("json-tools", "1.0.0", 7, "Pretty-print and query JSON, also in pipes", "ISAAC examples"),
            row("日本語-tools", "0.1.0", 0, "幅の広い文字", "誰か"));

    private static Map<String, ?> row(Object... values) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            row.put(PLUGINS.get(i).key(), values[i]);
        }
        return row;
    }

    private static Look terminal(int width) {
        return new Look(false, true, true, () -> width);
    }

    private static List<String> show(CommandResult result, Look look) {
        List<String> lines = new ArrayList<>();
        new HumanText(look, lines::add).show(result);
        return lines;
    }

    @Test
    void showsATableInItsNaturalWidthWhereThereIsRoom() {
        assertThat(show(CommandResult.table(PLUGINS, ROWS), terminal(120)))
                .containsExactly(
                        "ID            VERSION  DOWNLOADS  SUMMARY                                                 AUTHOR",
                        "git-helpers   1.1.0         1234  Look at the state of a Git repository and its branches  ISAAC examples",
                        "json-tools    1.0.0            7  Pretty-print and query JSON, also in pipes              ISAAC examples",
                        "日本語-tools  0.1.0            0  幅の広い文字                                            誰か");
    }

    @Test
    void wrapsTheWidestTextWhereTheTableIsTooWide() {
        assertThat(show(CommandResult.table(PLUGINS, ROWS), terminal(80)))
                .containsExactly(
                        "ID            VERSION  DOWNLOADS  SUMMARY                         AUTHOR",
                        "git-helpers   1.1.0         1234  Look at the state of a Git      ISAAC examples",
                        "                                  repository and its branches",
                        "json-tools    1.0.0            7  Pretty-print and query JSON,    ISAAC examples",
                        "                                  also in pipes",
                        "日本語-tools  0.1.0            0  幅の広い文字                    誰か");
    }

    @Test
    void leavesOutTheLastColumnsWhereThereIsNoRoomAndSaysSo() {
        List<String> lines = show(CommandResult.table(PLUGINS, ROWS), terminal(40));
        assertThat(lines.get(0)).isEqualTo("ID            VERSION  DOWNLOADS");
        assertThat(lines.get(lines.size() - 2) + " " + lines.get(lines.size() - 1))
                .contains("no room for: SUMMARY, AUTHOR");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 25, 33, 40, 57, 61, 80, 99, 100, 200})
    void neverExceedsTheWidth(int width) {
        assertThat(show(CommandResult.table(PLUGINS, ROWS), terminal(width)))
                .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(width));
    }

    @Test
    void cutsWhatWouldTakeTooManyLines() {
        List<Column> columns = List.of(Column.text("a", "A"), Column.text("b", "B"));
        String longText = "word ".repeat(60).strip();
        List<String> lines = show(CommandResult.table(columns, List.of(Map.of("a", "x", "b", longText))), terminal(40));
        assertThat(lines).hasSize(4);
        assertThat(lines.get(3)).endsWith("\u2026");
    }

    @Test
    void neitherCutsNorWrapsInAPipe() {
        List<String> lines = show(CommandResult.table(PLUGINS, ROWS), Look.plain());
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).contains("Look at the state of a Git repository and its branches");
    }

    @Test
    void saysOnATerminalThatATableIsEmptyAndNothingInAPipe() {
        assertThat(show(CommandResult.table(PLUGINS, List.of()), terminal(80))).containsExactly("(nothing)");
        assertThat(show(CommandResult.table(PLUGINS, List.of()), Look.plain())).isEmpty();
    }

    @Test
    void showsAStreamOfAnyLengthAndClosesIt() {
        List<String> closed = new ArrayList<>();
        Stream<Map<String, ?>> rows = IntStream.range(0, 1000).<Map<String, ?>>mapToObj(n -> Map.of("n", n));
        List<String> lines = show(
                new CommandResult.Records(List.of(Column.number("n", "N")), rows.onClose(() -> closed.add("closed"))),
                terminal(80));
        assertThat(lines).hasSize(1001).startsWith("  N", "  0").endsWith("999");
        assertThat(closed).containsExactly("closed");
    }

    @Test
    void alignsDetailsAndPutsLongValuesBelowEachOther() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Name", "git-helpers");
        fields.put("Description", "A paragraph that is too long for the line and goes on below.");
        fields.put("Tags", List.of("git", "vcs"));
        fields.put("Signed", true);
        fields.put("Rating", 4.50);
        fields.put("Homepage", null);
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("1.0.0", "available");
        versions.put("1.1.0", "yanked");
        fields.put("Versions", versions);
        fields.put("Requires", List.of(Map.of("plugin", "http-tools")));
        assertThat(show(new CommandResult.Details(fields, null), terminal(44)))
                .containsExactly(
                        "Name         git-helpers",
                        "Description  A paragraph that is too long",
                        "             for the line and goes on below.",
                        "Tags         git, vcs",
                        "Signed       yes",
                        "Rating       4.5",
                        "Homepage     -",
                        "Versions",
                        "  1.0.0  available",
                        "  1.1.0  yanked",
                        "Requires     plugin=http-tools");
    }

    @Test
    void putsValuesBelowTheirNamesOnANarrowTerminal() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Description", "What it is good for");
        fields.put("Id", "notes");
        assertThat(show(new CommandResult.Details(fields, null), terminal(20)))
                .containsExactly("Description", "  What it is good", "  for", "Id", "  notes");
    }

    @Test
    void aFaultFitsTheTerminalAndRepeatsNoNovel() {
        Fault fault = Fault.of(FaultKind.FAILED, "a.b", "word ".repeat(5_000)).hint("hint ".repeat(5_000));
        List<String> lines = FaultText.lines(fault, terminal(40));
        assertThat(lines).hasSizeLessThan(150).allMatch(line -> TextWidth.of(line) <= 40);
        assertThat(String.join("", lines)).contains("\u2026");
    }

    @Test
    void showsJsonIndented() {
        assertThat(show(CommandResult.json(Map.of("a", List.of(1, new BigDecimal("2.50")))), Look.plain()))
                .containsExactly("{", "  \"a\": [", "    1,", "    2.50", "  ]", "}");
    }

    @Test
    void coloursJsonOnATerminal() {
        Look look = new Look(true, true, true, () -> 80);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", "x");
        map.put("b", true);
        assertThat(String.join("", show(CommandResult.json(map), look)))
                .contains("\u001b[36m\"a\"\u001b[0m: \u001b[32m\"x\"\u001b[0m")
                .contains("\u001b[35mtrue\u001b[0m");
    }

    @Test
    void keepsEscapeSequencesOfPluginsFromTheTerminal() {
        String evil = "a\u001b]0;title\u0007b\u009bc\u202ed\re";
        assertThat(show(CommandResult.text(evil), terminal(80)))
                .containsExactly("a\uFFFD]0;title\uFFFDb\uFFFDc\uFFFDd", "e");
        assertThat(show(
                                CommandResult.table(List.of(Column.text("x", "X")), List.of(Map.of("x", evil + "\nf"))),
                                terminal(80))
                        .get(1))
                .isEqualTo("a\uFFFD]0;title\uFFFDb\uFFFDc\uFFFDd e f");
    }

    @Test
    void tellsAFaultWithItsHintAndItsLists() {
        Fault fault = Fault.of(
                        FaultKind.NOT_FOUND,
                        "marketplace.not-found",
                        "There is no plugin named gti-helpers in the registry isaac, nor in any other registry.")
                .hint("Did you mean git-helpers?")
                .detail("name", "gti-helpers")
                .detail("searched", List.of("isaac", "acme"));
        assertThat(FaultText.lines(fault, terminal(60)))
                .containsExactly(
                        "error marketplace.not-found: There is no plugin named",
                        "  gti-helpers in the registry isaac, nor in any other",
                        "  registry.",
                        "  searched:",
                        "    \u2022 isaac",
                        "    \u2022 acme",
                        "  hint: Did you mean git-helpers?");
    }

    @ParameterizedTest
    @CsvSource({
        "abc,3",
        "日本,4",
        "e\u0301,1",
        "\uD83D\uDE00,2",
        "\u200B,0",
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67,2",
        "\uD83C\uDDE9\uD83C\uDDEA,2",
        "\u2764\uFE0F,2",
        "\uD83D\uDC4D\uD83C\uDFFD,2",
        "\u00AD,0",
        "\uFF21,2",
        "\uAC00,2"
    })
    void knowsHowWideTextIs(String text, int width) {
        assertThat(TextWidth.of(text)).isEqualTo(width);
    }

    @Test
    void breaksAWordThatIsLongerThanTheLine() {
        assertThat(Wrap.wrap("abcdefghij kl", 4)).containsExactly("abcd", "efgh", "ij", "kl");
        assertThat(Wrap.wrap("日本語", 3)).containsExactly("日", "本", "語");
        assertThat(Wrap.wrap("日", 1)).containsExactly("日");
        assertThat(Wrap.hanging("  it reads files where you work", 22))
                .containsExactly("  it reads files", "    where you work");
        assertThat(Wrap.hanging("short", 22)).containsExactly("short");
        assertThat(Wrap.hanging("a sentence without any limit", Integer.MAX_VALUE))
                .hasSize(1);
    }

    @Test
    void writesWhatIsNoJsonNumberAsNull() {
        assertThat(JsonText.compact(List.of(Double.NaN, 1.5f, 2L))).isEqualTo("[null,1.5,2]");
    }
}
