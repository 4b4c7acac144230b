package dev.isaac.shell.internal.render;

import dev.isaac.command.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A fault as people read it: what and why, then what to do. */
public final class FaultText {

    private static final int WIDEST = 100;
    private static final int MOST_ITEMS = 10;
    private static final int LONGEST = 1_500;
    private static final int END = 300;
    private static final String MARGIN = "  ";
    private static final String HINT = "  hint: ";

    private FaultText() {}

    /** The lines that tell of the fault. */
    public static List<String> lines(Fault fault, Look look) {
        int width = Math.min(WIDEST, look.width() - MARGIN.length());
        List<String> lines = new ArrayList<>();
        String start = "error " + fault.code() + ":";
        List<String> message = Wrap.wrap(start + " " + Clean.lines(bounded(fault.message(), look)), width);
        for (int i = 0; i < message.size(); i++) {
            String line = message.get(i);
            if (i == 0 && line.startsWith(start)) {
                lines.add(look.paint(Style.ERROR, "error") + " " + look.paint(Style.WARNING, fault.code()) + ":"
                        + line.substring(start.length()));
            } else {
                lines.add(MARGIN + line);
            }
        }
        fault.details().forEach((name, value) -> items(name, value, look, width, lines));
        if (!fault.hint().isEmpty()) {
            List<String> hint = Wrap.wrap(Clean.lines(bounded(fault.hint(), look)), width - HINT.length());
            for (int i = 0; i < hint.size(); i++) {
                String margin = i == 0 ? look.paint(Style.NAME, HINT) : " ".repeat(HINT.length());
                lines.add(margin + hint.get(i));
            }
        }
        return lines;
    }

    /** A message may repeat what was typed or read, however long that is. */
    private static String bounded(String text, Look look) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST - END) + " " + look.ellipsis() + " " + text.substring(text.length() - END);
    }

    /** Details repeat in data what the sentence says, except lists: they are what a sentence cannot hold. */
    private static void items(String name, Object value, Look look, int width, List<String> lines) {
        // Which commands there are is said by the hint, and by help.
        if (!(value instanceof List<?> list) || list.isEmpty() || name.equals("commands")) {
            return;
        }
        lines.add("  " + look.paint(Style.FAINT, Clean.line(name) + ":"));
        for (Object item : list.subList(0, Math.min(MOST_ITEMS, list.size()))) {
            String text = item instanceof Map<?, ?> map ? ValueText.inline(map) : ValueText.inline(item);
            List<String> wrapped = Wrap.wrap(text, Math.max(Look.NARROWEST, width - 6));
            for (int i = 0; i < wrapped.size(); i++) {
                lines.add((i == 0 ? "    " + look.bullet() + " " : "      ") + wrapped.get(i));
            }
        }
        if (list.size() > MOST_ITEMS) {
            lines.add("    " + look.paint(Style.FAINT, "and " + (list.size() - MOST_ITEMS) + " more"));
        }
    }
}
