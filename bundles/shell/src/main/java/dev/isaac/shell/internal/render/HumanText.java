package dev.isaac.shell.internal.render;

import dev.isaac.command.Column;
import dev.isaac.command.CommandResult;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Results as people read them. Not thread-safe. */
public final class HumanText {

    /** So many rows of a stream decide how wide its columns are. */
    private static final int SAMPLE = 200;

    private static final Pattern JSON_TOKEN = Pattern.compile(
            "(\"(?:[^\"\\\\]|\\\\.)*\")(\\s*:)?|\\b(true|false|null)\\b|-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");

    private final Look look;
    private final Consumer<String> lines;

    /**
     * Writes lines somewhere.
     *
     * @param look what that place can do
     * @param lines takes each line, without its line break
     */
    public HumanText(Look look, Consumer<String> lines) {
        this.look = look;
        this.lines = lines;
    }

    /** Shows a result; reads and closes a stream of records. */
    public void show(CommandResult result) {
        if (result instanceof CommandResult.Text text) {
            if (text.data() instanceof Page page) {
                page.lines(look).forEach(lines);
            } else {
                text(text.text());
            }
        } else if (result instanceof CommandResult.Table table) {
            rows(table.columns(), table.rows().iterator());
        } else if (result instanceof CommandResult.Records records) {
            try (records) {
                rows(records.columns(), records.rows().iterator());
            }
        } else if (result instanceof CommandResult.Details details) {
            new DetailsText(look, lines).write(details.fields());
        } else if (result instanceof CommandResult.Json json) {
            json(JsonText.pretty(json.value()));
        }
    }

    private void text(String text) {
        String clean = Clean.lines(text.stripTrailing());
        if (clean.isEmpty()) {
            return;
        }
        clean.lines().forEach(lines);
    }

    private void json(String pretty) {
        if (!look.colour()) {
            pretty.lines().forEach(lines);
            return;
        }
        Matcher tokens = JSON_TOKEN.matcher(pretty);
        String painted =
                tokens.replaceAll(m -> Matcher.quoteReplacement(paintToken(m.group(), m.group(1), m.group(2))));
        painted.lines().forEach(lines);
    }

    private String paintToken(
            String all,
            @org.jspecify.annotations.Nullable String string,
            @org.jspecify.annotations.Nullable String colon) {
        if (string == null) {
            return look.paint(Style.VALUE, all);
        }
        return colon == null ? look.paint(Style.GOOD, string) : look.paint(Style.NAME, string) + colon;
    }

    private void rows(List<Column> columns, Iterator<? extends Map<String, ?>> rows) {
        List<String[]> sample = new ArrayList<>();
        while (rows.hasNext() && sample.size() < SAMPLE) {
            sample.add(TableLayout.cells(columns, rows.next()));
        }
        if (sample.isEmpty()) {
            if (look.terminal()) {
                lines.accept(look.paint(Style.FAINT, "(nothing)"));
            }
            return;
        }
        TableLayout layout = TableLayout.of(look, columns, sample);
        lines.accept(layout.header());
        sample.forEach(row -> layout.row(row).forEach(lines));
        while (rows.hasNext()) {
            layout.row(TableLayout.cells(columns, rows.next())).forEach(lines);
        }
        if (!layout.dropped().isEmpty()) {
            String names = layout.dropped().stream()
                    .map(column -> Clean.line(column.title()))
                    .collect(Collectors.joining(", "));
            String note = "(no room for: " + names + "; widen the terminal, or add --json)";
            Wrap.wrap(note, look.width()).forEach(line -> lines.accept(look.paint(Style.FAINT, line)));
        }
    }
}
