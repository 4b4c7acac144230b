package dev.isaac.shell.internal.render;

import dev.isaac.command.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How a table fits a width. Columns that fit keep their natural width; text columns shrink and wrap to a few lines, the
 * widest first; when even that does not suffice, the last columns, the least important ones, are left out.
 */
final class TableLayout {

    private static final int GAP = 2;
    private static final int NARROWEST_TEXT = 10;
    private static final int MOST_LINES = 3;

    private final Look look;
    private final List<Column> columns;
    private final int[] widths;
    private final List<Column> dropped;

    private TableLayout(Look look, List<Column> columns, int[] widths, List<Column> dropped) {
        this.look = look;
        this.columns = columns;
        this.widths = widths;
        this.dropped = dropped;
    }

    /** Finds the widths from some rows; cells of other rows may be longer and are fitted. */
    static TableLayout of(Look look, List<Column> columns, List<String[]> sample) {
        int[] natural = new int[columns.size()];
        int[] least = new int[columns.size()];
        for (int c = 0; c < natural.length; c++) {
            int title = TextWidth.of(Clean.line(columns.get(c).title()));
            natural[c] = title;
            for (String[] row : sample) {
                natural[c] = Math.max(natural[c], TextWidth.of(row[c]));
            }
            boolean number = columns.get(c).alignment() == Column.Alignment.RIGHT;
            least[c] = number ? natural[c] : Math.min(natural[c], Math.max(NARROWEST_TEXT, title));
        }
        if (least.length > 0) {
            // The first column names the row: it gives way only up to a third of the width.
            least[0] = Math.max(least[0], Math.min(natural[0], look.width() / 3));
        }
        int kept = columns.size();
        while (kept > 1 && total(least, kept) > look.width()) {
            kept--;
        }
        int[] widths = share(natural, least, kept, look.width());
        return new TableLayout(look, columns.subList(0, kept), widths, columns.subList(kept, columns.size()));
    }

    private static int total(int[] widths, int count) {
        long sum = GAP * (count - 1L);
        for (int c = 0; c < count; c++) {
            sum += widths[c];
        }
        return (int) Math.min(Integer.MAX_VALUE, sum);
    }

    /** Takes cells from the widest column until all fit. */
    private static int[] share(int[] natural, int[] least, int count, int width) {
        int[] widths = Arrays.copyOf(natural, count);
        int excess = total(widths, count) - width;
        while (excess > 0) {
            int widest = -1;
            int runnerUp = 0;
            for (int c = 0; c < count; c++) {
                if (widths[c] <= least[c]) {
                    continue;
                }
                if (widest < 0 || widths[c] > widths[widest]) {
                    runnerUp = widest < 0 ? 0 : widths[widest];
                    widest = c;
                } else {
                    runnerUp = Math.max(runnerUp, widths[c]);
                }
            }
            if (widest < 0) {
                break;
            }
            int floor = Math.max(least[widest], Math.min(runnerUp, widths[widest] - 1));
            int cut = Math.min(excess, widths[widest] - floor);
            widths[widest] -= cut;
            excess -= cut;
        }
        if (count == 1) {
            widths[0] = Math.min(widths[0], width);
        }
        return widths;
    }

    /** The cells of a row as clean text, in the order of all columns. */
    static String[] cells(List<Column> columns, Map<String, ?> row) {
        String[] cells = new String[columns.size()];
        for (int c = 0; c < cells.length; c++) {
            cells[c] = ValueText.inline(row.get(columns.get(c).key()));
        }
        return cells;
    }

    /** The columns for which there is no room. */
    List<Column> dropped() {
        return dropped;
    }

    String header() {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String title = Wrap.cut(Clean.line(columns.get(c).title()), widths[c], look.ellipsis());
            append(line, c, title, look.paint(Style.STRONG, title));
        }
        return line.toString().stripTrailing();
    }

    /** The lines of a row. */
    List<String> row(String[] cells) {
        List<List<String>> wrapped = new ArrayList<>();
        int height = 1;
        for (int c = 0; c < widths.length; c++) {
            List<String> lines = fit(cells[c], widths[c]);
            wrapped.add(lines);
            height = Math.max(height, lines.size());
        }
        List<String> lines = new ArrayList<>();
        for (int h = 0; h < height; h++) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                String text = h < wrapped.get(c).size() ? wrapped.get(c).get(h) : "";
                append(line, c, text, c == 0 ? look.paint(Style.NAME, text) : text);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private List<String> fit(String cell, int width) {
        if (!look.terminal() || TextWidth.of(cell) <= width) {
            return List.of(cell);
        }
        List<String> lines = Wrap.wrap(cell, width);
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        List<String> cut = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
        cut.add(Wrap.cut(lines.get(MOST_LINES - 1) + " " + lines.get(MOST_LINES), Math.max(1, width), look.ellipsis()));
        return cut;
    }

    private void append(StringBuilder line, int column, String text, String painted) {
        if (column > 0) {
            line.append(" ".repeat(GAP));
        }
        String blanks = " ".repeat(Math.max(0, widths[column] - TextWidth.of(text)));
        boolean last = column == widths.length - 1;
        if (columns.get(column).alignment() == Column.Alignment.RIGHT) {
            line.append(blanks).append(painted);
        } else {
            line.append(painted).append(last ? "" : blanks);
        }
    }
}
