package dev.isaac.shell.internal.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One thing with named fields: aligned keys, values beside them, what is longer below each other. */
final class DetailsText {

    private static final int WIDEST_KEY = 44;
    private static final int GAP = 2;
    private static final int LEAST = 10;

    private final Look look;
    private final Consumer<String> lines;

    DetailsText(Look look, Consumer<String> lines) {
        this.look = look;
        this.lines = lines;
    }

    void write(Map<String, ?> fields) {
        write(fields, 0);
    }

    private void write(Map<?, ?> fields, int indent) {
        int widest = 0;
        for (Object key : fields.keySet()) {
            widest = Math.max(widest, Math.min(WIDEST_KEY, TextWidth.of(Clean.line(String.valueOf(key)))));
        }
        // Where values would be squeezed beside their names, they stand below them.
        int beside = indent + widest + GAP;
        int start = look.width() - beside < Look.NARROWEST ? indent + GAP : beside;
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            String key = Clean.line(String.valueOf(field.getKey()));
            field(key, field.getValue(), indent, start);
        }
    }

    private void field(String key, @Nullable Object value, int indent, int start) {
        String label = " ".repeat(indent) + look.paint(Style.STRONG, key);
        int used = indent + TextWidth.of(key);
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            lines.accept(label);
            write(map, indent + GAP);
            return;
        }
        List<String> text = text(value, start);
        if (text.isEmpty()) {
            lines.accept(label + " ".repeat(Math.max(0, start - used)) + look.paint(Style.FAINT, "-"));
            return;
        }
        String margin = " ".repeat(start);
        if (used + GAP > start) {
            lines.accept(label);
            lines.accept(margin + text.get(0));
        } else {
            lines.accept(label + " ".repeat(start - used) + text.get(0));
        }
        text.stream().skip(1).forEach(line -> lines.accept(line.isEmpty() ? "" : margin + line));
    }

    /** The lines of a value that begins at a column. */
    private List<String> text(@Nullable Object value, int start) {
        int room = Math.max(LEAST, look.width() - start);
        List<String> text = new ArrayList<>();
        if (value instanceof Iterable<?> items) {
            String inline = ValueText.inline(value);
            boolean scalars = true;
            for (Object item : items) {
                scalars &= !(item instanceof Map<?, ?>);
            }
            if (inline.isEmpty()) {
                return text;
            }
            if (scalars && TextWidth.of(inline) <= Math.min(room, 100)) {
                return List.of(inline);
            }
            for (Object item : items) {
                text.addAll(Wrap.wrap(ValueText.inline(item), room));
            }
            return text;
        }
        if (value == null) {
            return text;
        }
        String clean = value instanceof Boolean ? ValueText.inline(value) : Clean.lines(ValueText.scalar(value));
        if (!clean.isEmpty()) {
            text.addAll(Wrap.wrap(clean, room));
        }
        return text;
    }
}
